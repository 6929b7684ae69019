"""What a rule looks at, in words; those of the judge and of the stack included."""

from __future__ import annotations

from reviewer.judge.pages import PAGES, Page
from reviewer.stack.pages import PAGES as STACK_PAGES

OTHER_PAGES: dict[str, Page] = {**PAGES, **STACK_PAGES}
"""Pages of findings that no rule of a single form makes."""


def title_of(code: str) -> str:
    """The first line of the rule's page."""
    # Imported here: whoever reports what is kept has the titles from the store.
    from reviewer.rules import RULES

    return RULES[code].title if code in RULES else OTHER_PAGES[code].title
