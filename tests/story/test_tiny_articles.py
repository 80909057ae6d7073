"""The notebooks that suit any dataset, on articles that have next to nothing to say.

Each runs as somebody runs it who opens it in JupyterLab: every cell. What it says is whole English
sentences, of something that is there.
"""

import re
import warnings

import pandas as pd
import pytest
from IPython.display import Markdown

import analysis
import report
from story import cells

GENERIC = ("01", "05", "07")
TEXTS = {
    "no date": "The council opened 12 libraries and more than 300 reading rooms.",
    "a day alone": "The council met on 4 March 2024.",
    "the first day of a year": "The council met on 1 January 2024.",
    "some days": "The council met on 4 March 2023, on 9 March 2023 and in May 2024.",
    "a quarter's days": "It ran from 20 March to 5 April 2024 and from 20 June to 5 July 2024.",
    "names alone": "The 10th council met in Room 101 for the second time; call the 12345 hotline.",
    "one figure": "In 2023 the council opened 12 libraries.",
    "vague": "Dozens of people came, and thousands of cars.",
    "vague in Chinese": "2023年数千人参加，数十辆车到场。",
    "years at the edge": "In the year 1 it had 3 rooms. On 31 December 9999 12 halls close.",
    "the last years": "It closes in 9999, on 1 May 9998 and on 31 December 9999.",
    "percentages": "Visits grew by 12 percent in 2023, loans by 5.5 percent, and 40% came.",
    "below zero": "Temperatures fell to -12 degrees and the balance was -3 million yuan in 2023.",
    "without nouns": "In 2023: 12. Then 300, 4,500 and 7.",
    "Chinese": "去年办理跨省通办业务173万余笔，节省约38亿元，同比增长5.2%。2023年3月4日开会。",
    "a range": "Between 30 and 40 libraries were opened.",
    "all equal": "In 2023 it opened 12 libraries, 12 rooms, 12 halls and 12 shops.",
    "nothing but zero": "In 2023 there were 0 accidents and zero complaints.",
    "huge and tiny": "In 2023: 10000000 trillion trillion atoms, 10^30 grams and 0.0000001 metres.",
    "years long": "The plan runs from 2021 to 2025 for five years, the next from 2026 to 2030.",
    "markup": "In 2023 <b>*we*</b> spent $5m on _tea_ | [x](y), then $7m on `{cake}` and $x$.",
    "a day in each of some years": "It met on 4 March 2021. It met on 5 April 2022.",
    "all on a day": "It met on 4 March 2024. It sang on 4 March 2024. It ate on 4 March 2024.",
    "eight years": " ".join(f"It met in {year}." for year in range(2015, 2023)),
    "five days": "It met on 3 February, on 4 March, on 5 May, on 6 May and on 7 October 2023.",
    "each month up to May": "It met on 4 May 2022. "
    + " ".join(
        f"It met in {month} 2024." for month in ["January", "February", "March", "April", "May"]
    ),
    "days late in a year": "It met on 2 May, on 3 June, on 4 July, on 5 August, on 6 October 2023 "
    "and on 7 November 2023.",
    "years and days": "It met in 2020, in 2021, in 2022, on 4 May 2023, on 6 June 2023, in 2024.",
    "all worded alike": "It has more than 300 rooms, over 20 halls and more than 9 clubs.",
    "as many in two years": "It met on 4 March 2021, 9 May 2021, 2 July 2021, "
    "6 June 2022, 7 July 2022 and 8 August 2022.",
    "many figures early": "It has 12 rooms, 9 halls, 8 pools, 3 clubs, 7 shops, 6 inns, 5 cars.\n\n"
    + "Nothing else is counted here, and nothing more of it will be. " * 3,
    "one in fifty": "It has "
    + ", ".join(f"{n} rooms" for n in range(2, 128))
    + " and over 9 halls.",
    "paragraphs": "In 2023 it met.\n\nIt has 12 rooms.\n\nMore than 9 opened on 4 May 2023.",
}
ONES = "announcement|day|event|figure|number|paragraph|publication|rate|reference|result|term"
SEVERAL = "are|belong|carry|count|descend|do|fall|hang|have|lie|repeat|state"
BROKEN = re.compile(
    r"\bnan\b|\binf\b|\bNone\b|NaT|<NA>|\[\]|[{}]"  # what Python says of nothing
    r"|\(\)|“”|\w  +\w| [.,;:](?:\s|$)|:\.|\b[Oo]f (?:the |all )?0\b(?![.,]\d)"
    rf"|(?<![\d,.] )(?<![\d,.–])\b1 (?:(?!would)\w+ )?(?:(?:{ONES})s|{SEVERAL})\b"
)
# what nobody would write of so few, in the notebooks on what the article states and when it was
SILLY = re.compile(
    r"(?<![\d.,] )\b(\d+) of (?:the (?:article’s )?|all )?\1\b(?! events, named|[.,]\d)"
    r"|\b0 (?:to a|have|more|of|paragraphs|repeat|results|state)\b|\(0 %\)|\b1 of them \(100 %\)"
    r"|\b(?:Another|[Oo]f(?: the)?|[Tt]he|[Aa]ll) 1 (?:\w+\b)(?! of)|\bstate 1, and what they\b"
    r"|\b1[012] of its months\b|; those with one: \w+\.|\bFor no result the\b|\ball 2\b"
    r"|\(0\.\d+ %\)|\btext state \d+[.,]"
)
# and in the one on what can be trusted
SILLY_AUDIT = re.compile(
    r"\bFor [01] of them\b|\bOf the (\d+) results? borne out, \1 \w|\b0 would be left\b"
)
EDITED = ("01", "05")
# the markup that the article itself has, as sentences and alt texts show it
OWN_MARKUP = re.compile(r"\\?`\\?\{cake\\?\}\\?`")


