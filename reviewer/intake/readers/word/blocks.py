"""How paragraphs, tables, rows and cells lie in one another in a Word document."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import groupby
from typing import Any

from reviewer.intake.readers.word.looks import W

Element = Any

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P, TBL, SDT, BOX = f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}txbxContent"
TEXTS = frozenset({f"{W}t", f"{M}t", f"{A}t"})
SIGN = f"{W}sym"
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo", "smartTag")
)
"""Elements around paragraphs, rows and cells that say nothing about the layout."""
_GONE = DELETED | {f"{MC}Fallback", f"{W}rt", f"{W}rPr", f"{W}pPr", f"{W}sdtPr", f"{W}ffData"}
_DELETED_BY = {
    f"{W}tr": f"{W}trPr/{W}del",
    f"{W}tc": f"{W}tcPr/{W}cellDel",
    SDT: f"{W}sdtPr/{W}showingPlcHdr",
}


def alternative(element: Element) -> list[Element]:
    """Of mc:AlternateContent the first choice that holds something, else what stands in for it."""
    ways = [one for one in element if isinstance(one.tag, str)]
    return next(([way] for way in ways if len(way)), [])


def blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables in an element, those in content controls included.

    Whatever else holds text counts as a paragraph, so that nothing is passed over.
    """
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in (P, TBL):
            yield element
        elif element.tag == f"{MC}AlternateContent":
            stack.extend(alternative(element))
        elif element.tag in _WRAPPERS:
            stack.extend(list(element)[::-1])
        elif isinstance(element.tag, str) and next(element.iter(*TEXTS, SIGN), None) is not None:
            yield element


def inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls included."""
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag == f"{MC}AlternateContent":
            stack.extend(alternative(element))
        elif element.tag in _WRAPPERS:
            stack.extend(list(element)[::-1])


def has_deleted_end(paragraph: Element) -> bool:
    """Whether a tracked change joins the paragraph with the one behind it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in DELETED)


def controls_around(paragraph: Element) -> Iterator[Element]:
    """The content controls around a paragraph, a cell's own among them."""
    for element in paragraph.iterancestors():
        if element.tag == SDT:
            yield element
        elif element.tag in (f"{W}tr", TBL, BOX):
            return


def stray_texts(body: Element, met: Container[Element]) -> Iterator[str]:
    """The text outside every paragraph and cell that was come upon, other than deleted text."""
    for _, pieces in groupby(
        (one for one in body.iter(f"{W}t") if one not in met and not _is_gone(one)), _holder
    ):
        yield "".join(one.text or "" for one in pieces)


def _holder(text: Element) -> Element:
    parent = text.getparent()
    return next((one for one in text.iterancestors(P)), parent)


def _is_gone(text: Element) -> bool:
    """Whether a tracked change took the text away, or it stands in for other text or a value."""
    for around in text.iterancestors():
        tag = around.tag
        if tag in _GONE or (tag == f"{MC}Choice" and around.getprevious() is not None):
            return True
        if tag in _DELETED_BY and around.find(_DELETED_BY[tag]) is not None:
            return True
    return False
