"""What a target asks for and what a result reports: the quantities that are set against each other."""

from __future__ import annotations

import re
from dataclasses import replace

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, measure_in_name, quantities
from reviewer.wording.pairing import planned

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


def reached(actual: str, target: str, name: str) -> tuple[Quantity, ...]:
    """The quantities of a result; not what is still to do (尚有2项未验收), nor a gap (少2场).

    Of 开工3个，完工2个 only what was finished counts, unless the row asks for a beginning; beside a
    target that left its years' total out, 累计25座 is left out too.
    """
    plain = normalize(actual)

    def counts(one: Quantity) -> bool:
        before = plain[max(0, one.start - _LONGEST) : one.start]
        to_do = _STILL.search(before) and _TO_DO.match(plain, one.end)
        return not (to_do or _BESIDE.search(before))

    counted = tuple(one for one in quantities(actual) if counts(one))
    there = tuple(one for one in counted if not _MISSING.match(plain, one.end)) or counted
    if not _BEGINNING.search(f"{name}{target}") and any(
        _FINISHED.search(one.subject) for one in there
    ):
        there = tuple(one for one in there if not _BEGUN.search(one.subject))
    asked = planned(quantities(target))
    if len(_without_years_total(asked)) < len(asked):
        there = tuple(one for one in there if not _IN_ALL.search(one.subject)) or there
    return there


def wanted(target: str, year: int | None) -> tuple[Quantity, ...]:
    """The quantities that a target asks for."""
    asked = _without_years_total(planned(quantities(target)))
    if len(asked) == 1 and year is not None and asked[0].words == str(year):
        return ()
    return asked


_IN_ALL = re.compile(r"累计|合计|总计|共")


def _without_years_total(asked: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """12座（三年累计36座）: the form's own year asks for 12座."""
    own = [one for one in asked if not one.measures_time]
    spans = [
        one for one in asked if one.measures_time and "年" in one.unit and _IN_ALL.match(one.tail)
    ]
    if not spans or len(own) < len(asked) - len(spans):
        return asked
    totals = [one for one in own if one.start >= spans[0].end]
    rest = tuple(one for one in own if one.start < spans[0].start)
    return rest if len(totals) == 1 and len(rest) == 1 and rest[0].unit == totals[0].unit else asked


def measure_of(name: str, asked: tuple[Quantity, ...]) -> Quantity | None:
    """The unit that the name gives (种植面积（万亩）) where the target has none."""
    if any(one.unit for one in asked):
        return None
    return next((one for one in measure_in_name(name) if one.unit), None)


def in_measure(found: tuple[Quantity, ...], measure: Quantity | None) -> tuple[Quantity, ...]:
    """The quantities that have no unit of their own, in the one that the name gives."""
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