def said(name):
    """Run a notebook; return its sentences and the titles and alt texts of its charts, drawn."""
    found = []
    for value in cells.values(name):
        if bundle := getattr(value, "_repr_mimebundle_", None):
            data, _ = bundle()
            found += [data["text/plain"], data.get("text/markdown", "")]
        elif not hasattr(value, "_repr_html_"):
            found.append(value.data)
    return [OWN_MARKUP.sub("", text) for text in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "The article states 1 different figures.",
        "Another 1 numbers in it count nothing new.",
        "Of 3 results 1 are borne out.",
        "0 of the 0 figures are results.",
        "The largest number among all results is  (); 0 results are borne out.",
        "These would have passed, by verdict: .",
        "Of 5 wrong prints of figures that are  0 would have passed.",
        "The part “nan” has – of the words.",
    ],
)
def test_a_broken_sentence_is_found(sentence):
    assert BROKEN.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The article states 1 figure, and words 0 of them (0 %) as “more than” or the like.",
        "The article states 1 figure, and words 1 of them (100 %) as “more than” or the like.",
        "Another 1 number in it counts nothing new.",
        "1 of the 1 figure is a result.",
        "The largest number among all results is 12 (halls); 0 results are borne out.",
        "Of 1 number in the article, 1 states a figure for the first time.",
        "Of 7 numbers in the article, 2 state a figure for the first time and 0 repeat one.",
        "For no result the references give a whole of the same time and place.",
        "The paragraphs that end in the first half of the text state 1, and what they count is.",
        "14 of 14 paragraphs state a figure",
        "1 event is dated to a day or a run of days, 0 to a month or some months.",
        "Who acts is given for 1 of the 1 event.",
        "The most events within a month of 2024 are 3 (March); 11 of its months have none.",
        "No month of 2024 has more than one event within it; those with one: March.",
        "0 of the 2 events of 2024 that are dated within a quarter fall in the first",
        "3 of the 3 events of 2024 that are dated within a quarter fall in the first",
        "1 event is a term of more than a year. 0 more events are dated to a year as a whole.",
        "3 of the article’s 3 results belong to an announcement.",
        "The article states 110 different figures, and words 1 of them (0.909 %) as “more than”.",
        "The paragraphs that end in the first half of the text state 55.",
        "6 of 6 events are dated closer than to a year",
        "For 0 of them the rules leave one factor.",
        "Of the 3 results borne out, 3 hang on a single publication; without “A” 2 would be left.",
        "Of the 1 result borne out, 1 hangs on a single publication; without “A” 0 would be left.",
    ],
)
def test_a_silly_sentence_is_found(sentence):
    assert SILLY.search(sentence) or SILLY_AUDIT.search(sentence)


@pytest.fixture
def started(tmp_path, monkeypatch):
    """What starts a dataset from a text, and sets it as the one that the notebooks load."""

    def start(text):
        folder = analysis.start_dataset(text, tmp_path / "tiny")
        monkeypatch.setenv("ANALYSIS_DATA", str(folder))
        return folder

    return start


