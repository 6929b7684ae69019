"""Office packages, however they are packed, are read as the plain one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_bytes, read_grid
from reviewer.intake.unpacking import unpacked
from tests.intake.packing import variants
from tests.intake.packing.variants import Parts, unzipped, zipped

FORMATS = Path(__file__).parents[2] / "data" / "formats"
PACKED: dict[str, Callable[[Parts], bytes]] = {
    "main part renamed": lambda parts: zipped(
        variants.moved(parts, variants.main_of(parts).replace(".xml", "2.xml"))
    ),
    "main part elsewhere": lambda parts: zipped(variants.moved(parts, "doc/main.xml")),
    "main part at the top": lambda parts: zipped(variants.moved(parts, "main.xml")),
    "other case": lambda parts: zipped(variants.renamed(parts, str.title)),
    "backslashes": lambda parts: zipped(
        variants.renamed(parts, lambda name: name.replace("/", "\\"))
    ),
    "leading slashes": lambda parts: zipped(variants.renamed(parts, "/{}".format)),
    "leading dots": lambda parts: zipped(variants.renamed(parts, "./{}".format)),
    "strict": lambda parts: zipped(variants.strict(parts)),
    "utf-16": lambda parts: zipped(variants.in_utf16(parts)),
    "utf-16 without mark": lambda parts: zipped(variants.in_utf16(parts, "utf-16-le")),
    "strict in utf-16": lambda parts: zipped(variants.in_utf16(variants.strict(parts))),
    "no content types": lambda parts: zipped(
        {name: content for name, content in parts.items() if name != variants.TYPES}
    ),
    "content types by extension": lambda parts: zipped(variants.without_types(parts)),
    "no relations of the package": lambda parts: zipped(
        {name: content for name, content in parts.items() if name != "_rels/.rels"}
    ),
    "relations that lead nowhere": lambda parts: zipped(variants.with_dangling_relations(parts)),
    "folders": variants.with_folders,
    "stored": lambda parts: zipped(parts, zipfile.ZIP_STORED),
    "lzma": lambda parts: zipped(parts, zipfile.ZIP_LZMA),
    "streamed": variants.streamed,
    "zip64": variants.in_zip64,
    "flat opc": variants.flat_opc,
    "flat opc with a mark": lambda parts: b"\xef\xbb\xbf" + variants.flat_opc(parts),
    "flat opc in utf-16": lambda parts: (
        variants.flat_opc(parts).decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")
    ),
    "strict flat opc": lambda parts: variants.flat_opc(variants.strict(parts)),
    "something before": lambda parts: b"MZ" + b"\x00" * 5000 + zipped(parts),
    "zeros behind": lambda parts: zipped(parts) + b"\x00" * 100_000,
    "a line behind": lambda parts: zipped(parts) + b"\r\n",
}


def shown(data: bytes) -> list[list[tuple[str, int, int, int]]]:
    """Every cell of the grid: text, column, and what it covers."""
    return [
        [(cell.text, cell.column, cell.columns, cell.rows) for cell in row.cells]
        for row in read_grid(data).rows
    ]


@pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
@pytest.mark.parametrize("name", ["split.docx", "annex.xlsx"])
def test_a_package_is_read_as_the_plain_one(name, packed):
    plain = (FORMATS / name).read_bytes()
    assert shown(packed(unzipped(plain))) == shown(plain)


@pytest.mark.parametrize("name", ["split.docx", "annex.xlsx"])
def test_a_plain_package_is_left_as_it_is(name):
    plain = (FORMATS / name).read_bytes()
    found = unpacked(plain)
    assert found.data is plain
    assert found.said == []


@pytest.mark.parametrize("ending", variants.MAIN_TYPES)
def test_templates_and_macros(ending):
    plain = (FORMATS / ("split.docx" if ending.startswith("do") else "annex.xlsx")).read_bytes()
    packed = zipped(variants.retyped(unzipped(plain), ending))
    assert shown(packed) == shown(plain)
    assert unpacked(packed).main_type == variants.MAIN_TYPES[ending].decode()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_members_with_one_name_the_last_is_read_and_that_is_said():
    plain = (FORMATS / "split.docx").read_bytes()
    (form,) = read_bytes(variants.zipped_twice_named(unzipped(plain)), "twice").forms
    assert len(form.indicators) == len(read_bytes(plain, "plain").forms[0].indicators)
    assert any(
        "重名" in remark.reason and "word/document.xml" in remark.reason for remark in form.remarks
    )


def deflate64() -> bytes:
    data = bytearray((FORMATS / "split.docx").read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset : at + offset + 2] = (9).to_bytes(2, "little")
            at = data.find(mark, at + 4)
    return bytes(data)


def test_a_compression_that_is_not_read_is_named():
    with pytest.raises(ReadError, match="Deflate64"):
        read_bytes(deflate64(), "x")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_package_cut_short(share):
    data = (FORMATS / "split.docx").read_bytes()
    with pytest.raises(ReadError, match="没有下载或复制完整"):
        read_bytes(data[: int(len(data) * share)], "x")
