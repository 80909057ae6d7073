"""An article's figures among themselves: what is found, and what has an innocent reason."""

import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis import find_mentions, screen_figures
from analysis.intervals import Interval
from analysis.screening import CHECKS, SEVERITIES

ARTICLES = sorted(Path(__file__).parents[1].glob("benchmarks/articles/*/*.txt"))


def screen(text: str) -> pd.DataFrame:
    return screen_figures(find_mentions(text), text)


def spans(found: pd.DataFrame) -> list[tuple[int, int]]:
    return [span for figures in found["figures"] for span in figures]


# Check, severity, the factors of the odd one, text.
FOUND = [
    ("siblings", "doubt", (1e3,), "It sold 41,000 red bikes, 38,000 blue bikes, 39 green bikes."),
    ("siblings", "doubt", (1e3, 1e4), "Clerks issued more than 52,000 birth papers, more than "
     "610,000 travel papers, more than 7,400 house papers and more than 30 parking papers."),
    ("siblings", "doubt", (1e-3,), "They have 412 pupils, 389 pupils and 401,000 pupils."),
    ("siblings", "note", (1e-3, 1e-4), "They lent 120 books, 9,000 books and 1.5 million books."),
    ("siblings", "doubt", (1e4,), "全市种植苹果树32万株、梨树28万株、桃树30株。"),
    ("siblings", "doubt", (1e3,), "各书店分别卖出图书4.1万册、3.8万册和40册。"),
    ("siblings", "note", (1e-3, 1e-4), "各网点分别借出图书120册、9000册和150万册。"),
    ("siblings", "doubt", (1e4,), "全年办理落户超过52万件、变更超过61万件、注销超过60件。"),
    ("said twice", "doubt", (0.1,), "Reform creates 2.4 million jobs\n\nThe reform has created "
     "240,000 jobs, the office said."),
    ("said twice", "doubt", (0.1,), "改革新增就业240万人\n\n该市通报，改革共新增就业24万人。"),
    ("said twice", "doubt", (0.1,), "Reform brings work to 2.4 million\n\nThe reform has brought "
     "work to 240,000 people, the office said."),
    ("parts and total", "error", (0.1,), "全园共有动物1340只：鸟类720只、爬行类6200只。"),
    ("share of a base", "error", (), "Of the 145 pupils, 812 are girls."),
    ("share of a base", "error", (), "学生145人中有812人是女生。"),
    ("odd precision", "note", (), "The mill bought more than 312 machines."),
    ("odd precision", "note", (), "The zoo keeps nearly 47 monkeys."),
    ("odd precision", "note", (), "A hall for about 1,287 guests is to follow."),
    ("odd precision", "doubt", (), "Nationwide, more than 312 machines were installed."),
    ("odd precision", "doubt", (), "It has more than 312 shops and nearly 47 restaurants."),
    ("odd precision", "note", (), "该院当天接诊超过317名患者。"),
    ("odd precision", "note", (), "村里约213户已经搬迁。"),
    ("odd precision", "doubt", (), "全国已有超过317名医生报名。"),
    ("parts and total", "error", (0.1,),
     "The zoo has a total of 1,340 animals: 720 birds and 6,200 reptiles."),
    ("parts and total", "error", (10,), "The fund of 90 million yuan is divided into 52 million "
     "yuan for roads and 3.8 million yuan for parks."),
    ("parts and total", "doubt", (10,), "Of the waste, 38 percent was burnt, 4.7 percent was "
     "recycled and the remaining 15 percent was buried."),
    ("parts and total", "doubt", (0.1,), "In spring the shop made 7,318 chairs. It made 4,105 "
     "chairs in March and 32,130 chairs in April."),
    ("parts and total", "doubt", (), "The 4+3+6 projects began in May. All 31 projects go well."),
    ("parts and total", "error", (0.1,), "全年生产玩具1340只，分别为720只木偶和6200只风筝。"),
    ("parts and total", "error", (0.1,), "总产量为960吨，各车间产量分别为310吨、420吨和2300吨。"),
    ("parts and total", "doubt", (10,), "垃圾中焚烧占38%，回收占4.7%，其余15%填埋。"),
    ("change", "error", (10,), "Output fell 20 percent to 96,000 tonnes from 1.2 million tonnes."),
    ("change", "error", (0.1,), "Membership grew by 300 to 1,800 from 15,000."),
    ("change", "doubt", (), "The herd rose to 41,000 cows from 380,000."),
    ("change", "doubt", (), "Their number fell from 4,100 clerks to 38,000 clerks."),
    ("change", "doubt", (0.1,), "The museum had 46,230 visitors, 15 percent more than the 4,020 "
     "visitors of a year earlier."),
    ("change", "error", (10,), "产量从120万吨下降20%至9.6万吨。"),
    ("change", "error", (0.1,), "会员由1.2万人增长25%至15万人。"),
    ("change", "doubt", (), "住院人数从3800人增加到410人。"),
    ("change", "doubt", (0.1,), "全年接待游客46.23万人，比上年的4.02万人增长15%。"),
    ("share of a base", "error", (0.1,), "Some 630 of 840 farms, or 7.5 percent, have wells."),
    ("share of a base", "error", (), "On foot come 812 of the 145 pupils."),
    ("share of a base", "doubt", (), "The club has 145 members, including 812 women."),
    ("share of a base", "doubt", (0.1, 0.01, 1e-3), "With it 120 percent of the voters agreed."),
    ("share of a base", "doubt", (), "The survey reached 1,250 farmers. Of these, 800 (64 percent) "
     "grow rice, 275 (22 percent) grow wheat and 175 (41 percent) grow neither."),
    ("share of a base", "doubt", (0.1,), "The valley has 1,260 households. Panels serve 945 "
     "households, 7.5 percent."),
    ("share of a base", "error", (0.1,), "840户中有630户，占7.5%，装了水表。"),
    ("share of a base", "error", (), "全校有学生145人，其中女生812人。"),
    ("conversion", "error", (0.1,), "The trail runs 18 miles (290 km)."),
    ("conversion", "error", (0.1,), "The farm covers 1,200 mu (800 hectares)."),
    ("conversion", "error", (0.1,), "It cost 30 million yuan ($42 million)."),
    ("conversion", "doubt", (), "The trail runs 50 miles (50 km)."),
    ("conversion", "error", (0.1,), "步道全长18英里（约290公里）。"),
    ("conversion", "error", (0.1,), "耗资3000万元（约合4200万美元）。"),
    ("conversion", "doubt", (), "包裹重50公斤（约合50磅）。"),
    ("said twice", "doubt", (10,), "The region planted 347,000 trees last spring, its foresters "
     "said.\n\nThe foresters said the 3.47 million trees planted last spring are pines."),
    ("said twice", "doubt", (), "The bridge is 1,468 meters long, the engineers said.\n\n"
     "The engineers said a bridge of 1,486 meters is rare."),
    ("said twice", "doubt", (), "Fire destroys 31 houses\n\nThe fire destroyed 37 houses on "
     "Monday, the mayor said."),
    ("said twice", "doubt", (), "大火烧毁房屋31间\n\n该市通报，大火共烧毁房屋37间。"),
    ("said twice", "doubt", (10,), "全市去年植树34.7万株，林业局表示。\n\n"
     "林业局表示，全市去年植树347万株，多为松树。"),
    ("quotient", "doubt", (10,), "The fair sold 5,300 tickets and took 1.14 million yuan, 21.5 "
     "yuan each."),
    ("quotient", "doubt", (10,), "The city paid 84.6 million yuan to 23,500 pensioners, 360 yuan "
     "per pensioner."),
    ("quotient", "doubt", (10,), "In 2023 the plant cleaned 7.482 million tonnes of water, 2,050 "
     "tonnes per day."),
    ("quotient", "doubt", (10,), "共发放补贴8460万元，惠及2.35万人，人均360元。"),
    ("quotient", "doubt", (0.1,), "门票售出5300张，收入114万元，每张2150元。"),
    ("quotient", "doubt", (10,), "全年处理污水748.2万吨，日均2050吨。"),
]  # fmt: skip

