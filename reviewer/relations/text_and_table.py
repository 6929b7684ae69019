"""Match the figures of a running text with the rows about the same things, and compare them.

A figure and a row speak of one thing as far as they share words, the kind of unit, the rate that
they give and what they count it per. First all that agree are paired off; a row that no figure
agrees with is contradicted by a figure that no row agrees with, where it is sure enough that the
two speak of one thing: the words say so, or the unit that nothing else has, or the other text of
the form, in which the same words stand with the row's own number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.kinship import plain_words, without_light
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.stops import SENTENCE, end_of
from reviewer.language.units import Kind
from reviewer.language.words import content, pieces
from reviewer.lexicon import lexicon
from reviewer.reading.claimed import Claim, Claimed, read_claimed
from reviewer.reading.demand import planned
from reviewer.reading.prose import Statement
from reviewer.reading.states import Kind as Kinds
from reviewer.reading.states import read_states
from reviewer.relations.certainty import Ties, is_sure
from reviewer.relations.matching import LITTLE, WHOLE, Matching, Near, Side
from reviewer.relations.printed import is_misprint, same_unit, satisfies, total
from reviewer.relations.row_figures import RowFigures
from reviewer.relations.same_thing import SOME, closeness, comparable, distance, is_listed_part

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
    if not matching.figures:
        return []
    return [*_agreeing(matching), *_contradicted(matching, other), *_misprinted(matching)]


def _misprinted(matching: Matching) -> Iterator[Pair]:
    """办班4期、参训521人次 beside 4期，512人次: behind what the row gives, its other number miswritten."""
    for index, lines in matching.agreed.items():
        if index + 1 >= len(matching.figures) or index + 1 in matching.agreed:
            continue
        figure, following = matching.figures[index], matching.figures[index + 1]
        for row in (matching.rows[line] for line, close in lines.items() if close):
            if any(one.unit.startswith(f"{figure.quantity.unit}/") for one in row.others):
                continue  # 3264人 answers no ≥1人/公里
            alike = [one for one in row.others if same_unit(one, following.quantity)]
            near = figure.clause == following.clause and not following.quantity.approximate
            if near and len(alike) == 1 and _is_slip(following.quantity, alike[0]):
                yield Pair(following, row, agrees=False)


def _is_slip(said: Quantity, own: Quantity) -> bool:
    return said.ends != own.ends and is_misprint(said, own)


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
        if _is_told_beside(matching, figure, row) or _is_of_what_failed(figure, row):
            continue
        if _is_the_gap(figure.quantity, row):
            continue
        if not _is_explained(matching, figure, near.line) and is_sure(matching, figure, row, ties):
            told.add(row.row)
            used.add(near.figure)
            yield Pair(figure, row, agrees=False)


def _is_the_gap(said: Quantity, row: RowFigures) -> bool:
    """定量检测少送24批次, 还剩18米没衬砌: just what the result lacks of the target."""
    return any(
        same_unit(said, asked) and same_unit(asked, value) and said.low == asked.low - value.low > 0
        for asked in row.asked
        for value in row.values
    )


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
    own = {value.ends[0] for value in matching.rows[line].values}
    about = sorted({one.figure for one in matching.near if one.line == line})
    whole = [matching.figures[index] for index in about if not matching.figures[index].is_part]
    if len(whole) > 1 and total(one.quantity for one in whole) in own:
        return True
    _, _, behind = figure.clause.partition(f"{figure.quantity.words}(")
    parts = quantities(behind.partition(")")[0])
    if total(parts) == figure.quantity.low and any(one.ends[0] in own for one in parts):
        return True  # 1530份(学生1020、孕妇510)
    listed = [one.quantity for one in matching.figures if one.clause == figure.clause]
    counted = all(one.units and one.units[0].kind in _COUNTED for one in listed)
    if len(listed) > 1 and counted and total(listed) in own:
        return True  # 县直单位62家、乡镇16个、村40个 are the 118家 of the row
    kin = [
        one for one in matching.rows if comparable(figure, one) and closeness(figure, one) >= SOME
    ]
    goal = {figure.quantity.ends[0], *(one.quantity.ends[0] for one in whole)}
    return len(kin) > 1 and total(one.values[0] for one in kin) in goal


def _is_told_beside(matching: Matching, figure: Statement, row: RowFigures) -> bool:
    """384口一次点燃, which the row of a rate counts beside it: 点火412口，点燃384口，93.2%."""
    said = figure.quantity
    return said.low >= _LONG and any(
        same_unit(one, said) and one.ends == said.ends
        for other in matching.rows
        if other.row != row.row
        for one in other.others
    )


_LONG = 10


def _is_of_what_failed(figure: Statement, row: RowFigures) -> bool:
    """2间照度不达标: no row's result, unless the row counts such things."""
    _, _, behind = figure.clause.partition(figure.quantity.words)
    told = behind[: min((one.start for one in quantities(behind)), default=len(behind))]
    if lexicon("relations").holds(row.words, "negative"):
        return False
    return any(state.kind in (Kinds.FAILED, Kinds.UNDONE) for state in read_states(told))


