"""Which number of a result belongs to which number of its target."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from reviewer.language.numerals import chinese_number
from reviewer.language.quantities import Quantity
from reviewer.language.units import Agreement, agreement, units

_RATE_END = re.compile(r"(?:率|度|比例|比重|占比|覆盖面|及以上|以上|以下)$")
_PLANNED = re.compile(
    r"(?:计划|目标|预计|预期|应|原定|年初|预算|上年|去年|同期|指标|要求)"
    r"(?!完成率)[^实增减提升降]{0,8}$"
)
_PLAN_DONE = re.compile(
    r"(?:完成|达到|超过|超)(?:了)?(?:年度|年初|原定|预期|既定)?(?:计划|目标|指标)|按(?:照)?"
)
_EXCESS = re.compile(
    r"超额|超计划|超目标|超出(?:目标|计划|年度)|超过(?:目标|计划)|[比较](?:年初)?(?:计划|目标)|多完成"
    r"|完成(?:了)?(?:年度|全年|年初)?(?:计划|目标|任务)(?:的|量的)"
)
"""What follows is a share of the plan, or the part above it."""
_TOTAL = re.compile(r"(?:共|共计|合计|总计|累计|总数|总共|总|全年|实际完成|实际)[^，。；]{0,6}$")
EVERY = re.compile(
    r"每隔?(?:\d{1,3}|[两二三四五六七八九十]{1,2})个?(?:月|周|天|日|季度|工作日|小时)(?![龄均报])"
    r"|每(?:个|一|名|位|家)?"
    r"(?:季度?|月|周|天|日|人|户|村|次|半年|学期|校|镇|乡|区|县|街道|社区|车|班|亩)|(?<!第)一(?:季度|个月|月|周)$"
)
"""每月1次 is no total."""
_IN_A_YEAR = {"半年": 2, "季度": 4, "季": 4, "月": 12, "周": 52, "天": 365, "日": 365}
_SHARE = re.compile(r"其中|含|包括")


def times_a_year(subject: str) -> int | None:
    """4 for 每季度, 0 for what is counted per person or village, None where nothing is per."""
    every = EVERY.search(subject)
    if every is None:
        return None
    if (interval := _INTERVAL.match(every.group())) is not None:
        return _times_at_intervals(interval)
    return next((times for name, times in _IN_A_YEAR.items() if every.group().endswith(name)), 0)


_INTERVAL = re.compile(
    r"每(?P<beyond>隔)?(?P<number>\d{1,3}|[两二三四五六七八九十]{1,2})个?(?P<unit>.+)"
)
_IN_ALL = {"季度": 4, "月": 12, "周": 52, "天": 365, "日": 365, "工作日": 250, "小时": 8760}


def _times_at_intervals(interval: re.Match[str]) -> int:
    """36 for 每10天, 6 for 每2个月; 0 where the number is none."""
    printed = interval["number"]
    number = int(printed) if printed.isdecimal() else int(chinese_number(printed) or 0)
    if interval["beyond"]:
        number += 1  # 每隔3天 is every third day or every fourth
    return _IN_ALL[interval["unit"]] // number if number else 0


def planned(found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities that a target asks for, without those that only describe what is measured.

    16个区覆盖率100% asks for 100%; 100万元以上项目审计率≥95% for 95%.
    """
    totals = {(one.unit, one.low) for one in found}
    return tuple(
        quantity
        for index, quantity in enumerate(found)
        if (index + 1 == len(found) or not describes(quantity, found[index + 1]))
        and not _is_summed_up(quantity, totals)
    )


def _is_summed_up(rate: Quantity, totals: Set[tuple[str, Fraction]]) -> bool:
    """12次（每月1次）: the second says the same as the first."""
    times = times_a_year(rate.subject) or 0
    return times > 0 and rate.low != 0 and (rate.unit, rate.low * times) in totals


def describes(quantity: Quantity, following: Quantity) -> bool:
    """Whether a number only says what the next one counts: 三类以下会议22次."""
    if following.clause != quantity.clause or not quantity.tail:
        return False
    if quantity.words.endswith(("以上", "以下", "以内")) and not quantity.is_percent:
        return True
    rate = following.is_percent and _RATE_END.search(following.subject) is not None
    return rate and not quantity.is_percent and quantity.relation is None


