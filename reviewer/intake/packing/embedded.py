"""Files inside a document: unpacked, read, and turned into cells or the elements of a document."""

from __future__ import annotations

from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.kinds import reader
from reviewer.intake.packing import opc
from reviewer.intake.packing.document import w
from reviewer.intake.packing.foreign import stream
from reviewer.intake.packing.names import MAIN
from reviewer.intake.readers import container

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE = "\x01Ole10Native"
_PACKAGE = "Package"

Element = Any


def elements(data: bytes, depth: int, said: list[str]) -> list[Element]:
    """What a file says as paragraphs and tables of a Word document.

    Raises:
        ReadError: it cannot be read.
    """
    from reviewer.intake.packing.inserts import drawn
    from reviewer.intake.unpacking import unpacked

    found = unpacked(data, depth)
    said += found.said
    if found.kind != "docx":
        return drawn(_grid(found.kind, found.data))
    with container.opened(found.data) as archive:
        root = opc.tree(container.part(archive, MAIN["docx"][0]))
    body = root.find(w("body"))
    return [] if body is None else [one for one in body if one.tag != w("sectPr")]


def form(data: bytes, depth: int, said: list[str]) -> Grid | None:
    """The cells of an embedded file that holds a form; None where it holds none.

    Raises:
        ReadError: it cannot be read.
    """
    from reviewer.intake.assemble import assemble
    from reviewer.intake.unpacking import unpacked

    found = unpacked(_payload(data), depth)
    if found.kind == "json":
        return None
    grid = _grid(found.kind, found.data)
    forms, without_table = assemble(grid)
    if not forms and not without_table:
        return None
    said += found.said
    return grid


def _grid(kind: str, data: bytes) -> Grid:
    try:
        return reader(kind)(data)
    except ReadError:
        raise
    except Exception as error:  # a library met something that it was not written for
        raise ReadError("文件已损坏，无法读取") from error


def _payload(data: bytes) -> bytes:
    """The file in an OLE object; the object itself where it is the file."""
    if not data.startswith(_OLE):
        return data
    package = stream(data, _PACKAGE)
    if package:
        return package
    native = stream(data, _NATIVE)
    return _native(native) if native else data


def _native(found: bytes) -> bytes:
    """The file that the object packager wrapped: names that end with a zero, sizes, bytes."""
    at = 6
    for _ in range(2):
        at = found.find(b"\0", at) + 1
        if not at:
            raise ReadError("文件已损坏，无法读取")
    at += 4
    at += 4 + int.from_bytes(found[at : at + 4], "little")
    size = int.from_bytes(found[at : at + 4], "little")
    if size > limits.MAX_BYTES:
        raise ReadError(f"文件超过 {limits.MAX_BYTES // limits.MEGABYTE} MB，未读取")
    return found[at + 4 : at + 4 + size]
