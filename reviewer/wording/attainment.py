"""Whether a row's result reaches its target (指标值 against 实际完成值)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from reviewer.models import Indicator
from reviewer.wording.changes import as_change
from reviewer.wording.comparable import compare_as_said
from reviewer.wording.comparison import Comparison, Standing, unknown
from reviewer.wording.direction import Place
from reviewer.wording.elapsed import as_days
from reviewer.wording.normal import normalize
from reviewer.wording.pairing import pair, planned, reported, single
from reviewer.wording.quantities import (
    Quantity,
    holds_unread_number,
    is_misprinted,
    measure_in_name,
    quantities,
)
from reviewer.wording.ranks import place as place_in_order
from reviewer.wording.scales import is_class
from reviewer.wording.shares import as_rate
from reviewer.wording.sums import added_up, asked_in_all, counts_anew, only_total, total_of
from reviewer.wording.unnumbered import reached_as_worded

__all__ = ["Attainment", "Part", "Standing", "attain", "is_blank", "is_numeric", "is_parsed"]


@dataclass(frozen=True, slots=True)
class Part:
    """One quantity of a target and what became of it; `actual` is None where nothing fits it."""

    target: Quantity
    actual: Quantity | None
    comparison: Comparison

    @property
    def standing(self) -> Standing:
        return self.comparison.standing


@dataclass(frozen=True, slots=True)
class Attainment:
    """What comes of a row.

    Attributes:
        standing: MISSED only where nothing speaks against it.
        reason: why it is UNKNOWN, in Chinese.
        is_quantified: the target holds a number, whether it could be read or not.
        as_worded: met because the result says what a target in words asks for.
        parts: the target's quantities with their results; one for a plain target.
        completion: what the formula multiplies 分值 by, 0..1, for a missed plain target.
        over: result ÷ target of a plain forward target that was met (3 for 300%).
        target_value: both values in the target's printed unit, for the formula.
        reverse: less is better.
        units_differ: target and result have units that cannot mean the same thing.
        has_blank: the target or the result is empty.
    """

    standing: Standing
    reason: str = ""
    is_quantified: bool = False
    as_worded: bool = False
    parts: tuple[Part, ...] = ()
    completion: Fraction | None = None
    over: Fraction | None = None
    target_value: Fraction | None = None
    actual_value: Fraction | None = None
    reverse: bool = False
    units_differ: bool = False
    has_blank: bool = False

    @property
    def is_compound(self) -> bool:
        """The target has several quantities."""
        return len(self.parts) > 1

    @property
    def met(self) -> bool:
        """Reached, or more than that."""
        return self.standing in (Standing.MET, Standing.OVER)

    @property
    def missed(self) -> bool:
        return self.standing is Standing.MISSED


_MOST_PARTS = 20
_MOST_RESULTS = 60
_BLANK = re.compile(r"[\s\-—–－/\\.。]*")


def is_blank(cell: str) -> bool:
    """Nothing, or a dash or slash, stands in a cell of 指标值 or 实际完成值."""
    return _BLANK.fullmatch(cell) is not None


def is_numeric(target: str) -> bool:
    """Whether a target holds a number that is no date, name or list number."""
    return bool(quantities(target)) or holds_unread_number(target)


def is_parsed(target: str) -> bool:
    """Whether all numbers of a target were read as quantities."""
    return bool(quantities(target)) and not holds_unread_number(target)


def attain(row: Indicator, year: int | None, reverse_formula: str) -> Attainment:
    """Compare a row's target with its result.

    Args:
        row: an indicator; empty cells give UNKNOWN.
        year: the form's, so that a bare 2023 is not taken for an amount.
        reverse_formula: "ratio" (指标值 ÷ 完成值) or "linear" (1 − excess ÷ 指标值, at least 0).
    """
    place = Place(row.name.text, row.level1.text, row.level2.text)
    return _attain(row.target.text, row.actual.text, place, year, reverse_formula)


@lru_cache(maxsize=4096)
def _attain(
    target: str, actual: str, place: Place, year: int | None, reverse_formula: str
) -> Attainment:
    if (wanted_place := place_in_order(target, place.name)) is not None:
        return _ranked(wanted_place, actual, place.name)
    wanted = _wanted(target, year)
    quantified = bool(wanted) or holds_unread_number(target)
    if is_class(target, place.name):
        wanted, quantified = (), False
    if is_blank(target):
        return Attainment(Standing.UNKNOWN, "指标值为空", has_blank=True)
    if is_blank(actual):
        return replace(_BLANK_RESULT, is_quantified=quantified)
    if not quantified:
        return _AS_WORDED if reached_as_worded(target, actual) else _WORDS
    if not wanted:
        return Attainment(
            Standing.UNKNOWN, f"指标值“{_short(target)}”中的数字无法识别", is_quantified=True
        )
    if is_misprinted(actual):
        reason = f"实际完成值“{_short(actual)}”中的数字无法识别"
        return Attainment(Standing.UNKNOWN, reason, is_quantified=True)
    done = _reached(actual, f"{place.name}{target}")
    if len(wanted) < len(planned(quantities(target))):
        done = tuple(one for one in done if not _IN_ALL.search(one.subject)) or done
    if len(wanted) > _MOST_PARTS or len(done) > _MOST_RESULTS:
        return Attainment(Standing.UNKNOWN, "数值太多，无法逐一对应", is_quantified=True)
    if len(wanted) == 1 and (derived := _derived(actual, wanted[0], place.name, year)):
        done = (derived,)
    if len(wanted) == 1 and (change := as_change(actual, wanted[0], place.name)):
        outcome = compare_as_said(actual, place, wanted[0], change, reverse_formula)
        return _plain(Part(wanted[0], change, replace(outcome, over=None)))
    measure = _measure(place.name, wanted)
    wanted = _in_measure(wanted, measure)
    results = _in_measure(done, measure)
    if (told := _told_in_all(target, actual, place, wanted, results, reverse_formula)) is not None:
        return told
    parts = tuple(_parts(target, actual, place, wanted, results, reverse_formula))
    if len(parts) == 1:
        return _plain(parts[0])
    return _compound(parts, either=_is_choice(target, wanted))


def _derived(actual: str, target: Quantity, name: str, year: int | None) -> Quantity | None:
    """What the figures of a result come to in the target's terms: a rate, a span of days."""
    rate = as_rate(quantities(actual), actual, target, name)
    return rate or as_days(target, actual, year)


