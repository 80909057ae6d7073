"""What a started dataset proposes in words of the article: counted, names, places, sections."""

import pandas as pd
import pytest

import analysis
from analysis.dataset import load_programmes

COUNTED = {
    "It made more than 80 household transfers in 2023.": "household transfers",
    "It handled 80 applications for cards of the province.": "applications",
    "It met 80 members of the old council in May.": "members of the old council",
    "Operating profit came in at $80 million.": "Operating profit",
    "Revenue of about 80 million euros was reported.": "Revenue",
    "About 80 percent of the public libraries have joined.": "share of the public libraries",
    "Of the 300 halls 80 percent have joined.": None,
    "It rose by 80 percent.": None,
    "全市办理户口迁移80余笔。": "全市办理户口迁移",
    "新增80台智能签注设备。": "智能签注设备",
    "公司实现营业收入80亿元。": "公司实现营业收入",
    "电话预约约80次。": "电话预约",
    "同比增长80%。": None,
    "Sales climbed 9.4 percent to $80 million.": "Sales",
    "Sales were $90 million, an increase of 80 percent.": "rise in sales",
    "Water use was 90 tons, down from 80 tons in 2022.": "Water use",
    "Coverage is 90 percent, an increase of 80 percentage points.": "rise in coverage",
    "It met 90 members and 80 percent came.": None,
    "Rents and wages rose 90 and 80 percent, respectively.": None,
    "The province allocated 80 million yuan of subsidy funds for repairs.": "subsidy funds",
    "The operating margin widened to 80 percent.": "operating margin",
    "The conservation rate has risen to 80 percent.": "conservation rate",
    "Soups had sales of $80 million.": "sales",
    "It plans to complete investment of 80 million yuan.": "investment",
    "It lost $80 million.": None,
    "Cutting 80 jobs.": "jobs",
    "就业率为90%，比上年同期下降80个百分点。": "就业率降幅",
    "就业率由90%提高到80%。": "就业率",
    "技能人才90万人，占比80%。": "技能人才占比",
    "养老、工伤参保人数分别达到90万人和80万人。": None,
    "最低标准提高到每月80元。": "最低标准",
    # words of change and comparison alone name nothing
    "The shares, which lost 5% in all, closed 80% higher.": None,
    "Of these, the other 80 went abroad.": None,
    "The stock has remained stable above 80 million tons.": "stock",
    "Ms Sand introduced that in the past the whole province spent 80 million yuan.": None,
    "The loss was high; now it is below 80%.": None,
    "It trains people, of whom 80% are young.": None,
}  # fmt: skip


@pytest.mark.parametrize("text", COUNTED)
def test_what_is_counted_is_told_in_words_of_the_article(text, tmp_path):
    figures = analysis.load_figures(analysis.start_dataset(text, tmp_path / "own"))
    figure = figures[figures["value"].isin([80, 80e4, 80e6, 80e8])].iloc[0]
    assert (figure["counted"] if figure["counted"] == figure["counted"] else None) == COUNTED[text]


def test_names_are_short_and_never_the_same(tmp_path):
    text = "It has 80 cards, 90 cards and 90 cards of the " + "very " * 30 + "long kind. It has 7."
    names = analysis.load_figures(analysis.start_dataset(text, tmp_path / "own"))["name"]
    assert names.tolist()[:2] == ["Cards: “80 cards”", "Cards: “90 cards”"]
    assert names.iloc[-1] == "“7”, paragraph 1"
    assert names.is_unique
    assert names.str.len().max() < 140


NAMES = {
    "In 2023 it sold 8 cards, in 2024 9 cards.": ["Cards, 2023", "Cards, 2024"],
    "In Linshui City 8 cards came. In Baisha City 9 cards came. In 2023 it sold 2 cakes.": [
        "Cards, Linshui City",
        "Cards, Baisha City",
        "Cakes",
    ],
    "In 2023 8 cards and 8 cards came.": ["Cards", "Cards, number 2"],
}


@pytest.mark.parametrize("text", NAMES)
def test_names_that_nobody_typed_tell_apart_what_counts_the_same(text, tmp_path):
    started = analysis.start_dataset(text, tmp_path / "own")
    assert analysis.load_figures(started)["name"].str.replace("\xa0", " ").tolist() == NAMES[text]


def test_a_name_that_somebody_typed_is_kept_and_given_to_nobody_else(tmp_path):
    started = analysis.start_dataset("It sold 8 cards, 9 cakes and 7 mugs.", tmp_path / "own")
    table = pd.read_csv(started / "figures.csv", dtype=str, keep_default_na=False)
    assert table["name"].tolist() == ["", "", ""]
    table.loc[1, "name"] = "Cards"
    table.to_csv(started / "figures.csv", index=False)
    names = analysis.load_figures(started)["name"]
    assert names.tolist() == ["Cards: “8 cards”", "Cards", "Mugs"]


