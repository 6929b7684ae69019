"""The boxes and lines under the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from reviewer.intake.blocks import is_furniture
from reviewer.intake.cells import joined
from reviewer.intake.grid import Cell, Row
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Text


def _asks_why(label: str) -> bool:
    """五、存在问题、原因及下一步整改措施: a box for reasons by another name."""
    return any(word in label for word in vocabulary().footer_asking)


def read_footer(rows: Sequence[Row]) -> tuple[Text, list[Text], list[Cell]]:
    """The one box for 偏差原因, the notes, and what is neither.

    Boxes of a ruled table are notes, whatever they are called; lines of text only where they
    begin as notes do.
    """
    names = vocabulary()
    boxes: list[list[Cell]] = []
    notes: list[list[Cell]] = []
    unplaced: list[Cell] = []
    target: list[Cell] = unplaced
    for before, row in pairwise([None, *rows]):
        if row is None:
            continue
        cells = _parted(row.cells)
        label = key(cells[0].text)
        leaves_table = before is not None and before.ruled and not row.ruled
        named = label in names.footer_notes or cells[0].text.startswith(names.footer_beginnings)
        is_box = row.ruled or (boxes and len(cells) > 1)
        if label in names.footer_explanation or (is_box and not named and _asks_why(label)):
            target, cells = [], cells[0 if boxes else 1 :]
            boxes.append(target)
        elif named or (row.ruled and (target is unplaced or len(cells) > 1)):
            target = []
            notes.append(target)
        elif leaves_table:
            target = unplaced
        elif target is unplaced and is_furniture(row):
            continue
        target.extend(cells)
    return joined(_said(boxes)), [joined(_unlabelled(note)) for note in notes], unplaced


def _unlabelled(note: list[Cell]) -> list[Cell]:
    """What a box says, without its 其他需要说明事项, which would run into its first words."""
    label, *said = note
    return said if said and key(label.text) in vocabulary().footer_notes else note


def _parted(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a line; its label and what stands behind the colon in one cell with it as two."""
    first, *others = cells
    label, colon, said = first.text.replace(":", "：", 1).partition("：")
    names = vocabulary().footer_notes | vocabulary().footer_explanation
    if not colon or not said.strip() or key(label) not in names:
        return [first, *others]
    return [replace(first, text=label), replace(first, text=said.strip()), *others]


def dated(notes: Sequence[Text]) -> Text:
    """The 填报日期 that a signature line below the table states; empty where none does."""
    labels = [name for name, role in vocabulary().head.items() if role == "dated"]
    for note in notes:
        for label in labels:
            _, found, behind = note.text.partition(label)
            said = "".join(takewhile(_OF_DATES.__contains__, behind.lstrip("：: ")[:30])).strip()
            if found and any(map(str.isnumeric, said)):
                return Text(text=said, raw=said, location=note.location)
    return Text()


_OF_DATES = frozenset(
    "0123456789０１２３４５６７８９〇○零一二三四五六七八九十年月日./-－．／ \u3000"
)
ENDS = ("。", "；", "！")
SAYS_NOTHING = re.compile(r"[\W_]*(?:无|没有|暂无|不涉及|无偏差)?[\W_]*")


def _said(boxes: Sequence[list[Cell]]) -> list[Cell]:
    """The explanation out of its boxes, those after the first with their labels.

    A box that says 无 adds nothing to another that says something.
    """
    first, *others = boxes or [[]]
    said = [] if _is_empty(first) else first
    for label, *cells in others:
        if not _is_empty(cells):
            # Without signs its label would run into the words of the box before and its own.
            ends = not said or said[-1].text.endswith(ENDS)
            said = [
                *said,
                replace(label, text=f"{'' if ends else '；'}{label.text.rstrip('：:')}："),
                *cells,
            ]
    return said or first


def _is_empty(cells: Sequence[Cell]) -> bool:
    return all(SAYS_NOTHING.fullmatch(cell.text) for cell in cells)
