"""The reviewer's workbook: overview, findings, the rows of every form, statistics, how to use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.intake.own_reports import WORKBOOK_TITLE
from reviewer.models import Conclusion
from reviewer.stack.summary import Summary, summarize
from reviewer.workbook import across, details, findings, overview, statistics, unchecked
from reviewer.workbook.looks import Looks, height, print_across

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from reviewer.policy import Policy
    from reviewer.stack.stack import Stack

_GUIDE = "使用说明"
_LINES = (
    "概览：每张自评表一行，问题最多的在前；点击项目名称跳到该表的明细。",
    "问题清单：所有问题，可按单位、规则、程度筛选；点击序号跳到所在的行。",
    "各表明细：浅黄色的三栏“核查分数、扣分、审核意见”由程序按规则代拟，请审核人员核对后修改。",
    "整批问题：只有把许多张表放在一起才能看出的问题，如几张表用了同一段说明。",
    "未检查：没有读出的文件，和表里缺数字、写法无法识别而没有做的检查，请人工看。",
    "修改“核查分数”后，“扣分”、该表核查总分和概览里的核查分数、核查等级自动更新。",
    "核查分数 = 自评得分 − 扣分。扣分只来自能算出的错误：得分高于按公式应得的分、各项得分之和与总分不符等；"
    "同一行有几处问题的，取其中最大的一处。",
    "扣了分而没有说明、说明不成立的，不另扣分，写在审核意见里，由审核人员决定。",
    "“整张表”一行的扣分，是不属于任何一行的差额（如总分大于各项得分之和）。",
    "结论：有“必须改”的为不通过，只有“请核实”的为需关注，都没有的为通过。",
)


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook that `write_workbook` wrote."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True)
        try:
            return bool(book.worksheets[0].cell(1, 1).value == WORKBOOK_TITLE)
        finally:
            book.close()
    except Exception:  # a damaged or other file makes the library raise all kinds
        return False


def write_workbook(path: Path, stack: Stack) -> None:
    """Write the workbook in one pass over the forms.

    Args:
        path: of the file; an existing one is replaced.
        stack: the forms, and what only the stack shows.

    Raises:
        OSError: it cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        # Rows go to a temporary file as they are written: memory does not grow with the stack.
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = Workbook(str(path), options)
    looks = Looks(book)
    names = (
        overview.NAME,
        findings.NAME,
        details.NAME,
        across.NAME,
        unchecked.NAME,
        statistics.NAME,
        _GUIDE,
    )
    sheets = {name: book.add_worksheet(name) for name in names}
    rows = details.Details(sheets[details.NAME], looks)
    listed = findings.Findings(sheets[findings.NAME], looks)
    forms: list[tuple[Summary, Policy, details.Block]] = []
    left_out = unchecked.UncheckedList(sheets[unchecked.NAME], looks, stack.unread)
    for number, entry in enumerate(stack.entries(), start=1):
        block = rows.add(number, entry.form, entry.review)
        listed.add(number, entry.review, block)
        left_out.add(number, entry.review, block)
        forms.append((summarize(entry.review), entry.policy, block))
    listed.finish()
    left_out.finish()
    overview.write(sheets[overview.NAME], looks, forms, _heading(forms, stack.unread))
    across.write(sheets[across.NAME], looks, stack.batch)
    statistics.Statistics(book, sheets[statistics.NAME], looks).write(forms)
    _guide(sheets[_GUIDE], looks, listed.left)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _heading(
    forms: Sequence[tuple[Summary, Policy, details.Block]], unread: Sequence[tuple[str, str]]
) -> str:
    conclusions = Counter(line.conclusion for line, _, _ in forms)
    files = len({line.source for line, _, _ in forms})
    told = "，".join(f"{one} {conclusions[one]}" for one in reversed(Conclusion))
    left = len({name for name, _ in unread})
    more = f"；另有 {left} 个文件没有读出或没有读全，见“{unchecked.NAME}”" if left else ""
    return f"{files} 个文件，{len(forms)} 张自评表：{told}{more}"


def _guide(sheet: Worksheet, looks: Looks, left: int) -> None:
    sheet.set_column(0, 0, 110)
    print_across(sheet)
    lines = [*_LINES]
    if left:
        lines.append(f"问题清单放不下的 {left} 处没有列出，请分批审核。")
    for row, line in enumerate(lines):
        sheet.set_row(row, height([(line, 110)]))
        sheet.write_string(row, 0, line, looks.text)
