"""What a text tells of the project's money against the 项目资金 block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reviewer.models import FundingLine, FundingSource, Number
from reviewer.reading.money import Extent, Told
from reviewer.reading.money_words import Aspect
from reviewer.relations.funding import TEN_THOUSAND, YUAN, Amount, Block
from reviewer.relations.money_balance import balance, beyond_rest, is_of_contract, turned, unpaid
from reviewer.rounding import plain


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A statement that the block contradicts, and the amount that it should be."""

    told: Told
    amount: Amount
    is_part: bool = False
    """A part that is more than the whole."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A statement that may be of something else than the block's amounts."""

    told: Told


Verdict = Mismatch | Undecided | None
"""None where the block bears the statement out."""


_CERTAIN = frozenset(
    {
        Aspect.INITIAL,
        Aspect.ANNUAL,
        Aspect.SPENT,
        Aspect.REST,
        Aspect.RATE,
        Aspect.ADDED,
        Aspect.CUT,
    }
)


_CHANGES = frozenset({Aspect.ADDED, Aspect.CUT})


def against_block(block: Block, told: Sequence[Told]) -> Iterator[Verdict]:
    """What the block makes of the statements of one text."""
    for one in told:
        if set(one.aspects) == {Aspect.CONTRACT}:
            continue
        if bears_out(block, one) or _together(block, one, told):
            yield None
        elif is_in_other_unit(block, one):
            yield Undecided(one)  # A208 says that the units are mixed
        else:
            yield _weighed(block, one, told)


def bears_out(block: Block, told: Told) -> bool:
    """Whether some line's amount is printed so."""
    return any(_shows(told, amount) for amount in _of_all_lines(block, told))


def _of_all_lines(block: Block, told: Told) -> Iterator[Amount]:
    is_change = bool(_CHANGES & {*told.aspects})  # 区财政追加: who gave it, not whose it is
    own = _line_of(block, told) if told.source and not is_change else None
    for line in block.lines if own is None else (own,):
        if told.is_rate:
            yield from block.rates(line)
            continue
        for aspect in told.aspects:
            if aspect is not Aspect.CARRIED or line.source is FundingSource.CARRYOVER:
                yield from block.amounts(aspect, line)


def _shows(told: Told, amount: Amount, times: Fraction = Fraction(1)) -> bool:
    return prints(told.value, told.step, amount.value * times, amount.slack, told.approximate)


_ABOUT = Fraction(1, 10)


def prints(
    value: Fraction, step: Fraction, exact: Fraction, slack: Fraction, approximate: bool
) -> bool:
    """Whether an exact value, rounded in any way to steps, is printed as `value`."""
    gap = abs(value - exact)
    if approximate:
        return gap <= max(step, abs(exact) * _ABOUT)
    return gap < step + slack if gap else True


def is_in_other_unit(block: Block, told: Told) -> bool:
    """Whether it is a figure of the block in another unit."""
    return same_in_other_unit(block.lines, block.unit, told) is not None


def same_in_other_unit(lines: Sequence[FundingLine], unit: str, told: Told) -> Number | None:
    """The block's cell that is the same figure in another unit; None where none or one agrees."""
    if told.is_rate or unit not in YUAN:
        return None
    factor = YUAN[unit]
    cells = [(cell, cell.exact * factor) for line in lines for cell in line.amounts if cell.exact]
    nothing = Fraction(0)
    if any(prints(told.value, told.step, yuan, nothing, told.approximate) for _, yuan in cells):
        return None
    return next(
        (
            cell
            for cell, yuan in cells
            for shifted in (yuan * TEN_THOUSAND, yuan / TEN_THOUSAND)
            if _is_near(told.value, shifted)
            and prints(told.value, told.step, shifted, nothing, told.approximate)
        ),
        None,
    )


def _is_near(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) * 100 <= other


def _together(block: Block, one: Told, told: Sequence[Told]) -> bool:
    """Whether several statements of a kind add up to the block's amount: 追加80万元, 调减20万元."""
    kinds = (
        {Aspect.ADDED, Aspect.CUT}
        if {*one.aspects} & {Aspect.ADDED, Aspect.CUT}
        else {*one.aspects}
    )
    alike = [other for other in told if {*other.aspects} & kinds and not other.is_rate]
    if len(alike) < _SEVERAL:
        return False
    if len(one.aspects) > 1:
        one = replace(one, aspects=tuple(kinds))
    whole = replace(
        one,
        value=sum((_signed(other, one) for other in alike), Fraction(0)),
        step=max(other.step for other in alike),
        approximate=any(other.approximate for other in alike),
    )
    return bears_out(block, whole)


