"""A self-evaluation form as a clerk fills it in, printed as the text of a PDF: cells and tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple


class Line(NamedTuple):
    """A line of 项目资金."""

    label: str
    initial: str
    annual: str
    executed: str
    weight: str = "—"
    rate: str = ""
    score: str = ""


class Row(NamedTuple):
    """A row of 绩效指标; a level is printed where it changes."""

    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: str
    score: str
    explanation: str = ""


class Total(NamedTuple):
    """The 总分 row; an empty score is summed up from the rows."""

    weight: str = "100"
    score: str = ""
    grade: str = ""


ANNEX = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "explanation": "偏差原因分析及改进措施",
}
"""The indicators' columns of the national annex; an order of its own makes another layout."""

SPLIT = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "nature": "指标性质",
    "target": "指标值",
    "measure": "度量单位",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "explanation": "偏差原因分析及改进措施",
}
"""The target in three columns; a row writes it "≥|95|%"."""

Edits = Mapping[str, str | Row | None]


@dataclass(frozen=True)
class Paper:
    """A form. `columns` names the indicators' columns in their order."""

    project: str
    department: str
    unit: str
    lines: tuple[Line, ...]
    planned: str
    achieved: str
    rows: tuple[Row, ...]
    year: str = "2022"
    title: str = "项目支出绩效自评表"
    currency: str = "元"
    total: Total = field(default_factory=Total)
    columns: Mapping[str, str] = field(default_factory=lambda: ANNEX)
    scored: bool = True
    footer: str = ""

    def printed(self) -> str:
        """The form as text."""
        return "\n".join([*self._head(), *self._table(), *self._foot(), ""])

    def index(self, name: str) -> int:
        """Which row has this name."""
        return next(i for i, row in enumerate(self.rows) if row.name == name)

    def _head(self) -> list[str]:
        points = "\t分值\t执行率\t得分" if self.scored else "\t执行率"
        lines = [
            self.title,
            f"（{self.year}年度）" if self.year else "",
            f"项目名称\t{self.project}",
            f"主管部门\t{self.department}\t\t\t实施单位\t{self.unit}",
            f"项目资金（{self.currency}）\t\t年初预算数\t全年预算数\t全年执行数{points}",
        ]
        for line in self.lines:
            cells = line if self.scored else (*line[:4], line.rate)
            lines.append("\t" + "\t".join(cells))
        lines.append("年度总体目标\t预期目标\t\t\t实际完成情况")
        lines.append(f"\t{self.planned}\t\t\t{self.achieved}")
        return lines

    def _table(self) -> list[str]:
        columns = self.columns
        lines = ["\t".join(columns.values())]
        above = Row("", "", "", "", "", "", "")
        for row in self.rows:
            cells = row._asdict()
            if "nature" in columns:
                cells |= zip(("nature", "target", "measure"), row.target.split("|"), strict=True)
            if row.level1 == above.level1:
                cells["level1"] = ""
                cells["level2"] = "" if row.level2 == above.level2 else row.level2
            lines.append("\t".join(cells[name] for name in columns))
            above = row
        return lines

    def _foot(self) -> list[str]:
        if not self.scored:
            return [self.footer] if self.footer else []
        columns = list(self.columns)
        cells: dict[str, str] = dict.fromkeys(columns, "")
        cells[columns[0]] = "总分"
        cells |= {"weight": self.total.weight, "score": self.total.score or self._sum()}
        cells["explanation"] = self.total.grade
        line = "\t".join(cells[name] for name in columns)
        return [line, self.footer] if self.footer else [line]

    def _sum(self) -> str:
        scores = [line.score for line in self.lines] + [row.score for row in self.rows]
        return f"{sum(map(_value, scores)):f}"

    def changed(self, edits: Edits, *, keep_total: bool = False) -> Paper:
        """The form with a mistake in it.

        Args:
            edits: "名称.column" or a field of the form to its new text; "名称" to None takes the
                row or line out, to a Row puts another in its place; "+名称" adds one behind it.
            keep_total: the 总分 row stays as it was before the mistake.
        """
        paper = replace(self, total=self.total._replace(score=self._sum())) if keep_total else self
        for path, new in edits.items():
            paper = paper._edited(path, new)
        return paper

    def _edited(self, path: str, new: str | Row | None) -> Paper:
        place, _, column = path.partition(".")
        if place == "total":
            return replace(self, total=self.total._replace(**{column: new}))
        if place in ("project", "department", "unit", "planned", "achieved", "year", "title") or (
            place in ("currency", "footer")
        ):
            return replace(self, **{place: new})
        if any(line.label == place for line in self.lines):
            return replace(self, lines=_with(self.lines, "label", place, column, new))
        rows: tuple[Row, ...]
        if place.startswith("+"):
            at = self.index(place[1:]) + 1
            assert isinstance(new, Row)
            return replace(self, rows=(*self.rows[:at], new, *self.rows[at:]))
        rows = _with(self.rows, "name", place, column, new)
        return replace(self, rows=rows)


def _with(items, key, place, column, new):  # type: ignore[no-untyped-def]
    """The items with one of them changed, replaced or taken out."""
    assert any(getattr(item, key) == place for item in items), f"nothing is called {place}"
    changed = []
    for item in items:
        if getattr(item, key) != place:
            changed.append(item)
        elif column:
            changed.append(item._replace(**{column: new}))
        elif new is not None:
            changed.append(new)
    return tuple(changed)


def _value(printed: str) -> Decimal:
    try:
        return Decimal(printed or "0")
    except InvalidOperation:
        return Decimal(0)