# The check that might be expected to find something, and a text in which nothing is wrong.
INNOCENT = [
    ("siblings", "It sold 41,000 red bikes, 3,300 blue bikes and 500 green bikes."),
    ("change", "营收同比增长100%，员工由1000人增至1万人。"),
    ("share of a base", "Of the 12 towns, 340 residents were moved."),
    ("change", "公司营收由2022年的50亿元增至2023年的100亿元，增长100%，员工由1000人增至1万人。"),
    ("change", "Revenue rose from 5 billion to 10 billion yuan, up 100 percent, and staff grew "
     "from 1,000 to 10,000."),
    ("change", "Sales rose 50 percent and the firm's value rose from $2 billion to $30 billion."),
    ("said twice", "Mayor plans 15 parks\n\nThe city has 150 parks; the mayor plans 15 more."),
    ("siblings", "It sold 41,000 red bikes and 39 green bikes."),
    ("parts and total", "It sold 41,000 red bikes, 3,800 blue bikes and 450 green bikes."),
    ("parts and total", "It sold 41,000 red bikes, 3,700 blue bikes and 490 green bikes."),
    ("siblings", "The port counted 41,000 ships, 38,000 tonnes of salt and 40 km of rails."),
    ("siblings", "The firm employs 41,000 drivers, 38,000 clerks and 12 directors."),
    ("siblings", "各书店分别卖出图书4.1万册、3.9万册和400册。"),
    ("siblings", "全市有果树32万株、菜地28万亩、合作社30个。"),
    ("odd precision", "The mill bought more than 310 machines."),
    ("odd precision", "The mill bought more than 315 machines."),
    ("odd precision", "The mill bought 312 machines."),
    ("odd precision", "The zoo keeps more than 17 monkeys."),
    ("odd precision", "The field measures nearly 47.3 hectares."),
    ("odd precision", "More than 47 percent of the seats are taken."),
    ("odd precision", "该院全年接诊约1.3万人。"),
    ("odd precision", "村里近5000户已经搬迁。"),
    ("parts and total", "The zoo has a total of 1,340 animals: 720 birds and 620 reptiles."),
    ("parts and total", "It had a total of 1.5 million visitors: 0.81 million adults and 0.72 "
     "million children."),
    ("parts and total", "The fund of more than 90 million yuan is divided into 52 million yuan for "
     "roads and 39 million yuan for parks."),
    ("parts and total", "Of the 480 pupils, 260 sing and 310 dance."),
    ("parts and total", "Asked why, 62 percent named the price, 48 percent the taste and 35 "
     "percent the smell."),
    ("parts and total", "Of the votes, 33.3 percent went to A, 33.3 percent to B and 33.3 percent "
     "to C."),
    ("parts and total", "The 4+3+6 projects began in May. All 13 projects are on time."),
    ("parts and total", "全园共有动物1340只：鸟类720只、爬行类620只。"),
    ("parts and total", "总产量约960吨，各车间产量分别为310吨、420吨和233吨。"),
    ("parts and total", "垃圾中焚烧占38%，回收占47%，其余15%填埋。"),
    ("change", "Output fell 20 percent to 960,000 tonnes from 1.2 million tonnes."),
    ("change", "Sales rose 5 percent to 1.2 million tonnes from 1.14 million tonnes."),
    ("change", "The rate rose 1 percentage point to 5 percent from 4 percent."),
    ("change", "Sales rose 50 percent to more than 1.2 million tonnes from 900,000 tonnes."),
    ("change", "The herd fell to 41,000 cows from 380,000."),
    ("change", "Sales rose 5 percent to 1.2 million tonnes in 114 shops."),
    ("change", "产量从120万吨下降20%至96万吨。"),
    ("change", "票价由40元上涨25%至50元。"),
    ("change", "失业率由5.2%下降0.3个百分点至4.9%。"),
    ("share of a base", "A total of 630 of 840 farms, or 75 percent, have wells."),
    ("share of a base", "A total of 631 of 842 farms, or about 75 percent, have wells."),
    ("share of a base", "More than 600 of 840 farms, or 75 percent, have wells."),
    ("share of a base", "The mine has fulfilled 120 percent of the plan."),
    ("share of a base", "Rain reached 150 percent of the average."),
    ("share of a base", "Sales were 120 percent of the previous year's level."),
    ("share of a base", "The club has 812 members, including 145 women."),
    ("share of a base", "840户中有630户装了水表，占75%。"),
    ("share of a base", "全校有学生812人，其中女生约400人。"),
    ("share of a base", "全年完成计划的120%。"),
    ("conversion", "The trail runs 18 miles (29 km)."),
    ("conversion", "The trail runs 5 miles (about 8 km)."),
    ("conversion", "It cost 30 million yuan ($4.2 million)."),
    ("conversion", "She ran 18 miles (2 hours)."),
    ("conversion", "They paved 18 miles of roads and 290 km of paths."),
    ("conversion", "耕地1200亩（约合80公顷）。"),
    ("conversion", "耗资3000万元（约合420万美元）。"),
    ("said twice", "Reform creates 2.4 million jobs\n\nThe reform has created 2.4 million jobs."),
    ("said twice", "Reform creates 2.4 million jobs\n\nThe reform has created 2,412,000 jobs."),
    ("said twice", "Town plants 240 trees\n\nThe town used 24 tonnes of soil."),
    ("said twice", "Staff grew from 240 clerks to 2,400 clerks in a decade."),
    ("said twice", "改革新增就业240万人\n\n该市通报，改革共新增就业240.3万人。"),
    ("said twice", "全市去年植树34.7万株。\n\n全市去年售出树苗347吨。"),
    ("quotient", "The fair sold 5,300 tickets and took 1.14 million yuan, 215 yuan each."),
    ("quotient", "The fair sold 5,300 tickets and took 1.14 million yuan, about 200 yuan each."),
    ("quotient", "The city paid 84.6 million yuan to 23,500 pensioners, $500 per pensioner."),
    ("quotient", "In 2024 the plant cleaned 7.482 million tonnes of water, 20,500 tonnes per day."),
    ("quotient", "共发放补贴8460万元，惠及2.35万人，人均3600元。"),
    ("quotient", "门票售出5300张，收入114万元，每张215元。"),
    ("quotient", "全年处理污水748.2万吨，日均2.05万吨。"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "severity", "factors", "text"), FOUND)
