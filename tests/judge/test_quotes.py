"""A quote is the form's own words: nothing added, nothing left out, no number changed."""

import pytest

from reviewer.judge.quotes import canonical, found, verbatim
from tests.growth import grows_linearly

TEXT = "受疫情影响，  项目开展时间缩短2个月以上；合计1,320家（含产废单位），占97.5%。\n“十四五”规划…完成率-3%"

STANDS = [
    "受疫情影响",
    "受疫情影响,项目开展时间",
    "受疫情影响， 项目开展时间缩短2个月以上",
    "项目开展时间缩短2个月以上;合计",
    "合计1,320家(含产废单位)",
    "1，320家",
    "占97.5％",
    "“受疫情影响”",
    "受疫情影响。",
    "「十四五」规划",
    '"十四五"规划',
    "单位），占97.5%。\n“十四五",
    "97.5%。“十四五”",
    "规划...完成率",
    "受疫情\u200b影响",
]
DOES_NOT = [
    "因疫情影响",
    "受新冠疫情影响",
    "受疫情影响……合计1,320家",
    "受疫情影响合计",
    "缩短3个月以上",
    "缩短２个月以上",
    "320家",
    "合计1,32",
    "占97",
    "7.5%",
    "合计1320家",
    "影响、项目",
    "受",
    "。",
    "",
    "，，",
]


@pytest.mark.parametrize("quote", STANDS)
def test_exact_words_are_found(quote):
    assert found(quote, TEXT)


@pytest.mark.parametrize("quote", DOES_NOT)
def test_anything_else_is_not(quote):
    assert not found(quote, TEXT)


@pytest.mark.parametrize(
    ("quote", "text"),
    [("7家", "17家"), ("17", "171家"), ("1.9", "1.99分"), ("99分", "1.99分"), ("12", "12,345元")],
)
def test_a_quote_does_not_cut_a_number(quote, text):
    assert not found(quote, text)


def test_a_whole_number_beside_a_cut_one_is_found():
    assert found("7家", "17家，其中7家")


def test_the_form_keeps_its_own_spelling():
    assert verbatim("受疫情影响,项目开展", TEXT) == "受疫情影响，  项目开展"
    assert verbatim("规划...完成", TEXT) == "规划…完成"
    assert verbatim("没有这句", TEXT) == "没有这句"


def test_digits_are_never_made_alike():
    assert canonical("１２") != canonical("12")


@pytest.mark.parametrize("piece", ["1", "a", "，", "1."])
def test_hostile_texts_take_bounded_time(piece):
    def searched(size: int) -> None:
        text = piece * (size // len(piece))
        found("11", text)
        found("1.1.1", text)

    assert grows_linearly(searched, 20_000)
