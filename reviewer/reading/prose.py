"""Read the running text of a form: each figure with the words, the time and the unit it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from reviewer.language.dates import last_year
from reviewer.language.frequency import times_a_year
from reviewer.language.kinship import plain_words
from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity, every_quantity
from reviewer.language.stops import SENTENCE, start_of
from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.demand import describes
from reviewer.reading.measures import Measure, measure_of
from reviewer.reading.states import read_states

MAX_TEXT = 20_000
MAX_STATED = 300
"""The longest real goals hold some sixty numbers; more are not compared."""
_REACH = 80
"""A clause is looked at so far to either side of its number."""
_STOP = pattern(r"[，。；！？]")
_UNTIL = pattern(r"到20\d\d|截[至止](?!(?:20\d\d年)?(?:12月|年?[底末]))")


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure of a running text.

    Attributes:
        quantity: its value and unit.
        clause: what stands around it between commas or full stops.
        near: the words around it that no other number and no 、 separates.
        lead: the words of its sentence before the clause.
        year: the last year that its sentence names before it.
        measure: what it measures, as its words say: a rate, something per head, a change.
        is_part: 其中…: a part of what another number counts.
    """

    quantity: Quantity
    clause: str
    near: str
    lead: str
    year: int | None
    measure: Measure
    is_part: bool

    @property
    def is_each(self) -> bool:
        """每季度2期: so many each time."""
        return bool(times_a_year(self.quantity.subject))

    @property
    def counts_anything(self) -> bool:
        """个, 次, 人: a unit that any number of things is counted in."""
        return self.quantity.unit in _OF_ANYTHING

    @property
    def tells_a_gap(self) -> bool:
        """少办2期, 较上年减少, 剩余3公里未完: no level that a row could have."""
        return lexicon("roles").holds(self.clause, *_GAPS) or bool(read_states(self.clause))

    @property
    def is_cumulative(self) -> bool:
        """累计播出: of all years, unless the row's name says so too, or it is of this year."""
        return "累计" in self.clause and not lexicon("prose").holds(self.clause, "this_year")

    @property
    def words(self) -> str:
        """The words next to it, those of a kin as one."""
        return plain_words(self.near)

    @property
    def around(self) -> str:
        """The words of its clause, those of a kin as one."""
        return plain_words(self.clause)

    @property
    def sentence(self) -> str:
        """The words of its sentence up to the end of its clause, those of a kin as one."""
        return plain_words(self.lead) + self.around


@lru_cache(maxsize=256)
def statements(text: str) -> tuple[Statement, ...]:
    """The figures of a text that state what is, or was, to be done in the year.

    Those of other years, of what was there before and of half-years are none.
    """
    text = text[:MAX_TEXT]
    plain = normalize(text)
    found: list[Statement] = []
    every = tuple(_with_starts(every_quantity(text)[:MAX_STATED]))
    for quantity, following in zip_longest(every, every[1:]):
        if not quantity.unit or (following is not None and describes(quantity, following)):
            continue
        first, last = max(0, quantity.start - _REACH), quantity.end + _REACH
        start = start_of(plain, quantity.start, since=first)
        stop = _STOP.search(plain, quantity.end, last)
        clause = plain[start : stop.start() if stop else last]
        if _is_of_another_time(clause, quantity) or _is_no_level(clause, quantity):
            continue
        opening = start_of(plain, quantity.start, SENTENCE, first)
        lead = plain[opening:start]
        near = f"{quantity.subject} {quantity.tail}"
        if not content(lexicon("prose").without(near, "beside")):
            near = _words_before(lead, clause, found)
        found.append(
            Statement(
                quantity=_bounded(quantity),
                clause=clause,
                near=near,
                lead=lead,
                year=last_year(plain[opening : quantity.start]),
                measure=measure_of(quantity, quantity.subject),
                is_part=lexicon("prose").holds(clause, "part"),
            )
        )
    return tuple(found)


def _with_starts(every: Sequence[Quantity]) -> Iterator[Quantity]:
    """漏损率由9.4%降至8.2%: what the number that began it is of, the one that ends it is."""
    for before, quantity in zip((None, *every), every, strict=False):
        if quantity.is_start:
            continue
        if before is not None and before.is_start and not quantity.subject:
            yield replace(quantity, subject=before.subject.rstrip("由从自原比较来的"))
        else:
            yield quantity


def _words_before(lead: str, clause: str, found: list[Statement]) -> str:
    """What a number without words is of: 夏令营2期、120人, or 送达文书，共2.4万份."""
    if found and found[-1].clause == clause:
        return found[-1].near
    return re.split("[，。；！？]", lead.rstrip("，"))[-1]


def _is_of_another_time(clause: str, quantity: Quantity) -> bool:
    """上年 belongs to a change: 较上年下降10% is of this year."""
    prose = lexicon("prose")
    if prose.holds(quantity.subject, "whole_project"):
        return True
    marks = prose.find(clause, "other_time")
    if quantity.trend and quantity.is_percent:
        marks = tuple(
            mark
            for mark in marks
            if mark.word not in ("上年", "去年", "同比", "比上", "较上", "上一年", "环比")
        )
    return bool(marks) or _UNTIL.search(clause) is not None


def _is_no_level(clause: str, quantity: Quantity) -> bool:
    """没有达到年初定的90% says what was not reached; in 25个村各装一套 the one is for each."""
    before = clause.partition(quantity.words)[0]
    if quantity.words.startswith("一") and before[-3:].count("各"):
        return True
    claimed = lexicon("claimed")
    if any(mark.end == len(before) for mark in claimed.find(before, "short")):
        return True  # 除护林员培训差12人外
    reached = claimed.find(before, "achieved")
    denied = any(
        0 <= one.start - no.end <= 1 for one in reached for no in claimed.find(before, "negation")
    )
    return denied and claimed.holds(before, "wanted")


_OF_ANYTHING = frozenset("个次人名项种家类批条")
_GAPS = ("rest", "before", "up", "down", "most", "least", "average")


def _bounded(quantity: Quantity) -> Quantity:
    """至少举办培训8期: other words may stand between the bound and its number."""
    if quantity.relation is None and lexicon("prose").holds(quantity.subject, "at_least"):
        return replace(quantity, relation=Relation.GE)
    return quantity