def fill(folder, table, **columns):
    """Type something into columns of a table, as somebody does who names what was prefilled."""
    path = folder / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str)
    rows.assign(**columns).to_csv(path, index=False)


def troubles(name):
    """Run a notebook, a warning being an error; return what it says that isn't English."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = said(name)
    assert len(found) > 8
    bad = [BROKEN, SILLY if name in EDITED else SILLY_AUDIT]
    return [sentence for sentence in found if any(one.search(sentence) for one in bad)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_notebooks_of_the_report_run_on_a_tiny_article(text, started):
    started(text)
    suited = [path.stem[:2] for path in report.notebooks()]
    assert [trouble for name in suited for trouble in troubles(name)] == []


@pytest.mark.parametrize("text", ["names alone", "a day alone", "one figure", "below zero"])
def test_a_notebook_that_the_report_leaves_out_runs_as_well(text, started):
    started(TEXTS[text])
    suited = [path.stem[:2] for path in report.notebooks()]
    left_out = [name for name in GENERIC if name not in suited]
    assert "07" in left_out
    assert [trouble for name in left_out for trouble in troubles(name)] == []


# What somebody has typed into the tables.

PLAN = (
    "The plan of 8 January 2023 runs for five years, from 2023 to 2027.\n\n"
    "In 2023 the council opened 12 libraries and more than 300 rooms, and repaired over 9 halls."
)
COMPLETE = {
    "publisher": "Library Council",
    "source": "Library Council, account of the year",
    "url": "https://example.org/",
    "confidence": "high",
    "what": "As the account has it",
}
YEAR = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
ROOMS = {"figure_id": "room", "counted": "rooms"} | YEAR
LIBRARIES = {"figure_id": "library", "counted": "libraries"} | YEAR
REFERENCES = [
    ROOMS | {"relation": "same", "stated": "more than 300 rooms"},
    ROOMS | {"relation": "same", "stated": "30 rooms", "place": "Linshui"},
    ROOMS | {"relation": "same", "stated": None, "what": "It opened rooms"},
    ROOMS | {"relation": "cumulative", "stated": "900 rooms", "period_start": "2019-01-01"},
    ROOMS | {"relation": "context", "stated": "about 310 rooms", "confidence": "low"},
    LIBRARIES | {"relation": "prior", "stated": "9 libraries", "period_start": "2022-01-01",
                 "period_end": "2022-12-31"},
    LIBRARIES | {"relation": "later", "stated": "14 libraries", "period_start": "2024-01-01",
                 "period_end": "2024-12-31"},
    LIBRARIES | {"relation": "denominator", "stated": "400 libraries", "counted": "all libraries"},
]  # fmt: skip


def refer(folder, rows):
    """Type references, all that a reader doesn't look at the same in each."""
    named = [COMPLETE | row | {"reference_id": f"R{n:03}"} for n, row in enumerate(rows, start=1)]
    columns = pd.read_csv(folder / "references.csv").columns
    pd.DataFrame(named, columns=columns).to_csv(folder / "references.csv", index=False)


REFERRED = {
    "one of each relation": REFERENCES,
    "one without a number": REFERENCES[2:3],
    "one of another place": REFERENCES[1:2],
    "one of another number": [REFERENCES[0] | {"stated": "30,000 rooms"}],
    "one whole": REFERENCES[-1:],
    "one of another year": REFERENCES[-2:-1],
    "an open end": [REFERENCES[0] | {"stated": "at least 200 rooms"}],
}


@pytest.mark.parametrize("rows", REFERRED.values(), ids=REFERRED)
def test_the_notebooks_run_with_a_few_references(rows, started):
    refer(started(PLAN), rows)
    assert troubles("01") + troubles("07") == []


def test_a_few_references_are_told_as_they_are(started):
    refer(started(PLAN), REFERENCES)
    whole, audit = "\n".join(said("01")), "\n".join(said("07"))
    assert "For 1 of the 3 results the references give a whole of the same time and place" in whole
    assert "Beside its whole, the one such result is 30 per thousand" in whole
    assert "**Of 3 counted results 1 is borne out by other publications, and none is" in audit
    assert "1 of 8 references is of low confidence, and 1 states no number." in audit
    assert "1 reference corroborates 1 figure and descends from 1 publication." in audit


