"""A cell counts as it is shown: the value under its number format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.intake.number_format import displayed, format_code

TABLE = Path(__file__).parents[1] / "data" / "number_formats.tsv"
CASES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[0] != "#"]


@pytest.mark.parametrize(("value", "code", "shown"), CASES)
def test_shown(value, code, shown):
    assert displayed(float(value), code.replace(r"\n", "\n")) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("≥95%", "General", "≥95%"),
        ("文字", "@", "文字"),
        ("5", '@"元"', "5元"),
        ("约定", '0;0;0;"文字："@', "文字：约定"),
        ("文字", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "文字"),
        ("文字", "0.00", "文字"),
        ("文字", ";;;", ""),
        (True, "0.00", "TRUE"),
        (5, "0" * 600, "5"),
        (float("nan"), "0", "#NUM!"),
        (5, '"没有写完的引号', "没有写完的引号"),
        (5, "[没有写完的括号0", "[没有写完的括号5"),
    ],
)
def test_shown_of_other_values_and_damaged_formats(value, code, shown):
    assert displayed(value, code) == shown


def test_days_since_1904():
    assert displayed(43592, "yyyy/m/d", date1904=True) == "2023/5/8"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "45054.4"),
        (14, "2023/5/8"),
        (22, "2023/5/8 9:36"),
        (27, "2023年5月"),
        (28, "5月8日"),
        (30, "5-8-23"),
        (31, "2023年5月8日"),
        (32, "9时36分"),
        (33, "9时36分00秒"),
        (34, "上午9时36分"),
        (36, "2023年5月"),
        (50, "2023年5月"),
        (51, "5月8日"),
        (55, "上午9时36分"),
        (57, "2023年5月"),
        (58, "5月8日"),
        (59, "45054.4"),
        (176, "45054.40"),
        (999, "45054.4"),
    ],
)
def test_formats_that_a_file_names_by_number(number, shown):
    assert displayed(45054.4, format_code(number, {176: "0.00", 14: "mm-dd-yy"})) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(37, "-1,235"), (40, "-1,234.50"), (44, "¥-1,234.50")]
)
def test_negative_numbers_have_a_minus_in_chinese_formats(number, shown):
    assert displayed(-1234.5, format_code(number, {})) == shown


PIECES = [
    "0",
    "#",
    "?",
    ".",
    ",",
    "%",
    '"万"',
    "\\",
    "!",
    "_",
    "*",
    "/",
    "E+0",
    ";",
    "[",
    "]",
    "[h]",
]
PIECES += ["yyyy", "m", "d", "h", "s", "a", "AM/PM", "General", "@", "[>5]", "[DBNum2]", "[$-804]"]


@given(st.floats(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_format_shows_something_or_nothing(value, code):
    assert isinstance(displayed(value, code), str)
