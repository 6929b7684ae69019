"""How a page shows its text: whether it is hidden, struck out, or laid out as a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reviewer.intake.readers.symbols import is_symbol_font
from reviewer.intake.readers.web.stylesheet import Element, Node, Stylesheet

_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})(pt|px|em|rem|%)?")
_IN_SHORTHAND = re.compile(r"(?<![\w.])(?:(0)(?=[/\s])|(\d{1,4}(?:\.\d{1,4})?(?:pt|px|em|rem|%)))")
_FAMILY = re.compile(r"\d(?:pt|px|em|rem|%)(?:/\S{1,9})?\s+(.+)")
_SMALLEST = {"pt": 4.0, "px": 5.0, "em": 0.25, "rem": 0.25, "%": 25.0, None: 4.0}
_FAR_OFF = re.compile(r"-\d{4,9}(?:px|pt|em)|-\d{3,9}em")
_NOTHING = re.compile(r"0+(?:\.0*)?(?:px|pt|em|%)?")
_CLIPPED = re.compile(
    r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
)
_RGB = re.compile(r"rgba?\((\d{1,3})[,\s]+(\d{1,3})[,\s]+(\d{1,3})(?:[,/\s]+([\d.]{1,8}%?))?\)")
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255)}
_WHITE = (255, 255, 255)
_CLEAR = (-99, -99, -99)
"""Of transparent text."""
_NEAR = 6
"""Colours whose parts differ by no more are the same to the eye."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How text is shown at a place of the page; `hides` says why it is not seen, "" where it is.

    `ground` is None where it is not known, such as a picture. `display` is the element's own.
    `font` is the name of one whose letters are signs, else "".
    """

    node: Node | None = None
    colour: Colour | None = None
    ground: Colour | None = _WHITE
    tiny: bool = False
    gone: bool = False
    unseen: bool = False
    struck: bool = False
    display: str = ""
    font: str = ""
    before: str = ""
    after: str = ""
    inner: dict[tuple[str | None, ...], Look] = field(default_factory=dict, compare=False)

    @property
    def hides(self) -> str:
        if self.gone or self.unseen or self.colour == _CLEAR:
            return "网页中隐藏的文字"
        if self.tiny:
            return "极小的文字"
        if self.colour is None or self.ground is None or not _same(self.colour, self.ground):
            return ""
        return "白色文字" if _same(self.colour, _WHITE) else "与底色相同的文字"

    def within(self, element: Element, sheet: Stylesheet) -> Look:
        """The look inside an element; worked out once for all that are alike."""
        get = element.get
        key = (
            element.tag,
            get("class"),
            get("id") if sheet.rules else None,
            get("style"),
            get("hidden"),
            get("color"),
            get("bgcolor"),
            get("face"),
        )
        look = self.inner.get(key)
        if look is None:
            look = self.inner[key] = _look(self, key, sheet)
        return look


def _look(around: Look, key: tuple[str | None, ...], sheet: Stylesheet) -> Look:
    tag, classes, identity, inline, hidden, color, bgcolor, face = key
    node = Node(
        (tag or "").lower(),
        (identity or "").lower(),
        tuple((classes or "").lower().split()[:20]),
        around.node,
    )
    style = sheet.of(node, inline or "")
    colour = _colour(style.get("color") or color or "")
    ground = style.get("background-color") or style.get("background") or bgcolor
    return replace(
        around,
        node=node,
        colour=colour or around.colour,
        ground=_ground(ground, around.ground),
        tiny=_is_tiny(style, around.tiny),
        gone=around.gone or hidden is not None or _is_gone(style),
        unseen=_is_unseen(style.get("visibility"), around.unseen),
        struck=around.struck or tag in ("s", "strike", "del") or _strikes(style),
        display="none" if hidden is not None else style.get("display", ""),
        font=_symbol_font(style, face, around.font),
        before=sheet.content(node, "before") if "before" in sheet.generated else "",
        after=sheet.content(node, "after") if "after" in sheet.generated else "",
        inner={},
    )


def _same(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _strikes(style: dict[str, str]) -> bool:
    said = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    return "line-through" in said or style.get("mso-strike") == "yes"


def _is_unseen(visibility: str | None, around: bool) -> bool:
    """A visible part of a hidden element is seen again."""
    if visibility in ("hidden", "collapse"):
        return True
    return around and visibility != "visible"


def _is_gone(style: dict[str, str]) -> bool:
    if not style:
        return False
    get = style.get
    clipped = "hidden" in get("overflow", "") and any(
        _NOTHING.fullmatch(get(name, "")) for name in ("height", "max-height", "width", "max-width")
    )
    far = get("text-indent", "") + " " + get("left", "") + " " + get("top", "")
    return bool(
        get("display") == "none"
        or get("mso-hide") == "all"
        or _NOTHING.fullmatch(get("opacity", ""))
        or clipped
        or _CLIPPED.fullmatch(get("clip", ""))
        or "scale(0)" in get("transform", "")
        or _FAR_OFF.search(far)
    )


def _is_tiny(style: dict[str, str], around: bool) -> bool:
    size = _SIZE.fullmatch(style.get("font-size", ""))
    if size is None and (short := _IN_SHORTHAND.search(style.get("font", "")[:200])):
        size = _SIZE.fullmatch(short[1] or short[2])
    return around if size is None else float(size[1]) < _SMALLEST[size[2]]


def _symbol_font(style: dict[str, str], face: str | None, around: str) -> str:
    named = style.get("font-family") or face
    if named is None and (short := _FAMILY.search(style.get("font", "")[:200])):
        named = short[1]
    if named is None or named == "inherit":
        return around
    first = named.split(",")[0].strip("\"' ")
    return first if is_symbol_font(first) else ""


def _ground(value: str | None, around: Colour | None) -> Colour | None:
    """The ground behind a text; one that is not painted shows what is behind it."""
    if value is None:
        return around
    first = value.lower().strip()
    if first in ("", "none", "transparent", "inherit", "initial", "window", "unset"):
        return around
    colour = _colour(first if first.startswith("rgb") else first.split()[0])
    return around if colour == _CLEAR else colour


def _colour(value: str) -> Colour | None:
    """Red, green and blue; None for one that is not known."""
    value = value.lower().strip()
    if value == "transparent":
        return _CLEAR
    if value in _NAMED:
        return _NAMED[value]
    if value.startswith("#"):
        digits = value[1:]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) not in (6, 8) or not all(one in "0123456789abcdef" for one in digits):
            return None
        if digits[6:] == "00":
            return _CLEAR
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))
    found = _RGB.fullmatch(value)
    if found is None:
        return None
    if found[4] is not None and _NOTHING.fullmatch(found[4]):
        return _CLEAR
    return (int(found[1]), int(found[2]), int(found[3]))
