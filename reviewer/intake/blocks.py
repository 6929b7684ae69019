"""Where each form and each of its blocks begins in the rows of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reviewer.intake import funding as funding_block
from reviewer.intake.align import Columns
from reviewer.intake.cells import kind
from reviewer.intake.columns import columns_of
from reviewer.intake.goal import is_goal_line
from reviewer.intake.grid import Cell, Row
from reviewer.intake.head import head_role, is_title, year_on
from reviewer.intake.headings import is_section
from reviewer.intake.sums import is_total, is_total_of, without_subtotals
from reviewer.intake.vocabulary import Vocabulary, key, vocabulary

_MONEY = frozenset({*funding_block.AMOUNT_ROLES, "execution_rate"})
_PLACEHOLDER = re.compile(r"指标\d{1,2}[:：]?|[.…。]{2,}|…")
"""What the empty form prints for rows that nobody needed."""


@dataclass(slots=True)
class Blocks:
    """The lines of one form, sorted by block; headings apart.

    `between` are lines of text between the parts of a ruled table, `behind` those after the last.
    """

    head: list[Row] = field(default_factory=list)
    funding_heading: Row | None = None
    funding: list[Row] = field(default_factory=list)
    goal_heading: Row | None = None
    goal: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)
    indicator_headings: list[Row] = field(default_factory=list)
    indicators: list[tuple[Row, Columns]] = field(default_factory=list)
    between: list[Row] = field(default_factory=list)
    behind: list[Row] = field(default_factory=list)
    total: Row | None = None
    grade: Row | None = None
    footer: list[Row] = field(default_factory=list)


def is_part_of_form(row: Row) -> bool:
    """Whether the line stands only in a self-evaluation form: its title, a label, its goal.

    Headings of amounts stand in lists of projects too.
    """
    if is_title(row):
        return "表" in row.first_text  # a report has a title too, on its cover
    sides = any(key(cell.text) in vocabulary().side for cell in row.cells[:2])
    return sides or heading_of(row) == "goal" or is_goal_line(row)


def names_project(row: Row) -> bool:
    """Whether the line holds the label of the project or of its unit.

    项目名称 | 主管部门 | 自评得分 heads a list of projects; where a name stands behind the label, 自评得分
    is a field of the head.
    """
    names = vocabulary()
    at = next((at for at, cell in enumerate(row.cells[:2]) if _names_unit(cell)), None)
    if at is None:
        return False
    behind = [key(cell.text) for cell in row.cells[at + 1 : at + 2]]
    is_heading = any(name in names.head or name in names.funding_columns for name in behind)
    listed = any(names.funding_columns.get(key(cell.text)) for cell in row.cells[1:])
    return not (listed and is_heading)


def _names_unit(cell: Cell) -> bool:
    return head_role(cell) in ("project", "department", "unit") or (
        key(cell.text.partition("：")[0]) in ("项目名称", "部门名称")
    )


def heading_of(row: Row) -> str | None:
    """Which block the line is the heading of."""
    if len(row.cells) < 2:
        return None
    found = _heading(tuple([cell.text for cell in row.cells]), vocabulary(), row.ruled)
    return None if found == "goal" and is_goal_line(row) else found


@lru_cache(maxsize=4096)
def _heading(texts: tuple[str, ...], names: Vocabulary, ruled: bool) -> str | None:
    """Asked many times of every line: by each search for the beginnings of forms and blocks."""
    keys = [name for text in texts if (name := key(text))]
    if len(keys) < 2:
        return None
    has_amounts = any(kind(text) in "nm%" for text in texts)
    exact = {names.indicator_columns.get(name) for name in keys} - {None}
    if len(exact) > 1:
        similar = ruled and not has_amounts
        indicators = {names.indicator_column(name) for name in keys} if similar else exact
        if (
            len(indicators - {None}) > 2
            and indicators & {"name", "level1"}
            and indicators & {"target", "actual"}
        ):
            return "indicators"
    funding = set(map(names.funding_column if ruled else names.funding_columns.get, keys))
    if len(funding & _MONEY) > 1 and not has_amounts:
        return "funding"
    goal = set(map(names.goal_column if ruled else names.goal_columns.get, keys))
    return "goal" if {"planned", "achieved"} <= goal else None


def _is_about_tasks(row: Row) -> bool:
    """年度主要任务 of department forms, as a heading or as a label; a list of parts of the project."""
    # In a ruled table the block may be left empty beside its label.
    labels = row.cells[:2] if len(row.cells) > 1 or row.ruled else ()
    if any(vocabulary().tasks.fullmatch(key(cell.text)) for cell in labels):
        return True
    named = any(vocabulary().head_field(cell.text) == "project" for cell in labels)
    return named and heading_of(row) == "funding"


def _is_grade(row: Row) -> bool:
    """自评等级 | 优, on a line of its own; 自评结论 is as often a note."""
    names = vocabulary()
    if len(row.cells) != 2:
        return False
    label = key(row.first_text)
    concludes = label.endswith(("结论", "结果")) and key(row.cells[1].text) in names.grades
    return concludes or label in names.grade_labels


def sort_rows(rows: Sequence[Row]) -> Blocks:
    """The lines of one form, each in its block; titles of blocks and page furniture are dropped."""
    blocks = Blocks()
    state = "head"
    columns: Columns = ()
    has_total = any(map(is_total, rows))
    in_columns = any(heading_of(row) == "goal" for row in rows)
    table = next((at for at, row in enumerate(rows) if heading_of(row) == "indicators"), len(rows))
    for row in without_subtotals(rows, table):
        if is_continuation(row):
            continue
        heading = _heading_in(state, row, blocks)
        if _is_aside(row, state, in_columns=in_columns):
            state = "tasks" if _is_about_tasks(row) else state
            blocks.tasks.append(row)
        elif heading:
            state = heading
            columns = _begin(blocks, heading, row) or columns
        elif state == "indicators" and is_total_of(row, columns):
            state, blocks.total = "footer", row
        elif state in ("indicators", "footer") and _is_grade(row):
            blocks.grade = row
        elif state == "indicators" and _is_note(row, has_total=has_total):
            state = state if has_total else "footer"
            blocks.footer.append(row)
        elif state != "footer" and not in_columns and is_goal_line(row):
            state = state if state == "indicators" else "goal"
            blocks.goal.append(row)
        elif state == "indicators":
            _add_to_table(blocks, row, columns)
        elif (state == "tasks" and names_project(row)) or (
            state == "funding" and _belongs_to_head(row)
        ):
            state = "head"
            blocks.head.append(row)
        elif _is_outside(row, blocks.funding_heading, blocks.goal_heading, state):
            blocks.between += [] if is_furniture(row) else [row]
        elif state == "head" or not is_section(row):
            {
                "tasks": blocks.tasks,
                "head": blocks.head,
                "funding": blocks.funding,
                "goal": blocks.goal,
                "footer": blocks.footer,
            }[state].append(row)
    _close_table(blocks)
    return blocks


def _heading_in(state: str, row: Row, blocks: Blocks) -> str | None:
    """The block that begins here; below the total only that of the money may."""
    heading = heading_of(row)
    is_late = state == "footer" and (heading != "funding" or blocks.funding_heading is not None)
    return None if is_late else heading


def _is_aside(row: Row, state: str, *, in_columns: bool) -> bool:
    """A block that is not reviewed: tasks, parts of the project, 年度履职目标 beside 年度总体目标."""
    if state in ("head", "funding") and in_columns and is_goal_line(row):
        return True
    return state not in ("indicators", "footer") and _is_about_tasks(row)


def _belongs_to_head(row: Row) -> bool:
    """自评得分 | 99 or 主管部门 | … below amounts that stand in the head."""
    names, label = vocabulary(), key(row.first_text)
    return (
        row.ruled
        and len(row.cells) > 1
        and label in names.head
        and (label not in names.funding_lines)
    )


def _is_outside(row: Row, funding: Row | None, goal: Row | None, state: str) -> bool:
    """A line of text between the rows of a ruled block is the head or foot of a page."""
    heading = {"funding": funding, "goal": goal}.get(state)
    return heading is not None and heading.ruled and not row.ruled


def _close_table(blocks: Blocks) -> None:
    """Without a total, what stands behind the last row stands below the table."""
    if blocks.total:
        blocks.between += blocks.behind
        return
    blocks.footer = [*blocks.behind, *blocks.footer]
    if blocks.grade:
        blocks.footer.append(blocks.grade)


def _add_to_table(blocks: Blocks, row: Row, columns: Columns) -> None:
    """Keep a line of the indicators' table; a text outside its cells is the head or foot of a page."""
    if is_section(row) or is_furniture(row):
        return
    if row.ruled or not blocks.indicator_headings[-1].ruled:
        if not row.ruled and all(_PLACEHOLDER.fullmatch(cell.text.strip()) for cell in row.cells):
            return
        blocks.between += blocks.behind
        blocks.behind = []
        blocks.indicators.append((row, columns))
    elif kind(row.first_text) not in "abcdefs":  # a label may be printed outside its cell
        blocks.behind.append(row)


