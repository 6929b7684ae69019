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

from reviewer.language.dates import dates
from reviewer.language.units import Kind
from reviewer.lexicon import Mark, lexicon
from reviewer.reading.cells import read_cell
from reviewer.reading.claims import Cell, Figure, Role

MAX_TEXT = 20_000


class Aspect(StrEnum):
    """What a sentence tells of the budget."""

    INITIAL = "initial"
    ANNUAL = "annual"
    BUDGET = "budget"
    ADDED = "added"
    CUT = "cut"
    SPENT = "spent"
    REST = "rest"
    TAIL = "tail"
    SAVED = "saved"
    ARRIVED = "arrived"
    CARRIED = "carried"
    CONTRACT = "contract"
    RATE = "rate"


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


_SIGNS = "，。；！？\n"
_OWN = {aspect.value: aspect for aspect in Aspect}
_SPECIFIC = (
    ("rate",),
    ("added", "cut", "rest", "carried"),
    ("tail",),
    ("saved",),
    ("contract",),
    ("arrived",),
)
"""Of several words before an amount the more telling; 预算支出结余 is a rest."""
_GENERAL = ("initial", "annual", "spent", "outgo", "budget")
_NEGATED_WITHIN = 4


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
    return "元" in text or "万" in text or "率" in text or "进度" in text


def _told(cell: Cell, year: int | None, name: str, project: str) -> Iterator[Told]:
    topic = ""
    sentence = -1
    for index, figure in enumerate(cell.figures):
        if figure.sentence != sentence:
            sentence, topic = figure.sentence, ""
        before, after, clause = _beside(cell, index)
        clause = _without_basis(clause)
        heading = name if not before and figure.start <= _AT_START else ""
        aspects = _aspects(heading + before, after, figure) or _headed(cell, index, before)
        is_told = bool(aspects) and _is_money(figure, aspects)
        if is_told and not (_is_stage(cell, figure) or _is_elsewhere(clause, year, aspects)):
            of = _without_shared(_named(heading + clause), project)
            yield _statement(cell, figure, aspects, of, topic, heading + clause)
        topic = topic or _topic(figure, clause)


_AT_START = 3


def _headed(cell: Cell, index: int, before: str) -> tuple[Aspect, ...]:
    """执行率偏低，仅93.5%: the clause before says what the number is."""
    figure, words = cell.figures[index], lexicon("money")
    begin = max(cell.plain.rfind(sign, 0, figure.start) for sign in _SIGNS)
    if begin <= 0 or cell.plain[begin] != "，" or len(before) > _SHORT or words.marks(before):
        return ()
    heading = cell.plain[max(cell.plain.rfind(sign, 0, begin) + 1 for sign in _SIGNS) : begin]
    if any(one.start >= begin - len(heading) for one in cell.figures[:index]):
        return ()
    found = _aspects(heading, "", figure)
    return () if set(found) <= {Aspect.BUDGET} else found


_SHORT = 4


def _beside(cell: Cell, index: int) -> tuple[str, str, str]:
    """The words since the last number, those behind, and the clause up to the number."""
    figure = cell.figures[index]
    plain, first = cell.plain, _first_digit(cell.plain, figure)
    begin = max(plain.rfind(sign, 0, figure.start) + 1 for sign in _SIGNS)
    previous = cell.figures[index - 1] if index else None
    since = begin if previous is None else max(begin, previous.end)
    end = min((at for sign in _SIGNS if (at := plain.find(sign, figure.end)) >= 0), default=-1)
    end = len(plain) if end < 0 else end
    if index + 1 < len(cell.figures) and cell.figures[index + 1].start < end:
        end = figure.end  # what stands between two numbers heads the second
    clause = plain[begin:first]
    if previous is not None and previous.end > begin:
        clause = plain[begin : max(begin, previous.start)] + plain[previous.end : first]
    return plain[since:first], plain[figure.end : end], clause


def _first_digit(plain: str, figure: Figure) -> int:
    words = figure.quantity.words
    at = plain.find(words, figure.start, figure.end)
    at = figure.start if at < 0 else at
    while at < figure.end and not (plain[at].isdecimal() or plain[at] in _NUMERALS):
        at += 1
    return at


