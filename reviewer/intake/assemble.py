"""Rows become forms: find where each form and each block begins, and read block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reviewer.intake import funding as funding_block
from reviewer.intake import remarks, unread
from reviewer.intake.around import Around
from reviewer.intake.aside import BLANK, is_blank, other_kind
from reviewer.intake.blocks import (
    Blocks,
    heading_of,
    is_part_of_form,
    names_project,
    sort_rows,
)
from reviewer.intake.cells import FULL_MARKS, is_filled, joined, number
from reviewer.intake.columns import columns_of
from reviewer.intake.errors import ReadError
from reviewer.intake.execution import execution_row, scored
from reviewer.intake.footer import ENDS, SAYS_NOTHING, dated, read_footer
from reviewer.intake.goal import labelled_goal, read_goal
from reviewer.intake.grid import Cell, Grid, Row, UnreadCell
from reviewer.intake.head import Head, is_of_transfer, is_title
from reviewer.intake.headings import with_parts
from reviewer.intake.levels import carry
from reviewer.intake.repeated import leave_out_repeated_heads
from reviewer.intake.ruled import covering, place_of, role_at
from reviewer.intake.segments import beginnings
from reviewer.intake.sums import is_total
from reviewer.intake.table import (
    TEXT_ROLES,
    Draft,
    Table,
    is_template,
    read_table,
    settle_by_sums,
)
from reviewer.intake.target import target_of
from reviewer.intake.total import read_total, stated_total
from reviewer.intake.turned import upright
from reviewer.intake.unnamed import with_names
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Form, FormKind, FundingLine, Indicator, Location, Remark, Text, Total


def assemble(grid: Grid) -> tuple[list[Form], list[Text]]:
    """Every form in the rows of a document, in order, and the heads of forms that have no table.

    A cover, or a list of projects beside the forms, is neither. Tables of goals and blank forms
    beside them are told with the first form.

    Raises:
        ReadError: there is nothing but such tables.
    """
    forms: list[Form] = []
    without_table: list[Text] = []
    others: list[tuple[Text, str]] = []
    leave_out_repeated_heads(grid)
    starts = beginnings(grid.rows)
    for start, end in pairwise([*starts, len(grid.rows)]):
        # What stands above the first title is for its reader to report.
        above = 0 if start == starts[0] else start
        part = upright(with_parts(grid.rows[above:end], heading_of), heading_of)
        part = with_names(part, heading_of, is_total)
        name = next((row for row in part if is_title(row) or names_project(row)), part[0])
        if kind := other_kind(part, heading_of):
            others.append((joined(name.cells[:1]), kind))
        elif any(heading_of(row) == "indicators" for row in part):
            last = end == len(grid.rows)
            about = remarks.about_reading(grid, start, end + last, first=not forms)
            around = Around.of_form(grid, start, end + last, first=not forms)
            form = _form(sort_rows(part), grid.unread, about, around)
            if is_blank(form):
                others.append((joined(name.cells[:1]), BLANK))
            else:
                forms.append(form)
        elif any(map(is_part_of_form, part)):
            without_table.append(joined(name.cells[:1]))
    if not forms and not without_table and others:
        raise ReadError(f"{others[0][1]}，没有可审核的内容")
    if forms and others:
        told = remarks.other_tables(others)
        forms[0] = forms[0].model_copy(update={"remarks": (*forms[0].remarks, *told)})
    return forms, without_table


def _form(
    blocks: Blocks,
    unread_cells: Sequence[UnreadCell],
    about_reading: Sequence[Remark],
    around: Around,
) -> Form:
    head = around.headed(blocks.head)
    beside: list[Text] = []
    lines, leftovers = _funding(blocks, beside)
    table = read_table(blocks.indicators, blocks.indicator_headings)
    _reach_down(table.drafts)
    levels = carry(table.drafts)
    kept = [at for at, draft in enumerate(table.drafts) if not is_template(draft)]
    # A row of the empty form may all the same hold the label of the rows below it.
    table.drafts, levels = [table.drafts[at] for at in kept], [levels[at] for at in kept]
    columns = blocks.indicators[-1][1] if blocks.indicators else ()
    total = read_total(blocks.total, columns, blocks.grade)
    total = total or stated_total(head.fields.get("score", ()), head.fields.get("grade", ()))
    _settle(table, lines, total)
    sheet = blocks.indicator_headings[0].location.sheet
    explanation, notes, unplaced = read_footer(
        [row for row in blocks.footer if row.location.sheet == sheet]
    )
    unplaced += [cell for row in blocks.footer if row.location.sheet != sheet for cell in row.cells]
    unplaced_money, leftovers = leftovers, [*head.leftovers, *leftovers, *table.leftovers]
    is_ruled = any(heading.ruled for heading in blocks.indicator_headings)
    goal = read_goal(blocks.goal_heading, blocks.goal) if blocks.goal_heading else None
    aside: list[Row] = []
    if goal is None:
        goal, aside = labelled_goal(blocks.goal)
    indicators = list(_indicators(table.drafts, levels))
    if (at := execution_row(lines, indicators)) is not None:
        row = indicators.pop(at)
        lines = scored(lines, row)
        beside += [row.explanation] if row.explanation else []
        del table.drafts[at]
    beside += [
        joined([cell])
        for draft in table.drafts
        for cell in draft.fields.get("note", ())
        if is_filled(cell.text)
    ]
    has_scores = _has_scores(blocks, lines, total)
    form = Form(
        kind=_kind(head, blocks, scored=has_scores),
        scored=has_scores,
        title=joined(head.title),
        year=head.year,
        project=head.text("project"),
        department=head.text("department"),
        unit=head.text("unit"),
        dated=head.text("dated") or dated(notes),
        currency_unit=_currency(blocks),
        funding=tuple(lines),
        goal=goal,
        indicators=tuple(indicators),
        explanation=explanation,
        total=total,
        notes=(*beside, *notes, *around.notes()),
        remarks=(
            *remarks.joins(table.drafts, goal),
            *remarks.preface(head.preface),
            *remarks.unknown_fields(head),
            *remarks.unknown_headings(blocks),
            *remarks.tasks(blocks),
            *remarks.between(blocks),
            *remarks.unplaced(leftovers),
            *remarks.rows_apart(aside),
            *remarks.unplaced(unplaced, "在表格之后" if is_ruled else ""),
            *around.remarks(head),
            *about_reading,
        ),
    )
    gaps = [
        *unread.columns(blocks, table.drafts),
        *unread.rows(blocks, table.drafts, table.leftovers),
        *unread.lines([*aside, *blocks.between]),
        *unread.hidden_rows(about_reading),
        *unread.funding(blocks, head, unplaced_money),
        *unread.head_fields(head, form),
        *unread.goal(blocks, form),
        *unread.below(blocks, form, unplaced),
        *unread.cells(form, unread_cells),
    ]
    return form.model_copy(update={"unread": tuple(gaps)}) if gaps else form


def _reach_down(drafts: Sequence[Draft]) -> None:
    """Text in a cell merged over several rows stands beside each of them (points are only once)."""
    rows = [draft.row for draft in drafts]
    for draft, above in zip(drafts, covering(rows), strict=True):
        for cell in above:
            role = role_at(cell, draft.columns)
            if role in TEXT_ROLES and role not in draft.fields:
                draft.fields[role] = [cell]


def _kind(head: Head, blocks: Blocks, *, scored: bool) -> FormKind:
    if scored and head.kind is FormKind.TRANSFER and not is_of_transfer(joined(head.title).text):
        return FormKind.PROJECT  # 专项资金绩效目标自评表 comes with scores and without
    if not scored and head.kind is FormKind.PROJECT:
        rows = [*blocks.head, *blocks.funding]
        words = [key(cell.text) for row in rows for cell in row.cells[:2]]
        if any(word.startswith(vocabulary().transfers) for word in words):
            return FormKind.TRANSFER
    return head.kind


def _has_scores(blocks: Blocks, lines: Sequence[FundingLine], total: Total | None) -> bool:
    """Whether the form has a place for 分值 or 得分 at all; districts leave them out as transfers do."""
    roles = {role for heading in blocks.indicator_headings for role, _ in columns_of(heading)}
    points = any(line.weight or line.score for line in lines)
    return bool(roles & {"weight", "score"}) or points or total is not None


def _currency(blocks: Blocks) -> str | None:
    rows = [
        *blocks.head,
        *([blocks.funding_heading] if blocks.funding_heading else []),
        *blocks.funding,
    ]
    return funding_block.currency_of([cell.text for row in reversed(rows) for cell in row.cells])


def _funding(blocks: Blocks, notes: list[Text]) -> tuple[list[FundingLine], list[Cell]]:
    if blocks.funding_heading is None:
        return [], []
    columns = funding_block.columns_of(blocks.funding_heading, blocks.funding)
    return funding_block.read_funding(blocks.funding, columns, notes)


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
            name=_text(draft, "name"),
            target=target_of(draft.fields, _place(draft, "target")),
            actual=_text(draft, "actual"),
            weight=number(draft.fields.get("weight", ()), _place(draft, "weight"), FULL_MARKS),
            score=number(draft.fields.get("score", ()), _place(draft, "score"), FULL_MARKS),
            explanation=_explanation(draft),
            location=draft.row.location,
        )


def _explanation(draft: Draft) -> Text:
    """The reason, and the remedy where that has a column of its own."""
    reason, remedy = _text(draft, "explanation"), _text(draft, "remedy")
    if SAYS_NOTHING.fullmatch(remedy.text):
        return reason
    if SAYS_NOTHING.fullmatch(reason.text):
        return remedy
    between = "" if reason.text.endswith(ENDS) else "；"
    return Text(
        text=f"{reason.text}{between}改进措施：{remedy.text}",
        raw=f"{reason.raw}\n{remedy.raw}",
        location=reason.location,
    )


def _place(draft: Draft, role: str) -> Location:
    return place_of(role, draft.row, draft.columns)


def _text(draft: Draft, role: str) -> Text:
    return joined(draft.fields.get(role, ()), _place(draft, role))
