"""A number format, such as `#,##0.00;[Red]-#,##0.00;"-";@`, taken apart into its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

Token = tuple[str, str]
"""Kind (a group of _TOKEN, but `literal` for every way to write one) and text."""
Condition = tuple[str, Decimal]
"""A comparison and the number that a value is compared with."""

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)
    |(?P<escaped>[\\!].?)
    |(?P<space>_.?)
    |(?P<fill>\*.?)
    |(?P<bracket>\[[^\]]*\])
    |(?P<end>;)
    |(?P<general>General|Standard|G/(?:通用格式|標準|표준))
    |(?P<half>AM/PM|A/P|上午/下午)
    |(?P<exponent>E[+-](?=[0\#?]))
    |(?P<date>y+|m+|d+|h+|s+|e+|a{3,4}|g+|b{2,4})
    |(?P<digit>[0\#?])
    |(?P<point>\.)
    |(?P<comma>,)
    |(?P<percent>%)
    |(?P<slash>/)
    |(?P<text>@)
    |(?P<literal>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NUMERALS = re.compile(r"\[DBNum([1-3])\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,20}(?:\.[0-9]{0,20})?)\]")
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-([^\]]*))?\]")
_CHINESE = {"804", "404", "c04", "1004", "1404"}
_SYSTEM = {
    "f800": 'yyyy"年"m"月"d"日"',
    "x-sysdate": 'yyyy"年"m"月"d"日"',
    "f400": "h:mm:ss",
    "x-systime": "h:mm:ss",
}
"""Formats that stand for the long date and the time of the system."""
_MOST_SECTIONS = 4
_IN_A_DATE = frozenset({"date", "elapsed", "half"})


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format. `kind`: number, date, general, text or literal (nothing of the value).

    `numerals` is 1 for 一二三, 2 for 壹贰叁, 3 for １２３; `chinese` whether names of days and months
    are Chinese.
    """

    tokens: tuple[Token, ...]
    kind: str
    condition: Condition | None = None
    numerals: int = 0
    chinese: bool = False


@lru_cache(maxsize=2048)
def sections(code: str) -> tuple[Section, ...]:
    """At least one, four at most."""
    found: list[Section] = []
    tokens: list[Token] = []
    for match in _TOKEN.finditer(code):
        if match.lastgroup != "end":
            tokens.append((match.lastgroup or "", match[0]))
            continue
        found.append(_section(tokens))
        tokens = []
    return (*found, _section(tokens))[:_MOST_SECTIONS]


def _section(raw: Sequence[Token]) -> Section:
    tokens: list[Token] = []
    condition, numerals, chinese = None, 0, False
    for kind, text in raw:
        if kind == "quoted":
            tokens.append(("literal", text.strip('"')))
        elif kind == "escaped":
            tokens.append(("literal", text[1:]))
        elif kind == "space":
            tokens.append(("literal", " "))
        elif kind == "bracket":
            if found := _ELAPSED.fullmatch(text):
                tokens.append(("elapsed", found[1].lower()))
            elif found := _NUMERALS.fullmatch(text):
                numerals = int(found[1])
            elif found := _CONDITION.fullmatch(text):
                condition = (found[1], Decimal(found[2]))
            elif found := _LOCALE.fullmatch(text):
                tokens.append(("literal", found[1]))
                place = (found[2] or "").lower()
                if place in _SYSTEM:
                    return sections(_SYSTEM[place])[0]
                chinese = place.startswith("zh") or place.lstrip("0") in _CHINESE
        elif kind != "fill":
            tokens.append((kind, text.lower() if kind == "date" else text))
    if raw and not any(text for _, text in tokens):
        tokens = [("general", "")]  # [Red] or [DBNum1] alone
    return Section(*_classified(tokens), condition, numerals, chinese)


def _classified(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], str]:
    """Tokens that mean something in this kind of section, all others as literals."""
    kinds = {kind for kind, _ in tokens}
    if "general" in kinds:
        return _literal_but(tokens, {"general"}), "general"
    if kinds & _IN_A_DATE:
        tokens = _with_fractions_of_seconds(tokens)
        if all(kind != "digit" for kind, _ in tokens):
            return _literal_but(tokens, {*_IN_A_DATE, "fraction"}), "date"
    if "digit" in kinds:
        kept = {"digit", "point", "comma", "percent", "slash", "exponent"}
        return _literal_but(tokens, kept), "number"
    return _literal_but(tokens, {"text"}), "text" if "text" in kinds else "literal"


def _literal_but(tokens: Sequence[Token], kept: set[str]) -> tuple[Token, ...]:
    return tuple((kind, text) if kind in kept else ("literal", text) for kind, text in tokens)


def _with_fractions_of_seconds(tokens: Sequence[Token]) -> list[Token]:
    """`ss.00`: the point and the digits behind seconds are one token."""
    joined: list[Token] = []
    after_seconds = False
    for at, (kind, text) in enumerate(tokens):
        follows = kind == "point" and tokens[at + 1 : at + 2] == [("digit", "0")]
        if follows and after_seconds:
            joined.append(("fraction", ""))
        elif kind == "digit" and joined and joined[-1][0] == "fraction":
            joined[-1] = ("fraction", joined[-1][1] + text)
        else:
            joined.append((kind, text))
        if kind in _IN_A_DATE:
            after_seconds = text.startswith("s")
    return joined
