"""Results that give no number where one was wanted: words that say as much, that say nothing, and numbers that cannot be."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from reviewer.language.noise import has_numerals
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Kind
from reviewer.language.words import without_shared
from reviewer.lexicon import lexicon
from reviewer.reading.absence import nothing_came
from reviewer.reading.sense import Sense
from reviewer.standing.comparison import compare
from reviewer.standing.degrees import hedge
from reviewer.standing.grounds import Comparison, Standing, unknown
from reviewer.standing.limits import is_most
from reviewer.standing.pending import unfinished


def without_number(actual: str, target: Quantity, way: Sense) -> Comparison:
    """全部反馈 against 90%以上 is 100%; 未发生 against 0起 is 0."""
    plain = normalize(actual)
    wholly = lexicon("figures").holds(plain, "wholly")
    if target.is_percent and wholly and way is not Sense.REVERSE and hedge(actual) is None:
        return _said(target, Fraction(100), way)
    none = plain.endswith(("为零", "为0", "为零。", "为0。")) or (
        nothing_came(actual) and not quantities(actual)
    )
    if way is Sense.REVERSE and none:
        return _said(target, Fraction(0), way)
    return unknown(f"实际完成值中没有可与指标值“{target.words}”比较的数值")


def says_all_of(actual: str, target: Quantity, way: Sense) -> Comparison | None:
    """12个项目全部合格 against 100%: the count is of another kind, the words say the rate."""
    if not target.is_percent or lexicon("figures").holds(normalize(actual), "but"):
        return None
    said = without_number(actual, target, way)
    return said if said.standing is Standing.MET else None


def _said(target: Quantity, value: Fraction, way: Sense) -> Comparison:
    result = replace(
        target, relation=None, low=value, high=value, is_bound=False, approximate="", trend=0
    )
    outcome = compare(target, result, way, "ratio")
    return outcome if outcome.standing is Standing.MET else unknown("实际完成值没有写数值")


def reached_as_worded(target: str, actual: str) -> bool:
    """Whether the result contains what a target in words asks for, unhedged."""
    wanted, reached = _unfilled(bare(target)), _unfilled(bare(actual))
    literal = wanted == reached if len(wanted) < 4 else wanted in reached
    if len(wanted) < 2 or not literal or _denied(wanted, reached):
        return False
    return hedge(actual) is None and not unfinished(actual)


def _unfilled(plain: str) -> str:
    return lexicon("figures").without(plain, "filler").replace(" ", "")


def _denied(wanted: str, reached: str) -> bool:
    """无法按期完成, 没能建成: the words stand there, and the contrary is said."""
    start = reached.find(wanted)
    return any(sign in "未不没无难非" for sign in reached[max(0, start - 3) : start])


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
    if len(plain) > 20 or has_numerals(plain) or _holds(plain, "of_all"):
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
    if len(plain) > 40 or has_numerals(lexicon("figures").without(plain, "set_phrase")):
        return False
    if _holds(plain, "elsewhere") or _holds(plain, "regularly"):
        return False
    if target.is_percent:
        return not _tells_a_share(target, plain, name)
    if target.low <= _A_PAIR or not _is_counted(target, name):
        return False
    if is_most(target):
        return not (_holds(plain, "no_case") or _holds(plain, "within"))
    few = target.high <= _FEW and (_holds(plain, "every") or _names_one_by_one(plain))
    return not (few or nothing_came(actual))


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


def _tells_a_share(target: Quantity, plain: str, name: str) -> bool:
    """All, none, 满员, and for 100% whatever is not denied. Who was not asked is not satisfied."""
    if _holds(name, "asked_of"):
        return _holds(plain, "every")
    if target.low == target.high == _WHOLE or target.low == 0:
        return True
    if _holds(plain, "every") or (is_most(target) and _holds(plain, "within")):
        return True
    return _holds(plain, "no_case") and not target.trend


def gives_no_date(actual: str) -> bool:
    """Whether a result says neither when nor that it was in time: 100%, 完成, 是."""
    plain = normalize(actual).strip("。")
    if not plain or plain in ("100%", "100.0%", "100.00%", "百分之百", "百分百"):
        return bool(plain)
    return not lexicon("figures").without(plain, "dateless").strip()


_WHOLE_ONLY = frozenset({"人", "名", "人次", "户", "家", "场", "期", "场次"})


def is_part_of_one(name: str, target: Quantity, reached: Quantity) -> bool:
    """1236.5人次: people and sessions come whole, unless an average or a share is meant."""
    if reached.unit not in _WHOLE_ONLY or reached.multiplier != 1 or reached.approximate:
        return False
    if target.low.denominator != 1 or reached.low.denominator == 1 or reached.is_range:
        return False
    said = f"{name}{target.subject}{reached.subject}{reached.tail}"
    return not lexicon("names").holds(normalize(said), "averaged") and not (
        target.trend or reached.trend
    )


def is_more_than_all(name: str, target: Quantity, reached: Quantity) -> bool:
    """合格率105%, 满意度102分 where 90分 were asked for: more than all there is."""
    if reached.low <= _WHOLE or target.high > _WHOLE or reached.trend or target.trend:
        return False
    if not _is_part_of_all(name) or (
        reached.subject and not (_is_part_of_all(reached.subject) or reached.subject in name)
    ):
        return False
    units = {one for one in (target.unit, reached.unit) if one}
    return units in ({"%"}, {"分"})


def _is_part_of_all(name: str) -> bool:
    """合格率 is a share of a whole; 完成率, 增长率, 执行率, 毛入学率 and 使用率 may pass 100%."""
    plain = normalize(name).rstrip("：为达到")
    bare = plain.partition("(")[0] if plain.endswith(")") else plain
    return any(one.end == len(bare) for one in lexicon("names").find(bare, "part_of_all"))
