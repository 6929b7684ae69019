"""What kind of file some bytes are, told by what they hold; a name may lie."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.packing import encrypted, foreign, names
from reviewer.intake.readers.sheet import delimited
from reviewer.intake.readers.text import plain as plaintext

Reader = Callable[[bytes], Grid]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_AVIF = (b"avif", b"avis")
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_PDF_REACH = 1024
"""A PDF may begin with so much else."""
_LOOK = 8192
_HTML = re.compile(
    r"<!doctype html|<(?:[\w-]{1,20}:)?(?:html|body|frameset|table)[\s>]", re.IGNORECASE
)
_HTML_MARKS = ("<!doctype html", "<html")
_LONGEST_MARK = 14
_MARKDOWN_MARKS = (
    re.compile(r"(?:^ {0,3}\|[^\n]*\|[ \r]*\n){5}", re.MULTILINE),
    re.compile(
        r"^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)+\|?[ \t]*\r?$", re.MULTILINE
    ),
    re.compile(r"^[ \t]*(?:\+[-=:+]{3,}\+|[┌┏╔╭╒╓][^\n]*[┐┓╗╮╕╖])[ \t]*\r?$", re.MULTILINE),
    re.compile(r"<table[\s>]", re.IGNORECASE),
)
"""Lines between bars, the rule under a heading, the upper edge of a drawn table, a table in HTML."""
_JSON = re.compile(
    r'\{\s{0,99}(?:"[^"\n]{0,200}"\s{0,9}:|\}$)|\[\s{0,99}(?:\{\s{0,99}"|"|\d+\s{0,9},)'
)
_MAIL = re.compile(
    r"^(?:MIME-Version|From|To|Date|Content-[\w-]{1,40}|Subject|Snapshot-[\w-]{1,40}|X-[\w-]{1,40}"
    r"|Message-ID|Received|Return-Path)\s{0,9}:",
    re.IGNORECASE,
)
_QUOTED_LINES = re.compile(r'(?:^|\t)"[^"\t\n]{1,200}\n[^"\t]{1,2000}"[\t\r\n]', re.MULTILINE)
_XML_MARKS = (
    (
        re.compile(r"<\w{1,20}:package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage"),
        "flat opc",
    ),
    (re.compile(r"<(?:\w{1,20}:)?wordDocument\b"), "word 2003"),
    (
        re.compile(r"<(?:\w{1,20}:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet"),
        "excel 2003",
    ),
    (re.compile(r"<office:document\b"), "flat odf"),
)
"""Root elements of documents that are one XML file."""
_COMPOUND = {
    "EncryptedPackage": "encrypted",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
}
_OPEN_DOCUMENTS = {b"opendocument.spreadsheet": "ods", b"opendocument.text": "odt"}
_ZIP_REACH = 70_000
"""A zip ends with its directory; so much may follow."""

KINDS = {
    "docx": "word.document.read",
    "xlsx": "sheet.workbook.read",
    "xls": "sheet.xls.read",
    "ods": "sheet.opendocument.read",
    "csv": "sheet.delimited.read",
    "pdf": "pdf.document.read",
    "image": "picture.document.read",
    "html": "web.page.read",
    "mht": "web.archive.read",
    "markdown": "text.markdown.read",
    "text": "text.plain.read",
}
"""Kind and the function that reads it, in reviewer.intake.readers."""


VARIANTS = {
    "doc": "legacy_word.docx",
    "flat opc": "flat.package",
    "flat odf": "flat.open_document",
    "word 2003": "word2003.docx",
    "excel 2003": "excel2003.xlsx",
    "odt": "odt.docx",
    "encrypted": "encrypted.decrypted",
}
"""Kinds that are turned into one of KINDS, and what does it, in reviewer.intake.packing."""
Convert = Callable[[bytes, list[str]], bytes]
"""Bytes to bytes; what has to be said of them is added to the list."""


def reader(kind: str) -> Reader:
    """The function that reads files of this kind; its library is imported when it runs."""
    found: Reader = _function("readers", KINDS[kind])
    return found


def converter(kind: str) -> Convert | None:
    """What turns files of this kind into files of another; None for those that are read as they are."""
    path = VARIANTS.get(kind)
    found: Convert | None = None if path is None else _function("packing", path)
    return found


def _function(package: str, path: str) -> Any:
    module, _, function = path.rpartition(".")
    return getattr(import_module(f"reviewer.intake.{package}.{module}"), function)


def kind_of(data: bytes) -> str:
    """A key of KINDS or VARIANTS, or "json" for what `extract --format json` prints.

    Raises:
        ReadError: it is of a kind that is not read; the message says what to do.
    """
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _container(data)
    if b"%PDF-" in data[:_PDF_REACH]:
        return "pdf"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if data[4:8] == b"ftyp":
        return _of_camera(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return "doc"
    # A zip that something stands before, such as what unpacks it; not one packed into another.
    if _EMPTY_ZIP in data[-_ZIP_REACH:] and b"\0" in data and not foreign.is_archive(data):
        return _container(data)
    foreign.refuse_signature(data)
    if _MAIL.match(data[:_LOOK].decode("latin-1")):
        return _mail(data)
    return _text(_looked_at(data))


def _of_camera(data: bytes) -> str:
    """A photo in a container of films, by its brand."""
    if data[8:12] in _AVIF:
        return "image"
    if data[8:12] in _HEIC:
        raise ReadError(
            "是HEIC格式的手机照片，请转换为JPG后再查（在手机上另存为JPG，或把相机格式设为“兼容性最佳”后重拍）"
        )
    raise ReadError("是视频或音频文件，不是自评表")


def _compound(data: bytes) -> str:
    name = foreign.kind_of_compound(data)
    kind = _COMPOUND[name]
    is_closed = kind == "xls" and encrypted.has_password(foreign.stream(data, name))
    return "encrypted" if is_closed else kind


def _container(data: bytes) -> str:
    from reviewer.intake.packing import opc
    from reviewer.intake.readers.container import content, opened

    with opened(data) as archive:
        members = opc.Members.of(archive)
        mimetype = members.find("mimetype")
        if mimetype is not None:
            told = content(archive, members.by_name[mimetype])[:200]
            for ending, kind in _OPEN_DOCUMENTS.items():
                if ending in told:
                    return kind
        main = opc.main_part(members)
        if main is None:
            main = members.find("xl/workbook.bin") or foreign.refuse_members(archive.namelist())
        if main.endswith(".bin"):
            raise ReadError("是二进制Excel文件（.xlsb），请在Excel中另存为.xlsx后再查")
        root = opc.root_of(members, main)
    foreign.refuse_root(root)
    found = names.ROOTS.get(root)
    if found is None:
        raise ReadError("文件已损坏，无法读取；可在Word、Excel中打开后另存一次再查")
    return found


def _mail(data: bytes) -> str:
    """Its parts may be in several encodings, or no text at all."""
    start = data[:_LOOK].decode("latin-1").lower()
    if "multipart/" in start or "text/html" in start:
        foreign.refuse_mail(data)
        return "mht"
    return _text(plaintext.decode(data))


def _looked_at(data: bytes) -> str:
    """The text, to be told by its signs: of a page in another encoding those are ASCII all the same."""
    try:
        return plaintext.decode(data)
    except ReadError:
        if data.lstrip()[:1] != b"<":
            raise
        return data.decode("latin-1")


def _text(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = text[:_LOOK].lstrip("\ufeff \t\r\n")
    if start.startswith("{") and '"documents"' in text[:_LOOK]:
        return "json"
    if start[:_LONGEST_MARK].lower().startswith(_HTML_MARKS):
        return "html"
    if _JSON.match(start):
        raise ReadError("是JSON文件，但不是本程序输出的提取结果；请用原始的Word、Excel或PDF文件")
    foreign.refuse_text(text, start)
    if start.startswith("<"):
        for mark, kind in _XML_MARKS:
            if mark.search(start):
                return kind
    if start.startswith("<") and _HTML.search(text):
        return "html"  # the styles that Excel puts before the table may be long
    if any(mark.search(text) for mark in _MARKDOWN_MARKS):
        return "markdown"
    if _QUOTED_LINES.search(text):
        return "csv"  # cells of Excel, copied: their columns are exact
    if delimited.is_delimited(text):
        return "csv"
    return "text"
