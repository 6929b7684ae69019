"""What a rule looks at, in words; those of the judge included."""

from __future__ import annotations

from reviewer.judge.pages import PAGES
from reviewer.rules import RULES


def title_of(code: str) -> str:
    """The first line of the rule's page."""
    return RULES[code].title if code in RULES else PAGES[code].title
