"""What characters show in the symbol fonts of Windows, where a letter is drawn as a sign."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

_PRIVATE = 0xF000
"""Office stores position 0xB3 of a symbol font as U+F0B3, and shows U+00B3 the same way."""
_POSITIONS = 0x100
UNKNOWN = "〓"
"""The sign that Chinese printers set for a missing one."""


@cache
def _fonts() -> dict[str, dict[int, str]]:
    """By the font's name in lower case, the sign at each position."""
    data = tomllib.loads((files("reviewer.intake.readers") / "symbols.toml").read_text("utf-8"))
    return {
        font: {
            int(start, 16) + offset: sign
            for start, signs in lines.items()
            for offset, sign in enumerate(signs)
            if sign != " " or int(start, 16) + offset == ord(" ")
        }
        for font, lines in data.items()
    }


def is_symbol_font(font: str) -> bool:
    """Whether letters in this font are signs."""
    return font.strip().lower() in _fonts()


def shown(character: str, font: str) -> str:
    """The sign that a character of a symbol font shows.

    A position without glyph shows nothing that can be told: `UNKNOWN`. Other fonts show their
    characters as they are, except those of the private range, which only a symbol font has.
    """
    code = ord(character)
    position = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + _POSITIONS else code
    signs = _fonts().get(font.strip().lower())
    if position < ord(" ") or (signs is None and position == code) or position >= _POSITIONS:
        return character
    return (signs or {}).get(position, UNKNOWN)
