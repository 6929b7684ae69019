"""CSV: the cells of a spreadsheet without its merges; a value stands in a merge's first cell."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.readers.text.plain import decode
from reviewer.models import Location

_LOOK = 65_536
_MOST_RECORDS = 400
_RECORDS, _FIELDS, _MOSTLY = 4, 4, 0.7
"""So many records must have so many fields, and such a share of all more than one."""
_SIGNS = ",;\t"
_NAMED_SIGN = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""How a file tells Excel what sets its fields apart."""
_AS_TEXT = re.compile(r'(^|[,;\t\r\n])=(?=")')
"""="0012" is Excel's way to keep a number as it was written."""
_QUOTED_FIELD = re.compile(r'(?:^|\t)"[^"\t\n,]{0,200},[^"\t\n]{0,200}"[\t\r\n]', re.MULTILINE)
_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
_WITHIN = "\v"
"""What a line break within a cell is called until the cells are apart."""
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def read(data: bytes) -> Grid:
    """The records of a file whose fields are set apart by commas, semicolons or tabs.

    Raises:
        ReadError: it is no text, or larger than the limits.
    """
    text = decode(data)
    sign, start = delimiter_of(text)
    text, is_named = _with_one_end(text[start:], sign), start > 0
    csv.field_size_limit(limits.MAX_BYTES)
    grid = Grid()
    try:
        for number, record in enumerate(_records(text, sign), start=1 + is_named):
            if number > limits.MAX_ROWS:
                raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
            at = Location(line=number)
            cells = tuple(
                [
                    Cell(shown, column, at)
                    for column, field in enumerate(record[: limits.MAX_COLUMNS])
                    if (shown := _unquoted(field))
                ]
            )
            if cells:
                grid.rows.append(Row(cells, 1, len(record), at, ruled=True))
    except csv.Error as error:
        raise ReadError("CSV文件的格式有误，无法读取") from error
    return grid


def is_delimited(text: str) -> bool:
    """Whether it was saved by a spreadsheet, so that columns are exact.

    Either a field with a comma stands between tabs in quotes, or commas or semicolons make records
    of several fields out of most lines.

    Programs leave out the empty fields at the end of a record, so that few have the same number.
    """
    if _NAMED_SIGN.match(text) or _QUOTED_FIELD.search(text):
        return True
    for sign in ",;":
        # Commas within numbers set nothing apart; a table by tabs has few others.
        counts = _counts(_GROUPED.sub("", text[:_LOOK]), sign)
        several, full = (
            sum(often for fields, often in counts.items() if fields >= least)
            for least in (2, _FIELDS)
        )
        is_regular = full >= _RECORDS and several >= _MOSTLY * counts.total()
        if is_regular and text.count(sign, 0, _LOOK) > text.count("\t", 0, _LOOK):
            return True
    return False


def delimiter_of(text: str) -> tuple[str, int]:
    """The sign that sets fields apart in most records, and where the first record begins."""
    if named := _NAMED_SIGN.match(text):
        return named[1], named.end()
    best, most = ",", (0, 0)
    for sign in _SIGNS:
        counts = _counts(text, sign)
        several = {fields: often for fields, often in counts.items() if fields > 1}
        found = sum(several.values()), max(several.values(), default=0)
        if found > most:
            best, most = sign, found
    return best, 0


def _counts(text: str, sign: str) -> Counter[int]:
    """How many records have how many fields."""
    try:
        records = _records(text[:_LOOK], sign)
        counts = Counter(len(one) for _, one in zip(range(_MOST_RECORDS), records, strict=False))
    except csv.Error:
        return Counter()
    del counts[0]
    return counts


def _with_one_end(text: str, sign: str) -> str:
    """The text with only its records ending in line breaks, those within cells set apart from them.

    Excel for Mac ends records with CR and leaves LF within cells, as budget systems do between
    CR LF, and neither need be quoted. Where all breaks end records after all (of files that were put
    one behind the other), those of the longest would have more fields than any has.
    """
    ends = set(_END.findall(_QUOTED.sub("", text)))
    if len(ends) < 2:
        return text
    most = _widest(_END.sub("\n", text), sign)
    within = str.maketrans("\r\n", _WITHIN * 2)
    for end in ("\r\n", "\r", "\n"):
        records = text.replace("\r\n", end).split(end)
        joined = "\n".join(record.translate(within) for record in records)
        if end in ends and _widest(joined, sign) <= most:
            return joined
    return text


def _widest(text: str, sign: str) -> int:
    return max(line.count(sign) for line in _QUOTED.sub("", text).split("\n"))


def _records(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(_AS_TEXT.sub(r"\1", text), newline=""), delimiter=sign)


def _unquoted(field: str) -> str:
    shown = field.strip().replace(_WITHIN, "\n")
    if shown.startswith('="') and shown.endswith('"') and len(shown) > 2:
        return shown[2:-1].strip()
    return shown
