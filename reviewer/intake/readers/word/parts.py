"""What stands outside the body of a Word document: notes, comments, and what heads its pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from reviewer.intake import limits
from reviewer.intake.own_reports import AUTHOR
from reviewer.intake.readers.word.looks import VAL, W
from reviewer.intake.readers.word.text import Writing

if TYPE_CHECKING:
    from docx.document import Document

Element = Any

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARTS = {"脚注": "footnotes", "尾注": "endnotes", "批注": "comments"}
_OFF = frozenset({"0", "false", "off"})


class Parts:
    """Notes and comments of one document by kind and id, and the heads and feet of its sections."""

    def __init__(self, document: Document, writing: Writing) -> None:
        self._document = document
        self._writing = writing
        self._notes: dict[str, dict[str, Element]] = {}
        self._read: dict[str, list[str]] = {}

    def note(self, kind: str, number: str) -> str:
        """The text of a note; "" where there is none, or where this program wrote the comment."""
        if kind not in self._notes:
            root = self._root(_PARTS[kind])
            found = () if root is None else root
            self._notes[kind] = {one.get(f"{W}id") or "": one for one in found}
        element = self._notes[kind].get(number)
        if element is None or element.get(f"{W}author") == AUTHOR:
            return ""
        return self._writing.joined(element).text

    def margins(self, section: Element) -> Iterator[tuple[str, str]]:
        """页眉 or 页脚 and each line of it, of the kinds of pages that a section has."""
        titled = section.find(f"{W}titlePg")
        kinds = {"default"}
        if titled is not None and titled.get(VAL) not in _OFF:
            kinds.add("first")
        settings = self._root("settings")
        if settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None:
            kinds.add("even")
        for where, tag in (("页眉", "headerReference"), ("页脚", "footerReference")):
            for reference in section.iterfind(f"{W}{tag}"):
                name = reference.get(_RELATION) or ""
                if reference.get(f"{W}type", "default") not in kinds:
                    continue
                if name not in self._read:
                    part = self._document.part.rels.get(name)
                    self._read[name] = list(islice(self._lines(part), limits.MAX_MARGIN_LINES))
                yield from ((where, line) for line in self._read[name])

    def _lines(self, relation: Any) -> Iterator[str]:
        root = None if relation is None or relation.is_external else _parsed(relation.target_part)
        if root is None:
            return
        passage = self._writing.joined(root)
        words = [paragraph for table in passage.tables for paragraph in table.iter(f"{W}p")]
        lines = [*passage.boxes, *passage.text.split("\n")]
        lines += [self._writing.paragraph(one).text for one in words]
        yield from (line.strip() for line in lines if line.strip())

    def _root(self, kind: str) -> Element | None:
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                return _parsed(relation.target_part)
        return None


def _parsed(part: Any) -> Element | None:
    """The root of a part; None where it is damaged: the body is read all the same."""
    from lxml import etree

    if hasattr(part, "element"):
        return part.element
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError:
        return None