_DIGITS = "0123456789零一二三四五六七八九"
_NUMERALS = "一二两三四五六七八九十百"


def _aspects(before: str, after: str, figure: Figure) -> tuple[Aspect, ...]:
    words = lexicon("money")
    if figure.quantity.is_percent:
        return (Aspect.RATE,) if words.holds(before, "rate") else ()
    if figure.role is Role.BEFORE and figure.quantity.is_start:
        return (Aspect.INITIAL,) if words.holds(before, "budget", "initial", "annual") else ()
    found = _of(words.marks(before), before)
    general = not found or set(found) <= {Aspect.ANNUAL, Aspect.BUDGET, Aspect.CARRIED}
    behind = _of(words.marks(after[:_BEHIND]), after[:_BEHIND]) if general and after else ()
    told = tuple(one for one in behind if one in _TOLD_BEHIND)
    return told or found


_BEHIND = 14
_TOLD_BEHIND = (Aspect.REST, Aspect.TAIL, Aspect.CUT, Aspect.SPENT, Aspect.SAVED, Aspect.ARRIVED)


def _of(marks: tuple[Mark, ...], text: str) -> tuple[Aspect, ...]:
    concepts = [mark.concept for mark in marks]
    negated = _negated(marks)
    if negated is not None:
        return negated
    for group in _SPECIFIC:
        here = [one for one in concepts if one in group]
        if here and "annual" in concepts and concepts.index("annual") > concepts.index(here[-1]):
            break  # 追加后调整为360万元
        if here:
            paid = "tail" in here and "spent" in concepts  # 支付尾款6万元
            return tuple(dict.fromkeys(_OWN[one] for one in (*here, *["spent"] * paid)))
    nearest = next((one for one in reversed(concepts) if one in _GENERAL), None)
    if nearest == "budget" and "initial" in concepts:
        nearest = "initial"
    if nearest == "budget" and "annual" in concepts:
        nearest = "annual"
    if nearest == "outgo":
        return Aspect.SPENT, Aspect.BUDGET
    return () if nearest is None else (_OWN[nearest],)


def _negated(marks: tuple[Mark, ...]) -> tuple[Aspect, ...] | None:
    """未支付, 没能全部支出: what was not spent is left; 未到位 tells nothing."""
    for mark in marks:
        if mark.concept != "not":
            continue
        for other in marks:
            near = 0 <= other.start - mark.end <= _NEGATED_WITHIN
            if near and other.concept in ("spent", "outgo"):
                tail = any(one.concept == "tail" for one in marks)
                return (Aspect.TAIL,) if tail else (Aspect.REST,)
            if near and other.concept in ("arrived", "budget", "added", "cut"):
                return ()
    return None


def _is_money(figure: Figure, aspects: tuple[Aspect, ...]) -> bool:
    quantity = figure.quantity
    if quantity.is_bound or quantity.is_range or figure.quantity.made:
        return False
    if Aspect.RATE in aspects:
        return not quantity.approximate
    if "/" in quantity.unit:
        return False
    kinds = {unit.kind for unit in quantity.units}
    return kinds == {Kind.MONEY} or (not quantity.unit and quantity.multiplier >= _TEN_THOUSAND)


_TEN_THOUSAND = 10_000


def _is_elsewhere(clause: str, year: int | None, aspects: tuple[Aspect, ...]) -> bool:
    """Whether it is said of a plan, another year or a stage of the year."""
    words = lexicon("scope")
    if words.holds(clause, "other_time"):
        return True
    carried_on = Aspect.REST in aspects and "结转" in clause
    if carried_on:
        return False  # 结转下年使用资金3万元, 结转2024年
    if words.holds(clause, "future"):
        return True
    return year is not None and any(
        span.names_year and span.first.year != year for span in dates(clause, year)
    )


def _is_stage(cell: Cell, figure: Figure) -> bool:
    """Whether the sentence counts up to a day before the year's end: 截至10月底."""
    words = lexicon("scope")
    begin = max(cell.plain.rfind(sign, 0, figure.start) + 1 for sign in _SENTENCE_SIGNS)
    sentence = cell.plain[begin : figure.start]
    return words.holds(sentence, "until") and not words.holds(sentence, "year_end")


