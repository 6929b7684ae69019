"""A form's numbers as cells, the laws among them, and what it costs to change each."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from reviewer.mending import Cell, Fixed, Law, Limit, Printed, Quotient, Share, Sum
from reviewer.models import Number
from reviewer.rounding import plain
from reviewer.rules.a2_amounts import is_blank, part_lines, unit_slip
from reviewer.rules.a2_funding import counted_parts
from reviewer.rules.a2_rates import main_line, read_rate
from reviewer.rules.a3_ledger import Ledger, declared_groups, ledger_of
from reviewer.rules.a3_weights import categories
from reviewer.rules.a4_scores import check_met_but_deducted
from reviewer.rules.case import Case, RowFacts, row_label
from reviewer.rules.cells import AMOUNTS, COLUMNS, FUNDING, line_name
from reviewer.rules.outcome import Problem

TOTAL_SCORE, TOTAL_WEIGHT = Cell("total.score"), Cell("total.weight")
_SOFT = 0.6
"""What it costs to leave a met row with points taken: the unit may have had its reason."""
_BARE = 0.75
"""Where no word says why, it costs more."""
_CERTAIN = 3.0
_HINT = 0.2
_MOST_LACKING = 30
"""Where 分值 lack more, rows are lacking, and none is misprinted by so much."""
_DERIVED, _SOURCE, _GIVEN = 0.6, 1.0, 1.2
"""What is computed is mended rather than what it is computed from, and that than what is given."""


def printed_values(at: Mapping[Cell, Number]) -> dict[Cell, Printed]:
    """What the cells print."""
    return {
        cell: Printed(number.exact or Fraction(0), number.decimals) for cell, number in at.items()
    }


class Numbers:
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
        lacking = ledger.weight_gap > _MOST_LACKING
        unread = self.form.unread_at("indicators")
        return not (ledger.missing_row or ledger.repeated_row or lacking or unread)

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
        if ledger.weight_gap:  # a form whose rows make its own total of 105 is of another kind
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
            known = (is_doubted and unread is None) or not facts.deducts
            return Share("A402", score, weight, (Fraction(1),), soft) if known else None
        if found.completion is None:
            open_to = bare and not found.missed
            return Share("A501", score, weight, (Fraction(1),), soft) if open_to else None
        if facts.beside_formula < 0 and (not is_doubted or unread is not None):
            return None
        self._earned.add(score)
        weighs = soft if facts.beside_formula < 0 else _CERTAIN
        return Share("A402", score, weight, (found.completion,), weighs)
