"""Sentences, quotations and tables as a notebook shows them."""

import datetime
import html
import math
import re
import subprocess
import sys
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from nbconvert.filters import markdown2html

import analysis
from analysis import Interval, display

HOSTILE = "<script>alert(1)</script> [a](javascript:b) **bold** $x$ \\(y\\)\n\n# head & shoulders"


class Page(HTMLParser):
    """Text runs as MathJax sees them (one per stretch between tags), tags, cells with styles."""

    def __init__(self, shown):
        super().__init__()
        self.runs, self.tags, self.rows, self.styles = [], [], [], []
        self.feed(shown)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.styles.append(dict(attributes)["style"])
        self.runs.append("")

    def handle_endtag(self, tag):
        self.runs.append("")

    def handle_data(self, data):
        self.runs = [*self.runs[:-1], self.runs[-1] + data] if self.runs else [data]
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data


def cells(frame, **options):
    return Page(display.table(frame, **options).data).rows


def column(*values, **options):
    """The cells of a column as a reader sees them."""
    dtype = options.pop("dtype", None)
    frame = pd.DataFrame({"x": pd.Series(list(values), dtype=dtype)})
    return [row[0] for row in cells(frame, **options)[1:]]


# Sentences


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{x}", 5, "5"),
        ("{x}", np.int64(15_685), "15,685"),
        ("{x}", np.float64(15_685.24), "15,700"),
        ("{x}", 1_730_000, "1.73 million"),
        ("{x}", Interval(2_980_080, 3_020_090), "2.98–3.02 million"),
        ("{x:%}", 0.5742, "57.4 %"),
        ("{x:%}", np.float32(0.5), "50 %"),
        ("{x:%}", Interval(0.5746, 0.5817), "57–58 %"),
        ("{x:.3}", Interval(30.4661, 30.7077), "30.5–30.7"),
        ("{x:.2}", 1_730_000.0, "1.7 million"),
        ("{x:.1f}", 0.25, "0.2"),
        ("{x:,d}", 12_345, "12,345"),
        ("{x}", "words", "words"),
        ("{x!r}", "words", "'words'"),
        ("{x}", True, "True"),
        ("{x:%B %Y}", pd.Timestamp("2023-01-08"), "January 2023"),
        ("{x}", datetime.date(2023, 1, 8), "8\N{NO-BREAK SPACE}January\N{NO-BREAK SPACE}2023"),
        ("{x.low}", Interval(1, 2), "1"),
        ("{{x}}", 1, "{x}"),
        ("{x} {x:is|are}", 1, "1 is"),
        ("{x} {x:event|events}", np.int64(1), "1 event"),
        ("{x} {x:event|events}", 0, "0 events"),
        ("{x:No one|All of them}", 27, "All of them"),
    ],
)
def test_a_sentence_takes_values_by_name(template, value, text):
    assert display.fill(template, x=value) == text


@pytest.mark.parametrize("write", [display.fill, display.say])
@pytest.mark.parametrize("template", ["{} cities", "{0} cities", "{:%} cities", "{0.low} cities"])
def test_a_template_by_position_is_an_error_that_says_so(write, template):
    with pytest.raises(KeyError, match=r"no value named .* for a field, got \['n'\]"):
        write(template, n=3)


@pytest.mark.parametrize("value", [1.0, "one", Interval(1, 1)])
def test_only_a_whole_number_chooses_between_two_words(value):
    with pytest.raises(ValueError, match="format"):
        display.fill("{x:event|events}", x=value)


@pytest.mark.parametrize("write", [display.fill, display.say])
def test_a_missing_name_is_an_error_that_says_which(write):
    with pytest.raises(KeyError, match=r"no value named 'm' for a field, got \['n'\]"):
        write("{n} of {m}", n=3)
    with pytest.raises(TypeError):
        write("{n}", 3)


@pytest.mark.parametrize("template", ["{x}", "{x[name]}", "{x!s:>200}"])
def test_text_in_a_sentence_cannot_mark_up(template):
    value = {"name": HOSTILE} if "name" in template else HOSTILE
    text = display.say(template, x=value).data
    assert "<script>" not in text
    assert r"\[a\](javascript" in text
    assert r"\*\*bold\*\*" in text
    assert "\n" not in text


def test_the_author_of_a_sentence_marks_up():
    assert display.say("**{n}** of *{m}*", n=1, m="x").data == "**1** of *x*"


