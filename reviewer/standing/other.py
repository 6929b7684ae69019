"""Another thing told than was asked: 检测设备全部到货 for a 合格率, 张贴海报 for a 知晓率."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon

_LONGEST = 40
_RATES = ("率", "度", "比例")


@lru_cache(maxsize=4096)
def another_thing(target: str, actual: str, name: str) -> str:
    """What the result should speak of and does not (合格); "" where it does or nobody can say.

    Only of a rate or a verdict that a result may name in words, and only where the result tells
    of a step on the way.
    """
    wanted, reached, named = bare(target), normalize(actual), normalize(name)
    if len(reached) <= _LONGEST and (visits := _only_visits(f"{named}{wanted}", target, actual)):
        return visits
    if not reached or len(reached) > _LONGEST or any(one.is_percent for one in quantities(actual)):
        return ""
    asked = _asked(wanted, named, is_rate=any(one.is_percent for one in quantities(target)))
    rates = lexicon("rates")
    if not asked or rates.holds(reached, asked) or not rates.holds(reached, "activity"):
        return ""
    return "" if asked in reached else asked


def _only_visits(asked: str, target: str, actual: str) -> str:
    """How often a thing was looked at, where it was asked how often it was done: 访问31万次 of 更新4次."""
    rates = lexicon("rates")
    wanted, told = quantities(target), quantities(actual)
    if rates.holds(asked, "visits") or len(wanted) != 1 or len(told) != 1:
        return ""
    if wanted[0].unit not in _TIMES or not rates.holds(normalize(actual), "visits"):
        return ""
    return "完成" if told[0].low >= _MANY * wanted[0].high else ""


_TIMES = ("次", "期", "条", "篇")
_MANY = 100


def _asked(wanted: str, name: str, *, is_rate: bool) -> str:
    """合格 of 合格率 ≥95% and of the verdict 验收合格; "" where neither is asked."""
    concepts = [one for one in lexicon("rates").concepts if one not in _NO_RATES]
    if is_rate:
        subject = name.partition("(")[0]
        return next((one for one in concepts if subject.endswith(_rate(one))), "")
    if wanted.startswith("通过") and len(wanted) <= _SHORT:
        return "通过"
    return next((one for one in _VERDICTS if wanted.endswith(one) and len(wanted) <= _SHORT), "")


_NO_RATES = ("activity", "visits")
_VERDICTS = ("合格", "优良", "达标", "通过")
_SHORT = 8


def _rate(measured: str) -> tuple[str, ...]:
    return tuple(measured + ending for ending in _RATES)
