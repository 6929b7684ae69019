"""The accounts that a form gives of its deviations, and which of them the rows deny."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reviewer.language.units import Kind
from reviewer.lexicon import lexicon
from reviewer.models import Form, Text
from reviewer.reading.accounts import Account, read_account
from reviewer.reading.blank import has_words, source_row
from reviewer.reading.clauses import headed
from reviewer.rules.case import Case, RowFacts, per_case
from reviewer.rules.cells import row_name
from reviewer.rules.outcome import Problem
from reviewer.rules.quotes import cut
from reviewer.standing.deadlines import is_kept, is_overdue, slipped
from reviewer.standing.denials import denies_delay, denies_deviation, denies_miss, tells_of_less
from reviewer.standing.grounds import Attainment
from reviewer.standing.shortfalls import falls_short


def denial(case: Case, facts: RowFacts) -> tuple[str, str]:
    """What the row shows (没有达到指标值) and the clause that denies it; two "" where none does."""
    row, year, found = facts.indicator, case.form.year, facts.attainment
    said = row.explanation.text
    if not has_words(said) or denies_deviation(said, row.name.text):  # A512 says so
        return "", ""
    words = facts.words
    deducted = not case.scored or (facts.deducts)
    if deducted and _is_plainly_missed(found):
        shows, quote = (
            "没有达到指标值",
            denies_miss(
                said, words, less_is_better=found.reverse, target=row.target.text, year=year
            ),
        )
    elif deducted and is_overdue(row, year):
        shows, quote = "完成日期晚于期限", denies_delay(said, words, year)
    elif case.scored and deducted and is_kept(row, year):
        shows, quote = "完成日期没有超过期限", slipped(row, year)
    elif _is_far_over(found, case):
        shows, quote = "大大超过指标值", tells_of_less(said, words, year)
    else:
        return "", ""
    return (shows, quote) if quote else ("", "")


def _is_plainly_missed(found: Attainment) -> bool:
    """One number on the wrong side of the other; a result above an exact target is not short."""
    target, actual = found.target_value, found.actual_value
    if not found.missed or found.is_compound or target is None or actual is None:
        return False
    return actual > target if found.reverse else actual < target


def _is_far_over(found: Attainment, case: Case) -> bool:
    threshold = case.policy.over_achievement
    return found.met and found.over is not None and found.over > threshold and not found.reverse


@dataclass(frozen=True, slots=True)
class Answer:
    """An explanation and what it has to account for.

    Attributes:
        at: its cell.
        field: the cell's name.
        row: index of the row, None for the form's one box.
        label: how a message calls the place.
        row_words: the names of the rows that it answers for.
        reason: its reading.
        beside: readings of the form's other places for causes and measures (its box, its notes).
        needs_measure: over-achievement needs none.
        counts_work: thrift explains why less was spent, not why less was done.
        cell_words: the row's name, target and result, for an explanation of the row alone.
        contrary: its words that say the opposite of what the row shows (A507).
    """

    at: Text
    field: str
    row: int | None
    label: str
    row_words: str
    reason: Account
    beside: tuple[Account, ...]
    needs_measure: bool = True
    counts_work: bool = False
    contrary: str = ""
    cell_words: str = ""

    @property
    def told(self) -> str:
        """Where it stands and what it says, for a message."""
        return f"{self.label}的说明“{cut(self.at.text)}”"

    def problem(self, message: str, advice: str) -> Problem:
        """Something wrong with the explanation."""
        return Problem(self.at, message, advice, self.field, self.row)

    @property
    def has_cause(self) -> bool:
        """Here or beside it something says why."""
        read = (self.reason, *self.beside)
        if self.counts_work:
            return any(reason.has_cause_but_thrift for reason in read)
        return any(reason.has_cause for reason in read)

    @property
    def has_measure(self) -> bool:
        """Here or beside it a measure is named."""
        return any(reason.has_measure for reason in (self.reason, *self.beside))

    @property
    def denies_deviation(self) -> bool:
        """It says that all was done (A512)."""
        return denies_deviation(self.at.text, self.row_words)

    @property
    def owes_reasons(self) -> bool:
        """It owes a cause and a measure; what denies the deviation must be settled first."""
        return not self.contrary and not self.denies_deviation

    @property
    def is_boilerplate(self) -> bool:
        """Nothing in it, nor beside it, refers to the rows."""
        plain = not any(sign.isdecimal() for sign in self.at.text)
        cells = self.cell_words if plain else ""
        return self.reason.is_boilerplate(self.row_words, cells) and all(
            not reason.clauses or reason.is_boilerplate(self.row_words) for reason in self.beside
        )


def deviates(case: Case, facts: RowFacts) -> bool:
    """Whether the row owes an explanation: points deducted; without scores, a target missed.

    Words that fall short (尚未验收, 除3台外均已安装) miss it as numbers do.
    """
    if case.scored:
        return facts.deducts
    row, found = facts.indicator, facts.attainment
    return found.missed or falls_short(row, found) is not None


def is_over(attainment: Attainment, threshold: Fraction = Fraction(1)) -> bool:
    """Whether a quantified target was passed by more than the threshold (1 is the target)."""
    shares = (attainment.over, *(part.comparison.over for part in attainment.parts))
    return attainment.met and any(share is not None and share > threshold for share in shares)


@per_case
def accounts(case: Case) -> tuple[Answer, ...]:
    """The explanations given for rows that owe one: the rows' own, then the form's box."""
    return tuple(_accounts(case))


def _accounts(case: Case) -> Iterator[Answer]:
    form = case.form
    box = read_account(form.explanation.text, form.year)
    notes = tuple(_notes(form))
    deviating = [facts for facts in case.rows if deviates(case, facts)]
    own = [facts for facts in deviating if case.has_words_for(facts.index)]
    owing = {facts.index for facts in deviating}
    for facts in own:
        source = source_row(form, facts.index)
        if source is None or (source != facts.index and source in owing):
            continue  # 同上: the row above answers for both
        yield Answer(
            at=facts.indicator.explanation,
            field="indicator.explanation",
            row=facts.index,
            label=row_name(form, facts.index),
            row_words=facts.indicator.name.text,
            reason=read_account(form.indicators[source].explanation.text, form.year, facts.words),
            beside=(box, *notes),
            needs_measure=not is_over(facts.attainment),
            counts_work=_counts_work(facts),
            contrary=denial(case, facts)[1],
            cell_words=facts.words,
        )
    if len(own) < len(deviating) and has_words(form.explanation.text):
        named = {facts.index for facts in own}
        rest = (facts for facts in deviating if facts.index not in named)
        names = " ".join(facts.indicator.name.text for facts in rest)
        yield Answer(form.explanation, "explanation", None, "偏差原因说明栏", names, box, notes)


_MONEY = frozenset({Kind.MONEY, Kind.FOREIGN_MONEY})


def _counts_work(facts: RowFacts) -> bool:
    """Whether the row fell short of a number of things that saving money does not lessen."""
    if not facts.attainment.missed or facts.attainment.reverse:
        return False
    row = facts.indicator
    kinds = {unit.kind for part in facts.attainment.parts for unit in part.target.units}
    return not kinds & _MONEY and not lexicon("verdicts").holds(
        f"{row.level2.text}{row.name.text}", "spending"
    )


def _notes(form: Form) -> Iterator[Account]:
    """Footers such as 改进措施：…, but not the template's instructions."""
    for note in form.notes:
        if headed(note.text) and not lexicon("labels").holds(note.text, "instruction"):
            yield read_account(note.text, form.year)
