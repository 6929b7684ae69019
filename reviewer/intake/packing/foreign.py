"""Kinds of file that hold no form that can be read, told by what they hold: what they are, and what to do."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any, NoReturn

from reviewer.intake.errors import ReadError

_EXPORT = "请用原软件打开，导出为PDF或另存为.docx、.xlsx后再查"
_UNPACK = "请解压后再查"
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"Rar!\x1a\x07", f"是RAR压缩包，{_UNPACK}"),
    (0, b"7z\xbc\xaf\x27\x1c", f"是7z压缩包，{_UNPACK}"),
    (0, b"\x1f\x8b\x08", f"是gz压缩包，{_UNPACK}"),
    (0, b"BZh", f"是bz2压缩包，{_UNPACK}"),
    (0, b"\xfd7zXZ\x00", f"是xz压缩包，{_UNPACK}"),
    (0, b"MSCF", f"是cab压缩包，{_UNPACK}"),
    (257, b"ustar", f"是tar压缩包，{_UNPACK}"),
    (0, b"Founder CEB", f"是方正CEB版式文件，不能读取；{_EXPORT}"),
    (0, b"CAJ\x00", f"是知网CAJ文件，不能读取；{_EXPORT}"),
    (0, b"HN\x00\x00", f"是知网CAJ文件，不能读取；{_EXPORT}"),
    (0, b"KDH ", f"是知网KDH文件，不能读取；{_EXPORT}"),
    (0, b"%!PS", "是PostScript文件，不能读取；请转为PDF后再查"),
    (0, b"\x00\x00\x00\x01Bud1", "是苹果电脑的文件夹设置（.DS_Store），不是自评表，可以删除"),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", "是快捷方式，不是文件本身；请找到它指向的文件再查"),
    (0, b"[InternetShortcut]", "是网址快捷方式，不是文件本身；请打开网址下载文件再查"),
    (0, b"[.ShellClassInfo]", "是Windows的文件夹设置（desktop.ini），不是自评表"),
    (0, b"%TSD-Header-###%", "文件被单位的加密软件加密，请在装有该软件的电脑上解密后再查"),
    (0, b"SQLite format 3\x00", "是数据库文件，不是自评表"),
    (4, b"Standard Jet DB", "是Access数据库，不是自评表"),
    (4, b"Standard ACE DB", "是Access数据库，不是自评表"),
    (0, b"MZ", "是程序文件或自解压的压缩包，不是自评表"),
    (0, b"\x7fELF", "是程序文件，不是自评表"),
    (4, b"ftypmp4", "是视频文件，不是自评表"),
    (4, b"ftypisom", "是视频文件，不是自评表"),
    (0, b"ID3", "是音频文件，不是自评表"),
)
"""Offset, signature, message. Zip, OLE and text are looked into further."""
_SAFENET, _SAFENET_REACH = b"E-SafeNet", 64
_STREAMS: tuple[tuple[str, str], ...] = (
    ("DRMEncryptedDataSpace", "文件设有权限保护（IRM）而加密，请由有权限的人取消“限制访问”后再查"),
    ("EncryptedPackage", ""),
    ("WordDocument", ""),
    ("Workbook", ""),
    ("Book", ""),
    ("PowerPoint Document", "是PPT演示文稿，不是自评表；请用Word或Excel的自评表"),
    ("__properties_version1.0", "是Outlook邮件（.msg）；请把邮件里的附件另存出来再查"),
    ("VisioDocument", "是Visio图，不是自评表"),
    ("MatOST", f"是微软Works文档，不能读取；{_EXPORT}"),
    ("Catalog", "是Windows的缩略图缓存（Thumbs.db），不是自评表，可以删除"),
)
_ROOTS = {
    "presentation": "是PPT演示文稿，不是自评表；请用Word或Excel的自评表",
    "VisioDocument": "是Visio图，不是自评表",
}
_MEMBERS: tuple[tuple[str, str], ...] = (
    (
        "OFD.xml",
        "是OFD版式文件，不能读取；请用OFD阅读器导出为PDF（文字版），或用原来的Word、Excel文件",
    ),
    ("uof.xml", f"是标文通（UOF）文件，不能读取；{_EXPORT}"),
    (
        "Index/Document.iwa",
        "是苹果iWork文件（Pages或Numbers），不能读取；请导出为Word或Excel后再查",
    ),
    ("Index.zip", "是苹果iWork文件（Pages或Numbers），不能读取；请导出为Word或Excel后再查"),
    ("index.apxl", "是苹果iWork文件，不能读取；请导出为Word或Excel后再查"),
    ("FixedDocumentSequence.fdseq", f"是XPS文件，不能读取；{_EXPORT}"),
    ("FixedDocSeq.fdseq", f"是XPS文件，不能读取；{_EXPORT}"),
    ("AndroidManifest.xml", "是安卓安装包，不是自评表"),
    ("META-INF/container.xml", "是电子书（.epub），不是自评表"),
    ("content.xml", "是OpenDocument的演示文稿或图，不是自评表"),
    ("[Content_Types].xml", "文件已损坏，无法读取；可在Word、Excel中打开后另存一次再查"),
)
_UOF = re.compile(r"<(?:\w{1,20}:)?UOF\b|schemas\.uof\.org")
_LOCK_SIZES = {162: 54, 165: 55}
"""Sizes of the files that Word and Excel keep while one is open, and how far the name reaches."""
_LOCK_OF_LIBREOFFICE = re.compile(r"[^\n,]{0,200},[^\n,]{0,200},[^\n,]{0,200},\d\d\.\d\d\.\d{4}")
_MOST_NAMED = 3
_NAMES = re.compile(r'name\*?="?(?:[\w-]{1,20}\'\')?([^"\r\n;]{1,200})', re.IGNORECASE)


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as an archive that is not read: RAR, 7z …"""
    return any(
        data.startswith(signature, offset)
        for offset, signature, message in _SIGNATURES
        if message.endswith(_UNPACK)
    )