_SEVERAL = 2


def _signed(other: Told, one: Told) -> Fraction:
    opposite = (Aspect.CUT in other.aspects) != (Aspect.CUT in one.aspects)
    return -other.value if opposite else other.value


def _weighed(block: Block, told: Told, others: Sequence[Told]) -> Verdict:
    for relation in (balance, turned, unpaid, beyond_rest):
        sure = relation(block, told, others)
        if sure is not None:
            return Mismatch(told, sure)
    if is_of_contract(told, others):
        return Undecided(told)
    line = _line_of(block, told)
    amount = None if line is None else next(_proper(block, told, line), None)
    if amount is None:
        return Undecided(told)
    alike = [
        one for one in others if {*one.aspects} & {*told.aspects} and one.source == told.source
    ]
    if told.extent in (Extent.PART, Extent.LOOSE):
        causes = Aspect.TAIL in told.aspects and _has_rate(told, others)
        whole = Aspect.REST in told.aspects or causes or _is_only_change(told, others)
        if whole and told.value > amount.value > 0:
            return Mismatch(told, amount, is_part=True)
        slip = told.extent is Extent.LOOSE and not told.is_rate and digits_apart(told, amount)
        return (
            Mismatch(told, amount) if slip and _is_certain(block, told, amount) else Undecided(told)
        )
    if len(alike) >= _SEVERAL and told.extent is not Extent.WHOLE:
        return Undecided(told)
    return Mismatch(told, amount) if _is_certain(block, told, amount) else Undecided(told)


def _is_only_change(told: Told, others: Sequence[Told]) -> bool:
    """Whether the budget went one way only, so that no step of it exceeds the whole."""
    ways = {aspect for one in others for aspect in one.aspects if aspect in _CHANGES}
    return len(ways) == 1 and ways == {*told.aspects}


def _has_rate(told: Told, others: Sequence[Told]) -> bool:
    """执行率87.96%，主要是尾款73.7万元未付: what is owed is why the rate is low."""
    return any(one.is_rate and one.sentence == told.sentence for one in others)


def _proper(block: Block, told: Told, line: FundingLine) -> Iterator[Amount]:
    return block.rates(line) if told.is_rate else block.amounts(told.aspects[0], line)


def _line_of(block: Block, told: Told) -> FundingLine | None:
    """The line that a statement is of; None where its source has none of its own."""
    if Aspect.CARRIED in told.aspects:
        carried = [line for line in block.lines if line.source is FundingSource.CARRYOVER]
        return carried[0] if len(carried) == 1 else None
    if not told.source:
        return block.main
    named = [line for line in block.lines if told.source in line.label.text]
    if len(named) != 1 and _CHANGES & {*told.aspects}:
        return block.main
    return named[0] if len(named) == 1 else None


def _is_certain(block: Block, told: Told, amount: Amount) -> bool:
    kind = told.aspects[0]
    if set(told.aspects) == {Aspect.REST, Aspect.CUT}:
        return amount.value > 0
    if len(told.aspects) > 1:
        return False
    if kind in _CERTAIN:
        return True
    if kind is Aspect.BUDGET:
        sure = told.extent is Extent.WHOLE or told.source
        return bool(sure) and not _is_any(block, told)
    if kind is Aspect.CARRIED:
        return amount.value > 0
    if kind is Aspect.ARRIVED:
        spent = next(block.amounts(Aspect.SPENT, amount.line), None)
        return told.value > amount.value or (spent is not None and told.value < spent.value)
    if kind is Aspect.TAIL and told.value > amount.value > 0:
        return True
    return amount.value > 0 and digits_apart(told, amount)


def _is_any(block: Block, told: Told) -> bool:
    return any(
        _shows(told, amount)
        for line in block.lines
        for aspect in (Aspect.SPENT, Aspect.REST, Aspect.CARRIED)
        for amount in block.amounts(aspect, line)
    )


def digits_apart(told: Told, amount: Amount) -> bool:
    """Whether one changed digit, or two that are swapped, make the statement's number the block's."""
    own, other = (f"{plain(value / told.step, 0)}" for value in (told.value, amount.value))
    if len(own) != len(other) or len(own) < _FEWEST_DIGITS:
        return False
    apart = [at for at in range(len(own)) if own[at] != other[at]]
    swapped = [own[at] for at in apart] == [other[at] for at in reversed(apart)]
    return len(apart) == 1 or (len(apart) == 2 and apart[1] - apart[0] == 1 and swapped)


_FEWEST_DIGITS = 3
