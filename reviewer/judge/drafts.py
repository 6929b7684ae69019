"""Drafts without a model: what code knows about a row, and blanks for what it does not."""

from __future__ import annotations

from reviewer.judge.facts import Facts, compute
from reviewer.judge.selection import select
from reviewer.rules.case import Case, RowFacts
from reviewer.standing.grounds import Standing

_NEXT = "下一步由【责任部门】于【完成时间】前【具体措施】。"
_LONGEST_CELL = 30


def skeletons(case: Case) -> dict[int, str]:
    """A draft for each row that owes an explanation, by its index."""
    return {
        one.row.index: skeleton(one.row, compute(case, one.row)) for one in select(case) if one.owes
    }


def skeleton(row: RowFacts, facts: Facts) -> str:
    """A draft out of computed facts and blanks 【…】 alone; no cause is guessed."""
    deducted = f"，扣{facts.deduction}{_by_formula(facts)}" if facts.deduction else ""
    if facts.late:
        return (
            f"本指标{facts.late}{deducted}。逾期的原因是【具体事件、时间、有关单位】，"
            f"影响了【受影响的工作内容】；{_NEXT}"
        )
    standing = row.attainment.standing
    if standing is Standing.MISSED:
        return _missed(row, facts, deducted)
    if standing is Standing.OVER or facts.over:
        return _over(row, facts, deducted)
    if standing is Standing.MET and facts.deduction:
        met = f"{_compared(row, facts)}，已达到指标值" if facts.standing else "已按指标值完成"
        return (
            f"本指标{met}{deducted}。"
            "扣分的依据是【未达到要求的具体内容】，原因是【具体事件、时间、有关单位】；"
            f"{_NEXT}【如属误扣，请改正得分】"
        )
    return (
        f"本指标{_cells(row)}{deducted.removeprefix('，')}，未达到的部分是【具体内容和数量】，"
        f"原因是【具体事件、时间、有关单位】；{_NEXT}"
    )


def _by_formula(facts: Facts) -> str:
    """What the formula takes off, where the form takes off something else."""
    if not facts.formula_deduction or facts.formula_deduction == facts.deduction:
        return ""
    return f"（按公式应扣{facts.formula_deduction}，【请核对得分】）"


def _missed(row: RowFacts, facts: Facts, deducted: str) -> str:
    completion = f"，完成率{facts.completion}" if facts.completion else ""
    gap = f"，{facts.gap}" if facts.gap else ""
    size = facts.gap.removeprefix("少") if facts.gap.startswith("少") else ""
    affected = f"影响了其中【上述{size}的具体对象】" if size else "影响了【受影响的对象和数量】"
    return (
        f"本指标{_compared(row, facts)}{completion}{gap}{deducted}。"
        f"未完成的原因是【具体事件、时间、有关单位】，{affected}；{_NEXT}"
    )


def _over(row: RowFacts, facts: Facts, deducted: str) -> str:
    share = f"，为指标值的{facts.over}" if facts.over else ""
    gap = f"，{facts.gap}" if facts.gap else ""
    return (
        f"本指标{_compared(row, facts)}{share}{gap}{deducted}。"
        "超额完成的原因是【目标设定偏低的原因，或新增任务的来源和数量】；"
        "下一年度指标值拟调整为【数值】。"
    )


def _compared(row: RowFacts, facts: Facts) -> str:
    """目标≥1500家，实际完成1320家; of a compound target the parts."""
    if facts.parts:
        missed = [line for line in facts.parts if "未达到" in line]
        return f"中{'；'.join(missed or facts.parts)}".replace("，未达到", "")
    target = facts.target or row.indicator.target.text
    actual = facts.actual or row.indicator.actual.text
    return f"目标{_short(target)}，实际完成{_short(actual)}"


def _cells(row: RowFacts) -> str:
    """The target and the result where they are short enough to repeat."""
    target, actual = row.indicator.target.text, row.indicator.actual.text
    if not target or not actual or len(target) + len(actual) > _LONGEST_CELL:
        return ""
    return f"年度指标值“{target}”，实际完成值“{actual}”，"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
