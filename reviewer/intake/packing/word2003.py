"""Word 2003 XML (WordprocessingML 2003) as a .docx: nearly the same words in another namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.packing import opc
from reviewer.intake.packing.document import WordPackage, w
from reviewer.intake.readers.container import utf8

_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_VML = "{urn:schemas-microsoft-com:vml}"
_RENAMED = {
    "vmerge": "vMerge",
    "hmerge": "hMerge",
    "fareast": "eastAsia",
    "hlink": "hyperlink",
    "cfChunk": "",
}
"""Names that are spelt otherwise today; "" for those whose content stands for itself."""
_LEFT_OUT = frozenset({"binData", "listPr", "lists", "docPr", "fonts", "proofErr", "docOleData"})
_REVISIONS = {"Word.Insertion": "ins", "Word.Deletion": "del"}
_SWITCH = {"on": "1", "off": "0"}
_HYPHEN = re.compile("-([a-z])")
_HEADERS = {"hdr": "header", "ftr": "footer"}

Element = Any


def docx(data: bytes, said: list[str]) -> bytes:
    """The package that Word would save it as; pictures are left out.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    root = opc.tree(utf8(data))
    body = root.find(f"{_OLD}body")
    if body is None:
        raise ReadError(opc.DAMAGED)
    package = WordPackage()
    translator = _Translator(package)
    translator.into(package.body, body, 0)
    styles = root.find(f"{_OLD}styles")
    for style in () if styles is None else styles.iterchildren(f"{_OLD}style"):
        translator.into(package.styles, [style], 0)
    return package.written()


class _Translator:
    """Copies elements under their names of today."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package

    def into(self, parent: Element, old: Iterator[Element] | Element, depth: int) -> None:
        """Add what the elements of the old file are today."""
        if depth > limits.MAX_DEPTH:
            raise ReadError("文档嵌套过深，未读取")
        for element in old:
            if not isinstance(element.tag, str):
                continue
            if element.tag.startswith(_OLD):
                self._word(parent, element, depth)
            elif element.tag == f"{_AML}annotation":
                self._annotation(parent, element, depth)
            elif element.tag.startswith(_VML):
                made = etree.SubElement(parent, element.tag, dict(element.attrib))
                self.into(made, element, depth + 1)
            elif not element.tag.startswith(_WX) or len(element):
                self.into(parent, element, depth + 1)  # a section, a smart tag, the user's own XML

    def _word(self, parent: Element, element: Element, depth: int) -> None:
        name = element.tag[len(_OLD) :]
        if name in _LEFT_OUT:
            return
        if name in ("footnote", "endnote") and parent.tag == w("r"):
            note, reference = self._package.note(name)
            parent.append(reference)
            self.into(note, element, depth + 1)
            return
        if name in _HEADERS and parent.tag == w("sectPr"):
            header, reference = self._package.header(_HEADERS[name], _kind(element))
            parent.insert(0, reference)
            self.into(header, element, depth + 1)
            return
        today = _RENAMED.get(name, name)
        if not today:
            self.into(parent, element, depth + 1)
            return
        made = etree.SubElement(parent, w(_today(today)))
        for key, value in element.attrib.items():
            if key.startswith(_OLD):
                short = _RENAMED.get(key[len(_OLD) :], key[len(_OLD) :])
                made.set(w(_today(short)), _SWITCH.get(value, value))
        made.text = element.text if name in ("t", "delText", "instrText") else None
        if name == "t":
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        self.into(made, element, depth + 1)

    def _annotation(self, parent: Element, element: Element, depth: int) -> None:
        kind = _REVISIONS.get(element.get(f"{_OLD}type") or "")
        if kind is None:
            return  # a bookmark, a comment, what a format was before
        made = etree.SubElement(parent, w(kind))
        for content in element.iterchildren(f"{_AML}content"):
            self.into(made, content, depth + 1)


def _today(name: str) -> str:
    """The name sz-cs is szCs today."""
    return _HYPHEN.sub(lambda found: found[1].upper(), name)


def _kind(element: Element) -> str:
    kind = element.get(f"{_OLD}type") or "odd"
    return "default" if kind == "odd" else kind
