"""What Word shows in a document out of another file in it: altChunk and embedded objects.

A chunk takes the place of its mark, as Word shows it; an embedded workbook or document is drawn
where it stands if a form is in it, and named if there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.packing import embedded, opc
from reviewer.intake.packing.document import add, add_text, w
from reviewer.intake.packing.laid_out import Block, blocks, spans
from reviewer.intake.packing.names import MAIN, OFFICE
from reviewer.intake.readers import container

_ID = f"{{{OFFICE}}}id"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_MARKS = (b"altChunk", b"OLEObject")
_FAR = frozenset({"oleObject", "package", "aFChunk"})
_WATCHED = ("Excel.", "Word.", "Package", "ET.", "WPS.", "KET.", "KWPS.")
"""Programs whose objects may hold a form; equations, charts and pictures do not."""
_MOST_NAMED = 3
_MOST = 20
"""Files in a document that are looked into."""

Element = Any


@dataclass(slots=True)
class _Inserter:
    members: opc.Members
    main: str
    depth: int
    said: list[str]
    targets: dict[str, str] = field(default_factory=dict)
    _looked: int = 0
    changed: bool = False

    def run(self, root: Element) -> None:
        for relation in self.members.relations(self.main).iter(opc.RELATION):
            if (relation.get("Type") or "").rpartition("/")[2] in _FAR:
                there = self.members.find(opc.resolved(self.main, relation.get("Target") or ""))
                if there is not None and relation.get("TargetMode") != "External":
                    self.targets[relation.get("Id") or ""] = there
        for chunk in list(root.iter(w("altChunk"))):
            self._chunk(chunk)
        # A choice of two drawings of one object names it twice.
        things = {thing.get(_ID): thing for thing in root.iter(_OLE)}
        for thing in things.values():
            self._object(thing)

    def _file(self, identifier: str | None) -> tuple[str, bytes] | None:
        name = self.targets.get(identifier or "")
        if name is None:
            return None
        self._looked += 1
        if self._looked > _MOST:
            raise ReadError(f"文档里嵌有超过 {_MOST} 个文件，未读取")
        data = container.content(self.members.archive, self.members.by_name[name])
        return name.rpartition("/")[2], data

    def _chunk(self, chunk: Element) -> None:
        """Put what a chunk says in its place."""
        found = self._file(chunk.get(_ID))
        parent = chunk.getparent()
        if found is None or parent is None:
            return
        name, data = found
        try:
            elements = embedded.elements(data, self.depth + 1, self.said)
        except ReadError as error:
            self.said.append(f"文档里插入的文件（{name}）没有读入：{error}")
            return
        at = parent.index(chunk)
        parent[at : at + 1] = elements
        self.changed = True

    def _object(self, thing: Element) -> None:
        """Put the form that is in an embedded object behind its paragraph."""
        program = thing.get("ProgID") or ""
        if not program.startswith(_WATCHED) or thing.get("Type") == "Link":
            return
        found = self._file(thing.get(_ID))
        paragraph = next(thing.iterancestors(w("p")), None)
        holder = next(thing.iterancestors(w("object")), None)
        if found is None or paragraph is None or holder is None:
            return
        name, data = found
        try:
            grid = embedded.form(data, self.depth + 1, self.said)
        except ReadError as error:
            self.said.append(f"文档里嵌入的文件（{name}）没有读入：{error}")
            return
        if grid is None:
            self.said.append(f"文档里嵌入的文件（{name}）里没有自评表，没有读入")
            return
        self.said.append(f"自评表在文档里嵌入的文件（{name}）中，已从那里读入")
        for element in reversed(drawn(grid)):
            paragraph.addnext(element)
        holder.getparent().remove(holder)
        self.changed = True


def say_embedded(data: bytes, said: list[str]) -> None:
    """Name the files that lie in a workbook: they are not read."""
    with container.opened(data) as archive:
        names = [name for name in archive.namelist() if "/embeddings/" in name]
    if names:
        told = "、".join(name.rpartition("/")[2] for name in names[:_MOST_NAMED])
        more = f"等{len(names)}个" if len(names) > _MOST_NAMED else ""
        said.append(f"工作簿里嵌有文件（{told}{more}），没有读入；如果自评表在其中，请另存出来再查")


def with_inserts(data: bytes, said: list[str], depth: int) -> bytes:
    """A plain document with the content of its chunks and objects in their places.

    Args:
        data: a plain .docx.
        said: what was not read is added here.
        depth: how many files this one lies in.

    Raises:
        ReadError: it is damaged, or holds more than the limits.
    """
    main = MAIN["docx"][0]
    with container.opened(data) as archive:
        members = opc.Members.of(archive)
        content = members.xml(main)
        if not any(mark in content for mark in _MARKS):
            return data
        root = opc.tree(content)
        inserter = _Inserter(members, main, depth, said)
        inserter.run(root)
        if not inserter.changed:
            return data
        return opc.replaced(members, {main: opc.serialized(root)})


def drawn(grid: Grid) -> list[Element]:
    """The lines and tables of a grid as paragraphs and tables of a document."""
    holder = opc.tree(f'<w:body xmlns:w="{w("")[1:-1]}"/>'.encode())
    for block in blocks(grid):
        if block.is_table:
            _table(holder, block)
            add(holder, "p")
        else:
            text = " ".join(cell.text for _, cell in block.placed)
            add_text(add(add(holder, "p"), "r"), text)
    return list(holder)


def _table(parent: Element, block: Block) -> None:
    if block.height * block.width > limits.MAX_CELLS:
        raise ReadError(f"表格超过 {limits.MAX_CELLS} 个单元格，未读取")
    table = add(parent, "tbl")
    borders = add(add(table, "tblPr"), "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz="4", space="0", color="000000")
    grid = add(table, "tblGrid")
    for _ in range(block.width):
        add(grid, "gridCol", w=str(9600 // block.width))
    starts = {}
    for row, column, rows, columns, cell in spans(block):
        starts[row, column] = (columns, "restart" if rows > 1 else "", cell.text)
        for down in range(1, rows):
            starts[row + down, column] = (columns, "continue", "")
    for row in range(block.height):
        line = add(table, "tr")
        column = 0
        while column < block.width:
            columns, merge, text = starts.get((row, column), (1, "", ""))
            cell = add(line, "tc")
            properties = add(cell, "tcPr")
            add(properties, "gridSpan", val=str(columns))
            if merge:
                add(properties, "vMerge", val=merge)
            add_text(add(add(cell, "p"), "r"), text)
            column += columns
