"""Results that are no figure where one was wanted: 完成 for 300人次, 待统计, 覆盖面扩大 for 5万人次."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.noise import has_numerals
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity
from reviewer.language.unit_table import Kind
from reviewer.language.words import without_shared
from reviewer.lexicon import lexicon

_ERROR = re.compile(
    r"#\s?(?:DIV/0[!！]?|REF[!！]?|N/A|VALUE[!！]?|NAME[?？]?|NUM[!！]?|NULL[!！]?)", re.IGNORECASE
)
_COUNTED = frozenset(
    {
        Kind.LENGTH,
        Kind.AREA,
        Kind.VOLUME,
        Kind.MASS,
        Kind.LESSONS,
        Kind.PERSONS,
        Kind.PERSON_TIMES,
        Kind.DOCUMENTS,
        Kind.EVENTS,
        Kind.PLACES,
        Kind.THINGS,
    }
)
"""Of money, times and degrees 按标准, 按时 and 达标 may be all there is to say."""
_A_PAIR = 2
"""Of one or two things a clerk may tell what became of them without counting."""
_FEW = 20
"""Of so many 全部完成 says which; of hundreds somebody made a count, and it is to be written."""
_WHOLE = 100
_LONGEST = 40
_LONGEST_EMPTY = 20


def _holds(text: str, concept: str) -> bool:
    return lexicon("figures").holds(text, concept)


@lru_cache(maxsize=4096)
def stands_in_for_a_figure(actual: str) -> str:
    """A spreadsheet's error, or words for a figure that is still to come; "" where neither."""
    if (error := _ERROR.search(actual)) is not None:
        return error.group()
    plain = bare(actual)
    if not _holds(plain, "to_come"):
        return ""
    return "" if lexicon("figures").without(plain, "pending_subject", "to_come").strip() else plain


@lru_cache(maxsize=4096)
def gives_no_figure(target: Quantity, actual: str, name: str) -> bool:
    """Whether the whole result is words, where a target of many was to be counted.

    完成 says as much as 1份 or 100% asks for, 未超预算 as much as a ceiling does.
    """
    if is_uncounted(target, actual, name):
        return True
    plain = normalize(actual)
    if len(plain) > _LONGEST_EMPTY or has_numerals(plain) or _holds(plain, "of_all"):
        return False
    least = (0, _WHOLE) if target.is_percent else (0, 1)
    if target.low == target.high and target.low in least:
        return False
    if target.measures_time and _holds(plain, "kept_time"):
        return False
    left = lexicon("figures").without(bare(actual), "says_nothing")
    return not without_shared(left, bare(name)).strip()


def is_uncounted(target: Quantity, actual: str, name: str) -> bool:
    """Whether nothing in a result is a number or says as much as one.

    All of a few, all or none of a share, nothing happened, see the annex say as much.
    """
    plain = normalize(actual)
    if len(plain) > _LONGEST or has_numerals(lexicon("figures").without(plain, "set_phrase")):
        return False
    if _holds(plain, "elsewhere") or _holds(plain, "regularly"):
        return False
    if target.is_percent:
        return not _tells_a_share(target, plain, name)
    if target.low <= _A_PAIR or not _is_counted(target, name):
        return False
    if target.relation is not None and target.relation.is_upper:
        return not (_holds(plain, "no_case") or _holds(plain, "within"))
    few = target.high <= _FEW and (_holds(plain, "every") or _names_one_by_one(plain))
    return not (few or _nothing_came(plain))


def _names_one_by_one(plain: str) -> bool:
    inner = plain[1:-1]
    return any(sign in plain for sign in "、《；/") or any(sign in inner for sign in "和及与")


def _is_counted(target: Quantity, name: str) -> bool:
    """By its unit; where it has none (1200 under 培训人次), by the row's name."""
    if target.units:
        return bool(_COUNTED.intersection(unit.kind for unit in target.units))
    plain = normalize(name)
    ends = lexicon("figures").find(plain, "counted_name")
    return not target.unit and any(mark.end == len(plain) for mark in ends)


def _nothing_came(plain: str) -> bool:
    words = lexicon("figures")
    came = next(iter(words.find(plain, "nothing_came")), None)
    return came is not None and not words.without(plain[: came.start], "of_year").strip()


def _tells_a_share(target: Quantity, plain: str, name: str) -> bool:
    """All, none, 满员, and for 100% whatever is not denied. Who was not asked is not satisfied."""
    if _holds(name, "asked_of"):
        return _holds(plain, "every")
    if target.low == target.high == _WHOLE or target.low == 0:
        return True
    upper = target.relation is not None and target.relation.is_upper
    if _holds(plain, "every") or (upper and _holds(plain, "within")):
        return True
    return _holds(plain, "no_case") and not target.trend


def gives_no_date(actual: str) -> bool:
    """Whether a result says neither when nor that it was in time: 100%, 完成, 是."""
    plain = normalize(actual).strip("。")
    if not plain or plain in ("100%", "100.0%", "100.00%", "百分之百", "百分百"):
        return bool(plain)
    return not lexicon("figures").without(plain, "dateless").strip()
