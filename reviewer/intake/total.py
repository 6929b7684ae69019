"""The 总分 row."""

from __future__ import annotations

import re

from reviewer.intake.align import Columns, align
from reviewer.intake.cells import joined, kind, number, shapes
from reviewer.intake.grid import Cell, Row
from reviewer.intake.ruled import fields_of, place_of
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Total

_GRADE = re.compile(r"(?:等[级次]|档次|结论|结果)[：:为]?[（(]?[优良中差合不一较]|[☑√✓✔■●◉☒▣]")
_LONGEST_GRADE = 30


def read_total(row: Row | None, columns: Columns, grade: Row | None = None) -> Total | None:
    """分值, 得分 and grade.

    Args:
        row: the line of the total.
        columns: those of the rows above it.
        grade: the line of the grade, where it has one of its own.
    """
    if row is None:
        return None
    grades = [cell for cell in row.cells[1:] if _is_grade(cell.text)]
    grades += grade.cells[1:] if grade else ()
    fields = _in_columns(row, grades, columns) or _numbers(row, grades, columns)
    return Total(
        weight=number(fields.get("weight", ()), place_of("weight", row, columns)),
        score=number(fields.get("score", ()), place_of("score", row, columns)),
        grade=joined(grades[:1]),
    )


def _in_columns(row: Row, grades: list[Cell], columns: Columns) -> dict[str, list[Cell]] | None:
    """Both numbers under their headings; None where they do not stand there."""
    if not row.ruled or not columns:
        return None
    cells = tuple([cell for cell in row.cells[1:] if cell not in grades])
    fields = fields_of(Row(cells, row.page, row.width, row.location, ruled=True), columns)
    return fields if fields and {"weight", "score"} <= fields.keys() else None


def _numbers(row: Row, grades: list[Cell], columns: Columns) -> dict[str, list[Cell]]:
    numbers = [cell for cell in row.cells[1:] if kind(cell.text) in "n%"]
    if len(numbers) == 1:
        # 九十九点八 in the cell behind 100 is a score all the same; X906 says that it is no number.
        behind = numbers[0].column + 1
        numbers += [cell for cell in row.cells if cell.column == behind and cell not in grades]
    if len(numbers) >= 2:
        return {"weight": [numbers[-2]], "score": [numbers[-1]]}
    wanted = tuple((role, column) for role, column in columns if role in ("weight", "score"))
    roles = align(shapes(numbers), wanted).roles if numbers and wanted else ()
    return {role: [numbers[0]] for role in roles if role}


def _is_grade(text: str) -> bool:
    """优, 良好, 等级：优（90-100）, □优 ☑良."""
    if key(text) in vocabulary().grades:
        return True
    return len(text) <= _LONGEST_GRADE and _GRADE.search("".join(text.split())) is not None
