"""Figures of a goal's text changed by one digit: how many A508 tells at the right row.

`python -m tests.proof.goal_figures [-v]` prints the shares. A figure counts where its text and just
one row of the form have it, as the correct forms print it; the digit is changed in the text, and in
the row.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.intake import ReadError, read
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.models import Finding, Form, Indicator
from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch
from tests.proof.edits import with_goal, with_row
from tests.proof.measure import correct_forms

SAMPLES = Path(__file__).parents[2] / "samples"
WORDED = Path(__file__).parents[1] / "data" / "goals.txt"
_SIDES = (("planned", "target"), ("achieved", "actual"))
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Broken:
    """A form with one figure changed, in its text or in its row, and where it must be told."""

    form: Form
    row: int
    field: str
    place: str
    words: str


@dataclass
class Share:
    """How many were made and told; `missed` says which were not."""

    made: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def of(self, place: str) -> float:
        return self.told[place] / self.made[place]


def forms() -> Iterator[tuple[str, Form]]:
    """The correct forms and the samples."""
    yield from correct_forms()
    for path in sorted(SAMPLES.iterdir()):
        try:
            document = read(path)
        except ReadError:
            continue
        yield from ((path.stem, form) for form in document.forms)


def worded() -> Iterator[tuple[str, Form]]:
    """The forms of data/goals.txt: goals in many wordings with the rows that they are about."""
    title, texts, rows = "", ["", ""], []
    for line in (*WORDED.read_text("utf-8").splitlines(), "# "):
        if line.startswith("# "):
            if rows:
                sketch = Sketch(rows=tuple(rows), goal=(texts[0], texts[1]), fill=False)
                yield title, sketch.build()
            title, texts, rows = line[2:], ["", ""], []
        elif line.startswith("planned "):
            texts[0] = line.removeprefix("planned ")
        elif line.startswith("achieved "):
            texts[1] = line.removeprefix("achieved ")
        elif not line.startswith("##"):
            rows.append(Row(*line.split("|"), "5", "5"))


def broken(form: Form) -> Iterator[Broken]:
    """Each figure that a text and one row share, with its first digit changed on either side."""
    if form.goal is None:
        return
    for side, column in _SIDES:
        text = normalize(getattr(form.goal, side).text)
        cells = [normalize(getattr(row, column).text) for row in form.indicators]
        for quantity in quantities(text):
            rows = [
                index for index, row in enumerate(form.indicators) if _states(row, column, quantity)
            ]
            if len(rows) != 1 or text.count(quantity.words) != 1:
                continue
            (row,) = rows
            words, other = quantity.words, _changed(quantity.words)
            goal = text.replace(words, other)
            said = f"{words}→{other} | {goal} | {form.indicators[row].name.text}"
            yield Broken(with_goal(form, **{side: goal}), row, f"goal.{side}", "text", said)
            cell = _changed(cells[row])
            said = f"{cells[row]}→{cell} | {text} | {form.indicators[row].name.text}"
            mutant = with_row(form, row, **{column: cell})
            yield Broken(mutant, row, f"goal.{side}", "row", said)


def _states(row: Indicator, column: str, quantity: Quantity) -> bool:
    """Whether a row's cell holds one number, and that is the text's."""
    found = quantities(getattr(row, column).text)
    if len(found) != 1 or not quantity.unit or not quantity.low:
        return False
    (own,) = found
    return own.low == quantity.low and (not own.unit or bool(set(own.units) & set(quantity.units)))


def _changed(words: str) -> str:
    """The text with the first digit of its first number changed: 95% to 85%, 12 to 22."""
    number = _DIGITS.search(words)
    if number is None:
        return f"{words}1"
    if number.group() == "100":  # a rate of 200% is another mistake
        return words[: number.start()] + "90" + words[number.end() :]
    first = words[number.start()]
    other = {"9": "8", "0": "1"}.get(first, str(int(first) + 1))
    return words[: number.start()] + other + words[number.start() + 1 :]


def findings(form: Form) -> tuple[Finding, ...]:
    """What A508 says of a form."""
    (examination,) = examine([Case(form, load("national"))], [RULES["A508"]])
    assert not examination.crashes
    return tuple(examination.findings)


def share(every: Iterable[tuple[str, Form]]) -> Share:
    """Every figure of these forms changed."""
    found = Share()
    for name, form in every:
        for one in broken(form):
            found.made[one.place] += 1
            told = any(
                finding.row == one.row and finding.field == one.field
                for finding in findings(one.form)
            )
            found.told[one.place] += told
            if not told:
                found.missed.append(f"{name} {one.place} {one.field}: {one.words}")
    return found


def main() -> None:
    """Print the shares, with -v what was missed."""
    for name, found in (("forms", share(forms())), ("worded", share(worded()))):
        for place in found.made:
            told, made = found.told[place], found.made[place]
            print(f"{name}, {place}: {told} of {made}, {found.of(place):.1%}")
        if "-v" in sys.argv:
            print(*found.missed, sep="\n")


if __name__ == "__main__":
    main()
