"""What an explanation counts in its row's own unit, against what the row lacks.

Nearly always such a count is the gap, or several add up to it: 田里26份绝收 where 26份 are lacking.
One that is not contradicts the row where it is told to be lost, or is the gap with a digit changed;
what is planned, said of each, or of another time is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import SENTENCE, end_of, start_of
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claimed import Claim, Claimed
from reviewer.reading.states import Kind as State
from reviewer.reading.states import read_states
from reviewer.relations.printed import differ_by_a_slip, units_alike

_LONGEST = 400
_MOST = 6
"""Of so many counts all sums are tried; nobody adds up more in an explanation."""
MONEY = frozenset({Kind.MONEY, Kind.FOREIGN_MONEY})
HEADS = frozenset({Kind.PERSONS, Kind.PERSON_TIMES})
_LOST = frozenset((State.UNDONE, State.STOPPED, State.LACKING, State.FAILED))
_THOSE = ("这", "该", "上述", "那")
_NEAR_ENOUGH = Fraction(1, 10)
"""约240人 may be 225人, and no 140人."""


def unaccounted(
    text: str, words: str, target: Quantity, actual: Quantity, known: Sequence[Quantity]
) -> Iterator[tuple[Claim, Fraction]]:
    """The count that does not fit the gap, and the gap.

    Args:
        text: the explanation.
        words: the row's name, target and result.
        target: what was to be done.
        actual: what was.
        known: all numbers of the row.
    """
    gap = target.low - actual.low
    if not is_counted(target, actual) or gap <= 0 or len(text) > _LONGEST:
        return
    plain = normalize(text)
    if lexicon("claimed").holds(plain, "corrected"):
        return
    # 60人，两期各30人 does not state 2人.
    stated = {one.low for one in known if not one.unit or is_alike(one, target)} - {gap}
    every = [one for one in quantities(text) if is_alike(one, target) and not one.is_range]
    said = [one for one in every if one.low not in stated]
    if not said or len(said) > _MOST:
        return
    counts = [one for one in said if _may_be_the_gap(one, plain, words)]
    parts = [one for one in said if _may_be_the_gap(one, plain, words, of_the_gap=True)]
    behind = _of_its_sentence(every, gap, plain)
    listed = _listed(said, parts, gap, plain) or _listed(
        behind,
        [one for one in behind if _may_be_the_gap(one, plain, words, of_the_gap=True)],
        gap,
        plain,
    )
    if any(one.low == gap for one in said):
        wrong = listed or [
            one
            for one in counts
            if _is_called_otherwise(one, gap, said, plain) or _is_awaited(one, gap, said, plain)
        ]
    elif _adds_up([one.low for one in said], gap, actual.low) or any(
        _is_about(one, gap) for one in said
    ):
        return
    else:
        alone = len({one.low for one in counts}) == 1
        wrong = [
            one
            for one in counts
            if _is_plain_slip(one, gap, plain) or (alone and _is_lost(one, gap, plain))
        ]
        wrong = [one for one in wrong or listed if one.low < target.low]
    if wrong:
        yield Claim(Claimed.ABSENT, wrong[0], ""), gap


def _of_its_sentence(every: Sequence[Quantity], gap: Fraction, plain: str) -> list[Quantity]:
    """少接108户，61户地势低，47户不让挖: the gap and all that stands behind it in its sentence."""
    own = next((one for one in every if one.low == gap), None)
    end = 0 if own is None else end_of(plain, own.end, _PERIOD)
    return [one for one in every if own is not None and own.start <= one.start < end]


def is_counted(target: Quantity, actual: Quantity) -> bool:
    """Whether both count one thing: no price, no rate and no time, whose gap nobody could count."""
    if any(one.is_percent or one.measures_time or "/" in one.unit for one in (target, actual)):
        return False
    if target.is_range or actual.is_range or target.approximate or actual.approximate:
        return False
    same = target.unit == actual.unit or units_alike(target.unit, actual.unit)
    return bool(target.unit) and same


def is_alike(one: Quantity, target: Quantity) -> bool:
    """Whether a number counts in the unit of the row; persons are the heads of 人次."""
    kinds = {unit.kind for unit in (*one.units, *target.units)}
    if not one.unit:
        return False
    return units_alike(one.unit, target.unit) or (bool(one.units) and kinds <= HEADS)


def _may_be_the_gap(one: Quantity, plain: str, words: str, *, of_the_gap: bool = False) -> bool:
    """Whether it is a number by itself, of the row's things and of the year, or a part of the gap."""
    if one.is_bound or one.words.startswith("一") or one.made:
        return False
    claimed = lexicon("claimed")
    clause = plain[start_of(plain, one.start) : one.start]
    if _is_called_the_gap(clause):
        return True
    if of_the_gap:
        clause = clause.removeprefix(_OF_WHICH)
    if claimed.holds(clause, "apart", "others", "wanted") or _is_there(clause):
        return False
    if claimed.holds(plain[one.start : end_of(plain, one.end)], "diverted"):
        return False
    if lexicon("roles").holds(clause, "average") and not lexicon("roles").holds(words, "average"):
        return False
    if one.unit != "个":
        return True
    noun = one.tail[:2]
    return noun in words or f"{one.unit}{noun[:1]}" in words


