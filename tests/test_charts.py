"""Charts: what is drawn is the data, the caption is complete, the picture looks as it did."""

import html
import itertools
import json
import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.dates import date2num
from matplotlib.image import imread
from matplotlib.testing.compare import compare_images
from matplotlib.text import Annotation, Text

from analysis import Interval, charts
from analysis.charts import fonts
from analysis.charts.chart import filled
from chart_examples import (
    AGENDA,
    EVENTS,
    EXAMPLES,
    FIGURES,
    KINDS,
    OPEN,
    PROGRAMMES,
    READINGS,
    ROOM,
    SERVICES,
    TOTALS,
    WORDS,
    YEAR,
)

# Each chart with the frame and the columns that it takes.
CALLS = {
    "rangebars": (SERVICES, {}),
    "bars": (SERVICES, {"x": "low", "y": "name"}),
    "nestedbars": (WORDS, {"y": "section", "part": "stating", "whole": "words"}),
    "waffle": (PROGRAMMES, {"y": "topic"}),
    "lollipop": (WORDS, {"x": "stating", "y": "words"}),
    "ranges": (SERVICES, {}),
    "forest": (ROOM, {}),
    "lines": (TOTALS, {}),
    "timeline": (EVENTS, {}),
    "tree": (AGENDA, {}),
}


def captioned(name):
    return EXAMPLES[name]().caption("Cards are few", "Transactions by service", "Source: us")


def texts(axes):
    return [text.get_text() for text in axes.texts]


def segments(axes):
    return [c for c in axes.collections if hasattr(c, "get_segments")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_chart_shows_itself_with_caption_and_alt_text(name):
    chart = captioned(name)
    data, metadata = chart._repr_mimebundle_()
    assert imread(BytesIO(b64decode(data["image/png"]))).shape[1] >= 960
    assert metadata == {"image/png": {"alt": data["text/plain"]}}
    assert data["text/plain"] == chart.alt == repr(chart)
    assert chart.alt.startswith("Cards are few. Transactions by service. ")
    assert chart.alt.endswith(". Source: us.")
    assert texts(chart.ax.figure) == ["Cards are few", "Transactions by service", "Source: us"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_stays_open_or_is_changed_and_each_run_gives_the_same_bytes(name):
    mpl.use("agg")
    before = mpl.rcParams.copy()
    assert captioned(name).png() == captioned(name).png() == captioned(name).png()
    assert plt.get_fignums() == []
    assert mpl.rcParams == before


def test_the_style_that_is_set_changes_nothing():
    plain = captioned("ranges").png()
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "figure.dpi": 30}):
        assert captioned("ranges").png() == plain


@pytest.mark.filterwarnings("error")
def test_forty_charts_warn_of_nothing():
    kept = [charts.bars(KINDS) for _ in range(40)]
    assert len({chart.ax for chart in kept}) == 40


@pytest.mark.parametrize("name", CALLS)
def test_nothing_optional_is_required_and_without_a_caption_the_alt_text_is_what_is_drawn(name):
    frame, columns = CALLS[name]
    chart = getattr(charts, name)(frame, **columns)
    kind, listing = chart.alt.split(": ", 1)
    assert kind in (
        "Bars",
        "Squares",
        "Stems",
        "Ranges",
        "Lines",
        "Events",
        "Tree",
        "Room that references leave",
    )
    assert any(character.isdigit() for character in listing)
    assert texts(chart.ax.figure) == ["", "", ""]
    assert chart.png() == chart.png()


@pytest.mark.parametrize("name", CALLS)
def test_an_unknown_keyword_is_a_type_error(name):
    frame, columns = CALLS[name]
    with pytest.raises(TypeError, match="colour"):
        getattr(charts, name)(frame, **columns, colour="red")


@pytest.mark.parametrize("name", CALLS)
def test_a_missing_column_is_named(name):
    frame, columns = CALLS[name]
    with pytest.raises(KeyError, match=r"'(claim|low|value|stating|section|topic|what)'"):
        getattr(charts, name)(pd.DataFrame({"service": ["a"]}), **columns)
    if "hue" in getattr(charts, name).__wrapped__.__annotations__:
        with pytest.raises(KeyError, match="'actr'"):
            getattr(charts, name)(frame, **columns, hue="actr")


@pytest.mark.parametrize("name", CALLS)
def test_an_empty_frame_draws_a_chart_that_says_so(name):
    frame, columns = CALLS[name]
    chart = getattr(charts, name)(frame.head(0), **columns).caption("None", "No one", "Source: us")
    assert texts(chart.ax) == ["Nothing to draw"]
    assert chart.alt.startswith("None. No one. ")
    assert chart.alt.endswith(": nothing to draw. Source: us.")
    assert chart.png()


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("rangebars", "claim"),
        ("bars", "low"),
        ("nestedbars", "stating"),
        ("waffle", "topic"),
        ("lollipop", "words"),
        ("ranges", "claim"),
        ("forest", "claim"),
        ("lines", "value"),
        ("timeline", "start"),
        ("tree", "topic"),
    ],
)
def test_a_row_without_a_number_is_left_out_and_named(name, column):
    frame, columns = CALLS[name]
    full = getattr(charts, name)(frame, **columns)
    gap = frame.astype({"stating": float}) if "stating" in frame else frame.copy()
    gap.loc[gap.index[0], column] = None
    chart = getattr(charts, name)(gap, **columns)
    assert "Not drawn" not in full.alt
    assert "Not drawn: " in chart.alt
    assert texts(chart.ax.figure)[-1] in chart.alt
    assert chart.png()


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("rangebars", "name"),
        ("bars", "name"),
        ("nestedbars", "section"),
        ("waffle", "topic"),
        ("lollipop", "stating"),
        ("ranges", "name"),
        ("forest", "name"),
        ("lines", "period_end"),
        ("timeline", "what"),
    ],
)
def test_an_index_of_one_label_changes_nothing_and_stands_for_a_missing_name(name, column):
    frame, columns = CALLS[name]
    same = frame.set_axis(["a"] * len(frame), axis=0)
    draw = getattr(charts, name)
    assert draw(same, **columns).png() == draw(frame, **columns).png()
    gap = same.astype({column: object})
    gap.iloc[0, gap.columns.get_loc(column)] = None
    assert "Not drawn: a." in draw(gap, **columns).alt


