"""Charts: what is drawn is the data, the caption is complete, the picture looks as it did."""

from base64 import b64decode
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.dates import date2num
from matplotlib.image import imread

from analysis import charts

CAPTION = {
    "finding": "Cards are few",
    "subtitle": "Transactions by service",
    "source": "Source: us",
}


@pytest.fixture(autouse=True)
def style():
    charts.use_style()


@pytest.fixture
def shown(monkeypatch):
    """The pictures handed to the notebook."""
    pictures = []
    monkeypatch.setattr(charts, "display", pictures.append)
    return pictures


SERVICES = pd.DataFrame(
    {
        "service": ["Moving the household registration", "Certificates", "First identity card"],
        "low": [1_730_000.0, 740_000, 80],
        "high": [1_740_000.0, 750_000, 90],
    },
    index=["moves", "certificates", "cards"],
)
READINGS = pd.concat(
    {
        "as printed": SERVICES.assign(low=[0.6, 0.2, 0.001], high=[0.7, 0.3, 0.002]),
        "times 10,000": SERVICES.assign(low=[0.5, 0.15, 0.2], high=[0.6, 0.25, 0.3]),
    },
    names=["reading", "figure_id"],
).reset_index()
TOTALS = pd.DataFrame(
    {
        "service": ["moves", "moves", "moves", "cards"],
        "period_end": pd.to_datetime(["2021-12-20", "2024-04-30", "2024-07-31", "2024-07-31"]),
        "low": [210_000.0, 3_550_000, 4_150_000, 1_200_000],
    }
)
ROOM = SERVICES.assign(room_low=[1e6, 75e4, 8e5], room_high=[1.8e6, np.inf, 9e5])
EVENTS = pd.DataFrame(
    {
        "kind": pd.Categorical(["plan", "speech", "photo", "plan", "measure", "speech"]),
        "actor": ["Ministry", "Leader", "Bureau", "Ministry", "Bureau", "Leader"],
        "what": [
            "Term of a plan",
            "Speech on the new pattern of development at a study session of the highest body",
            "Photo: training",
            "Plan issued",
            "Policy relaxed",
            "Instructions",
        ],
        "start": pd.to_datetime(
            ["2023-01-01", "2023-01-31", "2023-09-06", "2023-03-01", "2023-01-01", "2023-11-06"]
        ),
        "end": pd.to_datetime(
            ["2025-12-31", "2023-01-31", "2023-09-06", "2023-03-31", "2023-12-31", "2023-11-09"]
        ),
    }
)
PROGRAMMES = pd.DataFrame(
    {
        "topic": ["traffic", "immigration", "traffic", "traffic"],
        "carries": pd.Categorical(
            ["number", "neither", "neither", "number"], ["number", "date", "neither"]
        ),
    }
)
TEXT = pd.DataFrame(
    {"section": ["quotations", "extended reading"], "stating": [0, 238], "words": [349, 249]}
)
NUMBERS = pd.Series([0, 1, 0, 6], index=[1, 2, 3, 4])
SECTIONS = pd.Series(["opening", "opening", "extended: a", "extended: b"], index=[1, 2, 3, 4])

