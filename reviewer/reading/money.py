"""What a sentence says of the form's money: changed, spent or left over, how much, and of what.

Every amount and every rate of execution in a text becomes a statement where the words beside it
say what it is. Words that name something smaller than the project (a contract, an item, a source
of money) are kept with it: such a statement is none about the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from reviewer.language.stops import end_of, start_of
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure, Role
from reviewer.reading.money_scope import (
    A_NUMBER,
    SENTENCE_SIGNS,
    is_elsewhere,
    is_stage,
    named,
    tokens,
    topic,
    unless_project,
    without_basis,
)
from reviewer.reading.money_words import Aspect, aspects_told, first_digit, is_money, step_of

MAX_TEXT = 20_000


class Extent(StrEnum):
    """Of how much it is said.

    WHOLE: of the project in so many words; OPEN: of nothing else, so of the project; LOOSE: behind
    a clause that speaks of something within it; PART: of something within it.
    """

    WHOLE = "whole"
    OPEN = "open"
    LOOSE = "loose"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence's amount or rate.

    Attributes:
        aspects: what it may tell; most have one.
        value: in yuan, or in per cent for a rate.
        step: one unit of its last printed place.
        approximate: 约, 余 …
        extent: of how much it is said.
        of: the words that name what it is said of, "" where none do.
        source: the words of a source of money (省级, 自筹), "" where none stand there.
        words: the clause as the cell's normal form prints it, up to the number's end.
        sentence: index of its sentence.
        start: where `words` begin in the normal form.
    """

    aspects: tuple[Aspect, ...]
    value: Fraction
    step: Fraction
    approximate: bool
    extent: Extent
    of: str
    source: str
    words: str
    sentence: int
    start: int

    @property
    def is_rate(self) -> bool:
        return Aspect.RATE in self.aspects


_SIGNS = f"，{SENTENCE_SIGNS}"


@lru_cache(maxsize=1024)
def money_told(
    text: str, year: int | None = None, name: str = "", project: str = ""
) -> tuple[Told, ...]:
    """What a text tells of the project's money; `name` is the row's, which heads a bare amount.

    Plans, other years, stages of the year and bounds (不低于95%) tell nothing.
    """
    if not _may_tell(text + name):
        return ()
    cell = read_cell(text[:MAX_TEXT])
    return tuple(_told(cell, year, name, project))


def _may_tell(text: str) -> bool:
    """Whether signs of money or of a rate of spending stand in it; most texts have none."""
    signs = frozenset(text)
    return not signs.isdisjoint("元万") or not (
        signs.isdisjoint(_SIGNS_OF_RATE) or signs.isdisjoint("%％分成")
    )


_SIGNS_OF_RATE = "执支拨预使"


def _told(cell: Cell, year: int | None, name: str, project: str) -> Iterator[Told]:
    spoken_of = ""
    last: Told | None = None
    sentence = -1
    for index, figure in enumerate(cell.figures):
        if figure.sentence != sentence:
            sentence, spoken_of, last = figure.sentence, "", None
        before, after, clause = _beside(cell, index)
        clause = without_basis(clause)
        heading = name if not before and figure.start <= 3 else ""
        aspects = aspects_told(heading + before, after, figure) or _headed(cell, index, before)
        aspects = _after(last, aspects, figure, clause, before)
        is_told = bool(aspects) and is_money(figure, is_rate=Aspect.RATE in aspects)
        carries_on = Aspect.REST in aspects
        if is_told and not (
            _is_base(cell, index)
            or is_stage(cell.plain[: figure.start])
            or is_elsewhere(clause, year, carries_on=carries_on)
        ):
            of = unless_project(named(heading + clause), project)
            about = spoken_of
            if aspects == (Aspect.SPENT,) and not about:
                about = _named_before(cell.plain, figure.start)
            last = _statement(cell, figure, aspects, of, about, heading + clause, before)
            yield last
        spoken_of = spoken_of or topic(clause)


def _is_base(cell: Cell, index: int) -> bool:
    """执行66万元的96.67%: what a share is of."""
    following = cell.figures[index + 1] if index + 1 < len(cell.figures) else None
    if following is None or not following.quantity.is_percent:
        return False
    return cell.plain[cell.figures[index].end : following.start] == "的"


