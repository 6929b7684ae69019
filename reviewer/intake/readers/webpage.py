"""Web pages (.html) and saved ones (.mht): the tables of a page and the lines around them."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.readers.plaintext import decode
from reviewer.intake.readers.webpage_style import Look, stylesheet
from reviewer.models import Location

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "footer",
        "aside",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "iframe",
        "object",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "form-controls",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "main",
        "header",
        "center",
        "caption",
        "blockquote",
        "pre",
        "tr",
        "td",
        "th",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "fieldset",
        "form",
        "hr",
        "body",
        "html",
    ]
)
_LIST_ITEM = "li"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_LOOK = 4096
_LINES_BEFORE = 12
_LINES_AFTER = 6
_MOST_PARTS = 200

Element = Any
Placed = tuple[int, int, int, int, str, Element]
"""Row, column, rows, columns, text and the element of a table cell."""


def read(data: bytes) -> Grid:
    """The tables of a page; of the text around them, the lines next to a table.

    Nothing that the page refers to is fetched, and no script runs.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    return _read_text(_decoded(data))


def read_mht(data: bytes) -> Grid:
    """The page in a web archive.

    Raises:
        ReadError: the archive holds no page.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for _, found in zip(range(_MOST_PARTS), message.walk(), strict=False):
        if found.get_content_type() == "text/html":
            content = found.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = found.get_content_charset()
                return _read_text(_decoded(content, charset))
    raise ReadError("网页存档里没有网页")


def _decoded(data: bytes, charset: str | None = None) -> str:
    declared = _CHARSET.search(data[:_LOOK])
    name = charset or (declared[1].decode("ascii") if declared else "")
    if name.lower() in ("gb2312", "gbk", "x-gbk"):
        name = "gb18030"
    if name and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _read_text(text: str) -> Grid:
    from lxml import etree, html

    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8"
    )
    # A declared encoding would contradict what was decoded already.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("网页已损坏，无法读取") from error
    return _Page(root).read()


class _Page:
    """Walks a page once, in its order."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.rules = stylesheet(root)
        self.grid = Grid()
        self._page = 1
        self._since_table: list[tuple[str, Location]] = []
        self._had_table = False
        self._tables = 0

    def read(self) -> Grid:
        self._walk(self.root)
        self._flush(before_table=False)
        return self.grid

    def _walk(self, root: Element) -> None:
        """Lines of text outside tables, and the tables."""
        words: list[str] = []
        stack: list[tuple[Element, str, Look]] = [(root, "in", Look())]
        links: set[str] = set()
        while stack:
            element, way, look = stack.pop()
            tag = element.tag
            if way == "tail":
                if not look.hides:
                    words.append(element.tail or "")
                continue
            if way == "out":
                self._line(words, links, element)
                continue
            if tag == "a":
                links.add("".join(element.itertext()).strip())
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            look = look.within(element, self.rules)
            is_block = tag in _BLOCKS
            if is_block or tag == "br":
                self._line(words, links, element)
            if tag == "table" and not _is_layout(element):
                self._table(element, look)
                continue
            if not look.hides:
                words.append(element.text or "")
            if is_block:
                stack.append((element, "out", look))
            for child in list(element)[::-1]:
                stack += [(child, "tail", look), (child, "in", look)]
        self._line(words, links, root)

    def _line(self, words: list[str], links: set[str], element: Element) -> None:
        text = _SPACE.sub(" ", "".join(words)).replace("\xa0", " ").strip()
        # What is nothing but links is the site's menu.
        is_menu = bool(words) and all(not word.strip() or word.strip() in links for word in words)
        words.clear()
        if text and not is_menu and element.tag != _LIST_ITEM:
            self._since_table.append((text, Location(line=element.sourceline)))

    def _flush(self, *, before_table: bool) -> None:
        """Of the lines since the last table keep those next to one: the rest is the site's."""
        lines, self._since_table = self._since_table, []
        if before_table:
            near = _LINES_BEFORE + (_LINES_AFTER if self._had_table else 0)
            lines = lines[-near:]
        else:
            lines = lines[:_LINES_AFTER] if self._had_table else lines[:0]
        for text, at in lines:
            self.grid.line([text], self._page, at)

    def _table(self, table: Element, look: Look) -> None:
        self._flush(before_table=True)
        self._had_table = True
        self._page += 1
        self._tables += 1
        rows: dict[int, list[Cell]] = {}
        places: dict[int, Location] = {}
        width = 0
        for row, column, down, across, text, element in self._cells(table, look):
            width = max(width, column + across)
            if text:
                where = f"第{self._tables}个表格第{row + 1}行"
                at = Location(line=element.sourceline, place=where)
                places.setdefault(row, at)
                rows.setdefault(row, []).append(Cell(text, column, at, across, down))
        for row in sorted(rows):
            self.grid.rows.append(Row(tuple(rows[row]), self._page, width, places[row], ruled=True))
        if len(self.grid.rows) > limits.MAX_ROWS:
            raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")

    def _cells(self, table: Element, look: Look) -> Iterator[Placed]:
        """The cells with their places on the table's grid, as browsers lay them out."""
        taken: dict[int, int] = {}  # by column, down to which row it is covered
        row = 0
        for line in _rows(table):
            look_of_row = look.within(line, self.rules)
            column, hidden = 0, []
            for cell in line:
                if cell.tag not in ("td", "th"):
                    continue
                while taken.get(column, 0) > row:
                    column += 1
                across = min(_span(cell, "colspan"), limits.MAX_COLUMNS)
                down = min(_span(cell, "rowspan"), limits.MAX_ROWS)
                if column + across > limits.MAX_COLUMNS:
                    break
                shown, unseen = self._text(cell, look_of_row)
                hidden += unseen
                if not (look_of_row.hides and not shown):
                    for covered in range(column, column + across):
                        taken[covered] = row + down
                yield row, column, down, across, shown, cell
                column += across
            for text, why in hidden:
                self.grid.conceal(text, why, Location(line=line.sourceline))
            row += not look_of_row.gone

    def _text(self, cell: Element, look: Look) -> tuple[str, list[tuple[str, str]]]:
        """The text that a cell shows, and what is hidden in it."""
        shown: list[str] = []
        hidden: list[tuple[str, str]] = []
        stack: list[tuple[Element, bool, Look]] = [(cell, False, look)]
        while stack:
            element, is_tail, look = stack.pop()
            tag = element.tag
            if not is_tail and (not isinstance(tag, str) or tag in _SKIPPED):
                continue
            if not is_tail:
                if tag == "br" or (tag in _BLOCKS and element is not cell):
                    shown.append("\n")
                look = look.within(element, self.rules)
            words = (element.tail if is_tail else element.text) or ""
            if look.hides:
                hidden.append((words, look.hides))
            else:
                shown.append(_SPACE.sub(" ", words))
            if is_tail:
                continue
            for child in list(element)[::-1]:
                stack += [(child, True, look), (child, False, look)]
        lines = "".join(shown).replace("\xa0", " ").split("\n")
        text = "\n".join(line.strip() for line in lines if line.strip())
        return text[: limits.MAX_CELL_TEXT], [(one, why) for one, why in hidden if one.strip()]


def _is_layout(table: Element) -> bool:
    """A table around other tables arranges a page; one that has headings of its own does not."""
    return next(table.iterdescendants("table"), None) is not None


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in element if row.tag == "tr")


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return max(1, int(value)) if value.isdecimal() and len(value) < 8 else 1
