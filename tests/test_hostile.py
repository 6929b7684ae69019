"""Cells made to cost time: it grows with their length, not with its square, whatever stands in them."""

import random
from collections.abc import Callable

import pytest

from reviewer.intake import read_bytes
from reviewer.reviewing import review_document
from tests.growth import grows_linearly
from tests.test_commands import CORRECT

PIECES = [
    "至少3个", "每月1次", "扣1分", "因为", "（", "《", "≥", "1", "，", "2020年", "一", "完成", "12月31日前", "3至5个",
    "其中", "0.", "%", "百分之", "a", "1,000,", "：", "“", "进一步", "下一步将", "0-", "\\", "指标1：", "总目标：",
    "<p>", "\u200b", "总分", "产出指标", "2场", "规划编制90%",
    "300±10", "较上年下降3%", "7/10万", "贰", "3个未到货", "从1%降至2%", "有所提高", "第3名", "13月32日",
]  # fmt: skip


def holds_out(text: Callable[[int], str], size: int) -> bool:
    """The cost of reading and reviewing grows with the text, not with its square."""

    def review(size: int) -> None:
        reviewed = review_document(read_bytes(text(size).encode(), "hostile"))
        assert reviewed.crashes == ()

    return grows_linearly(review, size)


@pytest.mark.parametrize("piece", PIECES)
def test_ten_thousand_characters_in_every_cell(piece):
    def form(size: int) -> str:
        blob = piece * (size // len(piece))
        text = CORRECT.replace("≥12场", blob).replace("\t12场", "\t" + blob)
        text = text.replace("完成全年培训任务", blob).replace("开展培训12场", blob)
        return text.replace("20\t20\t", "20\t19\t" + blob).replace("97%", blob)

    assert holds_out(form, 10_000)


def with_lines(lines: str) -> str:
    return CORRECT.replace("总分\t", lines + "总分\t")


@pytest.mark.parametrize(
    "line",
    [
        "\t数量指标\t培训场次\t≥12场\t12场\t20\t20\t因下雨少办，今后改进\n",
        "\t\t\t没有数字的碎片\t\t\t\n",
        "没有制表符的一行\n",
        "\t".join(str(number) for number in range(200)) + "\n",
    ],
)
def test_two_thousand_more_lines(line):
    assert holds_out(lambda size: with_lines(line * size), 2000)


def test_two_thousand_lines_of_every_shape():
    chance = random.Random(7)  # noqa: S311 - shapes, no secret
    cells = ("12", "3", "100%", "—", "数量指标", "产出指标", "文字", "", "", "0")
    lines = ["\t".join(chance.choices(cells, k=chance.randint(3, 30))) + "\n" for _ in range(2100)]
    assert holds_out(lambda size: with_lines("".join(lines[:size])), 2000)


def test_three_hundred_forms_in_one_file():
    assert holds_out(lambda size: CORRECT * size, 300)