DRAWINGS = {
    "bars_with_bounds": lambda: charts.bars_with_bounds(
        SERVICES, label="service", accent="cards", **CAPTION
    ),
    "counts": lambda: charts.counts(
        pd.Series({"figure": 25, "date": 5}), accent="figure", **CAPTION
    ),
    "intervals": lambda: charts.intervals(
        READINGS, label="service", group="reading", percent=True, **CAPTION
    ),
    "intervals_log": lambda: charts.intervals(
        SERVICES.assign(all="stated"), label="service", group="all", log=True, **CAPTION
    ),
    "growth": lambda: charts.growth(
        TOTALS, series="service", shade=("2023-01-01", "2023-12-31"), **CAPTION
    ),
    "growth_log": lambda: charts.growth(
        TOTALS, series="service", shade=("2023-01-01", "2023-12-31"), log=True, **CAPTION
    ),
    "agreement": lambda: charts.agreement(ROOM, label="service", **CAPTION),
    "timeline": lambda: charts.timeline(
        EVENTS, actor="actor", shade=("2023-04-01", "2023-08-31"), **CAPTION
    ),
    "tiles": lambda: charts.tiles(PROGRAMMES, row="topic", group="carries", **CAPTION),
    "parts": lambda: charts.parts(TEXT, label="section", part="stating", whole="words", **CAPTION),
    "positions": lambda: charts.positions(NUMBERS, SECTIONS, accent="extended", **CAPTION),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_chart_is_shown_once_with_caption_and_alt_text(name, shown):
    ax = DRAWINGS[name]()
    [picture] = shown
    data, metadata = picture._repr_mimebundle_()
    stored = imread(BytesIO(b64decode(data["image/png"])))
    assert stored.shape[1::-1] == ax.figure.canvas.get_width_height()
    assert metadata["image/png"]["alt"].startswith("Cards are few. ")
    assert any(character.isdigit() for character in metadata["image/png"]["alt"])
    assert [text.get_text() for text in ax.figure.texts] == list(CAPTION.values())


def test_a_picture_grows_where_a_label_would_be_cut_off(shown):
    long = ROOM.assign(service=["A name of many words " * 5, "Certificates", "First identity card"])
    ax = charts.agreement(long, label="service", **CAPTION)
    [picture] = shown
    pixels = imread(BytesIO(picture.data))
    assert pixels.shape[1] > ax.figure.canvas.get_width_height()[0]
    pixels[4:-4, 4:-4] = 1
    assert pixels.min() == 1


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_text_leaves_the_picture_or_covers_another(name, shown):
    ax = DRAWINGS[name]()
    ax.figure.canvas.draw()
    frame = ax.figure.bbox
    (left, right), (bottom, top) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
    texts = [*ax.figure.texts, *ax.texts]
    texts += [t for t in ax.get_xticklabels() if left <= t.get_position()[0] <= right]
    texts += [t for t in ax.get_yticklabels() if bottom <= t.get_position()[1] <= top]
    boxes = [t.get_window_extent() for t in texts if t.get_text()]
    boxes += [ax.get_legend().get_window_extent()] if ax.get_legend() else []
    for box in boxes:
        assert min(box.x0 - frame.x0, frame.x1 - box.x1) >= -1, box
        assert min(box.y0 - frame.y0, frame.y1 - box.y1) >= -1, box
    for i, one in enumerate(boxes):
        assert not [two for two in boxes[i + 1 :] if one.padded(-2).overlaps(two.padded(-2))]


def test_bars_start_at_zero_and_reach_low_and_high(shown):
    ax = DRAWINGS["bars_with_bounds"]()
    solid = [b for b in ax.patches if not b.get_hatch() and b.get_height() > 0.1]
    hatched = [b for b in ax.patches if b.get_hatch()]
    assert [b.get_x() for b in solid] == [0, 0, 0]
    assert [b.get_width() for b in solid] == SERVICES["low"].tolist()
    assert [b.get_x() for b in hatched] == SERVICES["low"].tolist()
    assert [b.get_x() + b.get_width() for b in hatched] == SERVICES["high"].tolist()
    assert ax.get_xlim()[0] == 0
    assert [t.get_text() for t in ax.texts][-1] == "80 to 90"


def test_counts_are_the_lengths_of_their_bars(shown):
    ax = DRAWINGS["counts"]()
    assert [b.get_width() for b in ax.patches] == [25, 5]
    assert [t.get_text() for t in ax.texts] == ["25", "5"]


def test_intervals_span_low_to_high_in_percent(shown):
    ax = DRAWINGS["intervals"]()
    [lines] = [c for c in ax.collections if hasattr(c, "get_segments")]
    drawn = np.array([segment[:, 0] for segment in lines.get_segments()])
    np.testing.assert_allclose(drawn, READINGS.iloc[[0, 3, 1, 4, 2, 5]][["low", "high"]] * 100)
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["as printed", "times 10,000"]


def test_growth_draws_the_published_points_only(shown):
    ax = DRAWINGS["growth"]()
    dots = np.concatenate([c.get_offsets() for c in ax.collections])
    assert sorted(dots[:, 1]) == sorted(TOTALS["low"])
    assert ax.get_ylim()[0] == 0


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0]])
def test_intervals_keep_the_order_of_rows_and_centre_those_with_fewer(order, shown):
    frame = READINGS.drop(index=3).iloc[[*order, 3, 4]]
    ax = charts.intervals(frame, label="service", group="reading", **CAPTION)
    assert [t.get_text() for t in ax.get_yticklabels()] == [
        charts._wrap(name) for name in frame["service"].unique()
    ]
    [lines] = [c for c in ax.collections if hasattr(c, "get_segments")]
    heights = pd.Series([segment[0, 1] for segment in lines.get_segments()])
    assert heights.is_monotonic_increasing
    names = frame["service"].sort_values(key=lambda s: s.map(list(s.unique()).index), kind="stable")
    middles = heights.groupby(names.to_numpy(), sort=False).mean()
    np.testing.assert_allclose(sorted(middles), ax.get_yticks())


def test_growth_names_each_series_and_writes_values_where_there_is_room(shown):
    texts = [t.get_text() for t in DRAWINGS["growth"]().texts]
    assert texts == ["moves\n4.15 million", "cards\n1.2 million", "3.55 million", "2023"]


