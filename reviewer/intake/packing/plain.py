"""Office packages as their readers expect them.

A valid package may call its main part anything, write names in any case, be strict, in UTF-16, a
template or full of macros; others are written carelessly, with backslashes or relations that lead
nowhere. Readers see none of it: what is not plain is packed anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reviewer.intake.errors import ReadError
from reviewer.intake.packing import names, opc
from reviewer.intake.packing.names import MAIN
from reviewer.intake.packing.opc import CONTENT_TYPES, RELATION, Members, is_relations, relations_of
from reviewer.intake.readers import container

_XML = (".xml", ".rels", ".vml")
_MOST_NAMED = 3


@dataclass(slots=True)
class Plain:
    """A package ready to be read; `main_type` is the content type that its main part had."""

    data: bytes
    main_type: str


def plain(data: bytes, kind: str, said: list[str]) -> Plain:
    """The package as its reader expects it: the bytes themselves where they are plain already.

    Every XML part is unpacked once, so that a library that is given the result meets no bomb.

    Args:
        data: a package of `kind` ("docx" or "xlsx").
        kind: what its main part is.
        said: what has to be said about the file is added here.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    with container.opened(data) as archive:
        members = Members.of(archive)
        main = opc.main_part(members)
        if main is None:
            raise ReadError(opc.DAMAGED)
        return _Packer(members, kind, main).packed(data, said)


@dataclass(slots=True)
class _Packer:
    """Looks at all parts once.

    `changed` holds the parts that are not as they were, `moved` the names that others get, and
    `types` content types by the names that the members have. `is_needed` says that the package
    has to be packed anew.
    """

    members: Members
    kind: str
    main: str
    changed: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    is_needed: bool = False

    def packed(self, data: bytes, said: list[str]) -> Plain:
        self.is_needed = not (self.members.is_clean and container.is_bare(data))
        if self.members.repeated:
            told = "、".join(sorted(self.members.repeated)[:_MOST_NAMED])
            said.append(
                f"文件内部有重名而内容不同的部分（{told}），读的是最后一个；"
                "请在Word、Excel中打开核对后另存一次"
            )
        self._unpack()
        defaults, overrides = opc.declared(self.members)
        self._types(defaults, overrides)
        main_type = self.types[self.main]
        self._expect(self.main, MAIN[self.kind][1])
        self._move()
        for name in self.members.by_name:
            if is_relations(name):
                self._relate(name)
        if self.members.find(relations_of("")) is None:
            target = {"rId1": ("officeDocument", MAIN[self.kind][0])}
            self.changed[relations_of("")] = opc.relations(target)
        if self.is_needed or self.changed or self.moved:
            return Plain(self._rebuilt(defaults), main_type)
        return Plain(data, main_type)

    def _unpack(self) -> None:
        for name, info in self.members.by_name.items():
            if name.lower().endswith(_XML) or name == self.main:
                raw = container.content(self.members.archive, info)
                usual = names.transitional(container.utf8(raw))
                if usual is not raw:
                    self.changed[name] = usual

    def _types(self, defaults: dict[str, str], overrides: dict[str, str]) -> None:
        present = self.members.by_name
        self.is_needed |= CONTENT_TYPES not in present or "rels" not in defaults
        for part, content_type in overrides.items():
            name = self.members.find(part)
            if name is not None:
                self.is_needed |= name != part
                self.types[name] = content_type
        for name in present:
            if name not in self.types:
                told = defaults.get(name.rpartition(".")[2].lower(), "")
                self.is_needed |= not told and name != CONTENT_TYPES
                self.types[name] = told or "application/octet-stream"

    def _expect(self, part: str, content_type: str) -> None:
        if self.types[part] != content_type:
            self.types[part] = content_type
            self.is_needed = True

    def _move(self) -> None:
        """Give parts that are looked for by name the names that they usually have."""
        usual = {self.main: MAIN[self.kind][0]}
        for relation in self.members.relations(self.main).iter(RELATION):
            name = names.USUAL[self.kind].get((relation.get("Type") or "").rpartition("/")[2])
            found = self.members.find(opc.resolved(self.main, relation.get("Target") or ""))
            if name is not None and found is not None:
                usual.setdefault(found, name)
        taken = set(self.members.by_name) - set(usual)
        for part, name in usual.items():
            if part != name and name not in taken:
                taken.add(name)
                self.moved[part] = name
        for name in self.members.by_name:
            if is_relations(name):
                owner = opc.owner(name)
                owner = self.members.find(owner) or owner
                there = relations_of(self.moved.get(owner, owner))
                if there != name:
                    self.moved[name] = there

    def _relate(self, name: str) -> None:
        """Make all relations of a part lead to members, by the names that these have."""
        part = opc.owner(name)
        root = opc.tree(self.changed.get(name) or self.members.xml(name))
        changed = False
        for relation in root.iter(RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            there = opc.resolved(part, target)
            found = self.members.find(there)
            if found is None or not target:
                # Libraries stumble over what leads nowhere; Office does not mind.
                relation.set("TargetMode", "External")
                relation.set("Target", target or "NULL")
                changed = True
                continue
            self._expect_of(found, (relation.get("Type") or "").rpartition("/")[2])
            if found != there or self.moved or "#" in target or "\\" in target:
                relation.set("Target", f"/{self.moved.get(found, found)}")
                changed = True
        if changed:
            self.changed[name] = opc.serialized(root)

    def _expect_of(self, part: str, relation: str) -> None:
        expected = names.PART_TYPES.get(relation)
        if self.kind == "xlsx":
            expected = names.SPREADSHEET_TYPES.get(relation, expected)
        if expected is not None and self.types[part] in names.UNTOLD:
            self._expect(part, expected)

    def _rebuilt(self, defaults: dict[str, str]) -> bytes:
        """All parts in a new zip."""
        moved = self.moved
        contents: dict[str, Any] = {
            moved.get(name, name): partial(container.content, self.members.archive, info)
            for name, info in self.members.by_name.items()
        }
        contents |= {moved.get(name, name): content for name, content in self.changed.items()}
        types = {moved.get(name, name): told for name, told in self.types.items()}
        return opc.written(contents, types, defaults)
