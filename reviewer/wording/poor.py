"""A result that is no more than a poor verdict (效果一般, 不明显, 提升不足) where a good state was wanted."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import bare

_GOOD = re.compile(
    r"明显|显著|大幅|提[高升]|增[强加长进]|改善|优化|好|健全|完善|保障|有效|促进|推动|带动|扩大|丰富|便利|规范|满足|巩固|发挥"
)
"""What a target asks for that 一般 and 不明显 do not give."""
_BAD_THING = re.compile(
    r"有所|略|一定|基本|初步|较(?!上年|去年|往年)"
    r"|[未无没非负]|不(?!断)|减|降|消除|控制|遏|防|避免|缓解|影响|干扰|污染|损|风险|差[距异]|隐患|矛盾"
)
"""That something bad is 不明显 is good; and 一般 may be all that 有所提升 asks for."""
_ANY = (
    "效果|成效|效益|作用|变化|程度|水平|力度|情况|表现|发挥|总体|整体|取得|的|了|还|均|较为|比较|较"
)
_POOR = re.compile(
    r"一般|不(?:太|够|甚|很|是很)?(?:明显|显著|理想|突出|到位|足|佳|充分)|不大|欠佳|较差|很差|差|有限|甚微|不够|微弱"
    r"|(?:没有|未|无|没)(?:见|有|产生|取得)?(?:明显|显著|太大|多大|较大)?(?:的)?(?:变化|效果|成效|作用|提[升高]|改善|增强|进展)"
)
_LONGEST = 24


@lru_cache(maxsize=4096)
def is_poor(target: str, actual: str, name: str) -> bool:
    """Whether the whole result is a poor verdict on what the target or the row's name speaks of."""
    wanted, reached, named = bare(target), bare(actual), bare(name)
    if max(len(wanted), len(reached)) > _LONGEST:
        return False
    if not _GOOD.search(wanted) or _BAD_THING.search(wanted + named):
        return False
    poor = _POOR.search(reached)
    if poor is None or poor.end() != len(reached):
        return False
    return _is_of_the_row(reached[: poor.start()], wanted, named)


_SPARE = re.compile(_ANY)


def _is_of_the_row(head: str, wanted: str, name: str) -> bool:
    """Whether what is called poor is the row's own thing and no other (宣传不足)."""
    head = head.replace(name, "") if name else head
    head = _SPARE.sub("", head)
    return not head or head in wanted or head in name
