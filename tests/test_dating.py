"""Periods of a started dataset: those that the article's words make sure, and no others."""

import pandas as pd
import pytest

import analysis

IN_2022, IN_2023, IN_2024 = (f"{year}-01-01 {year}-12-31" for year in (2022, 2023, 2024))
NONE = ""

# The period of the figure of 80 in a text.
SAID = {
    # in its sentence
    "In 2023, the office issued 80 cards.": IN_2023,
    "The office issued 80 cards in May 2023.": "2023-05-01 2023-05-31",
    "In 2022 it issued 70 cards, and in 2023 another 80.": IN_2023,
    "Sales of 80 million in 2022 grew to 90 million in 2023.": IN_2022,
    "2023年，全市发放证件80张。": IN_2023,
    "2022年发放70张，2023年发放80张。": IN_2023,
    # of which part
    "From January 1 to March 31, 2023, 80 cards were issued.": "2023-01-01 2023-03-31",
    "Between 1 April 2023 and 31 March 2024, 80 journeys were made.": "2023-04-01 2024-03-31",
    "Income for the nine months ended 30 September 2023 was 80 million.": "2023-01-01 2023-09-30",
    "In the third quarter of 2023, 80 cards were issued.": "2023-07-01 2023-09-30",
    "2023年前三季度，发放证件80张。": "2023-01-01 2023-09-30",
    # at its end, since its begin
    "By the end of 2023, the office had issued 80 cards.": "2023-12-31 2023-12-31",
    "As of June 2023, there were 80 offices.": "2023-06-30 2023-06-30",
    "截至2023年底，全市共有80家单位。": "2023-12-31 2023-12-31",
    "Since May 2021, the office has issued 80 cards.": "2021-05-01",
    "Since the scheme was opened in March 2022, it has issued 80 cards.": "2022-03-01",
    "2021年以来，累计发放80张。": "2021-01-01",
    "自2016年开工以来，累计完成80公里。": "2016-01-01",
    # a year of comparison is another's
    "In 2023 the office issued 80 cards, up from 60 in 2022.": IN_2023,
    "In 2023 the office issued 90 cards, up from 80 in 2022.": IN_2022,
    "In 2023 cards rose by 80 compared with 2022.": IN_2023,
    "In 2023 the number grew 80 percent on 2022.": IN_2023,
    "In 2023 it reached 90, from 80.": NONE,
    "2023年末为90%，比2020年底提高80个百分点。": "2023-12-31 2023-12-31",
    "2023年收入90亿元，而2022年的80亿元较少。": IN_2022,
    "In June 2023 it was 80 percent, the most since May 2022.": "2023-06-01 2023-06-30",
    # a year earlier
    "In 2023 profit was 90 million, against 80 million a year earlier.": IN_2022,
    "2023年净利润90亿元，上年同期为80亿元。": IN_2022,
    "In 2023 the number grew 80 percent from a year earlier.": IN_2023,
    "In the first half of 2023, 90 cards came. In the same period of 2022 only 80 did.":
        "2022-01-01 2022-06-30",
    # carried on from the sentence before, or not
    "The council met in 2023. It counted 80 cards.": IN_2023,
    "The office was built in 1958. It has 80 rooms.": NONE,
    "In 2023 it issued 70 cards. Today it has 80 offices.": NONE,
    "In 2023 it issued 70 cards. The office will build 80 rooms.": NONE,
    "In 2022 it had 60. In 2023 it had 70.\n\nThe office has 80 rooms, 3 of them new.": IN_2022,
    "It has 70 rooms.\n\nThat was new.\n\nIt was built in 1958.\n\nIt has 80 rooms.": NONE,
    # relative words, by the article's own day
    "Daily, 19 July 2024\n\nLast year, the office issued 80 cards.": IN_2023,
    "日报2024年7月19日\n\n去年，全市发放证件80张。": IN_2023,
    "Daily\n\n19 July 2024\n\nIt issued 80 cards last year.": IN_2023,
    "Daily\n\n19 July 2024\n\nSales were 80 million in the north last year.": IN_2023,
    "Daily\n\n19 July 2024\n\nIt issued 80 cards more than last year.": NONE,
    "Daily\n\n19 July 2024\n\nSales are up 80 percent on last year.": NONE,
    "Daily\n\n19 July 2024\n\nIt issued 80 cards as last year.": NONE,
    "Last year, the office issued 80 cards.": NONE,
    "Daily, 19 July 2024\n\nThe results of 2023.\n\nThroughout the year, 80 cards came.": IN_2023,
    "2023年统计公报\n\n全年发放证件80张。": IN_2023,
    "2023年统计公报\n\n年末全市共有80家单位。": "2023-12-31 2023-12-31",
    "日报2024年7月19日\n\n2024年上半年的成绩。\n\n一季度，发放80张。": "2024-01-01 2024-03-31",
    "3月29日，发放证件80张。": NONE,
    "It met on 26 March 2025. In the past four years it issued 80 cards.": NONE,
    "It met on 26 March 2025. Over the last two or three years it issued 80 cards.": NONE,
    "2015年9月28日开通。十年过去，它有80座车站。": NONE,
    "2023年7月19日，暴雨来袭。此后，它投入80亿元。": NONE,
    # what is to come, seasons, financial years
    "By 2027 the office will have 80 rooms.": "2027-12-31 2027-12-31",
    "In the spring of 2023, 80 cards were issued.": NONE,
    "In 2023-24, 80 percent came on time.": NONE,
    # no time at all
    "The office has 80 rooms.": NONE,
    "The law of 2023 runs for 80 years.": NONE,
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_the_period_is_what_the_words_make_sure(text, tmp_path):
    figures = analysis.load_figures(analysis.start_dataset(text, tmp_path / "own"))
    figure = figures[figures["value"].isin([80, 80e6, 80e8])].iloc[0]
    days = figure[["period_start", "period_end"]]
    assert " ".join(f"{day:%Y-%m-%d}" for day in days if pd.notna(day)) == SAID[text]


ROLES = {
    "In 2023 the office issued 80 cards.": "result",
    "The office plans to build 80 rooms in 2027.": "size",
    "到2027年，力争建成80个站点。": "size",
    "They waited 80 days.": "term",
}


@pytest.mark.parametrize("text", ROLES)
def test_what_is_to_come_is_the_size_of_a_plan(text, tmp_path):
    figures = analysis.load_figures(analysis.start_dataset(text, tmp_path / "own"))
    assert figures["role"].tolist() == [ROLES[text]]


DATES = {
    "On May 6, 2023, the office opened 80 rooms.": ["2023-05-06"],
    "News, May 6, 2023\n\nThe office opened 80 rooms.": [],
    "In 2023 the office opened 80 rooms.": [],
    "It grew by 80 from 2022. Nobody knows why.": [],
    "The conference was held in June 2023.": ["2023-06-01"],
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_that_is_only_the_time_of_figures_is_no_event(text, tmp_path):
    started = analysis.start_dataset(f"{text} There were 5 people.", tmp_path / "own")
    assert analysis.load_events(started)["start"].dt.strftime("%Y-%m-%d").tolist() == DATES[text]
    others = analysis.load_other_mentions(started)
    assert (others["kind"] == "date").sum() == (not DATES[text])


LEAD = "2015年9月28日，1号线开通，设站18座。"
# The day of the last event of a text, and what day somebody says it was published on.
YEARLESS = {
    ("Daily, 18 February 2025\n\nOn March 14 it opened 5 rooms.", None): "2024-03-14",
    ("Daily, 18 February 2025\n\nOn January 14 it opened 5 rooms.", None): "2025-01-14",
    ("Daily, 18 February 2025\n\nIt will open 5 rooms on March 14.", None): "2025-03-14",
    ("Daily, 18 February 2025\n\nIt will open 5 rooms on January 14.", None): "2026-01-14",
    ("Daily, 18 February 2025\n\nIt opened 5 rooms on January 14 last year.", None): "2024-01-14",
    ("日报2026年1月12日\n\n从今年2月1日起，票价5元。", None): "2026-02-01",
    ("日报2026年1月12日\n\n去年1月6日，票价涨到5元。", None): "2025-01-06",
    ("In 2022 it began with 5 rooms. On March 14 it closed.", None): "2022-03-14",
    ("On March 14 it opened 5 rooms.", "2025-02-18"): "2024-03-14",
    # the day that somebody gives goes before that of the article
    ("Daily, 18 February 2025\n\nOn March 14 it opened 5 rooms.", "2025-03-20"): "2025-03-14",
    # a dateline without a year leaves the year open, whatever day stands beside it
    (f"本报清江1月12日电（记者 沈立）{LEAD}去年6月6日，又开通5座。", None): "2015-09-28",
    (f"本报清江1月12日电（记者 沈立）{LEAD}去年6月6日，又开通5座。", "2026-01-12"): "2025-06-06",
    ("GRENHOLM, July 24 (Daily) — It opened 5 rooms on 1 May 2020.", None): "2020-05-01",
}


@pytest.mark.parametrize(("text", "published"), YEARLESS)
def test_a_day_without_a_year_has_it_from_the_article_s_own_day(text, published, tmp_path):
    started = analysis.start_dataset(text, tmp_path / "own", published=published)
    events = analysis.load_events(started)["start"]
    assert f"{events.iloc[-1]:%Y-%m-%d}" == YEARLESS[text, published]


OWN_DAYS = {  # texts that say when last year was, and of which year the figure of 80 is
    "PARIS, March 6, 2025 - A firm\n\nLast year it sold 80 cars.": 2024,
    "ST. LOUIS, March 6, 2025 (Daily) -- Last year it sold 80 cars.": 2024,
    "本报清江2026年1月12日电（记者 沈立）去年，发放80张。": 2025,
    "新华社北京3月5日电 2015年9月28日，1号线开通。去年，发放80张。": None,
    "本报讯 去年，发放80张。到2015年9月28日为止。": 2014,
    # a lead that tells of a day, and a later day
    "On 3 May 2019 it began.\n\nA\n\nB\n\nOn 4 June 2021 it ended. Last year 80 came.\n\nC": None,
    "The fair of 1 May 2027\n\nPARIS, March 6, 2025 - Last year 80 cards came.": 2024,
    "The fair of 1 May 2017\n\nBy A. B.\nMarch 6, 2025\n\nLast year 80 cards came.": 2024,
    "The fair of 1 May 2027\n\nMarch 6, 2025\n\nLast year 80 cards came.": 2024,
    "On 3 May 2019 it began.\n\nIt is to be sold by 2030. Last year 80 came.": 2018,
}


@pytest.mark.parametrize("text", OWN_DAYS)
def test_last_year_goes_by_a_day_that_the_article_gives_as_its_own(text, tmp_path):
    figures = analysis.load_figures(analysis.start_dataset(text, tmp_path / "own"))
    start = figures.loc[figures["value"] == 80, "period_start"].iloc[0]
    year = OWN_DAYS[text]
    assert pd.isna(start) if year is None else start == pd.Timestamp(year, 1, 1)


def test_a_day_that_somebody_gives_dates_last_year(tmp_path):
    text = "Last year, the office issued 80 cards."
    for number, day in enumerate(["2026-01-12", pd.Timestamp("2026-01-12 08:00")]):
        folder = analysis.start_dataset(text, tmp_path / str(number), published=day)
        assert analysis.load_figures(folder)["period_end"].tolist() == [pd.Timestamp("2025-12-31")]


NO_DAYS = ["", "12 January 2026", "2026-01-12T08:00", "2026-02-30", 2026, float("nan"), pd.NaT]


@pytest.mark.parametrize("day", NO_DAYS)
def test_what_is_no_day_is_refused(day, tmp_path):
    with pytest.raises(ValueError, match=r"^published: expected a day such as 2024-03-05, found "):
        analysis.start_dataset("80 cards", tmp_path / "own", published=day)
    assert not list(tmp_path.iterdir())


def test_a_text_that_goes_by_an_unknown_day_says_so(tmp_path):
    with pytest.warns(UserWarning, match=r"^the text does not say on which day") as caught:
        analysis.start_dataset("Last year, the office issued 80 cards.", tmp_path / "own")
    assert caught[0].filename == __file__
