"""分值 that a level label declares: 产出指标（50分）."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reviewer.models import Form, Text
from reviewer.reading.labels import declared_weight
from reviewer.rules.a3_ledger import Item, Ledger, added


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