@pytest.mark.parametrize("text", ["http://127.0.0.1:9/x", __file__])
def test_a_sentence_is_never_taken_for_an_address_or_a_file(text):
    shown = display.say("{x}", x=text).data
    assert html.unescape(shown).replace("\\", "") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. January", "1. January"),
        ("2023) It was", "2023) It was"),
        ("    no code\tat all", "no code at all"),
        ("http://a.example/x", "http://a.example/x"),
        ("write to a@b.cc or www.b.cc", "write to a@b.cc or www.b.cc"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}round", "round"),
    ],
)
def test_a_value_is_no_list_code_link_or_turn(text, shown):
    assert markdown2html(display.say("{x}", x=text).data).strip() == f"<p>{shown}</p>"


# JupyterLab takes whatever stands between two dollars, or \( and \), out of Markdown before it is
# rendered, and what is left of them in the page's text afterwards.
def test_no_mathematics_is_typeset_in_a_sentence():
    text = display.say("{x} and {x}", x="from $5 to \\(y\\) \\begin{a}").data
    assert not re.search(r"\$|\\[()]|\\\\|\\begin", text)
    assert "".join(Page(text).runs).replace("\\", "").count("$") == 2
    assert [run for run in Page(text).runs if "$" in run] == ["$", "$"]


# Tables


@pytest.mark.parametrize(
    ("values", "options", "shown"),
    [
        ([1_730_000, 80], {}, ["1,730,000", "80"]),
        ([-5, 80], {}, ["−5", "80"]),
        ([1, None], {"dtype": "Int64"}, ["1", ""]),
        ([1_730_000.0, math.nan], {}, ["1.73 million", ""]),
        ([Interval(0.5746, 0.5817), None], {"percent": ["x"]}, ["57–58 %", ""]),
        ([Interval(80, math.inf)], {}, ["80 or more"]),
        ([pd.Timestamp("2023-01-08"), pd.NaT], {}, ["8\xa0January\xa02023", ""]),
        (["July\xa01–9,\xa02023", None], {}, ["July\xa01–9,\xa02023", ""]),
        ([True, False], {}, ["True", "False"]),
        ([np.True_, "x_y"], {"dtype": object}, ["True", "x_y"]),
        (["more_than", None], {"dtype": "category"}, ["more than", ""]),
        (["a_b", pd.NA], {"dtype": "string"}, ["a_b", ""]),
        ([["R1", "R2"]], {"dtype": object}, ["['R1', 'R2']"]),
    ],
)
def test_a_cell_reads_as_prose_does(values, options, shown):
    assert column(*values, **options) == shown


def test_a_column_named_share_is_in_percent():
    assert cells(pd.DataFrame({"share": [0.5], "value": [0.5]}))[1] == ["50 %", "0.5"]


def test_headings_are_words():
    frame = pd.DataFrame([[1, 2]], columns=["n_references", 2023])
    assert cells(frame)[0] == ["N references", "2023"]


def test_ids_are_not_shown():
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["one", "two"], name="place_name"))
    assert cells(frame) == cells(frame["n"]) == [["N"], ["1"], ["2"]]


def test_a_frame_stays_as_it_was():
    frame = pd.DataFrame({"share": [0.5], "x_y": ["<"]})
    before = frame.copy()
    display.table(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_columns_of_one_name_and_frames_without_rows_are_shown():
    twice = pd.concat([pd.Series([1], name="n"), pd.Series(["a"], name="n")], axis=1)
    assert cells(twice) == [["N", "N"], ["1", "a"]]
    assert cells(pd.DataFrame({"name": [], "n": []})) == [["Name", "N"], ["none"]]


def test_numbers_stand_to_the_right_unbroken_and_text_to_the_left():
    frame = pd.DataFrame({"n": [1, 2], "x": [Interval(1, 2), None], "t": ["a", "b"], "b": True})
    styles = Page(display.table(frame).data).styles
    right = ["text-align:right" in style and "white-space:nowrap" in style for style in styles]
    left = ["text-align:left" in style and "max-width" in style for style in styles]
    assert right == [True, True, False, False] * 3
    assert left == [False, False, True, True] * 3


@pytest.mark.parametrize("where", ["cell", "caption", "heading", "category"])
def test_nothing_in_a_table_is_markup_or_mathematics(where):
    frame = pd.DataFrame({"x": ["a"]})
    shown = {
        "cell": lambda: display.table(pd.DataFrame({"x": [HOSTILE, HOSTILE]})),
        "caption": lambda: display.table(frame, caption=HOSTILE),
        "heading": lambda: display.table(frame.rename(columns={"x": HOSTILE})),
        "category": lambda: display.table(pd.DataFrame({"x": [HOSTILE]}, dtype="category")),
    }[where]()
    page = Page(shown.data)
    assert set(page.tags) <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "span"}
    assert {run for run in page.runs if "$" in run} == {"$"}
    assert {run for run in page.runs if "\\" in run} == {"\\"}
    assert "<script>alert(1)</script>" in "".join(page.runs)


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


