"""Web archives (.mht): pages of a browser or of Word, workbooks whose sheets are pages."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from html import unescape
from typing import NamedTuple

from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers.web.page import decoded, read_page

_MOST_PARTS = 200
_MOST_STYLE = 500_000
_BOUNDARY = re.compile(rb"^--([^\s][^\r\n]{0,200}?)[ \t]*\r?$", re.MULTILINE)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_SHEET = re.compile(r"<x:ExcelWorksheet>(.*?)</x:ExcelWorksheet>", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"<x:Name>([^<]{1,200})</x:Name>", re.IGNORECASE)
_SOURCE = re.compile(r"<x:WorksheetSource\s[^>]{0,20}HRef=\"([^\"]{1,300})\"", re.IGNORECASE)
_HIDDEN = re.compile(r"<x:Visible>\s*Sheet(?:Very)?Hidden", re.IGNORECASE)
_TABS = re.compile(r"tabstrip\.html?$", re.IGNORECASE)


class _Part(NamedTuple):
    name: str
    text: str


class _Sheet(NamedTuple):
    name: str
    hidden: bool


def read(data: bytes) -> Grid:
    """The pages of an archive, one after the other; of a workbook, every sheet.

    Raises:
        ReadError: the archive holds no page.
    """
    pages: list[_Part] = []
    styles: list[str] = []
    warnings: list[str] = []
    for count, part in enumerate(_parsed(data).walk()):
        if count == _MOST_PARTS:
            warnings.append(f"网页存档超过 {_MOST_PARTS} 个部分，其余未读取")
            break
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = str(part.get("Content-Location") or part.get("Content-ID") or "")
        if kind == "text/css" and sum(map(len, styles)) < _MOST_STYLE:
            styles.append(_text(part))
        elif kind in ("text/html", "application/xhtml+xml") and not _TABS.search(name):
            pages.append(_Part(name, _text(part)))
    if not pages:
        raise ReadError("网页存档里没有网页；请在浏览器中打开后另存为网页，或打印为PDF后再查")
    grid = Grid(warnings=warnings)
    sheets = dict(_sheets(pages[0].text))
    for page in pages:
        sheet = sheets.get(page.name.rpartition("/")[2].lower())
        _read_page(page, sheet, "\n".join(styles), grid)
    return grid


def _read_page(page: _Part, sheet: _Sheet | None, styles: str, grid: Grid) -> None:
    if sheet is None or not sheet.hidden:
        read_page(page.text, grid, sheet.name if sheet else None, styles)
        return
    hidden = read_page(page.text, None, sheet.name, styles)
    for row in hidden.rows:
        text = " ".join(cell.text for cell in row.cells)
        grid.conceal(text, f"隐藏的工作表“{sheet.name}”", row.location)


def _sheets(text: str) -> Iterator[tuple[str, _Sheet]]:
    """The names of a workbook's sheets by the files of their pages, as its first page lists them."""
    for found in _SHEET.finditer(text):
        name, source = _NAME.search(found[1]), _SOURCE.search(found[1])
        if name and source:
            file = unescape(source[1]).rpartition("/")[2].lower()
            yield file, _Sheet(unescape(name[1]), bool(_HIDDEN.search(found[1])))


def _parsed(data: bytes) -> Message:
    """The message; where its head lost the boundary of the parts, that is the first such line."""
    message: Message = email.message_from_bytes(data, policy=email.policy.default)
    if message.get_content_maintype() != "multipart" or message.is_multipart():
        return message
    head, boundary = _END_OF_HEAD.search(data), _BOUNDARY.search(data)
    if head is None or boundary is None:
        return message
    mended = b'Content-Type: multipart/related; boundary="' + boundary[1] + b'"\r\n\r\n'
    return email.message_from_bytes(mended + data[boundary.start() :], policy=email.policy.default)


def _text(part: Message | EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return ""
    return decoded(content, part.get_content_charset())
