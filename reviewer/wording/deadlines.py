"""Deadlines in targets, and dates of completion that lie behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.dates import Bound, DateSpan, arabic_dates, dates
from reviewer.language.normal import normalize
from reviewer.models import Indicator
from reviewer.standing.sense import is_time_level
from reviewer.wording.events import comes_too_late

_TITLES = re.compile(
    r"《[^《》]{0,300}(?:》|$)|[“「][^“”「」]{0,60}[”」]|[\[(〔【](?:19|20)\d\d[\])〕】](?:第?\d{1,6}号)?"
)
_WHEN = re.compile(
    r"(?:完成|完工|竣工|验收|开工|交付|上线|印发|提交|报送|办结|实施|到位|支付|发放|结项|启用|投用)(?:时间|时限|日期|期限|节点)"
)
_BELONGS_TO = re.compile(r"^(?:度)?(?:预算|计划|目标|任务|工作|决算|考核|绩效|项目|资金)")
_CLAUSE = re.compile(r"[^，。；！]+")
_DONE = re.compile(
    r"完成|完工|竣工|验收|交付|提交|报送|出具|印发|发布|上线|投入|投用|启用|结束|结项|办结|召开|举办|通过|支付"
    r"|拨付|发放|到位|公示|建成|开工|实施|签订|落实|推迟|延期|延后|顺延|延至|延迟"
    r"|取得|兑[付现]|完毕|完结|定稿|终稿|结题|到[货账户]|落成|付清|发证|送达|[上下][报发]|举行|播出|开业|投产|并网|通车|移交|归档|颁发"
)
_POSTPONED = re.compile(r"(?:推迟|延期|延后|顺延|延迟|拖延)(?:到|至|了)?|延至|延到")
_FUTURE = re.compile(
    r"将|拟|预计|计划|力争|下一步|今后|争取|确保|待|整改|改进|完善|明年|下年|继续|加快|加强|原定|原计划|应于|要求"
)
_ONLY_DATE = re.compile(r"(?:实际)?(?:完成)?(?:时间|日期)?(?:为|于|在|：|已)*$")
_ARRIVAL = re.compile(r"(?:于|至|到|在|为|：)$")


@lru_cache(maxsize=4096)
def _untitled(text: str) -> str:
    """The text without titles and document numbers: their dates are not the row's."""
    return arabic_dates(_TITLES.sub("，", normalize(text)))


def deadline(row: Indicator, year: int | None) -> DateSpan | None:
    """The last deadline of a row's target: a date with 前 …, or a bare date under 时效.

    A year before the form's is no deadline (2015年以前建成的小区).
    """
    text = _untitled(row.target.text)
    spans = dates(text, year)
    found = [span for span in spans if span.bound is Bound.BY]
    if not found and _is_about_time(row) and not any(s.bound is Bound.FROM for s in spans):
        found = [span for span in spans if not _is_attribute(span, text)]
    latest = max(found, key=lambda span: span.last, default=None)
    if latest is None or (year is not None and latest.last.year < year):
        return None
    return latest


_BETWEEN = re.compile(r"[、，；和及与]+")


def in_turn(row: Indicator, year: int | None) -> tuple[tuple[DateSpan, DateSpan], ...]:
    """The deadlines of a target that lists several, each with its date in a like list; else ()."""
    limits, done = _listed(row.target.text, year), _listed(row.actual.text, year)
    return tuple(zip(limits, done, strict=True)) if len(limits) == len(done) > 1 else ()


def _listed(text: str, year: int | None) -> tuple[DateSpan, ...]:
    """The dates of a text that is a list of them and nothing else."""
    plain = _untitled(text).strip("。")
    spans, at = dates(plain, year), 0
    for index, span in enumerate(spans):
        joined = _BETWEEN.fullmatch(plain, at, span.start) if index else at == span.start
        if not joined:
            return ()
        at = span.end
    return spans if at == len(plain) else ()


def span_of_months(text: str, year: int | None) -> DateSpan | None:
    """The span of several months that is the whole text: 2023年3月至10月; None for anything else."""
    plain = _untitled(text).strip("。")
    spans = dates(plain, year)
    if len(spans) != 1 or spans[0].start != 0 or spans[0].end != len(plain):
        return None
    only = spans[0]
    same_month = (only.first.year, only.first.month) == (only.last.year, only.last.month)
    is_one = same_month or only.is_whole_year or _RANGE_SIGN.search(plain) is None
    return None if only.bound is not Bound.ON or is_one else only


