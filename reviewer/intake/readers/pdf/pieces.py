"""Pieces of text on a page: what stands together in a line, and what stands one under the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reviewer.intake.readers.pdf.text import Char, middle, words_of

_SAME_LINE = 0.4
_GAP = 0.45
"""Shares of the size: how far the middles of a line's characters lie apart, and its pieces."""
_TOUCHING = 0.5


class Piece(NamedTuple):
    """A text in a line of the page, with its box."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str


def pieces_of(chars: Sequence[Char]) -> list[list[Piece]]:
    """The lines from top to bottom, each in its pieces from left to right."""
    return [[_piece(run) for run in line] for line in runs_of(chars)]


def runs_of(chars: Sequence[Char]) -> list[list[list[Char]]]:
    """The characters of each piece, by lines."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=middle):
        if not char["text"].strip():
            continue
        if lines and abs(middle(char) - middle(lines[-1][0])) < _SAME_LINE * char["size"]:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [list(_parted(sorted(line, key=lambda char: char["x0"]))) for line in lines]


def _parted(line: Sequence[Char]) -> Iterator[list[Char]]:
    run: list[Char] = []
    for char in line:
        if run and char["x0"] - max(one["x1"] for one in run[-2:]) > _GAP * char["size"]:
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _piece(chars: Sequence[Char]) -> Piece:
    return Piece(
        min(char["x0"] for char in chars),
        max(char["x1"] for char in chars),
        min(char["top"] for char in chars),
        max(char["bottom"] for char in chars),
        words_of(chars),
    )


def columns_of(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces of a row, those that lie one under the other made one, from left to right."""
    found: list[list[Piece]] = []
    reach = float("-inf")
    for piece in sorted(pieces):
        if found and piece.x0 < reach - _TOUCHING:
            found[-1].append(piece)
        else:
            found.append([piece])
        reach = max(reach, piece.x1) if len(found[-1]) > 1 else piece.x1
    return [_joined(group) for group in found]


def _joined(group: Sequence[Piece]) -> Piece:
    if len(group) == 1:
        return group[0]
    ordered = sorted(group, key=lambda piece: (piece.top, piece.x0))
    return Piece(
        min(piece.x0 for piece in group),
        max(piece.x1 for piece in group),
        ordered[0].top,
        max(piece.bottom for piece in group),
        "".join(piece.text for piece in ordered),
    )
