"""A copy of an Excel workbook with a comment and a colour at each cell, and a summary in front.

The package is changed part by part: charts, pictures, macros, formulas with their values and all
that no library knows stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.annotate.notes import COLOURS, DRAFT_COLOUR, Marked, Note, by_place, gravest
from reviewer.annotate.package import OFFICE, Package
from reviewer.annotate.sheet_cells import SheetCells, position, reference
from reviewer.annotate.sheet_notes import M, SheetNotes
from reviewer.annotate.sheet_styles import Styles
from reviewer.annotate.sheet_summary import summary
from reviewer.intake.errors import ReadError

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ID = f"{{{OFFICE}}}id"
_LONGEST_NOTE = 30_000
"""Excel takes 32,767 characters in a cell or comment."""


def annotate(data: bytes, forms: Sequence[Marked]) -> bytes:
    """The workbook with comments, colours and a first sheet that lists all findings.

    Raises:
        ReadError: it is damaged, or written in a way (Strict Open XML) that is not supported.
    """
    package = Package(data)
    book = _book(package)
    styles = Styles(package.tree(_part(package, book, "styles")))
    sheets = _sheets(package, book)
    by_sheet: dict[str, dict[tuple[int, int], list[Note]]] = {}
    for place, notes in by_place(forms).items():
        at = position(place.cell or "")
        if place.sheet in sheets and at is not None:
            by_sheet.setdefault(place.sheet, {}).setdefault(at, []).extend(notes)
    for name, noted in by_sheet.items():
        _note(package, sheets[name], noted, styles)
    _put_in_front(package, book, sheets, summary(forms, styles))
    return package.save()


def _book(package: Package) -> str:
    for _, name in package.related("", "officeDocument"):
        if name in package and package.seen(name).tag == f"{M}workbook":
            return name
    raise ReadError("不是普通的 .xlsx 工作簿，无法加批注；请在Excel中另存为 .xlsx 后再试")


def _part(package: Package, book: str, kind: str) -> str:
    for _, name in package.related(book, kind):
        if name in package:
            return name
    raise ReadError("工作簿缺少样式，无法加批注；请在Excel中打开后另存一次再试")


def _sheets(package: Package, book: str) -> dict[str, str]:
    """Parts of the worksheets by the sheets' names."""
    parts = dict(package.related(book, "worksheet"))
    return {
        sheet.get("name"): part
        for sheet in package.tree(book).iterfind(f"{M}sheets/{M}sheet")
        if (part := parts.get(sheet.get(_ID), "")) in package
    }


def _note(
    package: Package, sheet: str, noted: dict[tuple[int, int], list[Note]], styles: Styles
) -> None:
    cells = SheetCells(package.tree(sheet))
    comments = SheetNotes(package, sheet)
    corners: dict[tuple[int, int], list[Note]] = {}
    for at, notes in noted.items():
        corners.setdefault(cells.corner(*at), []).extend(notes)
    for (row, column), notes in sorted(corners.items()):
        text = "\n\n".join(note.text for note in notes)[:_LONGEST_NOTE]
        comments.add(reference(row, column), row, column, text)
        severity = gravest(notes)
        cell = cells.cell(row, column)
        style = styles.coloured(
            int(cell.get("s", 0)), COLOURS[severity] if severity else DRAFT_COLOUR
        )
        cell.set("s", str(style))


def _put_in_front(package: Package, book: str, sheets: dict[str, str], content: bytes) -> None:
    """Add the summary as the first sheet, and the one that is shown."""
    part = package.free_name("xl/worksheets/reviewSummary{}.xml")
    package.put(part, content)
    package.declare(part, _SHEET)
    root = package.tree(book)
    listed = root.find(f"{M}sheets")
    number = max(int(sheet.get("sheetId", 0)) for sheet in listed) + 1
    names = {sheet.get("name") for sheet in listed}
    name = "审核摘要"
    while name in names:
        name += "_"
    made = listed.makeelement(f"{M}sheet", {"name": name, "sheetId": str(number)})
    made.set(_ID, package.relate(book, "worksheet", part))
    listed.insert(0, made)
    for defined in root.iterfind(f"{M}definedNames/{M}definedName"):
        if (local := defined.get("localSheetId")) is not None:
            defined.set("localSheetId", str(int(local) + 1))
    for view in root.iterfind(f"{M}bookViews/{M}workbookView"):
        view.set("activeTab", "0")
        view.set("firstSheet", "0")
    for sheet in sheets.values():
        if b"tabSelected" in package.bytes_of(sheet):
            for view in package.tree(sheet).iterfind(f"{M}sheetViews/{M}sheetView"):
                view.attrib.pop("tabSelected", None)
