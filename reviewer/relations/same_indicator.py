"""Whether two indicators measure the same thing, going by their names."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.patterns import pattern
from reviewer.language.units import units
from reviewer.lexicon import lexicon

_PREFIX = pattern(
    r"^(?:指标[\d一二三四五六七八九十]+|[★☆▲△*※#]+|其中|\d{1,2}(?![号标季岁千kKGg期月级类楼栋座年])(?=[^\d%]))+"
)
_BRACKETS = pattern(r"\((?:单位：?)?[十百千万亿]?([^()]{1,6})\)$")
_COUNT_END = pattern(r"(?:(?P<of>人次|[场班批期频]次?|[人户家件份台套座处篇辆次])数?|数)$")
"""What is counted is said by the unit of the target as well."""
_SHORTEST = 3
_PEOPLE = pattern(r"人次$")


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """What a name is about, without verbs and nouns that any name may have; "" if little is left.

    建立地下水监测井 and 完成地下水监测井建设 are both 地下水监测井.
    """
    words = _without_amount(_words(name))
    # 培训人数 without its 人数 would be any 培训.
    shorter = _COUNT_END.sub("", words)
    left = shorter if len(shorter) >= _SHORTEST else _PEOPLE.sub("人数", words)
    left = _thing_first(left)
    return left if len(left) >= _SHORTEST else ""


@lru_cache(maxsize=4096)
def counted(name: str) -> str:
    """What a name says that it counts: 人 of 参训学员人数, 场 of 培训场次; "" where it does not."""
    found = _COUNT_END.search(_words(name))
    return "" if found is None else (found["of"] or "").removesuffix("次")


def _words(name: str) -> str:
    """The name's own words, without a unit in brackets behind it (面积（平方米）)."""
    plain = normalize(name)
    behind = _BRACKETS.search(plain)
    if behind is not None and units(behind[1]):
        plain = plain[: behind.start()]
    return "".join(lexicon("names").without(_PREFIX.sub("", bare(plain)), "generic").split())


def _without_amount(words: str) -> str:
    """设备采购量 is 设备采购."""
    acts = lexicon("names").find(words, "act")
    whole = bool(acts) and words.endswith("量") and acts[-1].end == len(words) - 1
    return words.removesuffix("量") if whole else words


_SHORTEST_THING = 2


def _thing_first(words: str) -> str:
    """采购设备 is 设备采购; 检测 is no such act: 检测设备 and 设备检测 are two things."""
    act = next(iter(lexicon("names").find(words, "act")), None)
    if act is None or act.start:
        return words
    thing = words[act.end :]
    plain = len(thing) >= _SHORTEST_THING and not any(char.isdigit() for char in thing)
    return f"{thing}{act.word}" if plain and thing != "人数" else words
