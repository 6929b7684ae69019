"""Quantities in running text: what is counted, how many, in what unit, at least or at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from reviewer.language.modifiers import After, Before, Relation, trend
from reviewer.language.noise import FILLER, has_numerals, mask
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.scanning import BOUNDARY, PERCENTS, Draft, is_time, scan
from reviewer.language.units import Kind, Unit, units


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity.

    Attributes:
        subject: the words before it in its clause (排放口标识牌).
        tail: the words behind it in its clause.
        relation: None for a bare number.
        low: the value, 万 and 亿 multiplied out; the lower end of a range.
        high: the upper end of a range, else the same.
        unit: as printed, without 万 and 亿; ":" for a ratio such as 1:10.
        multiplier: 10,000 for 万, to show the value as it was printed.
        approximate: 余, 多, 约, 左右, 近 …, "" for an exact number.
        is_bound: the words name a bound and no value (超过, 以上, ≥; not 达到, 降至).
        trend: -1 behind 下降, 减少 …, 1 behind 增长, 提高 …, 0 for a level.
        words: as printed, with its relation.
        start: where the words begin in the normalized text; they end before `end`.
        clause: how many clause signs stand before it.
        binds_both_ways: a span that is to be left neither way (18±2℃).
        is_start: only where something started that the next number ends (从60%提高到95%).
        made: how it came of several that the cell prints, its words being all of them: 合计 of
            parts, 相隔 of two dates, 即 of counts; "" for a quantity that is printed itself.
        units: what the unit may mean; empty where it is missing or unknown.
        ends: low and high in the unit of its kind.
        rough: the lower end as a float.
    """

    subject: str
    relation: Relation | None
    low: Fraction
    high: Fraction
    unit: str
    multiplier: Fraction
    approximate: str
    is_bound: bool
    trend: int
    words: str
    start: int
    end: int
    clause: int
    tail: str = ""
    binds_both_ways: bool = False
    made: str = ""
    is_start: bool = False
    units: tuple[Unit, ...] = field(init=False, compare=False, repr=False)
    ends: tuple[Fraction, Fraction] = field(init=False, compare=False, repr=False)
    rough: float = field(init=False, compare=False, repr=False)
    is_percent: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep what is asked a hundred times of each."""
        meant, ends = units(self.unit), (self.low, self.high)
        if meant and meant[0].scale != 1:
            ends = self.low * meant[0].scale, self.high * meant[0].scale
        keep = object.__setattr__
        keep(self, "units", meant)
        keep(self, "ends", ends)
        keep(self, "rough", float(ends[0]))
        keep(self, "is_percent", self.unit in PERCENTS)

    @property
    def decimals(self) -> int:
        """How many decimals it is printed with (1.58万 with two)."""
        found = _DECIMALS.search(self.words)
        return len(found[1]) if found is not None else 0

    @property
    def printed_unit(self) -> str:
        """The unit with the 万 or 亿 that is printed before it."""
        power = _POWERS.get(int(self.multiplier), "") if self.multiplier.denominator == 1 else ""
        return power + self.unit

    @property
    def is_range(self) -> bool:
        return self.low is not self.high and self.low != self.high  # most ends are one object

    @property
    def measures_time(self) -> bool:
        return is_time(self.unit)


_POWERS = {10**4: "万", 10**8: "亿"}
_DECIMALS = pattern(r"\d\.(\d{1,8})")
_FROM = pattern(r"(?:从|由|自|由原来的|从原来的|由原|从原|比|较)$")


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in its order.

    Dates, document numbers, titles in 《》, list numbers and set phrases are none.
    """
    return tuple(one for one in every_quantity(text) if not one.is_start)


