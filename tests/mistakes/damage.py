"""What printing to PDF and reading the text back does to the line of one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.mistakes.paper import Paper

Damage = Callable[[list[str], int, Sequence[str]], list[str]]
"""The lines of a form, the row's line and the columns' names, to the lines as they come out."""

_LEAST = 8
"""Shorter cells are not cut over two pages."""


def damaged(paper: Paper, name: str, damage: Damage) -> str:
    """The form with the line of the row called `name` damaged."""
    lines = paper.printed().split("\n")
    at = next(i for i, line in enumerate(lines) if name in line.split("\t"))
    return "\n".join(damage(lines, at, list(paper.columns)))


def shifted_right(lines: list[str], at: int, _columns: Sequence[str]) -> list[str]:
    """A cell too many on the left."""
    return [*lines[:at], "\t" + lines[at], *lines[at + 1 :]]


def shifted_left(lines: list[str], at: int, _columns: Sequence[str]) -> list[str]:
    """A cell too few on the left, where the line begins with an empty one."""
    return [*lines[:at], lines[at].removeprefix("\t"), *lines[at + 1 :]]


def on_a_new_page(lines: list[str], at: int, _columns: Sequence[str]) -> list[str]:
    """The page breaks before the row, and all rows of the new page are shifted."""
    return [*lines[:at], "", *("\t" + line for line in lines[at:])]


def between_two_pages(lines: list[str], at: int, _columns: Sequence[str]) -> list[str]:
    """The row alone between two page breaks."""
    return [*lines[:at], "", lines[at], "", *lines[at + 1 :]]


def headings_again(lines: list[str], at: int, _columns: Sequence[str]) -> list[str]:
    """The page breaks before the row and repeats the headings."""
    heading = next(line for line in lines if line.startswith("一级指标"))
    return [*lines[:at], "", heading, *lines[at:]]


def wrapped(lines: list[str], at: int, _columns: Sequence[str]) -> list[str]:
    """Blanks where the lines of a cell were wrapped."""
    cells = [f"{cell[:4]} {cell[4:]}" if _wraps(cell) else cell for cell in lines[at].split("\t")]
    return [*lines[:at], "\t".join(cells), *lines[at + 1 :]]


def _wraps(cell: str) -> bool:
    """Chinese goes on anywhere on the next line, Latin words and decimals do not."""
    return len(cell) >= _LEAST and not cell[:_LEAST].isascii() and cell[3] != "."


def end_on_the_next_page(lines: list[str], at: int, columns: Sequence[str]) -> list[str]:
    """The row's long texts go on after the page break."""
    first, second = _cut(lines[at], columns)
    if not any(second):
        return lines
    kept = [one or whole for one, whole in zip(first, lines[at].split("\t"), strict=True)]
    return [*lines[:at], "\t".join(kept), "", "\t".join(second), *lines[at + 1 :]]


def beginning_on_the_page_before(lines: list[str], at: int, columns: Sequence[str]) -> list[str]:
    """The row's long texts begin before the page break, all else stands behind it."""
    first, second = _cut(lines[at], columns)
    if not any(second):
        return lines
    kept = [one or whole for one, whole in zip(second, lines[at].split("\t"), strict=True)]
    return [*lines[:at], "\t".join(first), "", "\t".join(kept), *lines[at + 1 :]]


def _cut(line: str, columns: Sequence[str]) -> tuple[list[str], list[str]]:
    """The beginnings and the ends of the long texts, each in its column."""
    cells = line.split("\t")
    first, second = [""] * len(cells), [""] * len(cells)
    for i, (name, cell) in enumerate(zip(columns, cells, strict=False)):
        if name in ("target", "actual", "explanation") and len(cell) >= _LEAST:
            middle = len(cell) // 2
            first[i], second[i] = cell[:middle], cell[middle:]
    return first, second


def without_its_label(lines: list[str], at: int, _columns: Sequence[str]) -> list[str]:
    """The merged 一级 label stands a row too late."""
    for i in range(at, 0, -1):
        first, *others = lines[i].split("\t")
        if first and i + 1 < len(lines) and lines[i + 1].startswith("\t"):
            later = first + lines[i + 1]
            return [*lines[:i], "\t".join(("", *others)), later, *lines[i + 2 :]]
        if first:
            break
    return lines


DAMAGES: tuple[Damage, ...] = (
    shifted_right,
    shifted_left,
    on_a_new_page,
    between_two_pages,
    headings_again,
    wrapped,
    end_on_the_next_page,
    beginning_on_the_page_before,
    without_its_label,
)
