"""Results without a number that say as much: 全部反馈 for 90%以上, 未发生 for 0起, a target's own words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.lexicon import lexicon
from reviewer.reading.sense import Sense
from reviewer.standing.bands import hedge
from reviewer.standing.comparison import Comparison, Standing, compare, unknown
from reviewer.standing.progress import unfinished

_MEANINGFUL = 2
_SHORT_WORDS = 4
_SOME_CASE = 8
_NONE = ("为零", "为0", "为零。", "为0。")


def without_number(actual: str, target: Quantity, way: Sense) -> Comparison:
    """全部反馈 against 90%以上 is 100%; 未发生 against 0起 is 0."""
    plain = normalize(actual)
    wholly = lexicon("figures").holds(plain, "wholly")
    if target.is_percent and wholly and way is not Sense.REVERSE and hedge(actual) is None:
        return _said(target, Fraction(100), way)
    none = plain.endswith(_NONE) or (_says_none(plain) and not quantities(actual))
    if way is Sense.REVERSE and none:
        return _said(target, Fraction(0), way)
    return unknown(f"实际完成值中没有可与指标值“{target.words}”比较的数值")


def _says_none(plain: str) -> bool:
    """无, 未发生, 全年无重大事故发生."""
    words = lexicon("figures")
    came = words.find(plain, "nothing_came")
    if any(mark.start == 0 for mark in came) or plain.startswith("零"):
        return True
    if any(mark.word in ("未发生", "未出现", "没有发生") for mark in came):
        return True
    if "无任何" in plain:
        return True
    at = plain.find("无")
    behind = plain[at + 1 :] if at >= 0 else ""
    ends = (behind.find(word) for word in ("投诉", "事故", "发生"))
    return any(0 <= end <= _SOME_CASE for end in ends)


def says_all_of(actual: str, target: Quantity, way: Sense) -> Comparison | None:
    """12个项目全部合格 against 100%: the count is of another kind, the words say the rate."""
    if not target.is_percent or lexicon("figures").holds(normalize(actual), "but"):
        return None
    said = without_number(actual, target, way)
    return said if said.standing is Standing.MET else None


def _said(target: Quantity, value: Fraction, way: Sense) -> Comparison:
    result = replace(
        target, relation=None, low=value, high=value, is_bound=False, approximate="", trend=0
    )
    outcome = compare(target, result, way, "ratio")
    return outcome if outcome.standing is Standing.MET else unknown("实际完成值没有写数值")


def reached_as_worded(target: str, actual: str) -> bool:
    """Whether the result contains what a target in words asks for, unhedged."""
    wanted, reached = _unfilled(bare(target)), _unfilled(bare(actual))
    literal = wanted == reached if len(wanted) < _SHORT_WORDS else wanted in reached
    if len(wanted) < _MEANINGFUL or not literal or _denied(wanted, reached):
        return False
    return hedge(actual) is None and not unfinished(actual)


def _unfilled(plain: str) -> str:
    return lexicon("figures").without(plain, "filler").replace(" ", "")


def _denied(wanted: str, reached: str) -> bool:
    """无法按期完成, 没能建成: the words stand there, and the contrary is said."""
    start = reached.find(wanted)
    return any(sign in "未不没无难非" for sign in reached[max(0, start - 3) : start])
