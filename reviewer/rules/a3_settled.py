"""What becomes of the findings once it is known what mends the form.

What follows from another finding is told with it: its advice is to mend that first. What a cell
should be is what it is when everything is mended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from reviewer.mending import Cell
from reviewer.models import Form, Number, Severity
from reviewer.rounding import plain
from reviewer.rules.a3_mending import Mending, mending_of
from reviewer.rules.a3_numbers import TOTAL_SCORE
from reviewer.rules.case import Case
from reviewer.rules.outcome import Problem

_MOST_TOLD = 3


def settled(case: Case, problems: Sequence[tuple[str, Problem]]) -> list[Problem]:
    """The problems, beside their rules' codes, once it is known what they come of."""
    mine = [(code, problem, place_of(case.form, problem)) for code, problem in problems]
    if _NUMERIC.isdisjoint(code for code, _, _ in mine):
        return [problem for _, problem, _ in mine]
    mending = mending_of(case)
    told = {place for code, _, place in mine if place in mending.changes and code in _NUMERIC}
    found = [problem for _, problem, _ in mine]
    for at in sorted(range(len(mine)), key=lambda at: _SPEAKERS.get(mine[at][0], len(_SPEAKERS))):
        code, problem, place = mine[at]
        if code in ("A307", "A308"):
            found[at] = _of_grade(case, mending, code, problem)
        elif code in ("A310", "A501"):
            found[at] = _followed(mending, code, problem, told)
        elif code in _NUMERIC and place in mending.at:
            found[at] = _settled(mending, code, problem, place, told)
    return found


_SPEAKERS = {"A205": 0, "A301": 1, "A306": 2, "A302": 3, "A304": 4}
"""Which finding speaks of a wrong cell that none of its own does: a sum rather than a limit."""
_NUMERIC = frozenset(
    {
        "A201",
        "A203",
        "A204",
        "A205",
        "A301",
        "A302",
        "A304",
        "A306",
        "A307",
        "A308",
        "A401",
        "A402",
        "A403",
    }
)


def place_of(form: Form, problem: Problem) -> Cell:
    """The cell of a problem; a funding line is known by its place among the lines."""
    if not problem.field.startswith("funding."):
        return Cell(problem.field, problem.row)
    column = problem.field.rpartition(".")[2]
    for index, line in enumerate(form.funding):
        if getattr(line, column, None) is problem.at:
            return Cell(problem.field, index)
    source = problem.field.split(".")[1]
    lines = (i for i, line in enumerate(form.funding) if line.source == source)
    return Cell(problem.field, next(lines, None))


def _settled(
    mending: Mending, code: str, problem: Problem, place: Cell, told: set[Cell]
) -> Problem:
    causes = mending.causes(place, code)
    if place in mending.changes:
        root = next((one for one in causes if one in told), None)
        return replace(_mended(mending, code, problem, place, causes), cause=root)
    if causes:
        return _right_after(mending, problem, place, causes, told)
    around = {cell for law in mending.laws if place in law.cells for cell in law.cells}
    return _undecided(mending, problem, told) if around & mending.open else problem


def _mended(
    mending: Mending, code: str, problem: Problem, place: Cell, causes: Sequence[Cell]
) -> Problem:
    """A cell that is to be written anew."""
    wanted = mending.printed(place)
    if problem.expected is not None and _is_number(problem.expected, wanted):
        wanted, advice = problem.expected, problem.suggestion
    else:
        advice = f"改为{wanted}"
    # What two things prove, the row's formula and the printed total, must be mended.
    proven = code == "A403" and any(
        law.code == "A302" and place in law.cells and not law.holds(mending.values)
        for law in mending.laws
    )
    if proven and mending.is_total_right:
        advice = f"得分改为{wanted}；改正后各项得分之和与总分一致，总分不用改"
    elif causes:
        advice = f"{_listed(mending, causes)}改正后，{mending.labels[place]}应为{wanted}"
    severity = Severity.ERROR if proven else problem.severity
    return replace(problem, expected=wanted, suggestion=advice, severity=severity)


def _right_after(
    mending: Mending, problem: Problem, place: Cell, causes: Sequence[Cell], told: set[Cell]
) -> Problem:
    """A cell that is right once another is mended; it speaks of that one where nothing else does."""
    root = next((one for one in causes if one in told), None)
    if root is not None:
        return replace(
            problem,
            expected=str(mending.at[place]),
            suggestion=f"先改正{_listed(mending, [root])}；改正后这里不用改",
            cause=root,
        )
    root = causes[0]
    told.add(root)
    wanted, label = mending.printed(root), mending.labels[root]
    return replace(
        problem,
        at=mending.at[root],
        field=root.field,
        row=root.row if root.field.startswith("indicator") else None,
        found=str(mending.at[root]),
        expected=wanted,
        suggestion=f"{label}改为{wanted}；{mending.labels[place]}不用改",
    )


