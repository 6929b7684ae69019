"""What is read from the XML of an Excel workbook itself: formulas, merged cells, floating shapes.

openpyxl spends nine tenths of its time on the borders of merged cells, which nobody asks for here,
and makes an object for each cell that a merge covers: they are taken out before it sees the file.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.readers.container import part
from reviewer.intake.readers.sheet import Merge
from reviewer.models.source import column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_CELL = re.compile(rb"<(?:x:)?c[ >]")
_ROW = re.compile(rb"<(?:x:)?row[ />]")
_FORMULA = re.compile(rb"<f[ />]")
_WITHOUT_VALUE = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)'
    rb"\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_MERGES = re.compile(rb"<((?:\w{1,20}:)?)mergeCells\b")
_MERGE = re.compile(
    rb"\bref=[\"']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})[\"']"
)
_MOST_ROWS = 250_000
"""Rows that a sheet may declare: far more than are read, since styles make empty ones."""
_MOST_SHAPES = 50


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one sheet: cells whose formula has no value, merged ranges, texts of shapes."""

    unfilled: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()
    shapes: tuple[str, ...] = ()


def parts_of(archive: zipfile.ZipFile) -> Mapping[str, Parts]:
    """By sheet name.

    Raises:
        ReadError: a part is damaged, or a sheet holds more cells than the limits.
    """
    try:
        return {name: _parts(archive, target) for name, target in _sheets(archive)}
    except ET.ParseError as error:
        raise ReadError("文件已损坏，无法读取") from error


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    workbook = ET.fromstring(part(archive, "xl/workbook.xml"))  # noqa: S314 - no entities, see part
    targets = _targets(archive, "xl/workbook.xml")
    return [
        (sheet.get("name") or "", targets[sheet.get(_ID) or ""][1])
        for sheet in workbook.iter(f"{_MAIN}sheet")
        if (sheet.get(_ID) or "") in targets
    ]


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Type and name of the parts that a part refers to, by id."""
    folder, file = posixpath.split(name)
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive.namelist():
        return {}
    root = ET.fromstring(part(archive, relations))  # noqa: S314
    return {
        relation.get("Id") or "": (
            relation.get("Type") or "",
            posixpath.normpath(posixpath.join(f"/{folder}", relation.get("Target") or ""))[1:],
        )
        for relation in root.iter(f"{_REL}Relationship")
        if relation.get("TargetMode") != "External"
    }


def _parts(archive: zipfile.ZipFile, name: str) -> Parts:
    if name not in archive.namelist():
        return Parts()
    content = part(archive, name)
    if len(_CELL.findall(content)) > limits.MAX_CELLS or len(_ROW.findall(content)) > _MOST_ROWS:
        raise ReadError(f"工作表超过 {limits.MAX_CELLS} 个单元格，未读取")
    unfilled = _WITHOUT_VALUE.findall(content) if _FORMULA.search(content) else []
    shapes = [
        text
        for kind, target in _targets(archive, name).values()
        if kind.endswith("/drawing") and target in archive.namelist()
        for text in _shape_texts(part(archive, target))
    ]
    named = tuple(cell.decode() for cell in unfilled)
    return Parts(named, _merges(content), tuple(shapes[:_MOST_SHAPES]))


def _merges(content: bytes) -> tuple[Merge, ...]:
    ranges = [
        corners
        for start, end in _blocks(content)
        for corners in _MERGE.findall(content, start, end)
    ]
    if len(ranges) > limits.MAX_MERGES:
        raise ReadError(f"工作表有超过 {limits.MAX_MERGES} 处合并单元格，未读取")
    return tuple(
        (int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))
        for left, top, right, bottom in ((a.decode(), b, c.decode(), d) for a, b, c, d in ranges)
    )


def _blocks(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the lists of merged ranges stand. Each byte is looked at once: a sheet may be hostile."""
    at = 0
    while found := _MERGES.search(content, at):
        end = content.find(b"</" + found[1] + b"mergeCells", found.end())
        at = content.find(b">", end) + 1
        if end < 0 or not at:
            return  # it is never closed
        yield found.start(), at


def without_merges(archive: zipfile.ZipFile) -> bytes:
    """The workbook with no cell merged."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if b"mergeCells" in content and name.endswith(".xml"):
                kept, at = [], 0
                for start, end in _blocks(content):
                    kept.append(content[at:start])
                    at = end
                content = b"".join([*kept, content[at:]])
            copy.writestr(name, content)
    return stream.getvalue()


def _shape_texts(drawing: bytes) -> list[str]:
    if b"<a:t>" not in drawing:
        return []
    root = ET.fromstring(drawing)  # noqa: S314
    texts = (
        "".join(run.text or "" for run in paragraph.iter(_TEXT))
        for paragraph in root.iter(_PARAGRAPH)
    )
    return [text for text in texts if text.strip()]