def _told_in_all(
    target: str,
    actual: str,
    place: Place,
    wanted: tuple[Quantity, ...],
    results: tuple[Quantity, ...],
    formula: str,
) -> Attainment | None:
    """共演出62场 for 下乡30场，进校园20场: fewer than all parts together is surely too few."""
    asked = asked_in_all(wanted, target)
    total = None if asked is None else only_total(results, asked, actual)
    if asked is None or total is None:
        return None
    part = Part(asked, total, compare_as_said(actual, place, asked, total, formula))
    if part.standing is Standing.MISSED:
        return _plain(part)
    reason = f"实际完成值只有合计“{total.words}”，不能逐项核对“{_short(target)}”"
    return Attainment(Standing.UNKNOWN, reason, is_quantified=True)


_OR = re.compile(r"[；，、]?或者?(?!以上|以下|超过|等于|高于|少于|低于|大于|小于|多于)")


def _is_choice(target: str, wanted: tuple[Quantity, ...]) -> bool:
    """SCI论文5篇或中文核心论文10篇: any one will do."""
    plain = normalize(target)
    return all(
        _OR.search(plain, one.end, other.start) is not None for one, other in pairwise(wanted)
    )


def _ranked(wanted: Quantity, actual: str, name: str) -> Attainment:
    """前三 against 第4名; the formula knows no share of a place."""
    if is_blank(actual):
        return _BLANK_RESULT
    reached = place_in_order(actual, name)
    if reached is None or reached.unit != wanted.unit:
        reason = f"实际完成值“{_short(actual)}”不是可与指标值“{wanted.words}”比较的名次"
        return Attainment(Standing.UNKNOWN, reason, is_quantified=True)
    standing = Standing.MET if reached.high <= wanted.high else Standing.MISSED
    return _plain(Part(wanted, reached, Comparison(standing, reverse=True)))


