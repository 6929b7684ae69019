"""One self-contained page (HTML): forms rebuilt as tables, findings under their rows."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.models import Conclusion, Form, Review, Severity
from reviewer.page.charts import charts
from reviewer.page.view import COLUMNS, view
from reviewer.report.titles import title_of
from reviewer.report.triage import count, deductions_without_reason

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent
MOST_FORMS = 200
"""Forms shown in full; a page of thousands would open in no browser."""


def check_page(forms: Sequence[tuple[Form, Review, Mapping[int, str]]]) -> str:
    """The page of `check`: each form with its review and the drafts made without a model."""
    return _render(forms, overview=False)


def triage_page(forms: Sequence[tuple[Form, Review, Mapping[int, str]]]) -> str:
    """The page of `triage`: an overview of all forms, worst first, then the worst in full."""
    return _render(forms, overview=True)


def _render(forms: Sequence[tuple[Form, Review, Mapping[int, str]]], *, overview: bool) -> str:
    style, script = _asset("style.css"), _asset("script.js")
    reviews = [review for _, review, _ in forms]
    found = Counter(finding.code for review in reviews for finding in review.findings)
    conclusions = Counter(review.conclusion for review in reviews)
    return _template().render(
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        title="绩效自评审核报告" if overview else "绩效自评自查报告",
        reviews=reviews,
        files=len({review.source for review in reviews}),
        conclusions=[(one, conclusions[one]) for one in reversed(Conclusion)],
        charts=charts(reviews) if overview else [],
        overview=overview,
        forms=[view(number, *form) for number, form in enumerate(forms[:MOST_FORMS], start=1)],
        most=MOST_FORMS,
        columns=COLUMNS,
        codes=[(code, title_of(code), number) for code, number in sorted(found.items())],
        errors=partial(count, severity=Severity.ERROR),
        warnings=partial(count, severity=Severity.WARNING),
        without_reason=deductions_without_reason,
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
