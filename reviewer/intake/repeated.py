"""A head typed again above the part of a form that stands on its next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.intake.blocks import heading_of, is_continuation, names_project
from reviewer.intake.grid import Grid, Row
from reviewer.intake.head import Head, is_title, read_head, title_words, year_on
from reviewer.intake.segments import beginnings
from reviewer.intake.sums import is_partial, is_total

_MOST = 8
"""So many lines may stand between a title and the headings of the indicators."""


def leave_out_repeated_heads(grid: Grid) -> None:
    """Drop title, project and unit where they come again between the indicators of one form."""
    repeated = {id(row) for row in _repeated(grid.rows)}
    if repeated:
        grid.keep(lambda row: id(row) not in repeated)


def _repeated(rows: Sequence[Row]) -> Iterator[Row]:
    first: int | None = None
    for start in beginnings(rows):
        again = _head_at(rows, start)
        if first is not None and again and _goes_on(rows, first, start, again):
            yield from rows[start : start + len(again)]
        else:
            first = start


def _head_at(rows: Sequence[Row], start: int) -> Sequence[Row]:
    """The lines directly above the indicators, with or without their headings; none above others."""
    end = min(start + _MOST, len(rows))
    for at in range(start, end):
        if heading := heading_of(rows[at]):
            return rows[start:at] if heading == "indicators" else ()
    return rows[start : next((at for at in range(start, end) if not _is_of_head(rows[at])), end)]


def _is_of_head(row: Row) -> bool:
    return is_title(row) or names_project(row) or is_continuation(row) or year_on(row) is not None


def _goes_on(rows: Sequence[Row], first: int, start: int, again: Sequence[Row]) -> bool:
    """Whether a head says nothing that the form above did not, and that has no total yet."""
    headings = [at for at in range(first, start) if heading_of(rows[at])]
    tables = [at for at in headings if heading_of(rows[at]) == "indicators"]
    if not tables or any(is_total(row) and not is_partial(row) for row in rows[tables[0] : start]):
        return False
    above = rows[first : headings[0]]
    if not _titles(again) <= _titles(above):
        return False
    old = read_head(above)
    new = read_head([row for row in again if not is_continuation(row)])
    if new.unknown or new.leftovers or new.preface or new.year not in (None, old.year):
        return False
    stated = {role for role in new.fields if _words(new, role)}
    same = all(_words(new, role) == _words(old, role) for role in stated)
    return same and bool(stated & {"project", "unit", "department"})


def _titles(rows: Sequence[Row]) -> set[str]:
    return {title_words(row) for row in rows if is_title(row)}


def _words(head: Head, role: str) -> str:
    return "".join(head.text(role).text.split())
