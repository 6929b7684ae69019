"""Marks over the text of a PDF: lines through it, and red seals."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)

from tests.documents import pdfs
from tests.documents.compare import differences
from tests.intake.readers.test_pdf import (
    ROAD,
    annotation,
    expected,
    only_form,
    reasons,
    road,
    with_annotations,
)

SIZE = pdfs.SIZE
OLD, NEW = "10", "9.8"
RED = "1 0 0 rg 1 0 0 RG"

Through = Callable[[pdfs.Sheet, float, float, float], None]
"""Draws over letters from their left to their right; the third number is their upper edge."""


def place_of(sheet: pdfs.Sheet, text: str) -> pdfs.Box:
    """Around the only line of the first cell with a text."""
    box = next(box for cell, box in sheet.boxes.items() if cell.text == text)
    left = (box[0] + box[2] - pdfs.width_of(text)) / 2
    top = (box[1] + box[3] - pdfs.PITCH) / 2 + 2
    return left, top, left + pdfs.width_of(text), top + SIZE


def line_at(share: float, style: str = "0.6 w 0 G", beyond: float = 0.0) -> Through:
    """A line so high above the foot of the letters."""

    def draw(sheet: pdfs.Sheet, left: float, right: float, top: float) -> None:
        y = top + SIZE * (1 - share)
        sheet.line(left - beyond, y, right + beyond, y, style)

    return draw


def area_at(share: float) -> Through:
    def draw(sheet: pdfs.Sheet, left: float, right: float, top: float) -> None:
        y = top + SIZE * (1 - share)
        sheet.area((left, y - 0.3, right, y + 0.3))

    return draw


def both(*ways: Through) -> Through:
    def draw(sheet: pdfs.Sheet, left: float, right: float, top: float) -> None:
        for way in ways:
            way(sheet, left, right, top)

    return draw


def in_pieces(sheet: pdfs.Sheet, left: float, right: float, top: float) -> None:
    """A line for each run of letters: LibreOffice parts Chinese and Latin ones."""
    at = left + SIZE * 2
    line_at(0.3)(sheet, left, at, top)
    line_at(0.3)(sheet, at, right, top)


STRIKES: dict[str, Through] = {
    "line": line_at(0.35),
    "area": area_at(0.3),
    "high": line_at(0.55),
    "low": line_at(0.2),
    "double": both(line_at(0.3, "0.4 w 0 G"), line_at(0.16, "0.4 w 0 G")),
    "red": line_at(0.4, "0.8 w 1 0 0 RG"),
    "by hand": line_at(0.35, "1 w 1 0 0 RG", beyond=3),
    "pieces": in_pieces,
}


@pytest.mark.parametrize("way", STRIKES)
def test_text_with_a_line_through_it_is_struck_out(way):
    sheet = road()
    left, top, right, _ = place_of(sheet, "平均18小时")
    STRIKES[way](sheet, left, right, top)
    form = only_form(pdfs.written(sheet))
    assert form.indicators[4].actual.text == ""
    assert [(code, text) for code, text, _ in reasons(form)] == [("X907", "平均18小时")]


def test_a_new_value_behind_the_old_one():
    cells = [
        replace(cell, text=f"{OLD}{cell.text}") if cell.text == "平均18小时" else cell
        for cell in ROAD.cells
    ]
    sheet = pdfs.sheet_of(replace(ROAD, cells=cells), pdfs.by_lines())
    left, top, _, _ = place_of(sheet, f"{OLD}平均18小时")
    line_at(0.35)(sheet, left, left + pdfs.width_of(OLD), top)
    form = only_form(pdfs.written(sheet))
    assert differences(expected(), form) == []
    assert [(code, text) for code, text, _ in reasons(form)] == [("X907", OLD)]


OTHER_LINES: dict[str, Through] = {
    "underline": line_at(-0.1),
    "underline at the foot": line_at(0.02),
    "line above": line_at(0.95),
    "through one letter of many": lambda sheet, left, right, top: sheet.line(
        left, top + 5, right + 60, top + 5
    ),
    "white": line_at(0.35, "0.6 w 1 G"),
}


@pytest.mark.parametrize("way", OTHER_LINES)
def test_other_lines_strike_nothing(way):
    sheet = road()
    left, top, right, _ = place_of(sheet, "平均18小时")
    OTHER_LINES[way](sheet, left, right, top)
    form = only_form(pdfs.written(sheet))
    assert (differences(expected(), form), form.remarks) == ([], ())


def test_a_ruling_line_through_text_that_is_too_large_for_its_row():
    sheet = road()
    left, _, right, bottom = next(
        box for cell, box in sheet.boxes.items() if cell.text == "平均18小时"
    )
    words = "长" * int((right - left) / SIZE)
    sheet.text(left, bottom - 20, words)
    sheet.line(left, bottom - 20 + SIZE * 0.6, right, bottom - 20 + SIZE * 0.6)
    form = only_form(pdfs.written(sheet))
    assert [code for code, _, _ in reasons(form) if code == "X907"] == []


def test_lines_through_text_rule_no_rows_where_no_line_is_upright():
    sheet = pdfs.sheet_of(ROAD, pdfs.by_lines(upright=False))
    left, top, right, _ = place_of(sheet, "平均18小时")
    line_at(0.4)(sheet, left, right, top)
    form = only_form(pdfs.written(sheet))
    assert form.indicators[4].actual.text == ""
    assert [(code, text) for code, text, _ in reasons(form)] == [("X907", "平均18小时")]


# Seals.

WORDS = "某市财政局"
Draw = Callable[[pdfs.Sheet, float, float], None]


def ring(sheet: pdfs.Sheet, x: float, y: float, radius: float = 50, paint: str = "2 w S") -> None:
    """A circle of four curves around a point."""
    y, bend = sheet.height - y, radius * 0.5523
    points = [
        (x + radius, y + bend, x + bend, y + radius, x, y + radius),
        (x - bend, y + radius, x - radius, y + bend, x - radius, y),
        (x - radius, y - bend, x - bend, y - radius, x, y - radius),
        (x + bend, y - radius, x + radius, y - bend, x + radius, y),
    ]
    curves = " ".join(" ".join(f"{at:.2f}" for at in point) + " c" for point in points)
    sheet.content.append(f"q {RED} {x + radius:.2f} {y:.2f} m {curves} {paint} Q")


def around(sheet: pdfs.Sheet, x: float, y: float, radius: float = 40) -> None:
    """The words along the upper half of a circle."""
    for number, char in enumerate(WORDS):
        turn = math.pi * (1 - (number + 0.5) / len(WORDS))
        at = x + radius * math.cos(turn), sheet.height - y + radius * math.sin(turn)
        cos, sin = math.sin(turn), -math.cos(turn)
        sheet.content.append(
            f"q {RED} BT /F1 11 Tf {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {at[0]:.2f} {at[1]:.2f} "
            f"Tm <{char.encode('utf-16-be').hex()}> Tj ET Q"
        )


def star(sheet: pdfs.Sheet, x: float, y: float) -> None:
    sheet.text(x - 11, y - 11, "★", size=22, before=RED)


def level(sheet: pdfs.Sheet, x: float, y: float, words: str = WORDS) -> None:
    sheet.text(x - pdfs.width_of(words, 11) / 2, y, words, size=11, before=RED)


def usual(sheet: pdfs.Sheet, x: float, y: float) -> None:
    ring(sheet, x, y)
    around(sheet, x, y)
    star(sheet, x, y)


def flat(sheet: pdfs.Sheet, x: float, y: float) -> None:
    ring(sheet, x, y)
    level(sheet, x, y + 14)
    star(sheet, x, y - 8)


def without_ring(sheet: pdfs.Sheet, x: float, y: float) -> None:
    around(sheet, x, y)
    star(sheet, x, y)


def letters_first(sheet: pdfs.Sheet, x: float, y: float) -> None:
    around(sheet, x, y)
    ring(sheet, x, y)


SEALS: dict[str, Draw] = {
    "usual": usual,
    "level": flat,
    "without ring": without_ring,
    "letters first": letters_first,
}


@pytest.mark.parametrize("way", SEALS)
def test_a_seal_is_no_text_of_the_cells_under_it(way):
    sheet = road()
    left, top, right, bottom = place_of(sheet, "平均18小时")
    SEALS[way](sheet, (left + right) / 2, (top + bottom) / 2)
    form = only_form(pdfs.written(sheet))
    assert differences(expected(), form) == []
    assert reasons(form) == [("X901", "", f"印章“{WORDS}”不是表中的文字，没有读入")]


def test_two_prints_of_a_seal_are_told_once():
    sheet = road()
    usual(sheet, 300, 300)
    usual(sheet, 420, 480)
    form = only_form(pdfs.written(sheet))
    assert differences(expected(), form) == []
    assert reasons(form) == [("X901", "", f"印章“{WORDS}”不是表中的文字，没有读入")]


def in_a_form(sheet: pdfs.Sheet) -> Callable[[pypdf.PdfWriter], None]:
    """The seal as a form within the page, half transparent."""
    inner = pdfs.Sheet(sheet.width, sheet.height)
    usual(inner, 300, 300)

    def change(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        stream = DecodedStreamObject()
        stream.set_data("\n".join(inner.content).encode())
        stream.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): pdfs.rectangle((0, 0, sheet.width, sheet.height)),
                NameObject("/Resources"): page["/Resources"],
            }
        )
        resources = page["/Resources"]
        resources[NameObject("/XObject")] = DictionaryObject(
            {NameObject("/Seal"): writer._add_object(stream)}
        )
        resources[NameObject("/ExtGState")] = DictionaryObject(
            {NameObject("/Half"): DictionaryObject({NameObject("/ca"): FloatObject(0.5)})}
        )
        more = DecodedStreamObject()
        more.set_data(b"q /Half gs /Seal Do Q")
        page[NameObject("/Contents")] = ArrayObject(
            [page.raw_get("/Contents"), writer._add_object(more)]
        )

    return change


def test_a_seal_as_a_form_within_the_page():
    sheet = road()
    form = only_form(pdfs.written(sheet, change=in_a_form(sheet)))
    assert differences(expected(), form) == []
    assert reasons(form) == [("X901", "", f"印章“{WORDS}”不是表中的文字，没有读入")]


def test_a_stamp_laid_over_the_page_is_no_text():
    sheet = road()
    box = next(box for cell, box in sheet.boxes.items() if cell.text == "平均18小时")
    stamp = annotation(sheet, box, Subtype=NameObject("/Stamp"))
    form = only_form(pdfs.written(sheet, change=with_annotations(stamp)))
    assert (differences(expected(), form), form.remarks) == ([], ())


def test_red_text_in_cells_is_text():
    sheet = road()
    sheet.content = [line.replace("q 0 g BT", f"q {RED} BT") for line in sheet.content]
    form = only_form(pdfs.written(sheet))
    assert (differences(expected(), form), form.remarks) == ([], ())


def test_red_text_in_cells_under_a_seal_is_text():
    sheet = road()
    sheet.content = [line.replace("q 0 g BT", f"q {RED} BT") for line in sheet.content]
    left, top, right, bottom = place_of(sheet, "平均18小时")
    usual(sheet, (left + right) / 2, (top + bottom) / 2)
    form = only_form(pdfs.written(sheet))
    assert differences(expected(), form) == []
    assert reasons(form) == [("X901", "", f"印章“{WORDS}”不是表中的文字，没有读入")]


def test_a_red_circle_around_a_value_is_no_seal():
    sheet = road()
    left, top, right, bottom = place_of(sheet, "平均18小时")
    ring(sheet, (left + right) / 2, (top + bottom) / 2, radius=25)
    form = only_form(pdfs.written(sheet))
    assert (differences(expected(), form), form.remarks) == ([], ())


def test_a_value_in_red_written_into_the_circle_around_it():
    cells = [replace(cell, text="") if cell.text == "平均18小时" else cell for cell in ROAD.cells]
    sheet = pdfs.sheet_of(replace(ROAD, cells=cells), pdfs.by_lines())
    box = next(found for cell, found in road().boxes.items() if cell.text == "平均18小时")
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    ring(sheet, x, y, radius=25)
    sheet.text(x - pdfs.width_of("平均18小时") / 2, y - 4, "平均18小时", before=RED)
    form = only_form(pdfs.written(sheet))
    assert (differences(expected(), form), form.remarks) == ([], ())