def test_what_does_not_fit_is_found(check, severity, factors, text):
    found = screen(text)
    assert set(found["check"]) == {check}
    first = found.iloc[0]
    assert first["severity"] == severity
    assert sorted(first["factor"]) == pytest.approx(sorted(factors))
    assert all(text[start:end] for start, end in spans(found))
    assert first["stated"] == text[slice(*first["figures"][0])]


@pytest.mark.parametrize(("check", "text"), INNOCENT)
def test_what_has_an_innocent_reason_is_not(check, text):
    assert check in CHECKS
    assert screen(text)["reason"].tolist() == []


SHUFFLED = "\n\n".join(text for check, severity, _, text in FOUND if severity != "note")


def test_rows_are_ordered_by_weight_then_place_and_say_why():
    rows = screen(SHUFFLED)
    weight = -rows["severity"].cat.codes.to_numpy().astype(int)
    places = [figures[0] for figures in rows["figures"]]
    assert list(zip(weight, places, strict=True)) == sorted(zip(weight, places, strict=True))
    assert rows["reason"].str.len().gt(0).all()
    assert not pd.DataFrame({"check": rows["check"], "place": places}).duplicated().any()


def test_columns_and_types_are_the_same_with_and_without_rows():
    figures = analysis.load_figures()
    frames = [screen("Nothing is counted."), screen_figures(figures[:0]), screen_figures(figures)]
    columns = ["check", "figures", "stated", "expected", "factor", "severity", "reason"]
    for frame in (*frames, screen_figures(find_mentions("Nothing is counted.")[:0], "")):
        assert list(frame) == columns
        assert frame.dtypes.to_dict() == screen(SHUFFLED).dtypes.to_dict()
        assert tuple(frame["severity"].cat.categories) == SEVERITIES
        assert frame["severity"].cat.ordered
    assert [len(frame) for frame in frames[:2]] == [0, 0]


