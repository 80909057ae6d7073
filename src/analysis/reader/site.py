"""A place in a text where a number may begin, with the words to its left and right."""

from collections.abc import Callable

from analysis.reader.digits import GLUED, Number
from analysis.reader.mention import NAN, Mention, Unit

OPENING = "(（“\"‘'[-–—"
_WINDOW = 64  # characters of context to the left


class Site:
    """A place where a number may begin.

    `left` is the text before it, back to `floor`, where the mention `previous` ends; `before` its
    words; `word` the English word that begins here, in lower case, "" at digits; `reference` the
    year of a day without one. The language around adds the `currency` before it and the `number`.
    """

    currency: Unit | None
    number: Number | None

    def __init__(
        self,
        text: str,
        start: int,
        floor: int,
        previous: Mention | None,
        reference: int | None,
        word: str,
    ) -> None:
        """Look at the words to the left."""
        self.text, self.start, self.floor = text, start, floor
        self.previous, self.reference, self.word = previous, reference, word
        self.left = text[max(floor, start - _WINDOW) : start]
        self.before = self.left.split()

    def back(self, places: int = 1) -> str:
        """Return the word `places` before the number as it stands, "" if there is none."""
        return self.before[-places] if len(self.before) >= places else ""

    def back_begins(self) -> int:
        """Return where the word before the number begins, without an opening bracket."""
        word = self.back()
        begin = self.start - len(self.left) + self.left.rfind(word)
        return begin + len(word) - len(word.lstrip(OPENING))

    def near(self) -> str:
        """Return the word before the number in lower case, without an opening bracket."""
        return self.back().lower().lstrip(OPENING)

    def until(self, begin: int) -> list[str]:
        """Return the words to the left of `begin`, where a currency or a qualifier begins."""
        if begin == self.start:
            return self.before
        return self.text[min(begin, self.start - len(self.left)) : begin].split()

    def after(self, end: int, reach: int) -> list[str]:
        """Return the words that follow `end`, as far as `reach` characters."""
        return self.text[end : end + reach].split()

    def opens_sentence(self) -> bool:
        """Tell whether the number begins a sentence or a line."""
        left = self.left.rstrip(" \t\"“‘'(*")
        return left[-1] in ".!?:\n-–—•;…" if left else len(self.left) == self.start

    def mention(
        self, end: int, kind: str, value: float = NAN, begin: int | None = None, stop: int = 0
    ) -> Mention:
        """Return a mention of the number that ends at `end`, in a phrase from `begin` to `stop`."""
        phrase = self.start if begin is None else begin
        return Mention(phrase, stop or end, self.start, end, kind, value)

    def run(self) -> Mention:
        """Return the digits that begin here, and what is glued to them, as a name."""
        match = GLUED.match(self.text, self.start)
        return self.mention(match.end() if match else self.start + 1, "identifier")


Reading = Callable[[Site], Mention | None]


def first_answer(readings: tuple[Reading, ...], site: Site) -> Mention | None:
    """Ask readings in order; the first answer wins, None if there is none."""
    for reading in readings:
        if mention := reading(site):
            return mention
    return None


def leads(text: str, at: int, signs: str) -> bool:
    """Tell whether one of the signs stands at or one place after `at`: a cheap look ahead."""
    return text[at : at + 1] in signs or text[at + 1 : at + 2] in signs
