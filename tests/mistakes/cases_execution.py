"""Mistakes in 执行率 and the score that follows from it: A201 to A204."""

from __future__ import annotations

from tests.mistakes.mistake import Mistake

TOTAL, FISCAL, CARRIED, OTHER = "年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"
RATE, SCORE = "funding.total.execution_rate", "funding.total.score"


def _rate(base: str, printed: str, expected: str) -> Mistake:
    follows = (("A204", RATE),) if printed in ("105.26%", "950%") else ()
    return Mistake(base, {f"{TOTAL}.rate": printed}, "A201", RATE, expected, follows)


_RATES = (
    _rate("消防培训", "59.00%", "95.00%"),  # digits swapped
    _rate("消防培训", "95.50%", "95.00%"),
    _rate("消防培训", "105.26%", "95.00%"),  # the quotient upside down
    _rate("消防培训", "100%", "95%"),
    _rate("消防培训", "9.50%", "95.00%"),
    _rate("消防培训", "950%", "95%"),
    _rate("消防培训", "90", "95"),  # without the sign
    _rate("消防培训", "0.59", "0.95"),
    _rate("消防培训", "0.95%", "95.00%"),
    _rate("消防培训", "９４．００％", "95.00%"),
    _rate("河道整治", "89.72%", "95.00%"),  # from 年初预算数
    _rate("河道整治", "96.00%", "95.00%"),
    _rate("公共卫生", "96.29%", "96.92%"),  # digits swapped
    _rate("公共卫生", "96.94%", "96.92%"),
    _rate("公共卫生", "96.7", "96.9"),
    _rate("薄弱学校", "99.8%", "100.0%"),
    _rate("农村公路", "95%", "96%"),
    _rate("农村公路", "93.6%", "96.0%"),  # the fiscal part only
    _rate("图书馆", "95.67%", "98.00%"),  # from 年初预算数
    _rate("图书馆", "97.99%", "98.00%"),
    _rate("大气监测", "93.21%", "98.00%"),
    Mistake(
        "转移支付", {"中央补助.rate": "95.7%"}, "A201", "funding.fiscal.execution_rate", "97.5%"
    ),
    Mistake("转移支付", {"地方资金.rate": "69%"}, "A201", "funding.other.execution_rate", "96%"),
    Mistake("转移支付", {f"{TOTAL}.rate": "79%"}, "A201", RATE, "97%"),
)
_ROUNDED = (
    Mistake("公共卫生", {f"{TOTAL}.rate": "96.91%"}, "A202", RATE, "96.92%"),
    Mistake("公共卫生", {f"{TOTAL}.rate": "96%", f"{TOTAL}.score": "9.6"}, "A202", RATE, "97%"),
)


def _score(base: str, printed: str, expected: str, weight: str = "10") -> Mistake:
    edits = {f"{TOTAL}.score": printed, f"{TOTAL}.weight": weight}
    return Mistake(base, edits, "A203", SCORE, expected)


_SCORES = (
    _score("消防培训", "10", "9.5"),
    _score("消防培训", "9.0", "9.5"),
    _score("消防培训", "9.55", "9.5"),
    _score("消防培训", "5.9", "9.5"),
    _score("消防培训", "0", "9.5"),
    _score("消防培训", "0.95", "9.5"),
    _score("河道整治", "9.8", "9.5"),
    _score("公共卫生", "9.96", "9.69"),
    _score("公共卫生", "10", "9.69"),
    _score("薄弱学校", "9", "10"),
    _score("农村公路", "9.8", "9.6"),
    _score("图书馆", "9.57", "9.8"),
    _score("大气监测", "8", "9.8"),
)
_OVERSPENT = (
    Mistake(
        "消防培训",
        {
            f"{TOTAL}.executed": "870000.00",
            f"{FISCAL}.executed": "870000.00",
            f"{TOTAL}.rate": "101.16%",
            f"{TOTAL}.score": "10",
        },
        "A204",
        "funding.total.executed",
        follows=(("A204", "funding.fiscal.executed"),),
    ),
    Mistake(
        "河道整治",
        {f"{FISCAL}.executed": "980.48", f"{CARRIED}.executed": "50.00"},
        "A204",
        "funding.fiscal.executed",
    ),
    Mistake(
        "河道整治",
        {f"{OTHER}.executed": "191.00", f"{FISCAL}.executed": "780.48"},
        "A204",
        "funding.other.executed",
    ),
    Mistake(
        "农村公路",
        {"其他资金.annual": "60", "其中：财政拨款.annual": "720"},
        "A204",
        "funding.other.executed",
    ),
    Mistake(
        "转移支付",
        {
            "中央补助.executed": "2050",
            "中央补助.rate": "102.5%",
            "地方资金.executed": "860",
            "地方资金.rate": "86%",
        },
        "A204",
        "funding.fiscal.executed",
    ),
)

CASES = (*_RATES, *_ROUNDED, *_SCORES, *_OVERSPENT)