@pytest.mark.parametrize(
    ("text", "factor", "expected"),
    [
        (FOUND[0][3], "× 1,000", Interval(37_500, 41_500)),
        (FOUND[1][3], "× 1,000 or 10,000", Interval(7_400, 620_000)),
        ("Of them 120 percent of the voters agreed.", "÷ 10 or 100 or 1,000", None),
        ("The zoo keeps nearly 47 monkeys.", "", None),
    ],
)
def test_a_factor_prints_in_words_and_what_is_expected_may_be_missing(text, factor, expected):
    row = screen(text).iloc[0]
    assert str(row["factor"]) == factor
    assert pd.isna(row["expected"]) if expected is None else row["expected"] == expected


def test_a_name_that_is_a_sum_is_held_against_its_count():
    text = "It issued the “10+5+8” measures in 2022.{}All of the 19 measures are in force."
    (row,) = screen(text.format(" ")).itertuples()
    assert (row.check, row.stated, row.severity) == ("parts and total", "19 measures", "doubt")
    assert "23" in row.reason
    assert screen(text.format("\n\n")).empty
    assert screen(text.replace("19", "23").format(" ")).empty


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_with_their_text_are_told_by_their_ids(tmp_path, language):
    text = analysis.sample_article(language)
    figures = analysis.load_figures(analysis.start_dataset(text, tmp_path / "dataset"))
    rows, by_place = screen_figures(figures, text), screen(text)
    columns = ["check", "stated", "severity"]
    pd.testing.assert_frame_equal(rows[columns], by_place[columns])
    assert {name for names in rows["figures"] for name in names} <= set(figures.index)
    if language == "en":  # it has lost a 万
        first = rows[rows["check"] == "siblings"].iloc[0]
        assert figures.loc[first["figures"][0], "value"] == 64
        assert 10_000 in first["factor"]


