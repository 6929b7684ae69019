"""Read 偏差原因分析及改进措施: what each of its clauses does, and what they amount to.

Where words leave it open, a clause counts as a cause, and behind a cause as a measure too, so that
an explanation is reproached with something only when that something is plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache

from reviewer.language.words import content
from reviewer.lexicon import lexicon
from reviewer.reading.about import (
    gives_own_number,
    repeats,
    says_hardly_anything,
    says_nothing,
    tells_plan,
)
from reviewer.reading.acts import DONE, MIN_OBJECT, View
from reviewer.reading.clauses import Section, clauses, sentences
from reviewer.reading.marked import LONGEST

MAX_BOILERPLATE = 300
"""Nobody writes more characters than this without saying anything."""


class Role(Flag):
    """What a clause does; a clause may name a cause and a measure at once."""

    OTHER = 0
    CAUSE = auto()
    MEASURE = auto()
    STOCK = auto()
    """Nothing but phrases that could stand in any row."""
    PLAN = auto()
    """Going on as planned."""
    RESTATING = auto()
    """The result once more."""
    PLEA = auto()
    """Mercy asked for, a delay approved, steps towards the result."""
    ELSEWHERE = auto()
    """A reference to another document."""
    THRIFT = auto()
    """A cause of having spent less, and of nothing else."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its roles."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Account:
    """An explanation, clause by clause, in order."""

    clauses: tuple[Clause, ...]
    length: int

    @property
    def has_cause(self) -> bool:
        """Something in it says why."""
        return any(Role.CAUSE in clause.role for clause in self.clauses)

    @property
    def has_cause_but_thrift(self) -> bool:
        """Something in it says why less was done, not only why less was spent."""
        return any(
            Role.CAUSE in clause.role and Role.THRIFT not in clause.role for clause in self.clauses
        )

    @property
    def has_measure(self) -> bool:
        """Something in it announces, or reports as done, an act against the gap."""
        return any(Role.MEASURE in clause.role for clause in self.clauses)

    @property
    def refers_elsewhere(self) -> bool:
        """It points to another document, which this reading does not know."""
        return any(Role.ELSEWHERE in clause.role for clause in self.clauses)

    def is_boilerplate(self, row_words: str = "", cell_words: str = "") -> bool:
        """Whether nothing is left without stock words and the words of the row's own name.

        In a clause that announces nothing the words of target and result count as the row's too.
        """
        if not self.clauses or self.length > MAX_BOILERPLATE or self.refers_elsewhere:
            return False
        return all(
            says_nothing(one.text, row_words)
            or (Role.MEASURE not in one.role and says_nothing(one.text, cell_words))
            for one in self.clauses
        ) or says_hardly_anything([one.text for one in self.clauses], row_words)


@dataclass(slots=True)
class _Told:
    """What the sentences before have said; `pledge` is of the sentence itself.

    Behind 经…协商 the result of the talks is told, no measure.
    """

    explained: bool = False
    cause: bool = False
    agreed: bool = False
    pledge: bool = False

    def note(self, role: Role) -> None:
        self.cause = self.cause or Role.CAUSE in role
        self.pledge = self.pledge or (Role.MEASURE in role and Role.CAUSE not in role)


@lru_cache(maxsize=4096)
def read_account(text: str, year: int | None = None, row_words: str = "") -> Account:
    """Read an explanation; takes time linear in its length.

    Args:
        text: the explanation.
        year: the form's; what a sentence behind the cause says of a later year is to be done then.
        row_words: the row's name, target and result; what only repeats them is no cause.
    """
    found: list[Clause] = []
    told = _Told()
    for sentence, section in sentences(text):
        found.extend(_sentence(sentence, section, year, row_words, told))
    if found and all(_is_routine(one, year) for one in found):
        found = [Clause(one.text, one.role & ~Role.CAUSE) for one in found]
    return Account(tuple(found), len(text))


def _is_routine(clause: Clause, year: int | None) -> bool:
    """Whether it is one of acts alone (每旬安排一班船), none of which is told to be over."""
    view = View(clause.text[:LONGEST], year)
    if Role.MEASURE not in clause.role or view.is_factual or view.concepts & {"event", "told"}:
        return False
    over = DONE & {one.word for one in view.marks}
    return Role.CAUSE not in clause.role or (view.acts_first() and not over)


_OPEN = (Role.CAUSE, Role.CAUSE | Role.MEASURE)
"""Readings that the clauses before may change."""


def _sentence(
    sentence: str, section: Section, year: int | None, row_words: str, told: _Told
) -> Iterator[Clause]:
    """The clauses of a sentence, which goes on from those before it."""
    told.explained, told.pledge = told.cause, False
    for clause in clauses(sentence):
        view = View(clause[:LONGEST], year)
        role = _role(view, section, row_words)
        if told.pledge and role in _OPEN and view.cause is None and view.acts_first():
            role = Role.MEASURE  # 下一步回访，对不满意事项建立台账
        elif role in _OPEN and not view.is_factual:
            if told.pledge:
                # 下一步将扩大宣传，每个社区设置宣传栏: the sentence goes on announcing.
                role = Role.MEASURE
            elif section is not Section.CAUSE and not told.agreed:
                follows = (told.cause and _acts(view)) or (told.explained and _is_open(view))
                role |= Role.MEASURE if follows else Role.OTHER
        if Role.CAUSE in role and _is_thrift(clause):
            role |= Role.THRIFT
        told.note(role)
        told.agreed = told.agreed or (Role.PLEA in role and clause.startswith("经"))
        yield Clause(clause, role)


def _acts(view: View) -> bool:
    """Whether a clause behind a cause tells of an act, without a word that announces it."""
    return (view.acts_first() and not view.is_by_others) or view.reports_act() or view.office_acts


