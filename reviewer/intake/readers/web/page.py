"""Web pages (.html): the tables of a page and the lines around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.entities import html5, name2codepoint
from itertools import islice, takewhile

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row, UnreadCell
from reviewer.intake.pages import is_site_line
from reviewer.intake.readers.text.plain import decode
from reviewer.intake.readers.web.says import unsaved_fields, why_no_form
from reviewer.intake.readers.web.style import Look
from reviewer.intake.readers.web.stylesheet import Element, stylesheet
from reviewer.intake.readers.web.table import Slot, is_form, laid_out, tables_within
from reviewer.intake.readers.web.text import PICTURE, cell_text, pieces
from reviewer.intake.vocabulary import vocabulary
from reviewer.models import Location

_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(
    rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_XHTML = re.compile(r"xmlns:([\w-]{1,20})\s*=\s*[\"']http://www\.w3\.org/1999/xhtml[\"']")
_CHINESE = {"gb2312", "gbk", "x-gbk", "gb_2312-80", "cp936", "csgb2312"}
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_LOOK = 4096
_LINES_BEFORE = 12
_LINES_AFTER = 12
_REFERENCE = re.compile(r"&(#1[2-5]\d|#[xX]0{0,4}[89][0-9a-fA-F]|[A-Za-z][A-Za-z0-9]{1,30});")
_MOST_LINES = 10_000
_MOST_NESTED = 8
_MANY = 20
_IN_TABLES = frozenset({"tr", "td", "th"})
_MOST_FRAMES = 50


def read(data: bytes) -> Grid:
    """The tables of a page; of the text around them, the lines next to a table.

    Nothing that the page refers to is fetched, and no script runs.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    return read_page(decoded(data))


def decoded(data: bytes, charset: str | None = None) -> str:
    """The text of a page, by its mark, as UTF-8, or by the charset that it or its mail declares.

    Raises:
        ReadError: the bytes are no text.
    """
    name = ""
    if not data.startswith(_MARKS):
        declared = _CHARSET.search(data[:_LOOK])
        name = (charset or (declared[1].decode("ascii") if declared else "")).lower()
        name = "gb18030" if name in _CHINESE else name
        # A page that was converted often still declares what it was before: UTF-8 proves itself.
        for encoding in ("utf-8", name):
            try:
                text = data.decode(encoding) if encoding else ""
            except (LookupError, UnicodeDecodeError):
                continue
            if text and "\x00" not in text:
                return text
    return decode(data, name)


