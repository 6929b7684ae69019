"""The styles of a workbook: new ones are added at the end, none is changed."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from reviewer.annotate.sheet_notes import M


class Styles:
    """Makes styles out of those of a workbook."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._formats = root.find(f"{M}cellXfs")
        self._made: dict[tuple[object, ...], int] = {}
        self._parts: dict[str, int] = {}

    def coloured(self, base: int, colour: str) -> int:
        """The style `base` on another ground."""
        key = (base, colour)
        if key not in self._made:
            known = self._formats if 0 <= base < len(self._formats) else None
            found = copy.deepcopy(known[base]) if known is not None else _plain()
            found.set("fillId", str(self._fill(colour)))
            found.set("applyFill", "1")
            self._made[key] = self._add(found)
        return self._made[key]

    def text(self, *, bold: bool = False, colour: str = "", ruled: bool = True) -> int:
        """A style for wrapped text: of the summary's cells."""
        key = ("text", bold, colour, ruled)
        if key not in self._made:
            found = _plain()
            found.set("fontId", str(self._font(bold=bold)))
            found.set("applyFont", "1")
            if colour:
                found.set("fillId", str(self._fill(colour)))
                found.set("applyFill", "1")
            if ruled:
                found.set("borderId", str(self._border()))
                found.set("applyBorder", "1")
            found.set("applyAlignment", "1")
            etree.SubElement(found, f"{M}alignment", vertical="top", wrapText="1" if ruled else "0")
            self._made[key] = self._add(found)
        return self._made[key]

    def _add(self, found: Any) -> int:
        self._formats.append(found)
        self._formats.set("count", str(len(self._formats)))
        return len(self._formats) - 1

    def _fill(self, colour: str) -> int:
        return self._part(
            "fills",
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
            '<bgColor indexed="64"/></patternFill></fill>',
        )

    def _font(self, *, bold: bool) -> int:
        weight = "<b/>" if bold else ""
        return self._part(
            "fonts", f'<font>{weight}<sz val="10"/><name val="宋体"/><charset val="134"/></font>'
        )

    def _border(self) -> int:
        sides = "".join(
            f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        return self._part("borders", f"<border>{sides}<diagonal/></border>")

    def _part(self, holder: str, content: str) -> int:
        """Add to fonts, fills or borders what is not there yet; its index."""
        if content not in self._parts:
            element = self._root.find(f"{M}{holder}")
            inner = content.replace(">", f' xmlns="{M[1:-1]}">', 1)
            element.append(etree.fromstring(inner))
            element.set("count", str(len(element)))
            self._parts[content] = len(element) - 1
        return self._parts[content]


def _plain() -> Any:
    return etree.Element(f"{M}xf", numFmtId="0", fontId="0", fillId="0", borderId="0", xfId="0")
