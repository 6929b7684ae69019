"""Days between two dates for a limit that starts with an event: 收到文件后30日内."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from reviewer.language.dates import DateSpan, dates
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.units import Kind

_STARTS = r"收到|接到|下达|印发|受理|批复|申请|到账|发布|公示|报送|签订|通知"
_FROM = re.compile(rf"(?:{_STARTS})[^，。；\d]{{0,12}}(?:后|之日起|起)(?:的|，)?$")
_START = re.compile(rf"[^，。；]{{0,8}}?(?:{_STARTS})")
_LONGEST = 60
_DAYS = frozenset({Kind.TIME, Kind.WORKDAYS})


def as_days(target: Quantity, actual: str, year: int | None) -> Quantity | None:
    """5月20日收到，7月10日下达 as 51天, None where the target starts with no event or a date is vague."""
    kinds = {unit.kind for unit in target.units}
    if not kinds <= _DAYS or not kinds or _FROM.search(target.subject) is None:
        return None
    plain = normalize(actual)
    found = dates(actual, year)
    if len(plain) > _LONGEST or len(found) != 2 or not all(map(_is_day, found)):
        return None
    first, second = found
    if _START.match(plain, first.end) is None or second.first < first.first:
        return None
    days = Fraction((second.first - first.first).days)
    return replace(
        target,
        subject="",
        tail="",
        relation=None,
        low=days,
        high=days,
        unit="天",
        multiplier=Fraction(1),
        approximate="",
        is_bound=False,
        words=plain.rstrip("。"),
        start=0,
        made="相隔",
    )


def _is_day(span: DateSpan) -> bool:
    return span.first == span.last
