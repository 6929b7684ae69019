"""Lines that add up others: the total of a form, and subtotals between its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.intake.align import Columns
from reviewer.intake.cells import kind
from reviewer.intake.grid import Cell, Row
from reviewer.intake.ruled import role_at
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models.source import printed_number

WHOLE = 100
"""分值 of a whole form; 合计 below the rows of one category has less."""
_LABELS = frozenset("abcdefs")
_BEFORE = re.compile(r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.．]")
_OF_THESE = frozenset(
    {"", "分项", "本页", "本项", "本类", "该类", "该项", "分类", "指标", "其中", "得分", "分值"}
)
_BESIDE = ("得分", "分值", "分数", "部分", "类")


def is_total(row: Row) -> bool:
    """Whether the line's label is that of a total (总分, 合计)."""
    text = next((cell.text for cell in row.cells if kind(cell.text) != "s"), "")
    label = text.partition("：")[0].partition(":")[0]  # 总分：99.8分 in one cell
    return key(label) in vocabulary().totals


def is_total_of(row: Row, columns: Columns) -> bool:
    """Whether the line is the total of the rows under these headings."""
    if is_total(row):
        return True
    label, *others = [cell for cell in row.cells if kind(cell.text) not in "s"] or row.cells[:1]
    known = any(word in key(label.text) for word in vocabulary().totals_containing)
    points = (
        {role_at(cell, columns) for cell in others} if known and row.ruled and columns else set()
    )
    return "score" in points and not points & {"name", "target", "actual"}


def without_subtotals(rows: Sequence[Row], table: int) -> Iterator[Row]:
    """The lines but the subtotals; of their labels what reaches down over the rows below is left.

    合计 is a subtotal below the rows of one category, where another total follows.

    Args:
        rows: of one form.
        table: where the headings of its indicators stand.
    """
    totals = [at for at, row in enumerate(rows) if at > table and is_total(row)]
    parts = {at for at in totals[:-1] if is_partial(rows[at])}
    for at, row in enumerate(rows):
        label = _subtotal_on(row) if at > table else None
        if label is None and at not in parts:
            yield row
        elif label and (beside := _labels_of_rows_below(row, label)):
            yield replace(row, cells=beside)


def is_partial(total: Row) -> bool:
    """Whether a total is that of one category: its 分值 is less than the whole."""
    values = [printed_number(cell.text)[1] or 0 for cell in total.cells[1:]]
    return 0 < max(values, default=0) < WHOLE


def _subtotal_on(row: Row) -> Cell | None:
    """The label (小计, 产出指标小计, 合计 behind 产出指标), where else only labels and points stand."""
    names = vocabulary()
    found: Cell | None = None
    of_category = False
    for cell in row.cells:
        what = kind(cell.text)
        if what in _LABELS:
            of_category = of_category or (found is None and what != "s")
        elif found is None and _adds_up(cell.text):
            found = cell
        elif found is None or what not in "n%-":
            return None
    if found is None:
        return None
    always = of_category or key(found.text) not in names.totals
    return found if always else None


def _adds_up(label: str) -> bool:
    """小计 and 合计, alone or with the category that they add up."""
    names = vocabulary()
    name = key(_BEFORE.sub("", label.strip(), count=1))
    for ending in _BESIDE[:3]:
        name = name.removesuffix(ending)
    if name in names.totals:
        return True
    word = next((one for one in names.subtotal_endings if name.endswith(one)), None)
    if word is None:
        return False
    what = name.removesuffix(word)
    if what in _OF_THESE:
        return word in names.subtotals
    for ending in _BESIDE:
        what = what.removesuffix(ending)
    return what in names.level1 or what in names.level2


def _labels_of_rows_below(row: Row, label: Cell) -> tuple[Cell, ...]:
    """Labels of categories that a subtotal above its rows, or among them, holds for them."""
    if not row.ruled:
        return ()
    return tuple(
        [cell for cell in row.cells if cell.column < label.column and kind(cell.text) in _LABELS]
    )