def test_left_out_rows_are_named_under_the_source():
    frame = SERVICES.assign(claim=[Interval(1, 2), None, Interval(3, 4)])
    chart = charts.rangebars(frame).caption("Two", source="Source: us")
    assert texts(chart.ax.figure)[-1] == "Source: us\nNot drawn: Certificates"
    assert [label.get_text() for label in chart.ax.get_yticklabels()] == [
        "Moving the household\nregistration",
        "First identity card",
    ]


def test_a_caption_fills_in_words_and_the_last_one_holds():
    chart = charts.bars(KINDS).caption("Wrong", "Wrong", "Wrong")
    chart.caption(
        "{n} in {share:%}", "Of {all}", all=27, n=1_730_000, share=Interval(0.5746, 0.5817)
    )
    words = ["1.73 million in 57–58 %", "Of 27", charts.SOURCE]
    assert texts(chart.ax.figure) == words
    assert chart.alt == f"{words[0]}. Of 27. Bars: figure 25; date 5. {charts.SOURCE}."


def test_a_placeholder_without_a_value_is_named():
    with pytest.raises(KeyError, match="share"):
        charts.bars(KINDS).caption("{share:%} are figures")


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_text_leaves_the_picture_or_covers_another(name):
    chart = captioned(name)
    chart.png()
    assert_legible(chart.ax)


def test_long_names_captions_and_notes_cover_nothing():
    long = (
        "A service with a name of so many words that it takes four lines in the margin of a chart"
    )
    frame = SERVICES.assign(name=[f"{long} {i}" for i in range(3)])
    gap = frame.assign(claim=[*SERVICES["claim"].head(2), None])
    for draw in (charts.rangebars, charts.ranges, charts.forest):
        chart = draw(gap.assign(room_low=1, room_high=2)).caption(long * 2, long * 2, long * 2)
        chart.ax.set_xlabel("Transactions")
        chart.png()
        assert_legible(chart.ax)
        xlabel = chart.ax.xaxis.label.get_window_extent()
        assert not xlabel.overlaps(chart.ax.figure.texts[-1].get_window_extent())


def assert_legible(ax):
    frame = ax.figure.bbox
    (left, right), (bottom, top) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
    written = [*ax.figure.texts, *ax.texts]
    written += [t for t in ax.get_xticklabels() if left <= t.get_position()[0] <= right]
    written += [t for t in ax.get_yticklabels() if bottom <= t.get_position()[1] <= top]
    boxes = [t.get_window_extent() for t in written if t.get_text()]
    boxes += [ax.get_legend().get_window_extent()] if ax.get_legend() else []
    for box in boxes:
        assert min(box.x0 - frame.x0, frame.x1 - box.x1) >= -1, box
        assert min(box.y0 - frame.y0, frame.y1 - box.y1) >= -1, box
    for i, one in enumerate(boxes):
        assert not [two for two in boxes[i + 1 :] if one.padded(-2).overlaps(two.padded(-2))]


def test_a_picture_grows_where_a_label_would_be_cut_off():
    chart = charts.bars(pd.Series({"donaudampfschifffahrtsgesellschaft" * 3: 2, "b": 1}))
    pixels = imread(BytesIO(chart.png()))
    assert pixels.shape[1] > 960
    pixels[4:-4, 4:-4] = 1
    assert pixels.min() == 1


@pytest.mark.filterwarnings("error")
def test_a_dollar_is_no_mathematics():
    dollars = pd.Series({"$x^{$": 1, "US$ 5 to US$ 6": 2})
    chart = charts.bars(dollars).caption("US$ 5 and $\\frac", "US$ 6 and $\\frac", "$ and $\\frac")
    assert chart.png()
    names = SERVICES.assign(name=["$a$", "$\\b$", "$\\frac$"])
    for draw in (charts.rangebars, charts.ranges, charts.forest):
        assert draw(names.assign(room_low=1, room_high=2)).png()
    assert charts.timeline(EVENTS.assign(what="$\\frac$", kind="$\\b$"), hue="what").png()
    assert charts.lines(
        TOTALS.assign(name="$\\frac$"), hue="name", span=YEAR, span_label="$\\b$"
    ).png()


def test_a_user_goes_on_drawing_and_the_picture_has_it():
    chart = captioned("ranges_open")
    before = chart.png()
    chart.ax.axvline(1e6, color="red", lw=5)
    chart.ax.set_xscale("log")
    after = imread(BytesIO(chart.png()))
    assert chart.png() != before
    assert ((after[..., 0] > 0.9) & (after[..., 1] < 0.1)).any()


@pytest.mark.parametrize("draw", [charts.rangebars, charts.bars])
def test_what_is_highlighted_is_bold_too(draw):
    ax = draw(SERVICES, x="low", y="name", highlight="cards").ax
    for written in (ax.get_yticklabels(), ax.texts):
        assert [text.get_fontweight() for text in written] == ["normal", "normal", "bold"]


@pytest.mark.parametrize("draw", [charts.rangebars, charts.bars])
def test_highlight_takes_one_label_or_several_and_names_one_that_is_not_there(draw):
    columns = {"x": "low", "y": "name"}
    accent = to_rgba(charts.ACCENT)
    for labels, expected in (
        ("cards", [False, False, True]),
        (["moves", "cards"], [True, False, True]),
    ):
        chart = draw(SERVICES, **columns, highlight=labels)
        solid = [bar for bar in chart.ax.patches if not bar.get_hatch()]
        assert [bar.get_facecolor() == accent for bar in solid] == expected
    with pytest.raises(
        KeyError, match=r"no row \{'crds'\} to highlight, expected one of \['moves'"
    ):
        draw(SERVICES, **columns, highlight="crds")


def test_bars_start_at_zero_and_reach_low_and_high():
    ax = EXAMPLES["rangebars"]().ax
    solid = [b for b in ax.patches if not b.get_hatch()]
    hatched = [b for b in ax.patches if b.get_hatch()]
    assert [b.get_x() for b in solid] == [0, 0, 0]
    assert [b.get_width() for b in solid] == SERVICES["low"].tolist()
    assert [b.get_x() for b in hatched] == SERVICES["low"].tolist()
    assert [b.get_x() + b.get_width() for b in hatched] == SERVICES["high"].tolist()
    assert ax.get_xlim()[0] == 0
    assert texts(ax)[-1] == "80–90"


