"""How each setting of a policy file is read: its Chinese name, its type, its bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from reviewer.rounding import Rounding, plain

CATEGORIES = ("产出", "效益", "满意度")
DIMENSIONS = frozenset(
    ("数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "满意度")
)
MAX_LENGTH = 40


class SettingError(Exception):
    """A value that a setting cannot take; the message says in Chinese what it should be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of the file: its name for people, how it is read and how it is shown."""

    label: str
    read: Callable[[object], object]
    show: Callable[[object], str] = str


def _reject(expected: str, value: object) -> SettingError:
    return SettingError(f"应为{expected}，实为 {str(value)[:MAX_LENGTH]!r}")


def _number(value: object, expected: str) -> Fraction:
    """A number or a string with one: "10", "130%", "4/5". Never a float: it lost its digits."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise _reject(expected, value)
    text = str(value).strip()
    digits, percent = (text[:-1], 100) if text.endswith("%") else (text, 1)
    if len(text) > MAX_LENGTH or "e" in text.lower():
        raise _reject(expected, value)
    try:
        return Fraction(digits) / percent
    except (ValueError, ZeroDivisionError):
        raise _reject(expected, value) from None


def points(value: object) -> Fraction:
    """A 分值: not negative."""
    expected = '不小于0的分数（如 "10"）'
    number = _number(value, expected)
    if number < 0 or str(value).strip().endswith("%"):
        raise _reject(expected, value)
    return number


def share(low: int, high: int) -> Callable[[object], Fraction]:
    """A share between two bounds, inclusive."""
    expected = f'{low * 100}%至{high * 100}%之间的比例（如 "{low * 100 or 10}%"）'

    def read(value: object) -> Fraction:
        number = _number(value, expected)
        if not low <= number <= high:
            raise _reject(expected, value)
        return number

    return read


def _category_weights(value: object) -> dict[str, Fraction] | None:
    expected = f"{'、'.join(CATEGORIES)}各自的分值，或表示不分类的空表 {{}}"
    if not isinstance(value, dict) or (value and set(value) != set(CATEGORIES)):
        raise _reject(expected, value)
    return {name: points(value[name]) for name in CATEGORIES} if value else None


_EXCESS = ("个数", "百分点", "百分点上限")


def _small_excess(value: object) -> tuple[Fraction, ...]:
    expected = f"{'、'.join(_EXCESS)}各自的数，百分点不大于其上限"
    if not isinstance(value, dict) or set(value) != set(_EXCESS):
        raise _reject(expected, value)
    pieces, least, most = (points(value[name]) for name in _EXCESS)
    if least > most:
        raise _reject(expected, value)
    return pieces, least, most


def _list(value: object, expected: str) -> list[object]:
    if not isinstance(value, list) or not value:
        raise _reject(expected, value)
    return value


def _names(value: object, expected: str) -> tuple[str, ...]:
    items = _list(value, expected)
    if not all(isinstance(item, str) and item for item in items):
        raise _reject(expected, value)
    return tuple(str(item) for item in items)


def _falls_to_zero(ends: list[Fraction]) -> bool:
    return ends[-1] == 0 and all(a > b for a, b in pairwise(ends))


def _bands(value: object) -> tuple[Fraction, ...]:
    expected = '三档的下限，由高到低，末档为 "0%"'
    ends = [share(0, 1)(item) for item in _list(value, expected)]
    if len(ends) != 3 or not _falls_to_zero(ends):
        raise _reject(expected, value)
    return tuple(ends)


def _grades(value: object) -> tuple[tuple[Fraction, tuple[str, ...]], ...]:
    expected = '各等级的 { from = 下限, names = [名称] }，由高到低，末级下限为 "0"'
    grades = []
    for item in _list(value, expected):
        if not isinstance(item, dict) or set(item) != {"from", "names"}:
            raise _reject(expected, item)
        grades.append((points(item["from"]), _names(item["names"], expected)))
    names = [name for _, group in grades for name in group]
    if not _falls_to_zero([low for low, _ in grades]) or len(set(names)) < len(names):
        raise _reject(expected, value)
    return tuple(grades)


