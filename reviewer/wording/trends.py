"""Whether a thing went the way that its target names: 稳步增长 against 较上年下降4.6%."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import quantities
from reviewer.standing.sense import Sense, sense


class Way(Enum):
    """Where something went."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    WORSE = "worse"


_HOW = r"(?:稳步|逐年|逐步|持续|不断|有所|明显|显著|有效|进一步|稳定|稳中|保持|大幅|较快|实现|得到|较上年|比上年|同比|同上年相比)*"
_UP = r"增长|提高|提升|上升|增加|增强|有升"
_DOWN = r"负增长|下降|降低|减少|缩短|有降"
_BETTER = r"改善|好转|向好|优化"
_AIM = re.compile(
    rf"(?P<what>(?:(?![不未无零负防遏控])[\u4e00-\u9fff]){{0,12}}?){_HOW}(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<better>{_BETTER}))"
)
_LAST = r"(?:上年度?|去年|上一年度?|上年同期|去年同期|往年|同期)"
_BOUND = re.compile(
    rf"(?P<least>≥|不低于|不少于|不差于|不小于)(?:或等于)?{_LAST}(?:水平)?"
    rf"|(?P<most>≤|不超过|不高于|不多于|不大于){_LAST}(?:水平)?"
    rf"|(?P<more>>|高于|超过|多于|好于|优于){_LAST}(?:水平)?|(?P<less><|低于|少于){_LAST}(?:水平)?"
)
_NUMBER = r"\d{1,12}(?:\.\d{1,6})?(?:%|‰|个百分点|[\u4e00-\u9fff]{1,3}?)?"
_MOVED = re.compile(
    rf"(?P<thing>[\u4e00-\u9fffⅠ-ⅤA-Za-z.\d]{{0,14}}?)(?:"
    rf"(?:较|比|与|同){_LAST}(?:相比)?[\u4e00-\u9fff]{{0,3}}?(?P<fell>下降|降低|减少|下滑|回落|缩减)了?(?:约)?{_NUMBER}"
    rf"|(?:较|比|与|同){_LAST}(?:相比)?[\u4e00-\u9fff]{{0,3}}?(?P<rose>增长|提高|提升|上升|增加|上涨)了?(?:约)?{_NUMBER}"
    rf"|同比[\u4e00-\u9fff]{{0,3}}?(?:(?P<fell2>下降|降低|减少|下滑)|(?P<rose2>增长|提高|上升|增加|上涨))了?{_NUMBER}"
    rf"|(?:由|从)(?:{_LAST}的?)?(?P<old>{_NUMBER})[\u4e00-\u9fff]{{0,3}}?(?:升|降|提高|提升|上升|下降|降低|减少|增加|增长|下滑|回落)(?:到|至|为)了?(?P<new>{_NUMBER})"
    rf"|{_LAST}(?:为|是|：)?(?P<then>{_NUMBER})[，、；](?:本年度?|今年|当年)(?:为|是|：)?(?P<now>{_NUMBER})"
    rf"|(?P<level>(?:与|和|同|较|跟){_LAST}(?:相比)?(?:基本)?(?:持平|一致|相同))"
    r"|(?P<worse>(?:有所|略有|明显|持续|进一步)?(?:恶化|下滑|变差|倒退|退步|转差))"
    r"|(?:有所|略有|略微?|稍有|小幅|大幅|明显|显著|持续|逐步|出现)?(?:(?P<fell3>下降|降低|减弱|减少|回落|弱化)|(?P<rose3>上升|增加|增长|反弹|升高|上涨))了?(?![到至为])"
    r")"
)  # fmt: skip
_VALUE = re.compile(rf"{_NUMBER}[，、；]?|[，、；。]")
_GOOD_SHARE = re.compile(
    r"(?:优良|优质|[ⅠⅡⅢ]类?|达标|合格)[^，]{0,6}(?:比例|比率|占比|率|天数|断面)"
)
_NONE = re.compile(r"(?<![\d.])0(?![\d.])|未发生|零")
_LESS_IS_BETTER = frozenset(
    ("位", "名", "天", "日", "工作日", "小时", "分钟", "秒", "个月", "月", "年")
)
_LONGEST = 60


