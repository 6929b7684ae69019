"""Deadlines that a row kept by its own date, and explanations that say otherwise."""

from __future__ import annotations

import re

from reviewer.language.dates import Bound, DateSpan, arabic_dates, dates
from reviewer.language.normal import normalize
from reviewer.models import Indicator
from reviewer.reading.accounts import read_account
from reviewer.wording.confession import is_announced
from reviewer.wording.deadlines import completions, deadline

_CLAUSE = re.compile(r"[^，。；！]+")
_POSTPONED = re.compile(r"(?:延误|推迟|延期|延后|顺延|延迟|拖延|拖|延)(?:到|至|了)?(?:本年|当年)?$")
_DONE = "(?:正式|全部|完全|竣工|试)?(?:完成|完工|竣工|验收|交付|开放|开馆|开业|投用|投入使用|启用|上线|建成|办结|印发|提交|报送|结项|到位)"
_ONLY_THEN = re.compile(rf"才?{_DONE}")
_OTHER = re.compile(
    r"将|拟|预计|计划|力争|下一步|今后|争取|确保|待|明年|下年|次年|原定|应于|要求|上年|去年|审计|决算|结算|尾款|付款|支付|质保"
    r"|评价|总结|归档|移交|开工|二期|后续|其他|另"
)
_KEPT = re.compile(r"提前|按期|按时|如期|仍[^，。；]{0,8}完成|[未不]影响|批准|同意|原合同")


def in_time(row: Indicator, year: int | None) -> bool:
    """Whether every date of completion in the result lies within the target's deadline."""
    limit = deadline(row, year)
    done = completions(row.actual.text, year) if limit is not None else ()
    return limit is not None and bool(done) and all(span.last <= limit.last for span, _ in done)


def is_overdue(row: Indicator, year: int | None) -> bool:
    """Whether the result's dates of completion all lie behind the target's deadline."""
    limit = deadline(row, year)
    done = completions(row.actual.text, year) if limit is not None else ()
    return limit is not None and bool(done) and all(span.first > limit.last for span, _ in done)


def slipped(row: Indicator, year: int | None) -> str:
    """The clause of an explanation that dates the completion of the row behind its deadline.

    Only dates without a year are read, 延误至11月中旬 or 11月5日开放; those with one are A414's.
    """
    limit = deadline(row, year)
    if limit is None or year is None or len(row.explanation.text) > _LONGEST:
        return ""
    clauses = read_account(row.explanation.text, year).clauses
    plain = arabic_dates("，".join(one.text for one in clauses if not is_announced(one, year)))
    if _KEPT.search(plain):
        return ""
    for clause in _CLAUSE.finditer(plain):
        late = any(
            _tells(span, clause.group()) and span.first > limit.last
            for span in dates(clause.group(), year)
        )
        if late and not _OTHER.search(clause.group()):
            return clause.group()
    return ""


_LONGEST = 400
_WITHIN = re.compile(r"未超|不超|(?:期限|时限|规定时间|计划时间|目标时间)[之以]?内|\d{1,2}[月日]")


def stays_in_time(explanation: str) -> bool:
    """Whether a delay is told with its date, or said to have kept the deadline all the same."""
    plain = arabic_dates(normalize(explanation))
    return _WITHIN.search(plain) is not None or _KEPT.search(plain) is not None


def _tells(span: DateSpan, clause: str) -> bool:
    """The clause says that something was put off to this date, or done on it."""
    if span.names_year or span.bound is not Bound.ON:
        return False
    return (
        _POSTPONED.search(clause, 0, span.start) is not None
        or _ONLY_THEN.match(clause, span.end) is not None
    )