def _dimensions(value: object) -> tuple[tuple[str, ...], ...]:
    expected = f"由维度名组成的若干组，维度名为{'、'.join(sorted(DIMENSIONS))}之一"
    groups = tuple(_names(group, expected) for group in _list(value, expected))
    if not {name for group in groups for name in group} <= DIMENSIONS:
        raise _reject(expected, value)
    return groups


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise _reject(" 或 ".join(choices), value)
        return str(value)

    return read


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _reject("true 或 false", value)
    return value


def _rounding(value: object) -> Rounding:
    return Rounding(_one_of(*Rounding)(value))


def _show_points(value: object) -> str:
    return f"{plain(value)}分" if isinstance(value, Fraction) else "—"


def _show_share(value: object) -> str:
    return f"{plain(value * 100)}%" if isinstance(value, Fraction) else "—"


def _show_change(value: object) -> str:
    return "任何调整" if value == 0 else _show_share(value)


def _show_weights(value: object) -> str:
    if not isinstance(value, dict):
        return "不分类"
    return "、".join(f"{name}{plain(weight)}" for name, weight in value.items())


def _show_bands(value: object) -> str:
    ends = value if isinstance(value, tuple) else ()
    return "、".join(f"{_show_share(low)}起" for low in ends)


def _show_excess(value: object) -> str:
    pieces, least, most = value if isinstance(value, tuple) else (0, 0, 0)
    return f"{plain(pieces)}个；比率{plain(least)}个百分点，或不到一倍且不超过{plain(most)}个百分点"


def _show_grades(value: object) -> str:
    grades = value if isinstance(value, tuple) else ()
    return "、".join(f"{plain(low)}起{'/'.join(names)}" for low, names in grades)


def _show_dimensions(value: object) -> str:
    groups = value if isinstance(value, tuple) else ()
    return "、".join("/".join(group) for group in groups)


SETTINGS: dict[str, Setting] = {
    "total": Setting("总分", points, _show_points),
    "execution_weight": Setting("预算执行率分值", points, _show_points),
    "category_weights": Setting("各类指标分值", _category_weights, _show_weights),
    "cost_weights": Setting("设成本指标时各类指标分值", _category_weights, _show_weights),
    "reverse_formula": Setting(
        "反向指标未完成的计分",
        _one_of("ratio", "linear"),
        lambda value: "指标值÷完成值" if value == "ratio" else "线性递减，超一倍为0",
    ),
    "bands": Setting("定性指标三档下限", _bands, _show_bands),
    "over_achievement": Setting("超额完成需说明原因的起点", share(1, 10), _show_share),
    "small_excess": Setting("超额不多、不必说明原因的幅度", _small_excess, _show_excess),
    "low_execution": Setting("执行率需说明原因的下限", share(0, 1), _show_share),
    "hardly_spent": Setting("资金基本没有支出的执行率", share(0, 1), _show_share),
    "nearly_complete": Setting("产出视为基本完成的得分（占分值）", share(0, 1), _show_share),
    "budget_change": Setting("年中预算调整需说明原因的幅度", share(0, 1), _show_change),
    "token_deduction": Setting("象征性扣分的上限（占分值）", share(0, 1), _show_share),
    "grades": Setting("等级", _grades, _show_grades),
    "required_dimensions": Setting("必设的指标维度", _dimensions, _show_dimensions),
    "scored": Setting("是否计分", _flag, lambda value: "是" if value else "否"),
    "rounding": Setting(
        "执行率的通常取舍",
        _rounding,
        lambda value: {"half-up": "四舍五入", "half-even": "四舍六入", "up": "只入不舍"}.get(
            str(value), "只舍不入"
        ),
    ),
}
