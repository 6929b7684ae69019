"""What is there and not yet accepted: 6个待验收 of 40个, 已安装，待验收."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.language.normal import normalize
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, State, read_states
from reviewer.standing.completeness import is_mended, open_counts
from reviewer.standing.grounds import ShortfallKind
from reviewer.standing.short_counts import (
    part_missing,
)

if TYPE_CHECKING:
    from reviewer.models import Indicator
    from reviewer.standing.attainment import Attainment


def pending_in_result(row: Indicator, found: Attainment) -> str:
    """6个待验收 of 40个, 已安装，待验收: what a result leaves open; "" for nothing."""
    target, actual, name = row.target.text, row.actual.text, row.name.text
    asked = f"{normalize(name)}{normalize(target)}"
    if lexicon("asks").holds(asked, "begin"):
        return ""
    part = found.parts[0] if len(found.parts) == 1 else None
    if part is not None and part.actual is not None and found.met:
        missing = part_missing(part.target, part.actual, name, actual)
        if missing is not None and missing.kind is ShortfallKind.PENDING:
            return missing.words
        if any(True for _ in open_counts(actual, asked)):
            return ""  # enough is there without what is open
    return _open_words(actual, asked)


def pending_in_explanation(said: str, row: Indicator) -> str:
    """尚待验收, 报告未出 in the words beside a result; another stage's tell nothing."""
    asked = f"{normalize(row.name.text)}{normalize(row.target.text)}"
    if lexicon("asks").holds(asked, "begin") or any(word in normalize(said) for word in _ELSEWHERE):
        return ""
    return _open_words(said, asked)


_ELSEWHERE = ("二期", "三期", "下一批", "下一期", "其他项目", "另有", "上年", "后续")


def _open_words(text: str, asked: str) -> str:
    for state in read_states(text):
        if is_mended(text, state) or state.words in asked:
            continue
        if state.kind is Kind.PENDING or (
            state.kind is Kind.BUILDING and _is_said_now(text, state)
        ):
            return state.words
        if state.kind is Kind.UNDONE and state.words.endswith(_ACCEPTED):
            return state.words
    return ""


def _is_said_now(text: str, state: State) -> bool:
    """按试运行3个月测算 tells of a time, 正在试运行 and 处于试运行阶段 of now."""
    plain = normalize(text)
    before, behind = plain[: state.start], plain[state.end :]
    now = before.endswith(("在", "处于", "进入", "转入", "投入"))
    return now or not behind or behind[0] in "，。；、)阶" or behind.startswith("中")


_ACCEPTED = ("验收", "复验", "出", "出具", "投入使用", "投用", "启用", "移交", "交付")


def is_to_be_accepted(row: Indicator) -> bool:
    """Whether a row counts what is built or made, so that it is to be accepted."""
    asked = f"{normalize(row.name.text)}{normalize(row.target.text)}"
    return lexicon("asks").holds(asked, "build") and not lexicon("asks").holds(asked, "begin")


def awaits_acceptance(row: Indicator) -> bool:
    """Whether a row on an acceptance says that it is still to come."""
    asked = f"{normalize(row.name.text)}{normalize(row.target.text)}"
    states = read_states(row.actual.text)
    return "验收" in asked and any(
        one.kind is Kind.PENDING or (one.kind is Kind.UNDONE and one.words.endswith("验收"))
        for one in states
    )
