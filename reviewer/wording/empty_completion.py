"""A report of completion that names nothing done: 年度目标已全部完成, 完成情况良好, 100%, 未完成."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.words import content
from reviewer.wording.clauses import clauses

_LONGEST = 60
_GENERAL = re.compile(
    r"全部|全面|圆满|顺利|保质|保量|按质|按量|达成|完毕|正常|较?[良]?好|优秀?|100%|百分之百|同(?:上|预期|年度)|略"
    r"|(?:具体|详细)?(?:详?见|参见)[^，。；]{0,10}(?:附件|附表|报告|附后|明细|上表|下表|指标)"
)


@lru_cache(maxsize=256)
def says_nothing(achieved: str) -> bool:
    """Whether the whole text could stand in any form, whatever was to be done."""
    plain = normalize(achieved)
    if not plain or len(plain) > _LONGEST:
        return False
    return not any(content(_GENERAL.sub("", clause)) for clause in clauses(plain))


_FAILURE = re.compile(
    r"(?:本年度?|全年|20\d\d年度?|项目|本项目)?(?:年度|年初|预期|既定|绩效|总体|各项|工作|的)*(?:目标|任务|指标|工作)*"
    r"(?:尚|均|仍|还)?(?:[未没]能?|没有)(?:全部|完全|按期|按时|如期)?(?:完成|达到|实现|达成)"
    r"(?:年度|年初|预期|既定|绩效|总体|各项|工作|的|目标|任务|指标)*"
)


_ENDS = re.compile(r"[，。；]")


@lru_cache(maxsize=256)
def admits_failure(achieved: str) -> bool:
    """Whether the text begins by saying that the goal as a whole was not reached."""
    first = _ENDS.split(normalize(achieved)[:_LONGEST], maxsplit=1)[0]
    return _FAILURE.fullmatch(first) is not None
