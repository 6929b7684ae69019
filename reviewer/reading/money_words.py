"""An amount: what the words beside it say that it is (a budget, spent, left over), how exact it is."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from reviewer.language.units import Kind
from reviewer.lexicon import Token
from reviewer.reading.claims import Figure, Role
from reviewer.reading.money_scope import tokens


class Aspect(StrEnum):
    """What a sentence tells of the budget."""

    INITIAL = "initial"
    ANNUAL = "annual"
    BUDGET = "budget"
    ADDED = "added"
    CUT = "cut"
    SPENT = "spent"
    REST = "rest"
    TAIL = "tail"
    SAVED = "saved"
    ARRIVED = "arrived"
    CARRIED = "carried"
    CONTRACT = "contract"
    RATE = "rate"


_ASPECTS = {aspect.value: (aspect,) for aspect in Aspect} | {
    "taken_back": (Aspect.REST, Aspect.CUT)
}
"""What was taken back was left over, or cut from the budget."""
_SPECIFIC = (
    ("rate",),
    ("added", "cut", "taken_back", "rest", "carried"),
    ("tail",),
    ("saved",),
    ("contract",),
    ("arrived",),
)
"""Of several words before an amount the more telling; 预算支出结余 is a rest."""
_GENERAL = ("initial", "annual", "spent", "outgo", "budget")


def aspects_told(before: str, after: str, figure: Figure) -> tuple[Aspect, ...]:
    """What the words before an amount, or else those behind it, say that it is."""
    if figure.quantity.is_percent:
        of_budget = tokens("money", before, "share") and tokens("money", before, *_BUDGETS)
        return (Aspect.RATE,) if of_budget or tokens("money", before, "rate") else ()
    if figure.role is Role.BEFORE and figure.quantity.is_start:
        is_budget = tokens("money", before, *_BUDGETS)
        return (Aspect.INITIAL,) if is_budget else ()
    found = _of(before)
    general = not found or set(found) <= {Aspect.ANNUAL, Aspect.BUDGET, Aspect.CARRIED}
    behind = _of(after[:14]) if general and after else ()
    told = tuple(one for one in behind if one in _TOLD_BEHIND)
    return told or found


_BUDGETS = ("budget", "initial", "annual")
_TOLD_BEHIND = (Aspect.REST, Aspect.TAIL, Aspect.CUT, Aspect.SPENT, Aspect.SAVED, Aspect.ARRIVED)


def _of(text: str) -> tuple[Aspect, ...]:
    words = tokens("money", text)
    concepts = [concept for one in words for concept in sorted(one.concepts)]
    negated = _negated(words)
    if negated is not None:
        return negated
    compared = _compared(concepts)
    if compared is not None:
        return compared
    for group in _SPECIFIC:
        here = [one for one in concepts if one in group]
        if here and "annual" in concepts and concepts.index("annual") > concepts.index(here[-1]):
            break  # 追加后调整为360万元
        if here:
            paid = "tail" in here and "spent" in concepts  # 支付尾款6万元
            told = (one for concept in (*here, *["spent"] * paid) for one in _ASPECTS[concept])
            return tuple(dict.fromkeys(told))
    changed = _changed(concepts)
    if changed:
        return changed
    nearest = next((one for one in reversed(concepts) if one in _GENERAL), None)
    if nearest == "budget" and "initial" in concepts:
        nearest = "initial"
    if nearest == "budget" and "annual" in concepts:
        nearest = "annual"
    if nearest == "outgo":
        return Aspect.SPENT, Aspect.BUDGET
    return () if nearest is None else _ASPECTS[nearest]


def _compared(concepts: list[str]) -> tuple[Aspect, ...] | None:
    """执行数比预算数少10万元, 全年预算比年初多20万元: by what one amount is more than the other."""
    if "than" not in concepts or not {"over", "under", "more", "less"} & {*concepts[-1:]}:
        return None
    at = len(concepts) - 1 - concepts[::-1].index("than")
    one, other = concepts[:at], concepts[at:]
    is_more = concepts[-1] in ("over", "more")
    if {"spent", "outgo"} & {*one}:
        is_rest = not is_more and {"annual", "budget"} & {*other} and "initial" not in other
        return (Aspect.REST,) if is_rest else ()
    if "initial" in other and not {"spent", "outgo"} & {*other}:
        return (Aspect.ADDED,) if is_more else (Aspect.CUT,)
    return () if {*concepts[-1:]} <= {"over", "under"} else None


def _changed(concepts: list[str]) -> tuple[Aspect, ...]:
    """预算下调60万元, 较年初增加50万元: more or less of a budget."""
    if not {*_BUDGETS} & {*concepts}:
        return ()
    nearest = next((one for one in reversed(concepts) if one in ("more", "less", "spent")), "")
    return {"more": (Aspect.ADDED,), "less": (Aspect.CUT,)}.get(nearest, ())


_LEFT = frozenset({"taken_back", "rest"})


def _negated(words: tuple[Token, ...]) -> tuple[Aspect, ...] | None:
    """未支付, 没能全部支出: what was not spent is left; 未到位 tells nothing."""
    for word in words:
        if "not" not in word.concepts:
            continue
        for other in words:
            if not 0 <= other.start - word.end <= 4:
                continue
            if other.concepts & {"spent", "outgo"}:
                tail = any("tail" in one.concepts for one in words)
                return (Aspect.TAIL,) if tail else (Aspect.REST,)
            if other.concepts & {"arrived", "budget", "added", "cut"}:
                return None if any(one.concepts & _LEFT for one in words) else ()
    return None


# The number --------------------------------------------------------------------------------------


def first_digit(plain: str, figure: Figure) -> int:
    """Where its digits begin, behind 约 or 共."""
    words = figure.quantity.words
    at = plain.find(words, figure.start, figure.end)
    at = figure.start if at < 0 else at
    while at < figure.end and not (plain[at].isdecimal() or plain[at] in _NUMERALS):
        at += 1
    return at


_DIGITS = "0123456789零一二三四五六七八九"
_NUMERALS = "一二两三四五六七八九十百"


def is_money(figure: Figure, *, is_rate: bool) -> bool:
    """Whether it is an amount of money, or a rate: no bound, no range, no price per unit."""
    quantity = figure.quantity
    if quantity.is_bound or quantity.is_range or figure.quantity.made:
        return False
    if is_rate:
        return quantity.is_percent and not quantity.approximate
    if "/" in quantity.unit:
        return False
    kinds = {unit.kind for unit in quantity.units}
    return kinds == {Kind.MONEY} or (not quantity.unit and quantity.multiplier >= _TEN_THOUSAND)


_TEN_THOUSAND = 10_000


def step_of(figure: Figure) -> Fraction:
    """One unit of the last place: 1,000 for 12.5万元."""
    quantity = figure.quantity
    sign = "." if "." in quantity.words else "点"
    _, point, behind = quantity.words.partition(sign)
    decimals = 0
    while point and decimals < len(behind) and behind[decimals] in _DIGITS:
        decimals += 1
    multiplier = quantity.multiplier
    if (
        multiplier == 1
        and not quantity.is_percent
        and not any(char.isdecimal() for char in quantity.words)
    ):
        multiplier = Fraction(_TEN_THOUSAND if quantity.low % _TEN_THOUSAND == 0 else 1)
    return multiplier / Fraction(10**decimals)
