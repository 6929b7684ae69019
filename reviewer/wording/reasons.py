"""Read 偏差原因分析及改进措施: which of its clauses name a cause, a measure, or nothing.

A lexical reading. Where words leave it open, a clause counts as a cause, so that an explanation is
reproached with something only when that something is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reviewer.language.words import content
from reviewer.wording import phrases
from reviewer.wording.clauses import Section, clauses, sentences
from reviewer.wording.coming import (
    falls_due,
    is_put_off,
    is_to_come,
    may_be_to_come,
    payment_waits,
    tells_of_past,
)
from reviewer.wording.roles import Clause, Reason, Role

__all__ = ["Clause", "Reason", "Role", "read_reason"]

MIN_OBJECT = 2


@lru_cache(maxsize=4096)
def read_reason(text: str, year: int | None = None) -> Reason:
    """Read an explanation; takes time linear in its length.

    Args:
        text: the explanation.
        year: the form's; what a sentence behind the cause says of a later year is to be done then.
    """
    found: list[Clause] = []
    explained = False
    for sentence, section in sentences(text):
        read = tuple(_read_sentence(sentence, section, year, explained=explained))
        explained = explained or any(Role.CAUSE in clause.role for clause in read)
        found.extend(read)
    return Reason(tuple(found), len(text))


_OPEN = (Role.CAUSE, Role.CAUSE | Role.MEASURE)
"""Readings that the clauses before may change."""


def _read_sentence(
    sentence: str, section: Section, year: int | None, *, explained: bool
) -> Iterator[Clause]:
    """The clauses of a sentence; `explained` says that one before it names a cause."""
    pledged = told = False
    for clause in clauses(sentence):
        role = _role(clause, section, year)
        if role in _OPEN and not _is_factual(clause):
            if pledged:
                # 下一步将扩大宣传，每个社区设置宣传栏: the sentence goes on announcing.
                role = Role.MEASURE
            elif section is not Section.CAUSE and _is_act(
                clause, year, explained=explained, told=told
            ):
                role |= Role.MEASURE
        if Role.CAUSE in role and _is_thrift(clause):
            role |= Role.THRIFT
        told = told or Role.CAUSE in role
        pledged = pledged or (Role.MEASURE in role and Role.CAUSE not in role)
        yield Clause(clause, role)


def _is_act(clause: str, year: int | None, *, explained: bool, told: bool) -> bool:
    """Whether a clause behind a cause tells of an act, without a word that announces it."""
    if (explained or told) and _REPORTED_ACT.search(clause):
        return True
    if told and may_be_to_come(clause, year):
        return True
    if (explained or (told and _BY_DATE.match(clause))) and _later(clause, year):
        return True
    return explained and _LATER_ACT.search(clause) is not None


_YEAR = re.compile(r"(20\d\d)年")
_BY_DATE = re.compile(
    r"20\d\d年\S{0,20}?(?:完成|完工|竣工|验收|支付|开工|补|重新|恢复|启动|实施|举办|投入使用|交付)"
)


def _later(clause: str, year: int | None) -> bool:
    """Whether the clause names a year after the form's; 2024年1月才到货 is a late fact.

    Where the form's year is not known, any year may be a later one.
    """
    if "才" in clause:
        return False
    return any(year is None or int(named) > year for named in _YEAR.findall(clause))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_CAUSE = _any(phrases.CAUSE_MARKERS)
_OBSTACLE = _any(phrases.OBSTACLES)
_FUTURE = _any(phrases.FUTURE_MARKERS)
_PLEDGE = re.compile(
    rf"^(?:{phrases.ACTORS}){{0,4}}(?:{phrases.PLEDGES})"
    rf"(?:[和与、并]?(?:{phrases.PLEDGES})){{0,4}}(?![了过的])(?P<object>\S{{{MIN_OBJECT},}})"
)
_AUSTERITY = re.compile(phrases.AUSTERITY)
_DIRECTIVE = re.compile(rf"^(?:{phrases.ACTORS}){{0,4}}(?:{phrases.DIRECTIVES})")
_REPORTED_ACT = _any(phrases.REPORTED_ACTS)
_LATER_ACT = _any(phrases.LATER_ACTS)
_LESSENING = ("减少", "降低", "避免", "缩短", "取消")
"""Clause-initial, these are acts: 减少浪费."""
_DONE = _any(phrases.DONE)
_DONE_OR_FACT = _any(phrases.DONE_OR_FACT)
_BY_OTHERS = re.compile(phrases.BY_OTHERS)
_REMAINDER = _any(phrases.REMAINDERS)
_CARRY_ON = _any(phrases.CARRY_ON)
_SHORTCOMING = _any(phrases.SHORTCOMINGS)
_LONG_TASK = _any(phrases.LONG_TASKS)
_PRAISE = _any(phrases.PRAISE)
_PLEA = _any(phrases.PLEAS)
_MODESTY = re.compile(phrases.MODESTY)
_SAVING = re.compile(phrases.SAVING)
_SAVED = re.compile(f"{phrases.SAVING}|{phrases.SAVED}")
_RESTATING = _any(phrases.RESTATING)
_EARLIER = re.compile(phrases.EARLIER)
_ELSEWHERE = _any(phrases.ELSEWHERE)
_AFTER = re.compile(r"^(?:在|待|等)\S{2,40}后，(?P<act>\S+)")
_ACT = re.compile(
    r"^(?:[由向对与请][^，]{1,12}?)?(?:再|将|即|及时|立即|尽快|统一|逐步|继续){0,3}"
    rf"(?:[按以]\S{{1,6}}?)?(?:{phrases.PLEDGES}|开展|组织|恢复|支付|拨付|启动|实施|补|申请|发放|举办|进行|完成)"
)
_VERB_AND_OBJECT = re.compile(rf"(?:{phrases.PLEDGES}|确保|杜绝|避免|防止|督促|推动|推进|开展)\S\S")


def _role(clause: str, section: Section, year: int | None) -> Role:
    if _ELSEWHERE.match(clause):
        return Role.ELSEWHERE
    if not content(clause):
        return Role.STOCK | _weak_roles(clause, section)
    if _MODESTY.search(clause) and not _is_factual(clause):
        return Role.OTHER
    if _PLEA.search(clause):
        return Role.PLEA | (Role.CAUSE if _is_factual(clause) else Role.OTHER)
    if is_to_come(clause, year):
        return Role.MEASURE | _marked_cause(clause)
    if payment_waits(clause):
        return Role.MEASURE | Role.CAUSE
    if tells_of_past(clause, year):
        return _fact(clause)
    return _measure(clause, section) or _left(clause, year) or _fact(clause)


def _left(clause: str, year: int | None) -> Role:
    """What is left was put off to a later time or falls due then."""
    if is_put_off(clause, year):
        return Role.MEASURE | Role.CAUSE
    return Role.MEASURE if falls_due(clause) else Role.OTHER


def _measure(clause: str, section: Section) -> Role:
    """MEASURE, with CAUSE where the clause may be read as one too; OTHER where it is no measure."""
    if _DONE.search(clause):
        return Role.MEASURE | _marked_cause(clause)
    if _is_announced(clause, section):
        frugal = _AUSTERITY.search(clause) and not _FUTURE.search(clause)
        return Role.MEASURE | (Role.CAUSE if frugal else _marked_cause(clause))
    both = _DIRECTIVE.match(clause) or _DONE_OR_FACT.search(clause)
    if section is Section.NONE and _BY_OTHERS.match(clause):
        return Role.OTHER
    if both and section is not Section.CAUSE and not _CAUSE.search(clause):
        return Role.MEASURE | Role.CAUSE
    return Role.OTHER


def _weak_roles(clause: str, section: Section) -> Role:
    """受疫情影响 names a cause, 加强管理 a measure, though both could stand anywhere."""
    if _is_announced(clause, section) and _VERB_AND_OBJECT.search(_CARRY_ON.sub("", clause)):
        return Role.MEASURE
    return _marked_cause(clause)


def _marked_cause(clause: str) -> Role:
    return Role.CAUSE if _CAUSE.search(clause) else Role.OTHER


def _is_thrift(clause: str) -> bool:
    return _SAVING.search(clause) is not None and not content(_SAVED.sub("", clause))


def _is_factual(clause: str) -> bool:
    start = 2 if clause.startswith(_LESSENING) else 0
    return bool(_CAUSE.search(clause) or _OBSTACLE.search(clause, start))


def _is_announced(clause: str, section: Section) -> bool:
    """Whether the clause announces an act; going on as planned and shortcomings are none."""
    if _SHORTCOMING.search(clause):
        return False
    if _REMAINDER.search(clause):
        return True
    if section is Section.MEASURE:
        return bool(content(_CARRY_ON.sub("", clause))) or bool(_PLEDGE.match(clause))
    after = _AFTER.match(clause)
    if after and _ACT.match(after["act"]) and not _OBSTACLE.search(after["act"]):
        return True
    rest = _CARRY_ON.sub("", clause)
    if section is not Section.CAUSE and _PLEDGE.match(rest) and not _CAUSE.search(rest):
        return True
    return _follows_future(rest)


def _follows_future(clause: str) -> bool:
    """After 下一步, 今后, 将 … something is to be done, and no cause governs the words."""
    future = _FUTURE.search(clause)
    if future is None:
        return False
    cause = _CAUSE.search(clause)
    if cause and cause.start() < future.start():
        # 由于后续资金未到位: the future word belongs to the cause, unless 将 comes after it.
        later = _FUTURE.search(clause, future.end())
        if later is None and not clause.startswith(("将", "拟"), future.start()):
            return False
    act = clause[future.start() :]
    if _VERB_AND_OBJECT.search(act):
        return True
    return len(content(_FUTURE.sub("", act))) >= MIN_OBJECT and not _states_lack(act)


def _states_lack(act: str) -> bool:
    """后续资金未到位 is no act."""
    return bool(_OBSTACLE.search(act)) and not re.match(r"\S{0,6}(?:将|拟)", act)


def _fact(clause: str) -> Role:
    """A clause that is no measure: a cause unless it is plain that it is none."""
    if _CAUSE.search(clause):
        return Role.CAUSE
    if _LONG_TASK.search(clause) or _PRAISE.match(clause):
        return Role.OTHER
    if _RESTATING.search(clause) and not _EARLIER.search(clause):
        return Role.RESTATING
    rest = _CARRY_ON.sub("", clause)
    if rest != clause and not _OBSTACLE.search(rest):
        return Role.PLAN
    return Role.CAUSE if content(_SHORTCOMING.sub("", clause)) else Role.OTHER
