"""分值 that a level label declares: 产出指标（50分）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reviewer.models import Form, Text
from reviewer.rules.a3_ledger import Item, Ledger, added

_DECLARED = re.compile(
    r"^(?P<name>.*?)[\s：:，,]*(?:"
    r"[（(【\[]\s*(?:分值|权重|满分|共|计)?\s*[:：]?\s*(?P<bracket>\d{1,3}(?:\.\d{1,2})?)\s*(?:分|%|％)?\s*[）)】\]]"
    r"|(?:分值|权重)?\s*[:：]?\s*(?P<bare>\d{1,3}(?:\.\d{1,2})?)\s*分)\s*$"
)
_LONGEST = 60


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


@lru_cache(maxsize=1024)
def declared_weight(label: str) -> tuple[str, Fraction | None]:
    """The label without its 分值, and the 分值."""
    found = _DECLARED.match(label) if len(label) <= _LONGEST else None
    if found is None or not found["name"]:
        return label.strip(), None
    return found["name"].strip(), Fraction(found["bracket"] or found["bare"])


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
