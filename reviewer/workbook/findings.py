"""问题清单: every finding of every form, to be filtered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.models import Review, Severity
from reviewer.report.labels import field_label
from reviewer.report.safe import shortened
from reviewer.workbook.details import Block, row_cell
from reviewer.workbook.looks import Looks, height, put

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
_MOST_ROWS = 1_000_000
_MOST_LINKS = 65_000
_LONGEST_CELL = 120


def write(sheet: Worksheet, looks: Looks, forms: Sequence[tuple[int, Review, Block]]) -> int:
    """The sheet; how many findings did not fit on it.

    Args:
        sheet: to write on.
        looks: formats.
        forms: number in the overview, review, and place of each form.
    """
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, looks.header)
    at, left = 0, 0
    for number, review, block in forms:
        for finding in review.findings:
            if at >= _MOST_ROWS:
                left += 1
                continue
            at += 1
            row = None if finding.row is None else finding.row + 1
            location = str(finding.evidence[0].location) if finding.evidence else ""
            values: tuple[object, ...] = (
                number,
                review.project or "（项目名称为空）",
                review.unit,
                row,
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
            texts = [(value, _COLUMNS[column][1]) for column, value in enumerate(values)]
            sheet.set_row(at, height(texts))
            for column, value in enumerate(values):
                number_like = value is None or not isinstance(value, str) or column in (6, 7)
                put(sheet, at, column, value, looks.number if number_like else looks.text)
            if at <= _MOST_LINKS:
                sheet.write_url(at, 0, row_cell(block, finding.row), looks.link, string=str(number))
    last = max(1, at)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    for severity in Severity:
        equal = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{severity.chinese}"',
            "format": looks.severities[severity],
        }
        sheet.conditional_format(1, _SEVERITY, last, _SEVERITY, equal)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return left
