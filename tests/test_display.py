"""Numbers and evidence as a notebook shows them."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.display import fill, in_percent, in_words, mark_numbers, quote, say
from analysis.estimates import Interval


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (36, "36"),
        (0.1234, "0.123"),
        (15_685, "15,685"),
        (1275.24, "1,275"),
        (740_000, "740,000"),
        (999_999.6, "1 million"),
        (1_730_000, "1.73 million"),
        (10_000_000, "10 million"),
        (3.8e9, "3.8 billion"),
        (2.5e13, "25 trillion"),
        (Interval(36, 36), "36"),
        (Interval(80, 90), "80 to 90"),
        (Interval(1_730_000, 1_740_000), "1.73 to 1.74 million"),
        (Interval(2_980_080, 2_980_090), "2.98008 to 2.98009 million"),
        (Interval(80, 1_200_000), "80 to 1.2 million"),
        (Interval(740_000, math.inf), "740,000 or more"),
    ],
)
def test_numbers_in_words(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.5, "50 %"), (0.0000268, "0.00268 %"), (Interval(0.2, 0.25), "20 to 25 %")],
)
def test_shares_in_percent(value, words):
    assert in_percent(value) == words


def test_sentences_take_numbers_intervals_shares_and_text():
    text = fill("{}, {}, {c:%}, {d}, {e:.1f}", 5, Interval(1, 2), c=0.5, d="x", e=0.25)
    assert text == "5, 1 to 2, 50 %, x, 0.2"
    assert fill("{}, {}", np.int64(1_730_000), True) == "1.73 million, True"


def test_text_in_a_sentence_cannot_mark_up():
    hostile = "<script>alert(1)</script> [a](javascript:b) **bold** $x$"
    text = say("{text}", text=hostile).data
    assert "<script>" not in text
    assert r"\[a\](javascript" in text
    assert r"\*\*bold\*\* \$x\$" in text


def test_numbers_are_marked_and_all_else_is_escaped():
    text = mark_numbers('<img src=x onerror=alert(1)> more than 1.73 million "offices" & 36 cities')
    assert "<img" not in text
    assert "<mark>more than 1.73 million</mark> &quot;offices&quot; &amp; <mark>36</mark>" in text


def test_quotations_name_their_paragraph():
    frame = pd.DataFrame({"quote": ["In 116 cities", "<b>36</b>"], "paragraph": [56, 7]})
    text = quote(frame).data
    assert text.count("<blockquote>") == 2
    assert "In <mark>116</mark> cities” <small>paragraph 56</small>" in text
    assert "<b>" not in text
    assert quote(frame.iloc[0]).data.count("<blockquote>") == 1
