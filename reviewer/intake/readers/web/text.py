"""The text of a page's elements in the order in which a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reviewer.intake import limits
from reviewer.intake.readers.symbols import shown as sign_of
from reviewer.intake.readers.web.style import Look
from reviewer.intake.readers.web.stylesheet import Element, Stylesheet

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "head",
        "button",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "datalist",
        "rp",
        "rt",
        "meter",
        "progress",
        "noframes",
        "map",
    ]
)
_MARGINS = frozenset({"nav", "footer", "aside"})
"""Of the site, unless they hold a table."""
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "main",
        "header",
        "center",
        "caption",
        "blockquote",
        "pre",
        "tr",
        "td",
        "th",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "fieldset",
        "legend",
        "form",
        "hr",
        "body",
        "html",
    ]
)
_CONTROLS = frozenset({"input", "select", "textarea"})
_NOT_TYPED = frozenset({"hidden", "password", "submit", "button", "reset", "image", "file"})
_SHADOWS = ("shadowrootmode", "shadowroot")
"""Of a template that is shown, as programs write that save a page as it was on the screen."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLANK_LINES = re.compile(r"[ \t]*\n\s*")
_PLACEHOLDER = re.compile(r"[-=—\s]*请?(?:先?选择|select)\b.{0,12}|[-=—\s]+", re.IGNORECASE)
_SQUARED = re.compile(r"(?:[A-Za-z]|(?<!方)[米里])$")
_TEN = re.compile(r"[×xX*·]\s?10$")
_POWER = re.compile(r"[-−+]?\d{1,3}")
_FOOTNOTE = re.compile(r"[\[［(（〔]?(?:注?\d{0,2}|[①-⑳*※†‡#])[\]］)）〕]?")
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_LONGEST_SIGN = 12
_IN, _TAIL, _OUT = 0, 1, 2


class Piece(NamedTuple):
    """A piece of text, a line feed between blocks; of a table within, None."""

    text: str | None
    look: Look
    element: Element
    linked: bool = False


def pieces(root: Element, look: Look, sheet: Stylesheet, *, into: bool = False) -> Iterator[Piece]:
    """What an element shows.

    Args:
        root: the element.
        look: that inside the element, for a cell; else that around it.
        sheet: the page's.
        into: nested tables are text too; else they are yielded.
    """
    before = ""  # what stands before a raised sign says what it is
    stack: list[tuple[Element, Look, bool, int]] = [(root, look, False, _IN)]
    while stack:
        element, look, linked, way = stack.pop()
        if way:
            text = (element.tail or "") if way == _TAIL else "\n"
            if text:
                yield Piece(text, look, element, linked)
                before = text
            continue
        tag = element.tag
        if not isinstance(tag, str) or _is_skipped(element, tag):
            continue
        if element is not root or not into:
            look = look.within(element, sheet)
        linked = linked or tag == "a"
        if tag == "table" and not into:
            yield Piece(None, look, element)
            continue
        if (shown := _shown_for(element, tag, before)) is not None:
            yield Piece(shown, look, element)
            continue
        is_block = tag in _BLOCKS and not (into and element is root)
        if is_block or tag == "br":
            yield Piece("\n", look, element, linked)
        text = look.before + (element.text or "")
        if text:
            yield Piece(text.replace("\n", "\v") if tag == "pre" else text, look, element, linked)
            before = text
        if is_block:
            stack.append((element, look, linked, _OUT))
        if look.after:
            stack.append((_Generated(look.after), look, linked, _TAIL))
        for child in list(element)[::-1]:
            stack += [(child, look, linked, _TAIL), (child, look, linked, _IN)]


def _shown_for(element: Element, tag: str, before: str) -> str | None:
    """What is shown in the place of an element's own text."""
    if tag in _CONTROLS:
        return value(element)
    return _raised(_short(element), before) if tag == "sup" else None


class _Generated(NamedTuple):
    """Text of the style sheet behind an element, in the place of a tail."""

    tail: str
    sourceline: int | None = None
    tag: str = "span"