@lru_cache(maxsize=4096)
def every_quantity(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, those too that only say where something started (由11起降至9起)."""
    plain = _in_one_unit(normalize(text))
    if not has_numerals(plain) or _is_spoilt(text, plain):
        return ()
    return _listed(tuple(_joined(_finished(scan(plain, mask(plain)), plain), plain)), plain)


def holds_unread_number(text: str) -> bool:
    """Whether digits are left that are no date, name or list number and no quantity either."""
    plain = _in_one_unit(normalize(text))
    if not has_numerals(plain):
        return False
    if _is_spoilt(text, plain):
        return True
    rest = list(mask(plain))
    for draft in scan(plain, "".join(rest)):
        start, end = draft.front.start, draft.back.end
        rest[start:end] = FILLER * (end - start)
    return any(char.isdecimal() for char in rest)


def _in_one_unit(plain: str) -> str:
    """一年半 in digits."""
    return _YEARS.sub(lambda years: f"{_DIGITS[years[1]]}年半", plain) if "年半" in plain else plain


_DIGITS = {char: at for at, char in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_YEARS = pattern(r"(?<![十百千万零])([一二两三四五六七八九])年半")


@lru_cache(maxsize=4096)
def misprint(text: str) -> str:
    """The number with a second point or a comma in the wrong place: 312..5, 1,2360; "" for none.

    Which number was meant is anybody's guess. A full-width comma may part two numbers.
    """
    found = _TWO_POINTS.search(normalize(text)) or _WRONG_COMMA.search(text)
    return "" if found is None else found.group()


_ADDED = pattern(r"(?<![\d+])\d{1,4}\+\d{1,4}[场次期人个台套辆名户份件家]")
_LONGEST_SUM = 20


def _is_spoilt(text: str, plain: str) -> bool:
    """Whether a number is misprinted; 30+20场 is neither 30场 nor 20场."""
    is_sum = "+" in plain and len(plain) <= _LONGEST_SUM and _ADDED.search(plain) is not None
    return is_sum or misprint(text) != ""


_TWO_POINTS = pattern(r"\d{1,12}[.,]{2,4}\d{1,12}")
_WRONG_COMMA = pattern(r"(?<![\d.,])\d{1,3},\d{4}(?![\d.,年])")
_MEASURE_IN_NAME = pattern(r"\((?:单位：?)?([^()\d]{1,6})\)$")


@lru_cache(maxsize=4096)
def measure_in_name(name: str) -> tuple[Quantity, ...]:
    """参训职工人数(人): the unit in which the row's bare numbers are given, as 1人."""
    if name[-1:] not in ")）":
        return ()
    found = _MEASURE_IN_NAME.search(normalize(name))
    return quantities(f"1{found[1]}") if found else ()


def _relation(front: Before, back: After) -> tuple[Relation | None, bool]:
    """The words behind refine those before: 控制在5天以内, 达到90%以上, 超过90%以上."""
    if back.relation is None:
        return front.relation, front.is_bound
    if front.relation is not None and front.relation.is_upper == back.relation.is_upper:
        return front.relation, True
    return back.relation, True


def _finished(found: Sequence[Draft], plain: str) -> Iterator[Quantity]:
    """Each with its tail; those that only say where something started (从60%提高到95%) are marked."""
    for index, bare in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        is_start = (
            following is not None
            and following.clause == bare.clause
            and _FROM.search(bare.subject) is not None
        )
        if _ONE_EACH.match(plain, bare.back.end) and is_time(bare.value.unit):
            continue  # 半年一付: how often, and no number of years
        draft = _per_period(bare, plain)
        stop = len(plain) if following is None else following.front.start
        sign = BOUNDARY.search(plain, draft.back.end, stop)
        tail = plain[draft.back.end : stop if sign is None else sign.start()]
        if following is not None and following.clause == draft.clause:
            tail = _JOINING.split(tail, maxsplit=1)[0]  # what comes then is of the next
        yield _quantity(draft, plain, tail.strip("()"), is_start=is_start)


_ONE_EACH = pattern(r"一(?:付|结|缴|交|支付|结算|拨付?|发放|清|报(?!告))(?![批个次笔期\d])")
_JOINING = pattern(r"或|和|及|与")
_PER_PERIOD = pattern(r"/每?(?:(?P<period>半年|季度?|个?月|周|天|日)|年度?)(?![\u4e00-\u9fff])")
_COUNTED = frozenset(
    {
        Kind.EVENTS,
        Kind.DOCUMENTS,
        Kind.THINGS,
        Kind.PLACES,
        Kind.PERSONS,
        Kind.PERSON_TIMES,
    }
)


def _per_period(draft: Draft, plain: str) -> Draft:
    """1次/季 is 每季1次, 4次/年 is 4次: a form covers one year. 500吨/日 stays a rate."""
    value = draft.value
    head = value.unit.partition("/")[0]
    if "/" not in plain[value.end - len(value.unit) : value.end + 1]:
        return draft
    found = _PER_PERIOD.match(plain, value.end - len(value.unit) + len(head))
    if found is None or not any(unit.kind in _COUNTED for unit in units(head)):
        return draft
    end = max(found.end(), draft.back.end)
    subject = draft.subject + (f"每{found['period']}" if found["period"] else "全年")
    return draft._replace(
        value=value._replace(unit=head), back=draft.back._replace(end=end), subject=subject
    )


_SMALLER = {
    "年": {"个月": Fraction(1, 12), "月": Fraction(1, 12)},
    "个月": {"天": Fraction(1, 30), "日": Fraction(1, 30), "周": Fraction(7, 30)},
    "月": {"天": Fraction(1, 30), "日": Fraction(1, 30)},
    "周": {"天": Fraction(1, 7), "日": Fraction(1, 7)},
    "天": {"小时": Fraction(1, 24), "个小时": Fraction(1, 24)},
    "日": {"小时": Fraction(1, 24)},
    "小时": {"分": Fraction(1, 60), "分钟": Fraction(1, 60)},
    "个小时": {"分": Fraction(1, 60), "分钟": Fraction(1, 60)},
    "分钟": {"秒": Fraction(1, 60)},
    "分": {"秒": Fraction(1, 60)},
}
"""What part of a longer time a shorter one is that may be counted behind it."""
_AND = ("", "零", "又")


def _joined(found: Iterator[Quantity], plain: str) -> Iterator[Quantity]:
    """1小时25分, 3个月零9天: one length of time in two units."""
    held: Quantity | None = None
    for one in found:
        part = None if held is None else _SMALLER.get(held.unit, {}).get(one.unit)
        if held is not None and part is not None and plain[held.end : one.start] in _AND:
            held = replace(
                held,
                low=held.low + one.low * part,
                high=held.high + one.high * part,
                unit=_MINUTE if held.unit == "分" else held.unit,
                words=plain[held.start : one.end],
                end=one.end,
                tail=one.tail,
            )
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


_MINUTE = "分钟"
_COMMAS = ("、", "和", "及", "与")


def _listed(found: tuple[Quantity, ...], plain: str) -> tuple[Quantity, ...]:
    """45、60、115分钟: the numbers of a list have the unit of its last."""
    kept: list[Quantity] = []
    following: Quantity | None = None
    for one in reversed(found):
        bare = not one.unit and one.multiplier == 1 and one.relation is None
        if bare and following is not None and plain[one.end : following.start] in _COMMAS:
            by = following.multiplier
            unit = following.unit
            following = replace(one, unit=unit, low=one.low * by, high=one.high * by, multiplier=by)
        else:
            following = one
        kept.append(following)
    return tuple(reversed(kept))


def _quantity(draft: Draft, plain: str, tail: str, *, is_start: bool) -> Quantity:
    value, front, back, subject, clause, has_tolerance = draft
    relation, is_bound = _relation(front, back)
    if value.noun and relation is None:
        relation = Relation.EQ
    low, high = value.low, value.high
    if front.negative:
        low, high = -low, -high
    return Quantity(
        subject=subject,
        relation=relation,
        low=low,
        high=high,
        unit=value.unit,
        multiplier=value.multiplier,
        approximate=front.about or value.more or back.about,
        is_bound=is_bound,
        trend=trend(subject, percent=value.unit in PERCENTS) if subject else 0,
        words=plain[front.start : back.end].lstrip("：为是"),
        start=front.start,
        end=back.end,
        clause=clause,
        tail=tail,
        binds_both_ways=has_tolerance,
        is_start=is_start,
    )
