"""Years that do not belong to a form of its year."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.dates import Bound, DateSpan, dates
from reviewer.language.normal import normalize

_YEAR = r"(?<!\d)(20\d\d)(?!\d)"
_YEARS = re.compile(_YEAR)
_RANGE = re.compile(r"(?<!\d)(20\d\d)\s*年?度?\s*(?:-|—|–|－|~|～|至|到)+\s*(20\d\d)(?!\d)")
_LONGEST_RANGE = 30
_BUDGET_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年度")
_NAME = re.compile(r"[^\u4e00-\u9fff]{0,60}?(?<!\d)(20\d\d)年度")
_OTHER_YEARS_NAME = re.compile(
    "编制|结转|结余|提前|续|清算|决算|审计|报告|年报|考核|评[价估审选]|奖|补|兑现|尾款|质保|偿|以前|跨年|规划|普查"
    "|届|级|毕业|招|赛|会|节|奥|统计|鉴定|追加|扣回|返还"
)
"""Names of projects that rightly carry another year: audits of the last one, prizes, censuses."""

_DOCUMENT_NUMBER = re.compile(r"[〔\[［（(【]\s*(20\d\d)\s*[〕\]］）)】]\s*第?\s*\d{1,5}\s*号")
_ACHIEVED = re.compile(
    r"(?:全面|全部|基本|按期|如期)?(?:完[成工]|竣工|验收|建成|交付|投入使用|投用|实现|启动|开工|结束|结题|印发)"
    r"(?!率|值|情况|数|量|的)"
)
_ENDS = re.compile(r"[。；;,]|$")
"""What makes a deadline of a date without 前: 2022年12月完成."""
_BASELINE = (*"较比与同自从超按据《", "低于", "高于", "优于", "少于", "多于", "大于", "小于")
_ALREADY = re.compile(
    r"[,，]?(?:已|在[册岗库校]|入[库职学编]|出生|注册|登记|取得|退休|投诉|发生|的)"
)
"""2022年12月31日前在册人数 says who is meant, not when it is due."""
_SINCE = ("截至", "截止")
"""截至2022年底的存量隐患 is what there was, not when it is due."""
_GRACE_MONTH = 3
"""Closing accounts and acceptance of a year's work run into the first quarter of the next."""
_LATEST_START = 6
"""A date further on in a result is not its own."""


@lru_cache(maxsize=4096)
def years_in(text: str) -> frozenset[int]:
    """Every year that a text names, those within a range (2020-2022年) included."""
    years = {int(year) for year in _YEARS.findall(text)}
    for first, last in _RANGE.findall(text):
        if 0 < int(last) - int(first) <= _LONGEST_RANGE:
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
    if found is None or year in years_in(name) or _OTHER_YEARS_NAME.search(name):
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
    spans = dates(target, year)
    if year in years_in(target) or any(_covers(span, year) for span in spans):
        return None
    plain = normalize(target)
    due = (span for span in spans if span.names_year and _is_deadline(span, plain))
    return next((span.words for span in due if not _is_grace(span, year)), None)


def _covers(span: DateSpan, year: int) -> bool:
    return span.first.year <= year <= span.last.year


def _is_deadline(span: DateSpan, plain: str) -> bool:
    before = plain[: span.start]
    if span.bound is Bound.FROM or before.endswith(_BASELINE):
        return False
    if span.bound is Bound.BY:
        return not (span.words.startswith(_SINCE) or _ALREADY.match(plain, span.end))
    if _ACHIEVED.match(plain, span.end):
        return True
    return not span.is_whole_year and bool(_ENDS.match(plain, span.end))


def _is_grace(span: DateSpan, year: int) -> bool:
    return span.last.year == year + 1 and span.last.month <= _GRACE_MONTH


@lru_cache(maxsize=4096)
def earlier_result(actual: str, target: str, year: int) -> str | None:
    """A result dated before the form's year, against a deadline within it."""
    result = next((span for span in dates(actual, year) if not span.is_whole_year), None)
    if result is None or not result.names_year or result.start > _LATEST_START:
        return None
    if result.last.year >= year or year in years_in(actual):
        return None
    due = any(span.bound is Bound.BY and _covers(span, year) for span in dates(target, year))
    return result.words if due else None


_TOLD_SINCE = re.compile(r"[已未没仍才]|尚|原[计定拟]|计划|本应|但|实际|推迟|延期|完成了")
_WHY = re.compile(r"因|由于|受|[停缓推延]|导致")
_PROMISED = re.compile(
    r"(?:由[^，。；]{1,12}|将|再|全部|统一){0,3}(?:补|完成|整改|恢复|重新|实施|开展|举办|支付|验收)"
)


@lru_cache(maxsize=4096)
def earlier_account(explanation: str, year: int) -> str | None:
    """An explanation of an earlier year's form: 2022年因台风停课，2023年3月前补训 in one for 2023.

    Its cause lies before the form's year and what it promises within it, and nothing in it was
    written after that year.
    """
    plain = normalize(explanation)
    named = years_in(plain)
    if not named or max(named) != year or min(named) >= year or _TOLD_SINCE.search(plain):
        return None
    cause = _YEARS.match(plain)
    if cause is None or int(cause[1]) >= year or not _WHY.match(plain, _after_date(plain, cause)):
        return None
    due = next((span for span in dates(plain, year) if span.first.year == year), None)
    if due is None or due.bound is not Bound.BY or not _PROMISED.match(plain, due.end):
        return None
    return due.words


_DATE_REST = re.compile(
    r"年?(?:\d{1,2}月(?:\d{1,2}日|份)?|[上下]半年|[一二三四]季度|[初底末]|[上中下]旬)*"
)


def _after_date(plain: str, found: re.Match[str]) -> int:
    rest = _DATE_REST.match(plain, found.end())
    return found.end() if rest is None else rest.end()


_GOAL_BEGINS = re.compile(
    r"(?:[^，。；：]{0,8}：)?(?:\d[.、])?(?:截[至止]|到|在)?(?P<year>20\d\d)年度?(?![-~至到、和—])"
    r"(?:全年|共|底|末|[上下]半年|\d{1,2}月(?:\d{1,2}日|[底末])?|累计|计划|拟|将|，)*(?P<rest>[^，。；]{0,30})"
)
_THIS_YEAR = re.compile(
    r"本年|今年|当年|本年度|次年|明年|来年|下年|同比|较上年|比上年|[三五两]年|分年|跨年"
)


@lru_cache(maxsize=256)
def foreign_goal_year(text: str, year: int, *, achieved: bool) -> str | None:
    """The year that a goal or its completion begins with, where the form is for another one.

    A goal may look ahead (到2025年建成), and its completion begin with an earlier stage where the
    form's year comes after it.
    """
    plain = normalize(text)
    found = _GOAL_BEGINS.match(plain)
    if found is None or year in years_in(plain) or _THIS_YEAR.search(plain):
        return None
    named = int(found["year"])
    if named > year and (not achieved or _is_next_spring(plain, year)):
        return None
    if _OTHER_YEARS_NAME.search(found["rest"]) or _NOT_YET_THEN.search(found["rest"]):
        return None
    return f"{named}年" if named != year else None


_NOT_YET_THEN = re.compile(
    r"基数|为基|基础|启动|立项|批[复准]|下达|以来|起|之?前|之?后|入[学职库]|毕业|招|建成|竣工|开工|版|项目|学年|届|级|的"
)


def _is_next_spring(plain: str, year: int) -> bool:
    spans = dates(plain, year)
    return bool(spans) and not spans[0].is_whole_year and _is_grace(spans[0], year)