def test_an_open_end_runs_past_all_others_to_an_arrow_and_says_or_more():
    ax = charts.rangebars(OPEN).ax
    [arrow] = [line for line in ax.lines if line.get_marker() == ">"]
    hatched = next(bar for bar in ax.patches if bar.get_hatch())
    assert arrow.get_ydata().tolist() == [0]
    assert arrow.get_xdata()[0] == hatched.get_x() + hatched.get_width() > 1_730_000
    assert texts(ax)[0] == "1.73 million or more"
    for log in (False, True):
        ax = charts.ranges(OPEN, log=log).ax
        [first, *_] = segments(ax)[0].get_segments()
        assert first[0, 0] == pytest.approx(1_730_000)
        assert 1_730_000 < first[1, 0] < ax.get_xlim()[1]
        assert texts(ax)[0] == "1.73 million or more"


def test_negative_claims_are_bars_to_the_left():
    frame = pd.DataFrame({"name": ["fall", "unsure", "rise"]})
    frame["claim"] = [Interval(-5, -3), Interval(-1, 2), Interval(3, 4)]
    ax = charts.rangebars(frame).ax
    assert [bar.get_width() for bar in ax.patches if not bar.get_hatch()] == [-5, -1, 3]
    assert [bar.get_x() for bar in ax.patches if bar.get_hatch()] == [-5, -1, 3]
    assert ax.get_xlim()[0] == -5


def test_open_ends_run_to_arrows_on_either_side():
    claims = [Interval(-np.inf, -3), Interval(2, np.inf), Interval(-np.inf, np.inf)]
    frame = pd.DataFrame({"name": ["less", "more", "any"], "claim": claims})
    arrows = {
        line.get_marker(): line.get_ydata().tolist() for line in charts.rangebars(frame).ax.lines
    }
    assert arrows == {">": [1, 2], "<": [0, 2]}
    assert "less −3 or less; more 2 or more; any any number" in charts.ranges(frame).alt


def test_series_that_end_alike_have_their_names_one_above_the_other():
    days = pd.to_datetime(["2021-01-01", "2024-01-01"] * 3)
    numbers = [0.2e6, 1.73e6, 0.1e6, 1.70e6, 0.3e6, 1.69e6]
    frame = pd.DataFrame({"period_end": days, "value": numbers, "name": [*"aabbcc"]})
    chart = charts.lines(frame, hue="name")
    boxes = [t.get_window_extent() for t in chart.ax.texts if "\n" in t.get_text()]
    assert len(boxes) == 3
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))


def test_stems_of_years_are_named_by_their_years_and_go_both_ways():
    chart = charts.lollipop(pd.Series({2018: 5, 2019: 3, 2020: -2}).rename_axis("year"))
    assert chart.alt == "Stems: year 2018: 5; year 2019: 3; year 2020: −2."
    assert [text.get_va() for text in chart.ax.texts] == ["baseline", "baseline", "top"]
    small = charts.lollipop(pd.Series({1: 0.001, 2: 0.002}))
    assert small.ax.get_ylim()[1] < 0.01


def test_what_begins_after_all_the_others_is_in_the_picture():
    plan = pd.DataFrame(
        {"kind": "plan", "what": "Plan", "start": ["2024-01-01"], "end": ["2028-12-31"]}
    )
    events = EVENTS[EVENTS["kind"] == "speech"][["kind", "what", "start", "end"]].astype(
        {"kind": "str"}
    )
    events = pd.concat([events, plan]).astype({"start": "datetime64[s]", "end": "datetime64[s]"})
    ax = charts.timeline(events).ax
    assert ax.get_xlim()[1] > date2num(pd.Timestamp("2024-03-01"))
    assert "Plan" in texts(ax)


def test_rows_of_one_name_stay_rows():
    ax = charts.bars(pd.DataFrame({"n": [1, 2], "name": "same"}), x="n", y="name").ax
    assert [bar.get_width() for bar in ax.patches] == [1, 2]


def test_counts_are_the_lengths_of_their_bars():
    ax = EXAMPLES["bars"]().ax
    assert [b.get_width() for b in ax.patches] == [25, 5]
    assert texts(ax) == ["25", "5"]


def test_a_series_and_a_frame_of_the_same_numbers_are_the_same_bars():
    frame = KINDS.rename_axis("kind").reset_index(name="n")
    pictures = [charts.bars(KINDS), charts.bars(frame, x="n", y="kind")]
    pictures += [charts.bars(frame.set_index("kind"), x="n")]
    assert len({chart.png() for chart in pictures}) == 1
    with pytest.raises(TypeError, match=r"one of \['kind', 'n'\]"):
        charts.bars(frame)
    with pytest.raises(KeyError, match="'n'"):
        charts.bars(KINDS, x="n")


@pytest.mark.parametrize("name", ["number", "_number", "n", None])
def test_the_index_never_takes_the_place_of_the_numbers(name):
    numbers = pd.Series([7, 8], index=pd.Index([1, 2], name=name), name="n")
    drawn = [charts.bars(numbers), charts.bars(numbers.to_frame(), x="n")]
    assert [texts(chart.ax) for chart in drawn] == [["7", "8"]] * 2
    drawn = [charts.lollipop(numbers), charts.lollipop(numbers.to_frame(), y="n")]
    assert [texts(chart.ax) for chart in drawn] == [["7", "8"]] * 2


def test_ranges_span_low_to_high_in_percent():
    ax = EXAMPLES["ranges"]().ax
    [drawn] = segments(ax)
    expected = READINGS.iloc[[0, 3, 1, 4, 2, 5]][["low", "high"]]
    np.testing.assert_allclose([s[:, 0] for s in drawn.get_segments()], expected)
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["as printed", "times 10,000"]
    assert texts(ax)[0] == "60–70 %"


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0]])
def test_ranges_keep_the_order_of_rows_and_centre_those_with_fewer(order):
    frame = READINGS.drop(index=3).iloc[[*order, 3, 4]]
    ax = charts.ranges(frame, x="share", hue="reading").ax
    names = [t.get_text().replace("\n", " ") for t in ax.get_yticklabels()]
    assert names == frame["name"].unique().tolist()
    heights = pd.Series([segment[0, 1] for segment in segments(ax)[0].get_segments()])
    assert heights.is_monotonic_increasing
    names = frame["name"].sort_values(key=lambda s: s.map(list(s.unique()).index), kind="stable")
    middles = heights.groupby(names.to_numpy(), sort=False).mean()
    np.testing.assert_allclose(sorted(middles), ax.get_yticks())


