"""A sheet of a workbook, whatever its format: cells shown, cells hidden, merges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.models.source import column_letters

_NAMED = 3
COVERED = "被合并单元格盖住的内容"

Place = tuple[int, int]
"""Row and column, which count from 0."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; all count from 0 and are covered."""


class Look(NamedTuple):
    """How text looks, as far as it matters: struck out, or not to be seen and why (白色文字 …)."""

    struck: bool = False
    unseen: str = ""


PLAIN = Look()


@dataclass(slots=True)
class Sheet:
    """What a reader found on one sheet. `cells` holds texts as displayed.

    `unseen` holds texts that cannot be seen, with the reason, `struck` those with a line through
    them: neither stands in `cells`.
    """

    name: str
    cells: dict[Place, str] = field(default_factory=dict)
    unseen: dict[Place, list[tuple[str, str]]] = field(default_factory=dict)
    struck: dict[Place, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: AbstractSet[int] = frozenset()
    hidden_columns: AbstractSet[int] = frozenset()
    is_hidden: bool = False
    above: list[str] = field(default_factory=list)
    """Texts of shapes that float over the sheet."""
    header: list[str] = field(default_factory=list)
    """Texts of the page's header."""
    below: list[str] = field(default_factory=list)
    """Texts of the page's footer."""
    unfilled: list[Place] = field(default_factory=list)
    """Cells whose formula has no value stored."""
    pictures: list[Place] = field(default_factory=list)
    """Cells that hold a picture in place of text."""
    errors: dict[Place, str] = field(default_factory=dict)
    """Cells that show an error: #REF! and its like."""

    def put(self, place: Place, text: str, look: Look = PLAIN) -> None:
        """Add text to a cell.

        Raises:
            ReadError: more cells hold text than the limits allow.
        """
        if look is PLAIN or look == PLAIN:
            self.cells[place] = self.cells[place] + text if place in self.cells else text
            if len(self.cells) > limits.MAX_CELLS:
                raise ReadError(f"工作表“{self.name}”超过 {limits.MAX_CELLS} 个单元格，未读取")
        elif look.struck:
            self.struck[place] = self.struck.get(place, "") + text
        else:
            self.unseen.setdefault(place, []).append((text, look.unseen))

    def cover(self, place: Place, text: str) -> None:
        """Note text of a cell that a merged one covers."""
        self.unseen.setdefault(place, []).append((text, COVERED))

    def merge(self, merges: Sequence[Merge]) -> None:
        """Take over merged ranges; what the first cell of a range covers is not shown."""
        # Along rows or columns, whichever are fewer: a hostile sheet may have many of both.
        turned = len({row for row, _ in self.cells}) > len({column for _, column in self.cells})
        lines: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            line, at = (column, row) if turned else (row, column)
            lines.setdefault(line, []).append(at)
        for top, left, bottom, right in merges:
            across, along = range(top, bottom + 1), range(left, right + 1)
            if turned:
                across, along = along, across
            covered: list[Place] = []
            for line in across if len(across) < len(lines) else [*lines]:
                if line in across and line in lines:
                    found = _taken(lines[line], along)
                    covered += [(at, line) if turned else (line, at) for at in found]
            self._cover_all((top, left), sorted(covered))
        self.merges.extend(merges)

    def _cover_all(self, first: Place, covered: Sequence[Place]) -> None:
        texts = [self.cells.pop(place) for place in covered if place != first]
        said = " ".join(text for text in texts if text.strip())
        if said and set(texts) != {self.cells.get(first)}:
            self.cover(first, said)


def _taken(positions: list[int], along: range) -> list[int]:
    """Those of some sorted positions that lie in a range, taken out of them."""
    start, end = bisect_left(positions, along.start), bisect_left(positions, along.stop)
    found = positions[start:end]
    del positions[start:end]
    return found


def reference(place: Place) -> str:
    """A1 for (0, 0)."""
    row, column = place
    return f"{column_letters(column)}{row + 1}"


def named(places: Collection[Place]) -> str:
    """The first of some cells by their references, and how many they are."""
    first = "、".join(reference(place) for place in sorted(places)[:_NAMED])
    return first + (f"等{len(places)}个" if len(places) > _NAMED else "")
