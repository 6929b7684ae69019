"""Excel 2003 XML (SpreadsheetML) as an .xlsx: values, number formats, merges and what is hidden."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.packing import opc
from reviewer.intake.readers.container import utf8

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_HTML = "{http://www.w3.org/TR/REC-html40}"
_FORMATS = {
    "General Number": "General",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "dd-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00',
    "Euro Currency": '"€"#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
}
"""What the formats stand for that have a name."""
_STRUCK = frozenset({f"{_HTML}S", f"{_HTML}Del", f"{_HTML}Strike"})
_MOST_TEXT = 32_767
_MOST_STYLES_DEEP = 20
_LONGEST_NAME = 31
_TOO_MANY = f"超过 {limits.MAX_CELLS} 个单元格，未读取"

Element = Any
Look = dict[str, Any]
"""Properties of a format as xlsxwriter names them."""


def xlsx(data: bytes, said: list[str]) -> bytes:
    """The workbook that Excel would save it as.

    Raises:
        ReadError: it is damaged, or larger than the limits.
    """
    import xlsxwriter

    root = opc.tree(utf8(data))
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "date_1904": root.find(f"{_X}ExcelWorkbook/{_X}Date1904") is not None,
        "strings_to_numbers": False,
    }
    sheets = list(root.iterchildren(f"{_SS}Worksheet"))
    if not sheets:
        raise ReadError("工作簿里没有工作表，或文件已损坏")
    if len(sheets) > limits.MAX_SHEETS:
        raise ReadError(f"工作簿超过 {limits.MAX_SHEETS} 张工作表，未读取")
    with xlsxwriter.Workbook(stream, options) as book:
        writer = _Writer(book, _looks(root))
        for number, sheet in enumerate(sheets, start=1):
            writer.sheet(sheet, number)
    return stream.getvalue()


def _get(element: Element, name: str) -> str:
    """An attribute; some programs leave its prefix out."""
    return element.get(f"{_SS}{name}") or element.get(name) or ""


def _number(element: Element, name: str) -> int:
    value = _get(element, name)
    return int(value) if value.isdecimal() and len(value) < 9 else 0


def _looks(root: Element) -> dict[str, Look]:
    """What each style says, that of its parents included."""
    styles = {_get(one, "ID"): one for one in root.iterfind(f"{_SS}Styles/{_SS}Style")}
    looks: dict[str, Look] = {}
    for name, style in styles.items():
        line = [style]
        while (parent := styles.get(_get(line[-1], "Parent"))) is not None:
            if len(line) > _MOST_STYLES_DEEP:
                break
            line.append(parent)
        if name != "Default" and "Default" in styles:
            line.append(styles["Default"])
        looks[name] = {}
        for one in reversed(line):
            looks[name] |= _look(one)
    return looks


def _look(style: Element) -> Look:
    look: Look = {}
    font, ground = style.find(f"{_SS}Font"), style.find(f"{_SS}Interior")
    shown, aligned = style.find(f"{_SS}NumberFormat"), style.find(f"{_SS}Alignment")
    if font is not None:
        size = _get(font, "Size")
        if size.replace(".", "", 1).isdecimal():
            look["font_size"] = float(size)
        if _is_colour(colour := _get(font, "Color")):
            look["font_color"] = colour
        look["font_strikeout"] = _get(font, "StrikeThrough") == "1"
        look["bold"] = _get(font, "Bold") == "1"
    if ground is not None and _is_colour(colour := _get(ground, "Color")):
        look |= {"bg_color": colour, "pattern": 1}
    if shown is not None:
        told = _get(shown, "Format")
        look["num_format"] = _FORMATS.get(told, told) or "General"
    if aligned is not None and _get(aligned, "WrapText") == "1":
        look["text_wrap"] = True
    if style.find(f"{_SS}Borders/{_SS}Border") is not None:
        look["border"] = 1
    return look


def _is_colour(text: str) -> bool:
    return (
        len(text) == 7
        and text[0] == "#"
        and all(sign in "0123456789abcdefABCDEF" for sign in text[1:])
    )


@dataclass(slots=True)
class _Writer:
    book: Any
    looks: dict[str, Look]
    _formats: dict[str, Any] = field(default_factory=dict)
    _cells: int = 0
    _names: set[str] = field(default_factory=set)

    def sheet(self, source: Element, number: int) -> None:
        """Write one sheet."""
        sheet = self.book.add_worksheet(self._name(_get(source, "Name"), number))
        visible = source.find(f"{_X}WorksheetOptions/{_X}Visible")
        if visible is not None and (visible.text or "").strip() in (
            "SheetHidden",
            "SheetVeryHidden",
        ):
            sheet.hide()
        table = source.find(f"{_SS}Table")
        if table is None:
            return
        styles: dict[int, str] = {}
        column = 0
        for one in table.iterchildren(f"{_SS}Column"):
            column = (_number(one, "Index") or column + 1) - 1
            last = min(column + _number(one, "Span"), limits.MAX_COLUMNS)
            hidden = {"hidden": True} if _is_hidden(one, "Width") else {}
            for covered in range(column, last + 1):
                styles[covered] = _get(one, "StyleID")
            if column <= last:
                sheet.set_column(column, last, _width(one), None, hidden)
            column = max(column, last) + 1
        row = 0
        for one in table.iterchildren(f"{_SS}Row"):
            row = (_number(one, "Index") or row + 1) - 1
            if _is_hidden(one, "Height"):
                for covered in range(row, min(row + _number(one, "Span"), limits.MAX_ROWS) + 1):
                    sheet.set_row(covered, None, None, {"hidden": True})
            self._row(sheet, one, row, styles)
            row += _number(one, "Span") + 1

    def _name(self, name: str, number: int) -> str:
        """The sheet's name, or another where a workbook does not take it."""
        kept = "".join(sign for sign in name if sign not in "[]:*?/\\").strip("'")[:_LONGEST_NAME]
        if not kept or kept.casefold() in self._names:
            kept = f"Sheet{number}"
        self._names.add(kept.casefold())
        return kept

    def _row(self, sheet: Any, row: Element, at: int, columns: dict[int, str]) -> None:
        column = 0
        for cell in row.iterchildren(f"{_SS}Cell"):
            column = (_number(cell, "Index") or column + 1) - 1
            across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
            self._cells += 1
            style = _get(cell, "StyleID") or _get(row, "StyleID") or columns.get(column, "")
            if across or down:
                across = min(across, max(0, limits.MAX_COLUMNS - column))
                down = min(down, max(0, limits.MAX_ROWS - at))
                self._cells += (across + 1) * (down + 1)
            if self._cells > limits.MAX_CELLS:
                raise ReadError(f"工作表{_TOO_MANY}")
            if across or down:
                self._merge(sheet, (at, column, at + down, column + across), style)
            data = cell.find(f"{_SS}Data")
            if data is not None:
                self._write(sheet, at, column, data, style)
            column += across + 1

    def _merge(self, sheet: Any, place: tuple[int, int, int, int], style: str) -> None:
        from xlsxwriter.exceptions import XlsxWriterException

        try:
            sheet.merge_range(*place, "", self._format(style))
        except XlsxWriterException as error:  # it overlaps another
            raise ReadError(opc.DAMAGED) from error

    def _write(self, sheet: Any, row: int, column: int, data: Element, style: str) -> None:
        pieces = list(_pieces(data, struck=False))
        text = "".join(piece for piece, _ in pieces)
        kind = _get(data, "Type")
        if kind == "Number" and (number := _float(text)) is not None:
            sheet.write_number(row, column, number, self._format(style))
        elif kind == "Boolean":
            sheet.write_boolean(row, column, text.strip() == "1", self._format(style))
        elif kind == "DateTime" and (moment := _moment(text)) is not None:
            is_general = self.looks.get(style, {}).get("num_format", "General") == "General"
            look = self._format(style, num_format="yyyy/m/d") if is_general else self._format(style)
            sheet.write_datetime(row, column, moment, look)
        elif any(is_struck for _, is_struck in pieces):
            self._write_struck(sheet, row, column, pieces, style)
        else:
            sheet.write_string(row, column, text[:_MOST_TEXT], self._format(style))

    def _write_struck(
        self, sheet: Any, row: int, column: int, pieces: list[tuple[str, bool]], style: str
    ) -> None:
        struck = self.book.add_format({"font_strikeout": True})
        if len(pieces) == 1:
            look = self._format(style, font_strikeout=True)
            sheet.write_string(row, column, pieces[0][0][:_MOST_TEXT], look)
            return
        fragments: list[Any] = []
        for text, is_struck in pieces:
            fragments += [struck, text] if is_struck else [text]
        sheet.write_rich_string(row, column, *fragments, self._format(style))

    def _format(self, style: str, **more: Any) -> Any:
        name = f"{style}{more}"
        if name not in self._formats:
            known = self.looks.get(style) or self.looks.get("Default", {})
            self._formats[name] = self.book.add_format(known | more)
        return self._formats[name]


def _pieces(element: Element, *, struck: bool) -> Iterator[tuple[str, bool]]:
    """The texts of a cell, neighbours of one look joined, and whether they are struck out."""
    found: list[tuple[str, bool]] = []
    stack: list[tuple[Element, bool, bool]] = [(element, struck, False)]
    while stack:
        one, is_struck, is_tail = stack.pop()
        text = one.tail if is_tail else one.text
        if text and isinstance(one.tag, str) | is_tail:
            if found and found[-1][1] == is_struck:
                found[-1] = (found[-1][0] + text, is_struck)
            else:
                found.append((text, is_struck))
        if is_tail:
            continue
        for child in reversed(one):
            stack.append((child, is_struck, True))
            stack.append((child, is_struck or child.tag in _STRUCK, False))
    return iter(found)


def _is_hidden(element: Element, size: str) -> bool:
    return _get(element, "Hidden") == "1" or _get(element, size) == "0"


def _width(column: Element) -> float | None:
    """In characters; the file has points."""
    points = _float(_get(column, "Width"))
    return None if points is None or not 0 < points < 2000 else points / 5.6


def _float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e300 else None  # NaN and infinity are no values of a cell


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=None) if moment.year > 1900 else None