def test_an_end_at_zero_runs_out_of_a_log_axis():
    frame = pd.DataFrame({"name": ["few", "many"], "claim": [Interval(0, 5), Interval(50, 60)]})
    ax = charts.ranges(frame, log=True).ax
    ends = [segment[:, 0].tolist() for segment in segments(ax)[0].get_segments()]
    assert ends == [[pytest.approx(ax.get_xlim()[0]), 5], [50, 60]]


def test_forest_tells_rooms_that_the_claim_does_not_meet():
    ax = EXAMPLES["forest"]().ax
    rooms, frame = segments(ax)[-1], ROOM.loc[["cards", "moves", "certificates"]]
    drawn = np.array([segment[:, 0] for segment in rooms.get_segments()])
    middles = frame[["low", "high"]].mean(axis=1).to_numpy()
    np.testing.assert_allclose(drawn[:, 0], frame["room_low"] / middles)
    np.testing.assert_allclose(drawn[:2, 1], frame["room_high"].iloc[:2] / middles[:2])
    assert drawn[1, 1] < drawn[0, 1] < drawn[2, 1] < ax.get_xlim()[1]
    grey, accent = (to_rgba(color) for color in (charts.GREY, charts.ACCENT))
    assert [tuple(c) for c in rooms.get_colors()] == [accent, grey, grey]
    for written in (ax.get_yticklabels(), ax.texts[:3]):
        assert [text.get_fontweight() for text in written] == ["bold", "normal", "normal"]


def rooms(*pairs):
    """Rooms of claims of 8 to 12, named n0, n1, ..."""
    frame = pd.DataFrame(pairs, columns=["room_low", "room_high"], dtype=float)
    names = [f"n{i}" for i in range(len(pairs))]
    return frame.assign(name=names, claim=[Interval(8, 12)] * len(pairs))


@pytest.mark.parametrize(
    ("pairs", "labels", "names", "text"),
    [
        ([(8, 12), (5, 20), (9, 30)], [0, 2], ["n1", "good"], "2, from ×0.8 to ×3"),
        ([(8, 12), (1, 2), (5, 20), (30, 40), (9, 9)], [0, 4], ["n1", "n3", "n2", "good"], None),
        ([(8, 12), (1, 2), (5, 20)], [0, 1, 2], ["n1", "good"], "2, from ×0.5 to ×2"),
        ([(8, 12), (5, np.inf), (5, 20)], [0, 1], ["n2", "good"], "2, from ×0.5"),
        ([(8, 12), (np.nan, 20), (5, 20)], [0, 1], ["n2", "good"], "2, to ×2"),
        ([(8, 12), (0, 20), (5, np.inf)], [1, 2], ["n0", "good"], "2, without limits"),
        ([(8, 12), (5, 20)], [1], ["n0", "n1"], "5–20"),
        ([(8, 12), (5, 20)], [], ["n0", "n1"], "5–20"),
        ([(1, 2), (5, 20)], 0, ["n0", "n1"], "5–20"),
    ],
)
def test_forest_puts_misses_first_and_what_goes_together_last(pairs, labels, names, text):
    chart = charts.forest(rooms(*pairs), together=("good", labels))
    assert [label.get_text() for label in chart.ax.get_yticklabels()] == names
    assert text in (None, chart.ax.texts[len(names) - 1].get_text())
    for i in range(len(pairs)):
        assert f"n{i} stated 8–12, room " in chart.alt
    assert ("good: 2, " in chart.alt) == ("good" in names)


def test_forest_draws_what_goes_together_from_the_least_low_to_the_greatest_high():
    chart = charts.forest(rooms((8, 12), (5, 11), (30, 40), (9, 30)), together=("good", [0, 1, 3]))
    np.testing.assert_allclose(segments(chart.ax)[-1].get_segments()[-1][:, 0], [0.5, 3])
    assert chart.alt == (
        "Room that references leave: n2 stated 8–12, room 30–40; good: 3, from ×0.5 to ×3: "
        "n0 stated 8–12, room 8–12; n1 stated 8–12, room 5–11; n3 stated 8–12, room 9–30."
    )
    with pytest.raises(KeyError, match=r"no row \{9\} to put together, expected one of \[0"):
        charts.forest(rooms((8, 12)), together=("good", [0, 9]))


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        ([(9.3, 11), (9.9, 10.1)], "×0.9 ×1 ×1.1 ×1.2"),
        ([(8, 12), (30, 40)], "÷2 ×1 ×2 ×5"),
        ([(9, 12), (600, 600)], "×1 ×10 ×100"),
        ([(0.009, 12), (600, 600)], "÷1,000 ×1"),
        ([(0.009, 12), (90_000, 90_000)], "÷1,000 ×1 ×1,000"),
        ([(10, 10), (10, 10)], "×0.95 ×1 ×1.05 ×1.1"),
    ],
)
def test_forest_names_two_factors_or_more_on_its_axis(pairs, named):
    ax = charts.forest(rooms(*pairs)).ax
    assert " ".join(text.get_text() for text in ax.get_xticklabels()) == named
    assert not any(text.get_text() for text in ax.get_xticklabels(minor=True))


def test_forest_draws_rooms_near_the_claim_apart_from_it():
    left, right = charts.forest(rooms((9.3, 11), (9.9, 10.1))).ax.get_xlim()
    assert 0.8 < left < 0.93
    assert 1.1 < right < 2


def test_forest_names_the_claim_and_leaves_out_one_of_zero():
    frame = ROOM.assign(claim=[Interval(0, 0), Interval(1, np.inf), Interval(80, 90)])
    assert charts.forest(frame).alt == (
        "Room that references leave: First identity card stated 80–90, room 800,000–900,000; "
        "Certificates stated 1 or more, room 700,000 or more. "
        "Not drawn: Moving the household registration."
    )


@pytest.mark.parametrize("draw", [charts.rangebars, charts.ranges, charts.forest])
def test_claims_are_intervals_or_numbers(draw):
    frame = pd.DataFrame({"name": ["a", "b"], "claim": [5, 7], "room_low": 4, "room_high": 6})
    assert draw(frame).png() == draw(frame.assign(claim=[Interval(5, 5), Interval(7, 7)])).png()
    with pytest.raises(ValueError, match="'five'"):
        draw(frame.assign(claim="five"))


def test_lines_draw_the_published_points_only():
    ax = EXAMPLES["lines"]().ax
    dots = np.concatenate([line.get_ydata() for line in ax.lines])
    assert sorted(dots) == sorted(TOTALS["value"])
    assert {line.get_marker() for line in charts.lines(TOTALS).ax.lines} == {"o"}
    assert ax.get_ylim()[0] == 0


