"""Zip containers (docx, xlsx, ods), opened only if what they unpack to is bounded."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from reviewer.intake import limits
from reviewer.intake.errors import ReadError

_ENCRYPTED = 0x1
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_NOT_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*[^<\s\xef]")
"""Office writes UTF-8; in another encoding what is looked for here would look like nothing."""
_LOOK = 200
_DAMAGED = "文件已损坏，无法读取（可能没有下载或复制完整）"
_FAILURES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, KeyError)


def opened(data: bytes) -> zipfile.ZipFile:
    """The container, once the sizes that it declares are within the limits.

    Raises:
        ReadError: it is damaged, encrypted or would unpack to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_FAILURES, NotImplementedError) as error:
        raise ReadError(_DAMAGED) from error
    members = archive.infolist()
    if len(members) > limits.MAX_PARTS:
        raise ReadError(f"文件内部有 {len(members)} 个部分，超过 {limits.MAX_PARTS} 个，未读取")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ReadError("文件已加密，请去掉密码后再查")
    _bound(sum(member.file_size for member in members))
    return archive


def checked(data: bytes) -> None:
    """Unpack every XML part once, so that a library that is given the file meets no bomb.

    Python's zipfile stops at the size declared, so that what was bounded there stays bounded.

    Raises:
        ReadError: as `opened`, or a part declares a document type or entities.
    """
    with opened(data) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                part(archive, name)


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of an XML part.

    Raises:
        ReadError: it is missing, damaged, in an encoding that Office does not write, or declares
            a document type or entities.
    """
    try:
        with archive.open(name) as stream:
            content = stream.read(limits.MAX_UNPACKED + 1)
    except (*_FAILURES, NotImplementedError) as error:
        raise ReadError(_DAMAGED) from error
    _bound(len(content))
    if content and (_NOT_PLAIN.match(content) or b"\0" in content[:_LOOK]):
        raise ReadError("文件内部的编码特殊，未读取；可用Word、Excel打开后另存一次再查")
    if any(word in content for word in _DECLARATIONS):
        raise ReadError("文件内部含有实体声明，可能有害，未读取")
    return content


def _bound(size: int) -> None:
    if size > limits.MAX_UNPACKED:
        raise ReadError(f"文件展开后超过 {limits.MAX_UNPACKED // limits.MEGABYTE} MB，未读取")
