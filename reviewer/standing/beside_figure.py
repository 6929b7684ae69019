"""What a result tells beside a figure that is enough: harm, slow cases, promises, things that lie about."""

from __future__ import annotations

from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import clause_at
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, read_states
from reviewer.standing.completeness import asked_of
from reviewer.standing.grounds import Attainment, Shortfall, ShortfallKind, it_happened, with_words
from reviewer.standing.presence import harmed
from reviewer.standing.still_open import still_open


def beside_the_figure(target: str, actual: str, name: str, found: Attainment) -> Shortfall | None:
    """Harm behind a zero, cases that took longer, and what is only promised or lies about unused."""
    none_asked = found.met and found.reverse and _asks_for_none(target)
    if none_asked and (harm := harmed(actual)):
        return it_happened(harm)
    if found.only is None:
        return None
    if slow := _slow_at_times(found.only.target, actual):
        return with_words(ShortfallKind.LATE, slow)
    reached = found.only.actual
    if reached is not None and found.met and not found.reverse:
        left = still_open(found.only.target, reached, actual, name)
        if left:
            return with_words(ShortfallKind.PENDING, left)
    if (
        promised := ""
        if reached is None or found.reverse
        else _only_promised(name, target, reached, actual)
    ):
        return Shortfall(ShortfallKind.STATE, promised, f"只是“{promised}”")
    aim = found.only.target
    may_be_left = aim.is_percent and aim.low < 100  # 利用率85%，剩480吨堆在料场
    is_more = found.met and not found.reverse and not may_be_left
    idle = _lies_idle(name, actual) if is_more else ""
    return with_words(ShortfallKind.STATE, idle) if idle else None


def _only_promised(name: str, target: str, reached: Quantity, actual: str) -> str:
    """22个村口头答应, 13个站的申报材料: what is counted was asked for or agreed to, and is not there."""
    plain, words = normalize(actual), lexicon("asks")
    if reached.made or words.holds(plain, "came_of_it"):
        return ""
    start, stop = clause_at(plain, reached.start)
    said = list(words.find(plain[start:stop].partition("(")[0], "promised"))
    behind = plain[reached.end : stop]
    for paper in words.find(behind, "on_paper")[:1]:
        of_them = behind[: paper.start]
        said += [paper] if not of_them or (of_them.endswith("的") and len(of_them) <= 5) else []
    return next((one.word for one in said if one.word not in asked_of(target, name)), "")


def _lies_idle(name: str, actual: str) -> str:
    """先搁在祠堂里 of 安装25套: the things came and lie about; where they were to be bought, that is enough."""
    plain = normalize(actual)
    if lexicon("asks").holds(normalize(name), "bought") or len(plain) > 80:
        return ""
    mark = next(iter(lexicon("missing").find(plain, "idle")), None)
    since = mark is not None and any(
        one.kind is Kind.MENDED and one.start > mark.start for one in read_states(actual)
    )
    if mark is None or since:
        return ""
    start, stop = clause_at(plain, mark.start)
    before = plain[start : mark.start]
    of_them = any(char.isdecimal() or char in NUMERALS for char in before)
    return plain[start:stop] if of_them or len(before) <= _LEAD else ""


_LEAD = 2
"""靠墙码着: so many characters may stand before the word where the clause before names the things."""


def _asks_for_none(target: str) -> bool:
    """0起, 零事故."""
    wanted = quantities(target)
    return len(wanted) == 1 and wanted[0].high == 0


def _slow_at_times(wish: Quantity, actual: str) -> str:
    """后半夜有几回人到得慢 of ≤5分钟: that some were late is told, and not how long they took."""
    plain = normalize(actual)
    words = lexicon("asks")
    worst_told = lexicon("roles").holds(plain, "most")
    if worst_told or not wish.measures_time or not words.holds(plain, "at_times"):
        return ""
    for mark in words.find(plain, "at_times"):
        start, stop = clause_at(plain, mark.start)
        slow = words.find(plain[mark.end : stop], "slow")
        told = any(one.measures_time and start <= one.start < stop for one in quantities(actual))
        if slow and slow[0].start <= 12 and not told:
            return plain[start:stop]
    return ""
