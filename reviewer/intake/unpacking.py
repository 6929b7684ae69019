"""From the bytes of any file to those that a reader knows: variants are turned into plain files."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.kinds import converter, kind_of
from reviewer.intake.packing.inserts import say_embedded, with_inserts
from reviewer.intake.packing.names import MAIN
from reviewer.intake.packing.plain import plain
from reviewer.intake.readers.container import opened


@dataclass(slots=True)
class Unpacked:
    """A file that a reader knows.

    `kind` is a key of kinds.KINDS, or "json". `said` are Chinese clauses about how it was packed.
    `variants` are the kinds that the bytes went through, and `main_type` the content type of an
    Office package's main part, so that a copy can be given them again. `has_inserts` says that
    other files in a document were put in their places.
    """

    kind: str
    data: bytes
    said: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    main_type: str = ""
    has_inserts: bool = False


def unpacked(data: bytes, depth: int = 0) -> Unpacked:
    """What a file is, and its bytes as the reader of that kind expects them.

    Args:
        data: the bytes of a file.
        depth: how many other files it lies in.

    Raises:
        ReadError: it is empty, too large, damaged or of a kind that is not read.
    """
    if len(data) > limits.MAX_BYTES:
        raise ReadError(f"文件超过 {limits.MAX_BYTES // limits.MEGABYTE} MB，未读取")
    if depth > limits.MAX_NESTED:
        raise ReadError("文件里又套着文件，套了太多层")
    if not data.strip():
        raise ReadError("文件是空的")
    found = Unpacked(kind_of(data), data)
    try:
        _convert(found, depth)
    except ReadError:
        raise
    except (Exception, RecursionError) as error:
        # A file met a converter that was not written for it: the other files still count.
        raise ReadError(f"文件已损坏，无法读取（{type(error).__name__}）") from error
    return found


def _convert(found: Unpacked, depth: int) -> None:
    for _ in range(limits.MAX_WRAPPINGS):
        convert = converter(found.kind)
        if convert is None:
            break
        found.variants.append(found.kind)
        found.data = convert(found.data, found.said)
        found.kind = kind_of(found.data)
    else:
        raise ReadError("文件套了太多层，未读取")
    if found.kind in MAIN:
        package = plain(found.data, found.kind, found.said)
        found.data, found.main_type = package.data, package.main_type
    if found.kind == "xlsx":
        say_embedded(found.data, found.said)
    if found.kind == "docx":
        whole = with_inserts(found.data, found.said, depth)
        found.has_inserts = whole is not found.data
        found.data = whole


def where_else(found: Unpacked) -> str:
    """Where a form may be that is not found among the cells of a file; "" where nothing tells."""
    if found.said:
        return f"；{found.said[0]}"
    if found.kind in MAIN:
        with opened(found.data) as archive:
            if any("/media/" in name for name in archive.namelist()):
                return "；文件里有图片，如果自评表是图片，请把图片另存出来再查"
    return ""