def _is_open(view: View) -> bool:
    """A sentence behind the cause that tells of no lack, event or praise says what follows from it."""
    if view.concepts & {"event", "praise", "long_task"} or view.is_by_others:
        return False
    if not content(view.text):
        return False
    return view.later_year is not None or not ("told" in view.concepts or view.names_own_year)


def _role(view: View, section: Section, row_words: str) -> Role:
    clause = view.text
    if _points_elsewhere(view):
        return Role.ELSEWHERE
    if not content(clause):
        return Role.STOCK | (Role.OTHER if repeats(clause, row_words) else _weak(view, section))
    if "modest" in view.concepts and not view.is_factual:
        return Role.OTHER
    if _pleads(view):
        return Role.PLEA | (Role.CAUSE if view.is_factual else Role.OTHER)
    if view.is_of_earlier_year:
        return _fact(view)
    if view.payment_waits():
        return Role.MEASURE | Role.CAUSE
    if tells_plan(view, row_words):
        return Role.RESTATING
    role = _measure(view, section) or _fact(view)
    if Role.CAUSE not in role or view.later_year is not None:
        return role
    if repeats(clause, row_words) or gives_own_number(view, row_words):
        return Role.RESTATING
    return role


def _points_elsewhere(view: View) -> bool:
    found = view.first("elsewhere")
    if found is None:
        return False
    before = lexicon("labels").without(view.text[: found.start], "label", "why_label")
    return not before.replace("情况", "").replace("内容", "").strip()


def _marked_cause(view: View) -> Role:
    return Role.CAUSE if view.cause is not None else Role.OTHER


def _measure(view: View, section: Section) -> Role:
    """MEASURE, with CAUSE where the clause may be read as one too; OTHER where it is no measure."""
    if section is not Section.CAUSE and (view.promises or view.settles):
        return Role.MEASURE
    if view.reports_remedy():
        return Role.MEASURE | _marked_cause(view)
    if _is_announced(view, section):
        frugal = view.at(view.opening, "austerity") and not view.of("future", "future_first")
        # In a form without a year a year named first may be its own.
        undated = view.year is None and view.begins_with_year and not view.of("future")
        return Role.MEASURE | (Role.CAUSE if frugal or undated else _marked_cause(view))
    is_told = view.cause is not None or view.is_by_others or view.is_in_vain
    if section is Section.CAUSE or is_told:
        return Role.OTHER
    directed = view.at(view.opening, "directive") and not view.hinders()
    return Role.MEASURE | Role.CAUSE if directed or view.reports_act() else Role.OTHER


def _is_announced(view: View, section: Section) -> bool:
    """Whether the clause announces an act; going on as planned and shortcomings are none."""
    if view.wants():
        return False
    if section is Section.MEASURE:
        return not _goes_on(view) or bool(view.of("pledge", "act"))
    if view.announces():
        return not (_goes_on(view) and view.later_year and not view.at(0, "rest"))
    pledged = view.at(view.opening, "pledge", "remedy")
    return (
        pledged is not None
        and section is not Section.CAUSE
        and view.cause is None
        and len(view.text) - pledged.end >= MIN_OBJECT
        and not _goes_on(view)
    )


def _weak(view: View, section: Section) -> Role:
    """受疫情影响 names a cause, 加强管理 a measure, though both could stand anywhere."""
    verb = view.first("pledge", "act", "remedy")
    has_object = verb is not None and len(view.text) - verb.end >= MIN_OBJECT
    if has_object and _is_announced(view, section) and not _goes_on(view):
        return Role.MEASURE
    return _marked_cause(view)


def _goes_on(view: View) -> bool:
    """按计划推进, 继续努力, 正在推进: going on, neither a cause nor a measure."""
    by_plan = view.chain("by", "plan", 14) and view.chain("plan", "carry", 10)
    kept = view.chain("keep", "carry", 8)
    if not (by_plan or kept) or view.hinders():
        return False
    rest = lexicon("explanation").without(
        view.text, "by", "plan", "carry", "keep", "future", "manner"
    )
    return not lexicon("explanation").holds(rest, "act", "directive", "cause")


def _pleads(view: View) -> bool:
    if "plea" in view.concepts:
        return True
    if view.chain("approval", "delay", 12) or view.chain("delay", "approval", 12):
        return True
    delayed = view.first("delay")
    if view.begins_with_year and view.later_year is not None:
        delayed = None  # 2025年把有效期由7天延长到30天
    if delayed is not None and view.text[delayed.end : delayed.end + 1] in ("至", "到"):
        return delayed.start <= 12 and view.cause is None
    consulted = view.of("consult", start=2) if view.text.startswith("经") else []
    return bool(consulted) and consulted[-1].end >= len(view.text) - 2


def _is_thrift(clause: str) -> bool:
    words = lexicon("explanation")
    return words.holds(clause, "thrift") and not content(words.without(clause, "thrift", "money"))


def _fact(view: View) -> Role:
    """A clause that is no measure: a cause unless it is plain that it is none."""
    if view.cause is not None:
        return Role.CAUSE
    if "long_task" in view.concepts or ("praise" in view.concepts and not view.hinders()):
        return Role.OTHER
    if _reports_result(view):
        return Role.RESTATING
    if _goes_on(view):
        return Role.PLAN
    return Role.CAUSE if content(_without_wanting(view)) else Role.OTHER


def _without_wanting(view: View) -> str:
    return (
        lexicon("explanation").without(view.text, "wanting", "better", "room")
        if view.wants()
        else view.text
    )


def _reports_result(view: View) -> bool:
    """1份报告已完成, 全年共完成87%: what was reached, and no lack beside it."""
    if "earlier" in view.concepts or view.hinders():
        return False
    return view.chain("only", "achieved", 6) or "完成时间" in view.text
