"""A reviewed form as the page shows it: the table that people know, findings under their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.models import (
    Finding,
    Form,
    FundingLine,
    Indicator,
    Number,
    Review,
    Severity,
    Text,
    Total,
    Verdict,
)
from reviewer.report.drafts import drafts_of
from reviewer.report.labels import field_label, place
from reviewer.report.safe import safe
from reviewer.report.unchecked import reasons
from reviewer.stack.titles import title_of

COLUMNS = 8
_MAX_TEXT = 4_000
_FUNDING = ("initial_budget", "annual_budget", "executed", "weight", "execution_rate", "score")
_FUNDING_HEADS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_ROW = ("level1", "level2", "name", "target", "actual", "weight", "score", "explanation")
_ROW_HEADS = (
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "偏差原因分析及改进措施",
)
_NUMBERS = frozenset({"weight", "score", "execution_rate", "initial_budget", "annual_budget"})


@dataclass(frozen=True)
class Cell:
    """A cell of the rebuilt form; `look` holds CSS classes."""

    text: str
    look: str = ""
    span: int = 1


@dataclass(frozen=True)
class Note:
    """A finding, a verdict or a draft under its row."""

    kind: str
    look: str
    where: str
    code: str = ""
    title: str = ""
    message: str = ""
    found: str = ""
    expected: str = ""
    formula: str = ""
    suggestion: str = ""
    draft: str = ""


@dataclass
class Line:
    """A row of the rebuilt form and what is said about it."""

    cells: list[Cell]
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class FormView:
    """All that the page shows of a form."""

    number: int
    review: Review
    title: str
    lines: list[Line]
    unchecked: list[str]

    @property
    def anchor(self) -> str:
        return f"f{self.number}"

    @property
    def look(self) -> str:
        return CONCLUSIONS[self.review.conclusion.name]

    def count(self, severity: str) -> int:
        """How many findings of "error", "warning" or "info" it has."""
        return sum(finding.severity == severity for finding in self.review.findings)


CONCLUSIONS = {"FAIL": "error", "ATTENTION": "warning", "PASS": "pass"}


def view(number: int, form: Form, review: Review, skeletons: Mapping[int, str]) -> FormView:
    """The form as a table, every text safe to show; escaping is the template's."""
    notes = _notes(form, review, skeletons)
    lines: list[Line] = []
    for at, cells in _lines(form, _marks(review.findings)):
        lines.append(Line(cells, notes.pop(at, [])))
    # What belongs to a block that the form does not have stands at its end.
    lines[-1].notes += [note for left in notes.values() for note in left]
    return FormView(number, review, _safe(form.title.text), lines, list(reasons(review)))


Place = int | str
"""A row's index, or the block or line outside the rows."""


def _notes(form: Form, review: Review, skeletons: Mapping[int, str]) -> dict[Place, list[Note]]:
    notes: dict[Place, list[Note]] = {}
    lines = {line.source.value for line in form.funding}
    for finding in review.findings:
        notes.setdefault(_place(finding, lines), []).append(_of_finding(finding))
    for verdict in review.verdicts:
        notes.setdefault(verdict.row, []).append(_of_verdict(verdict))
    for index, draft in drafts_of(review, skeletons).items():
        notes.setdefault(index, []).append(_of_draft(index, form.indicators[index], draft))
    return notes


def _place(finding: Finding, funding: Collection[str]) -> Place:
    if finding.row is not None:
        return finding.row
    block, _, rest = finding.field.partition(".")
    source = rest.partition(".")[0]
    if block == "funding":
        return f"funding.{source}" if source in funding else "funding"
    return _BLOCKS.get(block, block)


_BLOCKS = {
    **dict.fromkeys(("title", "year", "project", "department", "unit"), "head"),
    "indicator": "indicators",
}


def _lines(form: Form, marks: Marks) -> Iterator[tuple[Place, list[Cell]]]:
    yield from _head(form, marks)
    if form.funding:
        unit = f"项目资金（{form.currency_unit}）" if form.currency_unit else "项目资金"
        yield "funding", [_label(unit, 2), *[_label(head) for head in _FUNDING_HEADS]]
    for line in form.funding:
        yield f"funding.{line.source.value}", _funding(line, marks)
    if form.goal:
        heads = [_label("年度总体目标"), _label("预期目标", 3), _label("实际完成情况", 4)]
        yield "goals", heads
        planned = _cell(form.goal.planned, marks.get((None, "goal.planned")), 3)
        achieved = _cell(form.goal.achieved, marks.get((None, "goal.achieved")), 4)
        yield "goal", [_label(""), planned, achieved]
    yield "indicators", [_label(head) for head in _ROW_HEADS]
    for index, row in enumerate(form.indicators):
        before = form.indicators[index - 1] if index else None
        yield index, list(_indicator(index, row, before, marks))
    yield from _foot(form, marks)


