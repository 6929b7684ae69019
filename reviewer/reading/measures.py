"""What a figure measures, as the words beside it say: which rate, per what, a change or a level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind, units
from reviewer.lexicon import Mark, lexicon

_BEHIND_RATE = 8
"""So many characters may stand between 满意度 and its number (均保持, 应达到)."""
_PER = pattern(
    r"每(?:个|名|位|一)?(百万人口?|[万千百]人|公里|公顷|平方米|毫升|立方米|标段|项目|学生|季度|半年|[\u4e00-\u9fff])"
)
_EACH_OF = pattern(
    r"([人户亩生场件村校班床家吨社镇台套次车])均(?![不已未在按达])|(?<=均)(月|日)|(?:^|[^\u4e00-\u9fff])?单([位个次台座处套件批组站辆项户吨])(?!位(?:满意|职工|人员|成本|面积))"
)
_PERSON = frozenset(("人", "生", "名", "位", "员", "学生"))
_TIMES = frozenset(("月", "天", "周", "季", "季度", "半年"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures.

    Attributes:
        rate: the rate by its own name (合格率), "" where it is none.
        manner: in which manner it is reached (提前, 一次), "" where no word says.
        per: for whom or what and how often it is counted (人, 月); the year goes without saying.
    """

    rate: str
    manner: str
    per: frozenset[str]


def measure_of(quantity: Quantity, before: str) -> Measure:
    """What a figure measures that has these words before it in its clause."""
    words = f"{before}{quantity.words}"
    rate, manner = _rate_before(before) if quantity.is_percent else ("", "")
    return Measure(
        rate, manner, per(words, f"{quantity.unit}{quantity.tail}", of_money=is_money(quantity))
    )


def is_money(quantity: Quantity) -> bool:
    """Whether it is an amount in yuan."""
    return _is_of_money(quantity.unit)


@lru_cache(maxsize=1024)
def _is_of_money(unit: str) -> bool:
    return any(one.kind is Kind.MONEY for one in units(unit))


@lru_cache(maxsize=4096)
def _rate_before(before: str) -> tuple[str, str]:
    marks = lexicon("prose").find(before, "rate")
    if not marks or len(before) - marks[-1].end > _BEHIND_RATE:
        return "", ""
    return rate_at(before, marks[-1])


def rate_at(words: str, mark: Mark) -> tuple[str, str]:
    """The rate whose name ends with that word, and the manner that stands before it."""
    if mark.word in _SHARES:
        return _SHARES[0], ""
    start = max(0, mark.start - 2)
    name = words[start : mark.end]
    said = lexicon("prose").find(
        words[max(0, start - 3) : start], *("early", "once", "online", "at_once")
    )
    return _SAME_RATE.get(name, name), said[-1].concept if said else ""


_SHARES = ("比例", "占比", "比重", "比率")
_SAME_RATE = {"满意率": "满意度", "盖面": "覆盖率", "覆盖面": "覆盖率", "覆盖度": "覆盖率"}


@lru_cache(maxsize=4096)
def per(words: str, unit: str, *, of_money: bool) -> frozenset[str]:
    """For whom and how often: 每生每天5元 and 5元/人·天 give 人 and 天.

    Of what is counted the times are left out: 每季度1次 makes 4 a year.
    """
    found = [match[1] for match in _PER.finditer(words)]
    found += [match[match.lastindex or 1] for match in _EACH_OF.finditer(words)]
    _, slash, behind = unit.partition("/")
    if slash:
        found += re.split(r"[/·*]", behind)
    heads = {_head(one.removeprefix("每")) for one in found}
    return frozenset(heads - {"", "年", "学年"} - (frozenset() if of_money else _TIMES))


def _head(printed: str) -> str:
    if printed in _PERSON:
        return "人"
    return {"日": "天", "位": "", "镇": "乡"}.get(printed, printed)
