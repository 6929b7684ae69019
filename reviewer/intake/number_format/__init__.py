"""The value of a spreadsheet cell as a Chinese Excel shows it under its number format."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache

from reviewer.intake.number_format.builtin import format_code
from reviewer.intake.number_format.chinese import in_words
from reviewer.intake.number_format.code import Condition, Section, sections
from reviewer.intake.number_format.dates import moment
from reviewer.intake.number_format.figures import figure, general

__all__ = ["displayed", "format_code"]

_MOST_FORMAT = 255
"""Characters that Excel takes."""
_GENERAL = sections("General")[0]
_ABOVE_ZERO, _BELOW_ZERO, _ANY = (">", Decimal(0)), ("<", Decimal(0)), ("<=>", Decimal(0))


def displayed(value: str | float, code: str = "General", *, date1904: bool = False) -> str:
    """What the cell shows: 0.9354 under 0.00% is 93.54%, 12345678 under 0!.0,"万元" is 1234.6万元.

    Blanks that only align figures stand at the ends and are left out.

    Args:
        value: text, bool, a number, or a date as a number of days.
        code: the number format as the file has it.
        date1904: whether the workbook counts days from 1904.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if len(code) > _MOST_FORMAT:
        code = "General"
    if isinstance(value, str):
        return value if code in ("General", "@") else _text(value, sections(code))
    return _number(value, code, date1904)


def _text(value: str, parts: tuple[Section, ...]) -> str:
    """Text goes by the section that says where it stands, or by the fourth."""
    last = parts[-1]
    if last.kind != "text" and len(parts) < 4:
        return value
    return "".join(value if kind == "text" else text for kind, text in last.tokens).strip()


@lru_cache(maxsize=8192)
def _number(value: float, code: str, date1904: bool) -> str:
    if not math.isfinite(value):
        return "#NUM!"
    # Excel keeps 15 digits, and rounds these.
    exact = Decimal(f"{value:.15g}")
    section, is_signed = _chosen(sections(code), exact)
    sign, size = "-" if is_signed and exact < 0 else "", abs(exact)
    shown = moment(section, exact, date1904=date1904) if section.kind == "date" else None
    if shown is not None:
        return shown.strip()
    if section.kind == "number":
        return sign + figure(section, size).strip()
    words = general(size)
    if section.kind == "date":
        return sign + words  # Excel fills the cell with ####; the number says more
    if section.numerals:
        words = in_words(words, section.numerals)
    shown = "".join(words if kind == "general" else text for kind, text in section.tokens).strip()
    return sign + shown if shown else ""


def _chosen(parts: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section for a number, and whether a negative one gets a sign there.

    A section for negative numbers, or for those that meet a condition, brings its own.
    """
    numeric = [one for one in parts[:3] if one.kind != "text"] or [_GENERAL]
    first, *others = numeric
    if all(one.condition is None for one in numeric[:2]):
        if value < 0 and others:
            return others[0], False
        return (others[1] if not value and len(others) > 1 else first), True
    if _holds(value, first.condition or _ABOVE_ZERO):
        return first, first.condition is None
    if others and _holds(value, others[0].condition or (_BELOW_ZERO if others[1:] else _ANY)):
        return others[0], False
    return (others[1] if others[1:] else _GENERAL), True


def _holds(value: Decimal, condition: Condition) -> bool:
    sign, limit = condition
    return (
        (value < limit and "<" in sign)
        or (value > limit and ">" in sign)
        or (value == limit and "=" in sign)
    )
