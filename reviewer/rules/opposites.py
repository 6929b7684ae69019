"""Rows that their own explanation denies, in words: missed and 超额完成, late and 按期开放."""

from __future__ import annotations

from reviewer.reading.blank import has_words
from reviewer.rules.case import Case, RowFacts
from reviewer.standing.deadlines import is_kept, is_overdue, slipped
from reviewer.standing.denials import denies_delay, denies_deviation, denies_miss, tells_of_less
from reviewer.standing.grounds import Attainment


def denial(case: Case, facts: RowFacts) -> tuple[str, str]:
    """What the row shows (没有达到指标值) and the clause that denies it; two "" where none does."""
    row, year, found = facts.indicator, case.form.year, facts.attainment
    said = row.explanation.text
    if not has_words(said) or denies_deviation(said, row.name.text):  # A512 says so
        return "", ""
    words = facts.words
    deducted = not case.scored or (facts.deduction is not None and facts.deduction > 0)
    if deducted and _is_plainly_missed(found):
        shows, quote = (
            "没有达到指标值",
            denies_miss(
                said, words, less_is_better=found.reverse, target=row.target.text, year=year
            ),
        )
    elif deducted and is_overdue(row, year):
        shows, quote = "完成日期晚于期限", denies_delay(said, words, year)
    elif case.scored and deducted and is_kept(row, year):
        shows, quote = "完成日期没有超过期限", slipped(row, year)
    elif _is_far_over(found, case):
        shows, quote = "大大超过指标值", tells_of_less(said, words, year)
    else:
        return "", ""
    return (shows, quote) if quote else ("", "")


def _is_plainly_missed(found: Attainment) -> bool:
    """One number on the wrong side of the other; a result above an exact target is not short."""
    target, actual = found.target_value, found.actual_value
    if not found.missed or found.is_compound or target is None or actual is None:
        return False
    return actual > target if found.reverse else actual < target


def _is_far_over(found: Attainment, case: Case) -> bool:
    threshold = case.policy.over_achievement
    return found.met and found.over is not None and found.over > threshold and not found.reverse
