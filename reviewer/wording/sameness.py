"""Whether two indicators measure the same thing, going by their names."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.units import units

_PREFIX = re.compile(
    r"^(?:指标[\d一二三四五六七八九十]+|[★☆▲△*※#]+|其中|\d{1,2}(?![号标季岁千kKGg期月级类楼栋座年])(?=[^\d%]))+"
)
_GENERIC = re.compile(
    r"组织开展|完成|建成|建立|开展|建设|组织|实施|进行|举办|推进|落实|年度|全年|本年|当年|工作|任务|情况|数量|个数|总数|总量|的|了"
)
_BRACKETS = re.compile(r"\((?:单位：?)?[十百千万亿]?([^()]{1,6})\)$")
_COUNT_END = re.compile(r"(?:(?P<of>人次|[场班批期频]次?|[人户家件份台套座处篇辆次])数?|数)$")
"""What is counted is said by the unit of the target as well."""
_SHORTEST = 3
_VERBS = "采购|购置|购买|配备|发放|印制|印发|资助|更换|安装|栽植"
"""检测 is none: 检测设备 and 设备检测 are two things."""
_ACT_FIRST = re.compile(rf"^(?P<act>{_VERBS})(?P<thing>(?!人数$)[^\d]{{2,}})$")
_AMOUNT_OF_ACT = re.compile(r"(?<=采购|购置|购买|发放|印制|印发|更换|栽植|安装)量$")
_PEOPLE = re.compile(r"人次$")


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """What a name is about, without verbs and nouns that any name may have; "" if little is left.

    建立地下水监测井 and 完成地下水监测井建设 are both 地下水监测井.
    """
    words = _AMOUNT_OF_ACT.sub("", _words(name))
    # 培训人数 without its 人数 would be any 培训.
    shorter = _COUNT_END.sub("", words)
    left = shorter if len(shorter) >= _SHORTEST else _PEOPLE.sub("人数", words)
    # 采购设备 is 设备采购.
    act = _ACT_FIRST.match(left)
    left = f"{act['thing']}{act['act']}" if act else left
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
    return _GENERIC.sub("", _PREFIX.sub("", bare(plain)))
