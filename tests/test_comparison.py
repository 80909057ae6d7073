"""A text and its translation: which numbers are the same, which have lost their scale."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis import compare_texts, find_mentions
from analysis.comparison import STATUSES

FIVE = "全年办理户口迁移173万余笔、开具证明74万余笔、换证3万余笔、签注80余万笔、其他48万余笔。"
FIVE_RIGHT = (
    "It handled more than 1.73 million transfers, 740,000 certificates, 30,000 cards, "
    "more than 800,000 endorsements and 480,000 others."
)


def statuses(original: str, translation: str) -> list[str]:
    return compare_texts(original, translation)["status"].tolist()


# Chinese and English that state the same, whatever the words.
SAME = [
    ("办理迁移173万余笔。", "It handled more than 1.73 million transfers."),
    ("办理迁移173万余笔。", "It handled more than 1.7 million transfers."),
    ("耗资3.8亿元。", "It cost 380 million yuan."),
    ("耗资3.8万亿元。", "It cost 3.8 trillion yuan."),
    ("三成居民参加。", "Some 30 percent of residents took part."),
    ("近三成居民参加。", "Nearly three in ten residents took part."),
    ("一半居民参加。", "Half of the residents took part."),
    ("一半居民参加。", "50 percent of the residents took part."),
    ("三分之一的桥梁已修好。", "One third of the bridges have been repaired."),
    ("出口增长两倍。", "Exports tripled."),
    ("出口增长1.5倍。", "Exports rose 150 percent."),
    ("产量翻一番。", "Output doubled."),
    ("产量翻了两番。", "Output quadrupled."),
    ("数百名志愿者参加。", "Hundreds of volunteers took part."),
    ("数十万人参加。", "Hundreds of thousands of people took part."),
    ("十二名学生获奖。", "A dozen pupils won prizes."),
    ("8个村庄通了车。", "Eight villages got a bus service."),
    ("气温降至零下15摄氏度。", "It fell to minus 15 degrees Celsius."),
    ("从8元涨到11.5元。", "It rose from 8 yuan to 11.5 yuan."),
    ("工期两至三年。", "It takes two to three years."),
    ("5月6日开业。", "It opened on May 6."),
    ("2023年5月6日开业。", "It opened on May 6, 2023."),
    ("他今年72岁。", "The man is 72."),
    ("时速100公里。", "It runs at 100 km per hour."),
    ("下降0.3个百分点。", "It fell 0.3 percentage points."),
]


@pytest.mark.parametrize(("chinese", "english"), SAME)
def test_the_same_in_other_words_is_the_same_in_both_directions(chinese, english):
    assert set(statuses(chinese, english)) == {"same"}
    assert set(statuses(english, chinese)) == {"same"}


@pytest.mark.parametrize(
    ("original", "translation", "factor"),
    [
        ("签注80余万笔。", "It issued more than 80 endorsements.", 1e-4),
        ("签注80余万笔。", "It issued more than 8 million endorsements.", 10),
        ("耗资3.8亿元。", "It cost 3.8 billion yuan.", 10),
        ("耗资380万元。", "It cost 380 million yuan.", 100),
        ("It cost 380 million yuan.", "耗资3.8万元。", 1e-4),
        ("增长5.2%。", "It rose 52 percent.", 10),
        ("面积1.2万亩。", "It covers 8,000 hectares.", 10),
        ("数百万人参加。", "Hundreds of thousands of people took part.", 0.1),
        ("It handled 1.73 million transfers.", "It handled 173,000 transfers.", 0.1),
        ("耗资7亿元。", "It cost 700 million yuan ($10 million).", 0.1),
        ("耗资10亿日元。", "It cost 1 billion yen (about $670 million).", 100),
        (FIVE, FIVE_RIGHT.replace("800,000", "80"), 1e-4),
        (FIVE, FIVE_RIGHT.replace("30,000", "300,000"), 10),
        (FIVE, FIVE_RIGHT.replace("1.73 million", "17,300"), 0.01),
    ],
)
def test_a_lost_scale_is_told_with_its_factor(original, translation, factor):
    rows = compare_texts(original, translation)
    scaled = rows[rows["status"] == "scale"]
    assert scaled["factor"].tolist() == pytest.approx([factor])
    assert set(rows["status"]) <= {"scale", "same"}


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("面积1.2万亩。", "It covers 800 hectares.", ["unit"]),
        ("全长60余里。", "It is more than 30 kilometers long.", ["unit"]),
        ("气温达38摄氏度。", "It reached 100.4 degrees Fahrenheit.", ["unit"]),
        ("耗资7亿元。", "It cost $100 million.", ["unit"]),
        ("耗资7亿元。", "It cost 700 million yuan ($100 million).", ["same", "unit"]),
        ("历时一年半。", "It took 18 months.", ["unit"]),
        ("耗资20亿元。", "It cost $2 billion.", ["unit"]),
        ("全长50公里。", "It is 50 miles long.", ["unit"]),
        ("增长5.2%。", "It rose 7.1 percent.", ["value"]),
        ("产量增长两倍。", "Output doubled.", ["only original"]),
        ("历时5年。", "It took seven years.", ["value"]),
        ("5月6日开业。", "It opened on May 8.", ["value"]),
        ("The 173 dams hold water.", "The 158 dams hold water.", ["value"]),
        ("有桥梁36座，耗资2亿元。", "It has 36 bridges.", ["same", "only original"]),
        ("有桥梁36座。", "It has 36 bridges and 58 dams.", ["same", "only translation"]),
        ("去年开业。", "It opened in 2023.", []),
        ("6月底开业。", "It opened in the first half.", []),
        ("一名男子受伤。", "A man was hurt.", []),
        ("第二次会议。", "The second meeting.", []),
        ("二十大召开。", "The 20th Congress opened.", []),
    ],
)
def test_each_status(original, translation, expected):
    assert statuses(original, translation) == expected


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("有2个车间。\n\n年产20吨。", "It has a workshop.\n\nIt makes 20 tonnes a year."),
        ("历时三个月。", "It took a while, said No. 30."),
        ("办理80余万笔。全年共80余万笔。", "It handled more than 800,000, and 80 clerks helped."),
        ("历时5天12小时。", "It took five days."),
        ("耗资7亿元。", "It cost 700 million yuan, $10 million of them for roads."),
        ("投资200亿元。共有2家企业。", "It has 2 firms. It invests 20 billion yuan."),
    ],
)
def test_no_scale_without_evidence(original, translation):
    assert "scale" not in statuses(original, translation)


ARTICLE = (
    "全市有水库173座，蓄水约2.4亿立方米。",
    "其中42座建于1958年，投资36亿元。",
    "受益农田91万亩，比上年增长5.2%。",
    "工程于5月6日开工，预计历时28个月。",
)
TRANSLATION = (
    "The city has 173 reservoirs holding about 240 million cubic meters.",
    "Of them, 42 were built in 1958, at a cost of 3.6 billion yuan.",
    "They water 910,000 mu of fields, up 5.2 percent from a year earlier.",
    "Work began on May 6 and will take 28 months.",
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_sentences_that_were_moved_keep_their_numbers(order):
    moved = " ".join(TRANSLATION[at] for at in order)
    assert set(statuses("".join(ARTICLE), moved)) == {"same"}


@pytest.mark.parametrize("left_out", range(4))
def test_a_sentence_that_was_left_out(left_out):
    rows = compare_texts(
        "\n\n".join(ARTICLE), " ".join(t for at, t in enumerate(TRANSLATION) if at != left_out)
    )
    assert set(rows["status"]) <= {"same", "only original"}
    only = rows[rows["status"] == "only original"]
    assert set(only["original_paragraph"]) == {left_out + 1}


def test_rows_stand_in_the_order_of_the_original():
    original = "有桥梁36座。有水坝58座。"
    translation = "It has 36 bridges, 47 towers among them. It has 58 dams."
    rows = compare_texts(original, translation)
    assert rows["translation"].tolist() == ["36 bridges", "47 towers", "58 dams"]
    assert rows["original_start"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \n\n"])
def test_offsets_and_paragraphs_are_those_of_the_texts(blank):
    texts = blank + blank.join(ARTICLE), blank.join(TRANSLATION)
    rows = compare_texts(*texts)
    for name, text in zip(("original", "translation"), texts, strict=True):
        spans = zip(rows[f"{name}_start"], rows[f"{name}_end"], strict=True)
        assert [text[start:end] for start, end in spans] == rows[name].tolist()
        assert rows[f"{name}_paragraph"].drop_duplicates().tolist() == [1, 2, 3, 4]


def test_columns_and_types_are_the_same_with_and_without_rows():
    full, empty = compare_texts(FIVE, FIVE_RIGHT), compare_texts("无数字。", "Nothing counted.")
    assert len(full) == 5
    assert len(empty) == 0
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    assert tuple(full["status"].cat.categories) == STATUSES
    assert full["status"].cat.ordered
    assert full["original_value"].tolist() == [1_730_000, 740_000, 30_000, 800_000, 480_000]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("bad", "error", "message"),
    [
        ("", ValueError, "empty: no text in it"),
        ("80\0", ValueError, "NUL character at offset 2"),
        ("80\ud800", ValueError, "half a character"),
        ("8" * (1 << 21), ValueError, "larger than 1,048,576 bytes"),
        (None, TypeError, "expected a string, got NoneType"),
        (b"80", TypeError, "expected a string, got bytes"),
    ],
)
def test_bad_input_says_which_text_is_bad(place, bad, error, message):
    texts = ["80 cards", "80 cards"]
    texts[place] = bad
    with pytest.raises(error, match=f"^{['original', 'translation'][place]}: {message}"):
        compare_texts(*texts)


def test_it_is_offered_by_the_package():
    assert analysis.compare_texts is compare_texts


PIECES = [*ARTICLE, *TRANSLATION, "173 ", "80余万笔", "\n\n", "Mr. A. 5.3% ", "。", "x" * 30, "3月"]


@given(st.lists(st.sampled_from(PIECES), min_size=1), st.lists(st.sampled_from(PIECES), min_size=1))
def test_any_text_is_compared_and_each_mention_stands_once_but_for_conversions(one, two):
    texts = "a" + "".join(one), "a" + "".join(two)
    rows = compare_texts(*texts)
    for name, text in zip(("original", "translation"), texts, strict=True):
        starts = rows.loc[rows["status"] != "unit", f"{name}_start"].dropna()
        assert not starts.duplicated().any()
        assert set(starts) <= set(find_mentions(text)["start"])
    known = rows["original_start"].dropna()
    assert known.is_monotonic_increasing


@given(st.lists(st.sampled_from(PIECES), min_size=1))
def test_a_text_compared_with_itself_is_the_same(pieces):
    text = "a" + "".join(pieces)
    assert set(statuses(text, text)) <= {"same"}


LONG = "".join(f"全市有水库{n}座，蓄水{n * 7}万吨。" for n in range(100, 2600))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (LONG, LONG),
        (LONG, LONG[:900]),
        (LONG[:900], LONG),
        (" ".join(map(str, range(4000))), " ".join(map(str, range(4000, 8000)))),
        ("5 " * 10_000, "5 " * 10_000),
        ("。a" * 10_000, ". a" * 10_000),
    ],
    ids=["long", "cut", "cut original", "numbers", "one number", "stops"],
)
def test_long_texts_are_compared_in_seconds(one, two):
    rows = compare_texts(one, two)
    assert not rows["status"].isin(["scale", "value"]).any()


def test_a_part_that_is_missing_leaves_the_rest_aligned():
    part = LONG[len(LONG) // 2 :]
    rows = compare_texts(LONG, part)
    same = rows[rows["status"] == "same"]
    shift = same["original_start"] - same["translation_start"]
    assert len(same) == len(find_mentions(part))
    assert (shift == shift.iloc[0]).all()