def _named_before(plain: str, at: int) -> str:
    """What the clauses before speak of: 码头加固完工，实付12万元 is of the 码头."""
    begin = start_of(plain, at, SENTENCE_SIGNS)
    end = plain.rfind("，", begin, at)
    words = named(plain[begin:end]) if end > begin else ""
    return words if len(words) > _SHORT else ""


def _after(
    last: Told | None, aspects: tuple[Aspect, ...], figure: Figure, clause: str, before: str
) -> tuple[Aspect, ...]:
    """What the statement before makes of a number: 由300万元扩大到390万元, 40万元和20万元."""
    if last is not None and not aspects and before in ("和", "、", "及", "与", "以及"):
        return last.aspects
    if figure.quantity.is_percent and tokens("money", clause, "share"):
        spent = last is not None and Aspect.SPENT in last.aspects and last.extent is not Extent.PART
        return aspects if spent else ()
    if last is None or last.aspects != (Aspect.INITIAL,):
        return aspects
    if not aspects and figure.role is Role.NOW:
        return (Aspect.ANNUAL,)
    if not aspects and tokens("money", clause, "more"):
        return (Aspect.ADDED,)
    return (Aspect.CUT,) if not aspects and tokens("money", clause, "less") else aspects


def _headed(cell: Cell, index: int, before: str) -> tuple[Aspect, ...]:
    """执行率偏低，仅93.5%: the clause before says what the number is."""
    figure = cell.figures[index]
    begin = start_of(cell.plain, figure.start, _SIGNS) - 1
    if begin <= 0 or cell.plain[begin] != "，" or len(before) > _SHORT or tokens("money", before):
        return ()
    heading = cell.plain[start_of(cell.plain, begin, _SIGNS) : begin]
    earlier = (one for one in cell.figures[:index] if one.start >= begin - len(heading))
    if any(one.quantity.is_percent or "元" in one.quantity.unit for one in earlier):
        return ()
    found = aspects_told(heading, "", figure)
    return () if set(found) <= {Aspect.BUDGET} else found


_SHORT = 4


def _beside(cell: Cell, index: int) -> tuple[str, str, str]:
    """The words since the last number, those behind, and the clause up to the number."""
    figure = cell.figures[index]
    plain, first = cell.plain, first_digit(cell.plain, figure)
    begin = start_of(plain, figure.start, _SIGNS)
    previous = cell.figures[index - 1] if index else None
    since = begin if previous is None else max(begin, previous.end)
    end = end_of(plain, figure.end, _SIGNS)
    if index + 1 < len(cell.figures) and cell.figures[index + 1].start < end:
        # What stands between two numbers heads the second, unless a bracket with that opens.
        opened = plain.find("(", figure.end, cell.figures[index + 1].start)
        end = max(opened, figure.end)
    clause = plain[begin:first]
    if previous is not None and previous.end > begin:
        clause = plain[begin : max(begin, previous.start)] + plain[previous.end : first]
    return plain[since:first], plain[figure.end : end], clause


def _statement(
    cell: Cell,
    figure: Figure,
    aspects: tuple[Aspect, ...],
    of: str,
    spoken_of: str,
    clause: str,
    before: str,
) -> Told:
    is_whole = bool(tokens("money_scope", clause, "whole"))
    is_part = bool(tokens("money_scope", clause, "part") or tokens("money", clause, "contract"))
    is_part = is_part or (figure.role is Role.PART and not _source(before))
    if _CHANGES.issuperset(aspects) and not tokens("money", clause, "contract"):
        is_part = False  # 全年预算360万元，含追加60万元: a part of the budget, not of the change
    of = of if len(of) > 1 else ""
    if is_part or of:
        extent = Extent.PART
    elif not is_whole and (
        spoken_of not in ("", A_NUMBER) or tokens("money_scope", clause, "cumulative")
    ):
        extent = Extent.LOOSE
    else:
        extent = Extent.WHOLE if is_whole else Extent.OPEN
    begin = start_of(cell.plain, figure.start, _SIGNS)
    return Told(
        aspects,
        figure.quantity.low,
        step_of(figure),
        bool(figure.quantity.approximate),
        extent,
        of or (spoken_of if spoken_of != A_NUMBER else ""),
        _source(without_basis(before)) or _source(clause),
        cell.plain[begin : figure.end].strip("（()）、 "),
        figure.sentence,
        begin,
    )


_CHANGES = frozenset({Aspect.ADDED, Aspect.CUT})


def _source(words: str) -> str:
    return next((one.word for one in tokens("money_scope", words, "source")), "")