def reported(found: Sequence[Quantity], wanted: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a result that report something: no plans, no excess over a plan."""
    kept = [
        quantity
        for quantity in planned(found)
        if not (_is_plan(quantity) or _EXCESS.search(quantity.subject))
    ]
    # 合格率98%，较上年提高3%: a change is no level, and the other way round.
    trends = {quantity.trend for quantity in wanted}
    alike = tuple(quantity for quantity in kept if quantity.trend in trends)
    return alike or tuple(kept)


def _is_plan(quantity: Quantity) -> bool:
    return (
        _PLANNED.search(quantity.subject) is not None
        and _PLAN_DONE.search(quantity.subject) is None
    )


def single(target: Quantity, results: Sequence[Quantity], name: str) -> tuple[Quantity, ...]:
    """The results that may answer a plain target: the best by unit, total and words; () if none.

    Only where all have units that cannot be the target's, the first is given, to say so.
    """
    graded = [(agreement(target.units, result.units), result) for result in results]
    best = max((grade for grade, _ in graded), default=Agreement.DIFFERENT)
    if best <= Agreement.DOUBTFUL:
        return tuple(result for _, result in graded[:1])
    # A missing unit is CLOSE to everything; a printed one that fits goes before it.
    fitting = [result for grade, result in graded if grade is best]
    fitting = [result for result in fitting if result.unit] or fitting
    every = EVERY.search(target.subject)
    if every is not None:
        fitting = [result for result in fitting if every.group() in result.subject] or fitting
    if len(fitting) == 1:
        return tuple(fitting)
    totals = [one for one in fitting if _TOTAL.search(one.subject)]
    if len(totals) == 1:
        return tuple(totals)
    if len(fitting) > 1 and all(_SHARE.search(one.subject) for one in fitting[1:]):
        return (fitting[0],)
    if len(fitting) > 2 and fitting[0].low == sum(one.low for one in fitting[1:]):
        return (fitting[0],)  # 30场（线下26场、线上4场）
    return _by_words(f"{target.subject}{target.tail}{name}", fitting)


def _by_words(words: str, results: Sequence[Quantity]) -> tuple[Quantity, ...]:
    scores = [_likeness(words, one.subject + one.tail) for one in results]
    best = max(scores)
    chosen = [one for one, score in zip(results, scores, strict=True) if score == best]
    return tuple(chosen) if best else tuple(results)


def pair(wanted: Sequence[Quantity], results: Sequence[Quantity]) -> list[Quantity | None]:
    """For each part of a compound target its result: by unit and words, else by position."""
    if len(results) == len(wanted) > 1 and all(map(_is_equal, wanted, results)):
        return list(results)  # 按30%、60%、10%拨付
    chosen: list[Quantity | None] = [None] * len(wanted)
    left = list(results)
    ranked = sorted(
        (
            (-score, -alike, index, order)
            for index, target in enumerate(wanted)
            for order, result in enumerate(results)
            if (alike := agreement(target.units, result.units)) >= Agreement.CLOSE
            and (score := _likeness(target.subject + target.tail, result.subject + result.tail))
        ),
    )
    used: set[int] = set()
    for _, _, index, order in ranked:
        if chosen[index] is None and order not in used:
            chosen[index] = results[order]
            used.add(order)
    if not used and len(left) == len(wanted):
        return _by_position(wanted, results)
    return _by_unit(wanted, results, chosen, used)


def _is_equal(target: Quantity, result: Quantity) -> bool:
    same = target.unit == result.unit and (target.low, target.high) == (result.low, result.high)
    return same and not (result.is_bound or result.approximate)


def _by_position(wanted: Sequence[Quantity], results: Sequence[Quantity]) -> list[Quantity | None]:
    pairs = list(zip(wanted, results, strict=True))
    if all(agreement(one.units, other.units) >= Agreement.CLOSE for one, other in pairs):
        return list(results)
    return [None] * len(wanted)


def _by_unit(
    wanted: Sequence[Quantity],
    results: Sequence[Quantity],
    chosen: list[Quantity | None],
    used: set[int],
) -> list[Quantity | None]:
    """What words did not settle, a unit does that only one of each side has."""
    for index, target in enumerate(wanted):
        if chosen[index] is not None or not target.unit:
            continue
        rivals = [one for one in wanted if one.unit == target.unit]
        fitting = [
            order
            for order, result in enumerate(results)
            if order not in used and result.unit == target.unit
        ]
        if len(rivals) == 1 and len(fitting) == 1:
            chosen[index] = results[fitting[0]]
            used.add(fitting[0])
    return _by_rest(wanted, results, chosen, used)


def _by_rest(
    wanted: Sequence[Quantity],
    results: Sequence[Quantity],
    chosen: list[Quantity | None],
    used: set[int],
) -> list[Quantity | None]:
    """A number without words of its own goes with the only one that is left."""
    open_targets = [index for index, result in enumerate(chosen) if result is None]
    left = [order for order in range(len(results)) if order not in used]
    wholes = [index for index in open_targets if "其中" not in wanted[index].subject]
    if len(wholes) == 1:
        open_targets = wholes  # 2个（其中1个备用）
    if len(open_targets) != 1 or len(left) != 1:
        return chosen
    target, result = wanted[open_targets[0]], results[left[0]]
    wordless = not (_pairs(target.subject + target.tail) and _pairs(result.subject + result.tail))
    if wordless and agreement(target.units, result.units) >= Agreement.CLOSE:
        chosen[open_targets[0]] = result
    return chosen


_NAMED_UNIT = re.compile(r"(人次|人|名|户|次|场|期|家|份|篇|册|台|辆|座|亩|件)数")


def counts_something_else(target: Quantity, result: Quantity, name: str) -> bool:
    """Whether a result that seems to fall short counts another thing: 5个班 against 500人."""
    wanted = target.unit
    if not wanted:
        named = _NAMED_UNIT.search(name)
        wanted = named[1] if named else ""
        if agreement(units(wanted), result.units) <= Agreement.DOUBTFUL:
            return True
    if wanted == result.unit or not result.unit or result.is_percent:
        return False
    same_kind = {unit.kind for unit in units(wanted)} & {unit.kind for unit in result.units}
    if not same_kind and _WHERE.search(result.subject):
        return True
    thing = _CHINESE.findall(result.tail)
    words = f"{target.subject}{target.tail}{name}"
    return not same_kind and bool(thing) and not any(char in words for char in thing)


_WHERE = re.compile(r"(?:在|对|为|向|覆盖|涉及|针对|组织|包括)$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MAX_WORDS = 60


def _likeness(words: str, others: str) -> int:
    """How many pairs of neighbouring characters two texts share."""
    return len(_pairs(words[-_MAX_WORDS:]) & _pairs(others[-_MAX_WORDS:]))


@lru_cache(maxsize=4096)
def _pairs(words: str) -> frozenset[str]:
    plain = [char for char in words if "\u4e00" <= char <= "\u9fff"]
    return frozenset(first + second for first, second in pairwise(plain))
