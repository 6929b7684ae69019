"""The compressed streams of a PDF, unpacked within limits before a library unpacks them all."""

from __future__ import annotations

import re
import zlib

from reviewer.intake import limits
from reviewer.intake.errors import ReadError

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2_000
"""Bytes before a stream in which its dictionary stands."""
_CONTENT = 8 * limits.MEGABYTE
_PICTURE_OR_FONT = (b"/Image", b"/Length1", b"/FontFile", b"CIDFontType0C", b"/Type1C", b"OpenType")
_TOTAL = 4 * limits.MAX_UNPACKED
_MOST_STREAMS = 100_000


def bound_streams(data: bytes) -> None:
    """Stop at a stream that unpacks to more than any page needs.

    Raises:
        ReadError: a stream, or all together, exceed the limits.
    """
    total = 0
    for count, match in enumerate(_STREAM.finditer(data)):
        if count > _MOST_STREAMS:
            raise ReadError("PDF内部的数据流过多，未读取")
        dictionary = data[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = dictionary[dictionary.rfind(b" obj") + 1 :]
        if b"Fl" not in dictionary:
            continue
        special = any(word in dictionary for word in _PICTURE_OR_FONT)
        most = limits.MAX_UNPACKED if special else _CONTENT
        size = _unpacked(data, match.end(), most)
        total += size
        if size > most or total > _TOTAL:
            raise ReadError("PDF展开后过大，可能有害，未读取")


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes a stream unpacks to, counted to a little more than `most`."""
    machine = zlib.decompressobj()
    size, at = 0, start
    pending = b""
    try:
        while size <= most and not machine.eof and (pending or at < len(data)):
            if not pending:
                pending, at = data[at : at + 65_536], at + 65_536
            size += len(machine.decompress(pending, 1 << 20))
            pending = machine.unconsumed_tail
    except zlib.error:
        pass  # damaged, or not compressed so: the library will say so
    return size