_STILL = re.compile(r"(?:尚有|还有|仍有|另有|剩余|其余|余下)[约近]?$")
_BESIDE = re.compile(
    r"(?:超支|超出(?:预算|概算|控制数|目标|指标)?|(?<![减缩])少了?|还差|尚差|尚缺|还缺|短缺)[约近]?$"
)
_MISSING = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:(?:正在|[尚仍还]在)(?!运行|使用|稳定|正常|发挥|试运|运营|服役)|在建(?!设)"
    r"|(?:未|没有|尚未|仍未|还未)(?:到货|交货|交付|覆盖|开展|参加|参与|到位|建成|开工))"
)
"""购置20台，3台未到货: of several numbers this is none that was reached."""
_LONGEST = 8
"""What _STILL and _BESIDE match at most: a search of the whole cell at each number is quadratic."""
_TO_DO = re.compile(
    r"[^，。；、]{0,6}?(?:未|待|没有|正在|将|拟|计划|预计|明年|次年|下一?年|20\d\d年)"
)
_BEGUN = re.compile(r"(?:开工|动工|启动|在建|施工)(?:建设)?$")
_FINISHED = re.compile(r"(?:完工|竣工|建成|完成)(?:建设|验收)?$")
_BEGINNING = re.compile(r"开工|动工|启动")


def _reached(actual: str, wanted: str = "") -> tuple[Quantity, ...]:
    """The quantities of a result; not what is still to do (尚有2项未验收), nor a gap (少2场).

    Of 开工3个，完工2个 only what was finished counts, unless `wanted` asks for a beginning.
    """
    plain = normalize(actual)

    def counts(one: Quantity) -> bool:
        before = plain[max(0, one.start - _LONGEST) : one.start]
        to_do = _STILL.search(before) and _TO_DO.match(plain, one.end)
        return not (to_do or _BESIDE.search(before))

    counted = tuple(one for one in quantities(actual) if counts(one))
    there = tuple(one for one in counted if not _MISSING.match(plain, one.end)) or counted
    if not _BEGINNING.search(wanted) and any(_FINISHED.search(one.subject) for one in there):
        there = tuple(one for one in there if not _BEGUN.search(one.subject))
    return there


def _wanted(target: str, year: int | None) -> tuple[Quantity, ...]:
    """The quantities that a target asks for."""
    wanted = _without_years_total(planned(quantities(target)))
    if len(wanted) == 1 and year is not None and wanted[0].words == str(year):
        return ()
    return wanted


_IN_ALL = re.compile(r"累计|合计|总计|共")