def test_lines_name_each_series_and_write_values_where_there_is_room():
    expected = ["2023", "moves\n4.15 million", "cards\n1.2 million", "3.55 million"]
    assert texts(EXAMPLES["lines"]().ax) == expected


def test_lines_write_no_value_over_another_or_over_a_line():
    days = pd.to_datetime(["2023-01-01", "2023-06-01", "2023-06-03", "2024-01-01"])
    crowd = pd.DataFrame({"period_end": days, "value": [1.0, 50, 51, 100], "name": "up"})
    flat = crowd.assign(value=[56.0, 56, 56, 56], name="flat").iloc[[0, 3]]
    assert texts(charts.lines(crowd, hue="name").ax) == ["up\n100", "1", "50"]
    both = charts.lines(pd.concat([crowd, flat]), hue="name")
    assert "50" not in texts(both.ax)


def test_lines_leave_out_what_a_log_axis_cannot_show_and_a_series_without_points():
    names = pd.Categorical(TOTALS["name"], ["moves", "cards", "none"])
    frame = TOTALS.assign(name=names, value=[0.0, 1, 2, 3])
    chart = charts.lines(frame, hue="name", log=True)
    assert texts(chart.ax) == ["moves\n2", "cards\n3", "1"]
    assert chart.alt.endswith(" Not drawn: 2021-12-20.")
    days = frame.assign(period_end=frame["period_end"].astype("str"))
    assert charts.lines(days, hue="name", log=True).ax.get_xlim() == chart.ax.get_xlim()


def test_a_span_is_shaded_from_its_first_day_to_the_end_of_its_last():
    for name, (first, last) in (("lines", YEAR), ("timeline", ("2023-04-01", "2023-08-31"))):
        chart = EXAMPLES[name]()
        [shade] = [p for p in chart.ax.patches if p.get_alpha()]
        assert shade.get_x() == date2num(pd.Timestamp(first))
        assert shade.get_x() + shade.get_width() == date2num(pd.Timestamp(last)) + 1
        assert f"{first} to {last}" in chart.alt


def test_the_timeline_has_a_mark_for_a_day_and_a_bar_from_it_for_more():
    ax = EXAMPLES["timeline"]().ax
    marks = sorted(line.get_xdata()[0] for line in ax.lines if len(line.get_xdata()))
    assert marks == sorted(date2num(EVENTS["start"]))
    bars = sorted(p.get_width() for p in ax.patches if 0.1 < p.get_height() < 0.5)
    month, run, year = 31, 4, 365
    assert bars == [run, month, year, ax.get_xlim()[1] - date2num(EVENTS["start"].min())]
    assert "to December 2025 →" in texts(ax)


@pytest.mark.parametrize("days", [("0001-01-01", "0001-01-03"), ("9999-12-30", "9999-12-31")])
def test_the_timeline_ends_where_the_calendar_does(days):
    events = EVENTS.head(2).assign(start=days, end=days)
    assert charts.timeline(events.astype({"start": "datetime64[s]", "end": "datetime64[s]"})).png()


@pytest.mark.parametrize("days", [("0001-01-01", "0003-01-01"), ("2023-01-01", "9999-12-31")])
def test_lines_end_where_the_calendar_does(days):
    totals = TOTALS.head(2).assign(period_end=days).astype({"period_end": "datetime64[s]"})
    assert charts.lines(totals).png()
    assert charts.lines(totals, log=True).png()


def test_the_timeline_groups_by_kind_in_the_order_of_the_first_event():
    ax = EXAMPLES["timeline"]().ax
    kinds = [t.get_text() for t in ax.get_yticklabels()]
    assert kinds == ["measure", "plan", "speech", "photo"]
    assert ax.get_yticks().tolist() == [0, 1, 3, 5]


def test_a_waffle_has_as_many_squares_as_the_frame_has_rows():
    ax = EXAMPLES["waffle"]().ax
    [squares] = [c for c in ax.collections if len(c.get_offsets())]
    assert sorted(map(tuple, squares.get_offsets())) == [(0, 0), (0, 1), (1, 0), (2, 0)]
    assert texts(ax) == ["3 = 2 + 0 + 1", "1 = 0 + 0 + 1"]
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["number", "date", "neither"]
    legend = [to_rgba(line.get_color()) for line in ax.get_legend().get_lines()]
    ranks = [legend.index(tuple(color)) for color in squares.get_facecolors()]
    assert ranks == [0, 0, 2, 2]


@pytest.mark.parametrize("n", [1, 15, 18, 40, 90])
def test_a_line_of_squares_and_its_sum_fit_into_the_picture(n):
    frame = pd.DataFrame({"y": ["a"] * n + ["b"], "hue": [*"pqrs" * n][: n + 1]})
    chart = charts.waffle(frame, y="y", hue="hue").caption("So many")
    assert imread(BytesIO(chart.png())).shape[1] == 960
    assert_legible(chart.ax)
    [squares] = [c for c in chart.ax.collections if len(c.get_offsets())]
    [(first, _), (second, _)] = chart.ax.transData.transform([(0, 0), (1, 0)])
    assert second - first > squares.get_sizes()[0] ** 0.5 * chart.ax.figure.dpi / 72


def test_a_waffle_keeps_a_category_without_rows():
    topics = pd.Categorical(["a", "a"], ["b", "a"])
    chart = charts.waffle(pd.DataFrame({"topic": topics}), y="topic")
    assert texts(chart.ax) == ["0", "2"]
    assert chart.alt == "Squares: b: 0; a: 2."


@pytest.mark.parametrize(
    ("draw", "columns", "most"),
    [
        (charts.waffle, {"y": "name"}, 4),
        (charts.ranges, {"x": "n"}, 3),
        (charts.lines, {"x": "day", "y": "n"}, 3),
    ],
)
def test_more_groups_than_can_be_told_apart_are_refused(draw, columns, most):
    frame = pd.DataFrame({"name": "a", "group": list("abcde"), "n": 1.0})
    frame["day"] = pd.Timestamp("2023-01-01")
    with pytest.raises(ValueError, match=rf"at most {most} groups.*'e'.*'group'"):
        draw(frame, **columns, hue="group")
    assert draw(frame.head(most), **columns, hue="group").png()


GROUPED = {
    "waffle": (charts.waffle, {"y": "name"}, 4),
    "ranges": (charts.ranges, {"x": "n"}, 3),
    "lines": (charts.lines, {"x": "day", "y": "n"}, 3),
    "timeline": (charts.timeline, {"y": "name", "label": "name", "start": "day", "end": "day"}, 4),
    "tree": (charts.tree, {"parent": "n", "group": "name"}, 4),
}


