"""CSV: the cells of a spreadsheet without its merges; a value stands in a merge's first cell."""

from __future__ import annotations

import csv
import io
from collections import Counter

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.readers.plaintext import decode
from reviewer.models import Location

_LOOK = 65_536


def read(data: bytes) -> Grid:
    """The records of a file whose fields are set apart by commas or semicolons.

    Raises:
        ReadError: it is no text, or larger than the limits.
    """
    text = decode(data)
    csv.field_size_limit(limits.MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text[:_LOOK]))
    grid = Grid()
    try:
        for number, record in enumerate(reader, start=1):
            if number > limits.MAX_ROWS:
                raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
            at = Location(line=number)
            cells = tuple(
                [
                    Cell(shown, column, at)
                    for column, field in enumerate(record[: limits.MAX_COLUMNS])
                    if (shown := field.strip())
                ]
            )
            if cells:
                grid.rows.append(Row(cells, 1, len(record), at, ruled=True))
    except csv.Error as error:
        raise ReadError("CSV文件的格式有误，无法读取") from error
    return grid


def delimiter_of(text: str) -> str:
    """The sign that gives most records the same number of fields."""
    best, most = ",", 0
    for sign in ",;\t":
        try:
            records = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
            counts = Counter(len(record) for record in records if len(record) > 1)
        except csv.Error:
            continue
        often = counts.most_common(1)[0][1] if counts else 0
        if often > most:
            best, most = sign, often
    return best
