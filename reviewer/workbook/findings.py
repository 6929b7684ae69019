"""问题清单: every finding of every form, to be filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.models import Finding, Review, Severity
from reviewer.report.labels import field_label
from reviewer.report.safe import shortened
from reviewer.workbook.details import Block, row_cell
from reviewer.workbook.looks import Looks, height, lay_out, put, put_link

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "问题清单"
_COLUMNS = (
    ("序号", 6),
    ("项目名称", 26),
    ("实施单位", 22),
    ("指标行", 7),
    ("三级指标", 22),
    ("栏目", 18),
    ("规则", 7),
    ("程度", 8),
    ("填写", 22),
    ("应为", 22),
    ("涉及分数", 8),
    ("问题", 50),
    ("算式", 30),
    ("怎么办", 40),
    ("位置", 20),
    ("文件", 30),
)
_SEVERITY = 7
_CENTRED = (6, 7)
_MOST_ROWS = 1_000_000
_LONGEST_CELL = 120


class Findings:
    """Writes findings below each other; `left` counts those for which the sheet has no room."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self._sheet, self._looks = sheet, looks
        self._at = 0
        self.left = 0
        lay_out(sheet, looks, _COLUMNS, fixed=2)

    def add(self, number: int, review: Review, block: Block) -> None:
        """The findings of a form; `number` is its place in the overview."""
        for finding in review.findings:
            if self._at >= _MOST_ROWS:
                self.left += 1
                continue
            self._at += 1
            self._line(number, review, block, finding)

    def _line(self, number: int, review: Review, block: Block, finding: Finding) -> None:
        location = str(finding.evidence[0].location) if finding.evidence else ""
        values: tuple[object, ...] = (
            number,
            review.project or "（项目名称为空）",
            review.unit,
            None if finding.row is None else finding.row + 1,
            finding.indicator,
            field_label(finding.field),
            finding.code,
            finding.severity.chinese,
            shortened(finding.found or "", _LONGEST_CELL),
            shortened(finding.expected or "", _LONGEST_CELL),
            finding.points,
            finding.message,
            finding.formula,
            finding.suggestion,
            location,
            review.source,
        )
        sheet, at = self._sheet, self._at
        sheet.set_row(at, height([(one, _COLUMNS[n][1]) for n, one in enumerate(values)]))
        for column, value in enumerate(values):
            centred = not isinstance(value, str) or column in _CENTRED
            put(sheet, at, column, value, self._looks.number if centred else self._looks.text)
        put_link(sheet, at, 0, row_cell(block, finding.row), number, self._looks)

    def finish(self) -> None:
        """Filter and colours over all that was written."""
        last = max(1, self._at)
        self._sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
        for severity in Severity:
            equal = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{severity.chinese}"',
                "format": self._looks.severities[severity],
            }
            self._sheet.conditional_format(1, _SEVERITY, last, _SEVERITY, equal)
