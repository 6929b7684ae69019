"""A page of a PDF: its tables, the lines outside them, and the text that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.pdf.aligned import aligned_tables
from reviewer.intake.readers.pdf.fields import filled_in
from reviewer.intake.readers.pdf.lines import lines_drawn, lines_of_areas
from reviewer.intake.readers.pdf.overflow import is_label, without_overflow
from reviewer.intake.readers.pdf.painter import SeenPage
from reviewer.intake.readers.pdf.ruling import Line, cells, rulings
from reviewer.intake.readers.pdf.seal import take_seals
from reviewer.intake.readers.pdf.strikes import Strikes, strikes
from reviewer.intake.readers.pdf.text import (
    OFF_PAGE,
    Char,
    Seen,
    lines_of,
    look,
    middle,
    turn_of_page,
    words_of,
)
from reviewer.intake.readers.picture.boxes import Box, BoxTable
from reviewer.models import Location

_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*第?\s*\d{1,4}\s*页?\s*[-—–－]*(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?\s*"
)
_FOOT = 0.1
"""The share of a page at its head and foot where its number stands."""
_TEXTLESS = 10
_PICTURE = 0.5
"""A page is a picture if pictures cover so much of it."""
_CURVES = 300
"""A page without text, but with so many curves, has its letters drawn."""
_UNKNOWN = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_MOST_UNKNOWN = 0.2
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
_WITHOUT_CHINESE = 60
_MARGIN = 20.0
"""Points."""
_SHEET_CELLS = 6
_MOST_OUTSIDE = 0.1

SCAN = "是扫描件或图片"
NO_CODES = "PDF的字体没有文字对应表，复制出来是乱码"
DRAWN = "PDF的文字已转成曲线"

Place = tuple[int, int, int | None]
Part = BoxTable | str


class Page:
    """A page as it is seen.

    `no_text` says why its text cannot be had but from its picture, "" where it can.
    """

    def __init__(self, number: int, source: SeenPage, *, is_last: bool = True) -> None:
        self.number = number
        if turn := turn_of_page(source.chars):
            source.see(source.space.turned(turn))
        self.space = source.space
        self.seals = take_seals(source)
        seen = look(source)
        through = strikes(source, seen.shown)
        tables = _tables(source, seen.shown, through.lines)
        self.no_text = _no_text(source, seen.shown, is_table=bool(tables))
        self.has_text = len(seen.shown) >= _TEXTLESS and not self.no_text
        if self.no_text:  # whatever it says otherwise, it is not what the page shows
            seen, through, tables, self.seals = Seen(), Strikes(), [], []
        filled = filled_in(source)
        self.watermarks = seen.watermarks
        self._hidden = [(text, why, False) for text, why in seen.hidden] + filled.hidden
        shown, self._struck = _without_strokes([*seen.shown, *filled.chars], filled.strokes)
        shown, struck = _without(shown, through.texts)
        self._struck += struck
        self.tables = tables
        for table in self.tables:
            inside, shown = table.sorted_in(shown, _middle)
            table.texts = {box: words_of(found) for box, found in inside.items()}
        level, _ = lines_drawn(source, through.lines)
        found = _aligned(level, self.tables, shown, goes_on=not is_last)
        for table in found:
            inside, shown = table.sorted_in(shown, _middle)
            table.texts = {box: words_of(chars) for box, chars in inside.items()}
        self.tables = sorted([*self.tables, *found], key=lambda table: table.top)
        left = without_overflow(self.tables, shown)
        self._sides = _sides(self.tables, left, source.space.width)
        self._lines = [
            lines_of([char for char in left if start <= _middle(char)[0] < end])
            for start, end in self._sides
        ]

    def add_to(self, grid: Grid, edges: Sequence[float]) -> None:
        """Tables and lines from top to bottom."""
        here = Location(page=self.number)
        for text, why, harmless in self._hidden:
            if why == OFF_PAGE and is_label(text):
                continue
            grid.conceal(text, why, here, harmless=harmless)
        for text in self._struck:
            grid.strike(text, here)
        for line, _, part in self._parts():
            if isinstance(part, str):
                grid.line([part], self.number, Location(page=self.number, line=line))
            else:
                grid.rows.extend(part.rows(self.number, line, edges))
        if len(grid.rows) > limits.MAX_ROWS:
            raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")

    def places(self, edges: Sequence[float]) -> Iterator[tuple[Place, Box]]:
        """The box of every cell and of every line outside the tables, in the page's own space."""
        for first, top, part in self._parts():
            if isinstance(part, str):
                box = (_MARGIN, top, 2 * _MARGIN, top + _MARGIN)
                yield (self.number, first, None), self.space.own(box)
            else:
                for (line, column), box in part.places(first, edges).items():
                    yield (self.number, line, column), self.space.own(box)

    def texts(self) -> Iterator[str]:
        """The lines outside the tables."""
        for lines in self._lines:
            yield from (text for _, text in lines)

    def _parts(self) -> Iterator[tuple[int, float, Part]]:
        """Number of the first line, upper edge, and the table or the text of the line."""
        line = 1
        for (start, end), lines in zip(self._sides, self._lines, strict=True):
            parts: list[tuple[float, Part]] = [
                (table.top, table) for table in self.tables if start <= table.left < end
            ]
            parts += [(top, text) for top, text in lines if not self._is_page_number(top, text)]
            for top, part in sorted(parts, key=lambda item: item[0]):
                yield line, top, part
                line += 1 if isinstance(part, str) else len(part.tops)

    def _is_page_number(self, top: float, text: str) -> bool:
        height = self.space.height
        at_edge = top < height * _FOOT or top > height * (1 - _FOOT)
        return at_edge and _PAGE_NUMBER.fullmatch(text) is not None


