"""Text without tabs, and text as programs and clerks save it: read where it is sure, else said why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_bytes
from tests.documents.compare import differences
from tests.intake.readers.drawing import in_columns, width
from tests.intake.readers.test_webpage import left_out

DATA = Path(__file__).parents[2] / "data"
TEXTS = sorted(
    path
    for path in (DATA / "correct").glob("*.txt")
    if path.stem not in ("pdf-wrapped", "two-forms")
)
TEXT = (DATA / "correct" / "all-done-no-deduction.txt").read_text("utf-8")
FORM = read_bytes(TEXT.encode(), "form.txt").forms[0]


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        read_bytes(data, "text")
    return str(error.value)


@pytest.mark.parametrize("path", TEXTS[::3], ids=lambda path: path.stem)
@pytest.mark.parametrize("size", [width, len], ids=["wide", "narrow"])
def test_columns_of_blanks_are_read_exactly_or_refused(path, size):
    text = path.read_text("utf-8")
    (expected,) = read_bytes(text.encode(), path.name).forms
    try:
        (form,) = read_bytes(in_columns(text, size).encode(), "columns").forms
    except ReadError as error:
        assert "对不齐" in str(error)
    else:
        assert differences(expected, form) == []


@pytest.mark.parametrize("size", [width, len], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\n\n"),
        lambda text: re.sub(r"^", "      ", text, flags=re.MULTILINE),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("产出指标 ", "\f产出指标 "),
        lambda text: f"{text}\n                    - 1 -\n",
    ],
)
def test_columns_of_blanks(size, change):
    (form,) = read_bytes(change(in_columns(TEXT, size)).encode(), "columns").forms
    assert differences(FORM, form) == []
    assert left_out(form) == []


def test_a_row_over_several_lines_between_blank_ones():
    text = in_columns(TEXT.replace("召开常委会会议\t", "召开常委会会\t"), width).replace(
        "\n", "\n\n"
    )
    line = next(line for line in text.split("\n") if "召开常委会会 " in line)
    before = line[: line.index("召开常委会会 ")]
    text = text.replace(line, f"{line}\n{' ' * width(before)}议")
    (form,) = read_bytes(text.encode(), "columns").forms
    assert differences(FORM, form) == []


def test_columns_that_are_not_sure_are_refused_with_the_reason():
    text = in_columns(TEXT, width)
    line = next(line for line in text.split("\n") if "召开常委会会议  " in line)
    wrapped = text.replace(line, f"{line}\n                  的次数")
    assert "对不齐" in refused(wrapped.encode())
    shifted = text.replace(line, line.replace("   ", "         "))
    assert "对不齐" in refused(shifted.encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("utf-32"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\r\n", 5).encode(),
        lambda text: text.replace("\n", "\n\x0b\n", 3).encode(),
        lambda text: text.replace("\t", " \t ").encode(),
        lambda text: text.replace("\t", "\u3000\t\u00a0").encode(),
        lambda text: re.sub(r"^([^\t\n]+)$", "\ufeff\\1", text, flags=re.MULTILINE).encode(),
        lambda text: text.replace("召开常委会会议", "召开常委\x0b会会议").encode(),
        lambda text: text.encode() + "注".encode()[:2],
        lambda text: f"[2023]5号\n{text}".encode(),
    ],
)
def test_bytes_of_a_text(change):
    (form,) = read_bytes(change(TEXT), "text").forms
    assert differences(FORM, form) == []


def test_a_damaged_character_is_said():
    data = TEXT.encode("gb18030")
    at = data.index("某县人民代表".encode("gb18030"))
    for broken in (
        data[:at] + b"\xff" + data[at:],
        TEXT.encode().replace("某县".encode(), b"\xe6\x9f" + "县".encode()),
    ):
        (form,) = read_bytes(broken, "text").forms
        assert all(
            one.partition(":")[0] in ("department", "unit") for one in differences(FORM, form)
        )
        assert any("损坏的字符" in reason for _, _, reason in left_out(form))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"name": "x", "rows": [1, 2]}', "是JSON文件"),
        (b'[{"name": "x"}]', "是JSON文件"),
        ("今天开会。\n明天放假。\n".encode(), "没有制表符"),
        (TEXT.replace("\t", "\n").encode(), "每个单元格单独占一行"),
        (bytes(range(256)) * 20, "不是文本文件"),
        (b"\x00\x01" * 500, "不是文本文件"),
    ],
)
def test_what_is_refused_says_why(data, reason):
    assert reason in refused(data)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 190_000,
        "\x0b" * 190_000,
        " " * 190_000 + "x",
        "a  " * 60_000,
        "a  b\n" * 20_000,
        "一" * 200_000,
        "\f" * 100_000,
        "{" * 100_000,
        "[" * 100_000,
        "1\n\n" * 20_000,
    ],
    ids=range(10),
)
def test_text_made_to_cost_time(text):
    assert refused(f"x{text}".encode())
    heading = "一级指标   二级指标   三级指标   年度指标值   实际完成值   分值   得分\n"
    assert refused(f"{heading}{text}".encode())


PASTED = """绩效自评表
（2023年度）
项目名称\t河道整治
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t清理枯死松树\t≥50株\t45株\t30\t27\t偏差原因：12月冰冻封山；
改进措施：2024年3月20日前清理剩余5株。
打孔注药\t≥20株\t20株\t30\t30
质量指标\t除治质量合格率\t≥95%\t98%\t40\t40
总分\t100\t97
"""
"""A table of Word, copied as text: merged cells are absent, line breaks within cells are not."""


def pasted(before: str, after: str) -> tuple[list[list[str]], list[str]]:
    """The rows read, and what is said to be left out."""
    (form,) = read_bytes(PASTED.replace(before, after).encode(), "form.txt").forms
    rows = [
        [str(one) for one in (i.name, i.target, i.actual, i.weight, i.score, i.explanation)]
        for i in form.indicators
    ]
    return rows, [one.text.text for one in form.remarks if one.code == "X901"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("打孔注药", "打孔注药"),
        ("清理枯死", "清理\n枯死"),
        ("除治质量合", "除治质量\n合"),
        ("日前清理剩余", "日前\n清理剩余"),
    ],
)
def test_a_line_break_within_a_pasted_cell_is_joined_there(before, after):
    rows, said = pasted(before, after)
    reason = "偏差原因：12月冰冻封山；改进措施：2024年3月20日前清理剩余5株。"
    assert rows == [
        ["清理枯死松树", "≥50株", "45株", "30", "27", reason],
        ["打孔注药", "≥20株", "20株", "30", "30", ""],
        ["除治质量合格率", "≥95%", "98%", "40", "40", ""],
    ]
    assert said == []


@pytest.mark.parametrize(
    ("before", "after", "left_out"),
    [
        ("打孔注药", "打孔\n注药", ["打孔"]),
        ("≥95%", "≥95%，\n达标", ["质量指标", "除治质量合格率", "≥95%，"]),
        ("20株\t30\t30", "20株\t30\t30\n本表由单位填写", ["本表由单位填写"]),
    ],
)
def test_a_broken_cell_that_has_no_sure_place_is_said_and_joined_nowhere(before, after, left_out):
    rows, said = pasted(before, after)
    assert said == left_out
    assert not any(text in cell for text in left_out for row in rows for cell in row[:1])
    assert rows[0][0] == "清理枯死松树"