_RANGE_SIGN = re.compile(r"[-~—至到]")


def needs_year(row: Indicator, year: int | None) -> bool:
    """Whether the target has a deadline that only the form's missing year keeps from reading."""
    return year is None and deadline(row, None) is None and deadline(row, _ANY_YEAR) is not None


_ANY_YEAR = 2000


def _is_about_time(row: Indicator) -> bool:
    levels = row.level1.text, row.level2.text
    return is_time_level(*levels) or _WHEN.search(row.name.text) is not None


def _is_attribute(span: DateSpan, text: str) -> bool:
    """2023年度预算编制: the year belongs to the budget."""
    return span.is_whole_year and _BELONGS_TO.match(text[span.end :]) is not None


_DAYS = re.compile(r"[\d年月日至到~、和及\-]+")
"""9月5日至8日: when it was held, without a word."""


def completions(text: str, year: int | None) -> tuple[tuple[DateSpan, str], ...]:
    """The dates in a result on which something was completed, each with its clause."""
    plain = _untitled(text)
    spans = dates(plain, year)
    return tuple(
        (span, clause)
        for span, clause, before in _in_clauses(spans, plain)
        if (span.bound is Bound.ON or (span.bound is Bound.BY and _ALL_DONE.search(clause)))
        and (_DONE.search(clause) or _DAYS.fullmatch(clause) or _is_whole(span, plain))
        and not _is_object(span, plain, before)
        and (not span.is_whole_year or _ARRIVAL.search(before) or _DONE.match(plain, span.end))
    )


_ALL_DONE = re.compile(
    r"(?:已|均|全部)(?!.{0,12}(?:前|计划|将))[^，。；]{0,12}?(?:完成|发放|到[户位货账]|兑付|支付|拨付|交付|办结|通过)"
)
"""12月20日前全部发放到户 reports; 12月20日前完成 repeats the deadline."""


def late_completion(row: Indicator, limit: DateSpan, year: int | None) -> DateSpan | None:
    """The date in a row's result on which what was due by `limit` came too late."""
    done = completions(row.actual.text, year)
    in_time = "，".join(clause for span, clause in done if span.first <= limit.last)
    due = f"{row.name.text} {row.target.text}"
    for span, clause in done:
        if span.first > limit.last and (not in_time or comes_too_late(due, clause, in_time)):
            return span
    return None


def late_in_explanation(text: str, year: int | None) -> tuple[DateSpan, ...]:
    """The dates to which an explanation says that completion slipped; promises are left out."""
    plain = _untitled(text)
    spans = [span for span in dates(plain, year) if span.names_year]
    return tuple(
        span
        for span, clause, before in _in_clauses(spans, plain)
        if span.bound is Bound.ON
        and not _FUTURE.search(clause)
        and (_POSTPONED.search(before) or (_DONE.search(clause) and _ARRIVAL.search(before)))
    )


_MAKES = re.compile(r"(?:完成|编制|编印|印发|发布|签订|提交|报送|出具|下达|通过)了?$")


def _is_object(span: DateSpan, plain: str, before: str) -> bool:
    """完成2024年1月的计划: the date belongs to what was made."""
    return plain[span.end : span.end + 1] == "的" or _MAKES.search(before) is not None


def _is_whole(span: DateSpan, plain: str) -> bool:
    """The text is nothing but the date: 2021年3月, 完成时间：2021年3月."""
    return not plain[span.end :].strip("。，；") and bool(_ONLY_DATE.fullmatch(plain[: span.start]))


def _in_clauses(
    spans: tuple[DateSpan, ...] | list[DateSpan], plain: str
) -> Iterator[tuple[DateSpan, str, str]]:
    """Each span with its clause and the words before it therein."""
    if not spans:
        return
    clauses = [(found.start(), found.end()) for found in _CLAUSE.finditer(plain)]
    index = 0
    for span in spans:
        while index + 1 < len(clauses) and clauses[index][1] <= span.start:
            index += 1
        start = max(clauses[index][0], span.start - _AROUND)
        end = min(clauses[index][1], span.end + _AROUND)
        yield span, plain[start:end], plain[start : span.start]


_AROUND = 60
"""Clauses of a form are shorter; a longer one is looked at near the date only."""
