"""Whether a list of parts is all of its total: 34座（镇区12座、村20座） is, 812户，其中低保户504户 is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from math import lcm
from operator import mul

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.relations.equations import Weight
from reviewer.relations.terms import ZERO, Line, Term, plays, says, significant

_MANIFOLD = frozenset((Kind.PERSONS, Kind.PLACES))
"""Of whom one may be counted under several heads."""
PARTIAL = ("其中", "包括", "包含", "含", "内含")
OF_WHICH = ("里", "中")
_TOLD = ("是", "因")
"""差错3条，…，2条是地名、1条是数目: of such as are told one by one."""
_STOPS = frozenset("，。；")
_NEARLY = Fraction(9, 10)
_ALL_BUT = Fraction(19, 20)
_LONG_TOTAL = 1000
_MANY = 3
_SHORT = 4


def closes(part: Term) -> bool:
    """其余6户: with it the list is complete."""
    return plays(part.front, "closing")


def is_kept(part: Term) -> bool:
    """还养在笼舍2只: what is left of them."""
    return part.front.startswith("还") or says(part.front, "leftover")


def chained_parts(line: Line, parts: Sequence[Term]) -> list[Term]:
    """As many of the parts as 、 joins; all where each stands behind a comma of its own."""
    chain = [parts[0]]
    for before, after in pairwise(parts):
        if not _STOPS.isdisjoint(line.between(before, after)):
            break
        chain.append(after)
    return chain if len(chain) > 1 else list(parts)


def weight_of_list(
    line: Line, total: Term, parts: Sequence[Term], words: str, *, bracket: bool
) -> Weight:
    """How surely a list behind a total is all of it; `words` stand from it to the last part."""
    if len(parts) < 2 or "、" in line.between(total, parts[0]):
        return Weight.NEVER  # the last is one list of three things
    listing = _Listing(line, total, tuple(parts), words)
    labels = listing.labels
    behind = words.rpartition(parts[-1].quantity.words)[2]
    if any("等" in own and says(own, "open") for own in (words, behind)):
        return Weight.NEVER
    if _is_pair(labels) or _is_denied_at_last(labels):
        return Weight.NEAR  # there is no other part
    if listing.is_of_money and is_made_otherwise(total, parts):
        return Weight.NEVER
    if listing.is_of_money and listing.share > 1 and _is_left(total):
        return Weight.NEAR  # 剩3.20万元，其中少改1.20万元，招标节约3.00万元
    if listing.is_partial or words.startswith(OF_WHICH):
        some = _weight_of_some(listing)
        return some if listing.is_partial or some is not Weight.NEVER else Weight.OPEN
    if listing.are_states:
        return Weight.NEAR
    if bracket:
        return Weight.OPEN if listing.any_is("trait") else Weight.NEAR
    introduced = says(words, "divided") or words.lstrip()[:1] in (":", "：")
    if len(parts) >= _MANY and says(words[: parts[0].start - total.end], "divided_by"):
        return Weight.NEAR  # 44株，按级别分是一级9株、二级15株、三级20株
    named = plays(total.front, "total")
    if listing.is_chained and (introduced or named):
        return Weight.NEAR
    if listing.has_levels and total.value == max(one.value for one in listing.terms):
        return Weight.NEAR
    many = len(parts) >= _MANY
    long = many or significant(listing.terms) >= _LONG_TOTAL
    if introduced or (listing.is_chained and long) or (many and named):
        return Weight.DIGIT
    return Weight.OPEN


@dataclass(frozen=True)
class _Listing:
    """A list behind a total; `words` are all that is said from the total to the last part."""

    line: Line
    total: Term
    parts: tuple[Term, ...]
    words: str

    @cached_property
    def labels(self) -> list[str]:
        """The parts' own words."""
        return [one.label for one in self.parts]

    @cached_property
    def names(self) -> list[str]:
        """The labels without what introduces them."""
        return [own.replace("其中", "").replace("：", "").strip() for own in self.labels]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The total, then the parts."""
        return self.total, *(one.in_unit_of(self.total) for one in self.parts)

    @property
    def share(self) -> Fraction:
        """How much of the total the parts make, as a share of one."""
        whole, *parts = (one.value for one in self.terms)
        return sum(parts, ZERO) / whole if whole else ZERO

    def is_restored_by_exchange(self) -> bool:
        """小麦302份、玉米227份 of 574份: with two neighbours exchanged in a part they are all of it."""
        whole, *parts = self.terms
        lacking = whole.value - sum((one.value for one in parts), ZERO)
        return any(value - one.value == lacking for one in parts for value in one.exchanged())

    def any_is(self, concept: str) -> bool:
        return any(says(own, concept) for own in self.labels)

    def all_are(self, concept: str) -> bool:
        return all(says(own, concept) for own in self.labels)

    @property
    def is_partial(self) -> bool:
        return any(word in self.words for word in PARTIAL) or all(
            own.lstrip().startswith(_TOLD) for own in self.labels
        )

    @cached_property
    def is_chained(self) -> bool:
        """Whether nothing stronger than 、 stands between the parts, or their names are parallel.

        A类, B类, C类; 县道, 乡道: names with one ending make one list, whatever parts them.
        """
        if _STOPS.isdisjoint(self.line.between(self.parts[0], self.parts[-1])):
            return True
        return self._are_short and len({own[-1:] for own in self.names}) == 1

    @property
    def _are_short(self) -> bool:
        return all(1 < len(own) <= _SHORT for own in self.names)

    @property
    def has_levels(self) -> bool:
        return len(self.labels) >= _MANY and self.all_are("level")

    @property
    def are_states(self) -> bool:
        """已完工5座, 在建2座."""
        counted = all(one.one == 1 for one in self.terms)
        return counted and self.all_are("state") and self.any_is("open_state")

    @property
    def is_of_places(self) -> bool:
        """社区18场次，学校12场次: short names of what no person or thing is twice."""
        units = (unit.kind for one in self.terms for unit in one.quantity.units)
        return len(self.names) >= _MANY and self._are_short and _MANIFOLD.isdisjoint(units)

    @property
    def is_of_money(self) -> bool:
        return all(one.kind is Kind.MONEY for one in self.terms)


def is_made_otherwise(total: Term, parts: Sequence[Term]) -> bool:
    """价差4.00万元扣除超支0.10万元; 已付237万元，扣质保金13万元，另付10万元: not all is added.

    Some of several amounts, each put to or taken from the others, hardly make a total by chance.
    """
    if not _FEWEST < len(parts) + 1 <= _MOST or any(one.kind is not Kind.MONEY for one in parts):
        return False
    whole, *amounts = _in_whole_numbers([one.value for one in (total, *parts)])
    return any(
        sum(map(mul, signs, amounts)) == whole
        for signs in product((1, -1, 0), repeat=len(parts))
        if signs.count(0) + _FEWEST <= len(parts) and signs.count(1) < len(parts)
    )


def _in_whole_numbers(values: Sequence[Fraction]) -> list[int]:
    """The values in a common unit of which each is so many: many sums of these are soon tried."""
    unit = lcm(*(one.denominator for one in values))
    return [int(one * unit) for one in values]


_FEWEST, _MOST = 2, 6


def _weight_of_some(listing: _Listing) -> Weight:
    """其中 need not name every part, but no more than there are."""
    one_list = listing.is_chained or listing.has_levels or listing.are_states
    share = listing.share
    if listing.any_is("trait") and not listing.are_states:
        return Weight.NEVER
    if all(own.startswith("有") for own in listing.names):
        return Weight.NEVER  # 其中2件有断裂、3件有粉状锈: one may have both
    if share > 1 and (one_list or listing.is_of_places):
        return Weight.NEAR
    if not one_list:
        paid_twice = share > 1 and "其中" in listing.words and listing.is_of_money
        return Weight.DIGIT if paid_twice else Weight.NEVER
    if "其中" not in listing.words and share < _NEARLY:
        return Weight.NEVER  # 528万元（含村道172.48万元、岗位补贴155.52万元）: two of several
    alike = len({own.strip()[-2:] for own in listing.labels}) == 1  # 刑事案件, 民事案件
    if share >= _NEARLY and (alike or len(listing.labels) >= _MANY):
        return Weight.DIGIT
    if share >= _NEARLY and listing.is_restored_by_exchange():
        return Weight.NEAR
    least = _LONG_TOTAL // 2 if share >= _ALL_BUT else _LONG_TOTAL
    return Weight.DIGIT if significant(listing.terms) >= least else Weight.NEVER


def _is_left(total: Term) -> bool:
    """贷款余额 is a stock, and no rest of the budget."""
    left = says(total.front, "leftover") or lexicon("money").holds(total.front, "rest")
    return left and "余额" not in total.front


def _is_denied_at_last(labels: Sequence[str]) -> bool:
    """满意, 一般, 不满意; 按期回复, 逾期回复, 未回复: what is not so ends the list."""
    last = labels[-1].strip()
    denied = last[1:3] if last.startswith(("不", "未")) and len(last) > 2 else ""
    return bool(denied) and any(denied in own for own in labels[:-1])


def _is_pair(labels: Sequence[str]) -> bool:
    """线上 and 线下, 符合条件 and 不符合条件: there is no third."""
    if len(labels) != 2:
        return False
    pair = one, other = labels[0].strip(), labels[1].strip()
    if any(f"{no}{a}" == b for no in "不未" for a, b in (pair, pair[::-1])):
        return True
    return any(says(a, "one_side") and says(b, "other_side") for a, b in (pair, (other, one)))
