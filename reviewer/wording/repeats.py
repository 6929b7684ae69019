"""Whether a result says anything that its target does not."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.wording.dates import Bound, dates
from reviewer.wording.normal import CJK, bare, normalize
from reviewer.wording.quantities import quantities

# 验收合格, 考核优秀, 质量达标: a grade is a result, however often it is repeated.
_GRADE = re.compile(
    rf"[{CJK}]{{0,5}}(?:不?合格|不?达标|优秀|优良|优|良好|良|中等|通过|满意|[一二三]等|[A-E][等级类]?|甲等|乙等|一级|二级"
    rf"|[Ⅰ-Ⅴ]+类|正常|无|是|有|达到|符合|应[{CJK}]尽[{CJK}])(?:以上|及以上|等次|等级|水平|标准)?"
)
_CHARACTER = re.compile(rf"[{CJK}]")
_FEWEST = 4
_LONGEST_GRADE = 8
_ANY_YEAR = 2000


@lru_cache(maxsize=4096)
def repeats(target: str, actual: str) -> bool:
    """Whether a result in words, or a deadline, is its target word for word."""
    wanted = bare(target)
    if not wanted or wanted != bare(actual):
        return False
    found = quantities(target)
    if found:
        return _is_period(target) and len(found) == 1
    spans = dates(target, _ANY_YEAR)
    if spans:
        return any(span.bound is Bound.BY for span in spans)
    if len(_CHARACTER.findall(wanted)) < _FEWEST:
        return False
    return len(wanted) > _LONGEST_GRADE or _GRADE.fullmatch(wanted) is None


def _is_period(target: str) -> bool:
    """10个工作日以内 is a deadline; the result should say how many days it took."""
    only = quantities(target)[0]
    return only.measures_time and only.words.endswith("内") and normalize(target) == only.words
