"""Targets that nobody could measure: 按要求, 达到预期目标, 完成年度任务."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.dates import Bound, dates
from reviewer.language.normal import bare, normalize

# External standards (符合国家标准, 达到设计要求) can be looked up, so they are not among these.
_WHOSE = (
    r"(?:年初|年度|全年|当年|本|年|预期|预定|预计|既定|设定|制定|确定|下达|各项|所有|全部|相关|有关|上级|主管部门|部门"
    r"|单位|财政|文件|政策|规定|制度|工作|项目|业务|的|和|及|与|管理|任务|目标|计划|考核|指标|数量|要求|内容|情况|效果)*"
)
_GOAL = r"(?:目标|任务|要求|标准|规定|效果|效益|成效|水平|计划|指标|工作|情况|内容|数量|制度|文件|部署|安排|需要|需求)"
_VAGUE = re.compile(
    rf"(?:(?:能够?|确保|基本|全面|严格|认真|切实|圆满|顺利|保质保量|高质量|按质按量|已)*"
    rf"(?:按照?|根据|依据|依照|符合|达到|达成|满足|完成|实现|落实|执行|遵照|遵循){_WHOSE}{_GOAL}"
    rf"(?:完成|执行|开展|落实|实施|推进|进行|办理|达到)?{_WHOSE}{_GOAL}?)"
    r"|按要求|按规定|达到预期|符合要求|符合规定|按需|视情况(?:而定)?|根据(?:实际|需要|工作需要|实际情况|实际需要)"
    r"(?:确定|而定|开展|安排)?|据实|正常开展|有序开展|较好|良好完成|圆满完成|顺利完成|高质量完成|保质保量(?:完成)?|(?:落实|执行|保障)到位|若干|适量|一批"
)
_ALL = re.compile(
    r"全部|全覆盖|全面覆盖|全员|全数|所有|无一遗漏|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|百分之百|^无|不发生|不出现|24小时|无(?:事故|投诉|差错)|满负荷|7[×xX*]24|100%"
)
_BY_PLAN = re.compile(r"按照?[^，]{0,10}(?:计划|进度|时间|节点|序时)")
"""A plan has dates of its own."""
_LONGEST = 40


@lru_cache(maxsize=4096)
def cannot_be_measured(target: str) -> bool:
    """Whether the whole target says no more than that what is due should be done.

    A text that merely contains such words (按要求完成12项审查) can be measured.
    """
    plain = bare(target)
    if len(plain) > _LONGEST or _BY_PLAN.match(plain):
        return False
    return _VAGUE.fullmatch(plain) is not None


_ANY_YEAR = 2000


@lru_cache(maxsize=4096)
def says_all_or_none(target: str) -> bool:
    """Whether a target without a number can be counted all the same: 全覆盖, 无事故, a deadline.

    The year of 2020年度审核工作 is none.
    """
    if _ALL.search(normalize(target)) is not None:
        return True
    return any(
        span.bound is Bound.BY or not span.is_whole_year for span in dates(target, _ANY_YEAR)
    )
