"""Years in a text that do not belong to a form of its year."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import Bound, dates
from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.language.quantities import quantities
from reviewer.lexicon import Lexicon, lexicon
from reviewer.reading.dates import Event, read_dates, untitled

_YEARS = pattern(r"(?<!\d)(20\d\d)(?!\d)")
_RANGE = pattern(r"(?<!\d)(20\d\d)\s*年?度?\s*(?:-|—|–|－|~|～|至|到)+\s*(20\d\d)(?!\d)")
_BUDGET_YEAR = pattern(r"(?<!\d)(20\d\d)\s*年度")
_NAME = pattern(r"[^\u4e00-\u9fff]{0,60}?(?<!\d)(20\d\d)年度")
_DOCUMENT_NUMBER = pattern(r"[〔\[［（(【]\s*(20\d\d)\s*[〕\]］）)】]\s*第?\s*\d{1,5}\s*号")
_GRACE_MONTH = 3
"""Closing accounts and acceptance of a year's work run into the first quarter of the next."""
_LATEST_START = 6
"""A date further on in a result is not its own."""


def _words() -> Lexicon:
    return lexicon("years")


def _starts_with(text: str, *concepts: str, within: int = 0) -> bool:
    marks = _words().find(text, *concepts)
    return bool(marks) and marks[0].start <= within


@lru_cache(maxsize=4096)
def years_in(text: str) -> frozenset[int]:
    """Every year that a text names, those within a range (2020-2022年) included."""
    years = {int(year) for year in _YEARS.findall(text)}
    for first, last in _RANGE.findall(text):
        if 0 < int(last) - int(first) <= 30:
            years.update(range(int(first), int(last) + 1))
    return frozenset(years)


@lru_cache(maxsize=4096)
def foreign_title_year(title: str, year: int) -> int | None:
    """The 年度 that a title names, where the form is for another year."""
    named = [int(found) for found in _BUDGET_YEAR.findall(title)]
    return named[0] if named and year not in years_in(title) else None


@lru_cache(maxsize=4096)
def foreign_name_year(name: str, year: int) -> int | None:
    """The 年度 that a project's name begins with, where the form is for another year."""
    found = _NAME.match(name)
    if found is None or year in years_in(name) or _words().holds(name, "of_another_year"):
        return None
    return int(found[1])


@lru_cache(maxsize=4096)
def later_document(text: str, year: int) -> str | None:
    """A 文号 of a later year; a target is set when the year begins and cannot know it."""
    return next(
        (found.group() for found in _DOCUMENT_NUMBER.finditer(text) if int(found[1]) > year), None
    )


@lru_cache(maxsize=4096)
def foreign_deadline(target: str, year: int) -> str | None:
    """A deadline in a year for which the form is not; None where its own year stands there too."""
    events = read_dates(target, year)
    if not events or year in years_in(target) or any(_covers(one, year) for one in events):
        return None
    plain = untitled(target)
    due = (one for one in events if one.span.names_year and _is_deadline(one, plain))
    return next((one.span.words for one in due if not _is_grace(one, year)), None)


def _covers(event: Event, year: int) -> bool:
    return event.span.first.year <= year <= event.span.last.year


def _is_deadline(event: Event, plain: str) -> bool:
    span = event.span
    compared = _words().find(event.before, "baseline")
    if span.bound is Bound.FROM or (compared and compared[-1].end == len(event.before)):
        return False
    if span.bound is Bound.BY:
        of_whom = event.behind or plain[span.end :].lstrip("，")
        return not (_starts_with(span.words, "since") or _starts_with(of_whom, "already"))
    wholly = _words().find(event.behind, "wholly")
    done = event.behind[wholly[0].end :] if wholly and not wholly[0].start else event.behind
    if _starts_with(done, "achieved"):
        return True
    ends = plain[span.end : span.end + 1] in ("", "。", "；")
    return not span.is_whole_year and ends


def _is_grace(event: Event, year: int) -> bool:
    return event.span.last.year == year + 1 and event.span.last.month <= _GRACE_MONTH


@lru_cache(maxsize=4096)
def earlier_result(actual: str, target: str, year: int) -> str | None:
    """A result dated before the form's year, against a deadline within it."""
    result = next((span for span in dates(actual, year) if not span.is_whole_year), None)
    if result is None or not result.names_year or result.start > _LATEST_START:
        return None
    if result.last.year >= year or year in years_in(actual):
        return None
    due = any(one.span.bound is Bound.BY and _covers(one, year) for one in read_dates(target, year))
    return result.words if due else None


