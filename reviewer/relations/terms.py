"""The figures of an equation: their worth in one unit, and how exactly they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind, Unit
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
COUNTS = frozenset(
    (
        Kind.PERSONS,
        Kind.PERSON_TIMES,
        Kind.DOCUMENTS,
        Kind.EVENTS,
        Kind.PLACES,
        Kind.THINGS,
    )
)
PERSONS = frozenset(("人", "名", "位", "个人", "员"))
_SIGNS = "，。；、：！？()"
_REACH = 20


@dataclass(frozen=True, slots=True)
class Term:
    """A figure in an equation.

    Attributes:
        value: in the own unit of its kind (元, 米; for counts as it is).
        step: one unit of its last printed place; 0 for a whole count, which is exact.
        one: what a printed 1 is worth, 万 and the unit multiplied out.
    """

    figure: Figure
    value: Fraction
    step: Fraction
    one: Fraction

    @property
    def printed(self) -> str:
        """The digits, as they are printed or would be."""
        found = _NUMBER.search(self.figure.quantity.words)
        if found is not None:
            return found.group().replace(",", "")
        return str(abs(self.value) / self.one)

    def variants(self) -> Iterator[Term]:
        """The term with one digit changed, or two neighbours exchanged."""
        digits = self.printed
        if "/" in digits:
            return
        for at, char in enumerate(digits):
            if char == ".":
                continue
            others = (other for other in "0123456789" if other != char)
            for other in others:
                yield self._with(digits[:at] + other + digits[at + 1 :])
        yield from self.exchanged()

    def exchanged(self) -> Iterator[Term]:
        """The term with two neighbours exchanged, a point between them or not."""
        digits = self.printed
        places = [] if "/" in digits else [at for at, char in enumerate(digits) if char != "."]
        for one, other in pairwise(places):
            if digits[one] != digits[other]:
                parts = (digits[:one], digits[other], digits[one + 1 : other], digits[one])
                yield self._with("".join(parts) + digits[other + 1 :])

    def _with(self, digits: str) -> Term:
        sign = -1 if self.value < 0 else 1
        return replace(self, value=sign * Fraction(digits) * self.one)


def term(figure: Figure, like: Figure | None = None) -> Term:
    """The figure as a term; one without a unit is counted in the unit of `like`."""
    quantity = figure.quantity
    multiplier, unit = quantity.multiplier, _unit(figure)
    if not quantity.unit and like is not None and multiplier == 1:
        multiplier, unit = like.quantity.multiplier, _unit(like)
    scale = unit.scale if unit is not None else Fraction(1)
    inherited = multiplier / quantity.multiplier
    one = multiplier * scale
    decimals = _decimals(quantity.words)
    exact = decimals == 0 and multiplier == 1 and (unit is None or unit.kind in COUNTS)
    step = Fraction(0) if exact else one / 10**decimals
    return Term(figure, quantity.low * inherited * scale, step, one)


def written(found: re.Match[str], name: str) -> Term:
    """A bare number of a written formula, which reading takes for no quantity: the 57 of 57/60."""
    number = Fraction(found[name])
    start, end = found.span(name)
    quantity = Quantity(
        subject="",
        relation=None,
        low=number,
        high=number,
        unit="",
        multiplier=Fraction(1),
        approximate="",
        is_bound=False,
        trend=0,
        words=found[name],
        start=start,
        end=end,
        clause=0,
    )
    return term(Figure(quantity, "", Role.VALUE, Scope.NONE, 0, 0, 0))


def counted(figure: Figure) -> Term:
    """The figure as a number of its own units: of 元/亩 so many 亩, not so many 平方米."""
    whole = term(figure)
    unit = _unit(figure)
    scale = unit.scale if unit is not None else Fraction(1)
    is_whole = whole.step == whole.one and figure.quantity.multiplier == 1
    step = Fraction(0) if is_whole else whole.step / scale
    return replace(whole, value=whole.value / scale, step=step, one=whole.one / scale)


def _unit(figure: Figure) -> Unit | None:
    found = figure.quantity.units
    return found[0] if found else None


def _decimals(words: str) -> int:
    found = _NUMBER.search(words)
    return len(found.group().partition(".")[2]) if found is not None else 0


def is_exact(figure: Figure) -> bool:
    """Whether it is one number: no 约, 余, 以上, no range."""
    quantity = figure.quantity
    return not (quantity.approximate or quantity.is_bound or quantity.is_range)


def alike(one: Figure, other: Figure) -> bool:
    """Whether both count or measure the same, so that they can be added or divided.

    个 and 项 count anything; 台 and 座, 期 and 件 do not count the same.
    """
    first, second = one.quantity.unit, other.quantity.unit
    if first == second:
        return True
    if one.quantity.is_percent or other.quantity.is_percent or "/" in first + second:
        return False
    if not first or not second or {first, second} <= PERSONS:
        return True
    mine, others = _unit(one), _unit(other)
    if mine is None or others is None or mine.per != others.per:
        return False
    if mine.kind in COUNTS and others.kind in COUNTS:
        return bool({first, second} & _ANYTHING) and not {mine.kind, others.kind} & _TURNOUT
    return mine.kind is others.kind and mine.kind not in _TIMES


def alike_each(one: Figure, other: Figure) -> bool:
    """The same of what is said of each: 4.3公斤/亩 beside 上年3.9公斤."""
    heads = {figure.quantity.unit.partition("/")[0] for figure in (one, other)}
    return alike(one, other) or (len(heads) == 1 and "" not in heads)


_ANYTHING = frozenset(("个", "项"))
_TURNOUT = frozenset((Kind.PERSON_TIMES, Kind.PERSONS, Kind.EVENTS))
_TIMES = frozenset((Kind.TIME, Kind.WORKDAYS, Kind.MONTHS, Kind.LESSONS))


def is_time(figure: Figure) -> bool:
    """Whether it says how long."""
    return figure.quantity.measures_time


def label(cell: Cell, at: int) -> str:
    """The own words of a figure: in front of it, and behind it up to the end of its clause."""
    return f"{front(cell, at)} {_back(cell, at)}"


def front(cell: Cell, at: int) -> str:
    """The words in front of a figure, from the last sign or figure; a colon hands them on."""
    figure = cell.figures[at]
    first = cell.figures[at - 1].end if at else 0
    first = max(first, figure.start - _REACH)
    stop = figure.start
    if stop > first and cell.plain[stop - 1] == "：":
        stop -= 1
    signs = (cell.plain.rfind(sign, first, stop) + 1 for sign in _SIGNS)
    return cell.plain[max(first, *signs) : stop] + _opening(figure)


def _opening(figure: Figure) -> str:
    found = _NUMBER.search(figure.quantity.words)
    return figure.quantity.words[: found.start()] if found is not None else ""


def _back(cell: Cell, at: int) -> str:
    """Words that run on into the next figure are that one's."""
    figure = cell.figures[at]
    following = cell.figures[at + 1].start if at + 1 < len(cell.figures) else len(cell.plain)
    stop = min(following, figure.end + _REACH)
    for place in range(figure.end, stop):
        if cell.plain[place] in _SIGNS:
            return cell.plain[figure.end : place]
    return "" if stop == following < len(cell.plain) else cell.plain[figure.end : stop]


