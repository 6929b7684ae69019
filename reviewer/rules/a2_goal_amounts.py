"""Amounts that the goal's text names for the whole project, against the table's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reviewer.models import Form, Number, Text
from reviewer.rounding import rounding_of
from reviewer.rules.a2_amounts import TEN_THOUSAND

YUAN = {"元": 1, "万元": TEN_THOUSAND, "亿元": TEN_THOUSAND**2}
_AMOUNT = re.compile(
    r"(?:总投资|投资总额|(?:项目|财政|预算|专项)(?:总|的)?(?:资金|预算|经费|投资)|资金总额|预算(?:总额|金额|安排|数)"
    r"|(?:安排|投入|下达|到位|执行|支出|使用|支付)(?:资金|预算|经费|金额|总额)|(?:年度|全年|年初|本年)预算)"
    r"[^\d。；;，,、\n]{0,8}?(?P<number>\d[\d,]{0,20}(?:\.\d{1,6})?)\s*(?P<unit>亿元|万元|元)"
)


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """An amount for the project in running text: 总投资308.54万元."""

    text: Text
    field: str
    words: str
    value: Decimal
    unit: str

    @property
    def decimals(self) -> int:
        """How many decimals the text gives."""
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    def shows(self, yuan: Fraction) -> bool:
        """Whether so much money, in this amount's unit and decimals, is printed like this."""
        exact = yuan / YUAN[self.unit]
        return rounding_of(self.value, self.decimals, exact) is not None and exact >= 1


def named_amounts(form: Form) -> Iterator[NamedAmount]:
    """The amounts that 预期目标 and 实际完成情况 give for the project as a whole."""
    if form.goal is None:
        return
    for field, text in (("goal.planned", form.goal.planned), ("goal.achieved", form.goal.achieved)):
        if "元" not in text.text:
            continue
        for found in _AMOUNT.finditer(text.text):
            value = Decimal(found["number"].replace(",", "").rstrip("."))
            yield NamedAmount(text, field, found.group(), value, found["unit"])


def mistaken_for(named: NamedAmount, form: Form) -> Number | None:
    """The table's amount that is the same figure in another unit; None where none or one agrees."""
    factor = YUAN[form.currency_unit or "元"]
    amounts = [amount for line in form.funding for amount in line.amounts if amount.exact]
    yuan = [(amount, (amount.exact or Fraction(0)) * factor) for amount in amounts]
    if any(named.shows(money) for _, money in yuan):
        return None
    return next(
        (
            amount
            for amount, money in yuan
            if named.shows(money * TEN_THOUSAND) or named.shows(money / TEN_THOUSAND)
        ),
        None,
    )