def refuse_signature(data: bytes) -> None:
    """Raise what bytes of a foreign kind are.

    Raises:
        ReadError: they begin as no readable file does.
    """
    if not data.strip(b"\x00"):
        raise ReadError("文件的内容全是空字节，是没有下载或复制完整的文件；请重新取得原文件")
    if _SAFENET in data[:_SAFENET_REACH]:
        raise ReadError("文件被单位的加密软件（亿赛通）加密，请在装有该软件的电脑上解密后再查")
    reach = _LOCK_SIZES.get(len(data))
    if reach is not None and 0 < data[0] < reach and data[reach] == data[0]:
        raise ReadError("是Word、Excel打开文件时留下的临时文件（~$开头），不是自评表，可以删除")
    for offset, signature, message in _SIGNATURES:
        if data.startswith(signature, offset):
            raise ReadError(message)


def kind_of_compound(data: bytes) -> str:
    """The stream by which an OLE compound file is known.

    Raises:
        ReadError: it is of a foreign kind.
    """
    present = _streams(data)
    for name, message in _STREAMS:
        # Where the directory cannot be read, a name anywhere says what the file was.
        if name in present if present else name.encode("utf-16-le") + b"\x00\x00" in data:
            if message:
                raise ReadError(message)
            return name
    raise ReadError("不是Word或Excel文件，或文件已损坏")


def _streams(data: bytes) -> set[str]:
    """The names in the root of a compound file, not those of documents embedded in it."""
    compound = _opened(data)
    if compound is None:
        return set()
    entries = compound.dirlist
    top = {entries[one].name for one in entries[0].children}
    if "\x06DataSpaces" in top:
        top |= {entry.name for entry in entries}
    return top


def stream(data: bytes, name: str) -> bytes:
    """A stream in the root of a compound file; b"" where there is none."""
    compound = _opened(data)
    try:
        found = None if compound is None else compound.get_named_stream(name)
    except Exception:  # damaged in whatever way
        return b""
    return bytes(found) if found else b""


def _opened(data: bytes) -> Any:
    from xlrd.compdoc import CompDoc

    try:
        return CompDoc(data, logfile=io.StringIO())
    except Exception:  # damaged in whatever way
        return None


def refuse_root(root: str) -> None:
    """Raise what an Office package is that is neither document nor workbook.

    Raises:
        ReadError: it is of a foreign kind.
    """
    message = _ROOTS.get(root)
    if message is not None:
        raise ReadError(message)


def refuse_members(names: list[str]) -> NoReturn:
    """Raise what a zip is, by the names of its members.

    Raises:
        ReadError: always.
    """
    if not names:
        raise ReadError("是空的压缩包")
    present = set(names)
    for name, message in _MEMBERS:
        if name in present:
            raise ReadError(message)
    files = [name for name in names if not name.endswith("/")]
    told = "、".join(_short(name) for name in files[:_MOST_NAMED])
    more = f"等{len(files)}个文件" if len(files) > _MOST_NAMED else ""
    raise ReadError(f"是压缩包（里面有{told}{more}），{_UNPACK}；或者用 triage 命令审核整个压缩包")


def _short(name: str) -> str:
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Zip files made in China hold names in GBK and do not say so.
    with contextlib.suppress(UnicodeError):
        last = last.encode("cp437").decode("gb18030")
    shown = "".join(sign for sign in last if sign.isprintable())
    return shown[:40]


def refuse_text(text: str, start: str) -> None:
    """Raise what a text file is that holds no form.

    Raises:
        ReadError: it is of a foreign kind.
    """
    if start.startswith("<") and _UOF.search(start):
        raise ReadError(f"是标文通（UOF）文件，不能读取；{_EXPORT}")
    if len(text) < 1000 and _LOCK_OF_LIBREOFFICE.match(start):
        raise ReadError("是LibreOffice打开文件时留下的锁文件（.~lock），不是自评表，可以删除")
    for offset, signature, message in _SIGNATURES:
        if not offset and start.encode("utf-8", "replace").startswith(signature):
            raise ReadError(message)


def refuse_mail(data: bytes) -> None:
    """Raise what a mail has attached, unless it is a web page saved as one.

    Raises:
        ReadError: a mail with attachments.
    """
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.default)
    files = [name for found in message.walk() if (name := found.get_filename())]
    if files and message.get("From") and message.get("To"):
        told = "、".join(_short(name) for name in files[:_MOST_NAMED])
        raise ReadError(f"是邮件，附件有{told}；请把附件另存出来再查")