# What somebody typed for three figures that count the same, and what they are called then.
TYPED = {
    ("place", "", "Ghent", "Lille"): ["Cards", "Cards, Ghent", "Cards, Lille"],
    ("period_start", "", "2023-12-31", "2024-12-31"): [
        "Cards",
        "Cards, from 31 December 2023",
        "Cards, from 31 December 2024",
    ],
    ("place", "", "", "Lille"): ["Cards: “20 cards”", "Cards: “8 cards”", "Cards: “9 cards”"],
    ("read_as", "", "8.5 cards", ""): [
        "Cards: “20 cards”",
        "Cards: “8.5 cards”",
        "Cards: “9 cards”",
    ],
}


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_names_follow_what_somebody_typed(typed, tmp_path):
    column, *cells = typed
    started = analysis.start_dataset("It has 20 cards, 8 cards and 9 cards.", tmp_path / "own")
    table = pd.read_csv(started / "figures.csv", dtype=str, keep_default_na=False)
    table[column] = cells
    table.to_csv(started / "figures.csv", index=False)
    names = analysis.load_figures(started)["name"].str.replace("\xa0", " ")
    assert names.tolist() == TYPED[typed]


def test_names_have_place_and_period_where_neither_tells_apart_alone(tmp_path):
    started = analysis.start_dataset("It has 20 cards, 8 cards and 9 cards.", tmp_path / "own")
    table = pd.read_csv(started / "figures.csv", dtype=str, keep_default_na=False)
    table["place"] = ["Ghent", "Ghent", ""]
    days = ["2023-12-31", "2024-12-31", "2024-12-31"]
    table = table.assign(period_start=days, period_end=days)
    table.to_csv(started / "figures.csv", index=False)
    assert analysis.load_figures(started)["name"].str.replace("\xa0", " ").tolist() == [
        "Cards, Ghent, 31 December 2023",
        "Cards, Ghent, 31 December 2024",
        "Cards, 31 December 2024",
    ]


PLACES = {
    "In Linshui City 80 cards were issued.": "Linshui City",
    "In Qingtang county 80 cards were issued.": "Qingtang",
    "The province issued 80 cards.": None,
    "By Baisha City and Henan Province 80 cards were issued.": None,
    "Libraries of Qinglan Province lend\n\nIt issued 80 cards.": "Qinglan Province",
    "Libraries of Qinglan Province lend\n\nIn Linshui City, 80 cards were issued.": "Linshui City",
    "青岚省发放80张。": "青岚省",
    "全省发放80张。": None,
    "为群众节省费用80元。": None,
    "The office issued 80 cards.": None,
}


@pytest.mark.parametrize("text", PLACES)
def test_the_place_is_the_one_that_the_sentence_or_the_title_names(text, tmp_path):
    figures = analysis.load_figures(analysis.start_dataset(text, tmp_path / "own"))
    place = figures[figures["value"] == 80]["place"].iloc[0]
    assert (place if place == place else None) == PLACES[text]


ARTICLE = """A year of the libraries

Daily, 5 March 2024

The council met on 3 March 2024 and counted 5 things.

I. Lending

In 2023 there were 80 loans.

二、预约服务

2023年预约90次。
"""


def test_each_section_title_is_a_programme_and_the_section_of_what_follows(tmp_path):
    started = analysis.start_dataset(ARTICLE, tmp_path / "own")
    sections = analysis.load_paragraphs(started)["section"]
    assert sections.isna().tolist() == [True, True, True, False, False, False, False]
    assert sections.dropna().tolist() == [
        "I. Lending",
        "I. Lending",
        "二、预约服务",
        "二、预约服务",
    ]
    programmes = load_programmes(started)
    assert programmes["name"].tolist() == [
        "A year of the libraries",
        "I. Lending",
        "二、预约服务",
    ]
    assert programmes["n_figures"].tolist() == [1, 1, 1]
    assert analysis.load_figures(started)["topic"].tolist() == programmes["name"].tolist()


HAPPENINGS = {
    "It was cold. On 14 March 2024, the board raised rates.": "the board raised rates",
    "The board raised the dividend on 14 March 2024. It was cold.": "The board raised the dividend",
    "2024年3月14日，理事会公布结果。": "理事会公布结果",
}


@pytest.mark.parametrize("text", HAPPENINGS)
def test_what_happens_is_told_in_words_of_the_sentence_of_the_date(text, tmp_path):
    events = analysis.load_events(analysis.start_dataset(text, tmp_path / "own"))
    assert events["what"].tolist() == [HAPPENINGS[text]]
