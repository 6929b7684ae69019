"""Which parts of a form are empty only because something in the document was not read.

A column whose heading is not known may be the very one that seems to be lacking, a line that found
no place may be a row. Whatever a rule would conclude from such an emptiness is not checkable; here
is the one place that says which parts are concerned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.intake import funding as funding_block
from reviewer.intake.align import Columns
from reviewer.intake.blocks import Blocks
from reviewer.intake.cells import is_filled, joined, kind
from reviewer.intake.columns import columns_of
from reviewer.intake.grid import Cell, Row, UnreadCell
from reviewer.intake.head import Head
from reviewer.intake.table import TEXT_ROLES, Draft
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Form, Indicator, Location, Number, Remark, Text, Unread

_NUMBERS = frozenset({"weight", "score"})
_EITHER = frozenset({"target", "actual"})
_COLUMNS = ("name", "target", "actual", "weight", "score", "explanation")
_MOST_HEADINGS = 20
"""Further ones are those of further pages."""
_NEEDED_AMOUNTS = ("annual_budget", "executed")
_FEWEST_POINTS = 2
_LONGEST_QUOTE = 20


def columns(blocks: Blocks, drafts: Sequence[Draft]) -> Iterator[Unread]:
    """Columns of the indicators that are lacking beside headings that are not known.

    A column of numbers is no explanation, one of words no score; a result may be either.
    """
    found = {role for _, known in blocks.indicators for role, _ in known}
    for heading in blocks.indicator_headings[:_MOST_HEADINGS]:
        for cell in _unknown(heading, columns_of(heading)):
            numeric = _is_numeric(cell, drafts)
            for role in _COLUMNS:
                fits = numeric in (None, role in _NUMBERS) or role in _EITHER
                if role not in found and fits:
                    reason = f"表头“{_quoted(cell)}”没有读入，可能就是这一栏"
                    yield Unread(field=f"indicator.{role}", reason=reason)


def _unknown(heading: Row, known: Columns) -> list[Cell]:
    """Headings that have no role, the label beside the block apart."""
    if heading.ruled:
        unknown = {column for role, column in known if role == "unknown"}
        return [cell for cell in heading.cells if cell.column in unknown]
    names = vocabulary()
    return [cell for cell in heading.cells[1:] if names.indicator_column(cell.text) is None]


def _is_numeric(heading: Cell, drafts: Sequence[Draft]) -> bool | None:
    """Whether most cells below it are numbers; None where nothing stands there in a column."""
    kinds = [
        kind(cell.text)
        for draft in drafts
        for cell in draft.fields.get("unknown", ())
        if heading.column <= cell.column < heading.column + max(1, heading.columns)
    ]
    return sum(one in "n%" for one in kinds) * 2 > len(kinds) if kinds else None


def rows(blocks: Blocks, drafts: Sequence[Draft], leftovers: Sequence[Cell]) -> Iterator[Unread]:
    """Cells of rows that cells without a place may belong to, and rows that were not read at all."""
    lines = [row for row, _ in blocks.indicators]
    line_of = {id(cell): at for at, row in enumerate(lines) for cell in row.cells}
    by_line: dict[int, list[Cell]] = {}
    for cell in leftovers:
        if id(cell) in line_of and is_filled(cell.text):
            by_line.setdefault(line_of[id(cell)], []).append(cell)
    if not by_line:
        return
    at_line = {
        line_of[id(cell)]: index
        for index, draft in enumerate(drafts)
        for cell in draft.row.cells
        if id(cell) in line_of
    }
    for line, cells in by_line.items():
        reason = f"“{_quoted(cells[0])}”没有归入表中任何一格，可能就是这一格"
        if line in at_line:
            yield from _empty_cells(drafts[at_line[line]], at_line[line], reason)
            continue
        if _holds_points(cells):
            yield _lost(cells)
            continue
        before = max((at for at in at_line if at < line), default=None)
        after = min((at for at in at_line if at > line), default=None)
        for neighbour in (before, after):
            if neighbour is not None:
                index = at_line[neighbour]
                yield from _empty_cells(drafts[index], index, reason)


def lines(apart: Sequence[Row]) -> Iterator[Unread]:
    """Rows outside the table that hold points all the same: indicators may be lacking."""
    yield from (_lost(row.cells) for row in apart if _holds_points(row.cells))


def hidden_rows(remarks: Sequence[Remark]) -> Iterator[Unread]:
    """Rows that the author hid: those that hold points may be indicators all the same."""
    for remark in remarks:
        words = remark.text.raw.split()
        points = sum(kind(word) in "nm" for word in words)
        if remark.code == "X905" and "行" in remark.reason and points >= _FEWEST_POINTS:
            reason = f"{remark.reason}“{_shortened(remark.text.text)}”没有读入，可能是指标"
            yield Unread(field="indicators", reason=reason)


def _holds_points(cells: Sequence[Cell]) -> bool:
    return sum(kind(cell.text) in "nm" for cell in cells) >= _FEWEST_POINTS


def _lost(cells: Sequence[Cell]) -> Unread:
    return Unread(field="indicators", reason=f"“{_quoted(cells[0])}”一行没有读入")


def _empty_cells(draft: Draft, index: int, reason: str) -> Iterator[Unread]:
    roles = {role for role, _ in draft.columns} & {*TEXT_ROLES, *_NUMBERS}
    for role in sorted(roles - draft.fields.keys()):
        yield Unread(field=f"indicator.{role}", reason=reason, row=index)


def head_fields(head: Head, form: Form) -> Iterator[Unread]:
    """Fields of the head that are lacking beside labels that are not known."""
    if not head.unknown:
        return
    reason = f"不认识的栏目“{_quoted(head.unknown[0][0])}”没有读入，可能就是这一栏"
    for field in ("project", "department", "unit", "year"):
        if not getattr(form, field):
            yield Unread(field=field, reason=reason)


def funding(blocks: Blocks, head: Head, leftovers: Sequence[Cell]) -> Iterator[Unread]:
    """The 项目资金 block, where a heading, a line or the block as a whole was not read."""
    left = [cell for cell in leftovers if is_filled(cell.text)]
    if blocks.funding_heading is None:
        left = [
            cell
            for cells in (*head.unknown, head.leftovers, *(row.cells for row in blocks.between))
            for cell in cells
            if kind(cell.text) in "nm"
        ]
        if left:
            reason = f"表格上方的“{_quoted(left[0])}”没有读入，可能属于项目资金"
            yield Unread(field="funding", reason=reason)
        return
    known = funding_block.columns_of(blocks.funding_heading, blocks.funding)
    roles = {role for role, _ in known}
    unknown = [
        cell
        for cell in blocks.funding_heading.cells
        if cell.column in {column for role, column in known if role == "unknown"}
    ]
    if unknown and not roles.issuperset(_NEEDED_AMOUNTS):
        reason = f"项目资金的表头“{_quoted(unknown[0])}”没有读入"
        yield Unread(field="funding", reason=reason)
    elif left:
        reason = f"项目资金里的“{_quoted(left[0])}”没有归入任何一格"
        yield Unread(field="funding", reason=reason)


def goal(blocks: Blocks, form: Form) -> Iterator[Unread]:
    """The goal, or what was achieved of it, where the form has no place for it."""
    sides = [key(heading.first_text) for heading in blocks.indicator_headings]
    if form.goal is None and any("目标" in side for side in sides):
        reason = "本表没有单设年度总体目标，指标列在绩效目标之下"
        yield Unread(field="goal", reason=reason)
    elif form.goal is not None and blocks.goal_heading is None and not form.goal.achieved:
        rows = (*blocks.head, *blocks.funding, *blocks.goal, *blocks.between)
        names = vocabulary()
        asked = any(
            names.goal_column(cell.text) == "achieved" for row in rows for cell in row.cells
        )
        if not asked:
            yield Unread(field="goal.achieved", reason="本表没有“实际完成情况”一栏")


def below(blocks: Blocks, form: Form, unplaced: Sequence[Cell]) -> Iterator[Unread]:
    """The box of reasons and the total, where lines below the table were not read."""
    asking = vocabulary().footer_asking
    has_column = any(
        role == "explanation" for _, columns in blocks.indicators for role, _ in columns
    )
    for cell in unplaced:
        if not has_column and not form.explanation and any(word in cell.text for word in asking):
            reason = f"表格下方的“{_quoted(cell)}”没有读入，可能就是偏差原因"
            yield Unread(field="indicator.explanation", reason=reason)
        if form.total is None and kind(cell.text) in "nm":
            reason = f"表格下方的“{_quoted(cell)}”没有读入，可能就是总分"
            yield Unread(field="total", reason=reason)


def cells(form: Form, unread: Sequence[UnreadCell]) -> Iterator[Unread]:
    """Cells that hold what cannot be read: a formula without its value, a picture."""
    reasons = {one.location: one.reason for one in unread}
    if not reasons:
        return
    for field, row, value in _values(form):
        reason = reasons.get(value.location)
        if reason is not None and not value:
            yield Unread(field=field, row=row, reason=reason)


def _values(form: Form) -> Iterator[tuple[str, int | None, Text | Number]]:
    for field in ("project", "department", "unit", "explanation"):
        yield field, None, getattr(form, field)
    for line in form.funding:
        for column in (*funding_block.AMOUNT_ROLES, "execution_rate", "weight", "score"):
            yield f"funding.{line.source}.{column}", None, getattr(line, column)
    if form.goal is not None:
        yield "goal.planned", None, form.goal.planned
        yield "goal.achieved", None, form.goal.achieved
    for index, row in enumerate(form.indicators):
        for column in Indicator.model_fields:
            value = getattr(row, column)
            if not isinstance(value, Location):
                yield f"indicator.{column}", index, value
    if form.total is not None:
        yield "total.weight", None, form.total.weight
        yield "total.score", None, form.total.score


def _quoted(cell: Cell) -> str:
    return _shortened(joined([cell]).text)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