CORRECTED = {
    "a misprint to what others print": (
        "more than 300,000 rooms",
        "more than 300,000",
        [
            "**Of 3 counted results 1 is borne out by other publications, and none is refused.**",
            "1 number was corrected by hand; without that 1 verdict would not be the same: "
            "Rooms – contradicted.",
            "none of the figures. Quoted as corrected by hand: Rooms.",
        ],
    ),
    "a good print to another number": (
        "more than 300,000 rooms",
        "more than 300",
        [
            "and 1 should not be quoted as read here: Rooms (more than 300,000 rooms).**",
            "without that 1 verdict would not be the same: Rooms – corroborated.",
        ],
    ),
    "a print to what it says": (
        "more than 300 large rooms",
        "more than 300",
        ["1 number was corrected by hand; without that no verdict would be another."],
    ),
}


@pytest.mark.parametrize("case", CORRECTED)
def test_what_rests_on_a_correction_by_hand_is_told(case, started):
    words, published, sentences = CORRECTED[case]
    folder = started(PLAN)
    labels = pd.read_csv(folder / "figures.csv")["figure_id"]
    fill(folder, "figures", read_as=labels.map({"room": words}))
    refer(folder, [ROOMS | {"relation": "same", "stated": published}])
    told = "\n".join(said("07"))
    assert not BROKEN.search(told)
    for sentence in sentences:
        assert sentence in told, sentence


def everything(name):
    """Run a notebook; return what its cells show, tables too, as plain text."""
    shown = cells.values(name)
    texts = (value.data if isinstance(value, Markdown) else repr(value) for value in shown)
    return "\n".join(texts)


def test_a_table_shows_the_phrase_that_a_number_was_read_from(started):
    folder = started(PLAN)
    labels = pd.read_csv(folder / "figures.csv")["figure_id"]
    fill(folder, "figures", role="size", read_as=labels.map({"room": "51 rooms"}))
    shown = everything("01")
    assert "“more than 300 rooms” to “51 rooms”." in shown
    assert "Rooms | 51 rooms | size" in shown


def test_paragraphs_without_a_section_stand_in_the_table_too(started):
    folder = started(PLAN)
    fill(folder, "paragraphs", section=[None, "report"])
    shown = everything("01")
    words = [len(paragraph.split()) for paragraph in PLAN.split("\n\n")]
    assert f"no section named | {words[0]} | 1 | " in shown
    assert f"report | {words[1]} | 3 | " in shown
    assert "The part “report” has" in shown


SAME = {"relation": "same"}
BOTH = [ROOMS | SAME | {"stated": "more than 300 rooms"}]
BOTH += [LIBRARIES | SAME | {"stated": "12 libraries"}]
HANGING = {
    "one": (
        BOTH[:1],
        "The one result borne out hangs on a single publication; without “Library Council, account "
        "of the year” none would be left.",
    ),
    "two on one": (
        BOTH,
        "Each of the 2 results borne out hangs on a single publication; without “Library Council, "
        "account of the year” none would be left.",
    ),
    "each on another": (
        [BOTH[0] | {"source": "A"}, BOTH[1] | {"source": "B"}],
        "Each of the 2 results borne out hangs on a single publication, no two on the same.",
    ),
    "one of two": (
        [BOTH[0], BOTH[0] | {"source": "A"}, BOTH[1] | {"source": "B"}],
        "Of the 2 results borne out, 1 hangs on a single publication; without “B” 1 would be left.",
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), HANGING.values(), ids=HANGING)
def test_no_publication_is_named_that_does_not_lead_alone(rows, sentence, started):
    refer(started(PLAN), rows)
    assert sentence in "\n".join(said("07"))


REFUSING = {
    "no factor fits": (
        LIBRARIES | SAME | {"stated": "13 libraries"},
        "1 figure is refused: Libraries.\n",
        ["with the factor", "| Corrected", "read without an upper end"],
        [],
    ),
    "one factor fits": (
        LIBRARIES | SAME | {"stated": "1,200 libraries"},
        "1 figure is refused: Libraries. For it the rules leave one factor.",
        ["read without an upper end"],
        ["with the factor", "| Corrected"],
    ),
    "a lower end": (
        ROOMS | SAME | {"stated": "213 rooms"},
        "1 figure is refused: Rooms.\n",
        ["with the factor"],
        ["read without an upper end, 1 of the refused would still be refused."],
    ),
}


