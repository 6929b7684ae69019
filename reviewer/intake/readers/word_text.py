"""The text of Word paragraphs and cells as printed, and what is hidden in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VAL = f"{W}val"
_R, _RPR, _PPR, _TBL = f"{W}r", f"{W}rPr", f"{W}pPr", f"{W}tbl"
_P, _BOX = f"{W}p", f"{W}txbxContent"
_TEXTS = frozenset({f"{W}t", f"{_M}t"})
_CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_SKIPPED = frozenset(
    {f"{W}instrText", f"{W}delText", f"{W}rt", f"{_MC}Fallback", _PPR, _RPR, f"{W}tblPr"}
)
_BOXES = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "√"}
"""Wingdings characters that clerks tick."""
_TINY = 8
"""Half-points: below 4 pt nobody reads it."""
_WHITE = frozenset({"FFFFFF"})
_NO_FILL = frozenset({"", "auto", "FFFFFF", "clear"})
_MOST_STYLES_DEEP = 20

Element = Any
Hidden = list[tuple[str, str]]
"""Text and why it is not seen."""


class Writing:
    """Reads text under the styles of one document."""

    def __init__(self, document: Document) -> None:
        self.revisions: Counter[str] = Counter()
        self.boxed: list[Element] = []
        """Tables met in text boxes since somebody last took them out of here."""
        self._styles: dict[str, Element] = {
            style.get(f"{W}styleId"): style for style in document.styles.element.iter(f"{W}style")
        }
        self._hiding: dict[str, str] = {}

    def paragraph(self, element: Element, *, on_white: bool = True) -> tuple[str, Hidden]:
        """The text of a paragraph, text boxes in it as lines of their own, and what is hidden."""
        shown: list[str] = []
        hidden: Hidden = []
        properties = element.find(_PPR)
        style = None if properties is None else properties.find(f"{W}pStyle")
        inherited = "" if style is None else self._style_hides(style.get(_VAL) or "")
        if properties is not None and _is_filled(properties.find(f"{W}shd")):
            on_white = False
        self._walk(element, shown, hidden, inherited, on_white)
        return "".join(shown).strip("\n"), _merged(hidden)

    def cell(
        self, cell: Element, properties: Element | None, *, shaded: bool
    ) -> tuple[str, Hidden, list[Element]]:
        """The text of a table cell, what is hidden in it, and the tables nested in it."""
        filled = properties is not None and _is_filled(properties.find(f"{W}shd"))
        lines: list[str] = []
        hidden: Hidden = []
        tables: list[Element] = []
        for element in _blocks(cell):
            if element.tag == _TBL:
                tables.append(element)
                continue
            shown, unseen = self.paragraph(element, on_white=not (filled or shaded))
            lines.append(shown)
            hidden += unseen
            tables += self.boxed
            self.boxed = []
        return "\n".join(lines).strip(), hidden, tables

    def has_shading_style(self, table: Element) -> bool:
        """Whether the table's style, or a row of it, may put a colour behind white text."""
        style = table.find(f"{W}tblPr/{W}tblStyle")
        name = None if style is None else style.get(_VAL)
        for _ in range(_MOST_STYLES_DEEP):
            found = self._styles.get(name or "")
            if found is None:
                return False
            if any(_is_filled(shading) for shading in found.iter(f"{W}shd")):
                return True
            based = found.find(f"{W}basedOn")
            name = None if based is None else based.get(_VAL)
        return False

    def _walk(
        self, parent: Element, shown: list[str], hidden: Hidden, inherited: str, on_white: bool
    ) -> None:
        # A stack, not recursion: how deep the elements nest is up to the file.
        stack: list[tuple[Element, bool, str]] = [(child, on_white, "") for child in parent][::-1]
        while stack:
            element, white, why = stack.pop()
            tag = element.tag
            if tag in _TEXTS or tag in _CHARACTERS or tag == f"{W}sym":
                text = _printed(element)
                if why:
                    hidden.append((text, why))
                else:
                    shown.append(text)
            elif tag in _DELETED:
                self.revisions["删除"] += 1
            elif tag == _TBL:
                self.boxed.append(element)
            elif tag in _SKIPPED or not isinstance(tag, str):
                continue
            else:
                if tag == _R:
                    why = self._run_hides(element, inherited, white)
                elif tag in _INSERTED:
                    self.revisions["插入"] += 1
                elif tag in (_BOX, _P):
                    # A box has a ground of its own; what stands in it is a line of its own.
                    white = white and tag != _BOX
                    shown.append("\n")
                stack.extend([(child, white, why) for child in element][::-1])

    def _run_hides(self, run: Element, inherited: str, on_white: bool) -> str:
        """Why a run is not seen; "" where it is."""
        properties = run.find(_RPR)
        if properties is None:
            return "" if inherited == "白色文字" and not on_white else inherited
        style = properties.find(f"{W}rStyle")
        why = self._style_hides(style.get(_VAL) or "") if style is not None else inherited
        own = _hides(properties)
        if own is not None:
            why = own
        if why == "白色文字" and (not on_white or _is_filled(properties.find(f"{W}shd"))):
            return ""
        highlight = properties.find(f"{W}highlight")
        if why == "白色文字" and highlight is not None and highlight.get(_VAL) != "none":
            return ""
        return why

    def _style_hides(self, name: str) -> str:
        if name not in self._hiding:
            why, at = "", name
            for _ in range(_MOST_STYLES_DEEP):
                style = self._styles.get(at)
                if style is None:
                    break
                properties = style.find(_RPR)
                own = None if properties is None else _hides(properties)
                if own is not None:
                    why = own
                    break
                based = style.find(f"{W}basedOn")
                at = "" if based is None else (based.get(_VAL) or "")
            self._hiding[name] = why
        return self._hiding[name]


def _printed(element: Element) -> str:
    """What a text, a break or a symbol prints."""
    if element.tag == f"{W}sym":
        return _BOXES.get((element.get(f"{W}char") or "").upper(), "")
    return _CHARACTERS.get(element.tag) or element.text or ""


def _blocks(parent: Element) -> list[Element]:
    """The paragraphs and tables of a cell, those in content controls included."""
    found: list[Element] = []
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in (f"{W}p", _TBL):
            found.append(element)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            stack.extend(list(element)[::-1])
    return found


def _hides(properties: Element) -> str | None:
    """Why these run properties hide text; "" where they show it, None where they do not say."""
    vanish = properties.find(f"{W}vanish")
    if vanish is not None:
        return "" if vanish.get(_VAL) in ("0", "false") else "隐藏文字"
    size = properties.find(f"{W}sz")
    points = "" if size is None else (size.get(_VAL) or "")
    if points.isdecimal() and int(points) < _TINY:
        return "极小的文字"
    colour = properties.find(f"{W}color")
    if colour is None:
        return None
    theme = colour.get(f"{W}themeColor")
    white = theme == "background1" if theme else (colour.get(_VAL) or "").upper() in _WHITE
    return "白色文字" if white else ""


def _is_filled(shading: Element | None) -> bool:
    if shading is None:
        return False
    fill = shading.get(f"{W}fill") or ""
    return fill not in _NO_FILL or bool(shading.get(f"{W}themeFill"))


def _merged(hidden: Hidden) -> Hidden:
    """Neighbouring runs that are hidden for the same reason as one text."""
    merged: Hidden = []
    for text, why in hidden:
        if merged and merged[-1][1] == why:
            merged[-1] = (merged[-1][0] + text, why)
        else:
            merged.append((text, why))
    return [(text, why) for text, why in merged if text.strip()]
