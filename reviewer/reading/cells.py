"""Read a cell: its numbers and what each of them does in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.dates import last_year
from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity, every_quantity
from reviewer.language.stops import CLAUSE, SENTENCE, start_of
from reviewer.lexicon import Mark, lexicon
from reviewer.reading.claims import Cell, Figure, Role, Scope
from reviewer.reading.traits import traits

MAX_FIGURES = 60
"""A cell holds a handful; more are not looked at, so that time stays bounded."""
_REACH = 24
"""So many characters before a number may give it its role."""
_SCOPES = {"most": Scope.MOST, "least": Scope.LEAST, "average": Scope.AVERAGE, "each": Scope.EACH}
_ROLES = {
    "total": Role.TOTAL,
    "detail": Role.PART,
    "part": Role.PART,
    "closing": Role.PART,
    "before": Role.BEFORE,
    "now": Role.NOW,
    "plan": Role.PLAN,
    "rest": Role.REST,
    "conversion": Role.CONVERTED,
    "excess": Role.EXCESS,
}


_OWN = frozenset((Role.TOTAL, Role.BEFORE, Role.PLAN))
"""What no measure has that only describes."""


@lru_cache(maxsize=4096)
def read_cell(text: str) -> Cell:
    """The cell's claims; takes time linear in its length."""
    plain = normalize(text)
    counted = _counted(every_quantity(text)[:MAX_FIGURES], plain)
    found: list[Figure] = []
    at = 0
    described = traits(counted, plain)
    for quantity, place in zip(counted, _places(plain, counted), strict=True):
        figure = _figure(quantity, plain, at, place, found)
        if quantity.start in described and figure.role not in _OWN and figure.scope is Scope.NONE:
            figure = replace(figure, is_trait=True)  # its words are the next one's
        else:
            at = quantity.end
        found.append(figure)
    return Cell(text, plain, tuple(_by_years(_as_mean(found, plain))))


def _as_mean(found: list[Figure], plain: str) -> list[Figure]:
    """9.50万元(9家平均), 17天，四批平均: what a text begins with is said behind it to be the mean."""
    if not found or found[0].start > 0 or not _MEAN.match(plain, found[0].end):
        return found
    return [replace(found[0], scope=Scope.AVERAGE), *found[1:]]


_MEAN = pattern(r"[，(][^，。；()]{1,16}平均值?(?:[)，。；]|$)")


def _by_years(found: list[Figure]) -> list[Figure]:
    """2022年11.26万吨，2023年10.93万吨: of several years the last is now, the others were before."""
    years = [last_year(one.quantity.subject) for one in found]
    named = {year for year in years if year}
    if len(named) < 2:
        return found
    last = max(named)
    return [
        one
        if not year or one.role is not Role.VALUE
        else replace(one, role=Role.NOW if year == last else Role.BEFORE)
        for one, year in zip(found, years, strict=True)
    ]


class _Place(NamedTuple):
    depth: int
    clause: int
    sentence: int


def _places(plain: str, counted: Sequence[Quantity]) -> Iterator[_Place]:
    """Within how many brackets each number begins, and behind how many clauses and sentences."""
    depth = clause = sentence = at = 0
    for quantity in counted:
        for char in plain[at : quantity.start]:
            if char in _OPEN:
                depth += 1
            elif char in _CLOSE:
                depth = max(0, depth - 1)
            else:
                clause += char in CLAUSE
                sentence += char in SENTENCE
        at = quantity.start
        yield _Place(depth + plain.startswith(_OPEN, at), clause, sentence)


_OPEN, _CLOSE = ("(", "〔", "["), (")", "〕", "]")


def _counted(found: tuple[Quantity, ...], plain: str) -> list[Quantity]:
    """Without the 一次 of 最长一次47分钟 or 上年一次14天, whose words go to the number behind it."""
    kept: list[Quantity] = []
    taken = 0
    for index, one in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        single = bool(one.unit) and one.words.endswith(f"一{one.unit}") and one.low == 1
        if (
            single
            and following is not None
            and following.clause == one.clause
            and (_is_extreme(plain[taken : one.end][-_REACH:]) or one.end == following.start)
            and not set(plain[one.end : following.start]) & set("，。；、(")
        ):
            continue
        if kept and _is_base(kept[-1], one, plain):
            continue
        kept.append(one)
        taken = one.end
    return kept


def _is_base(rate: Quantity, one: Quantity, plain: str) -> bool:
    """10万公顷 of 0.064次/10万公顷, which is no area; of 25期/8场 and 57个/60个 both are counts."""
    joined = plain[rate.end : one.start] == "/" and rate.unit not in ("", one.unit)
    return joined and one.multiplier > 1 and str(int(one.low)).strip("0") == "1"


def _is_extreme(words: str) -> bool:
    return "最" in words or lexicon("roles").holds(words, "most", "least")