def subject(words: str) -> str:
    """What is left of a figure's words when those that give it a role are taken away."""
    for name, concepts in _ROLE_WORDS:
        words = lexicon(name).without(words, *concepts)
    return "".join(char for char in words if char not in _FILLERS)


_ROLE_WORDS = (
    (
        "roles",
        (
            "before",
            "from",
            "now",
            "up",
            "down",
            "plan",
            "total",
            "detail",
            "part",
            "closing",
            "average",
            "each",
            "rest",
        ),
    ),
    ("relations", ("comparison",)),
)
_FILLERS = frozenset("了约达为是率幅度的均仅共有年由比较总分别同期其数 ：增长降多少")


def shares_words(words: str, others: str) -> bool:
    """Whether two neighbouring characters of the one stand in the other."""
    return any(others[at : at + 2] in words for at in range(len(others) - 1))


def is_of_another(own: str, *others: str) -> bool:
    """Whether a figure's words name a thing that those of the others do not: 群众满意度提高."""
    named = subject(own)
    return len(named) > 1 and not any(shares_words(one, named) for one in others)


def year_of(said: str) -> int | None:
    """2022 of 2022年能耗为."""
    at = said.find("年")
    digits = said[max(0, at - 4) : at]
    return int(digits) if len(digits) == 4 and digits.isdecimal() else None


def significant(terms: Sequence[Term]) -> int:
    """How many steps the largest of the terms counts, in the coarsest step that fits all of them.

    504, 218 and 722 are long enough for a changed digit to be none by chance; 30, 20 and 40 are
    not, being 3, 2 and 4.
    """
    least = min(one.step or one.one for one in terms)
    counts = [int(abs(one.value) / least) for one in terms]
    while all(count % 10 == 0 for count in counts) and any(counts):
        counts = [count // 10 for count in counts]
    return max(counts)
