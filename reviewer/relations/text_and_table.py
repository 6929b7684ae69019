"""Match the figures of a running text with the rows about the same things, and compare them.

A figure and a row speak of one thing as far as they share words, the kind of unit, the rate that
they give and what they count it per. First all that agree are paired off; a row that no figure
agrees with is contradicted by a figure that no row agrees with, where it is sure enough that the
two speak of one thing: the words say so, or the unit that nothing else has, or the other text of
the form, in which the same words stand with the row's own number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.language.units import Kind
from reviewer.reading.prose import Statement
from reviewer.relations.certainty import is_sure
from reviewer.relations.matching import LITTLE, WHOLE, Matching, Near, Side
from reviewer.relations.printed import scaled, total
from reviewer.relations.row_figures import RowFigures
from reviewer.relations.same_thing import SOME, closeness, comparable, distance, is_listed_part
from reviewer.relations.ties import Ties

__all__ = ["Pair", "Side", "compare", "compare_note"]

_COUNTED = frozenset({Kind.THINGS, Kind.PLACES, Kind.PERSONS, Kind.DOCUMENTS, Kind.EVENTS})


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and a row about the same thing; `agrees` says whether they give one number."""

    statement: Statement
    row: RowFigures
    agrees: bool


def compare(planned: Side, achieved: Side, year: int | None) -> tuple[list[Pair], list[Pair]]:
    """For each row that the one text speaks of, and the other, the figure that does."""
    if not (planned.statements or achieved.statements):
        return [], []
    one, other = Matching(planned, year), Matching(achieved, year)
    return _pairs(one, other), _pairs(other, one)


def compare_note(note: Side, year: int | None) -> list[Pair]:
    """For each row that a note speaks of the figure that does."""
    matching = Matching(note, year)
    return _pairs(matching, matching)


def _pairs(matching: Matching, other: Matching) -> list[Pair]:
    """Each row with the figure that agrees with it, or contradicts it."""
    return [*_agreeing(matching), *_contradicted(matching, other)] if matching.figures else []


def _agreeing(matching: Matching) -> Iterator[Pair]:
    """Each row with a figure that gives its number."""
    pairs = {
        line: index
        for index, lines in matching.agreed.items()
        for line, close in lines.items()
        if close
    }
    for line, index in sorted(pairs.items()):
        yield Pair(matching.figures[index], matching.rows[line], agrees=True)


def _contradicted(matching: Matching, other: Matching) -> Iterator[Pair]:
    """The rows that a figure about the same thing contradicts, each with the nearest one."""
    ties = Ties(matching, other)
    ties.agree()
    settled = {
        line
        for index, lines in matching.agreed.items()
        for line in lines
        if not is_listed_part(matching.figures[index], matching.rows[line])
    }
    rows = {matching.rows[line].row for line in settled}
    names = {matching.name(line) for line in settled}
    free = [
        one
        for one in (*matching.near, *ties.near())
        if _is_free(matching, one)
        and matching.rows[one.line].row not in rows
        and matching.name(one.line) not in names
    ]
    told: set[int] = set()
    used: set[int] = set()
    for near in sorted(free, key=lambda near: _rank(matching, near)):
        row, figure = matching.rows[near.line], matching.figures[near.figure]
        if row.row in told or near.figure in used or _may_be_anothers(matching, near, free):
            continue
        if not _is_explained(matching, figure, near.line) and is_sure(matching, figure, row, ties):
            told.add(row.row)
            used.add(near.figure)
            yield Pair(figure, row, agrees=False)


def _rank(matching: Matching, near: Near) -> tuple[float, float]:
    """The closest in words first, of equals the nearest in number."""
    return -near.closeness, distance(matching.figures[near.figure], matching.rows[near.line])


def _is_free(matching: Matching, near: Near) -> bool:
    """Whether the figure is no row's, or beside all words of this one another's by chance.

    引进展4个 leaves 原创展4个 to the row of 原创展览数量.
    """
    lines = matching.agreed.get(near.figure, {})
    if not lines or (near.closeness > WHOLE and max(lines.values()) < LITTLE):
        return True
    return all(
        close < near.closeness
        and any(
            others.get(line, 0.0) > close
            for index, others in matching.agreed.items()
            if index != near.figure
        )
        for line, close in lines.items()
    )


def _may_be_anothers(matching: Matching, near: Near, free: list[Near]) -> bool:
    return any(
        one.figure == near.figure
        and one.closeness >= near.closeness
        and matching.name(one.line) != matching.name(near.line)
        for one in free
    )


def _is_explained(matching: Matching, figure: Statement, line: int) -> bool:
    """Whether figures add up to the row's number, or this row and others to the figure's."""
    own = {scaled(value)[0] for value in matching.rows[line].values}
    about = sorted({one.figure for one in matching.near if one.line == line})
    whole = [matching.figures[index] for index in about if not matching.figures[index].is_part]
    if len(whole) > 1 and total(one.quantity for one in whole) in own:
        return True
    listed = [one.quantity for one in matching.figures if one.clause == figure.clause]
    counted = all(one.units and one.units[0].kind in _COUNTED for one in listed)
    if len(listed) > 1 and counted and total(listed) in own:
        return True  # 县直单位62家、乡镇16个、村40个 are the 118家 of the row
    kin = [
        one for one in matching.rows if comparable(figure, one) and closeness(figure, one) >= SOME
    ]
    goal = {scaled(figure.quantity)[0], *(scaled(one.quantity)[0] for one in whole)}
    return len(kin) > 1 and total(one.values[0] for one in kin) in goal
