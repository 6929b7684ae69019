"""What the name of a row says: what it measures, by which rate, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.kinship import plain_words
from reviewer.language.normal import bare, normalize
from reviewer.language.patterns import pattern
from reviewer.language.units import units
from reviewer.lexicon import lexicon
from reviewer.reading.measures import rate_at

_NUMBER = pattern(
    r"^(?:指标\d*[：、.]?|[★▲*☆]+|\d{1,2}[、.)](?!\d)|\(?[一二三四五六七八九十]{1,2}[)、]"
    r"|其中：?){1,3}"
)
_ASIDE = pattern(r"\([^()]{0,20}\)$")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Name:
    """What a row's name says that it measures; those of a kin as one word.

    Attributes:
        whole: all its words, of a rate only.
        words: what it measures, without 数量, 面积 and the words of its rate.
        rate: the rate by its own name (合格率), "" where it is none.
        manner: in which manner the rate is reached (提前, 一次).
        trend: -1 for a fall (下降率), 1 for a rise, 0 for a level.
        names_change: whether it speaks of a change at all.
    """

    whole: str
    words: str
    rate: str
    manner: str
    trend: int
    names_change: bool


@lru_cache(maxsize=4096)
def named(name: str) -> Name:
    """公路硬化里程 → 公路硬化; 学员满意度 → 学员, 满意度."""
    plain = _ASIDE.sub("", _NUMBER.sub("", normalize(name)))
    prose = lexicon("prose")
    change = prose.holds(plain, "change", "rise", "fall")
    spans = prose.find(plain, "span")
    if spans and spans[-1].end == len(plain):
        stem = plain[: spans[-1].start]
        for concept, trend in (("rise", 1), ("fall", -1)):
            marks = prose.find(stem, concept)
            if marks and marks[-1].end == len(stem):
                return Name("", plain_words(stem[: marks[-1].start]), "", "", trend, True)
    rates = prose.find(plain, "rate")
    if rates and rates[-1].end == len(plain):
        rate, manner = rate_at(plain, rates[-1])
        words = plain_words(plain[: len(plain) - len(rate)])
        return Name(plain_words(plain), words, rate, manner, 0, change)
    return Name("", plain_words(_without_measure(plain)), "", "", 0, change)


@lru_cache(maxsize=4096)
def named_thing(name: str) -> str:
    """What a row is about: 设备验收合格 of 设备验收合格率（%）; those of a kin as one word."""
    said = named(name)
    if not said.rate:
        return said.words
    plain = _ASIDE.sub("", _NUMBER.sub("", normalize(name)))
    return plain_words(plain[: lexicon("prose").find(plain, "rate")[-1].start])


def _without_measure(name: str) -> str:
    """护林员人数 without 人数, 出动巡查次数 without 出动 and 次数."""
    for _ in range(2):
        marks = lexicon("prose").find(name, "measure")
        if not marks or marks[-1].end != len(name) or marks[-1].start < _SHORTEST_NAME:
            break
        name = name[: marks[-1].start]
    sent = lexicon("prose").find(name, "sent_out")
    return name[sent[0].end :] if sent and not sent[0].start else name


# The same as another name? ------------------------------------------------------------

_PREFIX = pattern(
    r"^(?:指标[\d一二三四五六七八九十]+|[★☆▲△*※#]+|其中|\d{1,2}(?![号标季岁千kKGg期月级类楼栋座年])(?=[^\d%]))+"
)
_UNIT = pattern(r"\((?:单位：?)?[十百千万亿]?([^()]{1,6})\)$")
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
    behind = _UNIT.search(plain)
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
