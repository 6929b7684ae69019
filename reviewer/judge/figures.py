"""The numbers in a text, each with its unit; dates; and numbers inside names.

List numbers, ordinals and set phrases (进一步, 一致, 一是) count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reviewer.language.dates import DateSpan, arabic_dates, dates
from reviewer.language.noise import FILLER, has_numerals, mask
from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.units import Kind, units
from reviewer.language.values import Value, find_value

Sense = tuple[str, Fraction]
"""A unit's meaning and the value in it: ("人", 1258), ("MONEY/", 15000)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: its words, its value with 万 and 亿 multiplied out, its unit."""

    words: str
    value: Fraction
    unit: str

    @property
    def senses(self) -> frozenset[Sense]:
        """Every meaning that the printed unit may have; none for a bare number."""
        return senses(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Reading:
    """The numbers of one text.

    Attributes:
        plain: the normalized text.
        figures: numbers with a unit or bare.
        dates: dates that name a day, month, quarter or year by number.
        tokens: numbers inside names (5A级, 〔2020〕068号, 零投诉), to be found word for word.
    """

    plain: str = ""
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    tokens: tuple[str, ...] = ()


_LINES = re.compile(r"[\r\n]+|(?<=\S)\s+(?=\d{1,2}[.、)）])")
"""Where a list may go on; `normalize` would join it to the word before."""
_POINTS = re.compile(r"(?<=\d)百分点")
"""12百分点 would be read as 1200 分点."""
_FORMAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,20}")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_MENTIONS = re.compile(
    r"[两二三四五](?:者|方面|个方面|处|栏|段|句)|三天两头|一清二楚|一五一十|一举两得|一次次|一步步|一家人"
)
"""Counting what the text itself speaks of (二者不一致, 两处表述) is no figure of the form."""


@lru_cache(maxsize=4096)
def read(text: str, year: int | None) -> Reading:
    """The numbers of a text; `year` is the form's, for dates that name none."""
    text = _FORMAL.sub(_plainly, _LINES.sub("；", text))
    plain = arabic_dates(_POINTS.sub("个百分点", normalize(text)))
    if not has_numerals(plain):
        return Reading(plain)
    spans = [span for span in dates(plain, year) if _DIGIT.search(span.words)]
    seen = _blotted(plain, [(span.start, span.end) for span in spans])
    seen = _blotted(seen, [found.span() for found in _MENTIONS.finditer(seen)])
    masked = mask(seen)
    found = tuple(_figures(masked))
    return Reading(
        plain,
        tuple(figure for figure in found if not figure.words.startswith("零")),
        tuple(spans),
        (
            *(figure.words for figure in found if figure.words.startswith("零")),
            *_tokens(plain, seen, masked),
        ),
    )


_DIGIT = re.compile(rf"\d|[{NUMERALS}](?=季度)")


def _plainly(formal: re.Match[str]) -> str:
    """壹拾贰 as 十二 is written on every other day."""
    return formal.group().translate(_PLAIN)


def _blotted(plain: str, spans: Sequence[tuple[int, int]]) -> str:
    if not spans:
        return plain
    letters = list(plain)
    for start, end in spans:
        letters[start:end] = FILLER * (end - start)
    return "".join(letters)


_NOT_COUNTED = frozenset("下上新这那每某另同任第逐唯单其首头进统专万再")
"""下一年, 每一名, 任一项: the numeral behind these belongs to a word."""
_ABOUT = frozenset("近上约逾超过达")
_LONG_NUMERAL = 3


def _figures(masked: str) -> Iterator[Figure]:
    position = 0
    while (step := find_value(masked, position)) is not None:
        position, value = step
        if value is None or not _counts(value, masked):
            continue
        position = max(position, value.end)
        words = masked[value.start : value.end]
        for number in {value.low, value.high}:
            yield Figure(words, number, value.unit)


def _counts(value: Value, masked: str) -> bool:
    if masked[value.start].isdecimal():
        return True
    before = masked[value.start - 1 : value.start]
    if value.is_vague:  # 千家万户, but 近千家
        return bool(value.unit) and (bool(value.more) or before in _ABOUT)
    if before in _NOT_COUNTED:
        return False
    if value.needs_unit:
        words = masked[value.start : value.end]
        return len(words) >= _LONG_NUMERAL and any(char in "十百千万亿" for char in words)
    return True


_COUNTED = frozenset(
    {
        Kind.PERSONS,
        Kind.PERSON_TIMES,
        Kind.DOCUMENTS,
        Kind.EVENTS,
        Kind.PLACES,
        Kind.THINGS,
    }
)


@lru_cache(maxsize=4096)
def senses(value: Fraction, unit: str) -> frozenset[Sense]:
    """What a number may mean: counts by their own word (人 is not 名), measures converted."""
    if not unit:
        return frozenset()
    meant: set[Sense] = set()
    for one in units(unit):
        if one.kind in _COUNTED and not one.per:
            meant.add((one.name, value))
        else:
            meant.add((f"{one.kind.name}/{one.per}", value * one.scale))
    return frozenset(meant or {(unit, value)})


_DOCUMENT = re.compile(r"[〔\[(]((?:19|20)\d\d)[〕\])]第?(\d{1,6})号?")
_SHARES = re.compile(r"一半|半数|过半|大半|翻番|翻一番")
_RUN = re.compile(r"\d+(?:[.,:/×x+\-]\d+)*")
_LIST_BEFORE = frozenset(("", "。", "；", "，", "：", "！", "？", "(", FILLER))
_LIST_AFTER = frozenset(".、)")
_MAX_LIST = 2


def _tokens(plain: str, seen: str, masked: str) -> Iterator[str]:
    """The digits that are masked as part of a name, with what stands behind them."""
    yield from _SHARES.findall(plain)
    for number in _DOCUMENT.finditer(plain):
        yield f"〔{number[1]}〕{number[2]}号"
    seen = _DOCUMENT.sub(lambda number: FILLER * len(number.group()), seen)
    for run in _RUN.finditer(seen):
        start, end = run.span()
        before, after = plain[start - 1 : start] if start else "", plain[end : end + 1]
        if masked[start] != FILLER or before == "第":
            continue
        numbered = before in _LIST_BEFORE and after in _LIST_AFTER and after
        if numbered and end - start <= _MAX_LIST:
            continue
        yield run.group() + (after if after.isalnum() or after == "%" else "")
