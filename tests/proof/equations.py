"""Break one digit of one figure of an equation that holds in a correct text: is it told?

    python -m tests.proof.equations        # the share, and what was not told

No planted mistake is needed: the correct texts of the tests are mined for the equations that hold
in them. The other figure is the alarms on the texts as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.intake import ReadError, read
from reviewer.language.normal import normalize
from reviewer.models import Form
from reviewer.reading.claims import Figure
from reviewer.relations import Equation, solve
from tests.proof.measure import correct_forms

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "samples"


@dataclass(frozen=True)
class Broken:
    """A text with one digit changed, and the equation that held before."""

    text: str
    equation: str
    changed: str


@dataclass
class Mined:
    """What was measured over some texts."""

    texts: int = 0
    equations: int = 0
    made: int = 0
    silent: list[Broken] = field(default_factory=list)
    alarms: list[tuple[str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the broken texts, how many are told."""
        return 1 - len(self.silent) / self.made if self.made else 0.0


def texts() -> list[str]:
    """Every different text of the correct forms, the correct rows and the samples."""
    found: dict[str, None] = {}
    for form in _forms():
        found.update(dict.fromkeys(_texts(form)))
    for line in _lines("correct_rows.txt"):
        cells = line.split("|")
        found.update(dict.fromkeys(cells[at] for at in (2, 3, 6) if at < len(cells)))
    return [text for text in found if text]


def right_texts() -> list[str]:
    """Texts that were written for their figures."""
    return list(_lines("figures_right.txt"))


def _lines(name: str) -> Iterator[str]:
    for line in (TESTS / "data" / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _forms() -> Iterator[Form]:
    yield from (form for _, form in correct_forms())
    for path in sorted(SAMPLES.iterdir()):
        try:
            yield from read(path).forms
        except ReadError:
            continue


def _texts(form: Form) -> Iterator[str]:
    if form.goal is not None:
        yield from (form.goal.planned.text, form.goal.achieved.text)
    for row in form.indicators:
        yield from (row.target.text, row.actual.text, row.explanation.text)
    yield form.explanation.text
    yield from (note.text for note in form.notes)


def mine(texts: list[str], *, all_held: bool = False) -> Mined:
    """Break every equation of every text in every figure once.

    `all_held`: those too that could hold by chance; in texts written for their figures none does.
    """
    mined = Mined(texts=len(texts))
    for text in texts:
        solution = solve(text)
        mined.alarms += [(text, one.formula()) for one in solution.broken]
        for equation in _meant(solution.held, all_held):
            mined.equations += 1
            for broken in _breakages(text, equation):
                mined.made += 1
                if not solve(broken.text).broken:
                    mined.silent.append(broken)
    return mined


def _meant(held: tuple[Equation, ...], all_held: bool) -> list[Equation]:
    """One equation per result: those that the text means, not those that hold by chance."""
    best: dict[int, Equation] = {}
    for one in sorted(held, key=lambda one: (-one.weight.value, -len(one.terms))):
        if all_held or one.weight.value > 0:
            best.setdefault(one.result.figure.start, one)
    return list(best.values())


def _breakages(text: str, equation: Equation) -> Iterator[Broken]:
    plain = normalize(text)
    for figure in equation.figures:
        for at in _digits(plain, figure):
            changed = plain[:at] + str((int(plain[at]) + 3) % 10) + plain[at + 1 :]
            if changed[at] == "0" and not plain[at - 1 : at].isdigit():
                continue
            if not _still_holds(changed, figure, equation):
                yield Broken(changed, equation.formula(), figure.quantity.words)
                break


def _digits(plain: str, figure: Figure) -> list[int]:
    return [
        at for at in range(figure.start, figure.end) if plain[at].isascii() and plain[at].isdigit()
    ]


def _still_holds(changed: str, figure: Figure, equation: Equation) -> bool:
    """Whether the figures give the same equation all the same: a rounding hides the digit."""
    return any(
        one.shape is equation.shape
        and one.result.figure.start == equation.result.figure.start
        and any(other.start == figure.start for other in one.figures)
        and len(one.terms) == len(equation.terms)
        for one in solve(changed).held
    )


def main() -> None:
    """Print the figures and what was not told."""
    for name, found in (("correct", texts()), ("figures", right_texts())):
        mined = mine(found, all_held=name == "figures")
        print(
            f"{name}: {mined.texts} texts, {mined.equations} equations, {mined.made} broken, "
            f"{mined.share:.1%} told, {len(mined.alarms)} alarms"
        )
        for text, formula in mined.alarms:
            print("alarm", text, "|", formula)
        for one in mined.silent:
            print("silent", one.changed, "in", one.equation, "|", one.text)


if __name__ == "__main__":
    main()
