"""Chinese text on lines of so many terminal columns.

Rich breaks lines at blanks, of which Chinese has none: a sentence would jump to the next line
whole, or be cut between a word and its full stop.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

_NOT_FIRST = frozenset("，。；：、！？）》】〉”’％%…,.;:!?)]}")
_NOT_LAST = frozenset("（《【〈“‘([{")
_TOKEN = re.compile(r"[A-Za-z0-9.,_%:+\-/]+|\s+|.", re.DOTALL)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines no wider than `width` columns (a Chinese character takes two).

    Latin words and numbers stay whole where they fit a line; no line begins with a closing or
    ends with an opening mark.
    """
    lines: list[str] = []
    line: list[str] = []
    room = width
    for token in _tokens(text, width):
        size = cell_len(token)
        if size > room and line:
            carried: list[str] = []
            while len(line) > 1 and (
                line[-1] in _NOT_LAST or (carried or [token])[0][0] in _NOT_FIRST
            ):
                carried.insert(0, line.pop())
            lines.append("".join(line).rstrip())
            line = carried
            room = width - sum(cell_len(piece) for piece in line)
            if token.isspace() and not line:
                continue
        line.append(token)
        room -= size
    return [*lines, "".join(line).rstrip()] if line else lines or [""]


def _tokens(text: str, width: int) -> list[str]:
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if cell_len(word) <= max(2, width):
            tokens.append(word)
        else:
            tokens.extend(word)
    return tokens


def hanging(label: str, text: str, width: int, indent: int) -> list[str]:
    """`label` and the text behind it; further lines stand under the text's beginning."""
    start = indent + cell_len(label)
    first, *others = wrapped(text, max(10, width - start))
    return [f"{' ' * indent}{label}{first}", *(" " * start + line for line in others)]
