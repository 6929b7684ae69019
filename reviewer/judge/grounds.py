"""Why a verdict is what it is, in one Chinese sentence made of the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.judge.facts import Facts
from reviewer.judge.material import Material
from reviewer.judge.shape import RowAnswer
from reviewer.models import Indicator, VerdictKind
from reviewer.reading.acts import View

FIELD_NAMES = {
    "cause_quote": "原因引文",
    "cause_kind": "原因类别",
    "about_this_row": "是否针对本行",
    "specific": "是否具体",
    "accounts_for_size": "是否交代全部差距",
    "contradiction_quote": "矛盾引文",
    "contradiction_where": "矛盾位置",
    "measure_quote": "措施引文",
    "measure_actionable": "措施可否检查",
    "rationale": "理由",
    "draft": "改进稿",
    "reviewer_comment": "审核意见",
    "explanation": "说明",
    "target": "年度指标值",
    "actual": "实际完成值",
}
_PLACES = {
    "target": "年度指标值",
    "actual": "实际完成值",
    "goal.planned": "预期目标",
    "goal.achieved": "实际完成情况",
}
_LONGEST = 30
_CLAUSE = re.compile(r"[^，。；！]+")


def why(
    answer: RowAnswer, kind: VerdictKind, row: Indicator, facts: Facts, material: Material
) -> str:
    """The sentence that explains a verdict."""
    if kind is VerdictKind.CONTRADICTORY:
        where = place_name(answer.contradiction_where or "", answer.row, material)
        return f"说明与{where}“{short(answer.contradiction_quote)}”二者不一致。"
    parts = list(_on_cause(answer, kind, row, facts)) + list(_on_measure(answer))
    return f"{'；'.join(parts)}。"


def _on_cause(answer: RowAnswer, kind: VerdictKind, row: Indicator, facts: Facts) -> Iterator[str]:
    cause = f"原因“{short(answer.cause_quote)}”"
    if answer.cause_quote is None:
        yield "说明没有写出原因"
        elsewhere = _cause_in_result(row)
        if elsewhere:
            yield f"实际完成值一栏写有原因“{short(elsewhere)}”，应移到说明中"
    elif kind is VerdictKind.OFF_TOPIC:
        yield f"{cause}讲的不是本项指标"
    elif not answer.specific:
        yield f"{cause}笼统，没有事件、时间、单位或数量把它与本行的偏差联系起来"
    elif not answer.accounts_for_size:
        gap = f"（{facts.gap}）" if facts.gap else ""
        yield f"{cause}具体，但没有交代全部差距{gap}"
    else:
        yield f"{cause}具体，足以说明偏差"


def _on_measure(answer: RowAnswer) -> Iterator[str]:
    if answer.measure_quote is None:
        yield "没有提出改进措施"
    elif answer.measure_actionable:
        yield f"措施“{short(answer.measure_quote)}”具体可查"
    else:
        yield f"措施“{short(answer.measure_quote)}”看不出由谁、何时、怎样做，无法检查"


def place_name(where: str, row: str, material: Material) -> str:
    """What people call a place: 实际完成值, or another row by its name."""
    named, _, cell = where.partition(".")
    if where in _PLACES:
        return _PLACES[where]
    if named == row:
        return _PLACES.get(cell, "本行")
    other = material.rows.get(named)
    return f"指标“{short(other.name)}”" if other is not None else "表内另一处"


def short(text: str | None) -> str:
    """The beginning of a text, for a sentence."""
    text = text or ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _cause_in_result(row: Indicator) -> str:
    """The clause of the result that plainly says why, "" where none does."""
    clauses = (found.group() for found in _CLAUSE.finditer(row.actual.text))
    return next((clause for clause in clauses if View(clause, None).cause), "")
