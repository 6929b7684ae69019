"""How the styles of an OpenDocument text look, as far as it matters whether text is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reviewer.intake.packing.document import add

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT = f"{{{_NS}office:1.0}}", f"{{{_NS}text:1.0}}"
TABLE, STYLE = f"{{{_NS}table:1.0}}", f"{{{_NS}style:1.0}}"
_FO = f"{{{_NS}xsl-fo-compatible:1.0}}"
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt)")
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0}
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_MOST_STYLES_DEEP = 20

Element = Any


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks; None where a style does not say."""

    colour: str | None = None
    half_points: int | None = None
    font: str | None = None
    is_struck: bool | None = None
    is_hidden: bool | None = None
    is_bold: bool | None = None

    def over(self, other: Look) -> Look:
        """This look where the other does not say."""
        return Look(
            *(
                mine if theirs is None else theirs
                for mine, theirs in zip(_values(self), _values(other), strict=True)
            )
        )

    def hidden(self) -> Look:
        """The same, not shown."""
        return replace(self, is_hidden=True)

    def into(self, run: Element) -> None:
        """Give a run of a Word document this look."""
        if all(value in (None, False) for value in _values(self)):
            return
        properties = add(run, "rPr")
        if self.font:
            add(properties, "rFonts", ascii=self.font, hAnsi=self.font, eastAsia=self.font)
        if self.is_bold:
            add(properties, "b")
        if self.is_struck:
            add(properties, "strike")
        if self.is_hidden:
            add(properties, "vanish")
        if self.colour:
            add(properties, "color", val=self.colour)
        if self.half_points:
            add(properties, "sz", val=str(self.half_points))


def _values(look: Look) -> tuple[Any, ...]:
    return (
        look.colour,
        look.half_points,
        look.font,
        look.is_struck,
        look.is_hidden,
        look.is_bold,
    )


class Looks:
    """The styles of a document by family and name."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._fonts: dict[str, str] = {}
        self._found: dict[tuple[str, str], Look] = {}
        self._pages: dict[str, Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family") or "", style.get(f"{STYLE}name") or "")
                self._styles[key] = style
            for page in root.iter(f"{STYLE}page-layout"):
                self._pages[page.get(f"{STYLE}name") or ""] = page
            for face in root.iter(f"{STYLE}font-face"):
                family = face.get(f"{{{_NS}svg-compatible:1.0}}font-family") or ""
                self._fonts[face.get(f"{STYLE}name") or ""] = family.strip("'\"")

    def of(self, family: str, name: str) -> Look:
        """The look of a style, that of its parents included."""
        key = (family, name)
        if key not in self._found:
            line: list[Element] = []
            while (style := self._styles.get((family, name))) is not None:
                line.append(style)
                name = style.get(f"{STYLE}parent-style-name") or ""
                if len(line) > _MOST_STYLES_DEEP:
                    break
            look = Look()
            for style in reversed(line):
                properties = style.find(f"{STYLE}text-properties")
                if properties is not None:
                    look = look.over(self._look(properties))
            self._found[key] = look
        return self._found[key]

    def _look(self, properties: Element) -> Look:
        colour = properties.get(f"{_FO}color") or ""
        size = _LENGTH.fullmatch(properties.get(f"{_FO}font-size") or "")
        through = properties.get(f"{STYLE}text-line-through-style") or properties.get(
            f"{STYLE}text-line-through-type"
        )
        shown, weight = properties.get(f"{TEXT}display"), properties.get(f"{_FO}font-weight")
        font = properties.get(f"{STYLE}font-name")
        return Look(
            colour[1:].upper() if _COLOUR.fullmatch(colour) else None,
            round(float(size[1]) * _TWIPS[size[2]] / 10) if size else None,
            self._fonts.get(font, font) if font else None,
            None if through is None else through != "none",
            None if shown is None else shown == "none",
            None if weight is None else weight == "bold",
        )

    def ground(self, name: str) -> str:
        """The ground of a cell's style, RGB; "" where it has none."""
        style = self._styles.get(("table-cell", name))
        properties = None if style is None else style.find(f"{STYLE}table-cell-properties")
        colour = "" if properties is None else (properties.get(f"{_FO}background-color") or "")
        return colour[1:].upper() if _COLOUR.fullmatch(colour) else ""

    def width(self, name: str) -> int:
        """The width of a column's style in twips; 0 where it says none."""
        style = self._styles.get(("table-column", name))
        properties = None if style is None else style.find(f"{STYLE}table-column-properties")
        return 0 if properties is None else _twips(properties.get(f"{STYLE}column-width"))

    def page(self, name: str) -> tuple[dict[str, str], dict[str, str]]:
        """Size and margins of a page in twips, as Word names them; empty where it is not told."""
        layout = self._pages.get(name)
        properties = None if layout is None else layout.find(f"{STYLE}page-layout-properties")
        if properties is None:
            return {}, {}
        width, height = (_twips(properties.get(f"{_FO}page-{one}")) for one in ("width", "height"))
        if not (width and height):
            return {}, {}
        size = {"w": str(width), "h": str(height)}
        if width > height:
            size["orient"] = "landscape"
        sides = ("top", "right", "bottom", "left")
        return size, {
            one: str(_twips(properties.get(f"{_FO}margin-{one}")) or 1134) for one in sides
        }


def _twips(length: str | None) -> int:
    """A length in twips; 0 where it is none."""
    found = _LENGTH.fullmatch(length or "")
    return round(float(found[1]) * _TWIPS[found[2]]) if found else 0