def _is_skipped(element: Element, tag: str) -> bool:
    if tag == "template":
        return not any(element.get(name) is not None for name in _SHADOWS)
    if tag in _MARGINS:
        return next(element.iterdescendants("table"), None) is None
    return tag in _SKIPPED


def _short(element: Element) -> str:
    """The text of an element of which only a short one matters."""
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > _LONGEST_SIGN:
            break
    return text


def _raised(text: str, before: str) -> str | None:
    """m² for what stands behind m; nothing for the mark of a footnote; None for other text."""
    sign = "".join(text.split())
    before = before.rstrip()
    if _POWER.fullmatch(sign) and (
        _TEN.search(before[-6:]) or (_SQUARED.search(before[-2:]) and sign.strip("-−+") in "123")
    ):
        return sign.translate(_RAISED)
    return "" if _FOOTNOTE.fullmatch(sign) else None


def value(control: Element) -> str:
    """What a field of a form shows: its value, the chosen entry, a tick or an empty box."""
    if control.tag == "textarea":
        return (control.text or "").strip("\r\n").replace("\n", "\v")
    if control.tag == "select":
        return _chosen(control)
    kind = (control.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if control.get("checked") is not None else "□"
    return "" if kind in _NOT_TYPED else control.get("value") or ""


def _chosen(select: Element) -> str:
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if select.get("multiple") is None:
        chosen = chosen[-1:] or options[:1]
    texts = (_SPACE.sub(" ", "".join(option.itertext())).strip() for option in chosen)
    return "、".join(text for text in texts if text and not _PLACEHOLDER.fullmatch(text))


@dataclass(slots=True)
class CellText:
    """The text of a cell, and what is in it that is none: hidden, with the reason, or struck out.

    `lacks` says what an empty cell holds that could not be read.
    """

    shown: str = ""
    hidden: list[tuple[str, str]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    lacks: str = ""


def cell_text(cell: Element, look: Look, sheet: Stylesheet) -> CellText:
    """The text of an element; `look` is that inside it. Blocks and breaks begin new lines."""
    found = CellText()
    if not len(cell) and not (look.before or look.after or look.font or look.hides or look.struck):
        found.shown = _SPACE.sub(" ", cell.text or "").strip()[: limits.MAX_CELL_TEXT]
        return found
    shown: list[str] = []
    struck: list[str] = []
    for text, look_of_it, _, _ in pieces(cell, look, sheet, into=True):
        if text == "\n" or text is None:
            shown.append("\n")
        elif look_of_it.hides:
            if text.strip():
                found.hidden.append((text, look_of_it.hides))
        elif look_of_it.struck:
            struck.append(text)
        else:
            if struck:
                _take(struck, found.struck)
            line = _SPACE.sub(" ", text).replace("\v", "\n")
            shown.append(_in_font(line, look_of_it.font) if look_of_it.font else line)
    _take(struck, found.struck)
    text = _BLANK_LINES.sub("\n", "".join(shown)).strip()
    text = "\n".join(line.strip() for line in text.split("\n"))
    found.shown = "" if text == "□" else text[: limits.MAX_CELL_TEXT]
    found.lacks = "" if text else _unread(cell)
    return found


def _in_font(text: str, font: str) -> str:
    return "".join(char if char.isspace() else sign_of(char, font) for char in text)


PICTURE = "这一格是图片，图片里的文字没有读取"


def _unread(cell: Element) -> str:
    """What an empty cell holds all the same: a picture, a field saved without what was typed."""
    for element in cell.iterdescendants("img", "input"):
        if element.tag == "img":
            return PICTURE
        kind = (element.get("type") or "text").lower()
        if element.get("value") is None and kind not in (*_NOT_TYPED, "checkbox", "radio"):
            return "这一格是输入框，填写的内容没有保存在文件里"
    return ""


def _take(struck: list[str], into: list[str]) -> None:
    """One note for what was struck out together, though it be in several elements."""
    text = _SPACE.sub(" ", "".join(struck)).strip()
    if text:
        into.append(text)
    struck.clear()