# What a text says is lacking --------------------------------------------------------------------

_BESIDE = 24
"""So far behind a figure it is looked for what it lacks."""


def told_gaps(text: str, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Claim]]:
    """训了184人，少26人: behind a figure that its row bears out, what the row does not lack."""
    plain = normalize(text)
    for pair in pairs:
        figure, asked = pair.statement.quantity, pair.row.asked
        if not pair.agrees or len(asked) != 1 or asked[0].is_range or figure.is_range:
            continue
        if not same_unit(figure, asked[0]) or figure.approximate:
            continue
        gap = asked[0].ends[0] - figure.ends[0]
        behind = plain[figure.end : figure.end + _BESIDE]
        claim = next(iter(read_claimed(behind[: end_of(behind, 0, SENTENCE)])), None)
        if claim is None or claim.kind is not Claimed.GAP or claim.around.strip(_LESS):
            continue
        if gap > 0 and same_unit(claim.quantity, figure) and claim.quantity.ends[0] != gap:
            yield pair, claim


_LESS = "少差缺欠了离距 "


# Figures without a row --------------------------------------------------------------------------

_MEASURED_WORDS = 3
_SCOPE_REACH = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """What a row asks for: its words and its numbers; 全覆盖 asks for the number of the result."""

    words: str
    values: tuple[Quantity, ...]


@lru_cache(maxsize=4096)
def measured(name: str, target: str, actual: str) -> Measured:
    """A row as what the text promises is measured by it; a bare number stays bare."""
    values = planned(quantities(target)) or planned(quantities(actual))
    return Measured(f"{name} {target}", values)


def unmeasured(statements: Sequence[Statement], rows: Sequence[Measured]) -> list[Statement]:
    """The figures to be delivered that no row has in number, nor shares words with."""
    counted = [row for row in rows if row.values]
    return [one for one in statements if not any(_covers(row, one) for row in counted)]


def wants_row(statement: Statement) -> bool:
    """Whether a figure is a thing to be delivered: no amount, time, scope or part."""
    if statement.is_part or statement.is_cumulative:
        return False
    quantity = statement.quantity
    kinds = {unit.kind for unit in quantity.units}
    if not kinds or kinds & {Kind.MONEY, Kind.FOREIGN_MONEY} or quantity.measures_time:
        return False
    if not quantity.is_percent and (_is_scope(quantity.tail) or _tells_reach(statement.clause)):
        return False
    words = lexicon("prose").without(statement.near, "general")
    return any(len(word) > 1 for word in pieces(words))


def _is_scope(tail: str) -> bool:
    """覆盖16个行政村: so many places, and nothing to be made."""
    marks = lexicon("prose").find(tail[:_SCOPE_REACH], "scope")
    return bool(marks) and not content(tail[: marks[0].start].strip("个以上下的"))


def _tells_reach(clause: str) -> bool:
    """涉及居民1.1万户、楼栋286栋: how far something reaches."""
    marks = lexicon("prose").find(clause, "reach")
    return bool(marks) and marks[0].start == 0


def _covers(row: Measured, statement: Statement) -> bool:
    goal = statement.quantity
    alike = [value for value in row.values if value.unit and same_unit(goal, value)]
    if any(satisfies(value, goal) for value in alike):
        return True
    if any(not value.unit and value.low == goal.low for value in row.values):
        return True  # 5200 beside 5200盏
    size = 2 if alike else _MEASURED_WORDS
    said, own = without_light(statement.around), without_light(plain_words(row.words))
    # 18公里 and 420公里 have only their unit in common.
    shared = _runs(said, size) & _runs(own, size)
    return any(content(words) and words not in goal.unit for words in shared)


@lru_cache(maxsize=4096)
def _runs(text: str, size: int) -> frozenset[str]:
    """The runs of so many characters, none of them a digit or a sign."""
    every = (text[at : at + size] for at in range(len(text) - size + 1))
    return frozenset(run for run in every if run.isalpha())
