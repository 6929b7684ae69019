"""Whether a list of parts is all of its total: 34座（镇区12座、村20座） is, 812户，其中低保户504户 is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell
from reviewer.relations.equations import Weight
from reviewer.relations.terms import Term, front, label, significant, term


def closes(cell: Cell, at: int) -> bool:
    """其余6户: with it the list is complete."""
    return lexicon("roles").holds(front(cell, at), "closing")


def chained_parts(cell: Cell, parts: Sequence[int]) -> list[int]:
    """As many of the parts as 、 joins; all where each stands behind a comma of its own."""
    chain = [parts[0]]
    for before, after in pairwise(parts):
        between = cell.between(cell.figures[before], cell.figures[after])
        if set(between) & set("，。；"):
            break
        chain.append(after)
    return chain if len(chain) > 1 else list(parts)


@dataclass(frozen=True, slots=True)
class _Listing:
    """A list behind a total.

    Attributes:
        labels: the parts' own words.
        terms: the total, then the parts.
        words: all that is said from the total to the last part.
        chained: nothing stronger than 、 stands between the parts.
    """

    labels: tuple[str, ...]
    terms: tuple[Term, ...]
    words: str
    chained: bool

    def all_are(self, concept: str) -> bool:
        marks = lexicon("relations")
        return all(marks.holds(own, concept) for own in self.labels)

    def any_is(self, concept: str) -> bool:
        marks = lexicon("relations")
        return any(marks.holds(own, concept) for own in self.labels)

    @property
    def share(self) -> Fraction:
        """How much of the total the parts make, as a share of one."""
        whole = self.terms[0].value
        return sum((one.value for one in self.terms[1:]), Fraction(0)) / whole if whole else _NONE

    @property
    def is_partial(self) -> bool:
        return any(word in self.words for word in _PARTIAL)

    @property
    def has_levels(self) -> bool:
        return len(self.labels) > 2 and self.all_are("level")

    @property
    def is_complete(self) -> bool:
        """线上 and 线下, 满意 … 不满意, 已完工 and 在建: there is no other part."""
        if _is_pair(self.labels) or _is_denied_at_last(self.labels):
            return True
        return self.are_states and not self.is_partial

    @property
    def are_states(self) -> bool:
        """已完工5座, 在建2座."""
        counted = all(one.one == 1 for one in self.terms)
        return counted and self.all_are("state") and self.any_is("open_state")

    @property
    def is_of_places(self) -> bool:
        """社区18场次，学校12场次: short names of what no person or thing is twice."""
        names = [own.replace("其中", "").strip() for own in self.labels]
        return (
            len(names) > 2
            and all(1 < len(name) <= _SHORT for name in names)
            and not any(
                unit.kind in _MANIFOLD for one in self.terms for unit in one.figure.quantity.units
            )
        )

    @property
    def is_of_money(self) -> bool:
        units = [one.figure.quantity.units[:1] for one in self.terms]
        return all(unit and unit[0].kind is Kind.MONEY for unit in units)


_NONE = Fraction(0)
_MANIFOLD = frozenset((Kind.PERSONS, Kind.PLACES))
"""Of whom one may be counted under several heads."""
_PARTIAL = ("其中", "包括", "包含", "含", "内含")
_NEARLY = Fraction(9, 10)
_ALL_BUT = Fraction(19, 20)
_LONG_TOTAL = 1000


def weight_of_list(
    cell: Cell, total: int, parts: Sequence[int], words: str, *, bracket: bool
) -> Weight:
    """How surely a list behind a total is all of it."""
    if len(parts) < 2 or "、" in cell.between(cell.figures[total], cell.figures[parts[0]]):
        return Weight.NEVER  # the last is one list of three things
    listing = _listing(cell, total, parts, words)
    marks = lexicon("relations")
    if any("等" in own and marks.holds(own, "open") for own in (words, listing.labels[-1])):
        return Weight.NEVER
    if listing.is_complete:
        return Weight.NEAR
    if bracket and not listing.is_partial:
        return Weight.NEVER if listing.any_is("trait") else Weight.NEAR
    if listing.is_partial:
        return _weight_of_some(listing)
    introduced = "分别" in words or "分为" in words or words.lstrip()[:1] in (":", "：")
    named = lexicon("roles").holds(front(cell, total), "total")
    if listing.chained and (introduced or named):
        return Weight.NEAR
    if listing.has_levels and listing.terms[0].value == max(one.value for one in listing.terms):
        return Weight.NEAR
    many = len(parts) > 2
    if introduced or (listing.chained and (many or significant(listing.terms) >= _LONG_TOTAL)):
        return Weight.DIGIT
    return Weight.DIGIT if many and named else Weight.NEVER


def _listing(cell: Cell, total: int, parts: Sequence[int], words: str) -> _Listing:
    whole = cell.figures[total]
    labels = tuple(label(cell, one) for one in parts)
    between = cell.plain[cell.figures[parts[0]].end : cell.figures[parts[-1]].start]
    terms = tuple(term(cell.figures[one], whole) for one in (total, *parts))
    chained = not set(between) & set("，。；") or _are_parallel(labels)
    return _Listing(labels, terms, words, chained)


def _weight_of_some(listing: _Listing) -> Weight:
    """其中 need not name every part, but no more than there are."""
    one_list = listing.chained or listing.has_levels or listing.are_states
    if listing.any_is("trait") and not listing.are_states:
        return Weight.NEVER
    if listing.share > 1 and (one_list or listing.is_of_places):
        return Weight.NEAR
    if not one_list:
        paid_twice = listing.share > 1 and "其中" in listing.words and listing.is_of_money
        return Weight.DIGIT if paid_twice else Weight.NEVER
    if "其中" not in listing.words and listing.share < _NEARLY:
        return Weight.NEVER  # 528万元（含村道172.48万元、岗位补贴155.52万元）: two of several
    alike = len({own.strip()[-2:] for own in listing.labels}) == 1  # 刑事案件, 民事案件
    if listing.share >= _NEARLY and (alike or len(listing.labels) > 2):
        return Weight.DIGIT
    least = _LONG_TOTAL // 2 if listing.share >= _ALL_BUT else _LONG_TOTAL
    return Weight.DIGIT if significant(listing.terms) >= least else Weight.NEVER


def _is_denied_at_last(labels: Sequence[str]) -> bool:
    """满意, 一般, 不满意; 按期回复, 逾期回复, 未回复: what is not so ends the list."""
    last = labels[-1].strip()
    for no in ("不", "未"):
        head, sign, denied = last.partition(no)
        if sign and not head and len(denied) > 1:
            return any(denied[:2] in own for own in labels[:-1])
    return False


def _are_parallel(labels: Sequence[str]) -> bool:
    """A类, B类, C类; 县道, 乡道: short names with one ending make one list, whatever parts them."""
    names = [own.replace("其中", "").replace("：", "").strip() for own in labels]
    return len({own[-1:] for own in names}) == 1 and all(1 < len(own) <= _SHORT for own in names)


_SHORT = 4


def _is_pair(labels: Sequence[str]) -> bool:
    """线上 and 线下, 符合条件 and 不符合条件: there is no third."""
    if len(labels) != 2:
        return False
    marks = lexicon("relations")
    one, other = (own.strip() for own in labels)
    if {f"不{one}", f"未{one}"} & {other} or {f"不{other}", f"未{other}"} & {one}:
        return True
    return (marks.holds(one, "one_side") and marks.holds(other, "other_side")) or (
        marks.holds(other, "one_side") and marks.holds(one, "other_side")
    )


def _end_of_clause(cell: Cell, at: int) -> int:
    end = cell.figures[at].end
    found = [place for sign in "，。；)" if (place := cell.plain.find(sign, end)) >= 0]
    return min(found, default=len(cell.plain))
