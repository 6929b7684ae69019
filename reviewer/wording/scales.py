"""Grades in words, in their order: 优秀 over 良好, Ⅲ类 over Ⅳ类, 满意 over 基本满意."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.standing.sense import Sense, sense


@dataclass(frozen=True, slots=True)
class _Scale:
    """Grades from best to worst; those that mean the same are one step.

    `about` must stand in the row's name, target or result where the words alone do not tell;
    `of_good` says that only the name tells whether more is better.
    """

    steps: dict[str, int]
    about: re.Pattern[str] | None = None
    of_good: bool = False


def _scale(steps: str, about: str = "", endings: str = "", *, of_good: bool = False) -> _Scale:
    """Steps are parted by blanks, words for one step by bars; each may end in one of `endings`."""
    words = {
        word + ending: step
        for step, alike in enumerate(steps.split())
        for word in alike.split("|")
        for ending in (endings.split("|") if endings else ("",))
    }
    return _Scale(words, re.compile(about) if about else None, of_good)


_VERDICTS = ("合格", "通过", "达标", "验收合格", "验收通过", "检验合格", "检测合格", "评审通过")
_OUTRIGHT = "|".join(
    f"{how}{verdict}" for how in ("一次性", "一次", "首次") for verdict in _VERDICTS
)
_IN_THE_END = "|".join(
    f"{how}{again}{verdict}"
    for how in (
        "整改后",
        "整改",
        "返工后",
        "补正后",
        "复检",
        "复验",
        "复查",
        "二次",
        "第二次",
        "两次",
        "再次",
    )
    for again in ("", "重新", "复检", "复验")
    for verdict in _VERDICTS
)
"""At the first try, and only after something was put right."""
_IN_CLASSES = "水|断面|湖|河|库|声"
_CLASS = re.compile(r"[一二三四五1-5]类")
# 优良 counts 优 and 良 together, so 良好 is no worse. Which of 一般 and 合格 is better nobody can say:
# they stand on two scales.
_SCALES = (
    _scale(
        "优秀|优 优良|良好|良 合格|及格|达标|通过"
        " 基本合格|基本达标 不合格|不及格|不达标|未达标|未合格|未通过|不通过|差"
    ),
    _scale("好 较好|比较好 一般 较差 差|很差"),
    _scale("高 较高|比较高 一般|中|中等 较低 低|很低", of_good=True),
    _scale("优秀|优 优良|良好|良 中等|中|一般 较差 差|很差"),
    _scale("强|很强 较强|比较强 一般|中等|中|较弱|弱|很弱|不强"),
    _scale("大|很大 较大|比较大 一般|中等|中|较小|小|很小|不大|有限"),
    _scale("长期|长久|长远|永久|持续|可持续 中期 短期|短暂|临时|暂时|阶段性|不可持续"),
    _scale("五星|5星 四星|4星 三星|3星 二星|两星|2星 一星|1星", endings="级"),
    _scale("5A|AAAAA 4A|AAAA 3A|AAA 2A|AA 1A|A", endings="级|级景区|级旅游景区"),
    _scale(f"{_OUTRIGHT} {_IN_THE_END} 未通过|不通过|不合格|未合格"),
    _scale(
        "非常满意|很满意|十分满意|特别满意|高度满意 满意 较满意|比较满意|较为满意 基本满意 一般"
        " 不太满意|不够满意 不满意|很不满意|非常不满意"
    ),
    _scale(
        "Ⅰ|I|一|1 Ⅱ|II|二|2 Ⅲ|III|三|3 Ⅳ|IV|四|4 Ⅴ|V|五|5 劣Ⅴ|劣V|劣五",
        about=_IN_CLASSES,
        endings="类",
    ),
    _scale("一 二 三", about="空气|大气|环境质量", endings="级"),
    _scale("AAAAA AAAA AAA AA A BBB BB B CCC CC C D", endings="级|等"),
    _scale("AAAAA AAAA AAA AA A BBB BB B CCC CC C D", about="等级|评级|信用|等次|考核|评价"),
    _scale("甲 乙 丙 丁", endings="级|等"),
    _scale("特 一 二 三", about="等次|等级|评比|评选|奖", endings="等|等奖"),
)  # fmt: skip
_AT_LEAST = re.compile(r"≥|不低于|不劣于|及?以上|优于|等次|等级")
_AT_MOST = re.compile(r"≤|<|不高于|以下|不超过|(?<!不)低于")
_GRADED = re.compile(r"等次|等级|评级|考核|考评|评价|评分|评定|评比")
_LEAD = re.compile(
    r"(?:质量|水平|等级|等次|级别|结果|结论|考核|考评|评定|评审|评估|评价|评分|专家|验收|检查|检测|抽检|监测|鉴定|审查"
    r"|总体|整体|综合|工程|项目|均|全部|都|已|经|被|评为|达到|达|保持|稳定|为|是|获得?|取得|优于|不低于|不劣于|高于|实现"
    r"|地表水|水质|水体|水环境|空气|大气|环境|标准|类别|国家|年度|[≥>在以于了或：])"
)
_TRAIL = re.compile(
    r"(?:等次|等级|级别|档次|标准|水平|水质|水体|水|要求|结果|评价|验收|评审|考核|检测|检查"
    r"|(?:及|或|和)?(?:以上|优于|更优)|\(含\)|含)$"
)
_LONGEST = 24


@lru_cache(maxsize=4096)
def is_graded_lower(target: str, actual: str, name: str) -> bool:
    """Whether both whole cells are grades of one scale, and the result's is the worse."""
    wanted, reached = normalize(target), normalize(actual)
    if len(wanted) > _LONGEST or len(reached) > _LONGEST or _AT_MOST.search(wanted):
        return False
    named = normalize(name)
    aim, result = _grade(wanted, named), _grade(reached, named)
    if aim == result or not aim or not result:
        return False
    where = f"{named}{wanted}{reached}"
    for scale in _SCALES:
        if aim not in scale.steps or result not in scale.steps:
            continue
        if scale.about is not None and scale.about.search(where) is None:
            continue
        if scale.of_good and sense(named) is not Sense.FORWARD:
            continue
        return scale.steps[result] > scale.steps[aim] and not _praises(aim, result, wanted, named)
    return False


def is_class(target: str, name: str) -> bool:
    """三类, 达到2类标准 of waters and noise: a class, no count of kinds."""
    plain = normalize(target)
    known = len(plain) <= _LONGEST and re.search(_IN_CLASSES, normalize(name)) is not None
    return known and _CLASS.fullmatch(f"{_grade(plain, normalize(name))}") is not None


def _praises(aim: str, result: str, wanted: str, name: str) -> bool:
    """质量良好 is praise, for which 合格 may be the official word; 良好以上 is a grade."""
    if aim not in ("良好", "优良", "良") or result not in ("合格", "达标", "通过"):
        return False
    return aim == "良好" and not (_AT_LEAST.search(wanted) or _GRADED.search(name))


def _grade(plain: str, name: str) -> str:
    """What is left of a cell without the words around a grade."""
    plain = plain.strip("。；，").removeprefix(name)
    while (lead := _LEAD.match(plain)) is not None and lead.end() < len(plain):
        plain = plain[lead.end() :]
    while (trail := _TRAIL.search(plain)) is not None and trail.start() > 0:
        plain = plain[: trail.start()]
    return plain
