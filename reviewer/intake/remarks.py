"""What the reader says about its own reading: X901, X902, X903, X905 and X907."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reviewer.intake import funding as funding_block
from reviewer.intake.align import Columns
from reviewer.intake.blocks import Blocks
from reviewer.intake.cells import clean, is_filled, joined
from reviewer.intake.columns import columns_of
from reviewer.intake.grid import Cell, Concealed, Grid, Row, StruckOut
from reviewer.intake.head import Head
from reviewer.intake.likely import likely_role, suggestion
from reviewer.intake.own_reports import LEFT_OUT
from reviewer.intake.pages import is_page_number
from reviewer.intake.table import Draft
from reviewer.intake.vocabulary import vocabulary
from reviewer.models import Goal, Remark, Text

_DIGITS = re.compile(r"\d+")
_SURE = 0.9
"""What OCR reads with less confidence is often wrong, a ≥ or a single digit above all."""


def about_reading(grid: Grid, start: int, end: int, *, first: bool) -> list[Remark]:
    """What the reader of the file says: about the file with its first form, else where it stands."""
    remarks = [
        _concealed(hidden)
        for hidden in grid.concealed
        if (start <= hidden.row or first) and hidden.row < end
    ]
    remarks += [
        _struck_out(struck)
        for struck in grid.struck_out
        if (start <= struck.row or first) and struck.row < end
    ]
    if first:
        remarks += [
            Remark(code="X901", text=Text(), reason=warning, harmless=warning == LEFT_OUT)
            for warning in grid.warnings
        ]
    return [*remarks, *_recognized(cell for row in grid.rows[start:end] for cell in row.cells)]


def _recognized(cells: Iterable[Cell]) -> Iterator[Remark]:
    """Whether OCR read the cells, and those of which it is not sure, the least sure first."""
    read = [(cell.confidence, cell) for cell in cells if cell.confidence is not None]
    if not read:
        return
    mean = sum(confidence for confidence, _ in read) / len(read)
    yield Remark(code="X903", text=Text(), reason=f"平均置信度{mean:.2f}")
    for confidence, cell in sorted(read, key=lambda pair: pair[0]):
        if confidence < _SURE:
            yield Remark(code="X903", text=joined([cell]), reason=f"置信度{confidence:.2f}")


def _concealed(hidden: Concealed) -> Remark:
    text = Text(text=clean(hidden.text), raw=hidden.text, location=hidden.location)
    return Remark(code="X905", text=text, reason=hidden.reason, harmless=hidden.harmless)


def _struck_out(struck: StruckOut) -> Remark:
    text = Text(text=clean(struck.text), raw=struck.text, location=struck.location)
    return Remark(code="X907", text=text)


def unknown_fields(head: Head) -> Iterator[Remark]:
    """Labels above the table that are not in the vocabulary, with what stands behind them."""
    for cells in head.unknown:
        yield Remark(code="X901", text=joined(cells), reason="不认识的栏目，未读取")


def unknown_headings(blocks: Blocks) -> Iterator[Remark]:
    """Columns whose heading is not in the vocabulary, each said once."""
    headings: list[tuple[str, Row, Columns, Sequence[Row]]] = []
    if blocks.funding_heading and blocks.funding_heading.ruled:
        columns = funding_block.columns_of(blocks.funding_heading, blocks.funding)
        headings.append(("funding_columns", blocks.funding_heading, columns, blocks.funding))
    rows = [row for row, _ in blocks.indicators]
    for heading in blocks.indicator_headings:
        columns = columns_of(heading)
        headings.append(("indicator_columns", heading, columns, rows))
    seen: set[str] = set()
    for place, heading, columns, below in headings:
        unused = {column: role for role, column in columns if role in _UNUSED}
        for cell in heading.cells:
            if cell.column in unused and cell.text not in seen:
                seen.add(cell.text)
                reason = _UNUSED[unused[cell.column]]
                if unused[cell.column] == "unknown" and len(seen) <= _MOST_GUESSED:
                    reason += suggestion(place, cell.text, _likely(place, cell, columns, below))
                yield Remark(code="X901", text=joined([cell]), reason=reason)


def _likely(place: str, heading: Cell, columns: Columns, rows: Sequence[Row]) -> str | None:
    texts = [cell.text for row in rows for cell in row.cells if cell.column == heading.column]
    names: Mapping[str, str] = getattr(vocabulary(), place)
    return likely_role(heading.text, texts, names, {role for role, _ in columns})


_MOST_GUESSED = 20
"""Of more headings that are not known, the others are said without a guess."""
_UNUSED = {
    "unknown": "不认识的表头，该列未读取",
    "second": "另有同类的一列，按那一列读取",
}


def other_tables(tables: Iterable[tuple[Text, str]]) -> Iterator[Remark]:
    """Tables beside the forms that are none: their first words, and what they are."""
    for name, what in tables:
        yield Remark(code="X901", text=name, reason=f"{what}，未审核")


def joins(drafts: Sequence[Draft], goal: Goal | None) -> Iterator[Remark]:
    """Cells that a page break had cut and that were joined again."""
    for role in goal.cut if goal else ():
        yield Remark(code="X902", text=getattr(goal, role), reason="年度总体目标")
    for index, draft in enumerate(drafts):
        if draft.was_joined:
            yield Remark(code="X902", text=joined(draft.fields.get("name", ())), row=index)


def preface(cells: Sequence[Cell]) -> Iterator[Remark]:
    """Text above the title, said once; numbers of annexes and the unit of money are no text."""
    beginnings = vocabulary().footer_beginnings + vocabulary().preface_beginnings
    said = [cell for cell in cells if not cell.text.startswith(beginnings)]
    if said:
        yield Remark(code="X901", text=joined(said), reason="在表格之前")


def between(blocks: Blocks) -> Iterator[Remark]:
    """Text between the parts of the table; what comes again on other pages heads or ends them."""
    lines = [joined(row.cells) for row in blocks.between]
    lines = [line for line in lines if not is_page_number(line.text, at_break=True)]
    times = Counter(_DIGITS.sub("", line.text) for line in lines)
    beginnings = vocabulary().footer_beginnings + vocabulary().preface_beginnings
    for text, count in times.items():
        line = next(line for line in lines if _DIGITS.sub("", line.text) == text)
        known = count > 1 or line.text.startswith(beginnings)
        yield Remark(code="X901", text=line, reason="在各页的表格之间" if known else "")


def tasks(blocks: Blocks) -> Iterator[Remark]:
    """The block of tasks or its like, said once: it is not reviewed."""
    if any(len(row.cells) > 1 for row in blocks.tasks) or len(blocks.tasks) > 1:
        text = joined(blocks.tasks[0].cells[:1])
        yield Remark(code="X901", text=text, reason="该栏不在检查范围")


def rows_apart(rows: Sequence[Row]) -> Iterator[Remark]:
    """Rows between the blocks that belong to none of them, each said once."""
    for row in rows:
        if any(is_filled(cell.text) for cell in row.cells):
            yield Remark(code="X901", text=joined(row.cells), reason="")


def unplaced(cells: Sequence[Cell], reason: str = "") -> Iterator[Remark]:
    """Cells that found no place, except dashes; with the reason, if one is known."""
    for cell in cells:
        if is_filled(cell.text):
            yield Remark(code="X901", text=joined([cell]), reason=reason)
