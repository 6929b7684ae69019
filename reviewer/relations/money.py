"""What a text tells of the project's money against the 项目资金 block."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reviewer.models import FundingLine, FundingSource, Number
from reviewer.reading.money import Extent, Told
from reviewer.reading.money_scope import tokens
from reviewer.reading.money_words import Aspect
from reviewer.relations.funding import TEN_THOUSAND, YUAN, Amount, Block
from reviewer.relations.printed import differ_by_a_slip
from reviewer.rounding import plain

_LEFT = frozenset({Aspect.REST, Aspect.TAIL, Aspect.SAVED})
_OPPOSITE = {Aspect.ADDED: Aspect.CUT, Aspect.CUT: Aspect.ADDED}
_CHANGES = frozenset(_OPPOSITE)
_CERTAIN = _CHANGES | {Aspect.INITIAL, Aspect.ANNUAL, Aspect.SPENT, Aspect.REST, Aspect.RATE}
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
    block: Block, told: Sequence[Told], beside: Collection[Fraction] = ()
) -> Iterator[Verdict]:
    """What the block makes of the statements of one text; `beside` are all its amounts."""
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
        return None if any(_CHANGES.intersection(other.aspects) for other in told) else amount
    budget = block.main_amount(Aspect.ANNUAL)
    is_told = any(_LEFT.intersection(other.aspects) for other in told)
    if is_told or budget is None or amount.value * _SMALL <= budget.value:
        return None
    return amount


# Borne out? -------------------------------------------------------------------------------------


def bears_out(block: Block, told: Told) -> bool:
    """Whether some line's amount is printed so."""
    is_change = not _CHANGES.isdisjoint(told.aspects)  # 区财政追加: who gave it, not whose it is
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
    kinds = _CHANGES if not _CHANGES.isdisjoint(one.aspects) else frozenset(one.aspects)
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
    block: Block, told: Told, others: Sequence[Told], beside: Collection[Fraction]
) -> Mismatch | Undecided:
    for relation in (_balance, _turned, _unpaid, _beyond_rest):
        sure = relation(block, told, others)
        if sure is not None:
            return Mismatch(told, sure)
    of_contract = _is_of_contract(told, others)
    amount = _proper(block, told)
    if amount is None or (of_contract and Aspect.TAIL not in told.aspects):
        return Undecided(told)
    if of_contract:
        too_much = _has_rate(told, others) and told.value > amount.value > 0
        return Mismatch(told, amount, is_part=True) if too_much else Undecided(told)
    if told.extent in (Extent.PART, Extent.LOOSE):
        causes = Aspect.TAIL in told.aspects and _has_rate(told, others)
        whole = Aspect.REST in told.aspects or causes or _is_only_change(told, others)
        if whole and told.value > amount.value > 0:
            return Mismatch(told, amount, is_part=True)
        slip = told.extent is Extent.LOOSE and not told.is_rate and _digits_apart(told, amount)
        return (
            Mismatch(told, amount) if slip and _is_certain(block, told, amount) else Undecided(told)
        )
    if _gives_own(told, amount, beside) or _is_addend(block, told, amount, beside):
        return Undecided(told)
    alike = [
        one for one in others if {*one.aspects} & {*told.aspects} and one.source == told.source
    ]
    if len(alike) >= _SEVERAL and told.extent is not Extent.WHOLE:
        return Undecided(told)
    return Mismatch(told, amount) if _is_certain(block, told, amount) else Undecided(told)


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
        if len(named) != 1 and not _CHANGES.isdisjoint(told.aspects):
            return block.main
    return named[0] if len(named) == 1 else None


def _is_only_change(told: Told, others: Sequence[Told]) -> bool:
    """Whether the budget went one way only, so that no step of it exceeds the whole."""
    ways = {aspect for one in others for aspect in one.aspects if aspect in _CHANGES}
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
        return bool(told.extent is Extent.WHOLE or told.source) and not _is_any(block, told)
    if kind is Aspect.CARRIED:
        return amount.value > 0
    if kind is Aspect.ARRIVED:
        spent = next(block.amounts(Aspect.SPENT, amount.line), None)
        return told.value > amount.value or (spent is not None and told.value < spent.value)
    more = kind is Aspect.TAIL and told.value > amount.value
    return amount.value > 0 and (more or _digits_apart(told, amount))


