"""Say in plain text what changed between two runs of a notebook, in what it shows to a reader.

What a notebook says is its outputs: sentences, tables, charts, and whatever else a cell shows.
Typed text and code stay as they are when a notebook is run again.
"""

import html
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Any, NamedTuple

WIDTH = 100
TOP = "At the top"
DOT = "●"  # which tables put before a verdict, and before nothing else
SHORT = 80  # characters up to which an old and a new text are both shown whole
LONG = 40  # equal words in a row of which only the ends are shown
ALIKE = 0.5  # the share of words in common from which two texts are versions of each other
KINDS = ("sentence", "table", "verdict", "chart", "error", "other output")
LOOK = "look"  # the kind of a change of which the words know nothing
HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
ROW = re.compile("<tr[^>]*>")
CELL = re.compile("<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
# A full stop after one or two letters is an abbreviation's.
PART = re.compile(r"(?<=[.?!])(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.) (?=[A-Z\d“])|; ")
LISTING = re.compile("^(?!Source|Not drawn)([A-Z][a-z ]*): ")
WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")


class Change(NamedTuple):
    """What changed in one output, or one verdict: its lines are indented among themselves."""

    section: str
    kind: str
    lines: tuple[str, ...]


class Output(NamedTuple):
    """One output of a cell, its words, and how it is found again in another run."""

    section: str
    cell: str
    source: str
    kind: str
    place: int  # among the cell's outputs of its kind
    words: str
    stored: dict[str, Any]


class Table(NamedTuple):
    """The texts of an HTML table."""

    caption: str
    columns: list[str]
    rows: list[tuple[str, ...]]


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return what changed between two versions of a notebook, in the order of the new one.

    Outputs are matched by their cell's source, then by its id, then within a section by their
    words. Verdicts come last, once for each thing.
    """
    before, after = outputs(old), outputs(new)
    paired = pair(
        before,
        after,
        lambda output: (output.source, output.kind, output.place),
        lambda output: (output.cell, output.kind, output.place),
        alike=resemblance,
    )
    found = [change for a, b in paired if (change := change_of(a, b))]
    sections = list(dict.fromkeys(output.section for output in [*after, *before]))
    found.sort(key=lambda change: sections.index(change.section))
    return found + verdict_changes(before, after)


def outputs(notebook: dict[str, Any]) -> list[Output]:
    """Return what a notebook shows, in its order."""
    found, section = [], TOP
    for cell in notebook["cells"]:
        source, places = "".join(cell["source"]), Counter[str]()
        if cell["cell_type"] == "markdown" and (headings := HEADING.findall(source)):
            section = headings[-1]
        for output in cell.get("outputs", []):
            kind, words = read(output)
            stored = {name: part for name, part in output.items() if name != "execution_count"}
            at = (section, cell.get("id", ""), source, kind, places[kind])
            found.append(Output(*at, words, stored))
            places[kind] += 1
    return found


def read(output: dict[str, Any]) -> tuple[str, str]:
    """Return the kind of a stored output, and its words; of a table they are its HTML."""
    data = {kind: "".join(text) for kind, text in output.get("data", {}).items()}
    if output["output_type"] == "error":
        return "error", f"{output['ename']}: {output['evalue']}"
    if any(kind.startswith("image/") for kind in data):
        return "chart", data.get("text/plain", "")
    if "text/markdown" in data:
        return "sentence", data["text/markdown"]
    if "<table" in data.get("text/html", ""):
        return "table", data["text/html"]
    if "text/html" in data:
        return "other output", text_of(data["text/html"])
    return "other output", data.get("text/plain") or "".join(output.get("text", ""))


def pair(
    old: Sequence[Any],
    new: Sequence[Any],
    *keys: Callable[[Any], Any],
    alike: Callable[[Any, Any], float] = lambda old, new: 0,
) -> list[tuple[Any, Any]]:
    """Pair old items with new ones, None beside one that is new or gone.

    Items pair that share a key, those of the first key first and those of one key in their order;
    None is no key. Of what is left those pair that are most alike. New items keep their order, gone
    ones follow.
    """
    partner: dict[int, int] = {}

    def left():
        taken = set(partner.values())
        return [i for i in range(len(old)) if i not in taken]

    def free():
        return [j for j in range(len(new)) if j not in partner]

    for key in keys:
        waiting = defaultdict(list)
        for i in left():
            waiting[key(old[i])].append(i)
        waiting.pop(None, None)
        for j in free():
            if found := waiting[key(new[j])]:
                partner[j] = found.pop(0)
    for score, i, j in sorted((-alike(old[i], new[j]), i, j) for i in left() for j in free()):
        if -score >= ALIKE and j not in partner and i not in partner.values():
            partner[j] = i
    both = [(old[partner[j]] if j in partner else None, item) for j, item in enumerate(new)]
    return both + [(old[i], None) for i in left()]


def resemblance(old: Output, new: Output) -> float:
    """Return how alike two outputs of one kind in one section are, of others nothing."""
    if (old.section, old.kind) != (new.section, new.kind):
        return 0
    return likeness(text_of(old.words), text_of(new.words))


def likeness(old: str, new: str) -> float:
    """Return the share of words that two texts have in common, in their order."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def change_of(old: Output | None, new: Output | None) -> Change | None:
    """Return what changed in an output, if anything did; one of the two may be missing."""
    one = new or old
    if old and new and old.stored == new.stored:
        return None
    if not (old and new):
        what = "new" if new else "gone"
        return Change(one.section, one.kind, (f"{one.kind} is {what}: {name_of(one)}",))
    compare = {"table": table_lines, "chart": chart_lines}.get(one.kind, text_lines)
    lines = compare(old.words, new.words)
    if lines and one.kind in ("table", "chart"):
        return Change(one.section, one.kind, (f"{one.kind} {name_of(one)}", *indented(lines)))
    if lines:
        return Change(one.section, one.kind, (f"{one.kind}: {lines[0]}",))
    what = "picture" if one.kind == "chart" else "markup"
    return Change(
        one.section, LOOK, (f"{one.kind} {name_of(one)}", f"  {what} changed, words the same")
    )


def name_of(output: Output) -> str:
    """Return the words by which a reader knows an output."""
    if output.kind == "table":
        table = read_table(output.words)
        return f"“{table.caption}”" if table.caption else f"of {', '.join(table.columns)}"
    if output.kind == "chart":
        return f"“{statements(output.words)[0]}”"
    return clean(output.words)


def text_lines(old: str, new: str) -> list[str]:
    """Return how a text changed, in one line, or nothing."""
    old, new = clean(old), clean(new)
    return [difference(old, new)] if old != new else []


def difference(old: str, new: str) -> str:
    """Return the new text with its changed words marked, or both if they are short or unlike."""
    if max(len(old), len(new)) <= SHORT or likeness(old, new) < ALIKE:
        return f"{old or 'nothing'} → {new or 'nothing'}"
    a, b = old.split(), new.split()
    parts = []
    for what, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        before, after = " ".join(a[i:i_end]), " ".join(b[j:j_end])
        marks = {"equal": shortened(b[j:j_end]), "replace": f"[{before} → {after}]"}
        marks |= {"delete": f"[gone: {before}]", "insert": f"[new: {after}]"}
        parts.append(marks[what])
    return " ".join(parts)


def shortened(words: list[str]) -> str:
    """Return words, or only both ends of many."""
    ends = LONG // 2
    return " ".join(words if len(words) <= LONG else [*words[:ends], "…", *words[-ends:]])


def chart_lines(old: str, new: str) -> list[str]:
    """Return what changed in a chart's words: its title, then whatever else they state."""
    (title, *before), (new_title, *after) = statements(old), statements(new)
    lines = [f"title: {difference(title, new_title)}"] if title != new_title else []
    paired = pair(
        numbered(before), numbered(after), second, alike=lambda a, b: likeness(a[1], b[1])
    )
    lines += [stated(a and a[1], b and b[1]) for a, b in paired if second(a) != second(b)]
    return lines + ["drawn in another order"] * moved(paired)


def numbered(items: Iterable[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(items))


def second(item: tuple[int, Any] | None) -> Any:
    return item and item[1]


def moved(paired: list[tuple[Any, Any]]) -> bool:
    """Return whether numbered items that have a partner stood in another order."""
    order = [a[0] for a, b in paired if a and b]
    return order != sorted(order)


def stated(old: str | None, new: str | None) -> str:
    """Return one line for a drawn value that changed, is new or gone."""
    if old is None or new is None:
        return f"gone: {old}" if new is None else f"new: {new}"
    return difference(old, new)


def statements(words: str) -> list[str]:
    """Return what a chart's words say: title, subtitle, kind, each thing drawn, source."""
    title, *parts = PART.split(clean(words))
    kinds = (LISTING.split(part) for part in parts)
    return [part.removesuffix(".") for part in [title, *chain(*kinds)] if part]


def table_lines(old: str, new: str) -> list[str]:
    """Return what changed in a table: its caption, columns and rows, in the new one's order."""
    before, after = read_table(old), read_table(new)
    columns = pair(numbered(before.columns), numbered(after.columns), second)
    shared = [(a[0], b[0]) for a, b in columns if a and b]
    rows = pair_rows(
        [within(row, [i for i, _ in shared], before) for row in before.rows],
        [within(row, [j for _, j in shared], after) for row in after.rows],
    )
    names = [after.columns[j] for _, j in shared]
    lines = [f"caption: {difference(before.caption, after.caption)}"]
    lines = lines if before.caption != after.caption else []
    lines += [f"column is new: {b[1]}" for a, b in columns if not a]
    lines += [f"column is gone: {a[1]}" for a, b in columns if not b]
    lines += filter(None, (row_line(second(a), second(b), names) for a, b in rows))
    return lines + ["rows stand in another order"] * moved(rows)


def within(row: tuple[str, ...], places: list[int], table: Table) -> tuple[str, ...]:
    """Return the cells of a row at these places; a row that spans the table stays as it is."""
    return tuple(row[i] for i in places) if len(row) == len(table.columns) and places else row


def pair_rows(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> list[tuple[Any, Any]]:
    """Pair numbered rows: the same ones, those of a name that stands once, those alike but for it.

    Rows that share a name with others pair with those of which they share most cells.
    """
    counts = [Counter(row[:1] for row in rows) for rows in (old, new)]
    several = {name for count in counts for name, n in count.items() if n > 1}
    return pair(
        numbered(old),
        numbered(new),
        second,
        lambda row: None if row[1][:1] in several else row[1][:1],
        lambda row: row[1][1:] if sum(map(bool, row[1][1:])) > 1 else None,
        alike=lambda a, b: (a[1][:1] == b[1][:1]) * shared_cells(a[1], b[1]),
    )


def shared_cells(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """Return the share of cells that two rows have in common."""
    return sum(a == b for a, b in zip(old, new, strict=False)) / max(len(old), len(new))


def row_line(old: tuple[str, ...] | None, new: tuple[str, ...] | None, columns: list[str]) -> str:
    """Return what changed in a row, named by its first cell, or nothing."""
    if old is None or new is None:
        return f"{'gone' if new is None else 'new'}: {' | '.join(map(bare, old or new or ()))}"
    cells = [(name, cell_of(old, i), cell_of(new, i)) for i, name in enumerate(columns)]
    changed = [f"{name}: {difference(a, b)}" for name, a, b in cells if a != b]
    return f"{cell_of(new, 0)}: {'; '.join(changed)}" if changed else ""


def cell_of(row: tuple[str, ...], place: int) -> str:
    """Return the words of a cell; a row that spans the table has only one."""
    return (bare(row[place]) if place < len(row) else "") or "empty"


def bare(text: str) -> str:
    """Return a cell's words without the dot of a verdict."""
    return text.removeprefix(DOT).strip()


def read_table(markup: str) -> Table:
    """Return the texts of an HTML table."""
    caption = re.search("<caption[^>]*>(.*?)</caption>", markup, re.DOTALL)
    head, _, body = markup.partition("</thead>")
    columns = [*table_rows(head), ()][0]
    return Table(text_of(caption[1]) if caption else "", list(columns), table_rows(body))


def table_rows(markup: str) -> list[tuple[str, ...]]:
    """Return the texts of each row's cells."""
    rows = (CELL.findall(row) for row in ROW.split(markup))
    return [tuple(map(text_of, row)) for row in rows if row]


def text_of(markup: str) -> str:
    """Return the words of HTML."""
    return clean(html.unescape(re.sub("<[^>]*>", "", markup)))


def clean(text: str) -> str:
    """Return a text on one line, with plain spaces."""
    return " ".join(text.split())


def verdict_changes(old: list[Output], new: list[Output]) -> list[Change]:
    """Return the verdicts that changed, of things that both versions judge somewhere.

    A thing with another verdict may stand in another table: those borne out, and those not.
    """
    before, after = verdicts(old), verdicts(new)
    found = []
    for (name, column), judged in after.items():
        past = before.get((name, column), judged)
        if past != judged:
            of = name if column == "Verdict" else f"{name}, {column.lower()}"
            line = f"verdict of {of}: {' or '.join(past)} → {' or '.join(judged)}"
            found.append(Change("", "verdict", (line,)))
    return found


def verdicts(found: list[Output]) -> dict[tuple[str, str], list[str]]:
    """Return the verdicts of all tables, by the row's name and the column's."""
    told = defaultdict(list)
    for table in (read_table(output.words) for output in found if output.kind == "table"):
        for row in table.rows:
            for column, text in list(zip(table.columns, row, strict=False))[1:]:
                if text.startswith(DOT) and bare(text) not in told[bare(row[0]), column]:
                    told[bare(row[0]), column].append(bare(text))
    return told


def report(found: dict[str, list[Change] | None]) -> str:
    """Return the changes of notebooks by name as a text; None stands for one that did not run."""
    lines = []
    for name, changed in found.items():
        said = [change for change in changed or [] if change.kind != "verdict"]
        lines.append(f"{name}{': did not run, left as it was' if changed is None else ''}")
        if changed == []:
            lines[-1] += ": says what it said"
        section = None
        for change in said:
            if change.section != section:
                lines += wrapped(f"  {(section := change.section)}")
            lines += [part for line in change.lines for part in wrapped(f"    {line}")]
    judged = dict.fromkeys(c for each in found.values() for c in each or [] if c.kind == "verdict")
    lines += ["", *(part for change in judged for part in wrapped(change.lines[0]))]
    return "\n".join([*lines, closing(found, len(judged))])


def closing(found: dict[str, list[Change] | None], judged: int) -> str:
    """Return a sentence that counts what changed."""
    kinds = Counter(change.kind for each in found.values() for change in each or [])
    kinds["verdict"] = judged
    counts = [counted(kinds[kind], kind) for kind in KINDS if kinds[kind]]
    where = [each for each in found.values() if any(c.kind != LOOK for c in each or [])]
    text = "Nothing changed in what the notebooks say"
    if counts:
        what = " and ".join(filter(None, [", ".join(counts[:-1]), counts[-1]]))
        text = f"{what} changed in {counted(len(where), 'notebook')}"
    if looks := kinds[LOOK]:
        text += f"; {counted(looks, 'output')} only {'looks' if looks == 1 else 'look'} different"
    if failed := sum(each is None for each in found.values()):
        text += f"; {counted(failed, 'notebook')} did not run"
    return text


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def wrapped(line: str) -> list[str]:
    """Return a line in lines that fit, those after the first indented; wide characters take two."""
    indent = line[: len(line) - len(line.lstrip())]
    padded = WIDE.sub("\\g<0>\0", line)
    lines = textwrap.wrap(padded, WIDTH, subsequent_indent=f"{indent}    ", break_on_hyphens=False)
    return [line.replace("\0", "") for line in lines]
