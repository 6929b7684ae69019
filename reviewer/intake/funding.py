"""The 项目资金 block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reviewer.intake.align import Columns, align
from reviewer.intake.cells import clean, joined, kind, number, shapes
from reviewer.intake.grid import Cell, Row
from reviewer.intake.ruled import fields_of, place_of
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import FundingLine, FundingSource, Number, Text

_DIVISION = re.compile(r"(?:其中[:：])?[^\d:：]{2,24}[:：][\d,.]*(?:万元|元)?")
_WITH_AMOUNT = re.compile(r"[^\d:：]{2,24}[:：]\s*\d[\d,.]*(?:万元|元)?")
"""其他资金：0, label and amount in one cell."""
_YEAR = re.compile(r"20\d\d")
_MAX_CELLS = 20
_LONGEST_LABEL = 40
_FEWEST_SOURCES = 2
AMOUNT_ROLES = ("initial_budget", "annual_budget", "executed")
_POINTS = ("execution_rate", "execution_weight", "execution_score")
_AMOUNT_IN = re.compile(r"[\d,]{1,12}(?:\.\d{1,6})?(万元|亿元|元)")
_UNITS = ("万元", "亿元", "元")
_UNIT_LABELS = ("金额单位", "货币单位", "单位")
_CURRENCY = re.compile(
    r"[(（][^()（）]{0,6}?(万元|亿元|元)[^()（）]{0,3}[)）]|单位[:：]?\s*(?:人民币)?(万元|亿元|元)"
)


def columns_of(heading: Row, rows: Sequence[Row] = ()) -> Columns:
    """Role and column of each heading, the block's own label and the lines' labels on the left.

    Args:
        heading: of the block.
        rows: below it; where a column that is called by an amount holds their labels, they tell.
    """
    names = vocabulary()
    found: list[tuple[str, Cell]] = []
    ignored: list[tuple[str, int]] = []
    for cell in heading.cells:
        name = key(cell.text)
        role = names.funding_column(cell.text) if heading.ruled else names.funding_columns.get(name)
        if heading.ruled and cell is heading.cells[0] and _names_block(heading):
            continue  # 预算执行情况 beside the block
        if name in names.funding_ignored:
            ignored.append(("ignored", cell.column))
            continue
        if role is None and heading.ruled and found and name:
            role = "note" if any(word in name for word in names.funding_explained) else "unknown"
        if role:
            found.append((role, cell))
    budgets = sum(role in ("initial_budget", "annual_budget") for role, _ in found)
    if heading.ruled and not budgets:
        sources, total = _sources(heading)
        ignored += [("ignored", cell.column) for cell in sources]
        found = [("annual_budget", cell) for cell in total] + found
    if budgets > 1 and found[0][1] is heading.cells[0] and key(heading.first_text) in names.side:
        found = found[1:]  # 预算资金（万元） names the block
    elif budgets > 1 and _holds_labels(found[0][1], rows):
        found = found[1:]  # 年度预算数（万元） above 年度资金总额
    amounts = [(role, cell.column) for role, cell in _one_of_each(found)]
    first = amounts[0][1]
    return (
        ("side", first - 2),
        ("label", first - 1),
        *sorted([*ignored, *amounts], key=lambda found: found[1]),
    )


def _sources(heading: Row) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """中央 | 省 | 本级 | 合计 | 执行数: where the money comes from side by side, and the budget in all."""
    names = vocabulary().funding_lines
    totals = [at for at, cell in enumerate(heading.cells) if names.get(key(cell.text)) == "total"]
    if not totals or totals[0] <= _FEWEST_SOURCES:
        return (), ()
    return heading.cells[1 : totals[0]], heading.cells[totals[0] : totals[0] + 1]


def _holds_labels(heading: Cell, rows: Sequence[Row]) -> bool:
    """Whether words stand below a heading, and no amount."""
    below = [
        kind(cell.text)
        for row in rows
        for cell in row.cells
        if row.ruled and heading.column <= cell.column < heading.column + heading.columns
    ]
    return "t" in below and not set(below) & {*"nm%"}


def _one_of_each(found: Sequence[tuple[str, Cell]]) -> list[tuple[str, Cell]]:
    """Of columns that mean the same the one that the form is about.

    预算数 beside 调整预算数 is the budget at the start of the year; of 2022年执行数 and 2023年执行数,
    of 上半年执行数 and 执行数 the last counts; of two rates the plain one.
    """
    roles = [role for role, _ in found]
    chosen = list(found)
    for role in (*AMOUNT_ROLES, "execution_rate"):
        places = [at for at, its_role in enumerate(roles) if its_role == role]
        if len(places) < 2:
            continue
        exact = vocabulary().funding_columns
        known = [at for at in places if key(found[at][1].text) in exact]
        kept = max(
            known if role == "execution_rate" and known else places,
            key=lambda at: (_year_of(found[at][1]), at),
        )
        for at in places:
            if at != kept:
                chosen[at] = ("second", found[at][1])
        if (
            role == "annual_budget"
            and "initial_budget" not in roles
            and roles.count("executed") == 1
        ):
            chosen[places[0]] = ("initial_budget", found[places[0]][1])
    return chosen


def _year_of(heading: Cell) -> int:
    year = _YEAR.search(heading.text)
    return int(year[0]) if year else 0


def _names_block(heading: Row) -> bool:
    """Whether the first cell is the block's label: a known one, or one that a column is called."""
    names, (first, *rest) = vocabulary(), heading.cells
    name = key(first.text)
    if name in names.side or name in names.sections:
        return True
    role = names.funding_column(name)
    others = {names.funding_column(cell.text) for cell in rest}
    return name not in names.funding_columns and role is not None and role in others


