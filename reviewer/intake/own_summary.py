"""The summary that `check --annotate` puts in front of a copy: no part of the unit's form.

A unit corrects the annotated copy and checks it again; what stands between these two lines is
left out then, and that it was is said.
"""

from __future__ import annotations

from dataclasses import replace

from reviewer.intake.grid import Grid

SUMMARY_TITLE = "绩效自评审核摘要"
SUMMARY_END = "（审核摘要结束，以下为原文件）"
LEFT_OUT = "文件前部的审核摘要由本程序生成，未读取；提交前请删除"


def leave_out_summary(grid: Grid) -> None:
    """Drop the summary's rows from a document that begins with one."""
    if not grid.rows or not grid.rows[0].first_text.startswith(SUMMARY_TITLE):
        return
    ends = (at for at, row in enumerate(grid.rows) if row.first_text.strip() == SUMMARY_END)
    count = next(ends, -1) + 1
    if count:
        del grid.rows[:count]
        grid.concealed = [replace(one, row=max(0, one.row - count)) for one in grid.concealed]
        grid.warnings.append(LEFT_OUT)