Marks = dict[tuple[int | None, str], Severity]


def _marks(findings: Sequence[Finding]) -> Marks:
    """The gravest severity of each cell, by row and field."""
    marks: Marks = {}
    for finding in findings:
        key = (finding.row, finding.field)
        marks[key] = min(marks.get(key, finding.severity), finding.severity, key=_rank)
    return marks


def _rank(severity: Severity) -> int:
    return severity.rank


def _safe(text: str) -> str:
    shown = safe(text)
    return shown if len(shown) <= _MAX_TEXT else shown[:_MAX_TEXT] + "…"


def _label(text: str, span: int = 1) -> Cell:
    return Cell(text, "label", span)


def _cell(value: Text | Number, mark: Severity | None, span: int = 1, look: str = "") -> Cell:
    text = value.text if isinstance(value, Text) else value.raw
    looks = [look, f"mark {mark.value}" if mark else ""]
    return Cell(_safe(text or ""), " ".join(one for one in looks if one), span)


def _head(form: Form, marks: Marks) -> Iterator[tuple[Place, list[Cell]]]:
    project = _cell(form.project, marks.get((None, "project")), COLUMNS - 1)
    yield "project", [_label("项目名称"), project]
    department = _cell(form.department, marks.get((None, "department")), 3)
    unit = _cell(form.unit, marks.get((None, "unit")), 3)
    yield "head", [_label("主管部门"), department, _label("实施单位"), unit]


def _funding(line: FundingLine, marks: Marks) -> list[Cell]:
    block = f"funding.{line.source.value}"
    label = _cell(line.label, marks.get((None, block)), 2, "label")
    return [
        label,
        *[
            _cell(getattr(line, name), marks.get((None, f"{block}.{name}")), look="number")
            for name in _FUNDING
        ],
    ]


def _indicator(
    index: int, row: Indicator, before: Indicator | None, marks: Marks
) -> Iterator[Cell]:
    for name in _ROW:
        value = getattr(row, name)
        mark = marks.get((index, f"indicator.{name}"))
        look = "number" if name in _NUMBERS else ""
        same = before is not None and getattr(before, name).text == value.text
        if name in ("level1", "level2") and same and mark is None:
            yield Cell("", "same")
        else:
            yield _cell(value, mark, look=look)


def _foot(form: Form, marks: Marks) -> Iterator[tuple[Place, list[Cell]]]:
    if form.explanation:
        mark = marks.get((None, "explanation"))
        yield "explanation", [_label("偏差原因"), _cell(form.explanation, mark, COLUMNS - 1)]
    for note in form.notes:
        yield "notes", [_label("说明"), _cell(note, None, COLUMNS - 1)]
    total = form.total or Total()
    yield (
        "total",
        [
            _label("总分", 5),
            _cell(total.weight, marks.get((None, "total.weight")), look="number"),
            _cell(total.score, marks.get((None, "total.score")), look="number"),
            _cell(total.grade, marks.get((None, "total.grade"))),
        ],
    )


def _of_finding(finding: Finding) -> Note:
    return Note(
        kind=finding.severity.chinese,
        look=finding.severity.value,
        where=place(finding) if finding.row is None else field_label(finding.field),
        code=finding.code,
        title=title_of(finding.code),
        message=safe(finding.message),
        found=_safe(finding.found or ("（空）" if finding.expected is not None else "")),
        expected=_safe(finding.expected or ""),
        formula=safe(finding.formula or ""),
        suggestion=safe(finding.suggestion),
    )


def _of_verdict(verdict: Verdict) -> Note:
    kind = verdict.verdict.chinese if verdict.verdict else "没有说明"
    lacking = "欠缺：" + "、".join(lack.chinese for lack in verdict.lacking)
    said = (
        verdict.why.rstrip("。"),
        verdict.reason.rstrip("。"),
        lacking if verdict.lacking else "",
    )
    return Note(
        kind=kind,
        look="verdict",
        where="模型判断，仅供参考",
        message=safe("；".join(dict.fromkeys(one for one in said if one))),
        suggestion=safe(verdict.reviewer_comment and f"审核意见：{verdict.reviewer_comment}"),
    )


def _of_draft(index: int, row: Indicator, draft: str) -> Note:
    return Note(
        kind="草稿",
        look="draft",
        where=f"指标第{index + 1}行“{_safe(row.name.text)}”的说明，【】处请如实填写",
        draft=safe(draft),
    )
