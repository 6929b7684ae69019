"""A form's scores as a ledger: what is added up, what total and labels say, and the gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from reviewer.models import Form, Number, Text, Total
from reviewer.policy import Policy
from reviewer.reading.labels import declared_weight, is_part
from reviewer.rounding import Rounding, rounded
from reviewer.rules.a2_rates import main_line
from reviewer.rules.case import Case, per_case, row_label
from reviewer.rules.cells import Cell, NumberCell, added


class Item(NamedTuple):
    """One thing that counts: the execution line (`row` None) or an indicator row."""

    title: str
    row: int | None
    weight: Number
    score: Number

    @property
    def name(self) -> str:
        """What a message calls it."""
        return self.title if self.row is None else row_label(self.row, self.title)

    def cell(self, column: str) -> NumberCell:
        """Its cell of 分值 (weight) or 得分 (score)."""
        block = "funding.total" if self.row is None else "indicator"
        label = "分值" if column == "weight" else "得分"
        return Cell(f"{block}.{column}", self.row, getattr(self, column), label, self.title)

    @property
    def deduction(self) -> Fraction | None:
        """分值 − 得分."""
        weight, score = self.weight.exact, self.score.exact
        return None if weight is None or score is None else weight - score


@dataclass(frozen=True)
class Ledger:
    """What a form adds up.

    Attributes:
        execution: the line of the 项目资金 block with 分值 and 得分, None where there is none.
        rows: the rows that count.
        parts: rows that divide the one above them (其中…); they count with it, not beside it.
        weight: 分值 of the 总分 row as printed.
        score: 得分 of the 总分 row as printed.
        policy: for what the form does not print.
    """

    execution: Item | None
    rows: tuple[Item, ...]
    parts: tuple[Item, ...]
    weight: Number
    score: Number
    policy: Policy

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything that counts, the execution line first."""
        return (self.execution, *self.rows) if self.execution else self.rows

    @cached_property
    def has_weights(self) -> bool:
        """Hubei's forms print no 分值 per row."""
        return any(not item.weight.is_empty for item in self.rows)

    @cached_property
    def weight_sum(self) -> Fraction:
        """Σ分值 of what counts."""
        return added(item.weight for item in self.items)

    @cached_property
    def score_sum(self) -> Fraction:
        """Σ得分 of what counts."""
        return added(item.score for item in self.items)

    @cached_property
    def expected_weight(self) -> Fraction:
        """The total that 分值 must reach: the printed one, else the policy's."""
        printed = self.weight.exact
        return self.policy.total if printed is None else printed

    @cached_property
    def weight_gap(self) -> Fraction:
        """What 分值 lack; negative where there are too many."""
        return self.expected_weight - self.weight_sum

    @cached_property
    def score_gap(self) -> Fraction:
        """What the printed total claims beyond 得分; negative where it claims less."""
        return (self.score.exact or Fraction(0)) - self.score_sum

    @cached_property
    def unreadable_weight(self) -> Item | None:
        """The first item whose 分值 cell holds no number."""
        return next((item for item in self.items if is_unreadable(item.weight)), None)

    @cached_property
    def unreadable_score(self) -> Item | None:
        """The first item whose 得分 cell holds no number."""
        return next((item for item in self.items if is_unreadable(item.score)), None)

    @cached_property
    def without_weight(self) -> tuple[Item, ...]:
        """Items that are scored but have no 分值."""
        return tuple(item for item in self.items if item.weight.is_empty and item.score)

    @cached_property
    def without_score(self) -> tuple[Item, ...]:
        """Items that have 分值 but no score."""
        return tuple(item for item in self.items if item.weight and item.score.is_empty)

    def prints(self, exact: Fraction) -> bool:
        """Whether the printed total is this sum, or that half-up at the decimals printed.

        Unlike a quotient a sum has an end, so up and down are no ways of writing it.
        """
        number = self.score
        return number.exact == exact or any(
            rounded(exact, number.decimals, way) == number.value
            for way in (Rounding.HALF_UP, Rounding.HALF_EVEN)
        )

    @cached_property
    def weights_are_known(self) -> bool:
        """Whether Σ分值 means something: every 分值 is there and can be read."""
        return self.has_weights and not (
            self.unreadable_weight or self.without_weight or self.execution is None
        )

    @cached_property
    def scores_are_known(self) -> bool:
        """Whether Σ得分 can be held against the total."""
        return bool(self.score) and not (
            self.unreadable_score or self.without_score or self.execution is None
        )

    @cached_property
    def missing_row(self) -> Missing | None:
        """The row that both sums miss, where their gaps fit one.

        A gap in 分值 alone is a 分值 written wrongly; a row that nobody took points for is so rare
        that it is left to A301.
        """
        weight, score = self.weight_gap, self.score_gap
        if not (self.weights_are_known and self.scores_are_known) or weight <= 0 or score <= 0:
            return None
        largest = max((item.weight.exact or Fraction(0) for item in self.rows), default=Fraction(0))
        if weight == score or self.prints(self.score_sum + weight):
            return Missing(weight, weight, weight > largest)
        # Where the missing row was the largest itself, it should at least have most of its points.
        plausible = weight <= largest or (weight <= 2 * largest and 2 * score >= weight)
        return Missing(weight, score, several=False) if score < weight and plausible else None

    @cached_property
    def repeated_row(self) -> Item | None:
        """The row that stands twice, where 分值 and 得分 are too many by just what it has."""
        names = [item.title for item in self.rows]
        return next(
            (
                item
                for item in self.rows
                if names.count(item.title) > 1
                and item.weight.exact == -self.weight_gap
                and item.score.exact == -self.score_gap
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """A row that the sums miss: its 分值, its 得分, and whether it may be several rows."""

    weight: Fraction
    score: Fraction
    several: bool


def is_unreadable(number: Number) -> bool:
    """Whether something stands in the cell that is no number."""
    return bool(number.text) and number.value is None


def digits(number: Number) -> str:
    """A number as a sum shows it: 10 for “10分”."""
    return "" if number.value is None else f"{number.value:f}"


@per_case
def ledger_of(case: Case) -> Ledger:
    """The ledger of a form."""
    form, policy, total = case.form, case.policy, case.form.total or Total()
    items = [
        Item(row.name.text, index, row.weight, row.score)
        for index, row in enumerate(form.indicators)
        if not (row.weight.is_empty and row.score.is_empty)
    ]
    line = main_line(form)
    execution = None
    if line is not None and not (line.weight.is_empty and line.score.is_empty):
        execution = Item("预算执行", None, line.weight, line.score)
    rows, parts = _apart(items, execution, total.weight.exact or policy.total)
    return Ledger(execution, rows, parts, total.weight, total.score, policy)


def _apart(
    items: Sequence[Item], execution: Item | None, total: Fraction
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The rows that count and the 其中 rows that count with the row above them.

    A 其中 row with a 分值 of its own counts, unless 分值 reach the total without such rows.
    """
    named = [item for item in items if is_part(item.title)]
    rest = [item for item in items if item not in named]
    weighted = any(not item.weight.is_empty for item in items)
    executed = [execution] if execution else []
    if named and added(item.weight for item in (*executed, *rest)) == total:
        return tuple(rest), tuple(named)
    parts = [item for item in named if weighted and item.weight.is_empty]
    return tuple(item for item in items if item not in parts), tuple(parts)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows under one label and the 分值 that the label declares for them."""

    label: Text
    level: str
    row: int
    declared: Fraction
    items: tuple[Item, ...]

    @property
    def weight(self) -> Fraction:
        """Σ分值 of the rows."""
        return added(item.weight for item in self.items)

    @property
    def unreadable(self) -> Item | None:
        """A row whose 分值 is empty or no number."""
        return next((item for item in self.items if item.weight.value is None), None)


def declared_groups(form: Form, ledger: Ledger) -> Iterator[Group]:
    """Every label that declares a 分值, with the rows that stand under it.

    Rows under the same label without the declaration belong to it (a page break repeats it bare).
    """
    for level in ("level1", "level2"):
        keys: dict[int, tuple[str, ...]] = {}
        declared: dict[tuple[str, ...], tuple[int, Text, Fraction]] = {}
        for index, row in enumerate(form.indicators):
            label: Text = getattr(row, level)
            name, weight = declared_weight(label.text)
            above = declared_weight(row.level1.text)[0] if level == "level2" else ""
            keys[index] = (above, name)
            if weight is not None:
                declared.setdefault(keys[index], (index, label, weight))
        for key, (index, label, weight) in declared.items():
            items = tuple(item for item in ledger.rows if keys[item.row or 0] == key)
            yield Group(label, level, index, weight, items)
