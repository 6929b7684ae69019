"""A result that names fewer than all where all were wanted: 覆盖11个乡镇（共12个）, 漏发12人."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, quantities

_ALL = re.compile(
    r"(?:实现|达到|做到|保证|确保)?(?:[\u4e00-\u9fff]{0,10}(?:全覆盖|全面覆盖|应[\u4e00-\u9fff]尽[\u4e00-\u9fff])"
    r"|全部(?:完成|覆盖|到位|达标|合格|落实|办结|发放)?)"
)
_WHOLE = re.compile(r"(?:应|共|总数|总共|全[县市区镇乡村]|辖区)[\u4e00-\u9fff]{0,6}$")
_PART = re.compile(
    r"^$|(?:覆盖|实际?[发补保建检报免享贷收还统纳接]?|完成|发放|到位|已)[\u4e00-\u9fff]{0,4}$"
)
_LEFT = re.compile(
    r"(?<![无未没])(?<!没有)(?<!避免)(?<!防止)(?<!杜绝)漏(?:发|报|检|保|补|登|排|评)(?P<n>[1-9]\d{0,5})[\u4e00-\u9fff]{1,2}"
)
_WHY = re.compile(
    r"死亡|去世|注销|停发|退出|放弃|自愿|不符合|不再|迁出|外出|搬迁|撤并|合并|取消资格|其余|其他|剩余|另|已补|补发|均已|整改"
)
_LONGEST = 60


@lru_cache(maxsize=4096)
def fewer_than_all(target: str, actual: str) -> str:
    """What shows that not all were reached, for a message; "" where nothing does.

    Those who died, moved or declined need not be reached, so that a word on them is an answer.
    """
    plain = normalize(actual)
    if len(plain) > _LONGEST or _ALL.fullmatch(bare(target)) is None or _WHY.search(plain):
        return ""
    if left := _LEFT.search(plain):
        return f"有“{left.group()}”"
    counts = quantities(actual)
    if len(counts) != 2 or counts[0].unit != counts[1].unit or not counts[0].unit:
        return ""
    if any(one.approximate or one.is_range or one.is_bound or one.trend for one in counts):
        return ""
    return _compared(*counts) or _compared(counts[1], counts[0])


def _compared(part: Quantity, whole: Quantity) -> str:
    is_pair = (
        _WHOLE.search(_own(whole)) and _PART.search(_own(part)) and not _WHOLE.search(_own(part))
    )
    if not is_pair or not part.low < whole.low:
        return ""
    return f"“{whole.words}”中只有“{part.words}”"


def _own(one: Quantity) -> str:
    return one.subject.strip("(，。；、")
