"""Text out of a PDF: one line per table row, cells set apart by tabs, pages by blank lines.

Columns drift from page to page, and a page break cuts cells in two; this reader only says where
each piece stood. Joining them is the assembler's work.
"""

from __future__ import annotations

import re

from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.limits import MAX_BYTES
from reviewer.intake.pages import is_page_number
from reviewer.models import Location

MAX_LINES = 200_000
MAX_CELLS = 40
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MAX_CHARACTER = 4
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE = 0.02
_NO_COLUMNS = "文本里没有制表符，分不出各栏；请用原始的Word、Excel或PDF文件"
_ONE_A_LINE = (
    "文本里每个单元格单独占一行（如Word另存为纯文本），分不出各栏；请用原始的Word、Excel或PDF文件"
)
_FEW = 3
_MAX_DAMAGE = 0.005
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u203b\u2264\u2265\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MIN_USUAL_SHARE = 0.95


def read(data: bytes) -> Grid:
    """The lines of a text file.

    Raises:
        ReadError: the bytes are no text, or too many.
    """
    text = decode(data)
    if "\t" in text:
        return Grid(rows(text))
    return _without_tabs(text)


def _without_tabs(text: str) -> Grid:
    from reviewer.intake.readers.text import columns as text_columns

    lines = _lines(text)
    if not text_columns.is_aligned(lines):
        reason = _ONE_A_LINE if text_columns.is_one_a_line(lines) else _NO_COLUMNS
        return Grid(rows(text), no_form=reason)
    found = text_columns.rows(lines)
    return Grid(rows(text) if found is None else found, no_form=text_columns.UNSURE)


def decode(data: bytes, declared: str = "") -> str:
    """The text of a file: UTF-8, UTF-16, GB 18030, or what it declares.

    A file with a few damaged characters is read; U+FFFD stands in their place.

    Raises:
        ReadError: the bytes are no text, or too many.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，未读取")
    if not data.strip():
        raise ReadError("文件是空的")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encodings = (marked,) if marked else (*_ENCODINGS, *filter(None, (declared,)))
    for encoding in encodings:
        text = _decoded(data, encoding)
        if text is not None and _is_readable(text):
            return text
    if not marked and b"\x00" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _decoded(data, encoding)
            if text is not None and _is_chinese(text):
                return text
    mended = min(
        (data.decode(encoding, "replace") for encoding in encodings),
        key=lambda text: text.count("�"),
    )
    if mended.count("�") <= max(_FEW, len(mended) * _MAX_DAMAGE) and _is_readable(mended):
        return mended
    raise ReadError("不是文本文件，或文件已损坏")


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text; without its last character where the file was cut off within that."""
    try:
        return data.decode(encoding)
    except LookupError:
        return None
    except UnicodeDecodeError as error:
        if error.start < len(data) - _MAX_CHARACTER:
            return None
        return data[: error.start].decode(encoding)


def _is_readable(text: str) -> bool:
    sample = text[:100_000]
    control = len(_CONTROL.findall(sample))
    return "\x00" not in sample and control <= len(sample) * _MAX_CONTROL_SHARE


def _is_chinese(text: str) -> bool:
    """Whether bytes taken for UTF-16 make sense: other files give letters of all the world."""
    sample = text[:10_000]
    return _is_readable(text) and len(_USUAL.findall(sample)) >= len(sample) * _MIN_USUAL_SHARE


def _lines(text: str) -> list[str]:
    # Not str.splitlines: it also splits at separators that stand inside cells.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    if len(lines) > MAX_LINES:
        raise ReadError(f"文本超过 {MAX_LINES} 行，未读取")
    return lines


def rows(text: str) -> list[Row]:
    """The lines that hold text, with the tab-separated cells that are not empty.

    Raises:
        ReadError: more lines than any stack of forms has.
    """
    lines = _lines(text)
    found: list[Row] = []
    page, gap = 0, True
    for number, line in enumerate(lines, start=1):
        if not line or line.isspace() or _is_page_number(lines, number - 1):
            gap = True
            continue
        page += gap
        gap = False
        location = Location(line=number)
        pieces = line.split("\t", MAX_CELLS)
        cells = tuple(
            [
                Cell(text, column, location)
                for column, piece in enumerate(pieces)
                if piece and (text := piece.strip())
            ]
        )
        found.append(Row(cells, page, len(pieces), location))
    return found


def _is_page_number(lines: list[str], at: int) -> bool:
    """A bare number is one at the end or the beginning of a page only."""
    line = lines[at]
    if len(line) > _LONGEST_NUMBER or "\t" in line:
        return False
    around = lines[at - 1 : at] + lines[at + 1 : at + 2]
    return is_page_number(line, at_break=not all(map(str.strip, around)))


_LONGEST_NUMBER = 24
