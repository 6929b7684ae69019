"""What is missing where all was wanted: 有9户未纳入, 缺两卷, 除3台待供货外均已安装, 11个（共12个）."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, every_quantity, quantities
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, State, clause_at, read_states

_OPEN = (
    Kind.UNDONE,
    Kind.PARTLY,
    Kind.UNDER_WAY,
    Kind.BUILDING,
    Kind.PENDING,
    Kind.STOPPED,
    Kind.LACKING,
    Kind.FAILED,
    Kind.PLANNED,
)
_REACH = 14
"""Between a number and what is said of it: 2台因缺货尚未到货."""
_LONGEST = 80
_WHOLE = 100


def open_counts(actual: str, row_words: str = "") -> Iterator[tuple[Quantity, State]]:
    """Each number of things of which the cell says that they are open, and in what state."""
    plain = normalize(actual)
    counts = every_quantity(actual)
    for state in read_states(actual, row_words):
        if state.kind in _OPEN and not is_mended(actual, state):
            count = _counted(plain, counts, state)
            if count is not None:
                yield count, state


def is_mended(actual: str, state: State) -> bool:
    """Whether the cell says that it was put right since: 1处不合格已返工，复检合格."""
    # What is lacking is read with its number, the mending may stand within: 缺2件已补齐.
    since = state.start if state.kind is Kind.LACKING else state.end
    return any(one.kind is Kind.MENDED and one.start >= since for one in read_states(actual))


def _counted(plain: str, counts: tuple[Quantity, ...], state: State) -> Quantity | None:
    """The number that stands before a state in its clause, or right behind it (缺两卷)."""
    start, stop = clause_at(plain, state.start)
    before = [one for one in counts if start <= one.start and one.end <= state.start]
    if state.kind is not Kind.LACKING and before and state.start - before[-1].end <= _REACH:
        return before[-1]
    behind = [one for one in counts if state.start < one.start < min(stop, state.end + 3)]
    if behind and (state.kind is Kind.LACKING or behind[0].start - state.end <= 1):
        return behind[0]
    return None


@lru_cache(maxsize=4096)
def fewer_than_all(target: str, actual: str) -> str:
    """What shows that not all were reached, in words for a message; "" where nothing does.

    Those who died, moved or declined need not be reached, so that a word on them is an answer.
    """
    plain = normalize(actual)
    wanted = bare(target)
    if len(plain) > _LONGEST or not lexicon("asks").holds(wanted, "all"):
        return ""
    if lexicon("asks").holds(plain, "why_not"):
        return ""
    counts = quantities(actual)
    if len(counts) != 2 or counts[0].unit != counts[1].unit or not counts[0].unit:
        return ""
    if any(one.approximate or one.is_range or one.is_bound or one.trend for one in counts):
        return ""
    return _compared(*counts) or _compared(counts[1], counts[0])


_SHORT = 14


def _compared(part: Quantity, whole: Quantity) -> str:
    """覆盖11个乡镇（共12个）."""
    roles = lexicon("counts")
    own, total = part.subject.strip("(，。；、"), whole.subject.strip("(，。；、")
    is_total = roles.holds(total, "whole") and len(total) <= _SUBJECT
    is_part = not roles.holds(own, "whole") and (not own or roles.holds(own, "reached"))
    if not (is_total and is_part and part.low < whole.low):
        return ""
    return f"“{whole.words}”中只有“{part.words}”"


_SUBJECT = 10


def rate_below_all(target: str, actual: str, name: str) -> bool:
    """全覆盖 against 95%, 及时 against 90%: one rate is the whole result, and it is not 100%."""
    wanted = bare(target)
    asks_all = lexicon("asks").holds(wanted, "all") and len(wanted) <= _SHORT
    prompt = lexicon("states").holds(wanted, "in_time")
    by_plan = any(word in wanted for word in ("进度", "合同", "协议", "计划"))
    if not asks_all and not (prompt and not by_plan):
        return False
    return "尽" not in wanted and _is_partial(quantities(actual), name)


def _is_partial(found: tuple[Quantity, ...], name: str) -> bool:
    if len(found) != 1:
        return False
    (rate,) = found
    if not rate.is_percent or rate.unit == "‰" or rate.trend or rate.approximate or rate.is_range:
        return False
    own = not rate.subject or rate.subject in name or lexicon("counts").holds(rate.subject, "rate")
    upper = rate.relation is not None and rate.relation.is_upper
    return own and not rate.tail and not upper and 0 < rate.low < _WHOLE
