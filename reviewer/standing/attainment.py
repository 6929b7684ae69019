"""Whether a row's result reaches its target (指标值 against 实际完成值)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, holds_unread_number, misprint, quantities
from reviewer.models import Indicator
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Figure, Role
from reviewer.reading.demand import demanded, in_measure, is_choice, measure_of
from reviewer.relations import corrected, solve
from reviewer.standing.answers import answers, like_the_target
from reviewer.standing.grades import is_class
from reviewer.standing.grades import place as place_in_order
from reviewer.standing.grounds import (
    Attainment,
    Comparison,
    Ground,
    Part,
    Standing,
    of_part,
    of_parts,
    short,
    undecided,
)
from reviewer.standing.limits import Place
from reviewer.standing.one_number import OneNumber, as_worded, measured
from reviewer.standing.parts import asked_in_all, only_total, paired
from reviewer.standing.terms import Row
from reviewer.standing.trends import turn

_BLANK = re.compile(r"[\s\-—–－/\\.。]*")


def is_blank(cell: str) -> bool:
    """Nothing, or a dash or slash, stands in a cell of 指标值 or 实际完成值."""
    return _BLANK.fullmatch(cell) is not None


def is_numeric(target: str) -> bool:
    """Whether a target holds a number that is no date, name or list number."""
    return bool(quantities(target)) or holds_unread_number(target)


def attain(row: Indicator, year: int | None, reverse_formula: str) -> Attainment:
    """Compare a row's target with its result.

    Args:
        row: an indicator; empty cells give UNKNOWN.
        year: the form's, so that a bare 2023 is not taken for an amount.
        reverse_formula: "ratio" (指标值 ÷ 完成值) or "linear" (1 − excess ÷ 指标值, at least 0).
    """
    place = Place(row.name.text, row.level1.text, row.level2.text)
    return _attain(row.target.text, row.actual.text, place, year, reverse_formula)


@lru_cache(maxsize=4096)
def _attain(
    target: str, actual: str, place: Place, year: int | None, reverse_formula: str
) -> Attainment:
    if (wanted_place := place_in_order(target, place.name)) is not None:
        return _ranked(wanted_place, actual, place.name)
    asked = demanded(target, year)
    quantified = bool(asked) or holds_unread_number(target)
    if is_class(target, place.name):
        asked, quantified = (), False
    if is_blank(target):
        return Attainment(Standing.UNKNOWN, "指标值为空", has_blank=True)
    if is_blank(actual):
        return replace(_BLANK_RESULT, is_quantified=quantified)
    if not quantified:
        return _in_words(target, actual, place.name)
    if not asked:
        return undecided(f"指标值“{short(target)}”中的数字无法识别")
    if misprint(actual):
        return undecided(f"实际完成值“{short(actual)}”中的数字无法识别")
    cell = read_cell(actual)
    row = Row(target, cell, place, reverse_formula, year)
    found = _against(row, asked)
    if found.met and (true := corrected(actual, place.name)) is not cell:
        by_figures = _against(replace(row, cell=true), asked)
        if by_figures.missed:
            formula = next(one.formula() for one in solve(actual, place.name).broken)
            return replace(by_figures, ground=Ground.RELATION, said=formula)
    return found


def readings(row: Indicator, year: int | None, reverse_formula: str) -> tuple[Part, ...]:
    """A target of one number against each figure that is in its own unit and told beside others.

    Of 列入6个，完工5个 and 申报7部，入选3部 nobody can be sure which of them is the result.
    """
    asked = demanded(row.target.text, year)
    if len(asked) != 1:
        return ()
    place = Place(row.name.text, row.level1.text, row.level2.text)
    cell = read_cell(row.actual.text)
    asking = Row(row.target.text, cell, place, reverse_formula, year)
    return tuple(
        asking.part(asked[0], one.quantity)
        for one in cell.figures
        if one.quantity.unit == asked[0].unit
        and one.depth == 0
        and one.role not in (Role.BEFORE, Role.PART, Role.PLAN)
    )


def _in_words(target: str, actual: str, name: str) -> Attainment:
    """A target without a number: a way to go, or words that the result repeats."""
    moved = turn(target, actual, name)
    if moved is None or not moved.is_figured:
        return as_worded(target, actual)
    if moved.missed:
        return Attainment(Standing.MISSED, ground=Ground.TREND, said=moved.said)
    return Attainment(Standing.MET, as_worded=True, ground=Ground.TREND)


def _against(row: Row, asked: tuple[Quantity, ...]) -> Attainment:
    """Set what was asked for against the figures that may answer it."""
    name = row.place.name
    done = answers(row.cell, row.target, name)
    if len(asked) > 20 or len(done) > 60:
        return undecided("数值太多，无法逐一对应")
    if len(asked) == 1:
        return OneNumber(
            row.target, row.cell, row.place, row.formula, row.year, asked[0], done
        ).decide()
    measure = measure_of(name, asked)
    asked, done = in_measure(asked, measure), measured(done, measure)
    if (told := _in_all(row, asked, done)) is not None:
        return told
    results = [one.quantity for one in like_the_target(done, asked, name)]
    owned = _of_whole(row.target, asked, results) or paired(asked, results)
    parts = tuple(map(row.part, asked, owned))
    return of_parts(parts, either=is_choice(row.target, asked))


def _in_all(row: Row, wanted: tuple[Quantity, ...], done: tuple[Figure, ...]) -> Attainment | None:
    """共演出62场 for 下乡30场，进校园20场: fewer than all parts together is surely too few."""
    asked = asked_in_all(wanted, row.target)
    found = [one.quantity for one in done]
    total = None if asked is None else only_total(found, asked, row.cell.printed)
    if asked is None or total is None:
        return None
    part = row.part(asked, total)
    if part.standing is Standing.MISSED:
        return of_part(part)
    return undecided(f"实际完成值只有合计“{total.words}”，不能逐项核对“{short(row.target)}”")


def _of_whole(
    target: str, wanted: tuple[Quantity, ...], results: list[Quantity]
) -> list[Quantity | None]:
    """62场 for 60场（下乡30场）: a lone figure answers the whole, not what stands in brackets."""
    plain, first = normalize(target), wanted[0]
    bracketed = plain[first.end : first.end + 1] == "(" and plain.rstrip("。").endswith(")")
    alone = len(results) == 1 and not results[0].subject and results[0].unit == first.unit
    return [results[0], *[None] * (len(wanted) - 1)] if bracketed and alone else []


def _ranked(wanted: Quantity, actual: str, name: str) -> Attainment:
    """前三 against 第4名; the formula knows no share of a place."""
    if is_blank(actual):
        return _BLANK_RESULT
    reached = place_in_order(actual, name)
    if reached is None or reached.unit != wanted.unit:
        reason = f"实际完成值“{short(actual)}”不是可与指标值“{wanted.words}”比较的名次"
        return undecided(reason)
    standing = Standing.MET if reached.high <= wanted.high else Standing.MISSED
    return of_part(Part(wanted, reached, Comparison(standing, reverse=True)))


_BLANK_RESULT = Attainment(Standing.UNKNOWN, "实际完成值为空", is_quantified=True, has_blank=True)
