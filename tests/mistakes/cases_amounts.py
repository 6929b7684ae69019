"""Mistakes in the amounts of 项目资金: A205 to A209."""

from __future__ import annotations

from tests.mistakes.mistake import Mistake
from tests.mistakes.paper import Edits, Line

TOTAL, FISCAL, CARRIED, OTHER = "年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"
RATE, SCORE = "funding.total.execution_rate", "funding.total.score"


def _sum(
    base: str,
    edits: Edits,
    at: str,
    expected: str | None = None,
    *follows: tuple[str, str],
) -> Mistake:
    """A wrong amount, told at its cell where the other figures prove which it is."""
    return Mistake(base, edits, "A205", f"funding.{at}", expected, follows)


_SUMS = (
    _sum("消防培训", {f"{FISCAL}.executed": "807000.00"}, "fiscal.executed", "817000"),
    _sum(
        "消防培训",
        {f"{FISCAL}.annual": "680000.00", f"{FISCAL}.executed": "637000.00"},
        "fiscal.annual_budget",
        "860000",
        ("A205", "funding.fiscal.executed"),
    ),
    _sum("消防培训", {f"{FISCAL}.initial": "806000.00"}, "fiscal.initial_budget", "860000"),
    _sum("消防培训", {OTHER: Line(OTHER, "0", "20000.00", "0")}, "other.annual_budget", "0"),
    _sum(
        "消防培训",
        {CARRIED: Line(CARRIED, "5000.00", "5000.00", "5000.00")},
        "total.initial_budget",
        None,
        ("A205", "funding.fiscal.annual_budget"),
        ("A205", "funding.fiscal.executed"),
    ),
    _sum("河道整治", {f"{CARRIED}.initial": "105.00"}, "total.initial_budget"),
    _sum("河道整治", {f"{CARRIED}.executed": "15.00"}, "carryover.executed", "150"),
    _sum("河道整治", {f"{OTHER}.annual": "91.00"}, "total.annual_budget"),
    _sum("河道整治", {f"{FISCAL}.executed": "888.04"}, "total.executed"),
    _sum(
        "公共卫生",
        {"其他资金.executed": "372.00", "其他资金.annual": "372.00"},
        "other.executed",
        "327",
        ("A205", "funding.other.annual_budget"),
    ),
    _sum("公共卫生", {f"{TOTAL}.initial": "2,630.00"}, "total.initial_budget"),
    _sum("薄弱学校", {"地方资金.initial": "2,000.00"}, "other.initial_budget", "2200"),
    _sum(
        "农村公路",
        {"其他资金": None},
        "total.annual_budget",
        None,
        ("A205", "funding.total.initial_budget"),
        ("A205", "funding.total.executed"),
    ),
    _sum("图书馆", {f"{FISCAL}.executed": "4,081,000.00"}, "fiscal.executed", "4018000"),
    _sum("大气监测", {f"{FISCAL}.initial": "3860000.00"}, "total.initial_budget"),
    _sum(
        "转移支付",
        {"地方资金.annual": "900", "地方资金.rate": "106.67%"},
        "other.annual_budget",
        "1000",
        ("A204", "funding.other.executed"),
    ),
)
_CUT = Mistake(
    "消防培训",
    {f"{TOTAL}.initial": "1060000.00", f"{FISCAL}.initial": "1060000.00"},
    "A206",
    "funding.total.annual_budget",
)
_LOW = {
    f"{TOTAL}.rate": "62.00%",
    f"{TOTAL}.score": "6.2",
    f"{TOTAL}.executed": "533200.00",
    f"{FISCAL}.executed": "533200.00",
}
_CHANGES = (
    _CUT,
    Mistake(
        "消防培训",
        {f"{TOTAL}.initial": "600000.00", f"{FISCAL}.initial": "600000.00"},
        "A206",
        "funding.total.annual_budget",
    ),
    Mistake(
        "图书馆",
        {f"{TOTAL}.initial": "4,700,000.00", f"{FISCAL}.initial": "4,700,000.00"},
        "A206",
        "funding.total.annual_budget",
    ),
    Mistake(
        "河道整治",
        {f"{TOTAL}.initial": "1350.00", f"{FISCAL}.initial": "1100.00"},
        "A206",
        "funding.total.annual_budget",
    ),
    Mistake(
        "大气监测",
        {"department": "成都市生态环境局", "unit": "成都市环境监测站"},
        "A206",
        "funding.total.annual_budget",
    ),
    Mistake("消防培训", _LOW, "A207", RATE),
    Mistake(
        "消防培训",
        {
            f"{TOTAL}.rate": "89.00%",
            f"{TOTAL}.score": "8.9",
            f"{TOTAL}.executed": "765400.00",
            f"{FISCAL}.executed": "765400.00",
        },
        "A207",
        RATE,
    ),
    Mistake(
        "大气监测",
        {
            f"{TOTAL}.rate": "40.00%",
            f"{TOTAL}.score": "4",
            f"{TOTAL}.executed": "1400000.00",
            f"{FISCAL}.executed": "1400000.00",
        },
        "A207",
        RATE,
    ),
    Mistake(
        "转移支付",
        {
            f"{TOTAL}.rate": "60%",
            f"{TOTAL}.executed": "1800",
            "中央补助.executed": "840",
            "中央补助.rate": "42%",
        },
        "A207",
        RATE,
    ),
)
_UNITS = (
    Mistake(
        "消防培训",
        {f"{TOTAL}.initial": "86.00", f"{TOTAL}.annual": "86.00", f"{TOTAL}.executed": "81.70"},
        "A208",
        "funding.total.annual_budget",
        follows=(("A208", "funding.total.initial_budget"), ("A208", "funding.total.executed")),
    ),
    Mistake(
        "消防培训",
        {f"{TOTAL}.annual": "86.00", f"{TOTAL}.initial": "86.00"},
        "A208",
        "funding.total.executed",
        follows=(("A208", "funding.total.initial_budget"), ("A208", "funding.total.annual_budget")),
    ),
    Mistake(
        "消防培训",
        {f"{FISCAL}.annual": "86", f"{FISCAL}.initial": "86", f"{FISCAL}.executed": "81.7"},
        "A208",
        "funding.total.annual_budget",
        follows=(("A208", "funding.total.initial_budget"), ("A208", "funding.total.executed")),
    ),
    Mistake("消防培训", {f"{FISCAL}.executed": "81.7"}, "A208", "funding.total.executed"),
    Mistake(
        "消防培训",
        {
            "currency": "万元",
            "planned": "安排项目资金86万元，举办消防培训12场，培训居民3000人次以上。",
        },
        "A208",
        "funding",
    ),
    Mistake(
        "消防培训",
        {"achieved": "全年支出资金817000万元，举办消防培训12场，居民消防知识水平有所提高。"},
        "A208",
        "funding",
    ),
    Mistake(
        "河道整治",
        {
            f"{CARRIED}.initial": "1500000",
            f"{CARRIED}.annual": "1500000",
            f"{CARRIED}.executed": "1500000",
        },
        "A208",
        "funding.carryover.annual_budget",
        follows=(
            ("A208", "funding.carryover.initial_budget"),
            ("A208", "funding.carryover.executed"),
        ),
    ),
    Mistake(
        "河道整治",
        {
            f"{TOTAL}.executed": "11214800",
            f"{FISCAL}.executed": "8804800",
            f"{CARRIED}.executed": "1500000",
            f"{OTHER}.executed": "910000",
        },
        "A208",
        "funding.total.executed",
        follows=(
            ("A208", "funding.fiscal.executed"),
            ("A208", "funding.carryover.executed"),
            ("A208", "funding.other.executed"),
        ),
    ),
    Mistake(
        "河道整治",
        {"planned": "项目总投资1250元，完成河道清淤35公里，新建护岸1.2万平方米。"},
        "A208",
        "funding",
    ),
    Mistake(
        "公共卫生",
        {f"{TOTAL}.initial": "23,600,000.00"},
        "A208",
        "funding.total.annual_budget",
        follows=(("A208", "funding.total.initial_budget"),),
    ),
    Mistake(
        "大气监测",
        {
            "currency": "万元",
            "achieved": "使用资金343万元，建成大气监测站点6个，编制污染源清单报告1份，培训监测人员86人次。",
        },
        "A208",
        "funding",
    ),
    Mistake(
        "消防培训",
        {
            f"{TOTAL}.initial": "",
            f"{TOTAL}.annual": "",
            f"{TOTAL}.executed": "",
            f"{TOTAL}.rate": "",
            f"{TOTAL}.score": "9.5",
        },
        "A209",
        "funding.total.initial_budget",
        "860000",
    ),
    Mistake("河道整治", {f"{TOTAL}.initial": "0"}, "A209", "funding.total.initial_budget", "1250"),
    Mistake(
        "河道整治", {f"{TOTAL}.annual": "0.00"}, "A209", "funding.total.annual_budget", "1180.5"
    ),
    Mistake("公共卫生", {f"{TOTAL}.executed": ""}, "A209", "funding.total.executed", "2287.31"),
    Mistake(
        "转移支付",
        {f"{TOTAL}.executed": "0", f"{TOTAL}.rate": "97%"},
        "A209",
        "funding.total.executed",
        "2910",
    ),
)
CASES = (*_SUMS, *_CHANGES, *_UNITS)
