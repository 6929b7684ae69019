"""Documents that are one XML file: the package is made that they stand for."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from typing import Any

from lxml import etree

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.packing import opc
from reviewer.intake.readers.container import utf8

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def package(data: bytes, said: list[str]) -> bytes:
    """The package that a Flat OPC file holds, its parts one after the other.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    root = opc.tree(utf8(data))
    parts: dict[str, Any] = {}
    types: dict[str, str] = {}
    size = 0
    for part in root.iterchildren(f"{_PKG}part"):
        name = opc.clean(part.get(f"{_PKG}name") or "")
        parts[name] = content = _content(part)
        types[name] = part.get(f"{_PKG}contentType") or ""
        size += len(content)
        if len(parts) > limits.MAX_PARTS or size > limits.MAX_UNPACKED:
            raise ReadError("文件展开后过大，未读取")
    return opc.written(parts, types)


def _content(part: Any) -> bytes:
    binary = part.find(f"{_PKG}binaryData")
    if binary is not None:
        try:
            return base64.b64decode("".join((binary.text or "").split()))
        except (binascii.Error, ValueError):
            return b""  # a picture, most likely: the text does not depend on it
    holder = part.find(f"{_PKG}xmlData")
    root = (
        next((one for one in holder if isinstance(one.tag, str)), None)
        if holder is not None
        else None
    )
    if root is None:
        return b""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False)
    return written


def open_document(data: bytes, said: list[str]) -> bytes:
    """The OpenDocument container that a flat file (.fods, .fodt) stands for.

    Raises:
        ReadError: it is damaged.
    """
    content = utf8(data)
    mimetype = opc.tree(content).get(f"{_OFFICE}mimetype") or ""
    if not mimetype.isascii() or "opendocument" not in mimetype:
        raise ReadError("不是OpenDocument文件，或文件已损坏")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", content)
    return stream.getvalue()
