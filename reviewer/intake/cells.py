"""What a single cell holds: its kind for alignment, and its text with line wraps joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from reviewer.intake.align import Shape
from reviewer.intake.grid import Cell
from reviewer.intake.vocabulary import Vocabulary, key, vocabulary
from reviewer.models import Location, Number, Text
from reviewer.models.form import NO_NUMBER, NO_TEXT
from reviewer.models.source import NOWHERE, printed_number

_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
_WRAP = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_CUT_NUMBER = re.compile(rf"(?:^|(?<=[{_CJK}≥≤><=＞＜＝〉≧≦~-]))(\d+)\s+(\d+)(?=[{_CJK}%％‰])")
_LATIN = re.compile(r"[A-Za-z]")
_DASHES = "-—/"
_MAX_NUMBER = 40
"""A longer text is neither a number nor a label."""
_MAX_PIECE = 4
FULL_MARKS = Decimal(100)
_NO_LIMIT = Decimal("Infinity")
_MARKS = re.compile(
    r"(?:[满零]|[零一二三四五六七八九十百点]{1,6}|\d{1,3}[+/]\d{1,3})分?|优秀?|良好?|扣\d{1,3}分"
)
"""What clerks write for a score where a number should stand."""
_ALSO_A_NAME = {"a": "d", "b": "e", "c": "f"}
"""服务对象满意度 is a label, and as often the name of an indicator; 服务对象满意度指标 is none."""


def clean(raw: str) -> str:
    """Blanks that a line wrap put between Chinese characters removed, others made one."""
    words = raw.split()
    if len(words) < 2:
        return words[0] if words else ""
    return _CUT_NUMBER.sub(r"\1\2", _WRAP.sub("", " ".join(words)))


def joined(pieces: Sequence[Cell], place: Location = NOWHERE) -> Text:
    """One text out of the pieces of a cell; empty for none, with the place where it would stand."""
    if not pieces:
        return NO_TEXT if place == NOWHERE else Text(location=place)
    if len(pieces) == 1:
        only = pieces[0]
        return Text(text=clean(only.text), raw=only.held, location=only.location)
    text = clean(pieces[0].text)
    for piece in pieces[1:]:
        more = clean(piece.text)
        # Only words in Latin letters need a blank where a cell was cut.
        text += " " + more if _LATIN.match(text[-1:]) and _LATIN.match(more[:1]) else more
    raw = "\n".join(piece.held for piece in pieces)
    return Text(text=text, raw=raw, location=pieces[0].location)


def number(
    pieces: Sequence[Cell], place: Location = NOWHERE, at_most: Decimal = _NO_LIMIT
) -> Number:
    """The number in a cell; an empty one for none, with the place where it would stand.

    Lines of the cell are joined to one number, unless it is larger than may stand there.
    """
    if not pieces:
        return NO_NUMBER if place == NOWHERE else Number(location=place)
    text = "".join(piece.text for piece in pieces)
    found = Number.parse(text, pieces[0].location)
    if found.value is not None and found.value > at_most and len(text.split()) > 1:
        # 10 and 10 on two lines of a cell are two numbers; 2885 and 887.00 are one amount.
        return Number(text=" ".join(text.split()), raw=text, location=pieces[0].location)
    if any(piece.raw for piece in pieces):
        return found.model_copy(update={"raw": "".join(piece.held for piece in pieces)})
    return found


@lru_cache(maxsize=16384)
def is_filled(text: str) -> bool:
    """Whether the cell says anything: a dash or a slash stands for nothing."""
    return bool(text.strip(_DASHES))


def kind(text: str) -> str:
    """The kind of a cell, see align.Shape; `n` for every number."""
    return _kind(text, vocabulary()) if len(text) <= _MAX_NUMBER else "t"


@lru_cache(maxsize=16384)
def _kind(text: str, words: Vocabulary) -> str:
    printed, value = printed_number(text)
    if printed is None:
        return "-"
    if value is not None:
        return "%" if printed.endswith("%") else "n"
    name = key(text)
    if name in words.level1:
        return "c" if name in words.level2 else "a"
    if name in words.level2:
        return "b"
    if name in words.side:
        return "s"
    if len(name) <= _MAX_PIECE and (name in words.label_prefixes or name in words.label_suffixes):
        return "p"
    return "t"


def shapes(cells: Sequence[Cell]) -> tuple[Shape, ...]:
    """The row as alignment sees it."""
    kinds = [kind(cell.text) for cell in cells]
    for index in range(len(cells) - 1):
        left, right = cells[index], cells[index + 1]
        if kinds[index] == kinds[index + 1] == "n" and right.column == left.column + 1:
            weight, score = printed_number(left.text)[1], printed_number(right.text)[1]
            if weight is not None and score is not None and 0 <= score <= weight:
                kinds[index] = "N"
    for index, cell in enumerate(cells):
        if kinds[index] in "nN" and (printed_number(cell.text)[1] or 0) > FULL_MARKS:
            kinds[index] = "m"
        elif kinds[index] == "t" and _MARKS.fullmatch(cell.text):
            kinds[index] = "w"
        elif kinds[index] in "abc" and not key(cell.text).endswith("指标"):
            kinds[index] = _ALSO_A_NAME[kinds[index]]
    return tuple(Shape(cell.column, what) for cell, what in zip(cells, kinds, strict=True))
