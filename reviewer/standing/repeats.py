"""Whether a result says anything that its target does not."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import Bound, dates
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon

_FEWEST = 4
_LONGEST_GRADE = 8
_FEW_ADDED = 8
_BEFORE_A_GRADE = 5
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
    if sum("\u3400" <= char <= "\u9fff" for char in wanted) < _FEWEST:
        return False
    return len(wanted) > _LONGEST_GRADE or not _is_grade(wanted)


def _is_grade(wanted: str) -> bool:
    """验收合格, 考核优秀及以上, Ⅲ类: a verdict and nothing behind it but its level."""
    for end in ("及以上", "以上", "等次", "等级", "水平", "标准"):
        wanted = wanted.removesuffix(end)
    if wanted.endswith(("类", "等", "级")) and wanted[-2:-1] in _ROMAN:
        return True
    grades = lexicon("figures").find(wanted, "grade")
    return any(mark.end == len(wanted) and mark.start <= _BEFORE_A_GRADE for mark in grades)


_ROMAN = frozenset("ⅠⅡⅢⅣⅤABCDE")


@lru_cache(maxsize=4096)
def rewords(target: str, actual: str, name: str) -> bool:
    """Whether a result says its target again with no more than 已, 得到 or the row's name added.

    The words may stand in another order: 不断提升获得感 and 获得感不断提升.
    """
    wanted, reached = bare(target), bare(actual)
    if min(len(wanted), len(reached)) < _FEWEST:
        return False
    if not lexicon("figures").holds(wanted, "improves"):
        return False
    if len(reached) > len(wanted) + len(bare(name)) + _FEW_ADDED or _has_figures(target):
        return False
    aim = _letters(wanted)
    return any(_letters(one) == aim for one in (reached, _unnamed(reached, name)))


def _letters(plain: str) -> list[str]:
    """The characters in their order, without those that say nothing."""
    return sorted(lexicon("figures").without(plain, "added").replace(" ", ""))


def _has_figures(target: str) -> bool:
    return bool(quantities(target) or dates(target, _ANY_YEAR))


def _unnamed(reached: str, name: str) -> str:
    named = bare(name)
    return reached.replace(named, "", 1) if named else reached


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
    for lead in ("之前", "以前", "前"):
        rest = rest.removeprefix(lead)
    return reached[0].last == limit.last and rest in ("", "完成")


def _is_period(target: str) -> bool:
    """10个工作日以内 is a deadline; the result should say how many days it took."""
    only = quantities(target)[0]
    return only.measures_time and only.words.endswith("内") and normalize(target) == only.words
