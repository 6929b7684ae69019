"""How a number is printed: with thousand separators, without, in full-width digits."""

from __future__ import annotations

from reviewer.language.patterns import pattern

_GROUPED = pattern(r"\d[,，]\d{3}")
_UNGROUPED = pattern(r"(?<![\d,，.．])\d{4,}")
_FULL_WIDTH = pattern(r"[０-９]|\d[，．]\d")


def is_grouped(raw: str) -> bool:
    """2,885,887.00."""
    return _GROUPED.search(raw) is not None


def is_ungrouped(raw: str) -> bool:
    """2885887.00: four digits or more before the point, none of them set apart."""
    return _UNGROUPED.search(raw) is not None


def is_full_width(raw: str) -> bool:
    """１０, or a full-width comma or point within the number."""
    return not raw.isascii() and _FULL_WIDTH.search(raw) is not None
