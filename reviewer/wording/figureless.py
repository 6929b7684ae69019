"""Results that are no figure where one was wanted: 完成 for 300人次, 待统计, #DIV/0!."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.noise import has_numerals
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity
from reviewer.language.words import without_shared
from reviewer.wording.uncounted import is_uncounted

_ERROR = re.compile(
    r"#\s?(?:DIV/0[!！]?|REF[!！]?|N/A|VALUE[!！]?|NAME[?？]?|NUM[!！]?|NULL[!！]?)", re.I
)
_PENDING = re.compile(
    r"(?:数据|数字|结果|具体|相关|目前|暂时?|尚|还|仍|正在)*(?:待(?:定|填写?|统计|核实|补充?|录入|更新|公布|确认|汇总)|未(?:统计|填写?|公布|汇总)"
    r"|无法(?:统计|取得|获取|计算)|统计中|汇总中|核算中|未出(?:结果)?|无数据|未知|不详|不清楚)"
)


@lru_cache(maxsize=4096)
def stands_in_for_a_figure(actual: str) -> str:
    """A spreadsheet's error, or words for a figure that is still to come; "" where neither."""
    if (error := _ERROR.search(actual)) is not None:
        return error.group()
    plain = bare(actual)
    return plain if _PENDING.fullmatch(plain) else ""


_SAYS_NOTHING = re.compile(
    r"超额|按计划|按时|按期|如期|及时|顺利|圆满|较好|良好|优秀|优良|[优良高好]|较高|很高|较|非常|很|满意|基本|达标|达到|达成|实现|完成|通过|合格|符合"
    r"|正常|目标值?|任务|指标值?|要求|预期|预定|年度|年初|全年|计划|设定|开展|工作|情况|有效|[已均都的了是有]"
)
_ALL = re.compile(
    r"全部|全覆盖|全面|全员|全数|全额|所有|无|未|没|不|零|以内|之内|控制|尽|悉数|满分|百"
)
_DURATION_KEPT = re.compile(r"按时|按期|如期|及时|提前|期限|时限")
_WHOLE = 100
_LONGEST = 20


@lru_cache(maxsize=4096)
def gives_no_figure(target: Quantity, actual: str, name: str) -> bool:
    """Whether the whole result is words, where a target of many was to be counted.

    完成 says as much as 1份 or 100% asks for, 未超预算 as much as a ceiling does.
    """
    if is_uncounted(target, actual, name):
        return True
    plain = normalize(actual)
    if len(plain) > _LONGEST or has_numerals(plain) or _ALL.search(plain):
        return False
    least = (0, _WHOLE) if target.is_percent else (0, 1)
    if target.low == target.high and target.low in least:
        return False
    if target.measures_time and _DURATION_KEPT.search(plain):
        return False
    left = _SAYS_NOTHING.sub("", bare(actual))
    return not without_shared(left, bare(name)).strip()


_DATELESS = re.compile(
    r"(?:已|均|都|全部)*(?:完成|及时|是|达标|正常|良好|达到|实现)了?|100(?:\.0+)?%|百分之百|百分百"
)


def gives_no_date(actual: str) -> bool:
    """Whether a result says neither when nor that it was in time: 100%, 完成, 是."""
    return _DATELESS.fullmatch(normalize(actual).strip("。")) is not None