def _is_called_the_gap(before: str) -> bool:
    """2月底前补做所缺的 before 9人次: whatever is to become of them, they are what is lacking."""
    head = before.removesuffix("的")
    return head != before and any(
        mark.end == len(head) for mark in lexicon("claimed").find(head, "short")
    )


_OF_WHICH = "其中"
_BESIDE = 4
_IN_ALL = ("共", "涉及")
"""3个小区共35户没人: the whole of what is lacking."""


def _is_there(before: str) -> bool:
    """全车间430人, 新购200头, 先换了80亩: a population, or what was done; 少收63吨 is neither."""
    short = lexicon("claimed").holds(before[-_BESIDE:], "short") or bool(denied_thing(before))
    beside = lexicon("missing").find(before[-_BESIDE:], "not_the_missing")
    if not short and any(mark.word not in _IN_ALL for mark in beside):
        return True
    lost = lexicon("missing").holds(before, "gone") or lexicon("claimed").holds(before, "short")
    return before.endswith("了") and not lost


DENIALS = ("不", "没有", "没", "未")


def denied_thing(before: str) -> str:
    """没报准的 before 9次: what all of those are said not to be, "" where nothing is."""
    denial = next((one for one in DENIALS if before.startswith(one)), "")
    return before[len(denial) : -1] if denial and before.endswith("的") else ""


def _adds_up(counts: Sequence[Fraction], *goals: Fraction) -> bool:
    """Whether some of them, put to or taken from one another, make the gap, or what was done."""
    distinct = sorted(set(counts))
    sums = {
        sum((sign * one for sign, one in zip(choice, distinct, strict=True)), Fraction(0))
        for choice in product((0, 1, -1), repeat=len(distinct))
    }
    return not sums.isdisjoint(goals) or sum(counts) in goals


def _listed(
    said: Sequence[Quantity], counts: Sequence[Quantity], gap: Fraction, plain: str
) -> list[Quantity]:
    """7人外出打工，9人拒绝体检 where 15 are lacking: a list of causes, whose last count is wrong.

    Nothing else is counted so, each begins what is said of it, and a changed digit restores the sum;
    a list that makes less may leave some out, unless the gap stands before it.
    """
    own = [one for one in said if one.low == gap]
    parts = [one for one in said if one.low != gap]
    if len(parts) < _TWO or not all(one in counts for one in parts):
        return []
    if own and own[0].start > parts[0].start:
        return []
    sentence = start_of(plain, parts[0].start, _PERIOD)
    if any(start_of(plain, one.start, _PERIOD) != sentence for one in parts):
        return []
    # 少了28张: with the gap before them 一家…，另一家… are all causes that there are.
    told = plain[sentence : end_of(plain, parts[-1].end, _PERIOD)]
    further = ("made_up",) if own else ("several", "made_up")
    if lexicon("claimed").holds(told, *further) or "其余" in plain:
        return []
    if not all(_begins(one, plain) for one in parts):
        return []
    total = sum((one.low for one in parts), Fraction(0))
    may_leave_out = not own or _OF_WHICH in told
    if total == gap or (total < gap and may_leave_out) or abs(total - gap) * _TWO > gap:
        return []
    if own and lexicon("claimed").holds(told, "other_one"):
        return [parts[-1]]
    near = any(
        differ_by_a_slip(_digits(one.low), _digits(gap - total + one.low))
        for one in parts
        if gap > total - one.low
    )
    return [parts[-1]] if near else []


_LISTING = "，。；！？、：:"
_PERIOD = "。！？"


