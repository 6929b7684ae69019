"""The numbers that a draft may use: those of the form and of what was computed from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from reviewer.judge.figures import Figure, Reading, Sense, read, senses
from reviewer.language.dates import DateSpan

_BLANK = re.compile(r"【[^【】]*】")


def without_blanks(text: str) -> str:
    """The text without its blanks to fill in (【…】)."""
    return _BLANK.sub("；", text)


@dataclass
class Stock:
    """All numbers that a draft may use."""

    senses: set[Sense] = field(default_factory=set)
    values: set[Fraction] = field(default_factory=set)
    dates: set[DateSpan] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    plain: str = ""
    year: int | None = None

    @classmethod
    def of(cls, texts: Iterable[str], year: int | None) -> Stock:
        """The numbers of a form's texts; the form's own year is one of them."""
        stock = cls(year=year)
        pieces = []
        for text in texts:
            reading = read(text, year)
            stock.add(reading)
            pieces.append(reading.plain)
        if year is not None:
            stock.add(read(f"{year}年", None))
            stock.values.add(Fraction(year))
        stock.plain = "；".join(pieces)
        return stock

    def add(self, reading: Reading) -> None:
        """Take in the numbers of a text."""
        for figure in reading.figures:
            self.values.add(figure.value)
            self.senses |= figure.senses
        self.dates.update(reading.dates)
        self.tokens.update(reading.tokens)

    def joined(self, other: Stock) -> Stock:
        """Both together."""
        return Stock(
            self.senses | other.senses,
            self.values | other.values,
            self.dates | other.dates,
            self.tokens | other.tokens,
            f"{self.plain}；{other.plain}",
            self.year,
        )

    def strangers(self, text: str, year: int | None) -> list[str]:
        """The numbers of a written text that do not stand here, as written, blanks left aside."""
        reading = read(without_blanks(text), year)
        unknown = [span.words for span in reading.dates if not self._has_date(span)]
        unknown += [figure.words for figure in reading.figures if not self._has(figure)]
        unknown += [token for token in reading.tokens if not self._has_token(token)]
        return list(dict.fromkeys(unknown))

    def _has(self, figure: Figure) -> bool:
        if figure.senses:
            return not self.senses.isdisjoint(figure.senses)
        return figure.value in self.values

    def _has_date(self, span: DateSpan) -> bool:
        """Some date of the form lies within the one written: 2020年12月 for 2020年12月31日."""
        return any(_lies_within(known, span, self.year) for known in self.dates)

    def _has_token(self, token: str) -> bool:
        if token in self.tokens:
            return True
        return re.search(rf"(?<!\d){re.escape(token)}(?!\d)", self.plain) is not None


_NAMED_YEAR = re.compile(r"\d年|\d{4}")


def _lies_within(known: DateSpan, span: DateSpan, year: int | None) -> bool:
    if span.first <= known.first and known.last <= span.last:
        return True
    if known.first.year != known.last.year or span.first.year != span.last.year:
        return False
    # A date without a year got one from the words before it; it may be the form's as well.
    if _NAMED_YEAR.search(span.words) and (
        _NAMED_YEAR.search(known.words) or span.first.year != year
    ):
        return False
    return _day(span.first) <= _day(known.first) and _day(known.last) <= _day(span.last)


def _day(one: date) -> tuple[int, int]:
    return one.month, one.day


def borrowed(texts: Iterable[str], year: int | None) -> Stock:
    """Numbers printed without a unit, with each unit that stands beside them in the row.

    A target of ≥1500 and a result of 1320家 mean 1500家.
    """
    figures = [figure for text in texts for figure in read(text, year).figures]
    bare = {figure.value for figure in figures if not figure.unit}
    stock = Stock(values=bare)
    for unit in {figure.unit for figure in figures if figure.unit}:
        for value in bare:
            stock.senses |= senses(value, unit)
    return stock