def _gives_own(told: Told, amount: Amount, beside: Collection[Fraction]) -> bool:
    """总投入112万元，本预算列支88万元; 共花103.6万元，超出的8.6万元自筹: the form's own and more.

    What it is more by, or of a budget the form's own, is told beside it.
    """
    more = told.value - amount.value
    if more <= 0 or len(told.aspects) > 1:
        return False
    if Aspect.BUDGET in told.aspects:
        return amount.value in beside or more in beside
    return Aspect.SPENT in told.aspects and more in beside


def _is_addend(block: Block, told: Told, amount: Amount, beside: Collection[Fraction]) -> bool:
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


# What neighbours make certain, whatever words it is put in ---------------------------------------


def _balance(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """付款93.12万元，省出的3.88万元交回国库: its sentence having given all that was spent."""
    if not _LEFT.issuperset(one.aspects) or one.approximate or _is_of_a_part(one):
        return None
    if Aspect.TAIL in one.aspects and _is_of_contract(one, told):
        return None
    rest, spent = block.main_amount(Aspect.REST), block.main_amount(Aspect.SPENT)
    if rest is None or spent is None or rest.value < 0 or spent.value <= 0:
        return None
    if not rest.value and one.aspects != (Aspect.REST,):
        return None  # what was saved may have been spent on other things
    sentence = [other for other in told if other.sentence == one.sentence]
    is_given = any(
        Aspect.SPENT in other.aspects and other.value == spent.value
        for other in sentence
        if other.start <= one.start and other is not one
    )
    alone = sum(bool(_LEFT.intersection(other.aspects)) for other in sentence) == 1
    return rest if is_given and alone else None


def _is_of_a_part(one: Told) -> bool:
    part = one.extent is Extent.PART and one.of
    return bool(part or one.source or tokens("money_scope", one.words, "part"))


def _turned(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The change of the budget, where 追加21.5万元 gives it the other way round."""
    if len(one.aspects) != 1 or one.aspects[0] not in _OPPOSITE or not one.value:
        return None
    opposite = _OPPOSITE[one.aspects[0]]
    amount = block.main_amount(opposite)
    is_told = any(opposite in other.aspects for other in told)
    return None if is_told or amount is None or amount.value != one.value else amount


def _unpaid(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The rest whose two digits a sum still owed has swapped; no contract makes it another's."""
    if Aspect.TAIL not in one.aspects or Aspect.SPENT in one.aspects:
        return None
    amount = block.main_amount(Aspect.REST)
    of_contract = any(Aspect.CONTRACT in other.aspects for other in told)
    if of_contract or amount is None or not one.value > amount.value > 0:
        return None
    own, other = (str(value / one.step) for value in (one.value, amount.value))
    return amount if len(own) == 2 and own == other[::-1] else None


def _beyond_rest(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """What was cut, where 收回 cannot be of the rest: another statement gives that, and less."""
    if set(one.aspects) != {Aspect.REST, Aspect.CUT} or one.extent is Extent.PART:
        return None
    rest, cut = block.main_amount(Aspect.REST), block.main_amount(Aspect.CUT)
    if rest is None or cut is None or cut.value <= 0 or one.value <= rest.value:
        return None
    given = any(other.aspects == (Aspect.REST,) and other.value == rest.value for other in told)
    return cut if given else None


def _is_of_contract(one: Told, told: Sequence[Told]) -> bool:
    """合同价款96万元，已付67.2万元: what was paid of a contract, unless it names the project."""
    if one.extent is Extent.WHOLE or not {Aspect.SPENT, *_LEFT}.issuperset(one.aspects):
        return False
    return any(
        Aspect.CONTRACT in other.aspects and other.sentence == one.sentence
        for other in told
        if other.start <= one.start
    )
