"""The styles of an Excel workbook: number formats, and what hides or strikes out text.

Whatever a style part holds that is unknown, missing or out of range counts as the default: how a
cell looks must not cost what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from reviewer.intake.errors import ReadError
from reviewer.intake.number_format import format_code
from reviewer.intake.readers.office_xml import Element, integer, local, tree, truth
from reviewer.intake.readers.sheet.sheet import PLAIN, Look

_TINY = 4.0
"""Points."""
_WHITE_THEME = "0"
_WHITE_INDEXES = ("1", "9")


@dataclass(frozen=True, slots=True)
class Font:
    """What matters of a font."""

    struck: bool = False
    tiny: bool = False
    white: bool = False

    def look(self, *, filled: bool) -> Look:
        """How text in this font looks on a ground that has a colour or has none."""
        unseen = "极小的文字" if self.tiny else "白色文字" if self.white and not filled else ""
        return Look(self.struck, unseen) if self.struck or unseen else PLAIN


_FONT = Font()


@dataclass(slots=True)
class Styles:
    """Number formats, fonts and fills by the number of a cell's style."""

    codes: Sequence[str] = ()
    fonts: Sequence[Font] = ()
    filled: Sequence[bool] = ()
    damaged: bool = False
    """Some of them may be missing."""
    _looks: dict[int, Look] = field(default_factory=dict)

    def code(self, style: int) -> str:
        """The number format."""
        return self.codes[style] if style < len(self.codes) else "General"

    def is_filled(self, style: int) -> bool:
        """Whether the cell has a ground other than white."""
        return style < len(self.filled) and self.filled[style]

    def look(self, style: int) -> Look:
        """How text in the cell looks, unless it has a font of its own."""
        if style not in self._looks:
            font = self.fonts[style] if style < len(self.fonts) else _FONT
            self._looks[style] = font.look(filled=self.is_filled(style))
        return self._looks[style]


def read_styles(content: bytes) -> Styles:
    """The styles in the part `styles.xml`, or as many as can be read of a damaged one."""
    damaged, root = False, []
    try:
        root = tree(content)
    except ReadError:
        damaged = True
        with suppress(ReadError):
            root = tree(content, recover=True)
    own: dict[int, str] = {}
    fonts: list[Font] = []
    filled: list[bool] = []
    cells: list[Element] = []
    for section in root:
        kind = local(section)
        if kind == "numFmts":
            for one in section:
                own[integer(one.get("numFmtId"))] = one.get("formatCode") or ""
        elif kind == "fonts":
            fonts = [font_of(one) for one in section]
        elif kind == "fills":
            filled = [_is_filled(one) for one in section]
        elif kind == "cellXfs":
            cells = list(section)
    font_ids = [integer(one.get("fontId")) for one in cells]
    fill_ids = [integer(one.get("fillId")) for one in cells]
    return Styles(
        [format_code(integer(one.get("numFmtId")), own) for one in cells],
        [fonts[one] if one < len(fonts) else _FONT for one in font_ids],
        [one < len(filled) and filled[one] for one in fill_ids],
        damaged,
    )


def font_of(properties: Element) -> Font:
    """The font of a style, or of a run of rich text."""
    struck = tiny = white = False
    for one in properties:
        kind = local(one)
        if kind == "strike":
            struck = truth(one.get("val"), default=True)
        elif kind == "sz":
            tiny = _is_tiny(one.get("val") or "")
        elif kind == "color":
            white = _is_white(one)
    return Font(struck, tiny, white)


def _is_tiny(points: str) -> bool:
    return points.replace(".", "", 1).isdecimal() and 0 < float(points) < _TINY


def _is_white(colour: Element) -> bool:
    if rgb := colour.get("rgb"):
        return str(rgb).upper()[-6:] == "FFFFFF"
    if theme := colour.get("theme"):
        return theme == _WHITE_THEME and (colour.get("tint") or "0").strip("0.") == ""
    return colour.get("indexed") in _WHITE_INDEXES


def _is_filled(fill: Element) -> bool:
    for one in fill:
        if local(one) != "patternFill":
            return True  # a gradient
        pattern = one.get("patternType") or "none"
        if pattern == "solid":
            return not any(local(colour) == "fgColor" and _is_white(colour) for colour in one)
        return pattern != "none"
    return False