VERDICTS = [
    "corroborated",
    "consistent",
    "contradicted",
    "implausible",
    "not comparable",
    "not checked",
]


def test_a_verdict_has_its_colour_beside_the_word():
    shown = display.table(pd.DataFrame({"verdict": VERDICTS, "other": "all of it"}))
    colors = re.findall(r"<span style=\"color:(#\w{6})\" aria-hidden=\"true\">●</span>", shown.data)
    assert len(set(colors)) == len(colors) == len(VERDICTS)
    assert [row[0].split("●")[-1].strip() for row in Page(shown.data).rows[1:]] == VERDICTS
    for color in colors:
        for ground in ("#ffffff", "#f5f5f5", "#111111", "#212121"):
            light, dark = sorted([luminance(color), luminance(ground)], reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 3, (color, ground)


def test_a_verdict_of_the_audit_is_one_of_them():
    import analysis

    audit = analysis.audit_figures(analysis.load_figures(), analysis.load_references())
    shown = display.table(audit[["verdict"]], most=len(audit))
    assert shown.data.count("●") == len(audit)


def test_a_table_is_static_and_the_same_in_another_process():
    program = (
        "import pandas as pd; from analysis import display; print(display.table(pd.DataFrame("
        "{'name': ['a', 'b'], 'share': [0.5, 0.25]}), caption='Who').data)"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert "50 %" in first.stdout
    assert not re.search(r"<script|<style|https?:|\bid=|href|src=", first.stdout)


def test_a_table_reads_as_plain_text_too():
    frame = pd.DataFrame({"name": ["moves", None], "n": [1_730_000, 80]})
    assert repr(display.table(frame, caption="Who")) == "Who\nName | N\nmoves | 1,730,000\n | 80"


def test_what_is_asked_of_a_table_must_be_there():
    frame = pd.DataFrame({"n": [1]})
    with pytest.raises(KeyError, match=r"no column \['m'\], expected some of \['n'\]"):
        display.table(frame, percent=["m"])
    with pytest.raises(TypeError):
        display.table(frame, title="x")


# Quotations


def quoted(*rows):
    return pd.DataFrame(rows, columns=["quote", "paragraph", "number_start", "number_end"])


def test_a_quotation_marks_its_number_by_the_offsets_and_names_its_paragraph():
    shown = display.quote(quoted(("In <b>116</b> cities", 56, 6, 9)))
    assert shown.data == (
        "<blockquote>“In &lt;b&gt;<mark>116</mark>&lt;/b&gt; cities” "
        "<small>(paragraph 56)</small></blockquote>"
    )
    assert repr(shown) == "“In <b>116</b> cities” (paragraph 56)"


def test_rows_of_one_paragraph_share_a_block():
    shown = display.quote(quoted(("over 80", 53, 5, 7), ("36 days", 7, 0, 2), ("over 3", 53, 5, 6)))
    assert repr(shown) == "“over 80” … “over 3” (paragraph 53)\n“36 days” (paragraph 7)"
    assert shown.data.count("<blockquote>") == 2
    assert "“over <mark>80</mark>” … “over <mark>3</mark>”" in shown.data


def test_rows_of_one_quote_share_a_quotation():
    text = "33 makers in 36 cities"
    rows = quoted((text, 22, 13, 15), (text, 22, 0, 2), (text, 22, 0, 2), (text, 22, None, None))
    shown = display.quote(rows)
    assert "“<mark>33</mark> makers in <mark>36</mark> cities” <small>" in shown.data


def test_one_row_is_a_quotation_too():
    rows = quoted(("over 80", 53, 5, 7))
    assert display.quote(rows.iloc[0]).data == display.quote(rows).data


def test_a_quotation_without_its_columns_says_which():
    with pytest.raises(KeyError, match=r"not found.*number_start"):
        display.quote(quoted(("over 80", 53, 5, 7))[["quote", "paragraph"]])


def proven(*rows):
    """Figures as `load_audited` gives them: phrase, paragraph, offsets, grounds, verdict."""
    columns = ["name", "quote", "paragraph", "number_start", "number_end", "reason", "verdict"]
    return pd.DataFrame(rows, columns=columns)


def test_a_claim_stands_beside_its_proof():
    phrase = ("R&D", "In <b>116</b> cities", 56, 6, 9)
    row = (*phrase, "Printed by Xinhua & CCTV: $5", "corroborated")
    shown = display.proof(proven(row, (*phrase, "None.", "not checked")), caption="Cities")
    assert "“In &lt;b&gt;<mark>116</mark>&lt;/b&gt; cities” <small>(paragraph 56)" in shown.data
    assert "Xinhua &amp; CCTV: <span>&#36;</span>5" in shown.data
    assert repr(shown).replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "Cities",
        "Figure | The article says | Other publications | Verdict",
        "R&D | “In <b>116</b> cities” (paragraph 56) | Printed by Xinhua & CCTV: $5 | "
        "● corroborated",
        "R&D | “In <b>116</b> cities” (paragraph 56) | None. | ● not checked",
    ]


def test_one_claim_is_proven_like_several_and_none_says_so():
    rows = proven(("Cards", "over 80", 53, None, None, "None.", "consistent"))
    assert display.proof(rows.iloc[0]).data == display.proof(rows).data
    assert "<mark>" not in display.proof(rows).data
    assert repr(display.proof(rows.head(0))).splitlines()[1:] == ["none"]
    with pytest.raises(KeyError, match="verdict"):
        display.proof(rows.drop(columns="verdict"))


@pytest.mark.parametrize(
    ("origins", "line"),
    [
        (["data/events.csv"], "Source: data/events.csv"),
        ([["CCTV", "Xinhua", "CCTV"]], "Source: CCTV; Xinhua"),
        (["data/figures.csv", [], ["CCTV"]], "Source: data/figures.csv; CCTV"),
    ],
)
def test_sources_are_named_once_in_their_order(origins, line):
    frames = [o if isinstance(o, str) else pd.DataFrame({"publisher": o}) for o in origins]
    assert display.sources(*frames) == line


def test_an_article_is_marked_paragraph_by_paragraph():
    shown = display.article("It <b>rose</b> by 8% and $5.\n \nIn 36 cities, more than 80 fell.")
    assert shown.data.splitlines() == [
        "<p>It &lt;b&gt;rose&lt;/b&gt; by <mark>8</mark>% and "
        "<mark><span>&#36;</span>5</mark>.</p>",
        "<p>In <mark>36</mark> cities, <mark>more than 80</mark> fell.</p>",
    ]
    assert repr(shown).startswith("It <b>rose</b> by 8%")


def test_a_table_without_rows_says_so():
    shown = display.table(pd.DataFrame(columns=["name", "claim"]), caption="Refused")
    assert repr(shown) == "Refused\nName | Claim\nnone"
    assert '<td colspan="2"' in shown.data


def test_a_long_table_says_how_many_rows_are_left_out():
    frame = pd.DataFrame({"n": range(5)})
    assert len(cells(pd.DataFrame({"n": range(12)}))) == 13
    assert cells(pd.DataFrame({"n": range(13)}))[-2:] == [["11"], ["… and 1 more"]]
    assert repr(display.table(frame, most=3)).splitlines() == ["N", "0", "1", "2", "… and 2 more"]
    assert "more" not in repr(display.table(frame, most=5))
    assert repr(display.table(frame.head(0), most=3)).splitlines() == ["N", "none"]


LIST = (
    "It issued more than 900,000 cards, more than 350,000 cards and more than 35 cards <b> in 2024."
)
SLIP = "The road is 26 miles (420 km) long & it cost $5."


def screened(text):
    return analysis.screen_figures(analysis.find_mentions(text), text)


def test_a_screened_article_marks_kinds_and_findings():
    shown = display.article(LIST, findings=screened(LIST))
    assert shown.data.count("<mark ") == 4
    assert '<mark title="quantity">more than 900,000</mark>' in shown.data
    assert 'title="date" style="background-color:transparent;' in shown.data
    assert "more than 35</mark><sup>[1?]</sup>" in shown.data
    assert "<li>[1?] doubt, siblings: “more than 35 cards” is more than a hundred" in shown.data
    assert "&lt;b&gt;" in shown.data


def test_an_error_has_another_sign_than_a_doubt():
    shown = display.article(SLIP, findings=screened(SLIP))
    assert "[1!]</sup>" in shown.data
    assert (
        'title="quantity; error, conversion: “26 miles” are 41–43 km, not “420 km”."' in shown.data
    )


def test_an_article_without_findings_says_so():
    text = "Issued were 12 cards."
    assert "Nothing was found." in display.article(text, findings=screened(text)).data
    none = analysis.screen_figures(analysis.find_mentions("none"), "none")
    assert display.article("none", findings=none).data == "<p>none</p>\n<p>Nothing was found.</p>"


def test_findings_of_another_text_are_refused():
    with pytest.raises(ValueError, match="more than 35 cards' does not stand there"):
        display.article(LIST.replace("35", "36"), findings=screened(LIST))


def test_findings_of_figures_have_no_place_in_a_text():
    findings = analysis.screen_figures(analysis.load_figures())
    with pytest.raises(ValueError, match="findings of figures have no place in the text"):
        display.article("80 cards", findings=findings)
