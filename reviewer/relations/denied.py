"""What was done and what was not, of one whole: 应签640户，签了612户，没签的28户; 21名里剩4人."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.units import Kind
from reviewer.relations.equations import Equation, Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import Line, Term, alike, of_one_statement, plays, says

_NOT = ("没有", "没", "尚未", "未")
_BESIDE = 10
_RATED = 3
_WITHIN = ("里", "中")


def denied(line: Line) -> Iterator[Equation]:
    """Every figure that is the rest of a whole because words deny of it what another is told of."""
    for rest in line:
        if not rest.is_amount or not rest.front or not _is_last_of_kind(rest):
            continue
        before = [one for one in line[: rest.at] if one.is_amount and alike(one, rest)]
        verb = _denied_verb(rest.front)
        if verb and len(before) > 1 and verb in before[-1].front and before[-1].at == rest.at - 1:
            whole, done = before[-2:]
            if whole.value >= done.value and of_one_statement(whole, rest):
                yield Equation(Shape.LESS, rest, (whole, done), Weight.NEAR)
        elif rest.at >= _RATED and before[-2:] == line[rest.at - _RATED : rest.at - 1]:
            yield from _behind_rate(before[-2], before[-1], rest)
        if before and _is_within(before[-1], rest) and before[0].at == 0 and not line[0].front:
            yield Equation(Shape.LESS, rest, (before[-1], before[0]), Weight.NEAR)


def _behind_rate(whole: Term, part: Term, rest: Term) -> Iterator[Equation]:
    """抽查250户，达标235户，94%，没达标的51户: the rate has the one, the other is the rest."""
    rate = rest.line[rest.at - 1]
    rated = rate.is_percent and Equation(Shape.RATE, rate, (part, whole), Weight.NEVER).holds()
    if not rated or part.value >= whole.value or not of_one_statement(whole, rest):
        return
    equation = Equation(Shape.LESS, rest, (whole, part), Weight.NEAR)
    verb = _denied_verb(rest.front)
    left = says(rest.front, "leftover") or plays(rest.front, "closing")
    left |= bool(verb) and verb in part.front
    over = rest.value > whole.value - part.value
    slip = says(rest.front, "negative", "again", "wrong") and equation.is_restored_by(
        rest.variants() if over else rest.exchanged()
    )
    if left or slip:
        yield equation


def come_twice(line: Line) -> Iterator[Equation]:
    """126人次，两期都来的24人，实到102人: heads are the times less those who came again."""
    for heads in line[_TWO:]:
        *before, again = line[max(0, heads.at - _WITHIN_TERMS) : heads.at]
        if heads.kind is again.kind is Kind.PERSONS and heads.is_amount and again.is_amount:
            for times in (one for one in before if one.kind is Kind.PERSON_TIMES):
                yield Equation(Shape.LESS, heads, (times, again), Weight.NEVER)


_TWO, _WITHIN_TERMS = 2, 6


def _denied_verb(front: str) -> str:
    """签 of 没签的."""
    for no in _NOT:
        if front.startswith(no):
            return front.removeprefix(no)[:1]
    return ""


def _is_last_of_kind(rest: Term) -> bool:
    """Whether no other of the kind stands behind it, which may be a part of the rest, too."""
    return not any(
        alike(one, rest) and of_one_statement(one, rest) for one in rest.line[rest.at + 1 :]
    )


def _is_within(whole: Term, rest: Term) -> bool:
    """21名无名氏里剩4人: the rest of them, less those that the text begins with."""
    words = rest.line.between(whole, rest)
    head = words.rpartition("剩")[0]
    return len(words) <= _BESIDE and head.endswith(_WITHIN) and says(rest.front, "leftover")
