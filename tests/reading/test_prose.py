"""The figures of a running text, with the time and the words that they are said of."""

from __future__ import annotations

import pytest

from reviewer.reading.prose import statements


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("办班10期，培训500人次。", ["10期", "500人次"]),
        ("至少举办培训8期", ["8期"]),
        ("三年办班30期，2023年办班10期", ["10期"]),
        ("累计办班30期", ["30期"]),
        ("每期50人，上半年办班4期", ["50人"]),
        ("辖区现有企业300家", []),
        ("2023年12月前完成", []),
    ],
)
def test_numbers_that_state_something_of_the_year(text: str, words: list[str]) -> None:
    assert [statement.quantity.words for statement in statements(text)] == words


def test_a_bound_counts_though_words_stand_between() -> None:
    (statement,) = statements("至少举办培训8期")
    assert statement.quantity.relation is not None
    assert statement.quantity.relation.is_lower


@pytest.mark.parametrize(
    ("text", "rate", "per"),
    [
        ("学员满意率94%", "满意度", ""),
        ("投保面积覆盖面78.4%", "覆盖率", ""),
        ("优良天数比率83.6%", "比例", ""),
        ("按每生每天5元标准补助", "", "人天"),
        ("资助标准生均每年2000元", "", "人"),
        ("户均增收2350元", "", "户"),
        ("每月巡查4次", "", ""),
        ("PM2.5年均浓度38微克/立方米", "", "立方米"),
        ("平均响应15分钟", "", ""),
    ],
)
def test_what_a_figure_measures(text: str, rate: str, per: str) -> None:
    (statement,) = statements(text)
    assert (statement.measure.rate, "".join(sorted(statement.measure.per))) == (rate, per)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("疫情面积比上年下降10%", 1),
        ("上年举办10期，今年举办12期", 1),
        ("截至2023年底建成12座", 1),
        ("截至6月建成12座", 0),
        ("其中女性120人", 1),
    ],
)
def test_the_time_of_a_figure(text: str, figures: int) -> None:
    assert len(statements(text)) == figures
