"""每生每天4元: what the goal's text pays per head, against the row that sets the standard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Kind, units
from reviewer.language.words import content
from reviewer.wording.goal_numbers import satisfies
from reviewer.wording.goal_rows import RowValues
from reviewer.wording.goals import MAX_TEXT

_PER = r"每(?:[名位个]?(?:学生|人|生|户|亩|天|日|月|年|学期)|[名位])"
_PRICE = re.compile(
    rf"(?P<per>{_PER}(?:[/·]?{_PER})?)(?:补助|补贴|资助|奖励|发放|给予)?"
    r"(?P<money>\d[\d,]{0,12}(?:\.\d{1,4})?(?:元|万元))(?!以|及|左右|[-~至/])"
)
_ANY_PRICE = re.compile(r"每[^，。；、\d]{1,12}\d[\d.,]{0,16}万?元")
_IN_NAME = re.compile(rf"^{_PER}(?:{_PER})?")
_PERSON = frozenset(("人", "生", "名", "位", "学生"))
_NAMES_A_STANDARD = re.compile(r"标准|补助|补贴|资助|奖励")
_NAMES_A_COST = re.compile(r"均|成本|控制|节约|支出|费用|单价|投[入资]")
_GENERAL = re.compile(
    r"标准|补助|补贴|资助|发放|资金|财政|足额|拨付|金额|按|给予|学生|人员|每|人|生|户|天|年"
)
_CLAUSE = re.compile(r"[^，。；！？]+")
_OTHER_TIME = re.compile(r"上年|去年|往年|原|提高|提标|由|从|调整|最[高低]|不[低高超少]|约|平均")


class Price(NamedTuple):
    """An amount per head or per time, and the clause that it stands in."""

    per: frozenset[str]
    amount: Quantity
    clause: str


@lru_cache(maxsize=256)
def price(text: str) -> Price | None:
    """The only price that a text names; None where it names several or none surely."""
    plain = normalize(text[:MAX_TEXT])
    if len(_ANY_PRICE.findall(plain)) != 1:
        return None
    found = _PRICE.search(plain)
    if found is None:
        return None
    clause = next(one for one in _CLAUSE.finditer(plain) if one.end() >= found.end()).group()
    amount = quantities(found["money"])
    per = _per(found["per"])
    if not per or _OTHER_TIME.search(clause) or len(amount) != 1:
        return None
    return Price(per, amount[0], clause)


def contradicted(price: Price, rows: Sequence[RowValues]) -> int | None:
    """The row that sets another standard per the same; None where several do, or none."""
    alike = [index for index, row in enumerate(rows) if _sets(row, price)]
    if len(alike) != 1:
        return None
    (index,) = alike
    row = rows[index]
    fits = any(satisfies(value, price.amount) for value in (*row.values, *row.asked))
    return None if fits else index


def _sets(row: RowValues, price: Price) -> bool:
    name = row.name.whole
    if not _NAMES_A_STANDARD.search(name) or _NAMES_A_COST.search(name):
        return False
    if {_per_of(value, name) for value in row.values} != {price.per}:
        return False
    # 创业补贴标准 is another than 每人2000元 for housing.
    left = content(_GENERAL.sub(" ", price.clause.replace(price.amount.words, " ")), name)
    own = content(_GENERAL.sub(" ", name), price.clause)
    return not left and not own


def _per_of(value: Quantity, name: str) -> frozenset[str]:
    """For whom and how often a row's amount is: 元/生·天, or 元 under 每生每天补助标准."""
    if not any(unit.kind is Kind.MONEY for unit in units(value.unit)):
        return frozenset()  # of no price
    # 生 is no unit, so that /生·天 stands behind the unit.
    _, slash, behind = f"{value.unit}{value.tail}".partition("/")
    if slash:
        return _per(behind)
    in_name = _IN_NAME.match(name)
    return _per(in_name.group()) if in_name else frozenset()


@lru_cache(maxsize=1024)
def _per(words: str) -> frozenset[str]:
    """The heads and times of 每生每天 or 生·天; the year goes without saying."""
    parts = re.split(r"[每/·个]", words.replace("学年", "年"))
    heads = ("人" if part in _PERSON else part.replace("日", "天") for part in parts)
    return frozenset(head for head in heads if head and head != "年")
