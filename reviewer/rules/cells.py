"""Every cell of a form by its name, for rules that look at all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Generic, TypeVar, Unpack

from reviewer.models import Form, FundingLine, Number, Text
from reviewer.reading.labels import is_column
from reviewer.rules.case import Case, per_case, row_label
from reviewer.rules.outcome import Details, Problem, Unchecked

HEAD = {"title": "表名", "project": "项目名称", "department": "主管部门", "unit": "实施单位"}
COLUMNS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "explanation": "偏差原因分析及改进措施",
    "weight": "分值",
    "score": "得分",
}
AMOUNTS = {"initial_budget": "年初预算数", "annual_budget": "全年预算数", "executed": "全年执行数"}
FUNDING = AMOUNTS | {"weight": "分值", "execution_rate": "执行率", "score": "得分"}


Value = TypeVar("Value", Text, Number)


@dataclass(frozen=True, slots=True)
class Cell(Generic[Value]):
    """A text or number, the field that it fills and its row; `place` and `name` name it for people."""

    field: str
    row: int | None
    at: Value
    place: str
    name: str = ""

    @property
    def label(self) -> str:
        """What a message calls the cell: 指标第3行“年报审计数量”的年度指标值, 年度资金总额的执行率."""
        if self.row is not None:
            return f"{row_label(self.row, self.name)}的{self.place}"
        return f"{self.name}的{self.place}" if self.name else self.place

    def problem(
        self,
        message: str,
        advice: str,
        evidence: Sequence[Text | Number] = (),
        **details: Unpack[Details],
    ) -> Problem:
        """Something wrong with the cell."""
        return Problem(
            self.at, message, advice, self.field, self.row, evidence=tuple(evidence), **details
        )

    def unchecked(self, reason: str) -> Unchecked:
        """Why the cell could not be checked."""
        return Unchecked(reason, self.field, self.row, self.at)


TextCell = Cell[Text]
NumberCell = Cell[Number]


def row_name(form: Form, row: int) -> str:
    """How a message calls a row: 指标第3行“年报审计数量”."""
    return row_label(row, form.indicators[row].name.text)


@per_case
def texts(case: Case) -> tuple[TextCell, ...]:
    """Every text that is not empty; a level label counts once, where it first stands."""
    return tuple(cell for cell in _texts(case.form) if cell.at.text or cell.at.raw)


def _texts(form: Form) -> Iterator[TextCell]:
    for field, label in HEAD.items():
        yield Cell(field, None, getattr(form, field), label)
    if form.goal is not None:
        yield Cell("goal.planned", None, form.goal.planned, "预期目标")
        yield Cell("goal.achieved", None, form.goal.achieved, "实际完成情况")
    for line in form.funding:
        yield Cell(f"funding.{line.source}", None, line.label, "项目资金的行名")
    for index, row in enumerate(form.indicators):
        for column in ("name", "target", "actual", "explanation"):
            text: Text = getattr(row, column)
            yield Cell(f"indicator.{column}", index, text, COLUMNS[column], row.name.text)
    yield from _level_labels(form)
    yield Cell("explanation", None, form.explanation, "偏差原因分析及改进措施")
    if form.total is not None:
        yield Cell("total.grade", None, form.total.grade, "等级")
    for note in form.notes:
        yield Cell("notes", None, note, "说明")


def _level_labels(form: Form) -> Iterator[TextCell]:
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(form.indicators):
        for column, text in (("level1", row.level1), ("level2", row.level2)):
            if (column, text.raw) not in seen:
                seen.add((column, text.raw))
                yield Cell(f"indicator.{column}", index, text, COLUMNS[column], row.name.text)


@per_case
def numbers(case: Case) -> tuple[NumberCell, ...]:
    """Every cell that should hold a number and is not empty."""
    return tuple(cell for cell in _numbers(case.form) if cell.at.text is not None)


def _numbers(form: Form) -> Iterator[NumberCell]:
    for line in form.funding:
        yield from (line_cell(line, column) for column in FUNDING)
    for index, row in enumerate(form.indicators):
        yield Cell("indicator.weight", index, row.weight, "分值", row.name.text)
        yield Cell("indicator.score", index, row.score, "得分", row.name.text)
    if form.total is not None:
        yield Cell("total.weight", None, form.total.weight, "分值", "总分")
        yield Cell("total.score", None, form.total.score, "得分", "总分")


_EXACT = Context(prec=200)


def added(numbers: Iterable[Number]) -> Fraction:
    """The sum of the cells that hold a number."""
    values = [number.value for number in numbers if number.value is not None]
    with localcontext(_EXACT):
        return Fraction(sum(values, Decimal(0)))


def line_name(line: FundingLine) -> str:
    """What a message calls a line of the 项目资金 block.

    Where amounts stand side by side a line may have only the heading of a column.
    """
    label = line.label.text.rstrip("：: ")
    return "项目资金" if not label or is_column(label) else label


def line_cell(line: FundingLine, column: str) -> NumberCell:
    """The cell of a line of the 项目资金 block in a column."""
    field = f"funding.{line.source}.{column}"
    return Cell(field, None, getattr(line, column), FUNDING[column], line_name(line))
