"""The common ground of all readers: rows of cells, as they stand in the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from reviewer.intake import limits
from reviewer.models import Location
from reviewer.models.source import NOWHERE


@dataclass(slots=True, frozen=True)
class Cell:
    """A cell that holds text.

    `column` counts from 0, over the document's own grid or its tabs; `columns` and `rows` are how
    many of them a merged cell covers. `confidence` (0 to 1) is that of OCR, None for text that is
    in the file. `raw` is what the document holds where that is not the text (see `characters`).
    """

    text: str
    column: int
    location: Location
    columns: int = 1
    rows: int = 1
    confidence: float | None = None
    raw: str = ""

    @property
    def held(self) -> str:
        """What the document holds, unseen characters and all."""
        return self.raw or self.text


@dataclass(slots=True, frozen=True)
class Row:
    """A line of the document; a merged cell stands in its topmost row.

    `page` counts the stretches between blank lines or page breaks; `width` is the number of
    columns, empty ones included, so that a line of 1 is known to say nothing about columns.
    `ruled` says that the columns are those of a ruled table: a cell stands under its heading, and
    a row is whole unless a page break cuts it.
    """

    cells: tuple[Cell, ...]
    page: int
    width: int
    location: Location
    ruled: bool = False

    @property
    def first_text(self) -> str:
        return self.cells[0].text if self.cells else ""


@dataclass(slots=True, frozen=True)
class Concealed:
    """Text that a reader of the printed document does not see; it is kept out of the rows.

    `row` is how many rows stood before it, so that it is reported with the form it stands in.
    `reason` is Chinese, such as 白色文字 or 隐藏行. `harmless` is what programs leave behind (the list
    of a drop-down on a hidden sheet): it is said, but nothing is asked of the unit.
    """

    text: str
    reason: str
    location: Location = NOWHERE
    row: int = 0
    harmless: bool = False


@dataclass(slots=True, frozen=True)
class StruckOut:
    """Text with a line through it: its author took it back, so that it stands in no cell.

    `row` is how many rows stood before it.
    """

    text: str
    location: Location = NOWHERE
    row: int = 0


@dataclass(slots=True, frozen=True)
class UnreadCell:
    """A cell that looks empty here and is not: a formula without its value, a picture.

    `location` is that of the cell, as a Cell there would have it; `reason` is Chinese.
    """

    location: Location
    reason: str


PICTURE = "图片"
"""In a cell that holds no text."""
LAYOUT_PICTURE = "版面图片"
"""Between the tables, where a title may stand."""
OBJECT = "对象"
"""A formula of an equation editor, or what another program drew."""


@dataclass(slots=True, frozen=True)
class Aside:
    """Text that is printed, but not in the flow of the document.

    `where` is Chinese: 脚注, 尾注, 页眉, 页脚, 批注, 文本框, or what follows; "" for text without any
    place. `row` is how many rows stood before it.
    """

    text: str
    where: str
    location: Location = NOWHERE
    row: int = 0


@dataclass(slots=True)
class Grid:
    """What a reader makes of a file.

    `warnings` are Chinese clauses about the file as a whole (公式没有缓存值 …); `unread` cells are
    told there, and here so that nothing is concluded from their emptiness. `no_form` says why,
    should no form be found in the file, where the reader knows more than that.
    """

    rows: list[Row] = field(default_factory=list)
    concealed: list[Concealed] = field(default_factory=list)
    struck_out: list[StruckOut] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: list[UnreadCell] = field(default_factory=list)
    no_form: str = ""

    def conceal(
        self, text: str, reason: str, location: Location = NOWHERE, *, harmless: bool = False
    ) -> None:
        """Note hidden text at the place that reading has come to."""
        if text.strip():
            self.concealed.append(Concealed(text, reason, location, len(self.rows), harmless))

    def strike(self, text: str, location: Location = NOWHERE) -> None:
        """Note struck-out text at the place that reading has come to."""
        if text.strip():
            self.struck_out.append(StruckOut(text, location, len(self.rows)))

    def name_columns(self) -> None:
        """Name the column in the places of all cells of tables."""
        self.rows = [
            replace(
                row,
                cells=tuple(
                    [
                        replace(cell, location=cell.location.beside(cell.column))
                        for cell in row.cells
                    ]
                ),
            )
            if len(row.cells) > 1 or row.ruled
            else row
            for row in self.rows
        ]

    def aside(self, text: str, where: str, location: Location = NOWHERE) -> None:
        """Note what is printed beside the rows, at the place that reading has come to."""
        if not text.strip():
            return
        if len(self.asides) < limits.MAX_ASIDES:
            self.asides.append(Aside(text, where, location, len(self.rows)))
        elif (
            left_out := f"脚注、批注等超过{limits.MAX_ASIDES}处，其余未读取"
        ) not in self.warnings:
            self.warnings.append(left_out)

    def line(
        self,
        texts: Iterable[str],
        page: int,
        location: Location,
        confidence: float | None = None,
    ) -> None:
        """Add a paragraph outside any table as a row of one column."""
        text = " ".join(part for part in texts if part).strip()
        if text:
            cell = Cell(text, 0, location, confidence=confidence)
            self.rows.append(Row((cell,), page, 1, location))

    def keep(self, wanted: Callable[[Row], bool]) -> None:
        """Drop all other rows; what is noted of places between rows stays between the same."""
        kept: list[Row] = []
        before: list[int] = []
        for row in self.rows:
            before.append(len(kept))
            if wanted(row):
                kept.append(row)
        before.append(len(kept))
        self.rows = kept
        self.concealed = [replace(one, row=before[one.row]) for one in self.concealed]
        self.struck_out = [replace(one, row=before[one.row]) for one in self.struck_out]
        self.asides = [replace(one, row=before[one.row]) for one in self.asides]
