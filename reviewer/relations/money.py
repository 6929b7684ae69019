"""What a text tells of the project's money against the 项目资金 block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reviewer.models import FundingLine, FundingSource, Number
from reviewer.reading.money import Extent, Told
from reviewer.reading.money_words import Aspect
from reviewer.relations.funding import TEN_THOUSAND, YUAN, Amount, Block
from reviewer.relations.listed_money import adding_up, is_one_of, is_ten_thousandfold
from reviewer.relations.money_neighbours import (
    CHANGES,
    LEFT,
    balance,
    beyond_rest,
    is_of_contract,
    turned,
    unpaid,
)
from reviewer.relations.printed import differ_by_a_slip
from reviewer.rounding import plain

_CERTAIN = CHANGES | {Aspect.INITIAL, Aspect.ANNUAL, Aspect.SPENT, Aspect.REST, Aspect.RATE}
_SEVERAL = 2
_SMALL = 100
"""A rest below a hundredth of the budget is none in a sentence's words."""
_ABOUT = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A statement that the block contradicts, and the amount that it should be.

    `is_part`: a part that is more than the whole.
    """

    told: Told
    amount: Amount
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Undecided:
    """A statement that may be of something else than the block's amounts."""

    told: Told


Verdict = Mismatch | Undecided | None
"""None where the block bears the statement out."""


def against_block(
    block: Block, told: Sequence[Told], beside: Sequence[Fraction] = ()
) -> Iterator[Verdict]:
    """What the block makes of the statements of one text; `beside` are all its amounts in order."""
    for one in told:
        if set(one.aspects) == {Aspect.CONTRACT}:
            continue
        if bears_out(block, one) or _together(block, one, told):
            yield None
        elif same_in_other_unit(block.lines, block.unit, one) is not None:
            yield Undecided(one)  # A208 says that the units are mixed
        else:
            yield _weighed(block, one, told, beside)


