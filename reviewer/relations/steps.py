"""A step told behind the one it needs, and dated before it: 扫描11月25日完工，11月18日通过验收.

The two may be told of different things, 外业 and 数据, where the second is of nothing that the row
does not name; what is told of a part, a try or another time needs no order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from reviewer.language.dates import Bound
from reviewer.language.quantities import quantities
from reviewer.language.words import without_shared
from reviewer.lexicon import Lexicon, lexicon
from reviewer.reading.dates import HAPPENINGS, Event, untitled, words


def before_its_need(text: str, events: Sequence[Event], name: str) -> tuple[Event, Event] | None:
    """Two events of which the second needs the first, and is dated before it.

    Args:
        text: a cell.
        events: its dates.
        name: the row's name.
    """
    if _steps().holds(untitled(text), "whole_text"):
        return None
    for first, second in _neighbours(untitled(text), events):
        if first.span.first <= second.span.last or not _is_done(first) or not _is_done(second):
            continue
        if _needs(second) & _told(first) - _told(second) and _is_of_whole(first, second, name):
            return first, second
    return None


def follows_in_stages(first: Event, second: Event) -> bool:
    """Whether the one told first needs the other: 合同6月20日签订，招标5月10日完成 only goes back."""
    return bool(_needs(first) & _told(second))


def _neighbours(plain: str, events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Each date with the next, within a sentence and part: 车站那处…；广场那处…"""
    for one, other in pairwise(events):
        if not any(sign in plain[one.span.end : other.span.start] for sign in "。；"):
            yield one, other


def _is_done(event: Event) -> bool:
    is_day = event.span.bound in (Bound.ON, Bound.FROM) and not event.span.is_whole_year
    is_else = event.is_apart or event.is_object or event.aside
    return is_day and not is_else and not event.says("planned", "by_contract", "denied")


def _is_of_whole(first: Event, second: Event, name: str) -> bool:
    """The second is told of the row's own thing, whatever part was the last to be ready."""
    if is_beside(first) or is_beside(second) or _steps().holds(_said(second), "tried"):
        return False
    if _is_counted(second) or _has_object(first) or _has_object(second):
        return False
    own, other = _label(second), _label(first)
    if not own:
        return True
    # What comes out of a work has a name of its own: 外业收尾, 数据上报.
    known = f"{name}{other}" if not other or _told(second) & _OF_ANOTHER_NAME else other
    left = without_shared(own, known).strip()
    return not left and not (other and own != other and own[-1] == other[-1])


_WITH_DOER = frozenset({"accepted", "reported", "appointed", "begun"})
"""Before these may stand who did it: 四方验收, 省局上报."""
_OF_ANOTHER_NAME = frozenset({"reported", "appointed"})


def is_beside(event: Event) -> bool:
    """Whether a date is told of a part or of something besides."""
    return _steps().holds(_said(event), "beside") or words().holds(_said(event), "elsewhere")


def _has_object(event: Event) -> bool:
    """9月28日验收南坪两间, 9月3日发放需求表: of that alone it is told. 报送省局 and 点火做饭 go on."""
    said = _behind(event)
    marks = _steps().find(said, *_ordered())
    if not marks or "begun" in _told(event):
        return False
    last = max(marks, key=lambda mark: mark.end)
    rest = words().without(said[last.end :], "manner", *HAPPENINGS).strip("。 了过关的")
    return len(rest) > 1 and not last.word.endswith("到") and not rest.startswith(_GOES_ON)


_GOES_ON = tuple("到给在做来至进接省市县区局厅部后")


def _is_counted(event: Event) -> bool:
    return any(
        one.unit and not one.measures_time and not one.is_percent
        for one in quantities(_said(event))
    )


def _said(event: Event) -> str:
    """What is said of the date alone."""
    return f"{_before(event)} {_behind(event)}"


def _before(event: Event) -> str:
    return event.told[: len(event.told) - len(event.tail)].split("、")[-1]


def _behind(event: Event) -> str:
    return event.tail.split("、")[0]


def _label(event: Event) -> str:
    """Of what the day is told, without the steps: 外业 of 外业收尾; 棚架 of 10月8日棚架装好."""
    behind = _behind(event)
    marks = _steps().find(behind, *_ordered())
    between = behind[: marks[0].start] if marks and not _told(event) & _WITH_DOER else ""
    said = _steps().without(_before(event) or between, *_steps().concepts)
    return "".join(char for char in said if char.isalnum() and char not in _NO_MATTER)


_NO_MATTER = frozenset("的了于在到是与和及把被由都也又")


def _told(event: Event) -> frozenset[str]:
    return frozenset(mark.concept for mark in _steps().find(_plain(event), *_ordered()))


def _needs(event: Event) -> frozenset[str]:
    return frozenset[str]().union(*(_ordered()[concept] for concept in _told(event)))


def _plain(event: Event) -> str:
    """盲样收到 of 盲样8月13日收到; what is done from a day on begins on it."""
    begins = "开始" if event.span.bound is Bound.FROM else ""
    return f"{_before(event)}{begins}{_behind(event)}"


def _steps() -> Lexicon:
    return lexicon("steps")


@cache
def _ordered() -> dict[str, frozenset[str]]:
    tables = _steps().concepts
    return {
        concept: frozenset(table.get("needs", "").split())
        for concept, table in tables.items()
        if concept not in _NO_STEP
    }


_NO_STEP = ("beside", "tried", "whole_text")