def _undecided(mending: Mending, problem: Problem, told: set[Cell]) -> Problem:
    """Several cells may be wrong: the first finding lists the ways, the others name it."""
    if _CHOICE in told:
        advice = "与上面列出改法的那一处一并改正"
        return replace(problem, expected=None, suggestion=advice, cause=_CHOICE)
    told.add(_CHOICE)
    ways = [mending.told(one) for one in mending.repairs]
    if len(ways) == 1:
        ways.append("别处填错的，改正那一处")
    numbered = "；".join(f"（{n}）{way}" for n, way in enumerate(ways[:_MOST_TOLD], 1))
    more = f"；……共{len(ways)}种" if len(ways) > _MOST_TOLD else ""
    advice = f"改法不止一种，对照原始资料选定：{numbered}{more}"
    return replace(problem, expected=None, suggestion=advice, chooses=True)


_CHOICE = Cell("choice")
"""Stands for the finding that lists how everything may be mended, where there are several ways."""


def roots(form: Form, problems: Sequence[Problem]) -> Iterator[tuple[int, int]]:
    """The problems that follow from another of them, each with that one."""
    found: dict[Cell, int] = {}
    for at, problem in enumerate(problems):
        if problem.chooses:
            found.setdefault(_CHOICE, at)
        elif problem.cause is None and problem.expected is not None:
            found.setdefault(place_of(form, problem), at)
    for at, problem in enumerate(problems):
        root = None if problem.cause is None else found.get(problem.cause)
        if root is not None and root != at:
            yield at, root


def mended_total(case: Case, codes: Collection[str]) -> Fraction | None:
    """The total once everything is mended that is known to be wrong."""
    if not case.scored or _NUMERIC.isdisjoint(codes):
        return None
    mending = mending_of(case)
    return mending.value(TOTAL_SCORE) if mending.repairs else None


def _followed(mending: Mending, code: str, problem: Problem, told: set[Cell]) -> Problem:
    """Weights beside the policy's, or points without a reason, where a wrong 分值 or 得分 makes them."""
    if code == "A310":
        causes = [one for one in mending.changes if one.field.endswith(".weight")]
    else:
        score, weight = (Cell(f"indicator.{name}", problem.row) for name in ("score", "weight"))
        full = mending.value(score) is not None and mending.value(score) == mending.value(weight)
        causes = [one for one in (weight, score) if full and one in mending.changes]
    cause = next((one for one in causes if one in told), None)
    if cause is None:
        return problem
    advice = f"先改正{_listed(mending, [cause])}，再看这里是否还要改"
    return replace(problem, expected=None, suggestion=advice, cause=cause)


def _is_number(one: str, other: str) -> bool:
    """9.20 and 9.2."""
    first, second = Number.parse(one), Number.parse(other)
    return first.value is not None and first.value == second.value


def _listed(mending: Mending, cells: Sequence[Cell]) -> str:
    named = "、".join(
        f"{mending.labels[cell]}（应为{mending.printed(cell)}）" for cell in cells[:_MOST_TOLD]
    )
    return named if len(cells) <= _MOST_TOLD else f"{named}等{len(cells)}处"


def _of_grade(case: Case, mending: Mending, code: str, problem: Problem) -> Problem:
    """The grade is that of the total once it is mended."""
    value = mending.value(TOTAL_SCORE)
    if value is None:
        return replace(problem, expected=None, suggestion="先改正得分和总分，再按总分填写等级")
    if TOTAL_SCORE not in mending.changes and code == "A308" and mending.mended_scores:
        cause = mending.mended_scores[0]
        advice = f"先改正{_listed(mending, mending.mended_scores)}；改正后总分和等级不用改"
        grade = case.policy.grade(value)
        return replace(problem, expected=grade, suggestion=advice, cause=cause)
    if TOTAL_SCORE not in mending.changes:
        return problem
    grade = case.policy.grade(value)
    if problem.expected == grade and code == "A307":
        return replace(problem, cause=TOTAL_SCORE)
    return replace(
        problem,
        expected=grade,
        suggestion=f"先改正总分（应为{plain(value)}），等级应为“{grade}”",
        cause=TOTAL_SCORE,
    )