@lru_cache(maxsize=4096)
def went_the_other_way(target: str, actual: str, name: str) -> bool:
    """Whether a target names a way in words and the result, in numbers or words, went another."""
    wanted, reached = bare(target), normalize(actual).strip("。；，")
    named = normalize(name)
    bound = _BOUND.fullmatch(normalize(target).strip("。"))
    aim = None if bound else _AIM.fullmatch(wanted)
    if (bound is None and aim is None) or len(reached) > _LONGEST or len(wanted) > _LONGEST:
        return False
    moved = _moved(reached, named)
    if moved is None:
        return False
    way, thing = moved
    if bound is not None:
        return _beyond(bound, way) and _is_same(thing, "", named)
    if aim is None:
        return False
    if way is Way.LEVEL and aim["down"] and _NONE.search(reached):
        return False  # there is no less than none
    if way is Way.WORSE:
        return aim["down"] is None and _is_same(thing, aim["what"], named)
    if aim["better"]:
        return _is_worse(way, thing, named)
    if aim["up"] and not thing and sense(named) is Sense.REVERSE:
        return False  # what went down may be the bad thing that the name speaks of
    wrong = (Way.DOWN, Way.LEVEL) if aim["up"] else (Way.UP, Way.LEVEL)
    return way in wrong and _is_same(thing, aim["what"], named)


def _beyond(bound: re.Match[str], way: Way) -> bool:
    if bound["least"]:
        return way in (Way.DOWN, Way.WORSE)
    if bound["most"]:
        return way is Way.UP
    return way in ((Way.DOWN, Way.LEVEL, Way.WORSE) if bound["more"] else (Way.UP, Way.LEVEL))


def _moved(reached: str, name: str) -> tuple[Way, str] | None:
    """Where the result says that it went, and what; None where it says anything besides."""
    found = list(_MOVED.finditer(reached))
    if len(found) != 1:
        return None
    (one,) = found
    rest = reached[: one.start()] + reached[one.end() :]
    if _VALUE.sub("", rest.replace(name, "") if name else rest):
        return None
    way = _way(one)
    return None if way is None else (way, one["thing"])


def _way(one: re.Match[str]) -> Way | None:
    if one["level"]:
        return Way.LEVEL
    if one["worse"]:
        return Way.WORSE
    if one["fell"] or one["fell2"] or one["fell3"]:
        return Way.DOWN
    if one["rose"] or one["rose2"] or one["rose3"]:
        return Way.UP
    return _between(one["old"] or one["then"], one["new"] or one["now"])


def _between(old: str, new: str) -> Way | None:
    """From one printed number to another of the same unit."""
    first, second = quantities(old), quantities(new)
    if len(first) != 1 or len(second) != 1 or first[0].unit != second[0].unit:
        return None
    if first[0].unit in _LESS_IS_BETTER:
        return None  # of places and of times nobody can say without their name
    before, after = first[0].low, second[0].low
    return Way.LEVEL if before == after else Way.UP if after > before else Way.DOWN


def _is_same(thing: str, what: str, name: str) -> bool:
    """Whether the result speaks of the row's own thing: 孕产妇死亡率 is not 健康水平."""
    return not thing or thing in name or thing == what or (bool(name) and name in thing)


def _is_worse(way: Way, thing: str, name: str) -> bool:
    """A better state shows in more of what is good and less of what is bad."""
    measured = thing or name
    good = _GOOD_SHARE.search(measured) is not None or sense(measured) is Sense.FORWARD
    bad = sense(measured) is Sense.REVERSE
    return (good and not bad and way is Way.DOWN) or (bad and not good and way is Way.UP)
