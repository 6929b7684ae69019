"""The figures of a cell as terms of equations: their worth in one unit, their words, their kin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Figure, Role, Scope

COUNTS = frozenset(
    (Kind.PERSONS, Kind.PERSON_TIMES, Kind.DOCUMENTS, Kind.EVENTS, Kind.PLACES, Kind.THINGS)
)
PERSONS = frozenset(("人", "名", "位", "个人", "员"))
POINTS = frozenset(("个百分点", "百分点"))
ZERO, ONE = Fraction(0), Fraction(1)
_NUMBER = pattern(r"\d[\d,]*(?:\.\d+)?")
_BARE = pattern(r"\d(?=[，、；。)])")
_SIGN = pattern("[，。；、：！？()]")
_REACH = 20


def says(words: str, *concepts: str) -> bool:
    """Whether words hold one that relates figures to one another: 占, 单价, 不合格."""
    return lexicon("relations").holds(words, *concepts)


def plays(words: str, *concepts: str) -> bool:
    """Whether words hold one that gives a figure its role: 共, 其余, 计划."""
    return lexicon("roles").holds(words, *concepts)


@dataclass(frozen=True, eq=False)
class Term:
    """A figure in an equation, where it stands in its line.

    Attributes:
        value: in the own unit of its kind (元, 米; for counts as it is).
        step: one unit of its last printed place; 0 for a whole count, which is exact.
        one: what a printed 1 is worth, 万 and the unit multiplied out.
        is_exact: whether it is one number: no 约, 余, 以上, no range.
        is_amount: an exact number of things or of a measure, said of no one in particular.
        rough, rough_step: value and step as floats.
    """

    line: Line
    at: int
    figure: Figure
    value: Fraction
    step: Fraction
    one: Fraction
    quantity: Quantity = field(init=False)
    unit: str = field(init=False)
    role: Role = field(init=False)
    scope: Scope = field(init=False)
    start: int = field(init=False)
    end: int = field(init=False)
    is_percent: bool = field(init=False)
    is_exact: bool = field(init=False)
    is_amount: bool = field(init=False)
    rough: float = field(init=False)
    rough_step: float = field(init=False)

    def __post_init__(self) -> None:
        """Keep what every equation asks again and again of the figure."""
        figure, quantity = self.figure, self.figure.quantity
        is_bound = quantity.is_bound and not quantity.words.startswith("最")  # 最低89分
        is_exact = not (quantity.approximate or is_bound or quantity.is_range)
        is_of_all = figure.scope is Scope.NONE and "/" not in quantity.unit
        self.__dict__.update(
            quantity=quantity,
            unit=quantity.unit,
            role=figure.role,
            scope=figure.scope,
            start=quantity.start,
            end=quantity.end,
            is_percent=quantity.is_percent,
            is_exact=is_exact,
            is_amount=is_exact and is_of_all and not quantity.is_percent,
            rough=float(self.value),
            rough_step=float(self.step) if self.step else 0.0,
        )

    @property
    def is_told_again(self) -> bool:
        """这两天 are those that were told before."""
        return self.front.endswith(_TOLD_BEFORE)

    @property
    def kind(self) -> Kind | None:
        found = self.quantity.units
        return found[0].kind if found else None

    @property
    def mates(self) -> Iterator[Term]:
        """The other terms of its sentence."""
        sentence = self.figure.sentence
        return (one for one in self.line if one is not self and one.figure.sentence == sentence)

    def near(self, reach: int) -> Iterator[Term]:
        """The terms up to so many places before and behind it."""
        around = self.line[max(0, self.at - reach) : self.at + reach + 1]
        return (one for one in around if one is not self)

    # Its words ----------------------------------------------------------------------------------

    @cached_property
    def front(self) -> str:
        """The words in front of it, from the last sign or figure; a colon hands them on."""
        taken = self.line[self.at - 1].end if self.at else 0
        before = self.line.plain[max(taken, self.start - _REACH) : self.start]
        return _SIGN.split(before.removesuffix("："))[-1] + self._opening

    @property
    def _opening(self) -> str:
        found = _NUMBER.search(self.quantity.words)
        return self.quantity.words[: found.start()] if found is not None else ""

    @cached_property
    def label(self) -> str:
        """Its own words: in front of it, and behind it up to the end of its clause."""
        return f"{self.front} {self._back}"

    @property
    def _back(self) -> str:
        """Words that run on into the next figure are that one's."""
        line = self.line
        following = line[self.at + 1].start if self.at + 1 < len(line) else len(line.plain)
        stop = min(following, self.end + _REACH)
        words, *others = _SIGN.split(line.plain[self.end : stop], 1)
        return "" if not others and stop == following < len(line.plain) else words

    # Its worth ----------------------------------------------------------------------------------

    def in_unit_of(self, other: Term) -> Term:
        """One without a unit is counted in the unit of another; 7分 beside 7.5分钟 are minutes."""
        counted = self.unit and not self.is_minutes_of(other)
        if counted or self.quantity.multiplier != 1:
            return self
        return _term(self.line, self.at, self.figure, other.quantity)

    def is_minutes_of(self, other: Term) -> bool:
        return (self.unit, other.unit) == ("分", "分钟")

    @property
    def counted(self) -> Term:
        """As a number of its own units: of 元/亩 so many 亩, not so many 平方米."""
        scale = self.quantity.units[0].scale if self.quantity.units else ONE
        is_whole = self.step == self.one and self.quantity.multiplier == 1
        if scale == 1 and not is_whole:
            return self
        step = ZERO if is_whole else self.step / scale
        return replace(self, value=self.value / scale, step=step, one=self.one / scale)

    @property
    def minus(self) -> Term:
        return replace(self, value=-self.value)

    @property
    def printed(self) -> str:
        """The digits, as they are printed or would be."""
        found = _NUMBER.search(self.quantity.words)
        if found is not None:
            return found.group().replace(",", "")
        return str(abs(self.value) / self.one)

    def variants(self) -> Iterator[Fraction]:
        """Its value with one digit changed, or two neighbours exchanged."""
        digits = self.printed
        if "/" in digits:
            return
        for at, char in enumerate(digits):
            if char == ".":
                continue
            leads = at == 0 and len(digits.partition(".")[0]) > 1  # 88 is no misprint of 08
            for other in ("123456789" if leads else "0123456789").replace(char, ""):
                yield self._printed_as(digits[:at] + other + digits[at + 1 :])
        yield from self.exchanged()

    def exchanged(self) -> Iterator[Fraction]:
        """Its value with two neighbours exchanged, a point between them or not."""
        digits = self.printed
        places = [] if "/" in digits else [at for at, char in enumerate(digits) if char != "."]
        for one, other in pairwise(places):
            if digits[one] != digits[other]:
                parts = (digits[:one], digits[other], digits[one + 1 : other], digits[one])
                yield self._printed_as("".join(parts) + digits[other + 1 :])

    def _printed_as(self, digits: str) -> Fraction:
        """What it would be worth with other digits."""
        sign = -1 if self.value < 0 else 1
        whole, _, decimals = digits.partition(".")
        by, parts = self.one.as_integer_ratio()
        return Fraction(sign * int(whole + decimals) * by, 10 ** len(decimals) * parts)


