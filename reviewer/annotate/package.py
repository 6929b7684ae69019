"""An Office file as a package of parts: those that are not touched are written back unchanged."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from reviewer.intake.readers.container import opened

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"

Element = Any
"""An lxml element."""


class Package:
    """The parts of an Office file, changed in memory and written to a new one."""

    def __init__(self, data: bytes) -> None:
        """Read all parts of a plain package, see reviewer.intake.packing.

        Raises:
            ReadError: it is damaged, or larger than the limits.
        """
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._parts: dict[str, bytes] = {}
        self._trees: dict[str, Element] = {}
        with opened(data) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    self._infos[info.filename] = info
                    self._parts[info.filename] = archive.read(info)

    def __contains__(self, name: str | None) -> bool:
        return name in self._parts

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    def bytes_of(self, name: str) -> bytes:
        """The part as the file holds it, or as it was put."""
        return self._parts[name]

    def put(self, name: str, content: bytes) -> None:
        """Replace a part, or add one."""
        self._parts[name] = content

    def tree(self, name: str) -> Element:
        """The root of an XML part, to be changed; it is written anew."""
        if name not in self._trees:
            self._trees[name] = self.seen(name)
        return self._trees[name]

    def seen(self, name: str) -> Element:
        """The root of an XML part, to be looked at only."""
        if name in self._trees:
            return self._trees[name]
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self._parts[name], parser)

    def free_name(self, pattern: str) -> str:
        """The first name that is not taken; `pattern` holds {}."""
        number = 1
        while pattern.format(number) in self._parts:
            number += 1
        return pattern.format(number)

    def _relations(self, part: str) -> Element:
        name = _relations_of(part)
        if name not in self._parts:
            self._parts[name] = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
        return self.tree(name)

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """Id and part name of the relations of a kind ("comments")."""
        name = _relations_of(part)
        if name not in self._parts:
            return []
        return [
            (relation.get("Id"), _resolved(part, relation.get("Target")))
            for relation in self.seen(name)
            if relation.get("Type", "").endswith(f"/{kind}")
            and relation.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation; its id."""
        root = self._relations(part)
        taken = {relation.get("Id") for relation in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        etree.SubElement(
            root,
            f"{{{RELATIONS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{OFFICE}/{kind}",
            Target=f"/{target}",
        )
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Say what a new part is."""
        etree.SubElement(
            self.tree(_CONTENT_TYPES),
            f"{{{TYPES}}}Override",
            PartName=f"/{part}",
            ContentType=content_type,
        )

    def save(self) -> bytes:
        """The whole file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts.items():
                tree = self._trees.get(name)
                if tree is not None:
                    written = etree.tostring(
                        tree, xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                else:
                    written = content
                old = self._infos.get(name)
                info = zipfile.ZipInfo(name, old.date_time if old else (1980, 1, 1, 0, 0, 0))
                archive.writestr(info, written, zipfile.ZIP_DEFLATED)
        return stream.getvalue()


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
