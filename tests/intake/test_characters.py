"""Characters that stand for others are read as those, whatever the format."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from reviewer.intake import read, read_bytes
from reviewer.intake.characters import ordinary

DATA = Path(__file__).parents[1] / "data"


def in_radicals(text: str) -> str:
    """The text with every character that has one replaced by its Kangxi radical."""
    codes = range(0x2F00, 0x2FD6)
    return text.translate({ord(unicodedata.normalize("NFKC", chr(c))): chr(c) for c in codes})


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("⽬标⾦额⼀级⽣态⼯作", "目标金额一级生态工作"),
        ("⺠⽣、⻓江、⻛险、⻔诊、⻅效、⻄部", "民生、长江、风险、门诊、见效、西部"),
        ("\uf9ca\uf979\ufa00\U0002f811", "流凉切具"),
        ("︵一︶︽办法︾", "（一）《办法》"),
        ("ﬁnal", "final"),
        ("≥95％，m²，㎡，①，￥", "≥95％，m²，㎡，①，￥"),
    ],
)
def test_what_a_character_stands_for(odd, plain):
    assert ordinary(odd) == plain


@pytest.mark.parametrize("ending", ["csv", "md", "html"])
def test_a_form_in_radicals_is_the_form(ending):
    path = DATA / "formats" / f"annex.{ending}"
    text = path.read_text("utf-8")
    odd = in_radicals(text)
    assert odd != text
    assert read_bytes(odd.encode(), "form").forms == read(path).forms
