"""What mends a form's numbers: the likeliest changes after which all that must hold among them does."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reviewer.mending import Cell, Law, Printed, Repair, repairs
from reviewer.models import Number
from reviewer.rounding import plain
from reviewer.rules.a3_numbers import TOTAL_SCORE, Numbers, printed_values
from reviewer.rules.case import Case, per_case


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
        """The changes that all repairs have in common, and that more than one sum speaks for."""
        first, *others = self.repairs or (Repair({}, 0.0),)
        common = {
            cell: new
            for cell, new in first.changes.items()
            if all(one.changes.get(cell) == new for one in others)
        }
        return {
            cell: new
            for cell, new in common.items()
            if cell.field != "indicator.weight" or self._doubts(cell) > 1
        }

    def _doubts(self, cell: Cell) -> int:
        """How many laws that do not hold as printed name a cell; any 分值 would mend their sum."""
        return sum(cell in law.cells and not law.holds(self.values) for law in self.laws)

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


_SAME = {"A401": "A402", "A403": "A402"}
"""Rules that speak of the same law."""


_MOST_LINES = 150
"""Of a longer form no changes are tried, so that time stays bounded; real ones have some thirty."""


@per_case
def mending_of(case: Case) -> Mending:
    """What mends the numbers of a form."""
    numbers = Numbers(case)
    if len(case.form.indicators) + len(case.form.funding) > _MOST_LINES:
        return Mending({}, {}, (), ())
    numbers.add_execution()
    numbers.add_amounts()
    numbers.add_weights()
    numbers.add_scores()
    laws = tuple(numbers.laws)
    found = repairs(printed_values(numbers.at), laws, numbers.cost, numbers.evidence)
    return Mending(numbers.at, numbers.labels, laws, found)
