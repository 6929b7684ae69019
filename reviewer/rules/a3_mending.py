"""A form's numbers as cells and laws, and what its findings become once their causes are known.

What follows from another finding is told with it: its advice is to mend that first. What a cell
should be is what it is when everything is mended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from reviewer.mending import (
    Cell,
    Fixed,
    Law,
    Limit,
    Printed,
    Quotient,
    Repair,
    Share,
    Sum,
    repairs,
)
from reviewer.models import Form, Number, Severity
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import is_blank, part_lines, unit_slip
from reviewer.rules.a2_funding import counted_parts
from reviewer.rules.a2_rates import main_line, read_rate
from reviewer.rules.a3_ledger import Ledger, declared_groups, ledger_of
from reviewer.rules.a3_weights import categories
from reviewer.rules.a4_scores import check_met_but_deducted
from reviewer.rules.case import Case, RowFacts, per_case, row_label
from reviewer.rules.cells import AMOUNTS, COLUMNS, FUNDING, line_name
from reviewer.rules.outcome import Problem

TOTAL_SCORE, TOTAL_WEIGHT = Cell("total.score"), Cell("total.weight")
_SOFT = 0.6
"""What a form may have a reason for: a met row with points taken."""
_BARE = 0.75
"""Where no word says why, less so."""
_CERTAIN = 3.0
_HINT = 0.2
_DERIVED, _SOURCE, _GIVEN = 0.6, 1.0, 1.2
"""What is computed is mended rather than what it is computed from, and that than what is given."""
_MOST_TOLD = 3


@dataclass(frozen=True)
class Mending:
    """What mends a form's numbers.

    Attributes:
        at: every cell by its name.
        labels: what a message calls it.
        laws: what must hold among the cells.
        repairs: the likeliest repairs; () where nothing is broken.
    """

    at: dict[Cell, Number]
    labels: dict[Cell, str]
    laws: tuple[Law, ...]
    repairs: tuple[Repair, ...]

    @cached_property
    def values(self) -> dict[Cell, Printed]:
        """The cells as printed."""
        return printed_values(self.at)

    @cached_property
    def changes(self) -> dict[Cell, Printed]:
        """The changes that all repairs have in common."""
        first, *others = self.repairs or (Repair({}, 0.0),)
        return {
            cell: new
            for cell, new in first.changes.items()
            if all(cell in one.changes and one.changes[cell] == new for one in others)
        }

    @cached_property
    def open(self) -> frozenset[Cell]:
        """The cells that some repairs change and others do not, or otherwise."""
        every = {cell for one in self.repairs for cell in one.changes}
        return frozenset(every - self.changes.keys())

    def value(self, cell: Cell) -> Fraction | None:
        """What the cell is when all is mended; None where that is open, or it holds no number."""
        if cell in self.open or cell not in self.at:
            return None
        return self.changes[cell].value if cell in self.changes else self.at[cell].exact

    def printed(self, cell: Cell) -> str:
        """That value as it is to be typed into the cell."""
        value, now = self.value(cell), self.at[cell]
        sign = "%" if now.is_percent else ""
        if cell in self.changes and now.is_percent:
            return f"{self.changes[cell].digits}%"
        return now.text or "" if value == now.exact else f"{plain(value or Fraction(0))}{sign}"

    @cached_property
    def is_total_right(self) -> bool:
        """Whether the printed total is that of the mended scores."""
        return TOTAL_SCORE not in self.changes and TOTAL_SCORE not in self.open

    @cached_property
    def mended_scores(self) -> tuple[Cell, ...]:
        """The scores that are changed, those of rows and of the execution rate."""
        return tuple(c for c in self.changes if c.field.endswith(".score") and c != TOTAL_SCORE)

    @cached_property
    def excess(self) -> Fraction:
        """What rows claim too much."""
        over = (
            (self.at[cell].exact or Fraction(0)) - self.changes[cell].value
            for cell in self.mended_scores
        )
        return sum((one for one in over if one > 0), Fraction(0))

    def told(self, repair: Repair) -> str:
        """A repair in words; a 分值 and its 得分 that are to be the same in one."""
        said: dict[str, str] = {}
        for cell, new in repair.changes.items():
            value = f"{plain(new.value)}{'%' if self.at[cell].is_percent else ''}"
            place, _, name = self.labels[cell].rpartition("的")
            if said.get(f"{place}的分值") == value and name == "得分":
                del said[f"{place}的分值"]
                said[f"{place}的分值和得分"] = f"都改为{value}"
            else:
                said[self.labels[cell]] = value
        return "，".join(
            f"{label}{value if value.startswith('都') else f'改为{value}'}"
            for label, value in said.items()
        )

    def causes(self, cell: Cell, code: str) -> list[Cell]:
        """The cells that are mended instead of this one, so that the rule is content."""
        return [
            other
            for law in self.laws
            if cell in law.cells and (law.code == code or law.code == _SAME.get(code))
            for other in law.cells
            if other != cell and other in self.changes
        ]


_SAME = {"A308": "A302", "A401": "A402", "A403": "A402", "A411": "A402"}
"""Rules that speak of the same law."""


@per_case
def mending_of(case: Case) -> Mending:
    """What mends the numbers of a form."""
    draft = _Draft(case)
    draft.add_execution()
    draft.add_amounts()
    draft.add_weights()
    draft.add_scores()
    laws = tuple(draft.laws)
    found = repairs(printed_values(draft.at), laws, draft.cost, draft.evidence)
    return Mending(draft.at, draft.labels, laws, found)


def printed_values(at: Mapping[Cell, Number]) -> dict[Cell, Printed]:
    """What the cells print."""
    return {
        cell: Printed(number.exact or Fraction(0), number.decimals) for cell, number in at.items()
    }


class _Draft:
    """The cells and laws of a form, as they are gathered."""

    def __init__(self, case: Case) -> None:
        self.case, self.form = case, case.form
        self.ledger: Ledger = ledger_of(case)
        self.at: dict[Cell, Number] = {}
        self.labels: dict[Cell, str] = {}
        self.laws: list[Law] = []
        self.evidence: list[Law] = []
        self._earned: set[Cell] = set()

    def cost(self, cell: Cell) -> float:
        """What it costs to change a cell."""
        if cell in self._earned or cell == TOTAL_SCORE or cell.field.endswith("execution_rate"):
            return _DERIVED
        amounts = tuple(AMOUNTS)  # taken from the accounts
        given = cell in (TOTAL_WEIGHT, Cell("funding.total.weight", cell.row))
        given = given or cell.field.endswith(amounts)
        return _GIVEN if given else _SOURCE

    def _cell(self, field: str, row: int | None, number: Number, label: str) -> Cell | None:
        if number.exact is None:
            return None
        cell = Cell(field, row)
        self.at[cell], self.labels[cell] = number, label
        return cell

    def _line_cell(self, index: int, column: str) -> Cell | None:
        line = self.form.funding[index]
        label = f"{line_name(line)}的{FUNDING[column]}"
        number: Number = getattr(line, column)
        return self._cell(f"funding.{line.source}.{column}", index, number, label)

    def _row_cell(self, row: int, column: str) -> Cell | None:
        indicator = self.form.indicators[row]
        label = f"{row_label(row, indicator.name.text)}的{COLUMNS[column]}"
        return self._cell(f"indicator.{column}", row, getattr(indicator, column), label)

    # The 项目资金 block --------------------------------------------------------------------------

    def add_execution(self) -> None:
        """Rates, and the points for the main line's."""
        main = main_line(self.form)
        for index, line in enumerate(self.form.funding):
            rate, part, whole = (
                self._line_cell(index, name)
                for name in ("execution_rate", "executed", "annual_budget")
            )
            read = read_rate(line)
            if part and whole:
                self.laws.append(Limit("A204", part, whole, is_reached=False))
            if not (rate and part and whole and read) or unit_slip(line) or read.share > 1:
                continue
            if read.exact is None:
                continue
            rough = self.form.currency_unit in ("万元", "亿元")
            self.laws.append(Quotient("A201", rate, part, whole, read.scale, is_rough=rough))
            score, weight = (self._line_cell(index, name) for name in ("score", "weight"))
            if line is main and score and weight:
                shares = (rate, (part, whole)) if rough else ((part, whole), rate)
                self.laws.append(Share("A203", score, weight, shares, scale=read.scale))
                self.laws.append(Limit("A304", score, weight))
                self._earned.add(score)

    def add_amounts(self) -> None:
        """The sums of the parts, column by column."""
        whole, parts = self.form.funding_total, part_lines(self.form)
        parts = [line for line in parts if not is_blank(line)]
        if whole is None or not parts or any(map(unit_slip, self.form.funding)):
            return
        lines = {id(line): index for index, line in enumerate(self.form.funding)}
        for name in AMOUNTS:
            total = self._line_cell(lines[id(whole)], name)
            for group in counted_parts(whole, parts, name):
                cells = [self._line_cell(lines[id(line)], name) for line in group]
                filled = tuple(cell for cell in cells if cell)
                if total and filled and len(filled) == len(group):
                    self.laws.append(Sum("A205", total, filled))
        if whole.initial_budget.exact == whole.annual_budget.exact:
            for line in parts:
                first, now = (
                    self._line_cell(lines[id(line)], name)
                    for name in ("initial_budget", "annual_budget")
                )
                if first and now:
                    self.evidence.append(Sum("A206", first, (now,), _HINT))

    # 分值 and 得分 -------------------------------------------------------------------------------

    def _items(self, column: str) -> list[Cell | None]:
        main = main_line(self.form)
        index = next((i for i, line in enumerate(self.form.funding) if line is main), None)
        found: list[Cell | None] = []
        for item in self.ledger.items:
            if item.row is not None:
                found.append(self._row_cell(item.row, column))
            elif index is not None:
                found.append(self._line_cell(index, column))
        return found

    @property
    def _rows_are_sure(self) -> bool:
        """Whether the rows are those that the sums are of."""
        ledger = self.ledger
        unread = self.form.unread_at("indicators")
        return not (ledger.missing_row or ledger.repeated_row or unread)

    def add_weights(self) -> None:
        """Σ分值, by category where a label declares it."""
        ledger, policy = self.ledger, self.case.policy
        if not ledger.weights_are_known:
            return
        total = self._cell("total.weight", None, ledger.weight, "总分行的分值")
        cells = self._items("weight")
        known = tuple(cell for cell in cells if cell)
        if len(known) < len(cells) or not self._rows_are_sure:
            return
        if total is None:
            number = Number.parse(str(plain(policy.total)))
            total = self._cell("policy.total", None, number, "总分")
        if total is None:
            return
        self.laws.append(Sum("A301", total, known))
        self.laws.append(Fixed("A301", total, policy.total))
        for group in declared_groups(self.form, ledger):
            number = Number.parse(str(plain(group.declared)))
            label = self._cell(
                f"indicator.{group.level}", group.row, number, f"“{group.label.text}”注明的分值"
            )
            rows = [
                self._row_cell(item.row, "weight") for item in group.items if item.row is not None
            ]
            filled = tuple(cell for cell in rows if cell)
            if label and filled and len(filled) == len(rows):
                self.laws.append(Sum("A306", label, filled))
        for name, wanted, rows_of in categories(self.case, ledger):
            number = Number.parse(str(plain(wanted)))
            constant = self._cell(f"policy.{name}", None, number, f"{name}指标的分值")
            filled = tuple(cell for row in rows_of if (cell := self._row_cell(row, "weight")))
            if constant and filled:
                self.evidence.append(Sum("A310", constant, filled, _HINT))

    def add_scores(self) -> None:
        """Each 得分 against its 分值 and its result, and Σ得分."""
        ledger = self.ledger
        doubted = {one.row for one in check_met_but_deducted(self.case) if isinstance(one, Problem)}
        for facts in self.case.rows:
            score, weight = (self._row_cell(facts.index, name) for name in ("score", "weight"))
            if score is None or weight is None:
                continue
            self.laws.append(Limit("A304", score, weight))
            law = self._earned_law(facts, score, weight, facts.index in doubted)
            if law is not None:
                self.laws.append(law)
        cells = self._items("score")
        known = tuple(cell for cell in cells if cell)
        complete = len(known) == len(cells) and ledger.scores_are_known and self._rows_are_sure
        total = self._cell(TOTAL_SCORE.field, None, ledger.score, "总分")
        if total and complete:
            self.laws.append(Sum("A302", total, known, is_rounded=True))

    def _earned_law(
        self, facts: RowFacts, score: Cell, weight: Cell, is_doubted: bool
    ) -> Law | None:
        """What the row's result earns; None where its score is the unit's judgement."""
        found, unread = facts.attainment, self.form.unread_at("indicator.explanation", facts.index)
        bare = facts.deducts and not facts.is_explained and unread is None
        soft = _BARE if bare else _SOFT
        if found.met:
            known = is_doubted or not facts.deducts
            return Share("A402", score, weight, (Fraction(1),), soft) if known else None
        if found.completion is None:
            open_to = bare and not found.missed
            return Share("A501", score, weight, (Fraction(1),), soft) if open_to else None
        if facts.beside_formula < 0 and not is_doubted:
            return None
        self._earned.add(score)
        weighs = soft if facts.beside_formula < 0 else _CERTAIN
        return Share("A402", score, weight, (found.completion,), weighs)