@lru_cache(maxsize=4096)
def earlier_account(explanation: str, year: int) -> str | None:
    """An explanation of an earlier year's form: 2022年因台风停课，2023年3月前补训 in one for 2023.

    Its cause lies before the form's year and what it promises within it, and nothing in it was
    written after that year.
    """
    plain = normalize(explanation)
    named = years_in(plain)
    if not named or max(named) != year or min(named) >= year:
        return None
    events = read_dates(plain, year)
    if _words().holds(plain, "told_since") or not events or events[0].span.start:
        return None
    cause = events[0]
    if cause.span.last.year >= year or not _starts_with(cause.behind, "why"):
        return None
    due = next((one for one in events if one.span.first.year == year), None)
    if due is None or due.span.bound is not Bound.BY:
        return None
    by_whom = due.behind.startswith(("由", "将", "再", "全部", "统一"))
    promises = _starts_with(due.behind, "promised", within=_BY_WHOM if by_whom else 0)
    return due.span.words if promises else None


_BY_WHOM = 13
"""由培训科补办."""

_GOAL_BEGINS = pattern(
    r"(?:[^，。；：]{0,8}：)?(?:\d[.、])?(?:截[至止]|到|在)?(?P<year>20\d\d)年度?(?![-~至到、和—])"
)


@lru_cache(maxsize=256)
def foreign_goal_year(text: str, year: int, *, achieved: bool) -> str | None:
    """The year that a goal or its completion begins with, where the form is for another one.

    A goal may look ahead (到2025年建成), and its completion begin with an earlier stage where the
    form's year comes after it.
    """
    plain = normalize(text)
    found = _GOAL_BEGINS.match(plain)
    if found is None or year in years_in(plain) or _words().holds(plain, "this_year"):
        return None
    named = int(found["year"])
    if named > year and (not achieved or _is_next_spring(plain, year)):
        return None
    rest = _first_words(plain, found.end())
    if named == year or _words().holds(rest, "of_another_year", "then_begun"):
        return None
    return f"{named}年"


_REST = 30


def _first_words(plain: str, at: int) -> str:
    """The clause behind a year, 底 and 全年 taken away: 举办培训12期 of 到2022年底，举办培训12期."""
    rest = _without_in_all(plain[at : at + 2 * _REST]).lstrip("，")
    ends = (at for sign in "，。；" if (at := rest.find(sign)) >= 0)
    return rest[: min(ends, default=_REST)][:_REST]


def _without_in_all(text: str) -> str:
    """The text without the 全年 and 共 that it begins with."""
    while _starts_with(text, "in_all"):
        text = text[_words().find(text, "in_all")[0].end :]
    return text


def _is_next_spring(plain: str, year: int) -> bool:
    events = read_dates(plain, year)
    return bool(events) and not events[0].span.is_whole_year and _is_grace(events[0], year)


_LED = pattern(r"(20\d\d)年度?([^，。；、()]{1,60})。?")
_NOTED = pattern(
    r"[^()，。；]{1,24}\((20\d\d)年度?的?(?:数据|统计数据?|统计|完成数|实际数|实绩|数)\)"
)
_COUNTED = pattern(r"(20\d\d)年度?([\u4e00-\u9fff]{4,12})")
_NUMBER = pattern(r"\d[\d.,]*")
_FEW = 12
"""So many characters may stand between what was done and its number, and behind that."""


@lru_cache(maxsize=4096)
def foreign_count_year(text: str, year: int) -> str | None:
    """The year that a cell gives its count for, where the form is for another one."""
    plain = normalize(text)
    led, noted = _LED.fullmatch(plain), _NOTED.fullmatch(plain)
    found = led or noted
    if found is None or years_in(plain) != {int(found[1])} or int(found[1]) == year:
        return None
    if led is not None and not _counts_what_was_done(led[2]):
        return None
    counts = quantities(plain)
    is_count = len(counts) == 1 and counts[0].unit and not counts[0].is_percent
    if not is_count or counts[0].trend or counts[0].measures_time:
        return None
    return f"{found[1]}年"


def _counts_what_was_done(rest: str) -> bool:
    """培训312人次, 300人次; 2022年公报1份 is a bulletin of 2022, which may be this year's work."""
    if _words().holds(rest, "existing"):
        return False
    rest = _without_in_all(rest)
    number = _NUMBER.search(rest)
    if number is None or len(rest) - number.end() > _FEW:
        return False
    at = number.start()
    acts = _words().find(rest[:at], "act")
    return not at or (bool(acts) and not acts[0].start and at - acts[0].end <= _FEW)


@lru_cache(maxsize=4096)
def foreign_row_year(name: str, year: int) -> str | None:
    """The year in the name of a row that counts something, where the form is for another one."""
    found = _COUNTED.fullmatch(normalize(name))
    if found is None or int(found[1]) == year:
        return None
    what = found[2]
    marks = _words().find(what, "counted")
    if not marks or marks[-1].end != len(what) or _words().holds(what, "existing"):
        return None
    return f"{found[1]}年"