def _middle(char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, middle(char)


def _no_text(page: SeenPage, shown: Sequence[Char], *, is_table: bool) -> str:
    """Why the text of a page cannot be had, "" where it can."""
    if len(shown) < _TEXTLESS:
        if page.images and (not page.chars or _covered(page) >= _PICTURE):
            return SCAN
        return DRAWN if len(page.curves) >= _CURVES else ""
    text = "".join(char["text"] for char in shown)
    unknown = sum(_UNKNOWN.fullmatch(char["text"]) is not None for char in shown)
    if unknown > _MOST_UNKNOWN * len(shown):
        return NO_CODES
    letters = sum(char.isalpha() for char in text)
    if is_table and letters >= _WITHOUT_CHINESE and not _CHINESE.search(text):
        return NO_CODES
    return ""


def _covered(page: SeenPage) -> float:
    """The share of the page that pictures cover; a scanner may cut a page into strips."""
    area = 0.0
    for picture in page.images:
        wide = min(picture["x1"], page.width) - max(picture["x0"], 0)
        high = min(picture["bottom"], page.height) - max(picture["top"], 0)
        area += max(0.0, wide) * max(0.0, high)
    return area / (page.width * page.height)


def _without_strokes(chars: Sequence[Char], strokes: Sequence[Box]) -> tuple[list[Char], list[str]]:
    """The characters less those that a stroke takes out, and the texts of these."""
    left = list(chars)
    struck: list[str] = []
    for box in strokes[:1_000]:
        under = [char for char in left if _is_in(box, char)]
        gone = set(map(id, under))
        left = [char for char in left if id(char) not in gone]
        struck.append(words_of(under))
    return left, struck


def _without(
    chars: Sequence[Char], struck: Sequence[Sequence[Char]]
) -> tuple[list[Char], list[str]]:
    """The characters less those that are struck out, and the texts of these."""
    gone = {id(char) for text in struck for char in text}
    return [char for char in chars if id(char) not in gone], [words_of(text) for text in struck]


def _is_in(box: Box, char: Char) -> bool:
    x, y = _middle(char)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _tables(page: SeenPage, shown: Sequence[Char], through: Collection[Line]) -> list[BoxTable]:
    """The ruled tables of a page, from top to bottom; where lines rule one, areas only colour it."""
    level, upright = lines_drawn(page, through)
    tables = _ruled(level, upright)
    more_level, more_upright = lines_of_areas(page)
    beyond = [
        line for line in more_level if not any(t.crosses(line.start, line.at) for t in tables)
    ]
    beside = [
        line for line in more_upright if not any(t.crosses(line.at, line.start) for t in tables)
    ]
    if beyond and beside:
        coloured = _ruled(beyond, beside)
        tables += coloured if _hold(coloured, shown) else []
    return sorted(tables, key=lambda table: table.top)


def _hold(tables: Sequence[BoxTable], shown: Sequence[Char]) -> bool:
    """Whether the text where tables are stands in their cells: coloured bands are no table."""
    if not tables:
        return False
    left, right = min(table.left for table in tables), max(table.right for table in tables)
    top, bottom = min(table.top for table in tables), max(table.bottom for table in tables)
    there = [char for char in shown if _is_in((left, top, right, bottom), char)]
    outside = there
    for table in tables:
        _, outside = table.sorted_in(outside, _middle)
    return len(outside) <= _MOST_OUTSIDE * len(there)


def _ruled(level: Sequence[Line], upright: Sequence[Line]) -> list[BoxTable]:
    found = [cells(ruling) for ruling in rulings(level, upright) if ruling.has_columns]
    return [BoxTable(boxes) for boxes in found if len(boxes) > 1]


def _aligned(
    level: Sequence[Line], ruled: Sequence[BoxTable], chars: Sequence[Char], *, goes_on: bool
) -> list[BoxTable]:
    """The table that is left where lines part no columns."""
    if any(len(table.boxes) >= _SHEET_CELLS for table in ruled):
        return []
    return aligned_tables(chars, level, goes_on=goes_on)


def _sides(
    tables: Sequence[BoxTable], chars: Sequence[Char], width: float
) -> list[tuple[float, float]]:
    """From where to where the page is read: two pages on one sheet one after the other."""
    large = [table for table in tables if len(table.boxes) >= _SHEET_CELLS]
    whole = [(float("-inf"), float("inf"))]
    lefts = [table for table in large if table.right < width / 2]
    rights = [table for table in large if table.left >= width / 2]
    if not lefts or not rights or len(lefts) + len(rights) < len(large):
        return whole
    start = max(table.right for table in lefts)
    end = min(table.left for table in rights)
    at = (start + end) / 2
    if any(char["x0"] < at < char["x1"] for char in chars):
        return whole
    return [(float("-inf"), at), (at, float("inf"))]
