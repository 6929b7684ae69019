"""Whether more of what an indicator measures is better, as its name says."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.lexicon import Mark, lexicon


class Sense(Enum):
    """Which way an indicator should go."""

    FORWARD = "forward"  # 正向指标
    REVERSE = "reverse"  # 反向指标
    OPEN = "open"  # the name does not tell


_RATES = ("率", "度", "面", "比例")
_NOUN = 2
"""Characters of a thing between what it lacks and what is done about it."""
_NEAR_SPAN = 2


def _holds(text: str, *concepts: str) -> bool:
    return lexicon("senses").holds(text, *concepts)


def _is_only(text: str, *concepts: str) -> bool:
    """Whether a text is made of words of these concepts (and brackets) alone."""
    bare = text.partition("(")[0]
    return not lexicon("senses").without(bare, *concepts).strip()


@lru_cache(maxsize=4096)
def sense(name: str) -> Sense:
    """The sense of an indicator's name; OPEN where both readings stand in it."""
    plain = normalize(name)
    words = lexicon("senses")
    for negated in words.find(plain, "lacking"):
        behind = plain[negated.end :]
        if _holds(plain[: negated.start], "acting") and not behind.endswith(_RATES):
            return Sense.OPEN  # 清退不合格企业数
        return _about_negated(negated, behind)
    found = [*words.find(plain, "bad"), *_concentrations(plain)]
    if found:  # the last one decides
        return _about_bad(plain, max(found, key=lambda one: one.start))
    if "满意度" in plain or _names_good_share(plain):
        return Sense.OPEN if _grows_in_cost(plain) else Sense.FORWARD
    if _is_cost(plain):
        return Sense.OPEN if _holds(plain, "acting") else Sense.REVERSE
    if _waits(plain):
        return Sense.OPEN if _holds(plain, "lasting") else Sense.REVERSE
    return Sense.OPEN


def _concentrations(plain: str) -> list[Mark]:
    """PM2.5年均浓度: less of it in the air or the water."""
    return [
        Mark("bad", one.start, at + 2, plain[one.start : at + 2])
        for one in lexicon("senses").find(plain, "pollutant")
        if (at := plain.find("浓度", one.end)) >= 0 and at - one.end <= 6
    ]


def _names_good_share(plain: str) -> bool:
    """合格率, 覆盖面: a share of what is good."""
    return any(
        plain.startswith(("率", "度", "面", "比例", "幅度"), good.end)
        for good in lexicon("senses").find(plain, "good")
    )


def _is_cost(plain: str) -> bool:
    return any(
        _is_only(plain[cost.end :], "cost_end") for cost in lexicon("senses").find(plain, "cost")
    )


def _waits(plain: str) -> bool:
    if _holds(plain, "waiting"):
        return True
    return any(
        plain.startswith(("用时", "时间", "时限", "时长", "时效", "周期", "天数"), awaited.end)
        for awaited in lexicon("senses").find(plain, "awaited")
    )


def _about_negated(negated: Mark, behind: str) -> Sense:
    """不合格率 and 未及时处理率 should be low, 不合格产品处置率 high."""
    remedies = lexicon("senses").find(behind, "remedy")
    if not remedies or (negated.word[0] != "不" and remedies[0].start < _NOUN):
        return Sense.REVERSE
    return Sense.FORWARD if behind.endswith(_RATES) else Sense.OPEN


def _about_bad(plain: str, bad: Mark) -> Sense:
    """投诉率 should be low, 投诉办结率 high; of 查处违法案件数 nobody can say."""
    behind = plain[bad.end :]
    if _holds(behind, "remedy"):
        rate = behind.endswith(_RATES) and "控制" not in behind
        return Sense.FORWARD if rate else Sense.OPEN
    before = plain[: bad.start]
    if bad.word == "诉讼":
        return Sense.OPEN  # a court tries them, a bureau is sued in them
    if before.endswith(("无", "零")):
        return Sense.FORWARD if behind.endswith(_RATES) else Sense.OPEN  # 无差错率
    if _holds(before, "acting") or not _is_only(behind, "measured"):
        return Sense.OPEN
    return Sense.REVERSE


def grows_either_way(name: str) -> bool:
    """Whether a name measures the growth of something that is not better for being more (维护成本增长率)."""
    plain = normalize(name)
    return _ends_in_growth(plain) and not _holds(plain, "welcome")


def _ends_in_growth(plain: str) -> bool:
    bare = plain.partition("(")[0]
    return any(mark.end == len(bare) for mark in lexicon("senses").find(bare, "growth"))


def _grows_in_cost(plain: str) -> bool:
    return _ends_in_growth(plain) and _holds(plain, "spent")


def is_kept_to(name: str) -> bool:
    """成本控制率: over 100% is over the budget, whatever less may mean."""
    return _holds(normalize(name), "kept_to")


def names_ceiling(name: str) -> bool:
    """控制在预算成本内, 不超过概算: the target is what must not be exceeded."""
    plain = normalize(name)
    kept_within = plain.partition("控制在")[2]
    return _holds(plain, "ceiling") or any(end in kept_within for end in ("内", "以下"))


def names_something_bad(name: str) -> bool:
    """Whether a bad thing stands in a name that does not say whether it was done away with.

    Of 违法建设面积 nobody can say whether more is better; of 更换破损井盖 everybody can.
    """
    plain = normalize(name)
    bad = next(iter(lexicon("senses").find(plain, "bad")), None)
    if bad is None:
        return False
    return not _holds(plain, "acting") and not _holds(plain[bad.end :], "remedy")


def lasts(name: str) -> bool:
    """Whether the time that an indicator measures is better long than short (培训天数)."""
    return _holds(normalize(name), "lasting")


def waits(name: str) -> bool:
    """Whether the name measures a time that should be short (完成时间), and nothing bad."""
    plain = normalize(name)
    return _waits(plain) and not _holds(plain, "bad")


def is_cost_level(*levels: str) -> bool:
    """成本指标, at whichever level it stands."""
    return any("成本" in level for level in levels)


def names_cost(name: str) -> bool:
    """Whether money is spent: not saved, brought in, or paid out at a rate that is owed."""
    plain = normalize(name)
    owed = sense(name) is Sense.FORWARD or _holds(plain, "brought_in", "fixed_rate")
    return not owed and _holds(plain, "spent")


def is_time_level(*levels: str) -> bool:
    """时效指标, 进度指标."""
    return any(word in level for level in levels for word in ("时效", "进度"))


def is_count_level(*levels: str) -> bool:
    """数量指标."""
    return any("数量" in level for level in levels)