def _begins(one: Quantity, plain: str) -> bool:
    """7人外出, 一家少养8万羽: nothing but 有 or a word of lacking stands before it in its clause."""
    before = plain[start_of(plain, one.start, _LISTING) : one.start].removeprefix(_OF_WHICH)
    before = lexicon("claimed").without(before, "short", "there_is", "deed", "link").strip()
    return len(before) <= _FEW_CHARS


_FEW_CHARS = 3


def _is_about(one: Quantity, gap: Fraction) -> bool:
    return bool(one.approximate) and abs(one.low - gap) <= gap * _NEAR_ENOUGH


def _is_lost(one: Quantity, gap: Fraction, plain: str) -> bool:
    """Whether it is told not to have come about, all of it and of the gap's size."""
    if any(unit.kind in MONEY for unit in one.units) or one.approximate:
        return False
    if not gap <= one.low * _TWO <= gap * _FAR or not tells_of_loss(one, plain):
        return False
    partly = lexicon("claimed").holds(plain, "several", "made_up") or "其余" in plain
    return one.low > gap or not partly


_TWO, _FAR = 2, 8


def _is_called_otherwise(
    one: Quantity, gap: Fraction, said: Sequence[Quantity], plain: str
) -> bool:
    """案卷54张 and 补这34张: of one thing there are two counts, of which one is the gap."""
    if one.low == gap or len({other.low for other in said}) > _TWO:
        return False
    own = [other.start for other in said if other.low == gap]
    if one.low > gap and one.start < own[0] and plain[: own[0]].endswith(_THOSE):
        return True
    return _is_slip(one, gap) and (tells_of_loss(one, plain) or _is_made_up(one, plain))


def _is_awaited(one: Quantity, gap: Fraction, said: Sequence[Quantity], plain: str) -> bool:
    """约好的14人都已出门打工 where 9 are lacking: more were lost than that, and nobody else came."""
    if one.low <= gap or len({other.low for other in said}) != _TWO:
        return False
    before = plain[start_of(plain, one.start) : one.start]
    return lexicon("claimed").holds(before, "awaited") and tells_of_loss(one, plain)


def tells_of_loss(one: Quantity, plain: str) -> bool:
    """Whether its sentence tells that something did not come about."""
    sentence = plain[start_of(plain, one.start, SENTENCE) : end_of(plain, one.end, SENTENCE)]
    if lexicon("explanation").holds(sentence, "lack", "negation"):
        return True
    if lexicon("missing").holds(sentence, "gone") or lexicon("claimed").holds(
        sentence, "short", "left"
    ):
        return True
    return any(state.kind in _LOST for state in read_states(sentence))


def _is_made_up(one: Quantity, plain: str) -> bool:
    """补54张, 130卷于2月底前装完: what is to be done is what was not."""
    clause = plain[start_of(plain, one.start) : end_of(plain, one.end)]
    if _begins(one, plain) and "前" in plain[one.end : end_of(plain, one.end)]:
        return True
    return "补" in clause or lexicon("explanation").holds(clause, "future", "rest")


def _is_plain_slip(one: Quantity, gap: Fraction, plain: str) -> bool:
    """A slip that cannot be chance, or of what is told to be lost.

    What a cause is worth may be more than the gap, of money nearly always: 一笔1300万元合同推迟.
    """
    if not _is_slip(one, gap):
        return False
    if any(unit.kind in MONEY for unit in one.units):
        before = plain[start_of(plain, one.start) : one.start]
        denied = lexicon("explanation").holds(plain[one.end : end_of(plain, one.end)], "negation")
        return denied or lexicon("claimed").holds(before, "short", "left")
    long = len(str(int(gap * _HUNDREDTHS)).strip("0")) > _TWO
    told = tells_of_loss(one, plain) or _is_made_up(one, plain)
    return long or told or one.low == gap * _TEN


def _is_slip(one: Quantity, gap: Fraction) -> bool:
    """Whether one changed digit, two exchanged, or a place make it the gap; one digit alone tells nothing."""
    if one.low in (gap * _TEN, gap / _TEN):
        return True
    own, other = _digits(one.low), _digits(gap)
    if max(len(own.strip("0")), len(other.strip("0"))) < _TWO:
        return False
    return differ_by_a_slip(own, other) or (gap >= _TEN and own[1:] == other)


def _digits(value: Fraction) -> str:
    return str(int(value * _HUNDREDTHS)).zfill(3)


_TEN, _HUNDREDTHS = 10, 100
