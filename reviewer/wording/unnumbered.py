"""Results without a number: 全部反馈 for 90%以上, 未发生 for 0起, and targets that are words too."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.standing.bands import hedge
from reviewer.standing.comparison import Comparison, Standing, compare, unknown
from reviewer.standing.progress import unfinished
from reviewer.standing.sense import Sense

_ALL = re.compile(
    r"(?<![未非])(?<!不是)(?:全部|全覆盖|全面覆盖|无一遗漏|无遗漏|全数|全员|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|悉数|全额|均(?:已)?(?:按时|按期|如期|及时)?(?:完成|反馈|达标"
    r"|合格|满意|通过))"
)
_NONE = re.compile(
    r"^(?:无|没有|未发生|未出现|未发现|未收到|未接到|零)|(?:未发生|未出现|无任何|没有发生)|无.{0,8}(?:投诉|事故|发生)"
)


def without_number(actual: str, target: Quantity, way: Sense) -> Comparison:
    """全部反馈 against 90%以上 is 100%; 未发生 against 0起 is 0."""
    plain = normalize(actual)
    hedged = hedge(actual) is not None
    if target.is_percent and not hedged and way is not Sense.REVERSE and _ALL.search(plain):
        whole = Fraction(100)
        return _said(target, whole, way)
    if way is Sense.REVERSE and _NONE.search(plain) and not quantities(actual):
        return _said(target, Fraction(0), way)
    return unknown(f"实际完成值中没有可与指标值“{target.words}”比较的数值")


_BUT = re.compile(r"除|其余|其他|另|[不未]|个别|部分")


def says_all_of(actual: str, target: Quantity, way: Sense) -> Comparison | None:
    """12个项目全部合格 against 100%: the count is of another kind, the words say the rate."""
    if not target.is_percent or _BUT.search(normalize(actual)):
        return None
    said = without_number(actual, target, way)
    return said if said.standing is Standing.MET else None


def _said(target: Quantity, value: Fraction, way: Sense) -> Comparison:
    result = replace(
        target, relation=None, low=value, high=value, is_bound=False, approximate="", trend=0
    )
    outcome = compare(target, result, way, "ratio")
    return outcome if outcome.standing is Standing.MET else unknown("实际完成值没有写数值")


def _denied(wanted: str, reached: str) -> bool:
    """无法按期完成, 没能建成: the words stand there, and the contrary is said."""
    start = reached.find(wanted)
    return _DENIAL.search(reached, max(0, start - 3), start) is not None


_DENIAL = re.compile(r"[未不没无难非]")
_FILLERS = re.compile(r"[了已均都]|切实|全面|顺利|圆满|认真|积极|目前|工作|相关|各项")
_FILLER_CHARACTERS = frozenset("了已均都切实全面顺利圆满认真积极目前工作相关各项")
_MEANINGFUL = 2
_SHORT_WORDS = 4


def reached_as_worded(target: str, actual: str) -> bool:
    """Whether the result contains what a target in words asks for, unhedged."""
    wanted, reached = bare(target), bare(actual)
    if not _FILLER_CHARACTERS.issuperset(set(wanted).difference(reached)):
        return False  # a word is missing: nearly always so, and quickly told
    wanted, reached = _FILLERS.sub("", wanted), _FILLERS.sub("", reached)
    literal = wanted == reached if len(wanted) < _SHORT_WORDS else wanted in reached
    if len(wanted) < _MEANINGFUL or not literal or _denied(wanted, reached):
        return False
    return hedge(actual) is None and not unfinished(actual)