def read_page(
    text: str,
    into: Grid | None = None,
    sheet: str | None = None,
    styles: str = "",
    first_line: int = 0,
) -> Grid:
    """The tables and lines of a page.

    Args:
        text: the page.
        into: the grid that they are added to; else a new one.
        sheet: the name of the sheet of a workbook that the page is.
        styles: style sheets that the page refers to.
        first_line: how many lines stand before the page in its file.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    from lxml import etree

    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8"
    )
    # A declared encoding would contradict what was decoded already.
    source = _PROLOGUE.sub("", text)
    for prefix in set(_XHTML.findall(source[:_LOOK])):
        source = re.sub(rf"(</?){re.escape(prefix)}:", r"\1", source)
    if source.count("<") > limits.MAX_TAGS:
        raise ReadError(f"网页超过 {limits.MAX_TAGS} 个标签，未读取")
    source = _REFERENCE.sub(_referred, source)
    if not source.strip():
        return Grid() if into is None else into
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("网页已损坏，无法读取") from error
    if root is None:
        return Grid() if into is None else into
    return _Page(root, Grid() if into is None else into, sheet, styles, first_line).read()


def _referred(found: re.Match[str]) -> str:
    """What browsers show for references that libxml2 does not know.

    &#150; is a dash: positions 128 to 159 are those of Windows. &percnt; and many more are of HTML 5.
    """
    name = found[1]
    if name[0] == "#":
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        if not 0x80 <= code <= 0x9F:
            return found[0]
        return bytes([code]).decode("cp1252", "ignore")
    if name in name2codepoint or html5.get(f"{name};", "<") in "<>&":
        return found[0]
    return html5[f"{name};"]


class _Page:
    """Walks a page once, in its order."""

    def __init__(
        self, root: Element, grid: Grid, sheet: str | None, styles: str, first_line: int
    ) -> None:
        self.root = root
        self.styles = stylesheet(root, styles)
        self.grid = grid
        self.sheet = sheet
        self.first_line = first_line
        self._page = grid.rows[-1].page + 1 if grid.rows else 1
        self._since_table: list[tuple[str, Location]] = []
        self._is_broken = False  # cells outside a table: what follows may be the table's
        self._had_table = False
        self._tables = 0
        self._pictures = 0

    def read(self) -> Grid:
        self._walk(self.root, Look())
        self._flush(before_table=False)
        self._say()
        return self.grid

    def _walk(self, root: Element, look: Look, nested: int = 0) -> None:
        """Lines of text outside tables, and the tables."""
        words: list[str] = []
        is_menu, at = True, root
        for piece in pieces(root, look, self.styles):
            self._is_broken |= piece.element.tag in _IN_TABLES and piece.element is not root
            if piece.text == "\n" or piece.text is None:
                self._line(words, at, is_menu=is_menu)
                is_menu = True
                if piece.text is None:
                    self._table(piece.element, piece.look, nested)
            elif not piece.look.hides and not piece.look.struck:
                at = at if words else piece.element
                words.append(piece.text)
                # What is nothing but links is the site's menu.
                is_menu = is_menu and (piece.linked or not piece.text.strip())
            elif piece.look.struck and not piece.look.hides:
                self.grid.strike(piece.text, self._location(piece.element))
        self._line(words, at, is_menu=is_menu)

    def _location(self, element: Element, place: str | None = None) -> Location:
        return Location(
            line=self.first_line + (element.sourceline or 1), sheet=self.sheet, place=place
        )

    def _line(self, words: list[str], element: Element, *, is_menu: bool) -> None:
        for text in "".join(words).split("\v"):
            line = _SPACE.sub(" ", text).strip()
            if line and not is_menu:
                self._since_table.append((line, self._location(element)))
        if len(self._since_table) > _MOST_LINES:
            # Far from the table before and from the one that may follow.
            del self._since_table[_LINES_AFTER * 9 : -_LINES_AFTER * 9]
        words.clear()

    def _flush(self, *, before_table: bool) -> None:
        """Of the lines since the last table keep those next to one: the rest is the site's."""
        lines, self._since_table = self._since_table, []
        if self._is_broken:
            near = len(lines)
        elif before_table:
            near = _LINES_BEFORE + (_LINES_AFTER if self._had_table else 0)
        else:
            near = _LINES_AFTER if self._had_table else 0
            foot = vocabulary().site_foot
            lines = list(takewhile(lambda line: not line[0].startswith(foot), lines))
        nearest = lines[::-1] if before_table else lines
        kept = list(islice((line for line in nearest if not is_site_line(line[0])), near))
        for text, at in kept[::-1] if before_table else kept:
            self.grid.line([text], self._page, at)

    def _table(self, table: Element, look: Look, nested: int) -> None:
        layout = laid_out(table, look, self.styles)
        for stray in layout.stray:
            self._stray(stray, table, look, nested)
        inner = nested < _MOST_NESTED and bool(tables_within(table))
        if inner and not is_form(layout.slots):
            for slot in layout.slots:
                self._walk(slot.element, slot.look, nested + 1)
            return
        self._flush(before_table=True)
        self._had_table = True
        self._page += 1
        self._tables += 1
        self._rows(layout.slots, 0, inner=inner)
        if layout.cut:
            self.grid.warnings.append(f"表格超过 {limits.MAX_COLUMNS} 列，其余各列未读取")
        if len(self.grid.rows) > limits.MAX_ROWS:
            raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")

    def _stray(self, stray: Element | str, table: Element, look: Look, nested: int) -> None:
        if not isinstance(stray, str):
            self._walk(stray, look, nested + 1)
        elif not stray.isspace():
            self._line([stray], table, is_menu=False)

    def _rows(self, slots: Sequence[Slot], first_column: int, *, inner: bool) -> None:
        """The rows of a table; a table inside a cell goes on in its columns."""
        cells: list[Cell] = []
        within: list[tuple[Slot, Element]] = []
        at = self._location(self.root)
        width = max((slot.column + slot.columns for slot in slots), default=0) + first_column
        for index, slot in enumerate(slots):
            if not index or slots[index - 1].row != slot.row:
                at = self._location(slot.element, f"第{self._tables}个表格第{slot.row + 1}行")
            tables = tables_within(slot.element) if inner else []
            within += [(slot, table) for table in tables]
            if not tables:
                cells += self._cell(slot, at, first_column)
            is_last = index + 1 == len(slots) or slots[index + 1].row != slot.row
            if is_last and (cells or within):
                self._row(cells, width, at)
                for holder, table in within:
                    look = holder.look
                    layout = laid_out(table, look.within(table, self.styles), self.styles)
                    self._rows(layout.slots, first_column + holder.column, inner=False)
                cells, within = [], []

    def _cell(self, slot: Slot, at: Location, first_column: int) -> list[Cell]:
        text = cell_text(slot.element, slot.look, self.styles)
        for hidden, why in text.hidden:
            self.grid.conceal(hidden, why, at)
        for struck in text.struck:
            self.grid.strike(struck, at)
        column = slot.column + first_column
        if text.lacks:
            self._pictures += text.lacks == PICTURE
            self.grid.unread.append(UnreadCell(at.beside(column), text.lacks))
        if not text.shown:
            return []
        return [Cell(text.shown, column, at, slot.columns, slot.rows)]

    def _row(self, cells: Sequence[Cell], width: int, at: Location) -> None:
        if cells:
            self.grid.rows.append(Row(tuple(cells), self._page, width, at, ruled=True))

    def _say(self) -> None:
        """What of the page could not be read."""
        if not self.styles.is_whole:
            self.grid.warnings.append("网页的样式过多，隐藏的文字可能没有全部认出")
        if self._pictures:
            self.grid.warnings.append(
                f"网页表格中有{self._pictures}格只有图片，图片里的文字没有读取"
            )
        self.grid.warnings += unsaved_fields(self.root)
        self.grid.no_form = why_no_form(self.root, has_table=self._had_table)
        if not any(row.ruled for row in self.grid.rows) and len(self.grid.concealed) > _MANY:
            self.grid.no_form = "网页中的表格是隐藏的，没有读取；请在浏览器中显示后打印为PDF再查"
