"""What is filled into a PDF: form fields, text boxes and strokes laid over the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from reviewer.intake import limits
from reviewer.intake.readers.pdf.painter import Paint, SeenPage
from reviewer.intake.readers.pdf.string import text_string
from reviewer.intake.readers.pdf.text import Char, middle
from reviewer.intake.readers.picture.boxes import Box

_MOST = 5_000
"""Annotations of a page."""
_BAND = 20
_DEEPEST = 32
_HIDDEN = 2 | 32
_PASSWORD, _PUSH_BUTTON = 1 << 13, 1 << 16
_CHECKED, _OPEN = "☑", "□"
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s+Tf")
_USUAL = 10.0
_FILLS = 0.7
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)
_PAINT = Paint(1 << 30, 1.0, "", covers=False)


@dataclass(slots=True)
class Filled:
    """Texts of fields and text boxes as characters of the page, hidden texts, struck-out areas."""

    chars: list[Char] = field(default_factory=list)
    hidden: list[tuple[str, str, bool]] = field(default_factory=list)
    """Text, the reason, and whether programs leave such a thing behind."""
    strokes: list[Box] = field(default_factory=list)


def filled_in(page: SeenPage) -> Filled:
    """What stands in the annotations of a page."""
    found = Filled()
    printed: dict[int, list[Char]] = {}
    for char in page.chars:
        printed.setdefault(int(middle(char)) // _BAND, []).append(char)
    for reference in list_value(page.page_obj.annots)[:_MOST]:
        annotation = dict_value(reference)
        kind = _name(annotation.get("Subtype"))
        box = _box(page, annotation)
        if kind not in ("Widget", "FreeText", "StrikeOut") or box is None:
            continue
        is_hidden = bool(_whole(annotation.get("F")) & _HIDDEN)
        if kind == "StrikeOut":
            if not is_hidden:
                found.strokes += _quads(page, annotation) or [box]
            continue
        text = _value(annotation) if kind == "Widget" else _free_text(annotation)
        text = text[: limits.MAX_CELL_TEXT]
        if is_hidden and text.strip() and text not in (_CHECKED, _OPEN):
            why = "隐藏的表单域" if kind == "Widget" else "隐藏的批注文字"
            found.hidden.append((text, why, kind == "Widget"))
        elif not is_hidden and not _is_printed(printed, box, text):
            found.chars += _chars(text, box, _size(annotation, box))
    return found


def _box(page: SeenPage, annotation: Any) -> Box | None:
    edges = [resolve1(edge) for edge in list_value(annotation.get("Rect"))]
    if len(edges) != 4 or not all(isinstance(edge, (int, float)) for edge in edges):
        return None
    return page.space.seen(edges)


def _quads(page: SeenPage, annotation: Any) -> list[Box]:
    points = [resolve1(point) for point in list_value(annotation.get("QuadPoints"))][:_MOST]
    if not all(isinstance(point, (int, float)) for point in points):
        return []
    whole = [points[at : at + 8] for at in range(0, len(points) - 7, 8)]
    return [
        page.space.seen((min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])))
        for quad in whole
    ]


def _name(value: Any) -> str:
    name = getattr(resolve1(value), "name", "")
    return name if isinstance(name, str) else text_string(name)


def _whole(value: Any) -> int:
    number = resolve1(value)
    return number if isinstance(number, int) else 0


def _words(value: Any) -> str:
    """A text string, whatever it is written as."""
    value = resolve1(value)
    if isinstance(value, PDFStream):
        value = value.get_data()
    if isinstance(value, bytes):
        return text_string(value)
    return value if isinstance(value, str) else _name(value)


def _inherited(annotation: Any, key: str) -> Any:
    """The entry of a field, which may stand in one above it."""
    at = annotation
    for _ in range(_DEEPEST):
        if key in at:
            return resolve1(at[key])
        at = dict_value(at.get("Parent"))
    return None


def _value(annotation: Any) -> str:
    kind, flags = _name(_inherited(annotation, "FT")), _whole(_inherited(annotation, "Ff"))
    if kind == "Btn":
        return "" if flags & _PUSH_BUTTON else _state(annotation)
    if kind == "Ch":
        return _chosen(annotation)
    if kind != "Tx" or flags & _PASSWORD:
        return ""
    return _words(_inherited(annotation, "V")) or _plain(_words(_inherited(annotation, "RV")))


def _state(annotation: Any) -> str:
    """Of a check box or one of several radio buttons."""
    state = _name(annotation.get("AS"))
    if not state:
        states = dict_value(dict_value(annotation.get("AP")).get("N"))
        chosen = _words(_inherited(annotation, "V"))
        state = chosen if not states or chosen in states else "Off"
    return _OPEN if state in ("", "Off") else _CHECKED


def _chosen(annotation: Any) -> str:
    """The entries of a list that are chosen, as they are shown."""
    value = _inherited(annotation, "V")
    shown: dict[str, str] = {}
    for entry in list_value(_inherited(annotation, "Opt"))[:_MOST]:
        pair = resolve1(entry)
        if isinstance(pair, (list, tuple)) and len(pair) == 2:
            shown[_words(pair[0])] = _words(pair[1])
    values = value if isinstance(value, (list, tuple)) else [value]
    texts = [_words(one) for one in values if one is not None]
    return "、".join(shown.get(text, text) for text in texts if text)


def _free_text(annotation: Any) -> str:
    return _words(annotation.get("Contents")) or _plain(_words(annotation.get("RC")))


def _plain(rich: str) -> str:
    """The words of XHTML."""
    return unescape(_TAG.sub("", _PARAGRAPH.sub("\n", rich[: limits.MAX_CELL_TEXT]))).strip()


def _size(annotation: Any, box: Box) -> float:
    said = _SIZE.search(_words(_inherited(annotation, "DA")))
    size = float(said[1]) if said else 0.0
    return size or min(_USUAL, (box[3] - box[1]) * _FILLS) or _USUAL


def _is_printed(printed: Mapping[int, list[Char]], box: Box, text: str) -> bool:
    """Whether the page itself says the same there, as where a form was made flat."""
    there = [
        char["text"]
        for band in range(int(box[1]) // _BAND, int(box[3]) // _BAND + 1)
        for char in printed.get(band, ())
        if box[0] <= (char["x0"] + char["x1"]) / 2 <= box[2] and box[1] <= middle(char) <= box[3]
    ]
    return bool(there) and sorted("".join("".join(there).split())) == sorted("".join(text.split()))


def _chars(text: str, box: Box, size: float) -> Iterator[Char]:
    """Each line of the text as one long character, from the top; a single one half-way."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    left, top, right, bottom = box
    pitch = min((bottom - top) / max(1, len(lines)), size * 1.5) if len(lines) > 1 else bottom - top
    for number, line in enumerate(lines):
        at = top + number * pitch + (pitch - size) / 2
        yield {
            "text": line,
            "x0": left,
            "x1": right,
            "top": at,
            "bottom": at + size,
            "size": size,
            "tag": _PAINT,
            "matrix": (1, 0, 0, 1, 0, 0),
            "non_stroking_color": (0,),
        }
