"""When two explanations count as one text."""

from __future__ import annotations

import pytest

from reviewer.language.similarity import (
    alike_earlier,
    nearly_same,
    numbers,
    same,
)
from tests.growth import grows_linearly

LONG = "因培训场地维修，部分课程推迟，下一步将提前落实场地和师资"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, LONG),
        (LONG, LONG + "。"),
        (LONG, LONG.replace("，", ",")),
        (LONG, f"<p>{LONG}</p>"),
        (LONG, LONG.replace("和", "及")),
        (LONG, LONG.replace("推迟", "延迟").replace("和", "及")),
        ("因连续降雨停工两个月，少建10公里", "因连续降雨停工两个月，少建3公里"),
        ("受疫情影响，停办", "受疫情影响 停办"),
    ],
)
def test_nearly_the_same(one: str, other: str) -> None:
    assert nearly_same(one, other)
    assert nearly_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("受疫情影响，培训减少", "受疫情影响，会议减少"),
        ("受疫情影响，涉外交流取消或改成线上模式", "受疫情影响，涉外交流取消，两个课题延期"),
        (LONG, "因培训场地维修，部分课程推迟"),
        (LONG, "讲师不足，今后提前聘请，并与高校签订协议"),
        ("中标价低于预算价", "中标价低于控制价"),
        ("", "讲师不足"),
    ],
)
def test_different_texts(one: str, other: str) -> None:
    assert not nearly_same(one, other)
    assert not nearly_same(other, one)


def test_same_looks_at_words_and_decimal_points_only() -> None:
    assert same("完成 3.5公里。", "完成3.5公里")
    assert not same("完成3.5公里", "完成35公里")


def test_numbers_as_printed() -> None:
    assert numbers("少建１０公里，完成率87.5%") == ("10", "87.5%")


def test_the_first_alike_is_found_among_many() -> None:
    texts = [
        "讲师不足，明年提前聘请",
        LONG,
        "场地未落实",
        LONG.replace("和", "及"),
        LONG,
        "场地未落实",
    ]
    assert alike_earlier(texts) == [[], [], [], [1], [1], [2]]


def test_alike_texts_are_found_as_by_comparing_each_with_each() -> None:
    parts = ("因连续降雨停工两个月", "因资金下达较晚", "因讲师临时出差", "因企业报名不足")
    ends = (
        "培训推迟到次年举办",
        "培训推迟到明年举办",
        "培训推迟至次年举办了",
        "课程改为线上进行讲授",
    )
    texts = [f"{part}，{end}，下一步加强组织{n}" for n in "12" for part in parts for end in ends]
    slow = [[j for j in range(i) if nearly_same(texts[j], text)] for i, text in enumerate(texts)]
    assert alike_earlier(texts, most=99) == slow


def test_thousands_of_explanations_are_not_compared_each_with_each() -> None:
    def compared(count: int) -> None:
        texts = [f"因连续降雨停工{n}天，少建{n * 3}公里，下一步加快施工" for n in range(count)]
        assert max(map(len, alike_earlier(texts))) <= 20

    assert grows_linearly(compared, 3000)
