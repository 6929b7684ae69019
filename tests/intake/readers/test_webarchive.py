"""Web archives: what browsers, Word and Excel save as .mht."""

from __future__ import annotations

import base64
import quopri

import pytest

from reviewer.intake import ReadError, read_bytes
from tests.intake.readers.test_webpage import PAGE, assert_same, left_out

ENCODERS = {
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
    "8bit": lambda content: content,
}


def archive(
    *parts: tuple[str, str, bytes], boundary: str = "----=_Next", encoding: str = "base64"
) -> bytes:
    """An archive as browsers and Office write it; parts are type, name and content."""
    lines = [
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{boundary}"\r\n\r\n'.encode()
    ]
    for kind, name, content in parts:
        head = f"--{boundary}\r\nContent-Location: {name}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Type: {kind}\r\n\r\n"
        lines.append(head.encode() + ENCODERS[encoding](content) + b"\r\n")
    return b"".join([*lines, f"--{boundary}--\r\n".encode()])


HTML = 'text/html; charset="utf-8"'


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_an_archive_in_every_encoding(encoding):
    picture = ("image/png", "a.png", b"\x89PNG\r\n\x1a\n")
    assert_same(archive((HTML, "cid:1", PAGE.encode()), picture, encoding=encoding))
    gbk = PAGE.replace("utf-8", "gb2312").encode("gb18030")
    assert_same(archive(('text/html; charset="gb2312"', "cid:1", gbk), encoding=encoding))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b'; boundary="----=_Next"', b""),
        lambda data: data.replace(b"------=_Next--\r\n", b""),
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: (
            b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x/\r\nSubject: x\r\n"
            + data
        ),
        lambda data: data.replace(b"multipart/related", b"multipart/mixed"),
        lambda data: (
            b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + PAGE.encode()
        ),
        lambda data: archive(
            (
                'multipart/alternative; boundary="in"',
                "x",
                b"--in\r\nContent-Type: text/plain\r\n\r\nx\r\n--in\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                + PAGE.encode()
                + b"\r\n--in--\r\n",
            ),
            encoding="8bit",
        ),
    ],
)
def test_archives_as_programs_write_them(change):
    assert_same(change(archive((HTML, "cid:1", PAGE.encode()))))


def workbook_archive(hidden: str = "") -> bytes:
    """A workbook saved by Excel as a web archive: a frame set, its sheets, the strip of tabs."""
    second = PAGE.replace("城市黑臭水体整治", "污水管网改造").replace(
        "<style>td{border:1px solid #333;padding:4px} .nav a{color:#fff}</style>",
        "<link rel=Stylesheet href=stylesheet.css>",
    )
    second = second.replace(">9.80<", "><font class=font9>8</font>9.80<", 1)
    sheets = "".join(
        f'<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef="f.files/{file}"/>{extra}</x:ExcelWorksheet>'
        for name, file, extra in (
            ("自评&amp;表", "sheet001.htm", ""),
            ("表二", "sheet002.htm", hidden),
        )
    )
    frames = f"<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>{sheets}</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset rows='*,39'><frame src='f.files/sheet001.htm'><frame src='f.files/tabstrip.htm'></frameset></html>"
    return archive(
        (HTML, "file:///C:/1/f.htm", frames.encode()),
        (HTML, "file:///C:/1/f.files/sheet001.htm", PAGE.encode()),
        (HTML, "file:///C:/1/f.files/sheet002.htm", second.encode()),
        (
            HTML,
            "file:///C:/1/f.files/tabstrip.htm",
            b"<html><table><tr><td>a</td></tr></table></html>",
        ),
        (
            "text/css",
            "file:///C:/1/f.files/stylesheet.css",
            b".font9{text-decoration:line-through}",
        ),
    )


def test_every_sheet_of_a_workbook_in_an_archive():
    first, second = read_bytes(workbook_archive(), "book").forms
    assert [first.project.text, second.project.text] == ["城市黑臭水体整治", "污水管网改造"]
    assert [first.project.location.sheet, second.project.location.sheet] == ["自评&表", "表二"]
    assert left_out(first) == []
    assert left_out(second) == [("X907", "8", "")]


def test_a_hidden_sheet_of_an_archive_is_said():
    (form,) = read_bytes(workbook_archive("<x:Visible>SheetHidden</x:Visible>"), "book").forms
    assert {(code, reason) for code, _, reason in left_out(form)} == {
        ("X905", "隐藏的工作表“表二”")
    }


def test_an_archive_without_a_page():
    with pytest.raises(ReadError, match="网页存档里没有网页"):
        read_bytes(archive(("image/png", "a.png", b"\x89PNG")), "x")
