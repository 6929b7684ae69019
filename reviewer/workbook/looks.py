"""How the cells of the reviewer's workbook look, and how text gets into them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reviewer.annotate.notes import COLOURS
from reviewer.models import Conclusion, Number, Severity
from reviewer.report.safe import shortened

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000
"""Excel takes 32,767 characters in a cell."""
_LINE, _ROOM, _HIGHEST = 13.5, 3.0, 409.0
"""Points; Excel knows no higher row."""
_PADDING = 1.5
"""Characters that a column loses to its edges."""
_GREEN = "E2EFDA"
_NO_ZERO = '[=0]"";General'
MOST_LINKS = 65_000
"""Excel takes 65,530 links on a sheet."""
CONCLUSION_COLOURS = {
    Conclusion.FAIL: COLOURS[Severity.ERROR],
    Conclusion.ATTENTION: COLOURS[Severity.WARNING],
    Conclusion.PASS: _GREEN,
}
_BASE = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_RULED = {**_BASE, "border": 1, "border_color": "#BFBFBF"}


class Looks:
    """The formats of a workbook; each is made once."""

    def __init__(self, book: Workbook) -> None:
        add = book.add_format
        self.plain: Format = add({**_BASE})
        self.title: Format = add({**_BASE, "font_size": 14, "bold": True})
        self.header: Format = add(
            {**_RULED, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#D9E1F2"}
        )
        self.text: Format = add({**_RULED, "text_wrap": True})
        self.centre: Format = add({**_RULED, "align": "center"})
        self.line: Format = add({**_RULED})
        self.count: Format = add({**_RULED, "align": "center", "num_format": _NO_ZERO})
        self.number: Format = add({**_RULED, "align": "center", "num_format": "General"})
        self.link: Format = add(
            {**_RULED, "font_color": "#0563C1", "underline": 1, "text_wrap": True}
        )
        self.form: Format = add({**_RULED, "bold": True, "bg_color": "#EDEDED"})
        self.total: Format = add({**_RULED, "bold": True, "num_format": "General"})
        self.own: Format = add(
            {**_RULED, "align": "center", "bg_color": "#FFF9E5", "num_format": "General"}
        )
        self.own_text: Format = add({**_RULED, "text_wrap": True, "bg_color": "#FFF9E5"})
        self.severities: dict[Severity, Format] = {
            severity: add({"bg_color": f"#{colour}"}) for severity, colour in COLOURS.items()
        }
        self.conclusions: dict[Conclusion, Format] = {
            conclusion: add({"bg_color": f"#{colour}"})
            for conclusion, colour in CONCLUSION_COLOURS.items()
        }


def lay_out(
    sheet: Worksheet,
    looks: Looks,
    columns: Sequence[tuple[str, int]],
    *,
    at: int = 0,
    fixed: int = 0,
) -> None:
    """Headings with the widths of their columns; they stay in sight and on every printed page.

    Args:
        sheet: to lay out.
        looks: formats.
        columns: heading, and width in characters.
        at: the row of the headings.
        fixed: columns that stay in sight too.
    """
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(at, column, name, looks.header)
    sheet.freeze_panes(at + 1, fixed)
    sheet.repeat_rows(at)
    print_across(sheet)


def print_across(sheet: Worksheet) -> None:
    """A4 across, as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def put(sheet: Worksheet, row: int, column: int, value: object, look: Format) -> None:
    """A value as what it is: text is never a formula, a link or a number."""
    if isinstance(value, Number):
        value = value.value if value.value is not None and not value.is_percent else value.text
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value), look)
    else:
        sheet.write_string(row, column, _lines(str(value)), look)


def put_link(
    sheet: Worksheet, row: int, column: int, target: str, number: int, looks: Looks
) -> None:
    """A number that leads somewhere, as far as Excel has links; it sorts as a number."""
    if row <= MOST_LINKS:
        sheet.write_url(row, column, target, looks.link, string=str(number))
        sheet.write_number(row, column, number, looks.link)


def height(texts: Sequence[tuple[object, int]]) -> float:
    """Points for a row of wrapped texts, each with the width of its column in characters.

    Not every program makes a row as high as its text when it opens a file.
    """
    lines = max(
        (
            sum(1 + int(cell_len(line) / (width - _PADDING)) for line in str(text).split("\n"))
            for text, width in texts
            if text
        ),
        default=1,
    )
    return min(_HIGHEST, _LINE * lines + _ROOM)


def _lines(text: str) -> str:
    """Safe text; line feeds stay, since cells have lines."""
    return "\n".join(shortened(line, LONGEST) for line in text.split("\n"))[:LONGEST]
