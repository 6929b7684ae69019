"""Text boxes, check boxes and other shapes that lie over the cells of an Excel sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.intake.errors import ReadError
from reviewer.intake.readers.office_xml import Element, integer, local, tree, truth
from reviewer.intake.readers.sheet.sheet import Look, Place, Sheet

_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_MOST = 50
_TICKED, _EMPTY = "☑", "□"
_OPEN_BREAK = re.compile(rb"<br\s*>")
"""Excel writes the labels of boxes as HTML."""
_BOXES = frozenset({"Checkbox", "Radio"})


def add_shapes(sheet: Sheet, drawing: bytes) -> None:
    """The texts of a drawing: in the empty cell that a box stands on, else above the sheet.

    Raises:
        ReadError: the drawing is damaged.
    """
    if b"<a:t" not in drawing:
        return
    found = 0
    for anchor in tree(drawing):
        if local(anchor) not in _ANCHORS:
            continue
        for body in _named(anchor, "txBody"):
            text = "\n".join(_paragraphs(body))
            found += 1
            if not text.strip() or found > _MOST:
                continue
            place = _first_cell(sheet, _corner(anchor))
            if any(truth(one.get("hidden")) for one in _named(anchor, "cNvPr")):
                sheet.put(place or (0, 0), text, Look(unseen="隐藏的图形"))
            elif place is None or sheet.cells.get(place, "").strip():
                sheet.above.append(text)
            else:
                sheet.cells[place] = text


def add_boxes(sheet: Sheet, drawing: bytes) -> None:
    """Check boxes and radio buttons with their labels, in the cells that they stand on."""
    if not any(kind.encode() in drawing for kind in _BOXES):
        return
    try:
        root = tree(_OPEN_BREAK.sub(b"<br/>", drawing), recover=True)
    except ReadError:
        return
    boxes: list[tuple[int, int, int, str]] = []
    for shape in _named(root, "shape"):
        for data in _named(shape, "ClientData"):
            if data.get("ObjectType") not in _BOXES:
                continue
            told = {local(one): one.text or "" for one in data}
            anchor = [integer(part.strip()) for part in told.get("Anchor", "").split(",")]
            label = "".join(
                text.strip() for box in _named(shape, "textbox") for text in box.itertext()
            )
            if len(anchor) >= 4 and len(boxes) < _MOST:
                column, offset, row, _ = anchor[:4]
                sign = _TICKED if told.get("Checked", "0").strip() == "1" else _EMPTY
                boxes.append((row, column, offset, sign + label))
    for row, column, _, text in sorted(boxes):
        place = _first_cell(sheet, (row, column)) or (row, column)
        before = sheet.cells.get(place, "")
        sheet.cells[place] = f"{before} {text}".strip()


def _named(element: Element, name: str) -> Iterator[Element]:
    found: Iterable[Element] = element.iter(f"{{*}}{name}")
    yield from found


def _paragraphs(body: Element) -> Iterator[str]:
    for paragraph in _named(body, "p"):
        yield "".join(run.text or "" for run in _named(paragraph, "t"))


def _corner(anchor: Element) -> Place | None:
    """The cell under the upper left corner of a shape."""
    for one in anchor:
        if local(one) == "from":
            told = {local(part): part.text for part in one}
            return integer(told.get("row")), integer(told.get("col"))
    return None


def _first_cell(sheet: Sheet, place: Place | None) -> Place | None:
    """The cell itself or the one that it is merged with; None for one outside the table."""
    if place is None:
        return None
    row, column = place
    for top, left, bottom, right in sheet.merges:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    last_row = max((one for one, _ in sheet.cells), default=-1)
    last_column = max((one for _, one in sheet.cells), default=-1)
    return place if row <= last_row and column <= last_column else None
