"""The 项目资金 block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.intake.align import Columns, align
from reviewer.intake.cells import joined, kind, number, shapes
from reviewer.intake.grid import Cell, Row
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import FundingLine, FundingSource

_MAX_CELLS = 20
AMOUNT_ROLES = ("initial_budget", "annual_budget", "executed")
_CURRENCY = re.compile(
    r"[(（][^()（）]{0,6}?(万元|亿元|元)[^()（）]{0,3}[)）]|单位[:：]?\s*(?:人民币)?(万元|亿元|元)"
)


def columns_of(heading: Row) -> Columns:
    """Role and column of each heading, the block's own label and the lines' labels on the left."""
    names = vocabulary().funding_columns
    found: list[tuple[str, int]] = []
    for cell in heading.cells:
        role = names.get(key(cell.text))
        if role:
            found.append((role, cell.column))
    roles = [role for role, _ in found]
    budgets = sum(role in ("initial_budget", "annual_budget") for role in roles)
    if budgets > 1 and key(heading.first_text) in vocabulary().side and roles[0] == "annual_budget":
        found = found[1:]  # 预算资金（万元） names the block
        roles = roles[1:]
    if roles.count("annual_budget") > 1:
        # 预算数 beside 调整预算数: the plain one is the budget at the start of the year.
        found[roles.index("annual_budget")] = (
            "initial_budget",
            found[roles.index("annual_budget")][1],
        )
    first = found[0][1]
    return (("side", first - 2), ("label", first - 1), *found)


def currency_of(texts: Sequence[str]) -> str | None:
    """元 or 万元, from the first heading that names it."""
    for text in texts:
        match = _CURRENCY.search("".join(text.split()))
        if match:
            return match[1] or match[2]
    return None


def read_funding(rows: Sequence[Row], columns: Columns) -> tuple[list[FundingLine], list[Cell]]:
    """The lines of the block, and the cells that found no place."""
    lines: list[FundingLine] = []
    leftovers: list[Cell] = []
    for row in rows:
        fields: dict[str, list[Cell]] = {}
        if len(row.cells) > _MAX_CELLS:
            leftovers.extend(row.cells)
            continue
        way = align(shapes(row.cells), columns)
        for cell, role in zip(row.cells, way.roles, strict=True):
            if role:
                fields[role] = [cell]
            elif kind(cell.text) not in "sp":
                leftovers.append(cell)
        if "label" in fields or any(role in fields for role in AMOUNT_ROLES):
            lines.append(_line(fields, first=not lines))
    return lines, leftovers


def _line(fields: dict[str, list[Cell]], *, first: bool) -> FundingLine:
    label = joined(fields.get("label", ()))
    known = vocabulary().funding_lines.get(key(label.text))
    source = known or ("total" if first else "other")
    return FundingLine(
        label=label,
        source=FundingSource(source),
        **{role: number(fields.get(role, ())) for role in (*AMOUNT_ROLES, "execution_rate")},
        weight=number(fields.get("execution_weight", ())),
        score=number(fields.get("execution_score", ())),
    )