_SENTENCE_SIGNS = "。；！？\n"


def _named(clause: str) -> str:
    """The words of a clause that are none of money's own: what it speaks of."""
    scope, money = lexicon("scope"), lexicon("money")
    rest = clause[max((mark.end for mark in scope.find(clause, "effect")), default=0) :]
    rest = money.without(rest, *money.concepts)
    rest = scope.without(rest, *scope.concepts)
    return "".join(char for char in rest if "\u4e00" <= char <= "\u9fff")


def _without_basis(clause: str) -> str:
    """Without 根据常务会议纪要, which says why and not of what."""
    marks = lexicon("scope").find(clause, "basis", "basis_end")
    begin = next((mark.start for mark in marks if mark.concept == "basis"), None)
    ends = [mark.end for mark in marks if mark.concept == "basis_end"]
    if begin is None or not ends or ends[-1] < begin:
        return clause
    return clause[:begin] + clause[ends[-1] :]


def _without_shared(named: str, project: str) -> str:
    """Nothing where the words are the project's own name, or most of it."""
    if len(named) < _A_NAME or not project:
        return named
    pairs = {project[at : at + 2] for at in range(len(project) - 1)}
    shared = sum(named[at : at + 2] in pairs for at in range(len(named) - 1))
    is_name = shared == len(named) - 1 and 2 * len(named) >= len(project)
    return "" if is_name else named


_A_NAME = 4
"""Shorter words may be of an item: 培训支出 in 社区安全培训."""


def is_execution_rate(name: str) -> bool:
    """Whether a row is the project's own rate of execution: 预算执行率."""
    return lexicon("money").holds(name, "rate") and is_about_money(name)


def is_about_money(name: str) -> bool:
    """Whether a row's name speaks of the project's money and of nothing else: 项目资金支出额."""
    if not (lexicon("money").holds(name, "rate") or lexicon("spending").holds(name, "money")):
        return False
    return len(_named(name)) <= 1 and not lexicon("scope").holds(name, "source", "part")


def _topic(figure: Figure, clause: str) -> str:
    """What an earlier clause of the sentence counts or names."""
    named = _named(clause)
    if len(named) > 1:
        return named
    return "" if lexicon("scope").holds(clause, "whole") else _A_NUMBER


_A_NUMBER = "#"


def _statement(
    cell: Cell, figure: Figure, aspects: tuple[Aspect, ...], of: str, topic: str, clause: str
) -> Told:
    words = lexicon("scope")
    is_whole = words.holds(clause, "whole")
    is_part = words.holds(clause, "part") or lexicon("money").holds(clause, "contract")
    is_part = is_part or figure.role is Role.PART
    of = of if len(of) > 1 else ""
    if is_part or of:
        extent = Extent.PART
    elif not is_whole and (topic not in ("", _A_NUMBER) or words.holds(clause, "cumulative")):
        extent = Extent.LOOSE
    else:
        extent = Extent.WHOLE if is_whole else Extent.OPEN
    begin = max(cell.plain.rfind(sign, 0, figure.start) + 1 for sign in _SIGNS)
    return Told(
        aspects,
        figure.quantity.low,
        _step(figure),
        bool(figure.quantity.approximate),
        extent,
        of or (topic if topic != _A_NUMBER else ""),
        next((mark.word for mark in words.find(clause, "source")), ""),
        cell.plain[begin : figure.end].strip("（()）、 "),
        figure.sentence,
        begin,
    )


def _step(figure: Figure) -> Fraction:
    """One unit of the last place: 1,000 for 12.5万元."""
    quantity = figure.quantity
    sign = "." if "." in quantity.words else "点"
    _, point, behind = quantity.words.partition(sign)
    decimals = 0
    while point and decimals < len(behind) and behind[decimals] in _DIGITS:
        decimals += 1
    multiplier = quantity.multiplier
    if (
        multiplier == 1
        and not quantity.is_percent
        and not any(char.isdecimal() for char in quantity.words)
    ):
        multiplier = Fraction(_TEN_THOUSAND if quantity.low % _TEN_THOUSAND == 0 else 1)
    return multiplier / Fraction(10**decimals)
