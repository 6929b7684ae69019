"""Whoever does what the findings say ends with a right form: `python -m tests.proof.obeying`.

A correct form gets one wrong cell (and what hangs on it, where a unit computes with it). Then every
`expected` is typed into its cell, and the form reviewed again, until nothing more is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reviewer.models import Finding, Form, FundingLine, Severity
from tests.proof.edits import number, scored_rows, shown, with_line, with_row, with_total
from tests.proof.measure import correct_forms, findings_of

ROUNDS = 3
"""After so many a clerk has done enough."""
_VALUE = re.compile(r"-?\d+(?:\.\d+)?%?|[优良中差]|优秀|良好|合格|不合格")


@dataclass(frozen=True)
class Slip:
    """A form with a slip, and what it was before."""

    kind: str
    name: str
    right: Form
    wrong: Form


@dataclass(frozen=True)
class End:
    """What is left when all has been done: errors, rounds taken, points lost against the right form."""

    errors: tuple[Finding, ...]
    rounds: int
    lost: Decimal
    form: Form


def obey(form: Form, right: Form) -> End:
    """Type what is asked for, again and again."""
    for done in range(ROUNDS + 1):
        findings = findings_of(form)
        errors = tuple(one for one in findings if one.severity is Severity.ERROR)
        after = form if done == ROUNDS else _typed(form, findings)
        if after == form:
            return End(errors, done, _total(right) - _total(form), form)
        form = after
    raise AssertionError


def _total(form: Form) -> Decimal:
    return Decimal(0) if form.total is None else form.total.score.value or Decimal(0)


def _typed(form: Form, findings: tuple[Finding, ...]) -> Form:
    """The form with every value that a finding gives in the cell that it names."""
    for one in findings:
        if one.expected is None or not _VALUE.fullmatch(one.expected):
            continue
        block, _, column = one.field.rpartition(".")
        if block == "indicator" and one.row is not None and column in ("weight", "score"):
            form = with_row(form, one.row, **{column: one.expected})
        elif block == "total":
            form = with_total(form, **{column: one.expected})
        elif block.startswith("funding"):
            form = _with_amount(form, block.removeprefix("funding").strip("."), column, one)
    return form


def _with_amount(form: Form, line: str, column: str, finding: Finding) -> Form:
    """The funding line that the finding's cell stands in: of several of a source, as it is found."""
    value = number(finding.expected)
    lines = list(form.funding)
    for index, own in enumerate(lines):
        cell = getattr(own, column, None)
        if cell is None or own.source != (line or own.source) or cell.text != finding.found:
            continue
        lines[index] = own.model_copy(update={column: value})
        break
    return form.model_copy(update={"funding": tuple(lines)})


# Slips ------------------------------------------------------------------------------------------


def slips(name: str, form: Form) -> Iterator[Slip]:
    """What goes wrong in one form."""
    for kind, wrong in (
        *_of_rows(form),
        *_of_execution(form),
        *_of_total(form),
        *_of_amounts(form),
    ):
        if wrong != form:
            yield Slip(kind, name, form, wrong)


def _of_rows(form: Form) -> Iterator[tuple[str, Form]]:
    total = _total(form)
    rows = list(scored_rows(form))
    for index, _, weight, score in rows[1:8:3]:
        low = Decimal(1) if score > 1 else Decimal(0)
        yield "score", with_row(form, index, score=shown(low))
        yield (
            "score, summed",
            with_total(with_row(form, index, score=shown(low)), score=shown(total - score + low)),
        )
        yield "score above weight", with_row(form, index, score=shown(weight * 2))
        yield "weight", with_row(form, index, weight=shown(weight + 5))
        if not weight % 1:
            yield "weight below", with_row(form, index, weight=shown(weight / 2))
        if weight == score:
            row = with_row(form, index, weight=shown(weight + 5), score=shown(weight + 5))
            yield "weight and score", row


def _of_execution(form: Form) -> Iterator[tuple[str, Form]]:
    line = _main(form)
    if line is None or line.execution_rate.value is None or line.score.value is None:
        return
    rate, score = line.execution_rate, line.score.value
    weight = line.weight.value or Decimal(10)
    if rate.value is None or not rate.is_percent:
        return
    wrong = _swapped(f"{rate.value:f}")
    if wrong and Decimal(wrong) <= 100:
        yield "rate", with_line(form, "total", execution_rate=f"{wrong}%")
        given = (weight * Decimal(wrong) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        both = with_line(form, "total", execution_rate=f"{wrong}%", score=f"{given}")
        yield "rate and score", both
        yield "rate, score and total", with_total(both, score=shown(_total(form) - score + given))
    if score < weight:
        yield "execution score", with_line(form, "total", score=shown(weight))
        full = with_line(form, "total", score=shown(weight))
        yield (
            "execution score, summed",
            with_total(full, score=shown(_total(form) - score + weight)),
        )


def _of_total(form: Form) -> Iterator[tuple[str, Form]]:
    if form.total is None or form.total.score.value is None:
        return
    total = form.total.score.value
    if wrong := _swapped(f"{total:f}"):
        yield "total", with_total(form, score=wrong)
    yield "total, two less", with_total(form, score=shown(total - 2))
    if form.total.grade.text:
        yield "grade", with_total(form, grade="中")


def _of_amounts(form: Form) -> Iterator[tuple[str, Form]]:
    for index, line in enumerate(form.funding):
        for column in ("annual_budget", "executed"):
            cell = getattr(line, column)
            if cell.value and (wrong := _swapped(cell.text)):
                lines = list(form.funding)
                lines[index] = line.model_copy(update={column: number(wrong)})
                yield f"{line.source} {column}", form.model_copy(update={"funding": tuple(lines)})


def _main(form: Form) -> FundingLine | None:
    return next((line for line in form.funding if line.source == "total"), None)


def _swapped(printed: str) -> str:
    """The first two neighbouring digits that differ in each other's place, the larger first."""
    for at in range(len(printed) - 1):
        one, other = printed[at : at + 2]
        if one.isdigit() and other.isdigit() and one != other and (at or other != "0"):
            return printed[:at] + other + one + printed[at + 2 :]
    return ""


def main() -> None:
    """Print what every kind of slip comes to, then those that end badly."""
    made: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    told: list[str] = []
    for name, form in correct_forms():
        for slip in slips(name, form):
            end = obey(slip.wrong, form)
            made[slip.kind] += 1
            if end.errors or end.lost:
                bad[slip.kind] += bool(end.errors)
                lost[slip.kind] += bool(end.lost > 0)
                what = "; ".join(f"{one.code} {one.message}" for one in end.errors)
                told.append(f"{slip.kind} | {name}: lost {end.lost}, {what}")
    for kind, count in made.items():
        print(
            f"{kind:<28}{count:>5} made {bad[kind]:>5} with errors {lost[kind]:>5} with points lost"
        )
    print("\n".join(told))


if __name__ == "__main__":
    main()
