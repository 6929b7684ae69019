"""Numbers that Word generates in front of paragraphs: 1. （一） ①."""

from __future__ import annotations

import re
from typing import Any

from reviewer.intake.readers.word.looks import VAL, W

Element = Any

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ENCLOSED = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
    "upperLetter": ("A", 26),
    "lowerLetter": ("a", 26),
}
_COUNTED = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
    }
)
_FORMALLY = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_SILENT = frozenset({"none", "bullet"})
"""A bullet tells nothing that a line of its own does not."""


def written(number: int, form: str) -> str:
    """A number as Word writes it in a w:numFmt; in digits where the format is none of the common."""
    if form in _ENCLOSED:
        first, most = _ENCLOSED[form]
        return chr(ord(first) + number - 1) if 1 <= number <= most else str(number)
    if form in _COUNTED and 0 < number < 1000:
        return _chinese(number, _DIGITS, "十百")
    if form in _FORMALLY and 0 < number < 1000:
        return _chinese(number, _FORMAL, "拾佰")
    if form == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 1 <= number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{number:02}"
    if form == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return str(number)


def _chinese(number: int, digits: str, units: str) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{digits[hundreds]}{units[1]}" if hundreds else ""
    if tens:
        one_ten = tens == 1 and not hundreds and units[0] == "十"
        text += ("" if one_ten else digits[tens]) + units[0]
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


class Numbering:
    """The lists of one document; it counts, so that every paragraph is asked once, in order."""

    def __init__(self, numbering: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[str] = set()
        if numbering is None:
            return
        abstract = {
            one.get(f"{W}abstractNumId") or "": one for one in numbering.iterfind(f"{W}abstractNum")
        }
        for one in numbering.iterfind(f"{W}num"):
            name = one.get(f"{W}numId") or ""
            of = one.find(f"{W}abstractNumId")
            self._list_of[name] = "" if of is None else of.get(VAL) or ""
            found = abstract.get(self._list_of[name])
            levels = {} if found is None else _levels(found)
            for override in one.iterfind(f"{W}lvlOverride"):
                at = _count(override.get(f"{W}ilvl"))
                levels |= _levels(override)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._starts.setdefault(name, {})[at] = _count(start.get(VAL), 1)
            self._levels[name] = levels

    def next(self, properties: Element | None) -> str:
        """The number in front of a paragraph with these w:numPr; "" for none."""
        if properties is None or not self._levels:
            return ""
        name_of, level_of = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
        name = "" if name_of is None else name_of.get(VAL) or ""
        level = min(_count(None if level_of is None else level_of.get(VAL)), _LEVELS - 1)
        levels = self._levels.get(name)
        if levels is None or level not in levels:
            return ""
        counts = self._counts.setdefault(self._list_of[name], [None] * _LEVELS)
        if name not in self._met:  # a list that starts anew: its own numbers over the same levels
            self._met.add(name)
            for at, start in self._starts.get(name, {}).items():
                counts[min(at, _LEVELS - 1)] = start - 1
        counts[level] = _start(levels, level) if counts[level] is None else counts[level] + 1  # type: ignore[operator]
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return self._text(levels, level, counts)

    def _text(self, levels: dict[int, Element], level: int, counts: list[int | None]) -> str:
        pattern = levels[level].find(f"{W}lvlText")
        text = "" if pattern is None else pattern.get(VAL) or ""
        if _format(levels, level) in _SILENT:
            return ""
        plain = levels[level].find(f"{W}isLgl") is not None

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts[at]
            form = "decimal" if plain else _format(levels, at)
            return written(_start(levels, at) if count is None else count, form)

        return _PLACE.sub(number, text)


def _levels(parent: Element) -> dict[int, Element]:
    return {_count(one.get(f"{W}ilvl")): one for one in parent.iterfind(f"{W}lvl")}


def _count(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 6 else otherwise


def _start(levels: dict[int, Element], level: int) -> int:
    found = levels[level].find(f"{W}start") if level in levels else None
    return _count(None if found is None else found.get(VAL), 1)


def _format(levels: dict[int, Element], level: int) -> str:
    found = levels[level].find(f"{W}numFmt") if level in levels else None
    return "decimal" if found is None else found.get(VAL) or "decimal"
