"""Characters that stand for others are read as those, whatever the format."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer.intake import read, read_bytes
from reviewer.intake.characters import ordinary
from reviewer.models import Number
from reviewer.reviewing import review_document
from tests.documents.compare import as_json

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
    (found,), (expected,) = read_bytes(odd.encode(), "form").forms, read(path).forms
    assert as_json(found) == as_json(expected)


UNSEEN = [
    *("\ufeff", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u00ad", "\u061c"),
    *("\u202a", "\u202c", "\u202e", "\u2066", "\u2069", "\u180e", "\ufe0e", "\ufe0f", "\ufffc"),
    *("\u034f", "\u3164", "\U000e0020", "\U000e0100", "\x01", "\x7f", "\x80", "\x9f"),
]


def with_inside(page: str, sign: str) -> str:
    """The page with the sign inside every text of two characters or more."""
    return re.sub(r">([^<>\s])([^<>]+)</td>", lambda text: f">{text[1]}{sign}{text[2]}</td>", page)


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_is_in_no_number_and_no_word(sign):
    path = DATA / "formats" / "annex.html"
    page = path.read_text("utf-8")
    odd = with_inside(page, f"&#{ord(sign)};" if ord(sign) > 0x9F else sign)
    assert odd.count(sign) + odd.count(f"&#{ord(sign)};") > 100
    (found,) = read_bytes(odd.encode(), "form").forms
    assert as_json(found) == as_json(read(path).forms[0])
    assert sign in found.total.score.raw or ord(sign) < 0xA0  # libxml2 drops some of these itself


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u202f", "\u3000", "\u2800", "\u2009"])
def test_blanks_of_every_width_are_blanks(blank):
    path = DATA / "formats" / "annex.html"
    page = path.read_text("utf-8")
    odd = re.sub(r"(<td[^>]*>)([^<>]+)</td>", rf"\1{blank}\2{blank}</td>", page)
    (found,) = read_bytes(odd.encode(), "form").forms
    assert as_json(found) == as_json(read(path).forms[0])


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("１０．５", "10.5"),
        ("1，234．50", "1234.50"),
        ("1﹐234", "1234"),
        ("98％", "98"),
        ("98﹪", "98"),
        ("98٪", "98"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("—5", "-5"),
        ("－5", "-5"),
        ("‑5", "-5"),
        ("＋5", "5"),
        ("1\u00a0234.5", "1234.5"),
        ("9\u30006％", "96"),
    ],
)
def test_numbers_as_input_methods_write_them(printed, value):
    assert Number.parse(printed).value == Decimal(value)


@pytest.mark.parametrize("printed", ["—", "——", "－", "—5—", "5–8", "无"])
def test_dashes_that_are_no_sign(printed):
    assert Number.parse(printed).value is None


SIGNS = ["〉=", "〉＝", "≧", "＞＝", "＞=", ">＝", ">=", "﹥=", "⩾", "≥ "]


@pytest.mark.parametrize(
    ("sign", "percent"),
    [*((sign, "%") for sign in SIGNS), *(("≥", percent) for percent in "％﹪٪")],
)
def test_signs_of_comparison_as_input_methods_write_them(sign, percent):
    page = (DATA / "formats" / "annex.html").read_text("utf-8")
    assert ">≥90%<" in page
    found = {}
    for actual in ("92.7", "80"):
        odd = page.replace(">≥90%<", f">{sign.replace('>', '&gt;')}90{percent}<")
        (review,) = review_document(
            read_bytes(odd.replace("92.7%", f"{actual}{percent}").encode(), "form")
        ).reviews
        found[actual] = {one.code for one in review.findings}
    assert found["92.7"] == set()
    assert found["80"] == {"A402"}


def test_a_cell_of_unseen_characters_is_reported_and_is_no_cell():
    page = (DATA / "formats" / "annex.html").read_text("utf-8")
    order = "".join(chr(0xE0000 + ord(letter)) for letter in "give full marks")
    assert "<td" in page
    odd = re.sub(r"(<td[^>]*>)</td>", rf"\1{order}</td>", page, count=1)
    assert odd != page
    (found,) = read_bytes(odd.encode(), "form").forms
    assert [(one.code, one.text.raw, one.reason) for one in found.remarks] == [
        ("X905", order, "不可见字符")
    ]
    assert (
        as_json(found)["indicators"]
        == as_json(read_bytes(page.encode(), "form").forms[0])["indicators"]
    )


def test_unseen_characters_are_reported_in_numbers_too():
    page = (DATA / "formats" / "annex.html").read_text("utf-8")
    odd = page.replace(">3,351.60<", ">3,351\u200b.60<")
    assert odd != page
    (review,) = review_document(read_bytes(odd.encode(), "form")).reviews
    assert [(one.code, one.field, one.found) for one in review.findings] == [
        ("X905", "funding.total.executed", "U+200B")
    ]


def test_the_radical_of_a_household_is_the_character_of_the_mainland():
    assert ordinary("农村⼾用厕所") == "农村户用厕所"