def grouped(name, most, words=""):
    draw, columns, _ = GROUPED[name]
    frame = pd.DataFrame({"name": [*"wxyz"], "n": [1.0, 2, 3, 4], "group": [*"abcd"]}).head(most)
    frame["group"] = words + frame["group"]
    return draw(frame.assign(day=pd.Timestamp("2023-01-01")), **columns, hue="group")


@pytest.mark.parametrize("name", GROUPED)
def test_groups_differ_in_grey_in_the_picture(name):
    most = GROUPED[name][2]
    chart = grouped(name, most)
    lines = chart.ax.get_legend().get_lines() if name != "lines" else chart.ax.lines
    greys = sorted(np.dot(to_rgba(line.get_color())[:3], (0.299, 0.587, 0.114)) for line in lines)
    assert len(greys) == most
    assert min(np.diff(greys)) > 0.19
    drawn = imread(BytesIO(chart.png()))[..., :3] @ (0.299, 0.587, 0.114)
    for grey in greys:
        assert (abs(drawn - grey) < 0.004).sum() > 20


@pytest.mark.parametrize("name", sorted(GROUPED.keys() - {"lines"}))
@pytest.mark.parametrize("words", ["", "a group with a name of some words, rather many"])
def test_the_names_of_groups_stand_in_order_in_a_row_or_in_a_column(name, words):
    chart = grouped(name, 3, words).caption("Names")
    assert imread(BytesIO(chart.png())).shape[1] == 960
    assert_legible(chart.ax)
    names = chart.ax.get_legend().get_texts()
    assert [text.get_text() for text in names] == [f"{words}{letter}" for letter in "abc"]
    corners = [text.get_window_extent().min.round() for text in names]
    assert len({x for x, _ in corners}) == (1 if words else 3)
    assert len({y for _, y in corners}) == (3 if words else 1)


@pytest.mark.parametrize("name", sorted(GROUPED.keys() - {"waffle"}))
def test_each_group_has_its_own_mark(name):
    most = GROUPED[name][2]
    ax = grouped(name, most).ax
    legend = ax.get_legend()
    lines = legend.get_lines() if legend else ax.lines
    assert len({line.get_marker() for line in lines}) == most
    if name in ("timeline", "tree"):
        drawn = [line.get_marker() for line in ax.lines if len(line.get_xdata())]
        assert drawn == [line.get_marker() for line in lines]
    if name == "ranges":
        drawn = {path.vertices.tobytes() for c in ax.collections[1:] for path in c.get_paths()}
        assert len(drawn) > most  # and an arrow


def test_a_range_with_an_open_end_has_its_mark_at_the_other():
    claims = [Interval(3, np.inf), Interval(-np.inf, 4), Interval(2, 5)]
    ax = charts.ranges(pd.DataFrame({"name": [*"abc"], "claim": claims})).ax
    marks = ax.collections[-1].get_offsets()
    np.testing.assert_allclose(sorted(map(tuple, marks)), [(3, 0), (3.5, 1), (4, 0.5)], atol=1)
    assert marks[:, 0].tolist() == [3, 4, 3.5]


def test_parts_lie_within_their_wholes():
    ax = EXAMPLES["nestedbars"]().ax
    wide, narrow = np.array_split([b.get_width() for b in ax.patches], 2)
    assert wide.tolist() == WORDS["words"].tolist()
    assert narrow.tolist() == WORDS["stating"].tolist()
    assert texts(ax) == ["0 of 349", "238 of 249"]


def test_a_lollipop_has_a_stem_per_position_and_names_those_above_zero():
    chart = EXAMPLES["lollipop"]()
    [stems] = segments(chart.ax)
    assert [segment[1, 1] for segment in stems.get_segments()] == FIGURES.tolist()
    accent = to_rgba(charts.ACCENT)
    assert [tuple(c) == accent for c in stems.get_colors()] == [False, False, True, True]
    assert texts(chart.ax) == ["1", "6", "extended reading"]
    assert chart.alt == (
        "Stems: paragraph 2: 1; paragraph 4: 6; all others 0; "
        "shaded: extended reading, paragraph 3 to 4."
    )


TREES = {
    "a part that comes first": (
        {"a": ("x", "b", "G"), "b": ("y", None, "G")},
        "G: y; y: x",
    ),
    "groups that alternate": (
        {"a": ("x", None, "G"), "b": ("y", None, "H"), "c": ("z", None, "G")},
        "G: x; G: z; H: y",
    ),
    "three levels, siblings as they stand": (
        {"a": ("x", None, "G"), "b": ("y", "a", "G"), "c": ("z", "b", "G"), "d": ("w", "a", "G")},
        "G: x; x: y; y: z; x: w",
    ),
    "a whole that isn't there": (
        {"a": ("x", "absent", "G"), "b": ("y", np.nan, "G")},
        "G: x; G: y",
    ),
    "a part in another group": (
        {"a": ("x", None, "G"), "b": ("y", "a", "H"), "c": ("z", "b", "H")},
        "G: x; H: y, part of x; y: z",
    ),
    "a whole without a name": (
        {"a": (None, None, "G"), "b": ("y", "a", "G"), "c": ("z", None, "G")},
        "G: y; G: z. Not drawn: a",
    ),
    "numbers as labels": ({1: ("x", None, "G"), 2: ("y", 1, "G")}, "G: x; x: y"),
}


def agenda(rows):
    return pd.DataFrame.from_dict(rows, orient="index", columns=["name", "part_of", "topic"])


@pytest.mark.parametrize(("rows", "listing"), TREES.values(), ids=TREES)
def test_a_tree_lists_parts_below_their_wholes(rows, listing):
    assert charts.tree(agenda(rows)).alt == f"Tree: {listing}."


@pytest.mark.parametrize(
    ("parents", "index", "message"),
    [
        (["b", "a", None], "abc", "cycle in 'part_of': . → . → ."),
        (["b", "c", "a"], "abc", "cycle in 'part_of': . → . → . → ."),
        ([None, "b", None], "abc", "cycle in 'part_of': b → b"),
        ([None, None, "a"], "aac", "several rows are labelled 'a', which 'part_of' names"),
    ],
)
def test_a_tree_without_a_top_is_refused(parents, index, message):
    frame = pd.DataFrame({"name": [*"xyz"], "part_of": parents, "topic": "G"}, index=[*index])
    with pytest.raises(ValueError, match=message):
        charts.tree(frame)