@pytest.mark.parametrize("case", REFUSING)
def test_what_is_refused_is_told_without_an_empty_factor(case, started):
    row, sentence, absent, present = REFUSING[case]
    refer(started(PLAN), [row])
    shown = everything("07")
    assert sentence in shown
    assert [words for words in absent if words in shown] == []
    assert [words for words in present if words not in shown] == []


def test_what_little_is_odd_or_borne_out_is_told_plainly(started):
    folder = started("In 2023 the council issued about 82 cards.")
    fill(folder, "figures", role="size")
    cards = {"figure_id": "card", "counted": "cards", "relation": "same", "stated": "82 cards"}
    refer(folder, [cards | YEAR])
    told = "\n".join(said("07"))
    beside = "Figures that stand beside like ones: 0. Screened without any reference, 1 is odd"
    assert f"{beside}: Cards. Refused by the references as well: 0." in told
    assert "Of 1 stated figure 1 is borne out, 0 left open and 0 refused." in told
    assert "corroborates 1 figure, 1 of which is a size or a term, and descends from 1" in told
    assert "The most" not in told


KINDS = {"all plans": "plan", "all meetings": "meeting"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_notebooks_run_with_events_and_sections_named(kind, started):
    folder = started(PLAN)
    fill(folder, "events", kind=kind, actor="Council; Mayor", programme_id="the_article")
    fill(folder, "paragraphs", section=["news: first", "report: second"])
    assert troubles("01") + troubles("05") == []


ROWS = ["figures", "events", "other_mentions", "programmes", "paragraphs"]


@pytest.mark.parametrize("tables", [["figures"], ["events"], ROWS], ids=" ".join)
def test_the_notebooks_run_on_a_dataset_from_which_rows_were_taken(tables, started):
    folder = started(PLAN)
    fill(folder, "paragraphs", section=["news: first", "report: second"])
    for table in tables:
        rows = pd.read_csv(folder / f"{table}.csv", dtype=str)
        rows.head(0).to_csv(folder / f"{table}.csv", index=False)
    assert [trouble for name in GENERIC for trouble in troubles(name)] == []


# What each says of next to nothing.


SAYS = {
    "names alone": [
        ("01", "**The article states no figure.** Another 4 numbers in it count nothing new."),
        ("01", "No number in the article states a figure."),
        ("05", "**The article dates no event closer than to a year.**"),
        ("07", "**The article states no counted result.**"),
    ],
    "no date": [
        (
            "01",
            "Each of the 2 figures is a result. The largest number among all results is “more than "
            "300 reading rooms” (reading rooms).",
        ),
        ("01", "Each of the 2 numbers in the article states a figure."),
        ("01", "The article is one paragraph."),
    ],
    "one figure": [
        ("01", "**The article states 1 figure.** Another number in it counts nothing new."),
        ("01", "The one figure is a result: “12 libraries” (libraries)."),
        ("01", "1 figure is stated without a word of degree; its unit: library."),
        ("01", "Of 2 numbers in the article, 1 states a figure for the first time: **50 %"),
        ("05", "No event is dated closer than to a year."),
        ("07", "No reference is attached to a figure yet."),
    ],
    "all worded alike": [
        ("01", "3 different figures, and words each of them as “more than” or the like.**"),
        ("01", "Each of the 3 figures is worded “more than” or the like"),
    ],
    "a day alone": [
        ("05", "**The article dates 1 event, and that closer than to a year; it lies in 2024.**"),
        ("05", "1 event is dated to a day or a run of days."),
        ("05", "No year has more than 1 date closer than to a year, too few to say how its events"),
        ("05", "Among so few dates, no month and no quarter stands out."),
    ],
    "some days": [
        (
            "05",
            "**The article dates 3 events, each closer than to a year; 2 of these lie in 2023.**",
        ),
        ("05", "2 events are dated to a day or a run of days, 1 to a month or some months."),
        (
            "05",
            "No year has more than 2 dates closer than to a year, too few to say how its events",
        ),
    ],
    "a day in each of some years": [
        ("05", "2 events, each closer than to a year; no two of these lie in one year.**"),
        ("05", "No year has more than 1 date closer than to a year"),
    ],
    "as many in two years": [
        ("05", "6 events, each closer than to a year; no more than 3 of these lie in one year.**"),
        ("05", "Each of the 6 events is dated closer than to a year"),
    ],
    "many figures early": [
        ("01", "The paragraphs that end in the first half of the text state 7 figures."),
        ("01", "without a word of degree; their units: room, hall, pool, club, shop, inn, car."),
    ],
    "one in fifty": [
        ("01", "states 127 different figures, and words 1 of them as “more than” or the like.**"),
    ],
    "without nouns": [
        ("01", "4 figures are stated without a word of degree."),
    ],
    "percentages": [
        ("01", "3 figures are stated without a word of degree; their unit: percent."),
    ],
    "all on a day": [
        ("05", "**The article dates 3 events, each closer than to a year; these lie in 2024.**"),
        ("05", "No year has more than 1 date closer than to a year"),
    ],
    "years and days": [
        ("05", "of them closer than to a year; these lie in 2023.**"),
        ("05", "2 of 6 events are dated closer than to a year"),
    ],
    "five days": [
        ("05", "lasts from 7 May to 6 October, 153 days."),
        ("05", "The most events within a month of 2023 are 2 (May); 8 of its months have none."),
        ("05", "2 of the 5 events of 2023 that are dated within a quarter fall in the first"),
    ],
    "each month up to May": [
        ("05", "Up to the last event of 2024, each of its days lies in one dated closer"),
        ("05", "No day of 2024 up to its last event is without one dated closer than to a year"),
    ],
    "days late in a year": [
        (
            "05",
            "Not one of the 6 events of 2023 that are dated within a quarter falls in the first",
        ),
    ],
    "years long": [
        (
            "05",
            "2 events are terms of more than a year; the tables give no printed length of them.",
        ),
    ],
}


@pytest.mark.parametrize("text", SAYS)
def test_next_to_nothing_is_told_plainly(text, started):
    started(TEXTS[text])
    told = {name: "\n".join(said(name)) for name, _ in SAYS[text]}
    assert [sentence for name, sentence in SAYS[text] if sentence not in told[name]] == []


def test_the_legend_of_the_calendar_names_nobody_who_is_not_there(started):
    started(TEXTS["five days"])
    legends = [value.ax.get_legend() for value in cells.values("05") if hasattr(value, "ax")]
    names = [text.get_text() for legend in legends if legend for text in legend.get_texts()]
    assert names
    assert set(names) == {"not said"}


@pytest.mark.parametrize("text", ["a day alone", "some days", "all on a day"])
def test_few_dates_are_no_chart_and_stand_in_a_table(text, started):
    started(TEXTS[text])
    shown = "\n".join(map(repr, cells.values("05")))
    assert "Dated events\nWhat | Start | End | By\n" in shown
    assert not re.search("Squares: quarter|Events: |there is only one", shown)


ANNOUNCED = {
    "one": (
        "On 8 January 2023 it opened 12 halls.",
        [
            "Who acts is given for the one event: Council.",
            "Council acts in the one dated event",
            "The one announcement has a counted result. **The article’s one result belongs to an",
        ],
    ),
    "some": (
        "It opened 12 halls and 30 rooms. It met on 8 January 2023. It met on 9 May 2023.",
        [
            "is given for 2 of 2 events, named with them or read from what stands around. It is",
            "Council acts in each dated event",
            "Each of the 2 announcements has a counted result. **Each of the article’s 2 results",
        ],
    ),
}


@pytest.mark.parametrize(("text", "sentences"), ANNOUNCED.values(), ids=ANNOUNCED)
def test_a_few_announcements_are_told_plainly(text, sentences, started):
    folder = started(text)
    programme = pd.read_csv(folder / "programmes.csv").loc[0, "programme_id"]
    fill(folder, "events", kind="plan", actor="Council", programme_id=programme)
    told = "\n".join(said("05"))
    assert [sentence for sentence in sentences if sentence not in told] == []


def test_nobody_is_called_the_most_frequent_where_all_act_alike(started):
    fill(started(TEXTS["some days"]), "events", kind="meeting", actor=["Council", "Mayor", "Club"])
    told = "\n".join(said("05"))
    assert "around. No body acts more often than another." in told
    assert "No body acts in more than 1 of 3 dated events" in told


# Notebooks on the project's own article.


OWN = [path.stem[:2] for path in sorted(cells.NOTEBOOKS.glob("*.ipynb"))]
OWN = [name for name in OWN if name not in (*GENERIC, "08", "09")]


@pytest.mark.parametrize("name", OWN)
def test_a_notebook_on_the_projects_own_article_says_so_at_once(name, started):
    started(TEXTS["one figure"])
    with pytest.raises(AssertionError, match=r"^this notebook is about the project’s own article$"):
        next(cells.values(name))
