"""Small changes to a form that was read: a cell, a row, a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from reviewer.models import Form, FundingLine, Indicator, Number, Text

PLAIN = re.compile(r"(≥|>|不少于|不低于)?\s*(\d+(?:\.\d+)?)\s*([^\d\s，。、；,;（(]{1,8})?")
"""≥12场, 400个, 95%: one number with a relation that more is better, and a unit."""


def text(words: str) -> Text:
    return Text(text=words, raw=words)


def number(printed: object) -> Number:
    return Number.parse(str(printed))


def shown(value: Fraction | Decimal) -> str:
    """A number as a clerk prints it: two decimals at most."""
    rounded = (
        round(Decimal(value.numerator) / value.denominator, 2)
        if isinstance(value, Fraction)
        else value
    )
    return f"{Decimal(rounded).normalize():f}"


def with_row(form: Form, index: int, **cells: str | None) -> Form:
    """The form with cells of a row replaced; numbers where numbers stand."""
    row = form.indicators[index]
    found = {
        name: number(value or "") if name in ("weight", "score") else text(value or "")
        for name, value in cells.items()
    }
    rows = list(form.indicators)
    rows[index] = row.model_copy(update=found)
    return form.model_copy(update={"indicators": tuple(rows)})


def with_line(form: Form, source: str, **cells: str | None) -> Form:
    """The form with amounts of a funding line replaced."""
    lines = [
        line.model_copy(update={name: number(value or "") for name, value in cells.items()})
        if line.source == source
        else line
        for line in form.funding
    ]
    return form.model_copy(update={"funding": tuple(lines)})


def with_total(form: Form, **cells: str) -> Form:
    assert form.total is not None
    found = {n: text(v) if n == "grade" else number(v) for n, v in cells.items()}
    return form.model_copy(update={"total": form.total.model_copy(update=found)})


def with_goal(form: Form, **cells: str) -> Form:
    assert form.goal is not None
    goal = form.goal.model_copy(update={name: text(words) for name, words in cells.items()})
    return form.model_copy(update={"goal": goal})


def scored_rows(form: Form) -> Iterator[tuple[int, Indicator, Decimal, Decimal]]:
    """Rows with 分值 and 得分 as numbers."""
    for index, row in enumerate(form.indicators):
        if row.weight.value is not None and row.score.value is not None:
            yield index, row, row.weight.value, row.score.value


def counted_rows(form: Form) -> Iterator[tuple[int, Indicator, Decimal, str]]:
    """Full rows whose target is one number of a unit, more being better: target value and unit."""
    for index, row, weight, score in scored_rows(form):
        match = PLAIN.fullmatch(row.target.text.strip())
        if match and match[3] and score == weight and weight >= 2 and "率" not in row.target.text:
            value = Decimal(match[2])
            if value >= 5 and not re.search("[年月日]|以内|以下|内", match[3]):
                yield index, row, value, match[3]


def amounts(line: FundingLine) -> tuple[Decimal, Decimal] | None:
    """全年预算数 and 全年执行数 of a line that has both."""
    budget, spent = line.annual_budget.value, line.executed.value
    return None if budget is None or spent is None or not budget else (budget, spent)
