"""The value of a spreadsheet cell as the screen shows it under its number format."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

_SIGNIFICANT = 11
"""General shows so many digits of a fraction."""
_MOST_FORMAT = 500
_PLAIN_INTEGER = 10**15


def displayed(value: Any, number_format: str | None, *, date1904: bool = False) -> str:
    """What the cell shows: 0.9354 under 0.00% is 93.54%, 2885887 under #,##0.00 is 2,885,887.00.

    Args:
        value: None, text, bool, a number, a date or a time.
        number_format: as the file has it; None or a damaged one counts as General.
        date1904: how the workbook counts days.
    """
    if value is None:
        return ""
    if isinstance(value, str) and number_format in (None, "General", "@"):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return _formatted(value, number_format or "General", date1904)


@lru_cache(maxsize=8192)
def _formatted(value: Any, number_format: str, date1904: bool) -> str:
    if number_format.lower() in ("general", "@") and isinstance(value, (int, float)):
        return _general(value)
    if len(number_format) > _MOST_FORMAT:
        return _general(value) if isinstance(value, (int, float)) else str(value)
    # Imported here: a workbook of texts needs none of it.
    from xlfmt import format_value

    try:
        return str(format_value(value, number_format, date1904=date1904)).strip()
    except Exception:  # a format that the library cannot read must not cost the cell
        return _general(value) if isinstance(value, (int, float)) else str(value)


def _general(value: float) -> str:
    """As a number in a wide column: no exponent, and no digits that only binary fractions have."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "#NUM!"
    if value.is_integer() and abs(value) < _PLAIN_INTEGER:
        return str(int(value))
    digits = f"{value:.{_SIGNIFICANT}g}"
    if "e" in digits:
        digits = f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.2f}"
    return digits
