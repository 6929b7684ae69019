"""Markdown: pipe tables, tables drawn with signs, tables in HTML, and the lines around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.readers.text.drawn import is_border, read_drawn
from reviewer.intake.readers.text.markdown_text import plain
from reviewer.intake.readers.text.plain import decode
from reviewer.models import Location

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-{2,}:?")
_SHORT_RULE = re.compile(r":?-+:?")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_FENCE = re.compile(r"\s{0,9}(?:`{3,}|~{3,})")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+|(?:[-*_]\s*){3,})\s*")
_TABLE = re.compile(r"<(/?)table[\s>]", re.IGNORECASE)
_TITLE = re.compile(r"title\s*:\s*[\"']?(.{1,200}?)[\"']?\s*$")
_LONGEST_PREFACE = 60


def read(data: bytes) -> Grid:
    """The tables of a file, each row by its columns.

    Raises:
        ReadError: it is no text, or larger than the limits.
    """
    lines = decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Blank lines say nothing and cost nothing.
    if len(lines) > limits.MAX_ROWS and sum(map(bool, map(str.strip, lines))) > limits.MAX_ROWS:
        raise ReadError(f"文本超过 {limits.MAX_ROWS} 行，未读取")
    return _Reader([_unquoted(line) for line in lines]).read()


class _Reader:
    """Goes through the lines once; a table may take several of them at a time."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.grid = Grid()
        self._page = 1
        self._inside = False
        self._rules = 0
        self._sides = True, True

    def read(self) -> Grid:
        at = self._preface()
        while at < len(self.lines):
            line = self.lines[at]
            if _TABLE.search(line):
                at = self._html(at)
            elif is_border(line):
                self._leave()
                self._page += 1
                at = read_drawn(self.lines, at, self.grid, self._page)
                self._page += 1
            else:
                if self._is_row(at):
                    self._row(line, Location(line=at + 1))
                else:
                    self._leave()
                    self._line(line, Location(line=at + 1))
                at += 1
        return self.grid

    def _preface(self) -> int:
        """The first line behind the block of settings at the top, of which the title is kept."""
        if not self.lines or self.lines[0].strip() != "---":
            return 0
        for at, line in enumerate(self.lines[1:_LONGEST_PREFACE], start=1):
            if line.strip() in ("---", "..."):
                for number, setting in enumerate(self.lines[1:at], start=2):
                    if title := _TITLE.fullmatch(setting.strip()):
                        self.grid.line([title[1]], self._page, Location(line=number))
                return at + 1
        return 0

    def _leave(self) -> None:
        self._inside = False

    def _is_row(self, at: int) -> bool:
        """A line that begins with a bar, stands above a rule, or has bars and follows such a line."""
        line = self.lines[at]
        if line.lstrip().startswith("|"):
            return True
        if "|" not in line or _PIPE.search(line) is None:
            return False
        return self._inside or (at + 1 < len(self.lines) and _is_rule(self.lines[at + 1]))

    def _row(self, line: str, at: Location) -> None:
        if not self._inside:
            self._inside = True
            self._rules = 0
            self._page += 1
            self._sides = line.lstrip().startswith("|"), line.rstrip().endswith("|")
        pieces = _split(line, *self._sides)
        rule = _RULE if self._rules else _SHORT_RULE
        if all(rule.fullmatch(piece) for piece in pieces):
            self._rules += 1
            return
        cells: list[Cell] = []
        for column, piece in enumerate(pieces[: limits.MAX_COLUMNS]):
            text = self._text(piece, at)
            if text and text != "^^":  # as some write a cell that goes on from above
                cells.append(Cell(text, column, at))
        if len(pieces) > limits.MAX_COLUMNS:
            self.grid.warnings.append(f"表格超过 {limits.MAX_COLUMNS} 列，其余各列未读取")
        if cells:
            self.grid.rows.append(Row(tuple(cells), self._page, len(pieces), at, ruled=True))

    def _text(self, piece: str, at: Location) -> str:
        text, struck = plain(piece)
        for one in struck:
            self.grid.strike(one, at)
        return text[: limits.MAX_CELL_TEXT]

    def _line(self, line: str, at: Location) -> None:
        if line and not (_FENCE.match(line) or _UNDERLINE.fullmatch(line)):
            self.grid.line([self._text(line, at)], self._page, at)

    def _html(self, start: int) -> int:
        """Read a table in HTML, up to the line on which it ends; the line behind that."""
        from reviewer.intake.readers.web.page import read_page

        self._leave()
        depth, end = 0, start
        for end in range(start, len(self.lines)):
            depth += sum(-1 if closing else 1 for closing in _TABLE.findall(self.lines[end]))
            if depth <= 0:
                break
        read_page("\n".join(self.lines[start : end + 1]), self.grid, first_line=start)
        self._page = self.grid.rows[-1].page + 1 if self.grid.rows else self._page
        return end + 1


def _unquoted(line: str) -> str:
    """The line without the marks of a quotation."""
    found = _QUOTE.match(line)
    return line[found.end() :] if found else line


def _split(line: str, first: bool = True, last: bool = True) -> list[str]:
    """The cells of a line; `first` and `last` say whether its table has bars at its sides."""
    body = line.strip()
    body = body.removeprefix("|") if first else body
    body = body.removesuffix("|") if last and not body.endswith("\\|") else body
    return [piece.strip() for piece in _PIPE.split(body)]


def _is_rule(line: str) -> bool:
    plain = line.replace("+", "|")
    return "-" in line and "|" in plain and all(map(_SHORT_RULE.fullmatch, _split(plain)))
