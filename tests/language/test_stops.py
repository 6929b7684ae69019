"""Clauses and sentences of a text, and expressions that wait to be compiled."""

import re

import pytest

from reviewer.language.patterns import pattern
from reviewer.language.stops import SENTENCE, clause_at, end_of, spans, start_of

TEXT = "已开工，6月停工。年底完工"


@pytest.mark.parametrize(("at", "clause"), [(0, "已开工"), (5, "6月停工"), (12, "年底完工")])
def test_the_clause_of_a_position(at, clause):
    start, end = clause_at(TEXT, at)
    assert TEXT[start:end] == clause


def test_a_sentence_holds_its_clauses():
    assert TEXT[start_of(TEXT, 6, SENTENCE) : end_of(TEXT, 6, SENTENCE)] == "已开工，6月停工"


def test_nothing_is_looked_for_before_the_place_given():
    assert start_of(TEXT, 7, since=5) == 5


def test_empty_clauses_are_left_out():
    assert [TEXT[start:end] for start, end in spans(f"{TEXT}。。")] == [
        "已开工",
        "6月停工",
        "年底完工",
    ]


def test_a_pattern_is_compiled_when_first_used():
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")
    assert pattern(r"\d+").findall("3期、12场") == ["3", "12"]
