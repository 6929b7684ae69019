"""The dates of a cell, each with the event that it is said of.

10月25日完工，11月8日通过验收 are two events: a deadline for 完工 is kept, one for 验收 is missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.dates import Bound, DateSpan, arabic_dates, dates, may_name_a_date
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.words import without_shared
from reviewer.lexicon import Lexicon, Mark, lexicon

_TITLES = pattern(
    r"《[^《》]{0,300}(?:》|$)|[“「][^“”「」]{0,60}[”」]|[\[(〔【](?:19|20)\d\d[\])〕】](?:第?\d{1,6}号)?"
)
_CLAUSE = pattern(r"[^，。；！]+")
_CLAUSE_SIGN = pattern(r"[，。；！()]")
_ASIDE = pattern(r"\([^()]{1,200}\)")
MAX_DATES = 60
"""A cell names a handful; more are not looked at, so that time stays bounded."""
_AROUND = 60
"""Clauses of a form are shorter; a longer one is looked at near the date only."""

HAPPENINGS = ("start", "contract", "finish", "accept", "use", "deliver", "pay", "publish")
"""The concepts that say what happened on a date."""


def words() -> Lexicon:
    """The lexicon of events."""
    return lexicon("happenings")


@dataclass(frozen=True, slots=True)
class Event:
    """A date with the clause that it stands in.

    Attributes:
        span: the date.
        clause: its clause, as 。；， part them.
        sentence: the clause with what follows it up to the next date: 12月20日验收17座，占85%.
        before, behind: the words of the clause around the date.
        lead: what stands between the date before and this one, tail: what follows it in its
            clause up to the next date.
        aside: the brackets that it stands in, "" for none.
        is_all: the text is the date and nothing else.
    """

    span: DateSpan
    clause: str
    sentence: str
    before: str
    behind: str
    is_all: bool
    lead: str = ""
    tail: str = ""
    aside: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        """What happened, by the concepts of the lexicon; empty where no word says it."""
        return frozenset(mark.concept for mark in words().find(self.clause, *HAPPENINGS))

    def says(self, *concepts: str) -> bool:
        """Whether a word of these concepts stands in the clause."""
        return words().holds(self.clause, *concepts)

    @property
    def is_arrived_at(self) -> bool:
        """于2024年1月, 推迟至2024年3月, 完成时间为12月."""
        return self.before.endswith(("于", "至", "到", "在", "为", "："))

    @property
    def is_object(self) -> bool:
        """完成2024年1月的计划: the date belongs to what was made."""
        said = self.before.removesuffix("了")
        made = words().find(said, "made")
        return self.behind.startswith("的") or (bool(made) and made[-1].end == len(said))

    @property
    def told(self) -> str:
        """What is said of this date alone: the words since the clause or date before, and behind."""
        return _CLAUSE_SIGN.split(self.lead)[-1] + self.tail

    @property
    def kinds_told(self) -> frozenset[str]:
        """What happened by what is said of this date alone."""
        return frozenset(mark.concept for mark in words().find(self.told, *HAPPENINGS))

    @property
    def is_apart(self) -> bool:
        """春查5月27日收工（秋查另算，10月30日做完）: the date of what the row does not ask for.

        Nor does it ask for a day from which others are counted: 离10月1日还有21天.
        """
        counted = words().find(self.before, "reference")
        if counted and counted[-1].end == len(self.before):
            return True
        near = "，".join(_CLAUSE_SIGN.split(self.lead)[-2:]) + self.tail
        return words().holds(self.aside or near, "apart")

    @property
    def is_put_off(self) -> bool:
        """推迟至2024年3月: the date to which something slipped."""
        return put_off(self.before) is not None

    @property
    def follows_at_once(self) -> bool:
        """2023年12月验收: what happened stands right behind the date."""
        return any(mark.start == 0 for mark in words().find(self.behind, *HAPPENINGS))

    @property
    def is_reported_by(self) -> bool:
        """12月20日前全部发放到户 and 12月20日前验收17座 report; 12月20日前完成 repeats the deadline."""
        done = words().find(self.behind, *HAPPENINGS)
        if done and not done[0].start and self.behind[done[0].end :][:1].isdecimal():
            return not self.says("planned", "not_all")
        for mark in words().find(self.clause, "all_of_it"):
            told = self.clause[mark.end :]
            near = told[:_NEAR]
            if not ("前" in near or words().holds(near, "planned")):
                return any(one.start <= _NEAR for one in words().find(told, *HAPPENINGS))
        return False


_NEAR = 12


def put_off(text: str) -> Mark | None:
    """The last word of a text that says that something slipped: 推迟至, 延误, 延至."""
    late = (
        mark
        for mark in lexicon("states").find(text, "late", "stopped")
        if mark.concept == "late" or mark.word.endswith(("至", "到"))  # 取消 slips nowhere
    )
    return max((*late, *words().find(text, "put_off")), key=lambda mark: mark.end, default=None)


_ONLY_DATE = pattern(r"(?:实际)?(?:完成)?(?:时间|日期)?(?:为|于|在|：|已)*$")


def untitled(text: str) -> str:
    """The text without titles and document numbers: their dates are not the row's."""
    return arabic_dates(_TITLES.sub("，", normalize(text)))


