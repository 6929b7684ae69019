"""What is printed beside the rows of a document: heads and feet of pages, boxes, notes, comments.

A title or a year that stands only there is the form's; a footnote is one of its notes. The rest is
said to be unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reviewer.intake.cells import joined
from reviewer.intake.grid import LAYOUT_PICTURE, OBJECT, PICTURE, Aside, Cell, Grid, Row
from reviewer.intake.head import Head, is_title, read_head, year_on
from reviewer.intake.pages import is_page_number
from reviewer.models import Remark, Text

_MARGINS = ("页眉", "页脚")
"""These come again on every page of their section."""
_NOTES = ("脚注", "尾注")
_UNREAD = {
    PICTURE: "图片里的文字没有读取",
    LAYOUT_PICTURE: "表名可能在这张图片里，图片里的文字没有读取",
    OBJECT: "对象里的文字没有读取，请改为普通文字",
    "": "",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What is printed beside one form; `margins` are the page heads that it has from forms before.

    `start` is the row where the form begins.
    """

    own: Sequence[Aside] = ()
    margins: Sequence[Aside] = field(default=())
    start: int = 0

    @classmethod
    def of_form(cls, grid: Grid, start: int, end: int, *, first: bool) -> Around:
        """What stands beside the rows of a form; with the first, also what stands above it."""
        own = [one for one in grid.asides if (start <= one.row or first) and one.row < end]
        above = [one for one in grid.asides if one.where in _MARGINS and one.row < start]
        last = max((one.row for one in above), default=0)
        heads = [] if first else [one for one in above if one.row == last]
        return cls(own, heads, start)

    def headed(self, rows: Sequence[Row]) -> Head:
        """The lines above the table, with a title and a year from beside them if they have none."""
        head = read_head(rows)
        around = [_row(one) for one in (*self.own, *self.margins) if one.where not in _NOTES]
        titles = [row for row in around if is_title(row)]
        years = [row for row in around if year_on(row) is not None]
        missing = [*(() if head.title else titles[:1]), *(() if head.year else years[:1])]
        return read_head([*missing, *rows]) if missing else head

    def notes(self) -> list[Text]:
        """The footnotes and endnotes that the form refers to."""
        return [_text(one) for one in self.own if one.where in _NOTES]

    def remarks(self, head: Head) -> Iterator[Remark]:
        """What was not read, said with the form where it first stands."""
        for one in self.own:
            row = _row(one)
            if one.where in _NOTES or is_title(row) or year_on(row) is not None:
                continue
            if one.where in _MARGINS and is_page_number(one.text, at_break=True):
                continue
            if one.where == LAYOUT_PICTURE and (head.title or one.row > self.start):
                continue
            reason = _UNREAD.get(one.where, f"在{one.where}里")
            yield Remark(code="X901", text=_text(one), reason=reason)


def _row(aside: Aside) -> Row:
    cell = Cell(aside.text.strip(), 0, aside.location)
    return Row((cell,), 0, 1, aside.location)


def _text(aside: Aside) -> Text:
    return joined([Cell(aside.text, 0, aside.location)])
