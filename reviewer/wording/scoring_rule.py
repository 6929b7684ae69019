"""A score by a rule of its own that the explanation states: 完成率不足60%，按评分标准不得分."""

from __future__ import annotations

import re
from fractions import Fraction

from reviewer.language.normal import normalize

_NUMBER = r"\d{1,4}(?:\.\d{1,4})?"
_RULE = re.compile(
    r"(?:[按依根]照?据?)[^，。；]{0,16}?(?:[评计打考赋扣][分核评]|评价)[^，。；]{0,8}?(?:标准|办法|规则|细则|方法|要求|规定|体系)"
)
"""按评分标准, 根据考核细则, 按照指标计分规则."""
_FLOOR = re.compile(rf"(?:不足|低于|未达到?|不到|小于|少于|<)(?P<floor>{_NUMBER})%")
_NOTHING = re.compile(
    r"不(?:予|能)?(?:得|计|给)分|(?:得|计|记|为)(?:0|零)分|全部?扣[除完]?|扣(?:完|光|至0|全)"
)
_GETS = re.compile(rf"(?<!应)(?:得|计|记)(?P<score>{_NUMBER})分")
_LOSES = re.compile(rf"扣(?:减|除|掉)?(?P<lost>{_NUMBER})分")


def states_rule(
    explanation: str, score: Fraction, lost: Fraction, completion: Fraction | None
) -> bool:
    """Whether the explanation names a rule that comes to the row's own score.

    A floor (不足60%) that the row did not fall below is none.
    """
    text = normalize(explanation)
    floors = [Fraction(found["floor"]) / 100 for found in _FLOOR.finditer(text)]
    under = completion is not None and any(completion < floor for floor in floors)
    if floors and not under:
        return False
    if not under and _RULE.search(text) is None:
        return False
    if score == 0 and _NOTHING.search(text):
        return True
    return any(Fraction(found["score"]) == score for found in _GETS.finditer(text)) or any(
        Fraction(found["lost"]) == lost for found in _LOSES.finditer(text)
    )
