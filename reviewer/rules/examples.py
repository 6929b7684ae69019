"""Forms in a few words: the good and bad examples that stand beside every rule.

A sketch says only what matters to the rule; the rest is filled up to a correct form, with the
policy's 10 points for execution and 50 / 30 / 10 for the three categories.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from reviewer.models import (
    Form,
    FormKind,
    FundingLine,
    FundingSource,
    Goal,
    Indicator,
    Number,
    Remark,
    Text,
    Total,
)


class Row(NamedTuple):
    """An indicator row as printed."""

    name: str
    target: str
    actual: str
    weight: str = "10"
    score: str = "10"
    explanation: str = ""
    level2: str = "数量指标"
    level1: str = "产出指标"


class Money(NamedTuple):
    """A funding line as printed."""

    initial_budget: str = "1000000.00"
    annual_budget: str = "1000000.00"
    executed: str = "950000.00"
    weight: str = "10"
    execution_rate: str = "95.00%"
    score: str = "9.5"


TOTAL_LINE = "年度资金总额"
PART = Money(weight="—", execution_rate="", score="")
_SOURCES = {
    "年度资金总额": FundingSource.TOTAL,
    "其中：当年财政拨款": FundingSource.FISCAL,
    "上年结转资金": FundingSource.CARRYOVER,
    "其他资金": FundingSource.OTHER,
}
QUANTITY = Row("培训人次", "≥100人次", "110人次")
"""Stands for the rows of a sketch that gives none."""
FILLERS = (
    Row("成果验收合格率", "≥90%", "95%", "0", "0", level2="质量指标"),
    Row("项目完成时间", "2023年12月31日前", "2023年11月20日", "5", "5", level2="时效指标"),
    Row("单位成本", "≤50元/人", "48元/人", "5", "5", level2="成本指标"),
    Row("居民安全感提升率", "≥5%", "6%", "30", "30", level2="社会效益指标", level1="效益指标"),
    Row("群众满意度", "≥90%", "93%", "10", "10", level2="服务对象满意度指标", level1="满意度指标"),
)
"""A correct form's other rows; the first takes whatever 产出 (50) has left."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A form in a few words. What is not given is correct and complete.

    Attributes:
        rows: the rows that matter, counted within 产出 unless they say otherwise.
        fill: add the other rows of a correct form.
        total: 分值, 得分 and grade printed in the 总分 row; None sums the rows up.
        also: codes of other rules that rightly speak of it too.
    """

    rows: tuple[Row, ...] = ()
    funding: tuple[tuple[str, Money], ...] = (
        ("年度资金总额", Money()),
        ("其中：当年财政拨款", PART),
    )
    goal: tuple[str, str] = (
        "完成年度培训任务，提升居民安全感。",
        "已开展培训并组织考核，居民安全感有所提升。",
    )
    total: tuple[str, str, str] | None = None
    fill: bool = True
    explanation: str = ""
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    kind: FormKind = FormKind.PROJECT
    project: str = "社区安全培训"
    department: str = "某市应急管理局"
    unit: str = "某市应急管理局"
    year: int | None = 2023
    title: str = "项目支出绩效自评表"
    policy: str = "national"
    dated: str = ""
    currency_unit: str | None = "元"
    without: frozenset[str] = field(default_factory=frozenset)
    also: tuple[str, ...] = ()

    def build(self) -> Form:
        """The form, as a reader would hand it on."""
        given = self.rows or (QUANTITY,)
        rows = given + _fillers(given) if self.fill else self.rows
        form = Form(
            kind=self.kind,
            title=_text(self.title),
            year=self.year,
            project=_text(self.project),
            department=_text(self.department),
            unit=_text(self.unit),
            dated=_text(self.dated),
            currency_unit=self.currency_unit,
            funding=tuple(_funding(label, money) for label, money in self.funding),
            goal=Goal(planned=_text(self.goal[0]), achieved=_text(self.goal[1])),
            indicators=tuple(_indicator(row) for row in rows),
            explanation=_text(self.explanation),
            total=self._total(rows),
            notes=tuple(_text(note) for note in self.notes),
            remarks=self.remarks,
        )
        empty: dict[str, object] = {"funding": (), "indicators": (), "goal": None, "total": None}
        return form.model_copy(update={name: empty[name] for name in self.without})

    def _total(self, rows: tuple[Row, ...]) -> Total:
        if self.total is not None:
            weight, score, grade = self.total
            return Total(weight=_number(weight), score=_number(score), grade=_text(grade))
        items: list[Row | Money] = [*(money for _, money in self.funding), *rows]
        weights = sum(_points(item.weight) for item in items)
        scores = sum(_points(item.score) for item in items)
        return Total(weight=_number(str(weights)), score=_number(str(scores)))


def missed(explanation: str, name: str = "举办培训期数", **cells: str) -> Row:
    """A row that met 8 of 10 and took off 2 points."""
    return Row(name, "10期", "8期", "10", "8", explanation)._replace(**cells)


def of(*rows: Row, **fields: Any) -> Sketch:
    """An example of these rows; the rest as in Sketch."""
    return Sketch(rows, **fields)


def _fillers(given: tuple[Row, ...]) -> tuple[Row, ...]:
    """The other rows of a correct form."""
    first, *others = FILLERS
    # A given row of 效益 or 满意度 takes its points from the filler of its category.
    taken = {
        level1: sum(_points(row.weight) for row in given if row.level1 == level1)
        for level1 in ("产出指标", "效益指标", "满意度指标")
    }
    filled = []
    for row in others:
        if row.level1 == "产出指标":
            filled.append(row)
            continue
        left = str(_points(row.weight) - taken[row.level1])
        filled.append(row._replace(weight=left, score=left))
    outputs = Decimal(50 - 10) - taken["产出指标"]
    counted = Decimal(0)
    if not any("数量" in row.level2 for row in given):
        counted = min(outputs, _OF_A_COUNT)  # a form without 数量指标 lacks a dimension
    filled.insert(0, _worth(first, outputs - counted))
    filled.insert(0, _worth(QUANTITY, counted))
    return tuple(row for row in filled if _points(row.weight) > 0)


_OF_A_COUNT = Decimal(5)


def _worth(row: Row, points: Decimal) -> Row:
    return row._replace(weight=str(points), score=str(points))


def _points(printed: str) -> Decimal:
    return Number.parse(printed).value or Decimal(0)


def _text(text: str) -> Text:
    return Text(text=text, raw=text)


def _number(text: str) -> Number:
    return Number.parse(text)


def _funding(label: str, money: Money) -> FundingLine:
    numbers = {name: _number(text) for name, text in money._asdict().items()}
    # Labels that only one rule's example needs are sorted by their words.
    guess = FundingSource.FISCAL if "财政" in label or "补助" in label else FundingSource.OTHER
    return FundingLine(label=_text(label), source=_SOURCES.get(label, guess), **numbers)


def _indicator(row: Row) -> Indicator:
    return Indicator(
        level1=_text(row.level1),
        level2=_text(row.level2),
        name=_text(row.name),
        target=_text(row.target),
        actual=_text(row.actual),
        weight=_number(row.weight),
        score=_number(row.score),
        explanation=_text(row.explanation),
    )


def funded(*, also: tuple[str, ...] = (), **cells: str) -> Sketch:
    """A form whose line of 年度资金总额 has these cells."""
    return Sketch(funding=((TOTAL_LINE, Money()._replace(**cells)),), also=also)


def money_lines(total: Money, *parts: tuple[str, Money]) -> tuple[tuple[str, Money], ...]:
    """年度资金总额 and the lines below it, each with its label."""
    return ((TOTAL_LINE, total), *parts)


def money_part(initial: str, annual: str, executed: str) -> Money:
    """A line below 年度资金总额."""
    return Money(initial, annual, executed, "—", "", "")
