"""Places in an order: 前三, 第2名, 进入前10%, and bare numbers under 排名."""

from __future__ import annotations

import re
from fractions import Fraction

from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS, chinese_number
from reviewer.language.quantities import Quantity

_NAMED = re.compile(r"排名|名次|位次|排位|排序")
_MOVES = re.compile(r"提升|上升|提高|前移|进位|变化|下降|后移|提前|退|晋|数量|个数|次数")
"""排名上升位次 counts steps, no place."""
_LEAD = (
    r"(?:(?:在|以|获得?|取得|荣获|综合|考核|考评|评比|年度|总分|成绩|得分|结果|达到|进入|保持|稳居|稳定|位居|位列|名列"
    r"|列|居|位|排在|排|排名|名次|位次|均?为|是|实现|确保|已|全[国省市县区州盟]{1,2}|[省市县区]级?|[省市县区]内"
    r"|并列|[于到：了]))*"
)
_PLACE = re.compile(
    rf"{_LEAD}(?:≤|不低于|不超过)?(?P<how>前|第)?(?P<number>\d{{1,4}}|[{NUMERALS}]{{1,4}})"
    r"(?P<share>%)?(?:名|位)?(?:(?:及|或)?(?:以内|之内|内|以上|以前|之前|前))?"
)
_LONGEST = 24


def is_ranked(name: str) -> bool:
    """Whether a row's bare numbers are places (全市排名), and not how far one moved."""
    plain = normalize(name)
    return _NAMED.search(plain) is not None and _MOVES.search(plain) is None


def place(cell: str, name: str) -> Quantity | None:
    """The place that a whole cell names, None where it names none or says more.

    前5 and 第5名 are places by themselves; 5 and 5名 only under a name that ranks.
    """
    plain = normalize(cell).strip("。；")
    found = _PLACE.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None:
        return None
    if not found["how"] and not is_ranked(name):
        return None
    digits = found["number"]
    number = Fraction(int(digits)) if digits.isascii() else chinese_number(digits)
    if number is None or number <= 0:
        return None
    return Quantity(
        subject="",
        relation=Relation.LE,
        low=number,
        high=number,
        unit="%" if found["share"] else "名",
        multiplier=Fraction(1),
        approximate="",
        is_bound=False,
        trend=0,
        words=plain,
        start=0,
        end=len(plain),
        clause=0,
    )