def _figure(
    quantity: Quantity, plain: str, taken: int, place: _Place, earlier: Sequence[Figure]
) -> Figure:
    previous = earlier[-1] if earlier else None
    is_compared = any(one.role is Role.BEFORE for one in earlier[-2:])
    start = quantity.start
    before = start_of(plain, start, "，。；！？、", taken)
    said = plain[max(before, start - _REACH) : start] + _opening(quantity)
    marks = _outermost(lexicon("roles").marks(said))
    role, way = _role(quantity, marks, said)
    if role is Role.REST and said.endswith(("少", "少了")) and is_compared:
        role, way = Role.CHANGE, -1  # 上年4.9公斤，少了0.6公斤
    begins = plain[before - 1 : before] in CLAUSE
    if role is Role.VALUE and begins and said in APART and _are_two(quantity, earlier):
        role, way = Role.CHANGE, APART[said]
    if role is Role.VALUE and previous is not None and _dates_what_follows(previous, place):
        role = Role.BEFORE
    if (
        role is Role.VALUE
        and _YEAR.match(plain[before:start])
        and _is_told_twice(quantity, earlier)
    ):
        role = Role.BEFORE
    if role is Role.CONVERTED and previous is not None and _adds_up(quantity, previous, said):
        role = Role.TOTAL  # 血压计1390台、电子秤482台，合1872台
    scope = next(
        (_SCOPES[mark.concept] for mark in reversed(marks) if mark.concept in _SCOPES), None
    )
    if scope is None and "/" in quantity.unit:
        scope = Scope.EACH
    return Figure(
        quantity,
        f"{quantity.subject} {quantity.tail}".strip(),
        role,
        scope or Scope.NONE,
        place.depth,
        place.clause,
        place.sentence,
        way,
    )


_YEAR = pattern(r"20\d\d年")


def _is_told_twice(quantity: Quantity, earlier: Sequence[Figure]) -> bool:
    """人均1347元，2023年人均1322元: behind a figure of no year one that has a year is of another."""
    return any(
        one.quantity.unit == quantity.unit and not _YEAR.search(one.subject) for one in earlier
    )


def _dates_what_follows(one: Figure, place: _Place) -> bool:
    """加固前一年最大的一处是7.4毫米: the time that was before is no figure of its own."""
    said = one.quantity.measures_time and not any(map(str.isdecimal, one.quantity.words))
    return one.role is Role.BEFORE and said and one.clause == place.clause


APART = {
    **dict.fromkeys(("高", "高出", "多", "多出", "贵"), 1),
    **dict.fromkeys(("低", "低了", "省", "省了", "短", "快", "便宜"), -1),
}
"""Words that are all that stands before a number: 出库价2310元，市价2350元，低40元."""


def _are_two(quantity: Quantity, earlier: Sequence[Figure]) -> bool:
    """Whether two figures in the same unit stand before it, which it may lie between."""
    return sum(one.quantity.unit == quantity.unit for one in earlier[-_NEAR:]) > 1


def _adds_up(quantity: Quantity, previous: Figure, said: str) -> bool:
    """Whether 合 gives a sum in the unit before it: not of 308万尾，合0.0308亿尾."""
    other = previous.quantity
    if other.unit != quantity.unit:
        return False
    if other.multiplier == quantity.multiplier:
        return True
    return said.endswith("合") and _digits(other) != _digits(quantity)


def _digits(quantity: Quantity) -> str:
    return "".join(char for char in quantity.words if char.isdecimal()).strip("0")


def _outermost(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Without words inside longer ones: 增 of 增加到."""
    return tuple(
        one
        for one in marks
        if not any(
            other.start <= one.start and one.end <= other.end and len(other.word) > len(one.word)
            for other in marks
        )
    )


def _opening(quantity: Quantity) -> str:
    """The words of a bound that belong to the quantity: 降至 of 降至9起."""
    found = _WORDS.match(quantity.words)
    return "" if found is None else found.group()


_WORDS = pattern(r"(?:(?![零〇一二两三四五六七八九十百千万亿半])[\u4e00-\u9fff])+")


def _nearness(place: tuple[int, Mark]) -> tuple[int, int, int]:
    index, mark = place
    return -mark.end, mark.start, -index


def _role(quantity: Quantity, marks: tuple[Mark, ...], said: str) -> tuple[Role, int]:
    """What the number does, and the way of a change."""
    if marks and marks[-1].concept == "now" and marks[-1].end == len(said):
        return Role.NOW, 0  # 下降为265件
    if quantity.trend:
        return Role.CHANGE, quantity.trend
    if quantity.is_start:
        return Role.BEFORE, 0
    for _, mark in sorted(enumerate(marks), key=_nearness):  # the nearest, then the longest decides
        if mark.concept == "from" and _leads_to(marks, mark.end, said):
            return Role.BEFORE, 0
        if mark.concept == "less" and mark.end == len(said):
            earlier = any(one.concept == "before" for one in marks)
            return (Role.CHANGE, -1) if earlier else (Role.REST, 0)
        role = _ROLES.get(mark.concept)
        if role is not None:
            return role, 0
        if mark.concept in _WAYS and len(said) - mark.end <= _NEAR:
            return Role.CHANGE, _WAYS[mark.concept]
    reached = quantity.relation in (Relation.GE, Relation.LE) and not quantity.is_bound
    return (Role.NOW if reached else Role.VALUE), 0


def _leads_to(marks: tuple[Mark, ...], end: int, said: str) -> bool:
    """Whether a word stands before a number, with 日均, 每台, 2022年的 or 上卷 between them at most."""
    number = len(said)
    if number - end <= 1 or (number - end <= 8 and _EARLIER.match(said, end)):
        return True
    return any(
        one.concept in _SCOPES and one.start == end and number - one.end <= 1 for one in marks
    )


_EARLIER = pattern(r"(?:20\d\d年|上[^一年级]?)")


_WAYS = {"up": 1, "down": -1}
_NEAR = 4
"""So many characters may stand between 增加 and its number."""
