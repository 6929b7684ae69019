"""A form under examination: the form, the policy in force, and facts several rules need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, wraps
from typing import TYPE_CHECKING, TypeVar, Unpack
from weakref import WeakKeyDictionary

from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon
from reviewer.models import Form, FormKind, Indicator, Number
from reviewer.reading.blank import has_words, source_row
from reviewer.reading.clauses import is_footnote, sentences
from reviewer.rounding import Rounding, rounded
from reviewer.rules.outcome import Details, Problem, Unchecked
from reviewer.rules.quotes import cut
from reviewer.standing.attainment import attain, readings
from reviewer.standing.grounds import Attainment, Part

if TYPE_CHECKING:
    from reviewer.policy import Policy

_LONGEST_NAME = 20


def row_label(row: int, name: str) -> str:
    """How a message calls a row: 指标第3行“年报审计数量”, a long name cut short."""
    return f"指标第{row + 1}行“{cut(name, _LONGEST_NAME)}”" if name else f"指标第{row + 1}行"


@dataclass(slots=True)
class RowFacts:
    """An indicator row and what follows from it.

    `attainment` compares the result with the target; `deduction` is 分值 − 得分, None where one of
    them is no number or a score is negative.
    """

    index: int
    indicator: Indicator
    attainment: Attainment
    deduction: Fraction | None
    is_explained: bool

    @property
    def weight(self) -> Number:
        return self.indicator.weight

    @property
    def score(self) -> Number:
        return self.indicator.score

    @property
    def label(self) -> str:
        """The row's name for a message."""
        return self.indicator.name.text or "（未填名称）"

    @property
    def place(self) -> str:
        """Which row it is, for a message."""
        return row_label(self.index, self.indicator.name.text)

    @property
    def words(self) -> str:
        """What the row says itself: its name, target and result."""
        row = self.indicator
        return f"{row.name.text} {row.target.text} {row.actual.text}"

    @property
    def is_sub_row(self) -> bool:
        """A row without 分值 and 得分 of its own (其中…)."""
        return self.weight.is_empty and self.score.is_empty

    @property
    def has_full_marks(self) -> bool:
        return self.deduction is not None and self.deduction <= 0

    @property
    def deducts(self) -> bool:
        return self.deduction is not None and self.deduction > 0

    @property
    def part(self) -> Part | None:
        """What became of the target, where that is a single quantity."""
        parts = self.attainment.parts
        return parts[0] if len(parts) == 1 else None

    @property
    def supported(self) -> Fraction | None:
        """The score by the formula, 分值 × completion, where a plain target was missed."""
        completion, weight = self.attainment.completion, self.weight.exact
        return None if completion is None else (weight or 0) * completion

    @property
    def beside_formula(self) -> int:
        """1 or -1 where the score is above or below what the formula gives, however rounded."""
        if self.supported is None or self.score.value is None:
            return 0
        low, high = (
            rounded(self.supported, self.score.decimals, way)
            for way in (Rounding.DOWN, Rounding.UP)
        )
        return int(self.score.value > high) - int(self.score.value < low)

    def problem(
        self,
        column: str,
        message: str,
        advice: str,
        evidence: Sequence[str] = (),
        **details: Unpack[Details],
    ) -> Problem:
        """Something wrong with the row's cell in a column; `evidence` names further columns."""
        row = self.indicator
        cells = tuple(getattr(row, name) for name in evidence)
        field, at = f"indicator.{column}", getattr(row, column)
        return Problem(at, message, advice, field, self.index, evidence=cells, **details)

    def unchecked(self, column: str, reason: str) -> Unchecked:
        """Why the row's cell in a column could not be checked."""
        at = getattr(self.indicator, column)
        return Unchecked(reason, f"indicator.{column}", self.index, at)


class Case:
    """One form with the policy that it is checked under."""

    def __init__(self, form: Form, policy: Policy) -> None:
        self.form = form
        self.policy = policy

    @property
    def scored(self) -> bool:
        """Whether 分值 and 得分 are expected at all."""
        kind = self.form.kind
        return self.policy.scored and self.form.scored and kind is not FormKind.TRANSFER

    @cached_property
    def rows(self) -> tuple[RowFacts, ...]:
        """The indicator rows, in the order of the form."""
        return tuple(self._facts(i, row) for i, row in enumerate(self.form.indicators))

    def readings(self, facts: RowFacts) -> tuple[Part, ...]:
        """What any figure of a row's result in the target's unit would make of it."""
        return readings(facts.indicator, self.form.year, self.policy.reverse_formula)

    def has_words_for(self, index: int) -> bool:
        """Whether a row's explanation says anything; 同上 says what the row above does."""
        source = source_row(self.form, index)
        if source is None:  # 同上 may be said of a row that was not read
            return self.form.unread_at("indicators") is not None
        return has_words(self.form.indicators[source].explanation.text)

    def _notes_name(self, row: Indicator) -> bool:
        """Whether a note under the table, no footnote, speaks of the row."""
        name = row.name.text.strip()
        notes = self.form.notes if len(name) >= 4 else ()
        return any(
            name in said and not _tells_of_payment(said)
            for note in notes
            if not is_footnote(note.text)
            for said, _ in sentences(note.text)
        )

    def _facts(self, index: int, row: Indicator) -> RowFacts:
        weight, score = row.weight.exact, row.score.exact
        deducted = None if weight is None or score is None else weight - score
        if score is not None and score < 0:
            deducted = None  # A305 says so; nothing else follows from it.
        return RowFacts(
            index=index,
            indicator=row,
            attainment=attain(row, self.form.year, self.policy.reverse_formula),
            deduction=deducted,
            is_explained=self.has_words_for(index)
            or has_words(self.form.explanation.text)
            or self._notes_name(row),
        )


def _tells_of_payment(sentence: str) -> bool:
    """未支付的1.90万元是口述史视频尾款 says why money is left, not why the row fell short."""
    owed = lexicon("explanation").holds(sentence, "payment")
    return owed and any(one.unit == "元" for one in quantities(sentence))


Fact = TypeVar("Fact")


def per_case(compute: Callable[[Case], Fact]) -> Callable[[Case], Fact]:
    """Compute a fact that several rules need when the first asks, and keep it with the case."""
    known: WeakKeyDictionary[Case, Fact] = WeakKeyDictionary()

    @wraps(compute)
    def get(case: Case) -> Fact:
        fact = known.get(case)
        if fact is None:
            fact = known[case] = compute(case)
        return fact

    return get
