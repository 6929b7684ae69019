"""Labels that are printed beyond the edge of their table.

A spreadsheet sets the label of a merged cell in the middle of it, though a page break cuts the cell
there: the label is printed above or below the part of the table on the page, and often on both pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reviewer.intake.readers.pdf.pieces import runs_of
from reviewer.intake.readers.pdf.text import Char, middle, words_of
from reviewer.intake.readers.picture.boxes import SAME_EDGE, BoxTable
from reviewer.intake.vocabulary import key, vocabulary

_REACH = 80.0
"""Points beyond the edge: four characters one above the other."""
_LONGEST = 60
_DECLARED = re.compile(r"[(（]\d+分?[)）]")


def is_label(text: str) -> bool:
    """Whether the text is labels of levels and blocks, or the end of one."""
    words = _DECLARED.sub("", "".join(text.split()))
    if len(words) > _LONGEST:
        return False
    return key(words) in vocabulary().label_suffixes or not _labels().sub("", words)


@cache
def _labels() -> re.Pattern[str]:
    names = vocabulary()
    known = {*names.level1, *names.level2, *names.side}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))


def without_overflow(tables: Sequence[BoxTable], chars: Sequence[Char]) -> list[Char]:
    """The characters outside the tables less those of such labels; empty cells get theirs."""
    left = list(chars)
    if tables and left:
        first = min(tables, key=lambda table: table.top)
        last = max(tables, key=lambda table: table.bottom)
        left = _taken(first, left, first.top - _REACH, first.top, edge=1)
        left = _taken(last, left, last.bottom, last.bottom + _REACH, edge=3)
    return left


def _taken(
    table: BoxTable, chars: list[Char], start: float, end: float, *, edge: int
) -> list[Char]:
    """The characters that are left; `edge` is the side of the boxes at the table's edge."""
    at = end if edge == 1 else start
    beyond = [char for char in chars if start <= middle(char) <= end]
    # The end of a note that runs along under several cells is in none of them.
    runs = [run for line in runs_of(beyond) for run in line]
    taken: set[int] = set()
    for box in table.boxes if beyond else ():
        if abs(box[edge] - at) > SAME_EDGE:
            continue
        over = [
            char
            for run in runs
            if box[0] <= (run[0]["x0"] + run[0]["x1"]) / 2
            and (run[-1]["x0"] + run[-1]["x1"]) / 2 < box[2]
            for char in run
        ]
        text = words_of(over)
        if text and is_label(text):
            taken.update(map(id, over))
            if _DECLARED.sub(
                "", "".join(text.split())
            ):  # （30分） alone is the end of the label before
                table.texts.setdefault(box, text)
    return [char for char in chars if id(char) not in taken]
