"""What the reader reports as unread is no fault of the form: leaving it out adds no finding."""

from collections import Counter

import pytest

from reviewer.models import Form, Goal, Location, Number, Text, Total, Unread
from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine

REASON = "表头“自评打分”没有读入"
COLUMNS = ("name", "level1", "level2", "target", "actual", "weight", "score", "explanation")
HEAD = ("project", "department", "unit")
SKETCHES = [sketch for rule in RULES.values() for sketch in rule.good]


def found(form: Form, policy: str) -> Counter[tuple[str, str, str]]:
    """The A findings as code, field and place of the row."""
    (examination,) = examine([Case(form, load(policy))], RULES.values())
    assert not examination.crashes, examination.crashes
    return Counter(
        (finding.code, finding.field, _place(form, finding.row))
        for finding in examination.findings
        if finding.code.startswith("A")
    )


def _place(form: Form, row: int | None) -> str:
    return "" if row is None else form.indicators[row].location.place or ""


def numbered(form: Form) -> Form:
    """Each row with a place that stays its own when others go."""
    rows = tuple(
        row.model_copy(update={"location": Location(place=f"第{at}行")})
        for at, row in enumerate(form.indicators)
    )
    return form.model_copy(update={"indicators": rows})


def without_column(form: Form, role: str) -> Form:
    empty = Number() if role in ("weight", "score") else Text()
    rows = tuple(row.model_copy(update={role: empty}) for row in form.indicators)
    unread = [Unread(field=f"indicator.{role}", reason=REASON)]
    changes: dict[str, object] = {"indicators": rows}
    if role == "explanation":
        changes["explanation"] = Text()
    return form.model_copy(update={**changes, "unread": tuple(unread)})


def without(form: Form, field: str, empty: object) -> Form:
    unread = (Unread(field=field, reason=REASON),)
    return form.model_copy(update={field.split(".", maxsplit=1)[0]: empty, "unread": unread})


def unread_versions(form: Form):
    """The form with each part left out in turn."""
    for role in COLUMNS:
        yield role, without_column(form, role)
    for role in HEAD:
        yield role, without(form, role, Text())
    yield "year", without(form, "year", None)
    yield "funding", without(form, "funding", ())
    yield "funding parts", without(form, "funding", form.funding[:1])
    if form.goal is not None:
        yield "goal", without(form, "goal", None)
        yield "achieved", without(form, "goal.achieved", Goal(planned=form.goal.planned))
        yield "planned", without(form, "goal.planned", Goal(achieved=form.goal.achieved))
    if form.total is not None:
        yield "total", without(form, "total", None)
        total = Total(weight=form.total.weight, grade=form.total.grade)
        yield "total score", without(form, "total.score", total)
    for index in range(len(form.indicators)):
        rows = form.indicators[:index] + form.indicators[index + 1 :]
        yield f"row {index}", without(form, "indicators", rows)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_what_was_not_read_adds_no_finding(rule):
    for sketch in rule.good:
        form = numbered(sketch.build())
        whole = found(form, sketch.policy)
        added = {
            name: list((found(part, sketch.policy) - whole).elements())
            for name, part in unread_versions(form)
        }
        assert {name: codes for name, codes in added.items() if codes} == {}
