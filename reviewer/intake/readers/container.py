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
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PLAIN_START = re.compile(rb"\s*<")
_AS_DECLARED = {
    **dict.fromkeys(
        ("gb2312", "gbk", "gb18030"), "gb18030"
    ),  # a dash is another one in Python's gbk
    **{one: one for one in ("big5", "iso-8859-1", "windows-1252")},
}
"""Encodings in which every sign of markup is the one byte that it is in ASCII."""
_UTF16 = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_UTF32 = frozenset({b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"<\x00\x00\x00", b"\x00\x00\x00<"})
_LOOK = 300
_DAMAGED = "文件已损坏，无法读取（可能没有下载或复制完整）"
_FAILURES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, KeyError)
_DIRECTORY_END = b"PK\x05\x06"
_END_SIZE = 22


def opened(data: bytes) -> zipfile.ZipFile:
    """The container, once the sizes that it declares are within the limits.

    Raises:
        ReadError: it is damaged, encrypted or would unpack to too much.
    """
    archive = _archive(data)
    members = archive.infolist()
    if len(members) > limits.MAX_PARTS:
        raise ReadError(f"文件内部有 {len(members)} 个部分，超过 {limits.MAX_PARTS} 个，未读取")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ReadError("文件已加密，请去掉密码后再查")
    _bound(sum(member.file_size for member in members))
    return archive


def _archive(data: bytes) -> zipfile.ZipFile:
    """The zip in the bytes, though others stand before or behind it."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*_FAILURES, NotImplementedError) as error:
        whole = _without_rest(data)
        if len(whole) == len(data):
            raise ReadError(_DAMAGED) from error
    try:
        return zipfile.ZipFile(io.BytesIO(whole))
    except (*_FAILURES, NotImplementedError) as error:
        raise ReadError(_DAMAGED) from error


def is_bare(data: bytes) -> bool:
    """Whether nothing stands before or behind the zip, so that every library finds it."""
    return data.startswith(b"PK") and len(_without_rest(data)) == len(data)


def _without_rest(data: bytes) -> bytes:
    """The bytes up to the end of the last directory; programs pad files, and transfers add to them."""
    at = data.rfind(_DIRECTORY_END)
    comment = int.from_bytes(data[at + _END_SIZE - 2 : at + _END_SIZE], "little")
    return data if at < 0 else data[: at + _END_SIZE + comment]


def part(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    """The bytes of an XML part, in UTF-8.

    Raises:
        ReadError: as `content` and `utf8`.
    """
    return utf8(content(archive, name))


def content(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    """The bytes of a part.

    Python's zipfile stops at the size declared, so that what was bounded there stays bounded.

    Raises:
        ReadError: it is missing, damaged, too large or packed in a way that is not read.
    """
    try:
        with archive.open(name) as stream:
            found = stream.read(limits.MAX_UNPACKED + 1)
    except NotImplementedError as error:
        raise ReadError(
            "文件内部的压缩方式特殊（如Deflate64），未读取；可用Word、Excel打开后另存一次再查"
        ) from error
    except _FAILURES as error:
        raise ReadError(_DAMAGED) from error
    _bound(len(found))
    return found


def utf8(found: bytes) -> bytes:
    """XML as UTF-8, which Office writes; the same object where it is that already.

    Raises:
        ReadError: it is in an encoding in which nothing can be looked for, or declares a document
            type or entities.
    """
    text = _decoded(found) if found else None
    if text is not None:
        found = _DECLARATION.sub("", text, count=1).encode()
    if any(word in found for word in _DECLARATIONS):
        raise ReadError("文件内部含有实体声明，可能有害，未读取")
    return found


def _decoded(found: bytes) -> str | None:
    """The text of XML that is not in UTF-8; None where it is."""
    start = found[:_LOOK].removeprefix(b"\xef\xbb\xbf")
    encoding = None if start[:4] in _UTF32 else _UTF16.get(start[:2])
    if encoding is None:
        declared = _DECLARED.match(start)
        encoding = "utf-8" if declared is None else declared[1].decode().lower()
        is_utf8 = encoding in ("utf-8", "utf8", "us-ascii", "ascii")
        if b"\0" in start or not _PLAIN_START.match(start):
            raise ReadError("文件内部的编码特殊，未读取；可用Word、Excel打开后另存一次再查")
        if is_utf8:
            return None
        if encoding not in _AS_DECLARED:
            raise ReadError(
                f"文件内部的编码（{encoding}）特殊，未读取；可用Word、Excel打开后另存一次再查"
            )
        encoding = _AS_DECLARED[encoding]
    try:
        return found.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise ReadError(_DAMAGED) from error


def _bound(size: int) -> None:
    if size > limits.MAX_UNPACKED:
        raise ReadError(f"文件展开后超过 {limits.MAX_UNPACKED // limits.MEGABYTE} MB，未读取")