def test_a_number_of_the_text_that_is_no_figure_is_told_by_its_place(tmp_path):
    text = FOUND[0][3]
    figures = analysis.load_figures(analysis.start_dataset(text, tmp_path / "dataset"))
    names = screen_figures(figures[:2], text).iloc[0]["figures"]
    assert set(names[1:]) == set(figures.index[:2])
    assert text[slice(*names[0])] == "39 green bikes"


TEXT = FOUND[0][3]
MENTIONS, FIGURES = find_mentions(TEXT), analysis.load_figures()


@pytest.mark.parametrize(
    ("frame", "text", "error", "message"),
    [
        (MENTIONS, None, ValueError, "without the text"),
        (MENTIONS, "x" + TEXT, ValueError, "row 0: '41,000 red bikes' does not stand there"),
        (MENTIONS.assign(start=float("nan")), TEXT, ValueError, "row 0, column start: missing"),
        (None, TEXT, TypeError, "expected figures or mentions as a frame, got NoneType"),
        (MENTIONS, "", ValueError, "row 0: '41,000 red bikes'"),
        (pd.concat([MENTIONS, MENTIONS.tail(1)]), TEXT, ValueError, "stands there twice"),
        (pd.concat([MENTIONS] * 5000), TEXT, ValueError, "more than 10,000 are not screened"),
        (MENTIONS, TEXT.replace("39", "38"), ValueError, "row 2: '39 green bikes'"),
        (MENTIONS.drop(columns="bound"), TEXT, KeyError, "bound"),
        (FIGURES.drop(columns=["low", "divides"]), None, KeyError, "low.*divides"),
        (pd.DataFrame(), TEXT, KeyError, "start"),
        (MENTIONS, TEXT.encode(), TypeError, "a string, got bytes"),
        (FIGURES, 80, TypeError, "a string, got int"),
    ],
)
def test_bad_input_says_what_is_bad(frame, text, error, message):
    with pytest.raises(error, match=message):
        screen_figures(frame, text)