def test_growth_writes_no_value_over_another_or_over_a_line(shown):
    days = pd.to_datetime(["2023-01-01", "2023-06-01", "2023-06-03", "2024-01-01"])
    crowd = pd.DataFrame({"period_end": days, "low": [1.0, 50, 51, 100], "service": "up"})
    flat = crowd.assign(low=[60.0, 60, 60, 60], service="flat").iloc[[0, 3]]
    alone = charts.growth(crowd, series="service", shade=("2023-01-01", "2023-12-31"), **CAPTION)
    both = charts.growth(
        pd.concat([crowd, flat]), series="service", shade=("2023-01-01", "2023-12-31"), **CAPTION
    )
    assert [t.get_text() for t in alone.texts] == ["up\n100", "1", "50", "2023"]
    assert "50" not in [t.get_text() for t in both.texts]


def test_agreement_tells_rooms_that_the_stated_interval_misses(shown):
    ax = DRAWINGS["agreement"]()
    _, rooms = [c for c in ax.collections if hasattr(c, "get_segments")]
    drawn = np.array([segment[:, 0] for segment in rooms.get_segments()])
    middles = SERVICES[["low", "high"]].mean(axis=1).to_numpy()
    np.testing.assert_allclose(drawn[:, 0], ROOM["room_low"] / middles)
    np.testing.assert_allclose(drawn[[0, 2], 1], ROOM["room_high"].iloc[[0, 2]] / middles[[0, 2]])
    assert drawn[0, 1] < drawn[2, 1] < drawn[1, 1] < ax.get_xlim()[1]
    grey, accent = (to_rgba(color) for color in (charts.GREY, charts.ACCENT))
    assert [tuple(c) for c in rooms.get_colors()] == [grey, grey, accent]


def test_the_timeline_has_a_dot_for_a_day_and_a_bar_for_more(shown):
    ax = DRAWINGS["timeline"]()
    dots = sorted(line.get_xdata()[0] for line in ax.lines if len(line.get_xdata()))
    days = EVENTS.loc[EVENTS["start"] == EVENTS["end"], "start"]
    assert dots == sorted(date2num(days))
    bars = sorted(p.get_width() for p in ax.patches if 0.1 < p.get_height() < 0.5)
    month, run, year = 31, 4, 365
    assert bars == [run, month, year, ax.get_xlim()[1] - date2num(EVENTS["start"].min())]
    assert "to December 2025 →" in [t.get_text() for t in ax.texts]


def test_the_timeline_groups_by_kind_in_the_order_of_the_first_event(shown):
    ax = DRAWINGS["timeline"]()
    kinds = [t.get_text() for t in ax.get_yticklabels()]
    assert kinds == ["measure", "plan", "speech", "photo"]
    assert ax.get_yticks().tolist() == [0, 1, 3, 5]


def test_tiles_are_as_many_as_the_rows_of_the_frame(shown):
    ax = DRAWINGS["tiles"]()
    [squares] = [c for c in ax.collections if len(c.get_offsets())]
    assert sorted(map(tuple, squares.get_offsets())) == [(0, 0), (0, 1), (1, 0), (2, 0)]
    assert [t.get_text() for t in ax.texts] == ["3", "1"]
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["number", "date", "neither"]


def test_tiles_of_nothing_say_so(shown):
    frame = PROGRAMMES.astype({"topic": "category"}).head(0)
    ax = charts.tiles(frame, row="topic", group="carries", **CAPTION)
    assert [t.get_text() for t in ax.texts] == ["0", "0"]


def test_more_groups_than_can_be_told_apart_are_refused(shown):
    frame = pd.DataFrame({"row": "a", "group": list("abcde")})
    with pytest.raises(ValueError, match=r"at most 4 groups.*'e'"):
        charts.tiles(frame, row="row", group="group", **CAPTION)


def test_parts_lie_within_their_wholes(shown):
    ax = DRAWINGS["parts"]()
    wide, narrow = np.array_split([b.get_width() for b in ax.patches], 2)
    assert wide.tolist() == TEXT["words"].tolist()
    assert narrow.tolist() == TEXT["stating"].tolist()
    assert [t.get_text() for t in ax.texts] == ["0 of 349", "238 of 249"]


def test_groups_differ_in_lightness():
    colors = charts._ramp(list("abcd")).values()
    greys = sorted(np.dot(to_rgba(color)[:3], (0.299, 0.587, 0.114)) for color in colors)
    assert min(np.diff(greys)) > 0.12


def test_positions_draw_a_stem_per_paragraph(shown):
    ax = DRAWINGS["positions"]()
    [stems] = [c for c in ax.collections if hasattr(c, "get_segments")]
    assert [segment[1, 1] for segment in stems.get_segments()] == NUMBERS.tolist()


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.mpl_image_compare(
    backend="agg", remove_text=False, style="default", tolerance=1, savefig_kwargs={"dpi": 80}
)
def test_the_picture_looks_as_it_did(name, shown):
    charts.use_style()  # again, since the comparison starts from matplotlib's own style
    return DRAWINGS[name]().figure