def test_a_tree_sets_parts_in_below_bold_headings_with_the_marks_of_the_legend():
    ax = EXAMPLES["tree"]().ax
    place = {text.get_text(): text.get_position() for text in ax.texts}
    assert [t.get_text() for t in ax.texts if t.get_weight() == "bold"] == [
        "traffic",
        "immigration",
    ]
    at = [place[name][0] for name in ("Package of 23 measures", "Bus lanes", "Pilot in 36 cities")]
    assert 0 < at[0] < at[1] < at[2]
    heights = [place[name][1] for name in place if place[name][0] < 3]
    assert heights == sorted(heights)
    assert min(text.get_fontsize() for text in ax.texts) >= 9.5
    legend = ax.get_legend()
    shapes = [line.get_marker() for line in legend.get_lines()]
    assert [t.get_text() for t in legend.get_texts()] == [*AGENDA["carries"].cat.categories]
    drawn = [line.get_marker() for line in ax.lines if len(line.get_xdata())]
    assert [shapes.index(mark) for mark in drawn] == [0, 1, 1, 3, 2, 3]
    assert charts.tree(AGENDA, hue="carries").alt == (
        "Tree: traffic: Package of 23 measures (number and date); Package of 23 measures: One "
        "certificate for used cars and for motorcycles of the province (number); One certificate "
        "for used cars and for motorcycles of the province: Pilot in 36 cities (number); Package "
        "of 23 measures: Bus lanes (neither); immigration: Entry and exit policies (date); Entry "
        "and exit policies: Talent endorsements (neither)."
    )


@pytest.mark.parametrize(
    ("sizes", "second"),
    [
        ([5, 5], ["g1"]),
        ([7, 5, 14, 10, 6, 14, 2], ["g3", "g4", "g5", "g6"]),
        ([3, 12], ["g1"]),
        ([3, 20], ["g1, continued"]),
        ([40], ["g0, continued"]),
        ([50, 3], ["g0, continued", "g1"]),
        ([2], []),
    ],
)
def test_a_tree_fills_two_columns_and_splits_a_group_only_if_need_be(sizes, second):
    topics = [f"g{i}" for i, size in enumerate(sizes) for _ in range(size)]
    frame = pd.DataFrame({"name": "A name", "part_of": None, "topic": topics})
    ax = charts.tree(frame).ax
    headings = [text for text in ax.texts if text.get_weight() == "bold"]
    assert [t.get_text() for t in headings if t.get_position()[0] > 3] == second


@pytest.mark.parametrize("name", ["A name of some length, in words", "WIDE MMM WWW", "word" * 30])
def test_a_tree_of_seventy_long_names_covers_nothing(name):
    rows = {i: (f"{name} {i}", i - 1 if i % 12 else None, f"{name} {i // 12}") for i in range(70)}
    chart = charts.tree(agenda(rows)).caption("Long")
    assert imread(BytesIO(chart.png())).shape[1] == 960
    assert_legible(chart.ax)


ONE = SERVICES.head(1)
SOME = pd.DataFrame({"y": ["a"] * 3, "hue": ["p", "p", "q"]})
ZERO, TWICE = pd.Series([0, 0, 3]), pd.Series([0, 2, 3])
IN_WORDS = {
    "a bar": (lambda: charts.bars(KINDS.head(1)), "there is only one: figure 25."),
    "no bar": (lambda: charts.bars(KINDS.head(0)), "there is nothing."),
    "a bar of a claim": (lambda: charts.rangebars(ONE), "registration 1.73–1.74 million."),
    "a bar in a bar": (
        lambda: charts.nestedbars(WORDS.tail(1), **CALLS["nestedbars"][1]),
        "238 of 249.",
    ),
    "a range": (lambda: charts.ranges(ONE), "registration 1.73–1.74 million."),
    "a room": (lambda: charts.forest(ROOM.head(1)), "room 1–1.8 million."),
    "rooms in one line": (
        lambda: charts.forest(rooms((8, 12), (5, 20)), together=("good", [0, 1])),
        "only one: good: 2, from ×0.5 to ×2: n0 stated 8–12, room 8–12; n1 stated",
    ),
    "a point in a span": (
        lambda: charts.lines(TOTALS.tail(1), span=YEAR),
        "2024-07-31: 1.2 million.",
    ),
    "a stem among zeros": (lambda: charts.lollipop(ZERO, span=(0, 1)), "only one: at 2: 3."),
    "stems of zeros": (lambda: charts.lollipop(ZERO.head(2), span=(0, 1)), "there is nothing."),
    "an event": (lambda: charts.timeline(EVENTS.head(1), span=YEAR), "plan: Term of a plan."),
    "squares of one group": (
        lambda: charts.waffle(SOME.head(2), y="y", hue="hue"),
        "only one: a: p 2.",
    ),
    "lines without a square": (
        lambda: charts.waffle(pd.DataFrame({"y": pd.Categorical([], ["a", "b"])}), y="y"),
        "there is nothing.",
    ),
    "a name": (lambda: charts.tree(AGENDA.head(1)), "only one: traffic: Package of 23 measures."),
    "one row of two": (
        lambda: charts.bars(pd.DataFrame({"n": [1, None], "name": ["a", "b"]}), x="n", y="name"),
        "there is only one: a 1. Not drawn: b.",
    ),
}
DRAWN = {
    "two bars": lambda: charts.bars(KINDS),
    "a bar of zero beside another": lambda: charts.bars(ZERO.tail(2)),
    "two points of a series": lambda: charts.lines(TOTALS.head(2)),
    "two stems": lambda: charts.lollipop(TWICE),
    "squares of two groups in a line": lambda: charts.waffle(SOME, y="y", hue="hue"),
    "a line without squares": lambda: charts.waffle(
        pd.DataFrame({"y": pd.Categorical(["a", "a"], ["a", "b"])}), y="y"
    ),
    "a room beside rooms in one line": lambda: charts.forest(
        rooms((8, 12), (5, 20), (8, 9)), together=("good", [0, 1])
    ),
}


