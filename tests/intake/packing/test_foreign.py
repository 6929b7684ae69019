"""Files that hold no form are named for what they are, and what to do is said."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_bytes
from tests.intake.packing.variants import unzipped, zipped

FORMATS = Path(__file__).parents[2] / "data" / "formats"


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        read_bytes(data, "x")
    return str(error.value)


def compound(*names: str, inside: str = "") -> bytes:
    """An OLE compound file with empty streams of these names, one of them in a storage `inside`."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    entries = [("Root Entry", 5)] + [(name, 2) for name in names]
    if inside:
        entries += [("ObjectPool", 1), (inside, 2)]
    directory = b""
    for number, (name, kind) in enumerate(entries):
        text = name.encode("utf-16-le") + b"\0\0"
        top = [at for at, one in enumerate(entries) if at and one[0] != inside]
        child = top[0] if number == 0 else free
        if inside and number == len(entries) - 2:
            child = len(entries) - 1
        after = top[top.index(number) + 1] if number in top[:-1] else free
        directory += (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, free, after, child).ljust(52, b"\0")
            + struct.pack("<II", end, 0)
            + bytes(4)
        )
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    count = len(directory) // 512
    chain = [fat_mark, *range(2, count + 1), end]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    return header + fat + directory


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        (["EncryptedPackage", "\x06DataSpaces"], "文件已加密，请去掉密码"),
        (["EncryptedPackage", "\x06DataSpaces", "DRMEncryptedDataSpace"], "IRM"),
        (["PowerPoint Document"], "PPT"),
        (["__properties_version1.0"], "附件另存"),
        (["Catalog", "256_0a1b"], "Thumbs.db"),
        (["VisioDocument"], "Visio"),
        (["CONTENTS"], "不是Word或Excel文件"),
    ],
)
def test_compound_files(streams, said):
    assert said in refused(compound(*streams))


def test_a_document_embedded_in_another_does_not_decide_what_it_is():
    assert "附件另存" in refused(compound("__properties_version1.0", inside="WordDocument"))


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "自评表"
    message.set_content("请查收")
    message.add_attachment(
        (FORMATS / "split.docx").read_bytes(),
        maintype="application",
        subtype="octet-stream",
        filename="自评表.docx",
    )
    return message.as_bytes()


def owner_file(size: int, reach: int) -> bytes:
    name = "经办人".encode("utf-16-le")
    return (bytes([3]) + b"abc".ljust(reach - 1, b" ") + bytes([3, 0]) + name).ljust(size, b"\0")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Rar!\x1a\x07\x01\x00" + bytes(100), "RAR压缩包，请解压"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "7z压缩包，请解压"),
        (b"Rar!\x1a\x07\x01\x00" + zipped({"自评表.txt": b"a"}), "RAR压缩包，请解压"),
        (b"\x1f\x8b\x08" + bytes(100), "gz压缩包，请解压"),
        (zipped({"自评表.docx": b"x"}), "自评表.docx"),
        (zipped({f"{n}.docx": b"x" for n in range(9)}), "等9个文件"),
        (zipped({}), "空的压缩包"),
        (zipped({"OFD.xml": b"<x/>", "Doc_0/Document.xml": b"<x/>"}), "OFD"),
        (zipped({"Index/Document.iwa": b"x"}), "iWork"),
        (zipped({"uof.xml": b"<x/>"}), "UOF"),
        (zipped({"FixedDocSeq.fdseq": b"<x/>", "[Content_Types].xml": b"<x/>"}), "XPS"),
        (zipped({"content.xml": b"<x/>", "mimetype": b"a/opendocument.presentation"}), "演示文稿"),
        (zipped({"[Content_Types].xml": b"<x/>", "a.xml": b"<x/>"}), "已损坏"),
        (
            b"<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'/>",
            "UOF",
        ),
        (b"Founder CEB\x003.0" + bytes(100), "CEB"),
        (b"CAJ\x00" + bytes(100), "CAJ"),
        (b"\x00\x00\x00\x01Bud1" + bytes(100), ".DS_Store"),
        (b"[.ShellClassInfo]\r\nIconResource=x,1\r\n", "desktop.ini"),
        (b"\xff\xfe" + "[.ShellClassInfo]\r\n".encode("utf-16-le"), "desktop.ini"),
        (b"[InternetShortcut]\r\nURL=http://x\r\n", "网址"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100), "快捷方式"),
        (owner_file(162, 54), "临时文件"),
        (owner_file(165, 55), "临时文件"),
        (b",clerk,host,15.01.2024 09:00,file:///x;", "锁文件"),
        (bytes(5000), "空字节"),
        (b"b\x14#e\x00\x00E-SafeNet\x00\x00LOCK" + bytes(500), "加密软件"),
        (b"%TSD-Header-###%" + bytes(500), "加密软件"),
        (mail(), "附件有自评表.docx"),
    ],
)
def test_files_are_named_for_what_they_are(data, said):
    assert said in refused(data)


@pytest.mark.parametrize(
    ("root", "said"), [("p:presentation", "PPT"), ("VisioDocument", "Visio"), ("x", "损坏")]
)
def test_office_packages_of_other_kinds(root, said):
    parts = unzipped((FORMATS / "split.docx").read_bytes())
    name = root.partition(":")[0]
    parts["word/document.xml"] = f"<{root} xmlns:{name}='y'/>".encode()
    assert said in refused(zipped(parts))


def test_a_workbook_under_the_name_of_a_web_page_or_text_is_read_by_its_content():
    for ending in ("xlsx", "xls", "html", "csv", "docx"):
        data = (FORMATS / f"annex.{ending}").read_bytes()
        assert len(read_bytes(data, "自评表.doc").forms) == 1


def test_zeros_in_the_middle_of_a_package():
    data = bytearray((FORMATS / "split.docx").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4000] = bytes(4000)
    assert "没有下载或复制完整" in refused(bytes(data))


def test_encrypted_members():
    stream = io.BytesIO((FORMATS / "split.docx").read_bytes())
    data = bytearray(stream.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].flag_bits & 1
    assert "已加密" in refused(bytes(data))
