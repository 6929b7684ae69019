"""概览: one line per form, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.intake.own_reports import WORKBOOK_TITLE
from reviewer.models import Severity
from reviewer.policy import Policy
from reviewer.report.safe import shortened
from reviewer.rounding import plain
from reviewer.stack.summary import Summary
from reviewer.workbook.details import Block, checked_cell, row_cell
from reviewer.workbook.looks import MOST_LINKS, Looks, lay_out, put

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NAME = "概览"
_COLUMNS = (
    ("序号", 6),
    ("项目名称", 34),
    ("实施单位", 26),
    ("年度", 7),
    ("自评得分", 9),
    ("自评等级", 8),
    ("存疑分", 8),
    ("核查分数", 9),
    ("核查等级", 8),
    ("必须改", 8),
    ("请核实", 8),
    ("提示", 7),
    ("缺理由", 8),
    ("无法检查", 8),
    ("结论", 9),
    ("评分规则", 26),
    ("文件", 40),
    ("第几张表", 8),
)
_DOUBT, _CONCLUSION, _ERRORS = 6, 14, 9
_TEXTS, _COUNTS = (1, 2, 15, 16), (6, 9, 10, 11, 12, 13)
_HEADER = 2
_LONGEST_NAME = 200


def write(
    sheet: Worksheet,
    looks: Looks,
    forms: Sequence[tuple[Summary, Policy, Block]],
    heading: str,
) -> None:
    """The sheet; 核查分数 and 核查等级 follow what the reviewer changes in the details."""
    sheet.write_string(0, 0, WORKBOOK_TITLE, looks.title)
    sheet.write_string(1, 0, heading, looks.plain)
    lay_out(sheet, looks, _COLUMNS, at=_HEADER, fixed=2)
    for number, (line, policy, block) in enumerate(forms, start=1):
        _line(sheet, looks, _HEADER + number, line, policy, block)
    last = _HEADER + max(1, len(forms))
    sheet.autofilter(_HEADER, 0, last, len(_COLUMNS) - 1)
    for conclusion, look in looks.conclusions.items():
        equal = {"type": "cell", "criteria": "==", "value": f'"{conclusion}"', "format": look}
        sheet.conditional_format(_HEADER + 1, _CONCLUSION, last, _CONCLUSION, equal)
    for column, severity in ((_ERRORS, Severity.ERROR), (_ERRORS + 1, Severity.WARNING)):
        some = {"type": "cell", "criteria": ">", "value": 0, "format": looks.severities[severity]}
        sheet.conditional_format(_HEADER + 1, column, last, column, some)
    bar = {"type": "data_bar", "bar_color": "#F4B183", "bar_solid": True}
    sheet.conditional_format(_HEADER + 1, _DOUBT, last, _DOUBT, bar)


def _line(
    sheet: Worksheet, looks: Looks, at: int, line: Summary, policy: Policy, block: Block
) -> None:
    number = at - _HEADER
    values: list[object] = [
        number,
        line.project or "（项目名称为空）",
        line.unit,
        line.year,
        line.claimed_score if block.claimed is None else block.claimed,
        line.claimed_grade,
        line.points_in_doubt,
        None,
        None,
        line.count(Severity.ERROR),
        line.count(Severity.WARNING),
        line.count(Severity.INFO),
        line.without_reason,
        line.unchecked,
        line.conclusion,
        policy.title,
        line.source,
        line.form + 1,
    ]
    for column, value in enumerate(values):
        put(sheet, at, column, value, looks.line if column in _TEXTS else _look(looks, column))
    if number <= MOST_LINKS:
        shown = shortened(str(values[1]), _LONGEST_NAME)
        sheet.write_url(at, 1, row_cell(block, None), looks.link, string=shown)
    if block.checked is not None:
        cell = checked_cell(block)
        sheet.write_formula(at, 7, f"={cell}", looks.number, float(block.checked))
        sheet.write_formula(
            at, 8, f"={_grade(cell, policy)}", looks.centre, policy.grade(block.checked)
        )


def _look(looks: Looks, column: int) -> Format:
    return looks.count if column in _COUNTS else looks.number


def _grade(cell: str, policy: Policy) -> str:
    """IF(score>=90,"优",…): the policy's bands as a formula."""
    *bands, (_, last) = policy.grades
    formula = f'"{_quoted(last[0])}"'
    for low, names in reversed(bands):
        formula = f'IF({cell}>={plain(low)},"{_quoted(names[0])}",{formula})'
    return formula


def _quoted(name: str) -> str:
    return name.replace('"', '""')
