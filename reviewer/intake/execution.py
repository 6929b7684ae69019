"""预算执行率 as a row among the indicators, where a form scores it there."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.intake.vocabulary import key
from reviewer.models import FundingLine, FundingSource, Indicator, Number

_NAMES = frozenset(
    {
        "预算执行率",
        "预算执行进度",
        "资金执行率",
        "预算资金执行率",
        "预算执行率指标",
        "预算资金执行率指标",
    }
)


def execution_row(lines: Sequence[FundingLine], rows: Sequence[Indicator]) -> int | None:
    """The index of the row that scores the execution rate; None where the 项目资金 block does."""
    if not lines or any(line.weight for line in lines):
        return None
    return next(
        (
            at
            for at, row in enumerate(rows)
            if row.weight
            and key((row.name or row.level2 or row.level1).text) in _NAMES
            and _is_apart(row)
        ),
        None,
    )


def _is_apart(row: Indicator) -> bool:
    """Whether no category of indicators holds the row: under 过程 or 投入 it is one of theirs."""
    level1 = key(row.level1.text)
    return not level1 or "执行" in level1 or "资金" in level1 or "预算" in level1


def scored(lines: Sequence[FundingLine], row: Indicator) -> list[FundingLine]:
    """The funding lines with the row's 分值, 得分 and rate on the line of the total."""
    total = next((line for line in lines if line.source is FundingSource.TOTAL), lines[0])
    update = {"weight": row.weight, "score": row.score}
    rate = Number.parse(row.actual.text, row.actual.location)
    if total.execution_rate.is_empty and rate.is_percent:
        update["execution_rate"] = rate
    points = total.model_copy(update=update)
    return [points if line is total else line for line in lines]
