"""All but some: 除3号机卡阻外都完好, 2号机螺杆卡阻要换，其余启闭自如, where all of them were asked for."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, clause_at, read_states

_LONGEST = 120
_SHORTEST = 3
_WHOLE = 100
_BAD = (Kind.UNDONE, Kind.FAILED)
_REST = ("其余", "其他", "其它", "别的", "余下", "剩下")


@lru_cache(maxsize=4096)
def left_out(target: str, actual: str, name: str) -> str:
    """The clause that names what was not as the rest; "" where none does.

    What is excepted must itself be told of as bad, so that 除节假日外均开放 names nothing; those
    who died or moved need not be reached, and what was put right since is no exception.
    """
    plain = normalize(actual)
    if len(plain) > _LONGEST or not asks_for_all(target) or _is_excused(plain):
        return ""
    if any(state.kind is Kind.MENDED for state in read_states(actual)):
        return ""
    opening = plain.find("除")
    closing = plain.find("外", opening) if opening >= 0 else -1
    if closing - opening >= _SHORTEST and _is_bad(actual, opening + 1, closing, name):
        return plain[opening : closing + 1]
    for word in _REST:
        at = plain.find(f"，{word}")
        if at > 0:
            start, stop = clause_at(plain, at - 1)
            return plain[start:stop] if _is_bad(actual, start, stop, name) else ""
    return ""


def asks_for_all(target: str) -> bool:
    """100%, 全部: with one left out it is not reached."""
    wanted = quantities(target)
    if wanted:
        return len(wanted) == 1 and wanted[0].is_percent and wanted[0].low == _WHOLE
    return lexicon("asks").holds(bare(target), "all")


def _is_excused(plain: str) -> bool:
    return lexicon("asks").holds(plain, "why_not")


def _is_bad(actual: str, start: int, stop: int, name: str) -> bool:
    """Whether a stretch tells of something bad: a state, an event, or a thing that must be changed."""
    plain = normalize(actual)
    said = plain[start:stop]
    hunts = lexicon("asks").holds(normalize(name), "hunting")
    if lexicon("events").holds(said, "name") or (hunts and not _judges(name)):
        return False
    if any(word in said for word in _PUT_RIGHT) or lexicon("happenings").holds(said, "apart"):
        return False
    if any(one.kind in _BAD and start <= one.start < stop for one in read_states(actual)):
        return True
    if said.endswith(_TO_BE_CHANGED):
        return True
    if not _judges(name) or lexicon("events").holds(said, "denial"):
        return False
    return any(
        concept.startswith("bad_") and concept != "bad_any"
        for token in lexicon("events").tokens(said)
        for concept in token.concepts
    )


def _judges(name: str) -> bool:
    """抽检合格率 looks for what is good."""
    return any(word in name for word in ("合格", "达标", "完好", "优良", "正常", "通过"))


_PUT_RIGHT = ("已", "返修", "修复", "修好", "换好", "恢复", "复验", "复检", "补好", "赔")
_TO_BE_CHANGED = (
    "要换",
    "要修",
    "待换",
    "待修",
    "要补",
    "要重做",
    "要重描",
    "不够",
    "不足",
    "在返工",
)
