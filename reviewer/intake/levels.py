"""一级 and 二级 labels: printed once per merged cell, anywhere among the rows they cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reviewer.intake.cells import joined, kind
from reviewer.intake.grid import Cell
from reviewer.intake.ruled import covering, role_at
from reviewer.intake.table import Draft
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Text

_DECLARED = re.compile(r"[(（]\d+分?[)）]")


def carry(drafts: Sequence[Draft]) -> list[tuple[Text, Text]]:
    """一级 and 二级 of each row.

    A label holds from its row down to the next one. Rows above the first label lie in the first
    merged cell, whose text was printed on a later page. Where the 二级 label of a row belongs to
    another category than the 一级 label above it, the 一级 label of its category is taken, wherever
    that stands: the page break has moved it.
    """
    _mend(drafts)
    printed1 = [_printed(draft, "level1") for draft in drafts]
    printed2 = [_printed(draft, "level2") for draft in drafts]
    # The first 一级 label may stand below rows that it covers; each later one opens a new cell.
    first = next((i for i, label in enumerate(printed1) if label), 0)
    restart = [
        label is not None and i > first and label.text != _above(printed1, i)
        for i, label in enumerate(printed1)
    ]
    level2 = _down(printed2, restart)
    within = [
        any(role_at(cell, draft.columns) == "level1" for cell in above)
        for draft, above in zip(drafts, covering([draft.row for draft in drafts]), strict=True)
    ]
    level1 = _by_category(_down(printed1), printed1, level2, within)
    return [(one or Text(), two or Text()) for one, two in zip(level1, level2, strict=True)]


def _above(printed: Sequence[Text | None], index: int) -> str | None:
    """The last label printed before this row: where each row repeats it, no new cell begins."""
    return next((label.text for label in reversed(printed[:index]) if label), None)


def _mend(drafts: Sequence[Draft]) -> None:
    """Join labels that a page break cut in two (产出指 | 标, 效益指标 | （30分）), on the first's row."""
    names = vocabulary()
    for role, known in (("level1", names.level1), ("level2", names.level2)):
        open_piece: tuple[Draft, Cell] | None = None
        last: Draft | None = None
        for draft in drafts:
            cells = draft.fields.get(role, [])
            whole = [cell for cell in cells if key(cell.text) in known]
            if whole:
                draft.fields[role] = whole[:1]
                open_piece, last = None, draft
            elif cells and last and _DECLARED.fullmatch("".join(cells[0].text.split())):
                last.fields[role].append(cells[0])
                draft.fields[role] = []
            elif cells and open_piece and key(open_piece[1].text + cells[0].text) in known:
                open_piece[0].fields[role] = [open_piece[1], cells[0]]
                draft.fields[role] = []
                open_piece = None
            elif cells and key(cells[0].text) in names.label_prefixes:
                open_piece = draft, cells[0]
            elif cells and kind(cells[0].text) == "p":
                draft.fields[role] = []  # the end of a label whose beginning is not there


def _printed(draft: Draft, role: str) -> Text | None:
    cells: list[Cell] = draft.fields.get(role, [])
    label = joined(cells)
    return label if label.text.strip("-—/ ") else None


def _down(printed: Sequence[Text | None], restart: Sequence[bool] = ()) -> list[Text | None]:
    """Carry labels down; rows before the first label of a region take that label.

    `restart[i]` says that a new region begins at row i, over which nothing is carried.
    """
    starts = [0, *(i for i, new in enumerate(restart) if new and i > 0), len(printed)]
    carried: list[Text | None] = []
    for start, end in pairwise(starts):
        region = printed[start:end]
        current = next((label for label in region if label), None) if start == 0 else None
        for label in region:
            current = label or current
            carried.append(current)
    return carried


def _by_category(
    level1: list[Text | None],
    printed: Sequence[Text | None],
    level2: Sequence[Text | None],
    within: Sequence[bool],
) -> list[Text | None]:
    """The 一级 labels, where no merged cell says it (`within`) with those of the rows' categories."""
    names = vocabulary()
    own = {i: names.level1.get(key(label.text)) for i, label in enumerate(printed) if label}
    corrected = list(level1)
    for i, (one, two) in enumerate(zip(level1, level2, strict=True)):
        if one is None or two is None or i in own or within[i]:
            continue
        wanted = names.level2.get(key(two.text))
        if wanted is None or names.level1.get(key(one.text)) in (wanted, "成本", None):
            continue
        nearest = min(
            (j for j, category in own.items() if category == wanted),
            key=lambda j: abs(j - i),
            default=None,
        )
        if nearest is not None:
            corrected[i] = printed[nearest]
    return corrected
