"""Rows of a sheet that only go on with the texts of the row above, as clerks type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.intake.table import Draft

_TEXTS = frozenset({"name", "target", "actual", "explanation", "remedy"})
_POINTS = frozenset({"weight", "score"})
_DIGIT = re.compile(r"\d")
_FULL_STOPS = ("。", "！", "？")
_REMEDIES = ("改进措施", "整改措施", "下一步")


def is_rest(draft: Draft, above: Draft | None) -> bool:
    """Whether the row is the rest of the one above it: its reason goes on, and nothing else is new.

    A row with a number, a label or a merged cell of its own is none.
    """
    if above is None or not _is_below(draft, above):
        return False
    rest = draft.fields
    if "explanation" not in rest or not rest.keys() <= above.fields.keys() & _TEXTS:
        return False
    cells = [cell for role in rest for cell in (*rest[role], *above.fields[role])]
    others = [draft.text(role) for role in rest if role != "explanation"]
    if any(cell.rows > 1 for cell in cells) or any(map(_DIGIT.search, others)):
        return False
    begins = draft.text("explanation").startswith(_REMEDIES)
    return begins or not above.text("explanation").endswith(_FULL_STOPS)


def _is_below(draft: Draft, above: Draft) -> bool:
    is_same = draft.row.ruled and draft.row.page == above.row.page
    return is_same and bool(above.fields.keys() & _POINTS)
