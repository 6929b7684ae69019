"""What its neighbours make certain of a statement about money, whatever words it is put in."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.reading.money import Extent, Told
from reviewer.reading.money_scope import tokens
from reviewer.reading.money_words import Aspect
from reviewer.relations.funding import Amount, Block

LEFT = frozenset({Aspect.REST, Aspect.TAIL, Aspect.SAVED})
_OPPOSITE = {Aspect.ADDED: Aspect.CUT, Aspect.CUT: Aspect.ADDED}
CHANGES = frozenset(_OPPOSITE)


def balance(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """付款93.12万元，省出的3.88万元交回国库: its sentence having given all that was spent."""
    if not LEFT.issuperset(one.aspects) or one.approximate or _is_of_a_part(one):
        return None
    if Aspect.TAIL in one.aspects and is_of_contract(one, told):
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
    alone = sum(bool(LEFT.intersection(other.aspects)) for other in sentence) == 1
    return rest if is_given and alone else None


def _is_of_a_part(one: Told) -> bool:
    part = one.extent is Extent.PART and one.of
    return bool(part or one.source or tokens("money_scope", one.words, "part"))


def turned(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The change of the budget, where 追加21.5万元 gives it the other way round."""
    if len(one.aspects) != 1 or one.aspects[0] not in _OPPOSITE or not one.value:
        return None
    opposite = _OPPOSITE[one.aspects[0]]
    amount = block.main_amount(opposite)
    is_told = any(opposite in other.aspects for other in told)
    return None if is_told or amount is None or amount.value != one.value else amount


def unpaid(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """The rest whose two digits a sum still owed has swapped; no contract makes it another's."""
    if Aspect.TAIL not in one.aspects or Aspect.SPENT in one.aspects:
        return None
    amount = block.main_amount(Aspect.REST)
    of_contract = any(Aspect.CONTRACT in other.aspects for other in told)
    if of_contract or amount is None or not one.value > amount.value > 0:
        return None
    own, other = (str(value / one.step) for value in (one.value, amount.value))
    return amount if len(own) == 2 and own == other[::-1] else None


def beyond_rest(block: Block, one: Told, told: Sequence[Told]) -> Amount | None:
    """What was cut, where 收回 cannot be of the rest: another statement gives that, and less."""
    if set(one.aspects) != {Aspect.REST, Aspect.CUT} or one.extent is Extent.PART:
        return None
    rest, cut = block.main_amount(Aspect.REST), block.main_amount(Aspect.CUT)
    if rest is None or cut is None or cut.value <= 0 or one.value <= rest.value:
        return None
    given = any(other.aspects == (Aspect.REST,) and other.value == rest.value for other in told)
    return cut if given else None


def is_of_contract(one: Told, told: Sequence[Told]) -> bool:
    """合同价款96万元，已付67.2万元: what was paid of a contract, unless it names the project."""
    if one.extent is Extent.WHOLE or not {Aspect.SPENT, *LEFT}.issuperset(one.aspects):
        return False
    return any(
        Aspect.CONTRACT in other.aspects and other.sentence == one.sentence
        for other in told
        if other.start <= one.start
    )