def test_what_is_screened_is_not_changed():
    before = MENTIONS.copy(deep=True), FIGURES.copy(deep=True)
    screen_figures(MENTIONS, TEXT)
    screen_figures(FIGURES)
    pd.testing.assert_frame_equal(MENTIONS, before[0])
    pd.testing.assert_frame_equal(FIGURES, before[1])


def test_it_is_offered_by_the_package():
    assert analysis.screen_figures is screen_figures
    assert {check for check, *_ in FOUND} == {check for check, _ in INNOCENT} == set(CHECKS)


NUMBERS = ["0", "7 ", "1,450 pupils", "0.3", "1e9", "more than 80 ", "-5", "万", "3.8亿元", "三成"]
WORDS = [
    *[
        "percent",
        "%",
        " of the ",
        " from ",
        " to ",
        " rose ",
        "下降",
        "至",
        "比上年的",
        "其中",
        "人均",
    ],
    *["(", ")", "（约合", "）", ": ", "：", ", ", "、", "。", ". ", "\n\n", " and the remaining "],
    *[" miles ", "km", "美元", "10+5+8", " each", " in total ", "共", "20 people/day", "A hall"],
]


@given(st.lists(st.sampled_from([*NUMBERS, *WORDS]), min_size=1, max_size=40))
def test_any_text_is_screened_and_every_span_lies_in_it(pieces):
    text = "a" + "".join(pieces)
    rows = screen(text)
    assert set(rows["check"]) <= set(CHECKS)
    for start, end in spans(rows):
        assert 0 <= start < end <= len(text)
    stated = [" ".join(text[slice(*figures[0])].split()) for figures in rows["figures"]]
    assert rows["stated"].tolist() == stated
    assert all(factor > 0 for factors in rows["factor"] for factor in factors)


def repeated(pattern: str, count: int) -> str:
    """Return a text with so many sentences, each with its own numbers."""
    return "".join(pattern.format(n=n, m=n * 7 + 3, p=n % 97) for n in range(100, 100 + count))


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("The {n} shops sold {m} pens, or {p} percent. ", 9),
        ("The {n} shops sold {m} pens, or {p} percent.\n\n", 24),
        ("{n} pens, ", 25),
        ("全市{n}家商店售出{m}支笔，占{p}%，", 10),
        ("It rose {p} percent to {m} yuan from {n} yuan. ", 9),
        ("{n} yuan each for {m} pens. ", 90),
    ],
    ids=["sentences", "paragraphs", "one list", "one Chinese sentence", "changes", "averages"],
)
def test_a_text_twice_as_long_takes_about_twice_as_long(pattern, count):
    def seconds(text: str) -> float:
        mentions = find_mentions(text)
        taken = []
        for _ in range(2):
            start = time.process_time()
            screen_figures(mentions, text)
            taken.append(time.process_time() - start)
        return min(taken)

    # large enough that the windows around each number are full
    assert seconds(repeated(pattern, 8 * count)) < 3.5 * seconds(repeated(pattern, 4 * count))


def test_articles_in_which_nothing_is_wrong_are_left_alone():
    found = [screen(path.read_text(encoding="utf-8")) for path in ARTICLES]
    assert len(found) > 40
    severities = pd.concat(found)["severity"]
    assert (severities != "error").all()
    assert (severities == "doubt").sum() <= len(ARTICLES) / 10
