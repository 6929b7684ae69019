"""A figure that is only foretold: 预计明年3月可达88%, 2025年一季度可达到920户 where 2024 is told of.

What can be used or saved for so long (预计可使用12年, 处理能力可达220吨) is told of a thing that is there.
"""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import dates
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import clause_at
from reviewer.lexicon import Mark, lexicon

_LEADING = "可能将会达到至为"
"""What belongs to the words of a figure and stands before its number: 可达88%."""


@lru_cache(maxsize=4096)
def foretold(actual: str, reached: Quantity, year: int | None) -> str:
    """The words that foretell the figure of a result, where it is its only one; "" for none."""
    if reached.measures_time:
        return ""  # 预计可达5年: how long it will last is never told but so
    plain = normalize(actual)
    start, stop = clause_at(plain, reached.start)
    if any(
        one.unit == reached.unit and not start <= one.start < stop for one in quantities(actual)
    ):
        return ""  # 88.2%，预计明年可达90%
    leads = next((at for at, char in enumerate(reached.words) if char not in _LEADING), 0)
    opening = plain[start : reached.start + leads]
    words = lexicon("missing")
    reach = _at_end(words.find(opening, "gets_to"), len(opening))
    if reach is None:
        return ""
    before = opening[: reach.start]
    may = _at_end(words.find(before, "may"), len(before)) is not None
    told = words.holds(before, "foretold") or (may and _is_later(before, year))
    return plain[start:stop] if told else ""


def _at_end(marks: tuple[Mark, ...], end: int) -> Mark | None:
    return next((mark for mark in marks if mark.end == end), None)


def _is_later(before: str, year: int | None) -> bool:
    """明年, or a year behind the one told of."""
    if lexicon("missing").holds(before, "afterwards"):
        return True
    return year is not None and any(
        one.names_year and one.first.year > year for one in dates(before, year)
    )
