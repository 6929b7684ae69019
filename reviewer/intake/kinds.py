"""What kind of file some bytes are, told by what they hold; a name may lie."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from importlib import import_module

from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers import plaintext

Reader = Callable[[bytes], Grid]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_PDF_REACH = 1024
"""A PDF may begin with so much else."""
_LOOK = 8192
_HTML = re.compile(r"<!doctype html|<html|<table|<body", re.IGNORECASE)
_MAIL = re.compile(r"^(?:MIME-Version|From|Content-Type|Subject)\s*:", re.IGNORECASE)
_PIPES = re.compile(r"(?:^ {0,3}\|[^\n]*\|[ \r]*\n){5}", re.MULTILINE)
_QUOTED_LINES = re.compile(r'(?:^|\t)"[^"\t\n]{1,200}\n[^"\t]{1,2000}"[\t\r\n]', re.MULTILINE)
_RULE_OF_MARKDOWN = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$", re.MULTILINE)
_CSV_RECORDS = 400
_CSV_FIELDS = 4
_CSV_SHARE = 0.8

KINDS = {
    "docx": "word.read",
    "doc": "legacy_word.read",
    "xlsx": "workbook.read",
    "xls": "xls.read",
    "ods": "opendocument.read",
    "csv": "delimited.read",
    "pdf": "pdf.read",
    "image": "scan.read",
    "html": "webpage.read",
    "mht": "webpage.read_mht",
    "markdown": "markdown.read",
    "text": "plaintext.read",
}
"""Kind and the function that reads it, in reviewer.intake.readers."""


def reader(kind: str) -> Reader:
    """The function that reads files of this kind; its library is imported when it runs."""
    module, _, function = KINDS[kind].partition(".")
    found: Reader = getattr(import_module(f"reviewer.intake.readers.{module}"), function)
    return found


def kind_of(data: bytes) -> str:
    """A key of KINDS, or "json" for what `extract --format json` prints.

    Raises:
        ReadError: it is of a kind that is not read; the message says what to do.
    """
    start = data[:_PDF_REACH]
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _container(data)
    if b"%PDF-" in start:
        return "pdf"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if data.lstrip()[:5] == b"{\\rtf":
        return "doc"
    return _text(plaintext.decode(data))


def _compound(data: bytes) -> str:
    """Office 97–2003, or an encrypted file of today's Office, by the names of its streams."""
    names = {
        "EncryptedPackage": "",
        "WordDocument": "doc",
        "Workbook": "xls",
        "Book": "xls",
    }
    for name, kind in names.items():
        if name.encode("utf-16-le") + b"\x00\x00" in data:
            if not kind:
                raise ReadError("文件已加密，请去掉密码后再查")
            return kind
    raise ReadError("不是Word或Excel文件，或文件已损坏")


def _container(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    mimetype = part.read(200).decode("ascii", "replace")
            else:
                mimetype = ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ReadError("文件已损坏，无法读取（可能没有下载或复制完整）") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise ReadError("是二进制Excel文件（.xlsb），请在Excel中另存为.xlsx后再查")
    if "opendocument.spreadsheet" in mimetype:
        return "ods"
    if "opendocument.text" in mimetype:
        return "doc"  # LibreOffice reads it as it reads .doc
    raise ReadError("是压缩包或不认识的文件，请解压后再查")


def _text(text: str) -> str:
    start = text[:_LOOK].lstrip("\ufeff \t\r\n")
    if start.startswith("{") and '"documents"' in text[:_LOOK]:
        return "json"
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<Workbook" in start:
        raise ReadError("是XML格式的Excel表格，请在Excel中另存为.xlsx后再查")
    if _MAIL.match(start) and "multipart/" in start.lower():
        return "mht"
    if start.startswith("<") and _HTML.search(start):
        return "html"
    if _RULE_OF_MARKDOWN.search(text) or _PIPES.search(text):
        return "markdown"
    if _QUOTED_LINES.search(text):
        return "csv"  # cells of Excel, copied: their columns are exact
    if "\t" not in text[:_LOOK] and _is_delimited(text):
        return "csv"
    return "text"


def _is_delimited(text: str) -> bool:
    """Most records have the same number of fields, and several."""
    for delimiter in ",;":
        lines = io.StringIO(text[: _LOOK * 8], newline="")
        try:
            records = csv.reader(lines, delimiter=delimiter)
            counts = Counter(
                len(record) for _, record in zip(range(_CSV_RECORDS), records, strict=False)
            )
        except csv.Error:
            continue
        if not counts:
            continue
        fields, often = counts.most_common(1)[0]
        if fields >= _CSV_FIELDS and often >= _CSV_SHARE * counts.total():
            return True
    return False
