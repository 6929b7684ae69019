"""The 总分 row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.intake.align import Columns, align
from reviewer.intake.cells import joined, kind, number, shapes
from reviewer.intake.grid import Cell, Row
from reviewer.intake.ruled import fields_of, place_of
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Text, Total

_GRADE = re.compile(r"(?:等[级次]|档次|结论|结果)[：:为]?[（(]?[优良中差合不一较]|[☑√✓✔■●◉☒▣]")
_LONGEST_GRADE = 30
_NAME = r"优秀?|良好?|中等?|差|较差|合格|不合格|一般"
_TICK = "[☑√✓✔■●◉☒▣]"
_TICK_BEFORE = re.compile(rf"{_TICK}({_NAME})")
_TICK_BEHIND = re.compile(rf"({_NAME})[（(]?{_TICK}")
_BEHIND_LABEL = re.compile(rf"(?:等[级次]|档次|结论|结果)[)）]?[：:为]?[（(]?({_NAME})[)）]?$")
_LABEL_AND_SCORE = re.compile(r"([^\d：:]{2,8}[：:])\s*(\d+(?:\.\d+)?)\s*分?")
_SCORE_AND_GRADE = re.compile(rf"(\d+(?:\.\d+)?)\s*分?\s*[（(]({_NAME})[)）]")


def read_total(row: Row | None, columns: Columns, grade: Row | None = None) -> Total | None:
    """分值, 得分 and grade.

    Args:
        row: the line of the total.
        columns: those of the rows above it.
        grade: the line of the grade, where it has one of its own.
    """
    if row is None:
        return None
    row = replace(row, cells=tuple(_apart(row.cells)))
    grades = [cell for cell in row.cells[1:] if _is_grade(cell.text)]
    grades += grade.cells[1:] if grade else ()
    fields = _in_columns(row, grades, columns) or _numbers(row, grades, columns)
    return Total(
        weight=number(fields.get("weight", ()), place_of("weight", row, columns)),
        score=number(fields.get("score", ()), place_of("score", row, columns)),
        grade=grade_of(grades[:1]),
    )


def stated_total(score: Sequence[Cell], grade: Sequence[Cell]) -> Total | None:
    """The total of a form that states it above the table only."""
    if not score:
        return None
    return Total(score=number(score), grade=grade_of(grade))


def grade_of(cells: Sequence[Cell]) -> Text:
    """优, out of 自评等级：优 and □良 ☑优 as well."""
    text = joined(cells)
    words = "".join(text.text.split())
    boxes_first = not words[:1].isalnum()
    ticked = (_TICK_BEFORE if boxes_first else _TICK_BEHIND).search(words)
    named = ticked or _BEHIND_LABEL.search(words)
    return text if named is None else text.model_copy(update={"text": named[1]})


def _apart(cells: Sequence[Cell]) -> Iterator[Cell]:
    """总分：99.8分 as a label and a number, 99.8（优） as a number and a grade."""
    for cell in cells:
        both = _LABEL_AND_SCORE.fullmatch(cell.text.strip()) or _SCORE_AND_GRADE.fullmatch(
            cell.text.strip()
        )
        if both is None:
            yield cell
        else:
            yield from (replace(cell, text=part) for part in both.groups())


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
    if row.ruled and numbers and any(_covers(numbers[0], column) for column in _scores(wanted)):
        return {"score": [numbers[0]]}
    return {role: [numbers[0]] for role in roles if role}


def _scores(columns: Columns) -> list[int]:
    return [column for role, column in columns if role == "score"]


def _covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.columns


def _is_grade(text: str) -> bool:
    """优, 良好, 等级：优（90-100）, □优 ☑良."""
    if key(text) in vocabulary().grades:
        return True
    return len(text) <= _LONGEST_GRADE and _GRADE.search("".join(text.split())) is not None
