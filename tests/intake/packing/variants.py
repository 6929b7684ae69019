"""Office packages as other programs write them: the same form, packed otherwise."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

Parts = dict[str, bytes]
VND = b"application/vnd.openxmlformats-officedocument."
MAIN_TYPES = {
    "docm": b"application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotx": VND + b"wordprocessingml.template.main+xml",
    "dotm": b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "xlsm": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xltx": VND + b"spreadsheetml.template.main+xml",
    "xltm": b"application/vnd.ms-excel.template.macroEnabled.main+xml",
}
_PLAIN = re.compile(VND + rb"(?:wordprocessingml\.document|spreadsheetml\.sheet)\.main\+xml")
TYPES = "[Content_Types].xml"


def unzipped(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def main_of(parts: Parts) -> str:
    return "word/document.xml" if "word/document.xml" in parts else "xl/workbook.xml"


def renamed(parts: Parts, name: Callable[[str], str]) -> Parts:
    """Other names of members; what refers to them is as before."""
    return {name(one): content for one, content in parts.items()}


def moved(parts: Parts, to: str) -> Parts:
    """The main part under another name, as valid packages may have it."""
    old = main_of(parts)
    folder, _, file = old.rpartition("/")
    to_folder, _, to_file = to.rpartition("/")
    made = dict(parts)
    made[to] = made.pop(old)
    relations = made.pop(f"{folder}/_rels/{file}.rels")
    absolute = re.sub(rb'Target="(?!/|http|\.\.)', b'Target="/' + folder.encode() + b"/", relations)
    absolute = absolute.replace(b'Target="../', b'Target="/')
    where = f"{to_folder}/_rels/{to_file}.rels" if to_folder else f"_rels/{to_file}.rels"
    made[where] = absolute
    made["_rels/.rels"] = made["_rels/.rels"].replace(old.encode(), to.encode())
    made[TYPES] = made[TYPES].replace(f"/{old}".encode(), f"/{to}".encode())
    return made


def retyped(parts: Parts, ending: str) -> Parts:
    return parts | {TYPES: _PLAIN.sub(MAIN_TYPES[ending], parts[TYPES])}


def strict(parts: Parts) -> Parts:
    """ISO 29500 strict: other namespaces and types of relations."""

    def other(content: bytes) -> bytes:
        content = re.sub(
            rb"http://schemas\.openxmlformats\.org/(\w+ml|officeDocument)/2006/",
            rb"http://purl.oclc.org/ooxml/\1/",
            content,
        )
        content = content.replace(b"extended-properties", b"extendedProperties")
        return re.sub(
            rb"<((?:w:)?document|workbook) ", rb'<\1 conformance="strict" ', content, count=1
        )

    return {
        name: other(content) if name.endswith((".xml", ".rels")) and name != TYPES else content
        for name, content in parts.items()
    }


def in_utf16(parts: Parts, encoding: str = "utf-16") -> Parts:
    def other(content: bytes) -> bytes:
        text = content.decode("utf-8-sig")
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
        return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode(encoding)

    return {
        name: other(content) if name.endswith((".xml", ".rels")) else content
        for name, content in parts.items()
    }


def without_types(parts: Parts) -> Parts:
    """Content types by extension only."""
    return parts | {TYPES: re.sub(rb"<Override[^>]*/>", b"", parts[TYPES])}


def with_dangling_relations(parts: Parts) -> Parts:
    folder, _, file = main_of(parts).rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    image = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    more = (
        b'<Relationship Id="rId901" Type="' + image + b'image" Target="NULL"/>'
        b'<Relationship Id="rId902" Type="' + image + b'hyperlink" Target="#_Toc1"/>'
    )
    return parts | {name: parts[name].replace(b"</Relationships>", more + b"</Relationships>")}


def zipped_twice_named(parts: Parts) -> bytes:
    """Each member twice; the second one counts."""
    stream = io.BytesIO()
    main = main_of(parts)
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(main, b"<x/>")
        for name, content in parts.items():
            if name == main:
                archive.fp.flush()  # type: ignore[union-attr]
            archive.writestr(name, content)
    return stream.getvalue()


def with_folders(parts: Parts) -> bytes:
    folders = {f"{name.rpartition('/')[0]}/": b"" for name in parts if "/" in name}
    return zipped(folders | parts)


class _Stream(io.BytesIO):
    """Nothing can be written a second time, so that sizes follow the data of a member."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


def streamed(parts: Parts) -> bytes:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def in_zip64(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content)
    return stream.getvalue()


def flat_opc(parts: Parts) -> bytes:
    """As Word saves "Word XML Document"."""
    import base64

    defaults = dict(re.findall(rb'Default Extension="(\w+)" ContentType="([^"]+)"', parts[TYPES]))
    defaults |= {
        b: a
        for a, b in re.findall(rb'Default ContentType="([^"]+)" Extension="(\w+)"', parts[TYPES])
    }
    own = dict(re.findall(rb'Override PartName="/([^"]+)" ContentType="([^"]+)"', parts[TYPES]))
    written = []
    for name, content in parts.items():
        if name == TYPES:
            continue
        kind = own.get(name.encode()) or defaults[name.rpartition(".")[2].encode()]
        if name.endswith((".xml", ".rels")):
            root = re.sub(rb"^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*\?>", b"", content)
            inner = b"<pkg:xmlData>" + root + b"</pkg:xmlData>"
        else:
            inner = b"<pkg:binaryData>" + base64.encodebytes(content) + b"</pkg:binaryData>"
        written.append(
            b'<pkg:part pkg:name="/'
            + name.encode()
            + b'" pkg:contentType="'
            + kind
            + b'">'
            + inner
            + b"</pkg:part>"
        )
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
        b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        + b"".join(written)
        + b"</pkg:package>"
    )