def _without_years_total(wanted: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """12座（三年累计36座）: the form's own year asks for 12座."""
    own = [one for one in wanted if not one.measures_time]
    spans = [
        one for one in wanted if one.measures_time and "年" in one.unit and _IN_ALL.match(one.tail)
    ]
    if not spans or len(own) < len(wanted) - len(spans):
        return wanted
    totals = [one for one in own if one.start >= spans[0].end]
    rest = tuple(one for one in own if one.start < spans[0].start)
    return (
        rest if len(totals) == 1 and len(rest) == 1 and rest[0].unit == totals[0].unit else wanted
    )


def _measure(name: str, wanted: tuple[Quantity, ...]) -> Quantity | None:
    """The unit that the name gives (种植面积（万亩）) where the target has none."""
    if any(one.unit for one in wanted):
        return None
    return next((one for one in measure_in_name(name) if one.unit), None)


def _in_measure(found: tuple[Quantity, ...], measure: Quantity | None) -> tuple[Quantity, ...]:
    if measure is None:
        return found
    unit, by = measure.unit, measure.multiplier
    return tuple(
        one
        if one.unit
        else replace(
            one, unit=unit, low=one.low * by, high=one.high * by, multiplier=one.multiplier * by
        )
        for one in found
    )


def _parts(
    target: str,
    actual: str,
    place: Place,
    wanted: tuple[Quantity, ...],
    found: tuple[Quantity, ...],
    formula: str,
) -> list[Part]:
    results = reported(found, wanted)
    if len(wanted) == 1:
        return [_one(actual, place, wanted[0], results, formula)]
    whole = _of_whole(target, wanted, results)
    return [
        Part(wish, result, compare_as_said(actual, place, wish, result, formula))
        for wish, result in zip(wanted, whole or pair(wanted, results), strict=True)
    ]


def _of_whole(
    target: str, wanted: tuple[Quantity, ...], results: tuple[Quantity, ...]
) -> list[Quantity | None]:
    """62场 for 60场（下乡30场）: a lone figure answers the whole, not what stands in brackets."""
    plain, first = normalize(target), wanted[0]
    bracketed = plain[first.end : first.end + 1] == "(" and plain.rstrip("。").endswith(")")
    if not bracketed or len(results) != 1 or results[0].subject or results[0].unit != first.unit:
        return []
    return [results[0], *[None] * (len(wanted) - 1)]


def _one(
    actual: str, place: Place, target: Quantity, results: tuple[Quantity, ...], formula: str
) -> Part:
    """A plain target: the result that fits it, or all that fit where they say the same."""
    fitting = single(target, results, place.name)
    if len(fitting) <= 1:
        result = fitting[0] if fitting else None
        return Part(target, result, compare_as_said(actual, place, target, result, formula))
    outcomes = [compare_as_said(actual, place, target, result, formula) for result in fitting]
    standings, reverse = {outcome.standing for outcome in outcomes}, outcomes[0].reverse
    if standings == {Standing.MET}:
        return Part(target, fitting[0], Comparison(Standing.MET, reverse=reverse))
    total = None if reverse else added_up(fitting, actual)
    if total is not None and counts_anew(total):
        return Part(target, total, compare_as_said(actual, place, target, total, formula))
    if standings == {Standing.MISSED} and not _adds_up(target, fitting, reverse):
        told = None if reverse else total_of(fitting, actual)
        return Part(target, told or fitting[0], Comparison(Standing.MISSED, reverse=reverse))
    ambiguous = unknown(f"实际完成值中有多个数值，不能确定哪一个对应“{target.words}”")
    return Part(target, None, ambiguous)


def _adds_up(target: Quantity, results: tuple[Quantity, ...], reverse: bool) -> bool:
    """Whether the results may be shares of a whole that reaches the target."""
    if reverse:
        return False
    same = [result for result in results if result.unit == results[0].unit]
    scale = results[0].units[0].scale if results[0].units else Fraction(1)
    wanted = target.low * (target.units[0].scale if target.units else scale)
    return sum((result.high for result in same), Fraction(0)) * scale >= wanted


def _plain(part: Part) -> Attainment:
    found = part.comparison
    is_over = found.over is not None and found.over > 1
    return Attainment(
        standing=Standing.OVER if is_over else found.standing,
        reason=found.reason,
        is_quantified=True,
        parts=(part,),
        completion=found.completion,
        over=found.over,
        target_value=found.target_value,
        actual_value=found.actual_value,
        reverse=found.reverse,
        units_differ=found.units_differ,
    )


def _compound(parts: tuple[Part, ...], *, either: bool) -> Attainment:
    """One part missed is the whole missed; one part unknown leaves the rest open.

    Of parts to choose from (`either`) one reached is the whole reached.
    """
    standings = {part.standing for part in parts}
    if either and standings & {Standing.MET, Standing.OVER}:
        return Attainment(Standing.MET, is_quantified=True, parts=parts)
    order = (Standing.UNKNOWN, Standing.MISSED) if either else (Standing.MISSED, Standing.UNKNOWN)
    standing = next((one for one in order if one in standings), Standing.MET)
    reason = next((part.comparison.reason for part in parts if part.standing is standing), "")
    return Attainment(
        standing=standing,
        reason=reason if standing is Standing.UNKNOWN else "",
        is_quantified=True,
        parts=parts,
        units_differ=any(part.comparison.units_differ for part in parts),
    )


_BLANK_RESULT = Attainment(Standing.UNKNOWN, "实际完成值为空", is_quantified=True, has_blank=True)
_WORDS = Attainment(Standing.UNKNOWN, "指标值是文字表述，不能用数值核对")
_AS_WORDED = Attainment(Standing.MET, as_worded=True)
_SHOWN = 20


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