# What becomes of the findings -------------------------------------------------------------------


def settled(case: Case, problems: Sequence[tuple[str, Problem]]) -> list[Problem]:
    """The problems, beside their rules' codes, once it is known what they come of."""
    mine = [(code, problem, place_of(case.form, problem)) for code, problem in problems]
    if not any(code in _NUMERIC and place for code, _, place in mine):
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
    if place in mending.changes:
        wanted = mending.printed(place)
        same = problem.expected is not None and _is_number(problem.expected, wanted)
        wanted = problem.expected if problem.expected is not None and same else wanted
        causes = mending.causes(place, code)
        root = next((one for one in causes if one in told), None)
        # What two things prove, the row's formula and the printed total, must be mended.
        proven = code == "A403" and any(
            law.code == "A302" and place in law.cells and not law.holds(mending.values)
            for law in mending.laws
        )
        if proven and mending.is_total_right:
            advice = f"得分改为{wanted}；改正后各项得分之和与总分一致，总分不用改"
        elif causes:
            advice = f"{_listed(mending, causes)}改正后，{mending.labels[place]}应为{wanted}"
        else:
            advice = problem.suggestion if same else f"改为{wanted}"
        severity = Severity.ERROR if proven else problem.severity
        return replace(problem, expected=wanted, suggestion=advice, cause=root, severity=severity)
    causes = mending.causes(place, code)
    if causes:
        root = next((one for one in causes if one in told), None)
        if root is None:  # no finding speaks of the cell that is wrong: this one does
            root = causes[0]
            told.add(root)
            return replace(
                problem,
                at=mending.at[root],
                field=root.field,
                row=root.row if root.field.startswith("indicator") else None,
                found=str(mending.at[root]),
                expected=mending.printed(root),
                suggestion=f"{mending.labels[root]}改为{mending.printed(root)}；"
                f"{mending.labels[place]}不用改",
            )
        return replace(
            problem,
            expected=str(mending.at[place]),
            suggestion=f"先改正{_listed(mending, [root])}；改正后这里不用改",
            cause=root,
        )
    around = {cell for law in mending.laws if place in law.cells for cell in law.cells}
    if not around & mending.open:
        return problem
    first = next((one for one in told if one in mending.open or one == _CHOICE), None)
    if first is not None:
        return replace(
            problem, expected=None, suggestion="与上面列出改法的那一处一并改正", cause=_CHOICE
        )
    told.add(_CHOICE)
    ways = [mending.told(one) for one in mending.repairs]
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
