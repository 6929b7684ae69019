"""未检查: the files that were not read and the checks that could not be made, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.models import Review
from reviewer.report.labels import field_label
from reviewer.workbook.details import Block, row_cell
from reviewer.workbook.looks import Looks, height, lay_out, put, put_link

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "未检查"
_COLUMNS = (
    ("序号", 6),
    ("项目名称", 28),
    ("实施单位", 24),
    ("指标行", 7),
    ("三级指标", 24),
    ("栏目", 18),
    ("没有检查的原因", 60),
    ("位置", 20),
    ("文件", 40),
)
_MOST_ROWS = 1_000_000
_NUMBERS = (0, 3)


class UncheckedList:
    """Writes unread files first, then form by form what could not be checked."""

    def __init__(
        self, sheet: Worksheet, looks: Looks, unread: Sequence[tuple[str, str]] = ()
    ) -> None:
        self._sheet, self._looks = sheet, looks
        self._at = 0
        lay_out(sheet, looks, _COLUMNS, fixed=2)
        for name, message in unread:
            self._line((None, "（文件没有读出或没有读全）", "", None, "", "", message, "", name))

    def add(self, number: int, review: Review, block: Block) -> None:
        """What could not be checked of a form; `number` is its place in the overview."""
        for item in review.not_checkable:
            row = item.row
            named = "" if row is None else block.names[row] if row < len(block.names) else ""
            place = None if row is None else row + 1
            values = (
                number,
                review.project or "（项目名称为空）",
                review.unit,
                place,
                named,
                field_label(item.field),
                item.reason,
                str(item.location),
                review.source,
            )
            if self._line(values):
                put_link(self._sheet, self._at, 0, row_cell(block, row), number, self._looks)

    def _line(self, values: Sequence[object]) -> bool:
        if self._at >= _MOST_ROWS:
            return False
        self._at += 1
        sheet, looks = self._sheet, self._looks
        sheet.set_row(self._at, height([(one, _COLUMNS[n][1]) for n, one in enumerate(values)]))
        for column, value in enumerate(values):
            look = looks.number if column in _NUMBERS else looks.text
            put(sheet, self._at, column, value, look)
        return True

    def finish(self) -> None:
        """Filter over all that was written; where there is nothing, it says so."""
        if not self._at:
            self._sheet.write_string(
                1, 0, "所有文件都已读出，所有检查都已做完。", self._looks.plain
            )
        self._sheet.autofilter(0, 0, max(1, self._at), len(_COLUMNS) - 1)
