"""整批问题: what only the stack shows, with the forms named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.stack.batch import BatchFinding
from reviewer.workbook.looks import Looks, height, lay_out, put

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "整批问题"
_COLUMNS = (("规则", 7), ("程度", 8), ("表数", 7), ("问题", 70), ("怎么办", 40), ("涉及的表", 60))
_MOST_FORMS = 50


def write(sheet: Worksheet, looks: Looks, batch: Sequence[BatchFinding]) -> None:
    """The sheet, gravest first; where there is nothing, it says so."""
    lay_out(sheet, looks, _COLUMNS)
    ordered = sorted(batch, key=lambda one: one.severity.rank)
    for at, finding in enumerate(ordered, start=1):
        forms = [f"{name} 第 {form + 1} 张表" for name, form in finding.forms[:_MOST_FORMS]]
        if len(finding.forms) > _MOST_FORMS:
            forms.append(f"等 {len(finding.forms)} 张")
        values = (
            finding.code,
            finding.severity.chinese,
            len(finding.forms),
            finding.message,
            finding.suggestion,
            "\n".join(forms),
        )
        sheet.set_row(at, height([(one, _COLUMNS[n][1]) for n, one in enumerate(values)]))
        for column, value in enumerate(values):
            put(sheet, at, column, value, looks.text if column > 2 else looks.number)
    if not batch:
        sheet.write_string(1, 0, "没有发现只有整批才能看出的问题。", looks.plain)