_TOLD_BEFORE = ("这", "那", "该", "上述", "这些")


class Line(list[Term]):
    """A cell as its terms in order, with the normal form of its text."""

    def __init__(self, plain: str, figures: Sequence[Figure] = ()) -> None:
        self.plain = plain
        super().__init__()
        for at, figure in enumerate(figures):
            self.append(_term(self, at, self._of_each_too(figure), figure.quantity))

    def _of_each_too(self, figure: Figure) -> Figure:
        """功放2台 of 每站调音台1台、功放2台 is said of each, as is what stands before it."""
        if not self or self[-1].scope is not Scope.EACH or "每" not in self[-1].front:
            return figure
        between = self.plain[self[-1].end : figure.quantity.start]
        plain = figure.scope is Scope.NONE and figure.role is Role.VALUE
        listed = plain and between.startswith("、") and _SIGN.search(between[1:]) is None
        return replace(figure, scope=Scope.EACH) if listed else figure

    def between(self, one: Term, other: Term) -> str:
        """The words between two terms, the first of them standing before the other."""
        return self.plain[one.end : other.start]

    def is_read(self, first: Term, last: Term) -> bool:
        """Whether every bare number from one term to another is a term: the 8 of CCU 8、导管室6 is none."""
        run = self[first.at : last.at + 1]
        return not any(_BARE.search(self.between(one, other)) for one, other in pairwise(run))

    def joins(self, one: Term, other: Term, reach: int) -> bool:
        """Whether no sign and few characters stand between two terms."""
        between = self.between(one, other)
        return len(between) <= reach and _PAUSES.isdisjoint(between)


