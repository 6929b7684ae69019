"""Regular expressions that are compiled when they are first used.

All of them together take longer to compile than a form takes to read, and a form needs few.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled expression; it stands here itself from then on."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but compiled when first used."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
