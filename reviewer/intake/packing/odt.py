"""OpenDocument text (.odt) as a .docx: paragraphs, tables with their merges, tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.packing import opc
from reviewer.intake.packing.document import WordPackage, add, add_text, w
from reviewer.intake.packing.odt_styles import OFFICE, STYLE, TABLE, TEXT, Look, Looks
from reviewer.intake.readers.container import opened, part

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_BLOCKS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_LEFT_OUT = frozenset(
    {
        f"{TEXT}tracked-changes",
        f"{OFFICE}annotation",
        f"{OFFICE}forms",
        f"{TEXT}sequence-decls",
        f"{TEXT}note-citation",
        f"{TEXT}ruby-text",
        f"{TEXT}label",
        f"{TABLE}table-source",
    }
)
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_GROUPS = frozenset({f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"})
_MOST_BLANKS = 100

Element = Any


def docx(data: bytes, said: list[str]) -> bytes:
    """The document that the text is; pictures are left out.

    Raises:
        ReadError: it is damaged, encrypted, or larger than the limits.
    """
    with opened(data) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in part(
            archive, "META-INF/manifest.xml"
        ):
            raise ReadError("文件已加密，请去掉密码后再查")
        content = opc.tree(part(archive, "content.xml"))
        styles = opc.tree(part(archive, "styles.xml")) if "styles.xml" in names else None
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise ReadError(opc.DAMAGED)
    package = WordPackage()
    writer = _Writer(package, Looks([root for root in (styles, content) if root is not None]))
    writer.changes = _changes(text)
    writer.blocks(package.body, text, Look(), 0)
    for root in (styles, content):
        page = None if root is None else root.find(f"{OFFICE}master-styles/{STYLE}master-page")
        if page is not None:
            _section(writer, page)
            break
    return package.written()


def _section(writer: _Writer, page: Element) -> None:
    """The page that the text stands on, with its header and footer."""
    section = add(writer.package.body, "sectPr")
    for name in ("header", "footer"):
        source = page.find(f"{STYLE}{name}")
        if source is not None and "".join(source.itertext()).strip():
            made, reference = writer.package.header(name, "default")
            section.append(reference)
            writer.blocks(made, source, Look(), 0)
    size, margins = writer.looks.page(page.get(f"{STYLE}page-layout-name") or "")
    if size:
        add(section, "pgSz", **size)
        add(section, "pgMar", **margins)


def _changes(text: Element) -> dict[str, tuple[str, str]]:
    """By their names, what tracked changes are ("insertion", "deletion") and what they took away."""
    found: dict[str, tuple[str, str]] = {}
    for region in text.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        name = region.get(f"{TEXT}id") or ""
        for kind in ("insertion", "deletion"):
            change = region.find(f"{TEXT}{kind}")
            if change is not None:
                gone = "\n".join("".join(one.itertext()) for one in change.iter(*_BLOCKS))
                found[name] = (kind, gone)
    return found


@dataclass(slots=True)
class _Merge:
    """A cell that reaches into rows below: how wide it is and how many rows are still to come."""

    columns: int
    rows: int


@dataclass(slots=True)
class _Writer:
    package: WordPackage
    looks: Looks
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    _inserted: set[str] = field(default_factory=set)
    _cells: int = 0
    _made: int = 0
    """Rows of tables."""

    def blocks(self, parent: Element, source: Element, look: Look, depth: int) -> None:
        """Add the paragraphs and tables in an element of the text."""
        _bounded(depth)
        for element in source:
            if element.tag in _BLOCKS:
                self._paragraph(parent, element, look, depth)
            elif element.tag == f"{TABLE}table":
                self._table(parent, element, look, depth)
            elif element.tag in (f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end"):
                self._change(add(parent, "p"), element)
            elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
                hidden = element.get(f"{TEXT}display") == "none"
                self.blocks(parent, element, look.hidden() if hidden else look, depth + 1)

    def _paragraph(self, parent: Element, source: Element, look: Look, depth: int) -> None:
        made = add(parent, "p")
        style = source.get(f"{TEXT}style-name") or ""
        boxes: list[Element] = []
        self._words(made, source, look.over(self.looks.of("paragraph", style)), boxes, depth)
        for box in boxes:
            self.blocks(parent, box, look, depth + 1)

    def _words(
        self, made: Element, source: Element, look: Look, boxes: list[Element], depth: int
    ) -> None:
        """Add the text of an element; what stands in frames is left in `boxes`."""
        _bounded(depth)
        self._run(made, source.text or "", look)
        for element in source:
            if not isinstance(element.tag, str):
                pass
            elif element.tag == f"{TEXT}s":
                count = element.get(f"{TEXT}c") or "1"
                blanks = min(int(count), _MOST_BLANKS) if count.isdecimal() else 1
                self._run(made, " " * blanks, look)
            elif element.tag == f"{TEXT}tab":
                self._run(made, " ", look)
            elif element.tag == f"{TEXT}line-break":
                self._run(made, "\n", look)
            elif element.tag == f"{TEXT}note":
                self._note(made, element, look, depth)
            elif element.tag.startswith(f"{TEXT}change"):
                self._change(made, element)
            elif element.tag.startswith(_DRAW):
                boxes += element.iter(f"{_DRAW}text-box") if _is_frame(element) else [element]
            elif element.tag not in _LEFT_OUT:
                inner = look
                if element.tag == f"{TEXT}span":
                    style = element.get(f"{TEXT}style-name") or ""
                    inner = look.over(self.looks.of("text", style))
                self._words(made, element, inner, boxes, depth + 1)
            self._run(made, element.tail or "", look)

    def _run(self, parent: Element, text: str, look: Look) -> None:
        # A line break in the file is a blank; only text:line-break is one on paper.
        shown = text if text == "\n" else " ".join(text.replace("\n", " ").split("\t"))
        if not shown:
            return
        if self._inserted:
            parent = add(parent, "ins")
        run = add(parent, "r")
        look.into(run)
        add_text(run, shown)

    def _note(self, parent: Element, source: Element, look: Look, depth: int) -> None:
        kind = "endnote" if source.get(f"{TEXT}note-class") == "endnote" else "footnote"
        note, reference = self.package.note(kind)
        add(parent, "r").append(reference)
        for body in source.iterchildren(f"{TEXT}note-body"):
            self.blocks(note, body, look, depth + 1)

    def _change(self, parent: Element, mark: Element) -> None:
        name = mark.get(f"{TEXT}change-id") or ""
        kind, gone = self.changes.get(name, ("", ""))
        if mark.tag == f"{TEXT}change-end":
            self._inserted.discard(name)
        elif kind == "insertion" and mark.tag == f"{TEXT}change-start":
            self._inserted.add(name)
        elif kind == "deletion":
            run = add(add(parent, "del"), "r")
            add(run, "delText").text = gone

    def _table(self, parent: Element, source: Element, look: Look, depth: int) -> None:
        _bounded(depth)
        table = add(parent, "tbl")
        borders = add(add(table, "tblPr"), "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            add(borders, side, val="single", sz="4", space="0", color="000000")
        grid = add(table, "tblGrid")
        for column in source.iter(f"{TABLE}table-column"):
            width = self.looks.width(column.get(f"{TABLE}style-name") or "")
            for _ in range(min(_times(column), limits.MAX_COLUMNS - len(grid))):
                add(grid, "gridCol", **({"w": str(width)} if width else {}))
        merges: dict[int, _Merge] = {}
        for row in _rows(source):
            for _ in range(_times(row, "rows")):
                self._row(table, row, merges, look, depth)

    def _row(
        self, table: Element, source: Element, merges: dict[int, _Merge], look: Look, depth: int
    ) -> None:
        self._made += 1
        if self._made > limits.MAX_ROWS:
            raise ReadError(f"表格超过 {limits.MAX_ROWS} 行，未读取")
        row = add(table, "tr")
        if source.get(f"{TABLE}visibility") in ("collapse", "filter"):
            add(add(row, "trPr"), "hidden")
        column = 0
        for cell in source:
            if cell.tag not in _CELLS:
                continue
            for _ in range(min(_times(cell), limits.MAX_COLUMNS)):
                self._cells += 1
                if self._cells > limits.MAX_CELLS:
                    raise ReadError(f"表格超过 {limits.MAX_CELLS} 个单元格，未读取")
                if cell.tag.endswith("}table-cell"):
                    merge = _Merge(
                        _times(cell, "columns", "spanned"), _times(cell, "rows", "spanned")
                    )
                    self._cell(row, cell, merge, look, depth)
                    merges[column] = merge
                elif (above := merges.get(column)) is not None and above.rows > 1:
                    above.rows -= 1
                    properties = add(add(row, "tc"), "tcPr")
                    add(properties, "gridSpan", val=str(above.columns))
                    add(properties, "vMerge")
                    add(row[-1], "p")
                column += 1

    def _cell(self, row: Element, source: Element, merge: _Merge, look: Look, depth: int) -> None:
        cell = add(row, "tc")
        properties = add(cell, "tcPr")
        if merge.columns > 1:
            add(properties, "gridSpan", val=str(merge.columns))
        if merge.rows > 1:
            add(properties, "vMerge", val="restart")
        ground = self.looks.ground(source.get(f"{TABLE}style-name") or "")
        if ground:
            add(properties, "shd", val="clear", color="auto", fill=ground)
        self.blocks(cell, source, look, depth + 1)
        if not len(cell) or cell[-1].tag != w("p"):
            add(cell, "p")


def _bounded(depth: int) -> None:
    if depth > limits.MAX_DEPTH:
        raise ReadError("文档嵌套过深，未读取")


def _is_frame(element: Element) -> bool:
    return bool(element.tag == f"{_DRAW}frame")


def _rows(table: Element) -> Iterator[Element]:
    stack = list(table)[::-1]
    while stack:
        element = stack.pop()
        if element.tag == f"{TABLE}table-row":
            yield element
        elif element.tag in _GROUPS:
            stack.extend(list(element)[::-1])


def _times(element: Element, what: str = "columns", how: str = "repeated") -> int:
    value = element.get(f"{TABLE}number-{what}-{how}") or "1"
    return max(1, int(value)) if value.isdecimal() and len(value) < 9 else 1