def _begin(blocks: Blocks, heading: str, row: Row) -> Columns:
    """Keep a heading; the columns that it gives to the indicator rows below it."""
    if heading == "funding":
        blocks.funding_heading = row
    elif heading == "goal":
        blocks.goal_heading = row
    else:
        blocks.indicator_headings.append(row)
        return columns_of(row)
    return ()


def _is_note(row: Row, *, has_total: bool) -> bool:
    """A box of notes (其他需要说明事项) above 总分; without 总分, the first line under the table."""
    names = vocabulary()
    if has_total:
        return len(row.cells) == 2 and key(row.first_text) in names.footer_notes
    return len(row.cells) <= 2 and (
        key(row.first_text) in names.footer_notes | names.footer_explanation
        or row.first_text.startswith(names.footer_beginnings)
    )


def is_continuation(row: Row) -> bool:
    """续表, 接上页: a line between the parts of a table that says nothing else."""
    words = "".join(row.first_text.split()).strip("()（）")
    return len(row.cells) == 1 and words in vocabulary().continued


def is_furniture(row: Row) -> bool:
    """A page number or a repeated title between the rows of the table."""
    if len(row.cells) == 1 and (kind(row.first_text) in "n-" or is_title(row)):
        return row.width == 1 or (row.ruled and is_title(row))
    # printed again with the title on every page
    return row.width == 1 and year_on(row) is not None
