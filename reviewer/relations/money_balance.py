"""Statements about money that their neighbours make certain, whatever words they are put in.

付款93.12万元，省出的3.88万元交回国库: a sentence that gives what was spent in all gives what is
left of it beside; 追加21.5万元 where the budget fell by just that: the direction is wrong; all money
spent, nothing left, beside a rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.reading.money import Extent, Told
from reviewer.reading.money_scope import tokens
from reviewer.reading.money_words import Aspect
from reviewer.relations.funding import Amount, Block

_LEFT = frozenset({Aspect.REST, Aspect.TAIL, Aspect.SAVED})
_CHANGES = frozenset({Aspect.ADDED, Aspect.CUT})
_OPPOSITE = {Aspect.ADDED: Aspect.CUT, Aspect.CUT: Aspect.ADDED}
_SMALL = 100
"""A rest below a hundredth of the budget is none in a sentence's words."""


def main_amount(block: Block, aspect: Aspect) -> Amount | None:
    """What the project's line gives for an aspect."""
    return next(block.amounts(aspect, block.main), None)


def balance(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The rest that a statement must give, its sentence having given all that was spent."""
    if not _LEFT.issuperset(one.aspects) or one.approximate or _is_of_a_part(one):
        return None
    rest, spent = main_amount(block, Aspect.REST), main_amount(block, Aspect.SPENT)
    if rest is None or spent is None or rest.value <= 0 or spent.value <= 0:
        return None
    sentence = [other for other in told if other.sentence == one.sentence]
    before = [other for other in sentence if other.start <= one.start and other is not one]
    is_given = any(
        other.aspects == (Aspect.SPENT,) and other.value == spent.value for other in before
    )
    alone = sum(bool(_LEFT.intersection(other.aspects)) for other in sentence) == 1
    return rest if is_given and alone else None


def _is_of_a_part(one: Told) -> bool:
    if one.extent is Extent.PART and one.of:
        return True
    return bool(one.source or tokens("money_scope", one.words, "part"))


def is_of_contract(one: Told, told: Sequence[Told]) -> bool:
    """合同价款96万元，已付67.2万元: what was paid of a contract, unless it names the project."""
    if one.extent is Extent.WHOLE or not {Aspect.SPENT, *_LEFT}.issuperset(one.aspects):
        return False
    return any(
        Aspect.CONTRACT in other.aspects and other.sentence == one.sentence
        for other in told
        if other.start <= one.start
    )


def turned(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The change of the budget, where a statement gives it the other way round."""
    if len(one.aspects) != 1 or not _CHANGES.issuperset(one.aspects) or not one.value:
        return None
    (aspect,) = one.aspects
    if any(_OPPOSITE[aspect] in other.aspects for other in told):
        return None
    amount = main_amount(block, _OPPOSITE[aspect])
    return amount if amount is not None and amount.value == one.value else None


def unpaid(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The rest whose two digits a sum still owed has swapped; no contract makes it another's."""
    if Aspect.TAIL not in one.aspects or Aspect.SPENT in one.aspects:
        return None
    if any(Aspect.CONTRACT in other.aspects for other in told):
        return None
    amount = main_amount(block, Aspect.REST)
    if amount is None or not one.value > amount.value > 0:
        return None
    own, other = (str(value / one.step) for value in (one.value, amount.value))
    return amount if len(own) == 2 and own == other[::-1] else None


def beyond_rest(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """What was cut, where 收回 cannot be of the rest: another statement gives that, and less."""
    if set(one.aspects) != {Aspect.REST, Aspect.CUT}:
        return None
    rest, cut = main_amount(block, Aspect.REST), main_amount(block, Aspect.CUT)
    if rest is None or cut is None or cut.value <= 0 or one.value <= rest.value:
        return None
    given = any(other.aspects == (Aspect.REST,) and other.value == rest.value for other in told)
    return cut if given and one.extent is not Extent.PART else None


def missing(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The rest or the change that a statement of none leaves out; None where there is none."""
    (aspect,) = one.aspects
    amount = main_amount(block, aspect)
    if amount is None or not amount.value:
        return None
    budget = main_amount(block, Aspect.ANNUAL)
    if aspect is Aspect.ADDED:
        return None if any(_CHANGES.intersection(other.aspects) for other in told) else amount
    is_told = any(_LEFT.intersection(other.aspects) for other in told)
    if is_told or budget is None or amount.value * _SMALL <= budget.value:
        return None
    return amount
