"""How many of the numbers in targets and results were read: a figure for the benchmark."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Document
from reviewer.standing.attainment import is_numeric, is_parsed


def parse_rate(document: Document) -> tuple[int, int]:
    """(parsed, numeric): of the targets and results that hold numbers, how many were all read."""
    numeric = [cell for cell in _cells(document) if is_numeric(cell)]
    return sum(map(is_parsed, numeric)), len(numeric)


def unread(document: Document) -> list[str]:
    """The cells with a number that was not read."""
    return [cell for cell in _cells(document) if is_numeric(cell) and not is_parsed(cell)]


def _cells(document: Document) -> Iterator[str]:
    for form in document.forms:
        for row in form.indicators:
            yield row.target.text
            yield row.actual.text
