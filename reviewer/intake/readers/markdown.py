"""Markdown: pipe tables, and the lines around them."""

from __future__ import annotations

import re

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.readers.plaintext import decode
from reviewer.models import Location

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARK = re.compile(r"^\s{0,3}(?:#{1,6}|>|[-*+])\s+|\*\*|__|`")


def read(data: bytes) -> Grid:
    """The tables of a file, each row by its columns.

    Raises:
        ReadError: it is no text, or larger than the limits.
    """
    grid = Grid()
    page, inside = 1, False
    for number, line in enumerate(decode(data).splitlines(), start=1):
        if number > limits.MAX_ROWS:
            raise ReadError(f"文本超过 {limits.MAX_ROWS} 行，未读取")
        at = Location(line=number)
        is_row = line.lstrip().startswith("|") or (inside and _PIPE.search(line) is not None)
        if not is_row:
            grid.line([_MARK.sub("", line)], page, at)
            inside = False
            continue
        page += not inside
        inside = True
        if _RULE.fullmatch(line):
            continue
        body = line.strip().removeprefix("|")
        pieces = _PIPE.split(body.removesuffix("|") if not body.endswith("\\|") else body)
        texts = [_BREAK.sub("\n", piece.replace("\\|", "|")).strip() for piece in pieces]
        cells = tuple(
            [
                Cell(text, column, at)
                for column, text in enumerate(texts[: limits.MAX_COLUMNS])
                if text
            ]
        )
        if cells:
            grid.rows.append(Row(cells, page, len(texts), at, ruled=True))
    return grid
