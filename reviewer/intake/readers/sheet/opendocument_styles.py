"""Styles of an OpenDocument spreadsheet: number formats, and what hides or strikes out text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from reviewer.intake.readers.office_xml import Element, local
from reviewer.intake.readers.sheet.opendocument_formats import FORMATS, code_of
from reviewer.intake.readers.sheet.sheet import PLAIN, Look

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _FO = f"{{{_NS}style:1.0}}", f"{{{_NS}xsl-fo-compatible:1.0}}"
_TABLE = f"{{{_NS}table:1.0}}"
_TINY = 4.0
_SIZE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,9})?)pt")
_GROUNDLESS = frozenset({"transparent", "#ffffff"})
_MOST_PARENTS = 20


class Style(NamedTuple):
    """What a style says of text, None where it leaves that to its parent or to what is around."""

    struck: bool | None = None
    tiny: bool | None = None
    white: bool | None = None
    filled: bool | None = None
    number_format: str | None = None
    hides_sheet: bool | None = None

    def over(self, below: Style) -> Style:
        """This style where it says something, the other where it does not."""
        if self == _NOTHING:
            return below
        return Style._make(
            theirs if ours is None else ours for ours, theirs in zip(self, below, strict=True)
        )

    def look(self) -> Look:
        """How text in this style looks."""
        unseen = "极小的文字" if self.tiny else "白色文字" if self.white and not self.filled else ""
        return Look(bool(self.struck), unseen) if self.struck or unseen else PLAIN


_NOTHING = Style()


class Styles:
    """The styles of a document by family and name.

    Args:
        content: the document's own root, which holds the styles that were made on the way.
        common: gives the root of the part with the named styles; asked only if one is needed.
    """

    def __init__(self, content: Element, common: Callable[[], Element | None]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._formats: dict[str, Element] = {}
        self._known: dict[tuple[str, str], Style] = {}
        self._looks: dict[str, Look] = {}
        self._codes: dict[str, str | None] = {}
        self._common: Callable[[], Element | None] | None = common
        self._add(content)

    def look(self, cell_style: str) -> Look:
        """How text in a cell looks."""
        if cell_style not in self._looks:
            self._looks[cell_style] = self.style("table-cell", cell_style).look()
        return self._looks[cell_style]

    def code(self, cell_style: str) -> str | None:
        """The number format of a cell as Excel would write it; None where its style has none."""
        if cell_style not in self._codes:
            name = self.style("table-cell", cell_style).number_format
            element = None if name is None else self._format(name)
            self._codes[cell_style] = None if element is None else code_of(element, self._format)
        return self._codes[cell_style]

    def style(self, family: str, name: str) -> Style:
        """A style with what it has from its parents."""
        key = (family, name)
        if key not in self._known:
            found = _NOTHING
            for _ in range(_MOST_PARENTS):
                element = self._element(family, name)
                if element is None:
                    break
                found = found.over(_read(element))
                name = element.get(f"{_STYLE}parent-style-name") or ""
            self._known[key] = found
        return self._known[key]

    def _element(self, family: str, name: str) -> Element | None:
        if not name or name == "Default":
            return None
        if (family, name) not in self._elements:
            self._add_common()
        return self._elements.get((family, name))

    def _format(self, name: str) -> Element | None:
        if name not in self._formats:
            self._add_common()
        return self._formats.get(name)

    def _add_common(self) -> None:
        if self._common is not None:
            root, self._common = self._common(), None
            if root is not None:
                self._add(root)

    def _add(self, root: Element) -> None:
        for group in root:
            if not local(group).endswith("styles"):
                continue
            for one in group:
                name = one.get(f"{_STYLE}name") or ""
                kind = local(one)
                if kind == "style":
                    self._elements.setdefault((one.get(f"{_STYLE}family") or "", name), one)
                elif kind in FORMATS:
                    self._formats.setdefault(name, one)


def _read(element: Element) -> Style:
    struck = tiny = white = filled = None
    hides: bool | None = None
    for one in element:
        kind, said = local(one), one.attrib
        if kind == "text-properties":
            struck, tiny, white = _text(said)
        elif kind == "table-cell-properties":
            ground = said.get(f"{_FO}background-color")
            filled = None if ground is None else ground.lower() not in _GROUNDLESS
        elif kind == "table-properties":
            hides = said.get(f"{_TABLE}display") == "false"
    number_format = element.get(f"{_STYLE}data-style-name")
    return Style(struck, tiny, white, filled, number_format, hides)


def _text(said: Mapping[str, str]) -> tuple[bool | None, bool | None, bool | None]:
    """Struck out, tiny, white."""
    lines = [
        said[name]
        for name in (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
        if name in said
    ]
    size = _SIZE.fullmatch(said.get(f"{_FO}font-size") or "")
    colour = said.get(f"{_FO}color")
    return (
        "none" not in lines if lines else None,
        None if size is None else 0 < float(size[1]) < _TINY,
        None if colour is None else colour.lower() == "#ffffff",
    )
