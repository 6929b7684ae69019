"""How runs of a Word document look under its styles: hidden, struck out, raised, in which font."""

from __future__ import annotations

from typing import Any, NamedTuple

Element = Any
"""An lxml element; lxml ships no types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_RPR, _SHD, _STYLE = f"{W}rPr", f"{W}shd", f"{W}style"
_FILL = f"{_W14}textFill"
_OFF = frozenset({"0", "false", "off"})
_TINY = 8
"""Half-points: below 4 pt nobody reads it."""
_RAISED_BY = 5
"""Half-points above the line, from which on a mark counts as a superscript."""
_WHITE = frozenset({"FFFFFF"})
_NO_FILL = frozenset({"", "auto", "FFFFFF", "clear"})
_MOST_STYLES_DEEP = 20

Properties = dict[str, Element]
"""Run properties by tag; the nearest of style, character style and run counts for each."""


class Look(NamedTuple):
    """What is not plain about a run.

    `hides` is why it is not seen ("" where it is); `raised` is 1 for superscripts, -1 for
    subscripts; `fonts` are those of ASCII and of other Western characters.
    """

    hides: str = ""
    struck: bool = False
    raised: int = 0
    fonts: tuple[str, str] = ("", "")
    placeholder: bool = False


class Looks:
    """The styles of one document."""

    def __init__(self, styles: Element) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in styles.iterchildren(_STYLE):
            name = style.get(f"{W}styleId") or ""
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = name
        ground = styles.find(f"{W}docDefaults/{W}rPrDefault/{_RPR}")
        self._ground = by_tag(ground)
        self._known: dict[str, Properties] = {}
        self._paragraphs: dict[str, Properties] = {}
        self._numbered: dict[str, Element | None] = {}
        self._looks: dict[object, Look] = {}

    def paragraph(self, properties: Element | None) -> Properties:
        """What the runs of a paragraph inherit from its style."""
        style = None if properties is None else properties.find(f"{W}pStyle")
        name = self._default if style is None else style.get(VAL) or ""
        if name not in self._paragraphs:
            self._paragraphs[name] = {**self._ground, **self._of_style(name)}
        return self._paragraphs[name]

    def run(self, run: Element, inherited: Properties, *, on_white: bool) -> Look:
        """The look of a run; white text on a ground of its own is seen."""
        direct = run.find(_RPR)
        # Most runs of a document look like others.
        parts = () if direct is None else tuple((one.tag, *one.values()) for one in direct)
        key = (id(inherited), on_white, parts)
        if key not in self._looks or (direct is not None and direct.find(_FILL) is not None):
            self._looks[key] = self._look(by_tag(direct), inherited, on_white=on_white)
        return self._looks[key]

    def _look(self, own: Properties, inherited: Properties, *, on_white: bool) -> Look:
        style = own.get(f"{W}rStyle")
        name = "" if style is None else style.get(VAL) or ""
        properties = {**inherited, **self._of_style(name), **own}
        why = _hides(properties)
        if why == "白色文字" and (not on_white or is_filled(properties.get(_SHD))):
            why = ""
        highlight = properties.get(f"{W}highlight")
        if why == "白色文字" and highlight is not None and highlight.get(VAL) != "none":
            why = ""
        return Look(
            why,
            _is_on(properties.get(f"{W}strike")) or _is_on(properties.get(f"{W}dstrike")),
            _raised(properties),
            _fonts(properties.get(f"{W}rFonts")),
            "placeholder" in self._name(name) or "占位" in self._name(name),
        )

    def has_shading(self, name: str) -> bool:
        """Whether a table style, or a row of it, may put a colour behind white text."""
        return any(is_filled(shading) for style in self._line(name) for shading in style.iter(_SHD))

    def numbering(self, name: str) -> Element | None:
        """The numbering that a paragraph style brings along."""
        if name not in self._numbered:
            found = (one.find(f"{W}pPr/{W}numPr") for one in self._line(name or self._default))
            self._numbered[name] = next((one for one in found if one is not None), None)
        return self._numbered[name]

    def _name(self, style: str) -> str:
        found = self._styles.get(style)
        name = None if found is None else found.find(f"{W}name")
        return f"{style} {'' if name is None else name.get(VAL) or ''}".lower()

    def _line(self, name: str) -> list[Element]:
        """A style and those that it is based on."""
        line: list[Element] = []
        for _ in range(_MOST_STYLES_DEEP):
            style = self._styles.get(name)
            if style is None:
                break
            line.append(style)
            based = style.find(f"{W}basedOn")
            name = "" if based is None else (based.get(VAL) or "")
        return line

    def _of_style(self, name: str) -> Properties:
        if name not in self._known:
            properties: Properties = {}
            for style in self._line(name)[::-1]:
                properties |= by_tag(style.find(_RPR))
            self._known[name] = properties
        return self._known[name]


PLAIN = Look()


def is_filled(shading: Element | None) -> bool:
    """Whether a w:shd puts a colour behind the text."""
    if shading is None:
        return False
    fill = shading.get(f"{W}fill") or ""
    return fill not in _NO_FILL or bool(shading.get(f"{W}themeFill"))


def by_tag(properties: Element | None) -> Properties:
    """The properties in a w:rPr, w:tcPr …; none where it is missing."""
    return {} if properties is None else {one.tag: one for one in properties}


def _is_on(toggle: Element | None) -> bool:
    return toggle is not None and toggle.get(VAL) not in _OFF


def _number(element: Element | None) -> int | None:
    value = "" if element is None else element.get(VAL) or ""
    return int(value) if value.removeprefix("-").isdecimal() and len(value) < 6 else None


def _hides(properties: Properties) -> str:
    if _is_on(properties.get(f"{W}vanish")):
        return "隐藏文字"
    size = _number(properties.get(f"{W}sz"))
    if size is not None and size < _TINY:
        return "极小的文字"
    effect = properties.get(_FILL)
    if effect is not None:  # drawn instead of the colour
        if effect.find(f"{_W14}noFill") is not None:
            return "透明文字"
        drawn = effect.find(f"{_W14}solidFill/{_W14}srgbClr")
        white = drawn is not None and (drawn.get(f"{_W14}val") or "").upper() in _WHITE
        return "白色文字" if white else ""
    colour = properties.get(f"{W}color")
    if colour is None:
        return ""
    theme = colour.get(f"{W}themeColor")
    white = theme == "background1" if theme else (colour.get(VAL) or "").upper() in _WHITE
    return "白色文字" if white else ""


def _raised(properties: Properties) -> int:
    align = properties.get(f"{W}vertAlign")
    if align is not None:
        return {"superscript": 1, "subscript": -1}.get(align.get(VAL) or "", 0)
    height = _number(properties.get(f"{W}position")) or 0
    return (height >= _RAISED_BY) - (height <= -_RAISED_BY)


def _fonts(fonts: Element | None) -> tuple[str, str]:
    if fonts is None:
        return "", ""
    # A theme's font, where one is named, comes before the font; no theme has a symbol font.
    ascii_, other = (
        "" if fonts.get(f"{W}{name}Theme") else fonts.get(f"{W}{name}") or ""
        for name in ("ascii", "hAnsi")
    )
    return ascii_, other