def currency_of(texts: Sequence[str]) -> str | None:
    """元 or 万元, from the first heading that names it, or the cell behind 金额单位, or an amount."""
    for label, text in pairwise(["", *texts]):
        match = _CURRENCY.search("".join(text.split()))
        if match:
            return match[1] or match[2]
        if key(label) in _UNIT_LABELS and clean(text) in _UNITS:
            return clean(text)
    beside = (_AMOUNT_IN.fullmatch("".join(text.split())) for text in texts)
    return next((match[1] for match in beside if match), None)


def read_funding(
    rows: Sequence[Row], columns: Columns, notes: list[Text]
) -> tuple[list[FundingLine], list[Cell]]:
    """The lines of the block, and the cells that found no place.

    Args:
        rows: of the block.
        columns: see columns_of.
        notes: gets what stands in a column for reasons.
    """
    lines: list[FundingLine] = []
    leftovers: list[Cell] = []
    beside: tuple[str, ...] = ()
    for row in rows:
        fields: dict[str, list[Cell]] = {}
        if len(row.cells) > _MAX_CELLS:
            leftovers.extend(row.cells)
            continue
        pairs = _pairs(row)
        if len(pairs) > 1:
            beside = beside or tuple(_role_of_pair(label) for label, _ in pairs)
            lines.append(_line(_beside(row, pairs, beside), row, (), first=not lines))
            continue
        ruled = _in_columns(row, columns) if row.ruled else None
        if ruled is not None:
            fields = ruled
            for unused in ("unknown", "second", "ignored"):
                fields.pop(unused, None)  # its heading is told
            notes += [joined([cell]) for cell in fields.pop("note", ()) if kind(cell.text) != "-"]
        else:
            way = align(shapes(row.cells), columns)
            for cell, role in zip(row.cells, way.roles, strict=True):
                if role:
                    fields[role] = [cell]
                elif kind(cell.text) not in "sp":
                    leftovers.append(cell)
        if row.ruled and _says_no_amount(fields):
            # 按收入性质分： and 其中：一般公共预算：50 divide the total once more, in words.
            divided = [
                cell for cell in row.cells if _DIVISION.fullmatch("".join(cell.text.split()))
            ]
            notes += [joined([cell]) for cell in divided]
            leftovers.extend(cell for cell in row.cells if cell not in divided)
        elif fields.keys() & {"label", *AMOUNT_ROLES, *_POINTS}:
            lines.append(_line(fields, row, columns, first=not lines))
    return lines, leftovers


def _says_no_amount(fields: dict[str, list[Cell]]) -> bool:
    """A line of another block: its label is not known, and what stands beside it is text."""
    label = joined(fields.get("label", ())).text
    beside = [cell for role, cells in fields.items() if role != "label" for cell in cells]
    if key(label) in vocabulary().funding_lines or not beside:
        return len(label) > _LONGEST_LABEL or _WITH_AMOUNT.fullmatch(label) is not None
    return all(kind(cell.text) == "t" for cell in beside)


def _in_columns(row: Row, columns: Columns) -> dict[str, list[Cell]] | None:
    """By the headings; the block's label and the line's stand left of the first amount."""
    amounts = [(role, column) for role, column in columns[2:] if role != "ignored"]
    first = amounts[0][1]
    numbered = {column for role, column in columns if role == "ignored" and column < first}
    labels = [
        cell
        for cell in row.cells
        if cell.column < first and cell.column not in numbered and kind(cell.text) not in "sp"
    ]
    right = Row(
        tuple([cell for cell in row.cells if cell.column >= first]),
        row.page,
        row.width,
        row.location,
        ruled=True,
    )
    fields = fields_of(right, columns[2:])
    if fields is None or len(labels) > 1:
        return None
    return fields | {"label": labels} if labels else fields


_AMOUNT_LABEL = re.compile(r"^[^\d]*(?:预算|到位|执行|支出|资金|拨款|补助|其他)[^\d]*$")
"""七百 or 约91 in a cell that should hold a number is no label."""


def _pairs(row: Row) -> list[tuple[Cell, Cell]]:
    """预算数：36.00 | 到位数：36.00 | 执行数：35.28: each amount behind a label of its own."""
    return [
        (label, amount)
        for label, amount in pairwise(row.cells)
        if _AMOUNT_LABEL.search(clean(label.text)) and kind(amount.text) in "n-"
    ]


def _role_of_pair(label: Cell) -> str:
    """The role of an amount by its label in the first line; "" for 到位数, which is not needed."""
    return vocabulary().funding_columns.get(key(label.text), "")


def _beside(
    row: Row, pairs: Sequence[tuple[Cell, Cell]], roles: Sequence[str]
) -> dict[str, list[Cell]]:
    """The fields of a line whose amounts stand side by side, in the order of the first line."""
    fields = {"label": [pairs[0][0]]}
    fields |= {role: [amount] for (_, amount), role in zip(pairs, roles, strict=False) if role}
    last = row.cells[-1]
    if last is not pairs[-1][1] and kind(last.text) in "n%":
        fields["execution_rate"] = [last]
    return fields


def _line(fields: dict[str, list[Cell]], row: Row, columns: Columns, *, first: bool) -> FundingLine:
    def amount(role: str) -> Number:
        return number(fields.get(role, ()), place_of(role, row, columns))

    label = joined(fields.get("label", ()))
    name = key(label.text)
    known = vocabulary().funding_lines.get(name)
    if first and name.endswith("总额"):
        known = "total"  # 年度财政资金总额 with no line above it, below another total a part of it
    source = known or ("total" if first else "other")
    return FundingLine(
        label=label,
        source=FundingSource(source),
        **{role: amount(role) for role in (*AMOUNT_ROLES, "execution_rate")},
        weight=amount("execution_weight"),
        score=amount("execution_score"),
    )
