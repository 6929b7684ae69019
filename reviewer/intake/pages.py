"""What the pages of a PDF or of a site have around a form: numbers of pages, lines of the site."""

from __future__ import annotations

import re

from reviewer.intake.grid import Grid, Row
from reviewer.intake.vocabulary import vocabulary

_DASH = "[-—–－―·~～]"
_NUMBER = re.compile(
    rf"{_DASH}{{1,3}}\s*\d{{1,4}}\s*{_DASH}{{1,3}}"
    r"|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页[\s,，/／]*第\s*\d{1,4}\s*页"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp](?:age)?\.?\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")


def is_page_number(line: str, *, at_break: bool = False) -> bool:
    """Whether a line says nothing but the number of its page.

    Args:
        line: without tabs.
        at_break: a page ends or begins beside it, so that a bare number is one too.
    """
    text = line.strip()
    return _NUMBER.fullmatch(text) is not None or (at_break and bool(_BARE.fullmatch(text)))


_PIECES = re.compile(r"[\s|｜【】\[\]()（）<>《》·•,，;；]+")
_DATE = re.compile(
    r"(?:20|19)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?(?:\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?分?)?|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
_COUNT = re.compile(r"\d{1,9}(?:\.\d)?[万千]?[次人]?")
_LETTERS = re.compile(r"[Aa][+-]?|[+-]|T")
_MOST_SITE = 200
_MOST_NAME = 30
_MOST_PIECES = 30


def is_site_line(line: str) -> bool:
    """Whether a line belongs to the page of a site that shows a form: 发布时间：…, 打印, 上一篇：….

    Every piece of it must be such a label with its date, number or name, or a word of the site: a
    line that holds anything else may be the form's.
    """
    text = line.strip()
    if not 1 < len(text) <= _MOST_SITE:
        return False
    names = vocabulary()
    if text.startswith(names.site_beginnings):
        return True
    pieces = [piece for piece in _PIECES.split(text.replace("：", ":")) if piece.strip("/／-—")]
    if not pieces or len(pieces) > _MOST_PIECES:
        return False
    known, open_label = 0, ""
    for piece in pieces:
        label, _, rest = piece.partition(":")
        if label in names.site_labels:
            known += 1
            open_label = "" if rest and label in names.site_named else label
            if rest and not _is_value(rest, label):
                return False
        elif piece in names.site_words:
            known += len(piece) > 1
        elif not open_label or not _is_value(piece, open_label):
            return False
        elif open_label in names.site_named:
            open_label = ""  # one name
    return known > 0


def _is_value(text: str, label: str) -> bool:
    names = vocabulary()
    if (
        any(shape.fullmatch(text) for shape in (_DATE, _COUNT, _LETTERS))
        or text in names.site_words
    ):
        return True
    return label in names.site_named and ":" not in text and len(text) <= _MOST_NAME


def leave_out_site_lines(grid: Grid) -> None:
    """Drop the lines of the site from what was read of its page, or copied from it."""
    if any(map(_is_of_site, grid.rows)):
        grid.keep(lambda row: not _is_of_site(row))


def _is_of_site(row: Row) -> bool:
    return row.width == 1 and not row.ruled and is_site_line(row.first_text)
