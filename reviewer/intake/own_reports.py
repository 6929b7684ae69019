"""What this program wrote itself: its reports are no forms, nor is the summary before a copy.

A unit corrects the annotated copy and checks it again; what stands between these two lines is
left out then, and that it was is said.
"""

from __future__ import annotations

from reviewer.intake.grid import Grid

AUTHOR = "绩效自评审核"
"""Of the notes in an annotated copy."""
SUMMARY_TITLE = "绩效自评审核摘要"
SUMMARY_END = "（审核摘要结束，以下为原文件）"
LEFT_OUT = "文件前部的审核摘要由本程序生成，未读取；提交前请删除"

WORKBOOK_TITLE = "绩效自评审核概览"
TRIAGE_TITLE = "绩效自评审核报告"
CHECK_TITLE = "绩效自评自查报告"
REPORTS = frozenset({WORKBOOK_TITLE, TRIAGE_TITLE, CHECK_TITLE})
"""What the workbook and the pages begin with; they often lie in the folder that is reviewed."""


def is_report(grid: Grid) -> bool:
    """Whether a document is a report of this program."""
    return bool(grid.rows) and grid.rows[0].first_text in REPORTS


def leave_out_summary(grid: Grid) -> None:
    """Drop the summary's rows from a document that begins with one."""
    if not grid.rows or not grid.rows[0].first_text.startswith(SUMMARY_TITLE):
        return
    ends = (at for at, row in enumerate(grid.rows) if row.first_text.strip() == SUMMARY_END)
    count = next(ends, -1) + 1
    if count:
        summary = {id(row) for row in grid.rows[:count]}
        grid.keep(lambda row: id(row) not in summary)
        grid.warnings.append(LEFT_OUT)
