"""Something bad that happened where none was to be: 事故一起 for 零事故, 宕机两次 for 稳定运行."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.quantities import quantities
from reviewer.language.stops import clause_at
from reviewer.lexicon import Token, lexicon
from reviewer.reading.sense import Sense, sense
from reviewer.reading.states import Kind, read_states
from reviewer.standing.completeness import looks_for_faults

_KINDS = ("order", "safety", "running", "law", "error", "nature", "lasting", "quality", "praise")
_LONGEST = 120
_COUNT_REACH = 8
_PIECE = 2
_DIGITS = frozenset("123456789" + NUMERALS.replace("零", "").replace("〇", ""))


@lru_cache(maxsize=4096)
def happened(target: str, actual: str, name: str) -> str:
    """The words that say that something happened which the target excludes; "" for none.

    The target excludes it by name (零事故, 无差错, 否) or asks for the state that it breaks
    (稳定运行, 专款专用). Of 重大 ones only what is called so counts.
    """
    wanted, reached, named = normalize(target), normalize(actual), normalize(name)
    if not wanted or len(reached) > _LONGEST or len(wanted) > _LONGEST:
        return ""
    words = lexicon("events")
    if _looks_for_it(named) or _is_counted_as_none(wanted, reached):
        return ""
    forbids = _forbids(wanted, named)
    kinds, asked = _asked_kinds(wanted, named, forbids=forbids), wanted + named
    if not forbids and any(state.kind is Kind.MENDED for state in read_states(actual)):
        return ""
    for token in words.tokens(reached):
        bad = {concept.removeprefix("bad_") for concept in token.concepts if concept[:4] == "bad_"}
        own = bool(bad & kinds)
        if forbids and bad and not own:
            own = token.word in f"{named}{wanted}" or ("any" in bad and bool(kinds))
        if own and _is_told(reached, token) and not _is_lighter(asked, reached, token.start):
            return _told(reached, token)
    named_so = _by_name(wanted, reached, named)
    return named_so or (_counted(wanted, reached, named) if forbids else "")


@lru_cache(maxsize=4096)
def harmed(actual: str) -> str:
    """The clause behind a zero that tells of harm all the same: 0起；1人摔成骨折; "" for none.

    The zero is the unit's count and the clause what happened; one that says whose fault it was
    not, or that it was practised, explains the zero.
    """
    plain = normalize(actual)
    words = lexicon("events")
    _, led = clause_at(plain, 0)
    marks = words.find(plain[:led], "none")
    behind = plain[led:]
    if not marks or len(plain) > _LONGEST or words.holds(behind, "no_fault"):
        return ""
    for mark in words.find(behind, "harm"):
        start, stop = clause_at(plain, led + mark.start)
        none = any(start <= one.start < stop and not one.high for one in quantities(actual))
        if not none and not words.holds(plain[start : led + mark.start], "denial"):
            return plain[start:stop]
    return ""


def _is_counted_as_none(wanted: str, reached: str) -> bool:
    """疫病死亡0头 where 无疫病死亡 was asked, whatever else died."""
    mark = next(iter(lexicon("events").find(wanted, "none")), None)
    event = wanted[mark.end :] if mark is not None and mark.start == 0 else ""
    at = reached.rfind(event) if len(event) >= _PIECE else -1
    behind = reached[at + len(event) :] if at >= 0 else ""
    return behind[:1] in ("0", "零") and behind[1:2] != "."


def _forbidden(wanted: str) -> Iterator[str]:
    """过期 and 变质 of 无过期变质, 断链 of 全程不断链: what a target rules out, in pieces."""
    mark = next(iter(lexicon("events").find(wanted, "none")), None)
    event = wanted[mark.end :] if mark is not None and mark.start == 0 else ""
    yield from (event[at : at + _PIECE] for at in range(len(event) - 1))
    yield from (
        wanted[at + 1 : at + 1 + _PIECE]
        for at, char in enumerate(wanted[:-_PIECE])
        if char in "不无零"
    )


def _by_name(wanted: str, reached: str, name: str) -> str:
    """What the target itself forbids (无过期变质) and the result tells of: 发现过期牛奶一批."""
    for piece in _forbidden(wanted):
        found = reached.find(piece)
        if found < 0 or lexicon("events").holds(piece, "happen") or "的" in piece:
            continue
        token = Token(found, found + _PIECE, piece, frozenset())
        if _is_told(reached, token) and not _is_lighter(f"{wanted}{name}", reached, found):
            return _told(reached, token)
    return ""


def _looks_for_it(name: str) -> bool:
    """Where bad things are looked for, to find some is the work: 查处违法案件, 隐患排查."""
    return looks_for_faults(name) or (
        sense(name) is Sense.FORWARD and ("办结" in name or "处理" in name or "整改" in name)
    )


def _forbids(wanted: str, name: str) -> bool:
    """零, 无 or 不发生 at the head of a target, or 否 of 是否发生."""
    marks = lexicon("events").find(wanted, "none")
    return any(mark.start <= 4 for mark in marks) or (wanted in ("否", "无") and "是否" in name)


_GENERAL = ("零事故", "无事故", "差错", "失误", "零发生", "零投诉")
"""Where these are ruled out, so is whatever is one."""


def _asked_kinds(wanted: str, name: str, *, forbids: bool) -> set[str]:
    """The kinds of bad things that the target or its name speaks of."""
    words, where = lexicon("events"), f"{name} {wanted}"
    kinds = {kind for kind in _KINDS if words.holds(where, f"bad_{kind}")}
    if forbids and any(word in wanted for word in _GENERAL):
        return set(_KINDS)
    asked = {
        kind
        for kind in _KINDS
        if words.holds(wanted, f"wants_{kind}")
        and (kind in _BY_TARGET or any(word in where for word in _FITS[kind]))
    }
    return kinds | asked if forbids else asked


_BY_TARGET = ("law", "error", "running", "lasting", "quality", "praise")
_VERBS = ("lasting", "running")
"""What breaks these is said by a verb: 即停用 needs no 发生."""
_FITS = {
    "order": ("社会", "大局", "稳定", "信访", "秩序", "和谐", "治安", "有序"),
    "safety": ("安全", "平安", "健康"),
    "nature": ("水", "污染", "黑臭", "贫", "环境", "林"),
}


def _is_told(reached: str, token: Token) -> bool:
    """Whether it is said to have happened: by a verb before it or a number beside it."""
    start, stop = clause_at(reached, token.start)
    words = lexicon("events")
    before = reached[start : token.start]
    if words.holds(before, "denial") or words.holds(reached[token.end : stop], "denial"):
        return False
    if words.holds(reached, "name") and any(
        mark.start <= token.start < mark.end for mark in words.find(reached, "name")
    ):
        return False
    behind = reached[token.end : min(stop, token.end + _COUNT_REACH)]
    counted = any(char in _DIGITS for char in behind) and "%" not in behind
    close = before[-_COUNT_REACH:]
    counted_before = any(char in _DIGITS for char in close) and "%" not in close
    if counted or counted_before or words.holds(before, "happen") or not (before or behind):
        return True
    return any(f"bad_{kind}" in token.concepts for kind in _VERBS) and not behind


def _is_lighter(asked: str, reached: str, at: int) -> bool:
    """No 重大 accident was to be, and a slight one was."""
    grave = lexicon("events").find(asked, "grave")
    start, stop = clause_at(reached, at)
    return bool(grave) and not any(mark.word in reached[start:stop] for mark in grave)


def _told(reached: str, token: Token) -> str:
    """The words of the event with its number."""
    start, stop = clause_at(reached, token.start)
    begin = max(start, token.start - _COUNT_REACH)
    return reached[begin : min(stop, token.end + _COUNT_REACH)].strip("，。；、()")


def _counted(wanted: str, reached: str, name: str) -> str:
    """7月发生1起, 有, 1起 where 不发生 was asked of what the row names."""
    subject = f"{name}{wanted}"
    words = lexicon("events")
    is_bad = any(words.holds(subject, f"bad_{kind}") for kind in (*_KINDS, "any"))
    if not is_bad and Sense.REVERSE not in (sense(name), sense(f"{name}数")) and wanted != "否":
        return ""
    if any(words.holds(reached, f"bad_{kind}") for kind in (*_KINDS, "any")):
        return ""
    if wanted == "否" and "是否" not in name and not is_bad:
        return ""
    plain = reached.strip("。")
    if plain in ("有", "存在", "是", "已发生", "发生", "出现", "有发生"):
        return plain
    start, stop = clause_at(reached, 0)
    first = reached[start:stop]
    if words.holds(first, "denial") or "排查" in reached:
        return ""
    verb = next(iter(words.find(first, "happen")), None)
    at = verb.end if verb is not None else 0
    head = first[at : at + 3]
    number = bool(head) and head[0] in _DIGITS and "%" not in head
    if _is_lighter(subject, reached, start) and len(first[: verb.start if verb else 0]) > _PIECE:
        return ""
    harmless = any(word in reached for word in ("隐患", "线索"))
    if not number or harmless or (verb is None and len(plain) > 6):
        return ""
    return first
