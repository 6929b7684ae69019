"""Open Packaging Conventions: the members, relations and content types of an Office package."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from reviewer.intake.errors import ReadError
from reviewer.intake.packing import names
from reviewer.intake.packing.names import MAIN, OFFICE, RELATIONS, TYPES
from reviewer.intake.readers import container

CONTENT_TYPES = "[Content_Types].xml"
RELATION = f"{{{RELATIONS}}}Relationship"
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z]{1,40})[\s>/]")
_LOOK = 8192
Element = Any
"""An lxml element."""
DAMAGED = "文件已损坏，无法读取；可在Word、Excel中打开后另存一次再查"


def clean(name: str) -> str:
    """The name of a member without the ways in which programs write it otherwise."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


@dataclass(slots=True)
class Members:
    """The members of a zip by their clean names; of two with one name the last counts."""

    archive: zipfile.ZipFile
    by_name: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    is_clean: bool = True
    repeated: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Members:
        """Look through the directory of a zip."""
        found = cls(archive)
        for info in archive.infolist():
            name = clean(info.filename)
            if info.filename.endswith(("/", "\\")):
                continue
            before = found.by_name.pop(found.folded.get(name.casefold(), ""), None)
            if before is not None:
                found.is_clean = False
                if before.CRC != info.CRC:
                    found.repeated.append(name)
            found.is_clean &= name == info.filename
            found.by_name[name] = info
            found.folded[name.casefold()] = name
        return found

    def find(self, name: str) -> str | None:
        """The member of this name, in whatever case and with whatever signs escaped."""
        for one in (name, unquote(name)):
            if one in self.by_name:
                return one
            found = self.folded.get(one.casefold())
            if found is not None:
                return found
        return None

    def xml(self, name: str) -> bytes:
        """A part in UTF-8 and transitional.

        Raises:
            ReadError: as `container.part`.
        """
        return names.transitional(container.part(self.archive, self.by_name[name]))

    def relations(self, part: str) -> Element:
        """The relations of a part; "" is the package.

        Raises:
            ReadError: they are damaged.
        """
        name = self.find(relations_of(part))
        return etree.Element("none") if name is None else tree(self.xml(name))


def main_part(members: Members) -> str | None:
    """The name of the main part: as the relations of the package say, else where it usually is."""
    for relation in members.relations("").iter(RELATION):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            found = members.find(resolved("", relation.get("Target") or ""))
            if found is not None:
                return found
    usual = [members.find(name) for name, _ in MAIN.values()]
    for part, content_type in declared(members)[1].items():
        if content_type.endswith("main+xml"):
            usual.append(members.find(part))
    return next((name for name in usual if name is not None), None)


def root_of(members: Members, name: str) -> str:
    """The name of a part's root element, without its namespace; "" where it is no XML."""
    try:
        start = members.xml(name)[:_LOOK]
    except ReadError:
        if name.endswith(".bin"):
            return ""
        raise
    found = _ROOT.search(start)
    return "" if found is None else found[1].decode()


def relations_of(part: str) -> str:
    """Where the relations of a part stand."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def owner(relations: str) -> str:
    """The part whose relations these are."""
    folder, file = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def resolved(part: str, target: str) -> str:
    """The name of the part that a relation of another leads to."""
    target = target.replace("\\", "/").partition("#")[0]
    return clean(posixpath.join("/", posixpath.dirname(part), target))


def tree(content: bytes) -> Element:
    """The root of an XML part.

    Raises:
        ReadError: it is damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(DAMAGED) from error


def is_relations(name: str) -> bool:
    """Whether a member holds relations, by its name."""
    return name.lower().endswith(".rels")


def declared(members: Members) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by extension and by clean name of the part."""
    name = members.find(CONTENT_TYPES)
    root = etree.Element("none") if name is None else tree(members.xml(name))
    defaults = {
        (one.get("Extension") or "").lower(): one.get("ContentType") or ""
        for one in root.iter(f"{{{TYPES}}}Default")
    }
    return defaults, {
        clean(one.get("PartName") or ""): one.get("ContentType") or ""
        for one in root.iter(f"{{{TYPES}}}Override")
    }


def written(
    parts: dict[str, Any], types: dict[str, str], defaults: dict[str, str] | None = None
) -> bytes:
    """A package of parts, each its bytes or a function that gives them, and their content types.

    Args:
        parts: by name, without a leading slash; [Content_Types].xml is made here.
        types: content types by name; "" where that of the extension holds.
        defaults: content types by extension.
    """
    known = {
        "xml": "application/xml",
        **(defaults or {}),
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
    }
    root = etree.Element(f"{{{TYPES}}}Types", nsmap=_default(TYPES))
    for extension, content_type in known.items():
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type)
    for name, content_type in types.items():
        if content_type and name in parts and not is_relations(name):
            etree.SubElement(
                root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=content_type
            )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(CONTENT_TYPES), serialized(root))
        for name, content in parts.items():
            if name.casefold() != CONTENT_TYPES.casefold():
                archive.writestr(zipfile.ZipInfo(name), content() if callable(content) else content)
    return stream.getvalue()


def retyped(data: bytes, kind: str, main_type: str) -> bytes:
    """A package that `plain` made, with the content type that its main part had before."""
    _, plain_type = MAIN[kind]
    if main_type in ("", plain_type) or not main_type.endswith("main+xml"):
        return data
    stream = io.BytesIO()
    with (
        container.opened(data) as archive,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for info in archive.infolist():
            content = container.content(archive, info)
            if info.filename == CONTENT_TYPES:
                content = content.replace(plain_type.encode(), main_type.encode())
            copy.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def replaced(members: Members, parts: dict[str, bytes]) -> bytes:
    """A plain package with some of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as copy:
        for name, info in members.by_name.items():
            content = parts.get(name)
            if content is None:
                content = container.content(members.archive, info)
            copy.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def relations(targets: dict[str, tuple[str, str]]) -> bytes:
    """The relations of a part: by id, the last word of their type and the part they lead to."""
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap=_default(RELATIONS))
    for identifier, (kind, target) in targets.items():
        etree.SubElement(
            root, RELATION, Id=identifier, Type=f"{OFFICE}/{kind}", Target=f"/{target}"
        )
    return serialized(root)


def _default(namespace: str) -> Any:
    return {None: namespace}


def serialized(root: Element) -> bytes:
    """The XML of a part."""
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return text
