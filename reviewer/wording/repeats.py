"""Whether a result says anything that its target does not."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.dates import Bound, dates
from reviewer.language.normal import CJK, bare, normalize
from reviewer.language.quantities import quantities

# 验收合格, 考核优秀, 质量达标: a grade is a result, however often it is repeated.
_GRADE = re.compile(
    rf"[{CJK}]{{0,5}}(?:不?合格|不?达标|优秀|优良|优|良好|良|中等|通过|满意|[一二三]等|[A-E][等级类]?|甲等|乙等|一级|二级"
    rf"|[Ⅰ-Ⅴ]+类|正常|无|是|有|达到|符合|应[{CJK}]尽[{CJK}])(?:以上|及以上|等次|等级|水平|标准)?"
)
_CHARACTER = re.compile(rf"[{CJK}]")
_FEWEST = 4
_LONGEST_GRADE = 8
_ANY_YEAR = 2000


@lru_cache(maxsize=4096)
def repeats(target: str, actual: str) -> bool:
    """Whether a result in words, or a deadline, is its target word for word."""
    wanted = bare(target)
    if not wanted or wanted != bare(actual):
        return False
    found = quantities(target)
    if found:
        return _is_period(target) and len(found) == 1
    spans = dates(target, _ANY_YEAR)
    if spans:
        return any(span.bound is Bound.BY for span in spans)
    if len(_CHARACTER.findall(wanted)) < _FEWEST:
        return False
    return len(wanted) > _LONGEST_GRADE or _GRADE.fullmatch(wanted) is None


_IMPROVES = re.compile(
    r"提[高升]|增[强进加]|改善|促进|推动|带动|优化|加强|扩大|丰富|缓解|减轻|减少|降低|改进"
)
"""Targets that ask for a change; of what was to be done (签订备忘录), 已签订 says that it was."""
_ADDED = re.compile(r"已经|已|得到|取得|实现|有效|切实|进一步|不断|[了的得均都有]")


@lru_cache(maxsize=4096)
def rewords(target: str, actual: str, name: str) -> bool:
    """Whether a result says its target again with no more than 已, 得到 or the row's name added.

    The words may stand in another order: 不断提升获得感 and 获得感不断提升.
    """
    wanted, reached = bare(target), bare(actual)
    if min(len(wanted), len(reached)) < _FEWEST or not _IMPROVES.search(wanted):
        return False
    if len(reached) > len(wanted) + len(bare(name)) + _FEW_ADDED or _has_figures(target):
        return False
    aim = sorted(_ADDED.sub("", wanted))
    return any(sorted(_ADDED.sub("", one)) == aim for one in (reached, _unnamed(reached, name)))


_FEW_ADDED = 8


def _has_figures(target: str) -> bool:
    return bool(quantities(target) or dates(target, _ANY_YEAR))


def _unnamed(reached: str, name: str) -> str:
    named = bare(name)
    return reached.replace(named, "", 1) if named else reached


_AND_DONE = re.compile(r"(?:之前|以前|前)?(?:完成)?")


@lru_cache(maxsize=4096)
def repeats_deadline(target: str, actual: str) -> bool:
    """Whether a result is no more than the deadline again: 10月31日前完成 for 2023年10月31日前."""
    wanted = dates(target, _ANY_YEAR)
    if len(wanted) != 1 or wanted[0].bound is not Bound.BY:
        return False
    (limit,) = wanted
    reached = dates(actual, limit.last.year)
    if len(reached) != 1 or reached[0].bound is not Bound.BY:
        return False
    if not limit.names_year:
        (limit,) = dates(target, reached[0].last.year)
    plain = normalize(actual).strip("。；")
    rest = plain[: reached[0].start] + plain[reached[0].end :]
    return reached[0].last == limit.last and _AND_DONE.fullmatch(rest) is not None


def _is_period(target: str) -> bool:
    """10个工作日以内 is a deadline; the result should say how many days it took."""
    only = quantities(target)[0]
    return only.measures_time and only.words.endswith("内") and normalize(target) == only.words
