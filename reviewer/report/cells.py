"""Which cell of the form a finding is about."""

from __future__ import annotations

from reviewer.models import Finding, Form, FundingLine, Location, Number, Text
from reviewer.models.source import NOWHERE

Cell = Text | Number


def cell_of(form: Form, field: str, row: int | None = None) -> Cell | None:
    """The cell that a field names ("funding.total.score"), None for a block or what is not there.

    Args:
        form: the form.
        field: see Finding.field.
        row: index of the indicator for fields that begin with "indicator".
    """
    block, _, name = field.partition(".")
    holder: object = form
    if block == "indicator":
        holder = form.indicators[row] if row is not None and row < len(form.indicators) else None
    elif block == "funding":
        source, _, name = name.partition(".")
        holder = _line(form, source)
        name = name or "label"
    elif block in ("goal", "total"):
        holder = getattr(form, block)
    else:
        name = field
    found = getattr(holder, name, None) if name else None
    return found if isinstance(found, Text | Number) else None


def _line(form: Form, source: str) -> FundingLine | None:
    return next((line for line in form.funding if line.source == source), None)


def place_of(form: Form, finding: Finding) -> Location:
    """Where the finding's cell stands: the cell itself, else its words, its row, or the title."""
    cell = cell_of(form, finding.field, finding.row)
    places = [cell.location if cell else NOWHERE]
    places += [one.location for one in finding.evidence]
    if finding.row is not None and finding.row < len(form.indicators):
        indicator = form.indicators[finding.row]
        places += [indicator.name.location, indicator.location]
    places += [form.title.location, form.project.location, form.unit.location]
    return next((place for place in places if place != NOWHERE), NOWHERE)
