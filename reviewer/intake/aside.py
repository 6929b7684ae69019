"""What stands where a form might: tables of goals, of monitoring, and forms that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reviewer.intake.cells import is_filled
from reviewer.intake.columns import columns_of
from reviewer.intake.grid import Row
from reviewer.intake.head import is_title, title_words
from reviewer.intake.vocabulary import vocabulary
from reviewer.models import Form

_GOALS = "绩效目标表"
_MONITORING = "绩效监控表"
BLANK = "是空白的自评表，还没有填写"
_PLACEHOLDER = re.compile(r"(?:目标|指标)?\s*\d{1,2}\s*[:：.、]?|[….。\s_×xX]+")


def other_kind(rows: Sequence[Row], heading_of: Callable[[Row], str | None]) -> str | None:
    """Why the rows, though they have a head or a title, are no self-evaluation; None where they are.

    A table of goals has targets and no results; one of monitoring tells them in the course of the
    year. What a table is called counts less than whether it has scores.
    """
    title = next((words for row in rows if is_title(row) and (words := title_words(row))), "")
    named = vocabulary().other_titles
    kind = next((kind for ending, kind in named.items() if title.endswith(ending)), None)
    headings = [row for row in rows if heading_of(row) == "indicators"]
    roles = {role for heading in headings for role, _ in columns_of(heading)}
    if "score" in roles or (kind != _MONITORING and "actual" in roles):
        return None
    if kind is None and (not headings or "自评" in title or "unknown" in roles):
        return None
    if kind is None and any(heading_of(row) == "goal" for row in rows):
        return None  # the goal's block has a column of what was achieved
    told = "报告年中的执行情况" if kind == _MONITORING else "只有目标，没有完成情况"
    return f"是{kind or _GOALS}（{told}），不是自评表"


def is_blank(form: Form) -> bool:
    """Whether nothing of the form is filled in but what a template holds."""
    return not any(is_filled(_PLACEHOLDER.sub("", text)) for text in _filled_in(form) if text)


def _filled_in(form: Form) -> Iterator[str | None]:
    """What a clerk writes, the head first: nearly every form has it, and the rest is not asked."""
    yield from (form.project.text, form.department.text, form.unit.text, form.explanation.text)
    if form.goal:
        yield from (form.goal.planned.text, form.goal.achieved.text)
    for line in form.funding:
        yield from (amount.text for amount in (*line.amounts, line.score))
    for row in form.indicators:
        yield from (row.target.text, row.actual.text, row.score.text)
    if form.total:
        yield form.total.score.text
