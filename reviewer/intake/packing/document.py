"""A .docx in the making: the parts that other kinds of document are turned into."""

from __future__ import annotations

from typing import Any

from lxml import etree

from reviewer.intake.packing import opc
from reviewer.intake.packing.names import MAIN, OFFICE, PART_TYPES

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMESPACES = {"w": _W, "r": OFFICE, "v": "urn:schemas-microsoft-com:vml"}

Element = Any
"""An lxml element."""


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{_W}}}{name}"


def add(parent: Element, name: str, **attributes: str) -> Element:
    """A new element of WordprocessingML at the end of another."""
    return etree.SubElement(parent, w(name), {w(key): one for key, one in attributes.items()})


def add_text(run: Element, text: str) -> None:
    """Put text into a run; a line feed is a break."""
    for number, line in enumerate(text.split("\n")):
        if number:
            add(run, "br")
        if line:
            made = add(run, "t")
            made.text = line
            made.set(_SPACE, "preserve")


class WordPackage:
    """Body, styles, notes and headers of a document."""

    def __init__(self) -> None:
        self._document = self._root("document")
        self.body = add(self._document, "body")
        self.styles = self._root("styles")
        self._notes: dict[str, Element] = {}
        self._headers: list[tuple[str, Element]] = []

    @staticmethod
    def _root(name: str) -> Any:
        return etree.Element(w(name), nsmap=dict(_NAMESPACES))

    def note(self, kind: str) -> tuple[Element, Element]:
        """A new footnote or endnote, and what refers to it in a run."""
        if kind not in self._notes:
            self._notes[kind] = self._root(f"{kind}s")
        notes = self._notes[kind]
        number = str(len(notes) + 1)
        note = add(notes, kind, id=number)
        reference = etree.Element(w(f"{kind}Reference"), {w("id"): number})
        return note, reference

    def header(self, name: str, kind: str) -> tuple[Element, Element]:
        """A new header or footer ("header", "footer"), and what refers to it in a section."""
        root = self._root("hdr" if name == "header" else "ftr")
        self._headers.append((name, root))
        reference = etree.Element(w(f"{name}Reference"), {w("type"): kind})
        reference.set(f"{{{OFFICE}}}id", f"rIdH{len(self._headers)}")
        return root, reference

    def written(self) -> bytes:
        """The bytes of the package."""
        main, main_type = MAIN["docx"]
        parts = {main: self._document, "word/styles.xml": self.styles}
        types = {main: main_type, "word/styles.xml": PART_TYPES["styles"]}
        related = {"rId1": ("styles", "word/styles.xml")}
        for kind, notes in self._notes.items():
            name = f"word/{kind}s.xml"
            parts[name], types[name] = notes, PART_TYPES[f"{kind}s"]
            related[f"rIdN{kind}"] = (f"{kind}s", name)
        for number, (kind, root) in enumerate(self._headers, start=1):
            name = f"word/{kind}{number}.xml"
            parts[name], types[name] = root, PART_TYPES[kind]
            related[f"rIdH{number}"] = (kind, name)
        contents = {name: opc.serialized(root) for name, root in parts.items()}
        contents[opc.relations_of("")] = opc.relations({"rId1": ("officeDocument", main)})
        contents[opc.relations_of(main)] = opc.relations(related)
        return opc.written(contents, types)
