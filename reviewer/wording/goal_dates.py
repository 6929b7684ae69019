"""2023年12月完成设备安装: a date on which the goal's text says that something was done."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reviewer.language.dates import Bound, DateSpan, arabic_dates, dates
from reviewer.language.words import content, without_shared
from reviewer.reading.goal_text import MAX_TEXT

_DONE = r"(?:完成|完工|竣工|建成|交付|上线|印发|投用|投入使用|启用|验收|出版|开工)"
_NAME = re.compile(rf"^(?P<what>.{{2,20}}?)(?P<done>{_DONE})(?:时间|时限|日期|期限|节点)$")
_CLAUSE = re.compile(r"[^，。；！？]+")
_PARTLY = re.compile(
    r"基本|部分|首批|首[个期]|主体|初步|陆续|分批|剩余|第[一二三四五\d]|[一二三四五]期|其中|开始|启动"
    r"|计划|预计|将|拟|原定|力争|未|前|起|后"
)
_WORDS_AROUND = re.compile(r"[于在已全部全面了的顺利如期按期]+")


class Done(NamedTuple):
    """A clause with its only date."""

    span: DateSpan
    clause: str
    rest: str


@lru_cache(maxsize=256)
def done_dates(text: str, year: int | None) -> tuple[Done, ...]:
    """The clauses of a text that say on which day or in which month something was done."""
    plain = arabic_dates(text[:MAX_TEXT])
    spans = dates(plain, year)
    if not spans or len(spans) > _MOST:
        return ()
    found = []
    for clause in _CLAUSE.finditer(plain):
        own = [span for span in spans if clause.start() <= span.start < clause.end()]
        if len(own) == 1 and own[0].bound is Bound.ON and not own[0].is_whole_year:
            rest = plain[clause.start() : own[0].start] + plain[own[0].end : clause.end()]
            if not _PARTLY.search(rest):
                found.append(Done(own[0], clause.group(), rest))
    return tuple(found)


_MOST = 50


def other_date(done: tuple[Done, ...], name: str, actual: str, year: int | None) -> Done | None:
    """The date that a row about the very same contradicts; None where none surely is about it."""
    named = _NAME.match(name)
    spans = dates(actual, year) if named is not None else ()
    if named is None or len(spans) != 1 or not _is_day(spans[0], actual):
        return None
    about = [one for one in done if _is_about(one.rest, named["what"], named["done"])]
    if len(about) != 1 or _overlaps(about[0].span, spans[0]):
        return None
    return about[0]


def _is_day(span: DateSpan, actual: str) -> bool:
    plain = arabic_dates(actual)
    rest = plain[: span.start] + plain[span.end :]
    is_all = not re.sub(_DONE, "", rest).strip("。于在已日")
    return is_all and span.bound is Bound.ON and not span.is_whole_year


@lru_cache(maxsize=4096)
def _is_about(rest: str, what: str, done: str) -> bool:
    """Whether a clause says of the row's thing, and of nothing else, that it was done."""
    if done not in rest or without_shared(what, rest).strip() or not content(what):
        return False
    left = without_shared(rest.replace(done, " ", 1), what)
    return not _WORDS_AROUND.sub("", left).strip()


def _overlaps(one: DateSpan, other: DateSpan) -> bool:
    return one.first <= other.last and other.first <= one.last
