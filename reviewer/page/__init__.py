"""One self-contained page (HTML): forms rebuilt as tables, findings under their rows."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.intake.own_reports import CHECK_TITLE, TRIAGE_TITLE
from reviewer.models import Conclusion, Form, Review, Severity
from reviewer.page.charts import charts
from reviewer.page.view import COLUMNS, view
from reviewer.stack.batch import BatchFinding
from reviewer.stack.summary import Summary, summarize
from reviewer.stack.titles import title_of

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent
MOST_FORMS = 200
"""Forms shown in full; a page of thousands would open in no browser."""


def check_page(forms: Sequence[tuple[Form, Review, Mapping[int, str]]]) -> str:
    """The page of `check`: each form with its review and the drafts made without a model."""
    return _render(forms, [summarize(review) for _, review, _ in forms], overview=False)


def triage_page(
    lines: Sequence[Summary],
    forms: Sequence[tuple[Form, Review, Mapping[int, str]]],
    batch: Sequence[BatchFinding] = (),
    unread: Sequence[tuple[str, str]] = (),
) -> str:
    """The page of `triage`.

    Args:
        lines: all forms of the stack, worst first.
        forms: the first of them, to be shown in full; no more than MOST_FORMS are.
        batch: what only the stack shows.
        unread: name and message of the files that could not be read, or not wholly.
    """
    return _render(forms, lines, batch, unread, overview=True)


def _render(
    forms: Sequence[tuple[Form, Review, Mapping[int, str]]],
    lines: Sequence[Summary],
    batch: Sequence[BatchFinding] = (),
    unread: Sequence[tuple[str, str]] = (),
    *,
    overview: bool,
) -> str:
    style, script = _asset("style.css"), _asset("script.js")
    found = Counter(finding.code for _, review, _ in forms for finding in review.findings)
    conclusions = Counter(line.conclusion for line in lines)
    return _template().render(
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        title=TRIAGE_TITLE if overview else CHECK_TITLE,
        lines=lines,
        batch=sorted(batch, key=lambda one: one.severity.rank),
        unread=unread,
        files=len({line.source for line in lines}),
        conclusions=[(one, conclusions[one]) for one in reversed(Conclusion)],
        charts=charts(lines) if overview else [],
        overview=overview,
        forms=[view(number, *form) for number, form in enumerate(forms[:MOST_FORMS], start=1)],
        most=MOST_FORMS,
        columns=COLUMNS,
        codes=[(code, title_of(code), number) for code, number in sorted(found.items())],
        severities=Severity,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from reviewer.report.safe import safe

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda text: safe(str(text))
    return environment.get_template("report.html.j2")


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _hash(content: str) -> str:
    """What the Content-Security-Policy calls the one style or script that may be used."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