_PAUSES = frozenset("，。；、()")


def _term(line: Line, at: int, figure: Figure, like: Quantity) -> Term:
    """A figure as a term in the unit of a quantity, its own or another."""
    quantity = figure.quantity
    units = like.units
    scale = units[0].scale if units else ONE
    one = like.multiplier if scale == 1 else like.multiplier * scale
    value = quantity.ends[0] if like is quantity else quantity.low * one / quantity.multiplier
    found = _NUMBER.search(quantity.words)
    decimals = len(found.group().partition(".")[2]) if found is not None else 0
    is_whole = not decimals and like.multiplier == 1 and (not units or units[0].kind in COUNTS)
    step = ZERO if is_whole else one / 10**decimals if decimals else one
    return Term(line, at, figure, value, step, one)


def written(found: re.Match[str], name: str) -> Term:
    """A number of a written formula, which reading takes for no quantity: the 57 of 57/60."""
    start, end = found.span(name)
    power = Fraction(10_000) if found.string[end : end + 1] == "万" else ONE
    number = Fraction(found[name]) * power
    quantity = Quantity(
        "", None, number, number, "", power, "", False, 0, found[name], start, end, 0
    )
    return _term(_NOWHERE, 0, Figure(quantity, "", Role.VALUE, Scope.NONE, 0, 0, 0), quantity)


_NOWHERE = Line("")


def alike(one: Term, other: Term) -> bool:
    """Whether both count or measure the same, so that they can be added or divided.

    个 and 项 count anything; 台 and 座, 期 and 件 do not count the same.
    """
    first, second = one.unit, other.unit
    if first == second:
        return True
    if one.is_percent or other.is_percent or "/" in first + second:
        return False
    if not first or not second:
        bare, told = (other, one) if first else (one, other)  # 财政4.34 counts no whole 场
        whole = told.kind in COUNTS and told.quantity.multiplier == 1
        return not whole or bare.value.denominator == 1
    if first in PERSONS and second in PERSONS:
        return True
    mine, others = one.quantity.units[:1], other.quantity.units[:1]
    if not mine or not others or mine[0].per != others[0].per:
        return False
    kinds = {mine[0].kind, others[0].kind}
    if kinds <= COUNTS:
        return not _ANYTHING.isdisjoint((first, second)) and kinds.isdisjoint(_TURNOUT)
    return len(kinds) == 1 and kinds.isdisjoint(_TIMES)


def adds_to(one: Term, total: Term) -> bool:
    """Whether a part counts the same as a total: of 12座，每座6个，共72个，旱厕9座 the last is of 12座.

    What counts the same in another unit, as 9座 and 72个, has no total in its own.
    """
    if not alike(one, total):
        return False
    if one.unit == total.unit or _ANYTHING.isdisjoint((one.unit, total.unit)):
        return True
    own = (other for other in one.mates if other.unit == one.unit)
    return not any(other.value > one.value or other.scope is Scope.EACH for other in own)


def alike_each(one: Term, other: Term) -> bool:
    """The same of what is said of each: 4.3公斤/亩 beside 上年3.9公斤."""
    head = one.unit.partition("/")[0]
    return alike(one, other) or (bool(head) and head == other.unit.partition("/")[0])


_ANYTHING = frozenset(("个", "项"))
_TURNOUT = frozenset((Kind.PERSON_TIMES, Kind.PERSONS, Kind.EVENTS))
_TIMES = frozenset((Kind.TIME, Kind.WORKDAYS, Kind.MONTHS, Kind.LESSONS))


def of_one_statement(one: Term, other: Term) -> bool:
    """Whether no full stop stands between two terms: 3起：民航2起、铁路1起；上年7起."""
    first, second = sorted((one, other), key=lambda term: term.at)
    return "。" not in one.line.between(first, second)


def subject(words: str) -> str:
    """What is left of a figure's words when those that give it a role are taken away."""
    words = lexicon("roles").without(words, *_ROLE_WORDS)
    words = lexicon("relations").without(words, "comparison")
    return "".join(char for char in words if char not in _FILLERS)


_ROLE_WORDS = (
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