@lru_cache(maxsize=4096)
def read_dates(text: str, year: int | None) -> tuple[Event, ...]:
    """The dated events of a text, in its order; `year` is the form's."""
    if not may_name_a_date(text):
        return ()
    plain = untitled(text)
    spans = dates(plain, year)[:MAX_DATES]
    if not spans:
        return ()
    clauses = [found.span() for found in _CLAUSE.finditer(plain)]
    asides = [found.span() for found in _ASIDE.finditer(plain)]
    found, index, last = [], 0, 0
    for number, span in enumerate(spans):
        while index + 1 < len(clauses) and clauses[index][1] <= span.start:
            index += 1
        start = max(clauses[index][0], span.start - _AROUND)
        end = max(min(clauses[index][1], span.end + _AROUND), span.end)
        following = spans[number + 1].start if number + 1 < len(spans) else len(plain)
        is_all = not plain[span.end :].strip("。，；") and bool(
            _ONLY_DATE.fullmatch(plain[: span.start])
        )
        found.append(
            Event(
                span,
                clause=plain[start:end],
                sentence=plain[start : min(max(end, following), span.end + _AROUND)],
                before=plain[start : span.start],
                behind=plain[span.end : end],
                is_all=is_all,
                lead=plain[max(last, span.start - _AROUND) : span.start],
                tail=_CLAUSE_SIGN.split(plain[span.end : max(min(end, following), span.end)])[0],
                aside=next((plain[a:b] for a, b in asides if a < span.start < b), ""),
            )
        )
        last = span.end if span.is_day else last
    return tuple(found)


_DAYS = pattern(r"[\d年月日至到~、和及\-]+")
"""9月5日至8日: when it was held, without a word."""


@lru_cache(maxsize=4096)
def completes(event: Event) -> bool:
    """Whether a result says with this date that something was done."""
    span = event.span
    if span.bound is not Bound.ON and not (span.bound is Bound.BY and event.is_reported_by):
        return False
    says_so = event.kinds or event.is_all or event.says("taken") or put_off(event.clause)
    is_held = span.is_run_of_days or _DAYS.fullmatch(event.clause) is not None
    if event.is_object or not (says_so or is_held):
        return False
    return not span.is_whole_year or event.is_arrived_at or event.follows_at_once


@lru_cache(maxsize=4096)
def slips(text: str, year: int | None) -> tuple[Event, ...]:
    """The dates to which an explanation says that completion slipped; promises are left out."""
    return tuple(
        event
        for event in read_dates(text, year)
        if event.span.names_year
        and event.span.bound is Bound.ON
        and not event.says("planned")
        and (event.is_put_off or (event.is_arrived_at and bool(event.kinds)))
    )


def told_of_row(text: str, row_words: str, year: int | None) -> tuple[Event, ...]:
    """The dated facts of an explanation about the row itself: 2024年1月9日通过验收, 7月12日开班.

    A clause about anything that is not in the row's name, target or result is another matter.
    """
    return tuple(event for event in read_dates(text, year) if _is_fact_of(event, row_words))


def _is_fact_of(event: Event, row_words: str) -> bool:
    span = event.span
    if span.bound is not Bound.ON or span.is_whole_year or not event.behind or event.is_object:
        return False
    if event.says("planned", "afterwards", "elsewhere", "not_all", "denied"):
        return False
    said = event.before + event.behind
    left = without_shared(thing(said), row_words).strip()
    return not left and (event.follows_at_once or bool(thing(said)))


def one_kind(text: str) -> str:
    """What happened, where it is one kind of thing: 完成验收 is an acceptance; "" for several."""
    kinds = {mark.concept for mark in words().find(text, *HAPPENINGS)}
    special = kinds - {"finish"} or kinds
    return next(iter(special)) if len(special) == 1 else ""


@lru_cache(maxsize=4096)
def thing(text: str) -> str:
    """What a clause or a name speaks of: 设备 of 设备安装完成时间 has 设备安装."""
    bare = words().without(untitled(text), *HAPPENINGS, *("generic", "kept", "all_of_it", "manner"))
    return "".join(char for char in bare if char.isalpha())


@lru_cache(maxsize=4096)
def own_pairs(text: str) -> frozenset[str]:
    """Every two characters that stand together in a text, without the general words."""
    plain = words().without(untitled(text), "generic", "of_date")
    pairs = (plain[at : at + 2] for at in range(len(plain) - 1))
    return frozenset(pair for pair in pairs if pair.isalpha())
