"""Where a value came from, and the two kinds of value a form holds: text and printed numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value object: equal by content, never changed after it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def column_letters(column: int) -> str:
    """A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def column_number(letters: str) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * len(_LETTERS) + ord(letter) - ord("A") + 1
    return number - 1


class Location(Frozen):
    """A place in a document, as far as its format has such places (lines and pages count from 1).

    `place` tells people where it is in documents whose lines nobody counts (第1个表格第12行).
    `cell` is a name such as B7; `column` counts from 0 over the grid of a ruled table whose cells
    have no names. It tells programs where the cell is, people find it by its heading.
    """

    page: int | None = None
    sheet: str | None = None
    line: int | None = None
    cell: str | None = None
    column: int | None = None
    place: str | None = None

    def beside(self, column: int) -> Location:
        """The place in the same row of the table at another column of its grid."""
        if self.cell is not None:
            row = self.cell.lstrip(_LETTERS)
            return self.model_copy(update={"cell": f"{column_letters(column)}{row}"})
        return self.model_copy(update={"column": column})

    def __str__(self) -> str:
        parts = (
            f"工作表“{self.sheet}”" if self.sheet else "",
            f"第{self.page}页" if self.page else "",
            self.place or (f"第{self.line}行" if self.line else ""),
            f"单元格{self.cell}" if self.cell else "",
        )
        return "".join(part for part in parts if part)


NOWHERE = Location()


class Text(Frozen):
    """The text of a cell.

    `text` has line wraps joined; `raw` is what the document holds, pieces from several lines
    separated by a line feed.
    """

    text: str = ""
    raw: str = ""
    location: Location = NOWHERE

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")
_FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９．﹒，﹐٬％﹪٪＋﹢－−﹣‐‑‒–", "0123456789..,,,%%%++-------"
)
_UNIT = re.compile(r"(?:%|分|万元|万|元)?")
DASHES = frozenset("-—–－―─/／\\无")
_LONG_MINUS = re.compile(r"[—―─](?=[\d.])")
MAX_DIGITS = 40
"""A longer number is no amount; parsing it would only cost time."""


@lru_cache(maxsize=8192)
def printed_number(raw: str) -> tuple[str | None, Decimal | None]:
    """What a cell prints and its value; (None, None) for an empty cell, no value for other text."""
    printed = "".join(raw.translate(_FULL_WIDTH).split())
    if not printed or all(char in DASHES for char in printed):
        return None, None
    if _LONG_MINUS.match(printed):
        printed = "-" + printed[1:]
    match = _NUMBER.match(printed)
    if match is None or len(printed) > MAX_DIGITS or not _UNIT.fullmatch(printed, match.end()):
        return printed, None
    digits = match.group().replace(",", "")
    return digits + printed[match.end() :], Decimal(digits)


@lru_cache(maxsize=8192)
def _fraction(value: Decimal) -> Fraction:
    return Fraction(value)


class Number(Frozen):
    """A cell that should hold a number.

    `text` is what the form prints without thousand separators ("2885887.00", "93.54%"), None where
    the cell is empty or a dash; `value` is that number (93.54 for "93.54%"), None where the cell
    holds something else than a number.
    """

    text: str | None = None
    value: Decimal | None = None
    raw: str = ""
    location: Location = NOWHERE

    @classmethod
    def parse(cls, raw: str, location: Location = NOWHERE) -> Number:
        """Read a printed number; a unit behind it (%, 分, 元, 万元) is allowed."""
        text, value = printed_number(raw)
        return cls(text=text, value=value, raw=raw, location=location)

    @property
    def is_empty(self) -> bool:
        """Nothing, or a dash, stands in the cell."""
        return self.text is None

    @property
    def is_percent(self) -> bool:
        return self.text is not None and self.text.endswith("%")

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        if self.value is None:
            return 0
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def exact(self) -> Fraction | None:
        """The value for exact arithmetic, in the unit printed (93.54 for "93.54%")."""
        return None if self.value is None else _fraction(self.value)

    def __bool__(self) -> bool:
        return self.value is not None

    def __str__(self) -> str:
        return self.text or ""