def missing(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The rest or the change that a statement of none leaves out; None where there is none."""
    (aspect,) = one.aspects
    amount = block.main_amount(aspect)
    if amount is None or not amount.value:
        return None
    if aspect is Aspect.ADDED:
        return None if any(CHANGES.intersection(other.aspects) for other in told) else amount
    budget = block.main_amount(Aspect.ANNUAL)
    is_told = any(LEFT.intersection(other.aspects) for other in told)
    if is_told or budget is None or amount.value * _SMALL <= budget.value:
        return None
    return amount


# Borne out? -------------------------------------------------------------------------------------


def bears_out(block: Block, told: Told) -> bool:
    """Whether some line's amount is printed so."""
    is_change = not CHANGES.isdisjoint(told.aspects)  # 区财政追加: who gave it, not whose it is
    own = _line_of(block, told) if told.source and not is_change else None
    return any(
        _prints(told, amount.value, amount.slack)
        for line in (block.lines if own is None else (own,))
        for amount in _of_line(block, told, line)
    )


def _of_line(block: Block, told: Told, line: FundingLine) -> Iterator[Amount]:
    if told.is_rate:
        yield from block.rates(line)
        return
    for aspect in told.aspects:
        if aspect is not Aspect.CARRIED or line.source is FundingSource.CARRYOVER:
            yield from block.amounts(aspect, line)


def _prints(told: Told, exact: Fraction, slack: Fraction = Fraction(0)) -> bool:
    """Whether an exact value, rounded in any way, is printed as the statement."""
    gap = abs(told.value - exact)
    if told.approximate:
        return gap <= max(told.step, abs(exact) * _ABOUT)
    return not gap or gap < told.step + slack


def same_in_other_unit(lines: Sequence[FundingLine], unit: str, told: Told) -> Number | None:
    """The block's cell that is the same figure in another unit; None where none or one agrees."""
    if told.is_rate or unit not in YUAN:
        return None
    cells = [
        (cell, cell.exact * YUAN[unit]) for line in lines for cell in line.amounts if cell.exact
    ]
    if any(_prints(told, yuan) for _, yuan in cells):
        return None
    shifted = (
        (cell, value)
        for cell, yuan in cells
        for value in (yuan * TEN_THOUSAND, yuan / TEN_THOUSAND)
    )
    return next(
        (
            cell
            for cell, value in shifted
            if abs(told.value - value) * 100 <= value and _prints(told, value)
        ),
        None,
    )


def _together(block: Block, one: Told, told: Sequence[Told]) -> bool:
    """Whether several statements of a kind add up to the block's amount: 追加80万元, 调减20万元."""
    kinds = CHANGES if not CHANGES.isdisjoint(one.aspects) else frozenset(one.aspects)
    alike = [other for other in told if not kinds.isdisjoint(other.aspects) and not other.is_rate]
    if len(alike) < _SEVERAL:
        return False
    if len(one.aspects) > 1:
        one = replace(one, aspects=tuple(kinds))
    is_cut = Aspect.CUT in one.aspects
    signed = (
        other.value if (Aspect.CUT in other.aspects) == is_cut else -other.value for other in alike
    )
    whole = replace(
        one,
        value=sum(signed, Fraction(0)),
        step=max(other.step for other in alike),
        approximate=any(other.approximate for other in alike),
    )
    return bears_out(block, whole)


# Contradicted? ----------------------------------------------------------------------------------


def _weighed(
    block: Block, told: Told, others: Sequence[Told], beside: Sequence[Fraction]
) -> Mismatch | Undecided:
    for relation in (balance, turned, unpaid, beyond_rest):
        sure = relation(block, told, others)
        if sure is not None:
            return Mismatch(told, sure)
    listed = _listed(block, told, beside)
    if listed is not None:
        return listed
    of_contract = is_of_contract(told, others)
    amount = _proper(block, told)
    if amount is None or (of_contract and Aspect.TAIL not in told.aspects):
        return Undecided(told)
    if of_contract:
        too_much = _has_rate(told, others) and told.value > amount.value > 0
        return Mismatch(told, amount, is_part=True) if too_much else Undecided(told)
    if told.extent in (Extent.PART, Extent.LOOSE):
        causes = Aspect.TAIL in told.aspects and _has_rate(told, others)
        whole = Aspect.REST in told.aspects or causes or _is_only_change(told, others)
        whole = whole or bool(told.source and told.aspects == (Aspect.BUDGET,))
        if whole and told.value > amount.value > 0:
            return Mismatch(told, amount, is_part=True)
        slip = told.extent is Extent.LOOSE and not told.is_rate and _digits_apart(told, amount)
        return (
            Mismatch(told, amount) if slip and _is_certain(block, told, amount) else Undecided(told)
        )
    if _gives_own(told, amount, beside) or _is_addend(block, told, amount, beside):
        return Undecided(told)
    alike = [
        one
        for one in others
        if {*one.aspects} & {*told.aspects}
        and one.source == told.source
        and one.extent is not Extent.PART
    ]
    if len(alike) >= _SEVERAL and told.extent is not Extent.WHOLE:
        return Undecided(told)
    return Mismatch(told, amount) if _is_certain(block, told, amount) else Undecided(told)


def _listed(block: Block, told: Told, beside: Sequence[Fraction]) -> Mismatch | Undecided | None:
    """What the amounts beside it make of one: what a rest is made of, payments one by one."""
    rest, spent = block.main_amount(Aspect.REST), block.main_amount(Aspect.SPENT)
    if spent is not None and is_ten_thousandfold(told.value, beside, spent.value):
        return Mismatch(told, spent, is_part=True)
    own = _proper(block, told) if told.source else None
    if own is not None and is_one_of(told.value, beside, own.value):
        return Undecided(told)
    if told.is_rate or rest is None or not adding_up(beside, rest.value):
        return None
    if is_one_of(told.value, beside, rest.value):
        return Undecided(told)
    return Mismatch(told, rest) if told.aspects == (Aspect.REST,) and not told.of else None


def _proper(block: Block, told: Told) -> Amount | None:
    """The amount that a statement should give."""
    line = _line_of(block, told)
    if line is None:
        return None
    amounts = block.rates(line) if told.is_rate else block.amounts(told.aspects[0], line)
    return next(amounts, None)


def _line_of(block: Block, told: Told) -> FundingLine | None:
    """The line that a statement is of; None where its source has none of its own."""
    if Aspect.CARRIED in told.aspects:
        named = [line for line in block.lines if line.source is FundingSource.CARRYOVER]
    elif not told.source:
        return block.main
    else:
        named = [line for line in block.lines if told.source in line.label.text]
        if len(named) != 1 and not CHANGES.isdisjoint(told.aspects):
            return block.main
    return named[0] if len(named) == 1 else None


def _is_only_change(told: Told, others: Sequence[Told]) -> bool:
    """Whether the budget went one way only, so that no step of it exceeds the whole."""
    ways = {aspect for one in others for aspect in one.aspects if aspect in CHANGES}
    return len(ways) == 1 and ways == {*told.aspects}


def _has_rate(told: Told, others: Sequence[Told]) -> bool:
    """执行率87.96%，主要是尾款73.7万元未付: what is owed is why the rate is low."""
    return any(one.is_rate and one.sentence == told.sentence for one in others)


def _is_certain(block: Block, told: Told, amount: Amount) -> bool:
    """Whether a statement of this kind cannot be of anything else than the block's amount."""
    kind = told.aspects[0]
    if set(told.aspects) == {Aspect.REST, Aspect.CUT}:
        return amount.value > 0
    if len(told.aspects) > 1:
        return False
    if kind in _CERTAIN:
        return True
    if kind is Aspect.BUDGET:
        return _is_certain_budget(block, told, amount)
    if kind is Aspect.CARRIED:
        return amount.value > 0
    if kind is Aspect.ARRIVED:
        spent = next(block.amounts(Aspect.SPENT, amount.line), None)
        return told.value > amount.value or (spent is not None and told.value < spent.value)
    more = kind is Aspect.TAIL and told.value > amount.value
    return amount.value > 0 and (more or _digits_apart(told, amount))


def _is_certain_budget(block: Block, told: Told, amount: Amount) -> bool:
    """Of a source less than its line may be for one use: 财政拨款80万元用于购苗, 20万元用于评估."""
    if told.extent is Extent.WHOLE:
        return not _is_any(block, told)
    more = told.value > amount.value > 0 or _digits_apart(told, amount)
    return bool(told.source) and more and not _is_any(block, told)


def _gives_own(told: Told, amount: Amount, beside: Sequence[Fraction]) -> bool:
    """总投入112万元，本预算列支88万元; 共花103.6万元，超出的8.6万元自筹: the form's own and more.

    What it is more by, or of a budget the form's own, is told beside it.
    """
    more = told.value - amount.value
    if more <= 0 or len(told.aspects) > 1:
        return False
    if Aspect.BUDGET in told.aspects:
        return amount.value in beside or more in beside
    return Aspect.SPENT in told.aspects and more in beside


def _is_addend(block: Block, told: Told, amount: Amount, beside: Sequence[Fraction]) -> bool:
    """实付59万元，另付审计费2万元，共61万元: with another amount it makes what the form gives."""
    budget = block.main_amount(Aspect.ANNUAL)
    return (
        Aspect.SPENT in told.aspects
        and amount.value in beside
        and amount.value - told.value in beside
        and budget is not None
        and budget.value != amount.value
    )


def _is_any(block: Block, told: Told) -> bool:
    return any(
        _prints(told, amount.value, amount.slack)
        for line in block.lines
        for aspect in (Aspect.SPENT, Aspect.REST, Aspect.CARRIED)
        for amount in block.amounts(aspect, line)
    )


def _digits_apart(told: Told, amount: Amount) -> bool:
    """Whether one changed digit, or two that are swapped, make the statement's number the block's."""
    own, other = (f"{plain(value / told.step, 0)}" for value in (told.value, amount.value))
    return differ_by_a_slip(own, other)