@pytest.mark.parametrize(("draw", "what"), IN_WORDS.values(), ids=IN_WORDS)
def test_what_has_nothing_beside_it_is_shown_in_words(draw, what):
    chart = draw()
    data, metadata = chart.caption("*One* of US$ 5", "Sub")._repr_mimebundle_()
    assert data.keys() == {"text/markdown", "text/plain"}
    assert data["text/plain"] == chart.alt
    assert data["text/markdown"].startswith("**\\*One\\* of US<span>&#36;</span> 5.** Not drawn: ")
    assert html.unescape(data["text/markdown"]).count(what) == 1
    assert metadata == {}
    assert imread(BytesIO(chart.png())).shape[1] == 960


def test_words_without_a_finding_begin_with_what_there_is():
    data, _ = charts.bars(KINDS.head(1))._repr_mimebundle_()
    assert data["text/markdown"] == "Not drawn: there is only one: figure 25."


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_what_can_be_compared_is_drawn(draw):
    assert draw()._repr_mimebundle_()[0].keys() == {"image/png", "text/plain"}


def test_nbval_passes_a_chart_as_stored_and_fails_one_with_another_number(tmp_path):
    source = (
        "import pandas as pd\nfrom analysis import charts\n"
        "charts.bars(pd.Series({'figure': 25, 'date': 5})).caption('Figures lead')"
    )
    nbformat, nbclient = (pytest.importorskip(name) for name in ("nbformat", "nbclient"))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbclient.NotebookClient(notebook).execute()
    [cell] = notebook["cells"]
    [output] = cell["outputs"]
    assert output["metadata"]["image/png"]["alt"] == output["data"]["text/plain"]
    for name, number in (("same", "25"), ("again", "25"), ("other", "26")):
        cell["source"] = source.replace("25", number)
        (tmp_path / f"{name}.ipynb").write_text(json.dumps(notebook))
    command = [sys.executable, "-m", "pytest", "-o", "addopts=", "-p", "no:cacheprovider"]
    command += ["-q", "--nbval", "--nbval-current-env", "--rootdir", tmp_path, tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "1 failed, 2 passed" in run.stdout, run.stdout
    assert "other.ipynb" in run.stdout.split("short test summary")[1]
    assert "figure 26" in run.stdout


class Picture:
    """What pytest-mpl compares: the bytes that a notebook gets."""

    def __init__(self, chart):
        self.chart = chart

    def savefig(self, path, **_):
        Path(path).write_bytes(self.chart.png())


# The root mean square of what differs. With numpy 2.4 and 2.5 it is 0; of all digits that were
# changed, a small 3 to an 8 made the least, 0.99, and a label moved by a pixel made 1.2 to 4.9.
TOLERANCE = 0.5


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.mpl_image_compare(remove_text=False, style="default", tolerance=TOLERANCE)
def test_the_picture_looks_as_it_did(name):
    return Picture(captioned(name))


def shift(label: Annotation) -> None:
    points, up = label.xyann
    label.xyann = points + 72 / label.figure.dpi, up


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (lambda label: None, False),
        (lambda label: label.set_text(label.get_text().replace("3.", "8.")), True),
        (shift, True),
    ],
    ids=["nothing", "a digit", "a label moved by a pixel"],
)
def test_the_smallest_change_of_a_label_is_too_large(change, differs, tmp_path):
    chart = captioned("lines")
    [label] = [text for text in chart.ax.texts if text.get_text() == "3.55 million"]
    change(label)
    stored = Path(__file__).parent / "baseline" / "test_the_picture_looks_as_it_did_lines.png"
    (tmp_path / "drawn.png").write_bytes(chart.png())
    verdict = compare_images(str(stored), str(tmp_path / "drawn.png"), TOLERANCE)
    assert (verdict is not None) is differs, verdict


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_dollar_is_a_dollar_in_every_text_of_a_picture(name):
    chart = EXAMPLES[name]().caption("$690m to $720m, \\frac$ $", "in $_x", "Source: $a_b$")
    assert chart.png()
    written = chart.ax.figure.findobj(Text)
    assert len(written) > 3
    assert not any(text.get_parse_math() for text in written)


@pytest.mark.parametrize("text", ["Revenue of $5", "naïve – “½” → ≤ −5 °C"])
def test_a_text_that_the_own_font_has_asks_for_no_other(text, monkeypatch):
    monkeypatch.setattr(fonts, "candidates", lambda: pytest.fail("asked for the fonts there are"))
    assert fonts.families([text]) == ["DejaVu Sans"]


def test_chinese_is_drawn_with_a_font_that_has_it():
    assert fonts.families(["跨省户口迁移 173万 臺灣"]) == ["DejaVu Sans", "Noto Sans SC"]
    named = SERVICES.assign(name=["跨省户口迁移", "开具户籍类证明", "首次申领居民身份证"])
    chart = charts.rangebars(named).caption("超过298万笔")
    assert chart.png()
    assert all("Noto Sans SC" in text.get_fontfamily() for text in chart.ax.get_yticklabels())


@pytest.fixture
def no_other_font(monkeypatch):
    """Leave no font but matplotlib's own, and forget what was found and said before."""
    monkeypatch.setattr(fonts, "candidates", dict)
    fonts.fallbacks.cache_clear()
    fonts.warn_of_boxes.cache_clear()
    yield
    fonts.fallbacks.cache_clear()


def captioned_in_chinese():
    named = SERVICES.assign(name=["跨省户口迁移", "Certificates", "首次申领居民身份证"])
    for finding in ("超过298万笔", "二百九十八万笔"):
        charts.rangebars(named).caption(finding).png()


@pytest.mark.usefixtures("no_other_font")
def test_what_no_font_has_is_said_once():
    with pytest.warns(UserWarning, match="install one .* `pip install zhplot`") as caught:
        captioned_in_chinese()
    assert len(caught) == 1


def test_a_file_that_is_no_font_has_no_glyphs(tmp_path):
    (tmp_path / "broken.ttf").write_text("no font", encoding="utf-8")
    assert fonts.glyphs(str(tmp_path / "broken.ttf")) == frozenset()


def test_lines_of_chinese_are_as_wide_as_others():
    assert filled("跨省户口迁移登记业务", 12) == "跨省户口迁移\n登记业务"
    assert filled("moves of the household", 12) == "moves of the\nhousehold"


def test_a_name_of_five_hundred_letters_leaves_a_picture_its_size():
    long = "word " * 100
    named = SERVICES.assign(name=[long, "b", "c"])
    assert charts.rangebars(named).height < 6
    assert charts.lines(TOTALS.assign(name=long), hue="name", span=YEAR, span_label=long).png()
    group = charts.ranges(SERVICES.assign(group=[long, "b", "c"]), hue="group")
    assert imread(BytesIO(group.png())).shape[1] < 1100
