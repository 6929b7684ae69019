"""What code has computed about a row, in the words and numbers that a draft may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction

from reviewer.language.quantities import Quantity
from reviewer.models import Indicator
from reviewer.rounding import plain, rounded
from reviewer.rules.case import Case, RowFacts
from reviewer.standing.deadlines import late
from reviewer.standing.grounds import Comparison, Part, Standing

_PERCENT_DECIMALS = 2
_MULTIPLIERS = {Fraction(1): "", Fraction(10**4): "万", Fraction(10**8): "亿"}
_STANDINGS = {
    Standing.MET: "已达到",
    Standing.OVER: "超过指标值",
    Standing.MISSED: "未达到",
    Standing.UNKNOWN: "无法用数值比较",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Computed facts; "" or () where a fact does not apply.

    Attributes:
        deduction: 扣分, such as "0.24分".
        standing: whether the result reaches the target, in words.
        completion: 完成率 of a missed forward target, such as "88%".
        gap: what is missing or in excess, such as "少180家".
        formula_score: what the policy's formula gives a missed target, such as "1.76分".
        formula_deduction: what it takes off, such as "0.24分".
        over: result ÷ target of an exceeded target, such as "250%".
        late: the deadline and the later date of completion, in words.
        parts: for a compound target, one line per part.
        flags: what else is odd about the row.
        target: a plain target with the unit that the result prints ("≥1500家").
        actual: the plain result with the unit that the target prints.
    """

    deduction: str = ""
    standing: str = ""
    completion: str = ""
    gap: str = ""
    formula_score: str = ""
    formula_deduction: str = ""
    over: str = ""
    late: str = ""
    parts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    target: str = ""
    actual: str = ""

    def shown(self) -> dict[str, str | list[str]]:
        """The facts as the prompt shows them, by their Chinese names."""
        given: dict[str, str | list[str]] = {}
        for name, label in _LABELS.items():
            value = getattr(self, name)
            if value:
                given[label] = list(value) if isinstance(value, tuple) else value
        return given

    def texts(self) -> Iterator[str]:
        """Every fact as text: the numbers that they hold may be used."""
        for item in fields(self):
            value = getattr(self, item.name)
            yield from value if isinstance(value, tuple) else (value,)


_LABELS = {
    "deduction": "扣分",
    "standing": "是否达到",
    "completion": "完成率",
    "gap": "差额",
    "formula_score": "按公式得分",
    "formula_deduction": "按公式扣分",
    "over": "实际为指标值的",
    "late": "期限",
    "parts": "各部分",
    "flags": "注意",
}


def compute(case: Case, row: RowFacts) -> Facts:
    """Everything that can be computed about a row of a form."""
    found = row.attainment
    part = found.parts[0] if len(found.parts) == 1 else None
    compared = part.comparison if part is not None else Comparison(found.standing)
    missed = found.missed
    completion = found.completion if missed and not found.reverse else None
    supported = _supported(case, row)
    return Facts(
        deduction=_deduction(row) if case.scored else "",
        standing=_STANDINGS[found.standing] if found.is_quantified else "",
        completion="" if completion is None else _percent(completion),
        gap="" if part is None else _gap(part),
        formula_score="" if supported is None else _points(supported[0]),
        formula_deduction="" if supported is None else _points(supported[1]),
        over=_percent(compared.over) if compared.over and compared.over > 1 else "",
        late=_late(row.indicator, case.form.year),
        parts=tuple(_line(one) for one in found.parts) if found.is_compound else (),
        flags=tuple(_flags(row)),
        target="" if part is None else _with_unit(part.target, part.actual),
        actual="" if part is None or part.actual is None else _with_unit(part.actual, part.target),
    )


def _deduction(row: RowFacts) -> str:
    lost = row.deduction
    return f"{plain(lost)}分" if lost is not None and lost > 0 else ""


def _supported(case: Case, row: RowFacts) -> tuple[Fraction, Fraction] | None:
    """What the formula gives a missed plain target, and what it takes off."""
    weight, completion = row.weight.exact, row.attainment.completion
    if not case.scored or weight is None or completion is None or not row.attainment.missed:
        return None
    score = Fraction(rounded(weight * completion, _PERCENT_DECIMALS))
    return score, weight - score


def _points(score: Fraction) -> str:
    return f"{plain(score)}分"


def _percent(share: Fraction) -> str:
    return f"{plain(share * 100, _PERCENT_DECIMALS)}%"


def _gap(part: Part) -> str:
    found = part.comparison
    if found.target_value is None or found.actual_value is None:
        return ""
    apart = found.actual_value - found.target_value
    unit = _unit(part.target, part.actual)
    if not apart or unit is None or not _is_exact(part):
        return ""
    if unit in ("%", "百分比"):
        unit = "个百分点"
    return f"{'多' if apart > 0 else '少'}{plain(abs(apart))}{unit}"


def _is_exact(part: Part) -> bool:
    sides = [part.target] if part.actual is None else [part.target, part.actual]
    return not any(side.approximate or side.is_range or side.trend for side in sides)


def _unit(target: Quantity, actual: Quantity | None) -> str | None:
    """The target's unit as printed, 万 included; the result's where the target prints none."""
    printed = target
    if not target.unit and actual is not None and actual.multiplier == target.multiplier:
        printed = actual
    scale = _MULTIPLIERS.get(printed.multiplier)
    return None if scale is None or printed.unit == ":" else f"{scale}{printed.unit}"


def _with_unit(one: Quantity, other: Quantity | None) -> str:
    """≥1500 beside 1320家 is ≥1500家."""
    lends = not one.unit and other is not None and other.unit not in ("", ":")
    if other is None or not lends or one.multiplier != other.multiplier or one.approximate:
        return one.words
    return f"{one.words}{other.unit}" if one.words[-1:].isdecimal() else one.words


def _line(part: Part) -> str:
    """排放口标识牌：指标值1000块，完成1160块，已达到，多160块."""
    subject = f"{part.target.subject}：" if part.target.subject else ""
    if part.actual is None:
        return f"{subject}指标值{part.target.words}，完成情况无法对应"
    pieces = [
        f"{subject}指标值{_with_unit(part.target, part.actual)}",
        f"完成{_with_unit(part.actual, part.target)}",
        _STANDINGS[part.standing],
        _gap(part),
    ]
    share = part.comparison.completion
    if share is not None and not part.comparison.reverse:
        pieces.append(f"完成率{_percent(share)}")
    return "，".join(piece for piece in pieces if piece)


def _late(row: Indicator, year: int | None) -> str:
    found = late(row, year)
    if found is None or not found.done:
        return ""
    return f"期限“{found.limit.words}”，完成时间“{found.done}”，已超过期限"


def _flags(row: RowFacts) -> Iterator[str]:
    if row.attainment.units_differ:
        yield "实际完成值与指标值的单位不同"
