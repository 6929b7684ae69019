"""Rows become forms: find where each form and each block begins, and read block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from reviewer.intake import funding as funding_block
from reviewer.intake import table as table_block
from reviewer.intake.align import Columns
from reviewer.intake.cells import clean, joined, kind, number
from reviewer.intake.execution import execution_row, scored
from reviewer.intake.goal import read_goal
from reviewer.intake.grid import Cell, Concealed, Grid, Row
from reviewer.intake.head import Head, head_role, is_title, read_head
from reviewer.intake.headings import is_section, with_parts
from reviewer.intake.levels import carry
from reviewer.intake.ruled import covering, role_at
from reviewer.intake.table import (
    TEXT_ROLES,
    Draft,
    Table,
    is_template,
    read_table,
    settle_by_sums,
)
from reviewer.intake.total import read_total
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Form, FormKind, FundingLine, Goal, Indicator, Remark, Text, Total

_TITLE_REACH = 6
"""A title begins a form only if a head line follows within so many lines."""


@dataclass(slots=True)
class Blocks:
    """The lines of one form, sorted by block; headings apart."""

    head: list[Row] = field(default_factory=list)
    funding_heading: Row | None = None
    funding: list[Row] = field(default_factory=list)
    goal_heading: Row | None = None
    goal: list[Row] = field(default_factory=list)
    indicator_headings: list[Row] = field(default_factory=list)
    indicators: list[tuple[Row, Columns]] = field(default_factory=list)
    total: Row | None = None
    footer: list[Row] = field(default_factory=list)


def assemble(grid: Grid) -> tuple[list[Form], list[Text]]:
    """Every form in the rows of a document, in order, and the heads of forms that have no table."""
    forms: list[Form] = []
    without_table: list[Text] = []
    starts = [i for i, row in enumerate(grid.rows) if _begins_form(grid.rows, i, row)]
    if starts:
        starts[0] = 0  # what stands above the first title is for its reader to report
    for start, end in pairwise([*starts, len(grid.rows)]):
        part = with_parts(grid.rows[start:end], lambda row: _heading(row) == "indicators")
        if any(_heading(row) == "indicators" for row in part):
            last = end == len(grid.rows)
            remarks = _about_reading(grid, start, end + last, first=not forms)
            forms.append(_form(_blocks(part), remarks))
        else:
            title = next((row for row in part if is_title(row) or _names_project(row)), part[0])
            without_table.append(joined(title.cells[:1]))
    return forms, without_table


def _about_reading(grid: Grid, start: int, end: int, *, first: bool) -> list[Remark]:
    """What the reader of the file says: about the file with its first form, else where it stands."""
    remarks = [
        _concealed(hidden)
        for hidden in grid.concealed
        if (start <= hidden.row or first) and hidden.row < end
    ]
    if first:
        remarks += [Remark(code="X901", text=Text(), reason=warning) for warning in grid.warnings]
    if grid.confidence is not None:
        reason = f"平均置信度{grid.confidence:.2f}"
        remarks.append(Remark(code="X903", text=Text(), reason=reason))
    return remarks


def _concealed(hidden: Concealed) -> Remark:
    text = Text(text=clean(hidden.text), raw=hidden.text, location=hidden.location)
    return Remark(code="X905", text=text, reason=hidden.reason, harmless=hidden.harmless)


def _begins_form(rows: Sequence[Row], index: int, row: Row) -> bool:
    following = rows[index + 1 : index + 1 + _TITLE_REACH]
    if is_title(row):
        return any(_names_project(later) for later in following)
    if not _names_project(row):
        return False
    before = rows[max(0, index - _TITLE_REACH) : index]
    for earlier in reversed(before):
        if is_title(earlier) or _names_project(earlier):
            return False
        if _heading(earlier) or _is_total(earlier):
            return True
    return True


def _names_project(row: Row) -> bool:
    return any(
        head_role(cell) in ("project", "department", "unit")
        or key(cell.text.partition("：")[0]) in ("项目名称", "部门名称")
        for cell in row.cells[:2]
    )


def _heading(row: Row) -> str | None:
    """Which block the line is the heading of."""
    keys = [name for cell in row.cells if (name := key(cell.text))]
    if len(keys) < 2:
        return None
    names = vocabulary()
    exact = {names.indicator_columns.get(name) for name in keys} - {None}
    amounts = any(kind(cell.text) in "nm%" for cell in row.cells)
    similar = {names.indicator_column(name) for name in keys} - {None} if row.ruled else exact
    indicators = similar if len(exact) >= 2 and not amounts else exact
    if (
        len(indicators) >= 3
        and indicators & {"name", "level1"}
        and indicators & {"target", "actual"}
    ):
        return "indicators"
    of_funding = names.funding_column if row.ruled else names.funding_columns.get
    funding = set(map(of_funding, keys))
    if len(funding & {*funding_block.AMOUNT_ROLES, "execution_rate"}) >= 2 and not amounts:
        return "funding"
    goal = set(map(names.goal_column if row.ruled else names.goal_columns.get, keys))
    if {"planned", "achieved"} <= goal:
        return "goal"
    return None


def _is_total(row: Row) -> bool:
    cells = [cell for cell in row.cells if kind(cell.text) not in "s"]
    return bool(cells) and key(cells[0].text) in vocabulary().totals


def _blocks(rows: Sequence[Row]) -> Blocks:
    blocks = Blocks()
    state = "head"
    columns: Columns = ()
    has_total = any(map(_is_total, rows))
    for row in rows:
        heading = _heading(row) if state != "footer" else None
        if heading == "funding":
            state, blocks.funding_heading = "funding", row
        elif heading == "goal":
            state, blocks.goal_heading = "goal", row
        elif heading == "indicators":
            state, columns = "indicators", table_block.columns_of(row)
            blocks.indicator_headings.append(row)
        elif state == "indicators" and _is_total(row):
            state, blocks.total = "footer", row
        elif state == "indicators" and _is_note(row, has_total=has_total):
            state = state if has_total else "footer"
            blocks.footer.append(row)
        elif state == "head":
            blocks.head.append(row)
        elif is_section(row):
            continue
        elif state == "funding":
            blocks.funding.append(row)
        elif state == "goal":
            blocks.goal.append(row)
        elif state == "footer":
            blocks.footer.append(row)
        elif not _is_furniture(row):
            blocks.indicators.append((row, columns))
    return blocks


def _is_note(row: Row, *, has_total: bool) -> bool:
    """A box of notes (其他需要说明事项) above 总分; without 总分, the first line under the table."""
    names = vocabulary()
    if has_total:
        return len(row.cells) == 2 and key(row.first_text) in names.footer_notes
    return len(row.cells) <= 2 and (
        key(row.first_text) in names.footer_notes | names.footer_explanation
        or row.first_text.startswith(names.footer_beginnings)
    )


def _is_furniture(row: Row) -> bool:
    """A page number, a repeated title or a subtotal between the rows of the table."""
    if len(row.cells) == 1 and (kind(row.first_text) in "n-" or is_title(row)):
        return row.width == 1 or (row.ruled and is_title(row))
    return key(row.first_text) in vocabulary().subtotals


def _form(blocks: Blocks, about_reading: Sequence[Remark] = ()) -> Form:
    head = read_head(blocks.head)
    lines, leftovers = _funding(blocks)
    table = read_table(blocks.indicators, blocks.indicator_headings)
    _reach_down(table.drafts)
    levels = carry(table.drafts)
    kept = [at for at, draft in enumerate(table.drafts) if not is_template(draft)]
    # A row of the empty form may all the same hold the label of the rows below it.
    table.drafts, levels = [table.drafts[at] for at in kept], [levels[at] for at in kept]
    total = read_total(blocks.total, blocks.indicators[-1][1] if blocks.indicators else ())
    _settle(table, lines, total)
    explanation, notes, unplaced = _footer(blocks.footer)
    leftovers = [*head.leftovers, *leftovers, *table.leftovers, *unplaced]
    goal = read_goal(blocks.goal_heading, blocks.goal) if blocks.goal_heading else None
    indicators = list(_indicators(table.drafts, levels))
    if (at := execution_row(lines, indicators)) is not None:
        lines = scored(lines, indicators.pop(at))
        del table.drafts[at]
    return Form(
        kind=_kind(head, blocks),
        title=joined(head.title),
        year=head.year,
        project=head.text("project"),
        department=head.text("department"),
        unit=head.text("unit"),
        currency_unit=_currency(blocks),
        funding=tuple(lines),
        goal=goal,
        indicators=tuple(indicators),
        explanation=explanation,
        total=total,
        notes=tuple(notes),
        remarks=(
            *_joins(table.drafts, goal),
            *_preface(head.preface),
            *_unknown_fields(head),
            *_unknown_headings(blocks),
            *_unplaced(leftovers),
            *about_reading,
        ),
    )


def _reach_down(drafts: Sequence[Draft]) -> None:
    """Text in a cell merged over several rows stands beside each of them (points are only once)."""
    rows = [draft.row for draft in drafts]
    for draft, above in zip(drafts, covering(rows), strict=True):
        for cell in above:
            role = role_at(cell, draft.columns)
            if role in TEXT_ROLES and role not in draft.fields:
                draft.fields[role] = [cell]


def _unknown_fields(head: Head) -> Iterator[Remark]:
    """Labels above the table that are not in the vocabulary, with what stands behind them."""
    for cells in head.unknown:
        yield Remark(code="X901", text=joined(cells), reason="不认识的栏目，未读取")


def _unknown_headings(blocks: Blocks) -> Iterator[Remark]:
    """Columns of ruled tables whose heading is not in the vocabulary, each said once."""
    headings = [heading for heading in blocks.indicator_headings if heading.ruled]
    seen: set[str] = set()
    for heading in headings:
        unknown = {column for role, column in table_block.columns_of(heading) if role == "unknown"}
        for cell in heading.cells:
            if cell.column in unknown and cell.text not in seen:
                seen.add(cell.text)
                yield Remark(code="X901", text=joined([cell]), reason="不认识的表头，该列未读取")


def _kind(head: Head, blocks: Blocks) -> FormKind:
    roles = {
        role for heading in blocks.indicator_headings for role, _ in table_block.columns_of(heading)
    }
    if roles and not roles & {"weight", "score"}:
        return FormKind.TRANSFER
    return head.kind


def _currency(blocks: Blocks) -> str | None:
    rows = [
        *blocks.head,
        *([blocks.funding_heading] if blocks.funding_heading else []),
        *blocks.funding,
    ]
    return funding_block.currency_of([cell.text for row in reversed(rows) for cell in row.cells])


def _funding(blocks: Blocks) -> tuple[list[FundingLine], list[Cell]]:
    if blocks.funding_heading is None:
        return [], []
    columns = funding_block.columns_of(blocks.funding_heading)
    return funding_block.read_funding(blocks.funding, columns)


def _settle(table: Table, lines: Sequence[FundingLine], total: Total | None) -> None:
    execution = next((line for line in lines if line.weight), None)
    if total is None or not total.weight or not total.score:
        return
    weight, score = total.weight.value or Decimal(0), total.score.value or Decimal(0)
    if execution:
        weight -= execution.weight.value or Decimal(0)
        score -= execution.score.value or Decimal(0)
    settle_by_sums(table.drafts, weight, score)


def _indicators(
    drafts: Sequence[Draft], levels: Sequence[tuple[Text, Text]]
) -> Iterator[Indicator]:
    for draft, (level1, level2) in zip(drafts, levels, strict=True):
        yield Indicator(
            level1=level1,
            level2=level2,
            name=joined(draft.fields.get("name", ())),
            target=_target(draft),
            actual=joined(draft.fields.get("actual", ())),
            weight=number(draft.fields.get("weight", ())),
            score=number(draft.fields.get("score", ())),
            explanation=joined(draft.fields.get("explanation", ())),
            location=draft.row.location,
        )


_DASHES = "-—/"
"""What stands in a cell that holds nothing."""


def _target(draft: Draft) -> Text:
    """指标性质, 指标值 and 度量单位 joined where the form splits them."""
    parts = [joined(draft.fields.get(role, ())) for role in ("nature", "target", "measure")]
    filled = [part for part in parts if part.text.strip(_DASHES)]
    if len(filled) <= 1:
        return filled[0] if filled else parts[1]
    return Text(
        text="".join(part.text for part in filled),
        raw="\n".join(part.raw for part in filled),
        location=filled[0].location,
    )


def _footer(rows: Sequence[Row]) -> tuple[Text, list[Text], list[Cell]]:
    """The one box for 偏差原因, the notes, and what is neither."""
    names = vocabulary()
    explanation: list[Cell] = []
    notes: list[list[Cell]] = []
    unplaced: list[Cell] = []
    target: list[Cell] = unplaced
    for row in rows:
        cells = list(row.cells)
        label = key(cells[0].text)
        if label in names.footer_explanation:
            target, cells = explanation, cells[1:]
        elif label in names.footer_notes or cells[0].text.startswith(names.footer_beginnings):
            target = []
            notes.append(target)
        elif target is unplaced and _is_furniture(row):
            continue
        target.extend(cells)
    return joined(explanation), [joined(note) for note in notes], unplaced


def _joins(drafts: Sequence[Draft], goal: Goal | None) -> Iterator[Remark]:
    for role in goal.cut if goal else ():
        yield Remark(code="X902", text=getattr(goal, role), reason="年度总体目标")
    for index, draft in enumerate(drafts):
        if draft.was_joined:
            yield Remark(code="X902", text=joined(draft.fields.get("name", ())), row=index)


def _preface(cells: Sequence[Cell]) -> Iterator[Remark]:
    """Text above the title, said once; numbers of annexes and the unit of money are no text."""
    beginnings = vocabulary().footer_beginnings
    said = [cell for cell in cells if not cell.text.startswith(beginnings)]
    if said:
        yield Remark(code="X901", text=joined(said), reason="在表格之前")


def _unplaced(cells: Sequence[Cell]) -> Iterator[Remark]:
    for cell in cells:
        if cell.text.strip(_DASHES):
            yield Remark(code="X901", text=joined([cell]))
