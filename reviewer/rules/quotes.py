"""Quotes that stand in the form as a message quotes them, though reading changed their signs."""

from __future__ import annotations

from collections.abc import Callable

from reviewer.language.frequency import every_before
from reviewer.language.modifiers import change_before
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.models import Indicator, Text
from reviewer.rounding import plain
from reviewer.standing.grounds import Attainment


def quoted(cell: Text, quantity: Quantity | None) -> str:
    """A quantity as the cell prints it, with what makes it a change (较上年下降11.3%) or counts it."""
    if quantity is None:
        return cell.text
    words = quantity.words
    if quantity.trend and (change := change_before(quantity.subject)):
        words = change + words
    elif every := every_before(quantity.subject):
        words = every + words  # 每月2次
    elif not quantity.unit and 0 < len(quantity.tail) <= 6:
        words += quantity.tail  # 0差错
    return as_printed(cell.text, words) or as_printed(cell.text, quantity.words) or quantity.words


def figure(cell: Text, quantity: Quantity | None) -> str:
    """A quantity in quotation marks, with what several printed ones add up to: “…”（合计1136人次）."""
    shown = f"“{quoted(cell, quantity)}”"
    if quantity is None or not quantity.made:
        return shown
    scale = "万" if quantity.multiplier == 10_000 else ""
    value = plain(quantity.low / (quantity.multiplier if scale else 1), 2)
    return f"{shown}（{quantity.made}{value}{scale}{quantity.unit}）"


def reason_as_printed(row: Indicator, found: Attainment) -> str:
    """Why a row could not be compared, its quotes in the form's own signs."""
    reason = found.reason
    for part in found.parts:
        for cell, quantity in ((row.target, part.target), (row.actual, part.actual)):
            if quantity is not None and f"“{quantity.words}" in reason:
                printed = as_printed(cell.text, quantity.words) or quantity.words
                reason = reason.replace(f"“{quantity.words}", f"“{printed}")
    return reason


def as_printed(text: str, words: str, reading: Callable[[str], str] = normalize) -> str:
    """The piece of a text that reads as `words` (5000㎡ for 5000m2), "" where none does."""
    if words in text:
        return words
    text = text[:400]
    end = next((end for end in range(1, len(text) + 1) if words in reading(text[:end])), None)
    if end is None:
        return ""
    starts = (start for start in reversed(range(end)) if words in reading(text[start:end]))
    return text[next(starts, 0) : end]


_SHOWN = 40


def excerpt(text: Text, words: str) -> Text:
    """The words of a long text that a finding is about, at the text's place."""
    return Text(text=words, raw=words, location=text.location)


def cut(text: str, most: int = _SHOWN) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= most else f"{text[:most]}…"


def cut_tight(text: str) -> str:
    """The beginning of a text without its blanks; a short one as it is."""
    return text if len(text) <= _SHOWN else "".join(text.split())[:_SHOWN] + "…"
