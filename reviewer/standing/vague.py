"""Targets that nobody can measure, and results that do not answer theirs: its own words again, another thing."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import Bound, dates
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon

_LONGEST = 40
_ANY_YEAR = 2000
_VAGUE = ("vague_verb", "vague_way", "vague_whose", "vague_goal")


@lru_cache(maxsize=4096)
def cannot_be_measured(target: str) -> bool:
    """Whether the whole target says no more than that what is due should be done.

    A text that merely contains such words (按要求完成12项审查) can be measured, and so can external
    standards (符合国家标准), which can be looked up.
    """
    plain = bare(target)
    words = lexicon("figures")
    if not plain or len(plain) > _LONGEST or _goes_by_plan(plain):
        return False
    if plain in words.words("vague"):
        return True
    if words.holds(plain, "vague_extent"):  # 较大范围推广
        return not words.without(plain, "vague_extent", "vague_spread").strip()
    if words.without(plain, *_VAGUE).strip():
        return False
    verbs = words.find(plain, "vague_verb")
    goals = words.find(plain, "vague_goal")
    return bool(verbs) and any(goal.start >= verbs[0].end for goal in goals)


def only_says_prompt(target: str, actual: str) -> bool:
    """及时响应 for 平均22分钟到场: the result has a time, the target sets no limit to hold it against."""
    plain = bare(target)
    marks = lexicon("figures").find(plain, "prompt")
    if (
        not marks
        or marks[0].start > 0
        or not 0 < len(plain) - marks[0].end <= 4
        or quantities(target)
    ):
        return False
    return any(one.measures_time and one.unit != "年" for one in quantities(actual))


def _goes_by_plan(plain: str) -> bool:
    """按施工进度: a plan has dates of its own."""
    ahead = plain[:14]
    return plain.startswith("按") and lexicon("figures").holds(ahead, "by_plan")


@lru_cache(maxsize=4096)
def says_all_or_none(target: str) -> bool:
    """Whether a target without a number can be counted all the same: 全覆盖, 无事故, a deadline.

    The year of 2020年度审核工作 is none.
    """
    plain = normalize(target)
    if plain.startswith("无") or lexicon("figures").holds(plain, "countable"):
        return True
    return any(
        span.bound is Bound.BY or not span.is_whole_year for span in dates(target, _ANY_YEAR)
    )


_FEWEST = 4


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
    return len(wanted) > 8 or not _is_grade(wanted)


def _is_grade(wanted: str) -> bool:
    """验收合格, 考核优秀及以上, Ⅲ类: a verdict and nothing behind it but its level."""
    for end in ("及以上", "以上", "等次", "等级", "水平", "标准"):
        wanted = wanted.removesuffix(end)
    if wanted.endswith(("类", "等", "级")) and wanted[-2:-1] in _ROMAN:
        return True
    grades = lexicon("figures").find(wanted, "grade")
    return any(mark.end == len(wanted) and mark.start <= 5 for mark in grades)


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
    if len(reached) > len(wanted) + len(bare(name)) + 8 or bool(
        quantities(target) or dates(target, _ANY_YEAR)
    ):
        return False
    aim = _letters(wanted)
    return any(_letters(one) == aim for one in (reached, _unnamed(reached, name)))


def _letters(plain: str) -> list[str]:
    """The characters in their order, without those that say nothing."""
    return sorted(lexicon("figures").without(plain, "added").replace(" ", ""))


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


@lru_cache(maxsize=4096)
def another_thing(target: str, actual: str, name: str) -> str:
    """What the result should speak of and does not (合格); "" where it does or nobody can say.

    Only of a rate or a verdict that a result may name in words, and only where the result tells
    of a step on the way.
    """
    wanted, reached, named = bare(target), normalize(actual), normalize(name)
    if len(reached) <= _LONGEST and (
        visits := _only_visits(f"{named}{wanted}", target, actual)
        or _unvisited(target, actual, name)
    ):
        return visits
    if not reached or len(reached) > _LONGEST or any(one.is_percent for one in quantities(actual)):
        return ""
    asked = _asked(wanted, named, is_rate=any(one.is_percent for one in quantities(target)))
    rates = lexicon("rates")
    if not asked and (own := _own_word(wanted, named, target)):
        answered = own in reached or lexicon("occurrence").holds(reached, "passed")
        return own if rates.holds(reached, "props") and not answered else ""
    if any(not one.high for one in quantities(actual)):
        return ""  # 错发0户
    if not asked or rates.holds(reached, asked) or asked in reached:
        return ""
    on_the_way = rates.holds(reached, "activity", "props") or _counts_tools(actual, named)
    return asked if on_the_way else ""


def _counts_tools(actual: str, name: str) -> bool:
    """扫描设备6台全部进场 of 图像合格率: what is counted is only worked with."""
    counts = quantities(actual)
    return bool(counts) and all(
        any(
            mark.end == len(one.subject) and mark.word not in name
            for mark in lexicon("rates").find(one.subject, "tool")
        )
        for one in counts
    )


def _unvisited(target: str, actual: str, name: str) -> str:
    """播放 of 播放量 ≥50万次 where 已发布短视频62条: nothing tells how often it was looked at."""
    rates, reached = lexicon("rates"), normalize(actual)
    marks = rates.find(name, "visits")
    wanted, told = quantities(target), quantities(actual)
    if not marks or not name.endswith(("量", "数", "人次")) or len(wanted) != 1 or not told:
        return ""
    own = any(one.unit == wanted[0].unit or one.unit.endswith("次") for one in told)
    if own or rates.holds(reached, "visits") or not rates.holds(reached, "activity"):
        return ""
    return marks[-1].word


_OWN = 2


def _own_word(wanted: str, name: str, target: str) -> str:
    """执行 of 陪餐制度执行率 ≥95%, 登记 of 批批登记; "" where the row has no such word."""
    if any(one.is_percent for one in quantities(target)):
        return name[-_OWN - 1 : -1] if name.endswith("率") and len(name) > _OWN else ""
    each = len(wanted) == 2 * _OWN and wanted[0] == wanted[1]
    return wanted[_OWN:] if each else ""


def _only_visits(asked: str, target: str, actual: str) -> str:
    """How often a thing was looked at, where it was asked how often it was done: 访问31万次 of 更新4次."""
    rates = lexicon("rates")
    wanted, told = quantities(target), quantities(actual)
    if rates.holds(asked, "visits") or len(wanted) != 1 or len(told) != 1:
        return ""
    if wanted[0].unit not in ("次", "期", "条", "篇") or not rates.holds(
        normalize(actual), "visits"
    ):
        return ""
    return "完成" if told[0].low >= 100 * wanted[0].high else ""


def _asked(wanted: str, name: str, *, is_rate: bool) -> str:
    """合格 of 合格率 ≥95% and of the verdict 验收合格; "" where neither is asked."""
    concepts = [
        one
        for one in lexicon("rates").concepts
        if one not in ("activity", "visits", "props", "tool")
    ]
    if is_rate:
        subject = name.partition("(")[0]
        return next(
            (
                one
                for one in concepts
                if subject.endswith(tuple(one + ending for ending in ("率", "度", "比例")))
            ),
            "",
        )
    if wanted.startswith("通过") and len(wanted) <= _SHORT:
        return "通过"
    return next(
        (
            one
            for one in ("合格", "优良", "达标", "通过")
            if wanted.endswith(one) and len(wanted) <= _SHORT
        ),
        "",
    )


_SHORT = 8
