"""Layouts of published forms, drawn as ruled tables, with what is to be read out of them.

A file of tests/data/layouts is the document, a line of `===`, and the key. In the document a line
that begins with `|` is a row of a table: cells stand between bars, `<` goes on the cell to the left,
`^` the one above, and the last cell of a line reaches to the right edge. Other lines are paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reviewer.models import Form
from tests.documents.ruling import Drawing, Placed

FOLDER = Path(__file__).parents[1] / "data" / "layouts"
TEXTS = ("project", "department", "unit", "planned", "achieved")
LINE = ("label", "initial_budget", "annual_budget", "executed", "weight", "execution_rate", "score")
ROW = ("level1", "level2", "name", "target", "actual", "weight", "score", "explanation")


@dataclass(slots=True)
class Key:
    """What is to be read: `cells` by path, and what is told of it.

    `said` is told as not read; `finds` are the codes of errors and warnings, of all forms of the
    document together; `refused` is part of why the document is no form at all.
    """

    cells: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    finds: list[str] = field(default_factory=list)
    refused: str = ""


@dataclass(slots=True)
class Layout:
    """A document, what it shows, and its forms as they are to be read."""

    name: str
    drawings: list[Drawing]
    keys: list[Key]


def layouts() -> list[Layout]:
    """All of the folder, by name."""
    return [layout(path) for path in sorted(FOLDER.glob("*.txt"))]


def layout(path: Path) -> Layout:
    """One of them."""
    document, _, key = path.read_text("utf-8").partition("\n===\n")
    lines = [line for line in document.splitlines() if not line.startswith("#")]
    return Layout(path.stem, drawn(lines), [_key(part) for part in key.split("\n---\n")])


def drawn(lines: Sequence[str]) -> list[Drawing]:
    """The tables of a document, each with the paragraphs above it; the last also with those below."""
    drawings: list[Drawing] = []
    above: list[str] = []
    table: list[str] = []
    for line in lines:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            drawings.append(_table(above, table))
            above, table = [], []
        above.append(line)
    if table:
        drawings.append(_table(above, table))
        above = []
    last = drawings.pop()
    return [*drawings, Drawing(last.above, last.cells, last.height, last.width, tuple(above))]


def _table(above: Sequence[str], lines: Sequence[str]) -> Drawing:
    rows = [[cell.strip().replace("\\n", "\n") for cell in line[1:].split("|")] for line in lines]
    width = max(map(len, rows))
    rows = [row + ["<"] * (width - len(row)) for row in rows]
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("<", "^"):
                continue
            wide = 1
            while column + wide < width and row[column + wide] == "<":
                wide += 1
            high = 1
            while at + high < len(rows) and rows[at + high][column] == "^":
                high += 1
            cells.append(Placed(text, at, column, wide, high))
    return Drawing(tuple(above), tuple(cells), len(rows), width, ())


def _key(text: str) -> Key:
    key = Key()
    table = ""
    count = 0
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name in ("funding", "rows") and not value:
            table, count = name, 0
            key.cells[f"{name}.length"] = "0"
        elif table and "|" in line and name != "total":
            names = LINE if table == "funding" else ROW
            parts = [part.strip() for part in line.split("|")]
            parts += [""] * (len(names) - len(parts))
            key.cells |= {
                f"{table}[{count}].{part}": text for part, text in zip(names, parts, strict=True)
            }
            count += 1
            key.cells[f"{table}.length"] = str(count)
        elif name == "said":
            key.said.append(value.strip())
        elif name == "finds":
            key.finds = value.split()
        elif name == "refused":
            key.refused = value.strip()
        elif name == "total":
            parts = zip(("weight", "score", "grade"), value.split("|"), strict=True)
            key.cells |= {f"total.{part}": text.strip() for part, text in parts}
        elif line.strip():
            table = ""
            key.cells[name] = value.strip()
    return key


def found(form: Form) -> dict[str, str]:
    """What was read, by the paths of a key."""
    return {path: "".join(str(value).split()) for path, value in _found(form)}


def _found(form: Form) -> Iterator[tuple[str, Any]]:
    yield "kind", form.kind.value
    yield "year", form.year or ""
    for name in TEXTS[:3]:
        yield name, getattr(form, name)
    for name in TEXTS[3:]:
        yield name, getattr(form.goal, name) if form.goal else ""
    yield "funding.length", len(form.funding)
    yield "rows.length", len(form.indicators)
    for index, line in enumerate(form.funding):
        for name in LINE:
            yield f"funding[{index}].{name}", getattr(line, name)
    for index, row in enumerate(form.indicators):
        for name in ROW:
            yield f"rows[{index}].{name}", getattr(row, name)
    for name in ("weight", "score", "grade"):
        yield f"total.{name}", getattr(form.total, name) if form.total else ""


def differences(key: Key, form: Form | None) -> list[str]:
    """The cells of the key that were read differently; all of them where there is no form."""
    read = found(form) if form else {}
    return [
        f"{path}: {wanted!r} → {read.get(path)!r}"
        for path, wanted in key.cells.items()
        if read.get(path) != "".join(wanted.split())
    ]
