"""A score by a rule of its own: 按评分标准不足60%得0分 says why a row has not the points of the formula."""

from __future__ import annotations

from fractions import Fraction

from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.lexicon import lexicon

_POINTS = r"\d{1,4}(?:\.\d{1,4})?"
_FLOOR = pattern(rf"(?:不足|低于|未达到?|不到|小于|少于|<)(?P<floor>{_POINTS})%")
_GETS = pattern(rf"(?<!应)(?:得|计|记)(?P<score>{_POINTS})分")
_LOSES = pattern(rf"扣(?:减|除|掉)?(?P<lost>{_POINTS})分")
_CLAUSE = pattern(r"[^，。；]+")
_BY_WITHIN, _RULE_WITHIN = 18, 10
"""So many characters may stand between 按 and 评分, 评分 and 标准."""


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
    if not under and not any(_names_rule(found.group()) for found in _CLAUSE.finditer(text)):
        return False
    if score == 0 and lexicon("surplus").holds(text, "nothing"):
        return True
    return any(Fraction(found["score"]) == score for found in _GETS.finditer(text)) or any(
        Fraction(found["lost"]) == lost for found in _LOSES.finditer(text)
    )


def _names_rule(clause: str) -> bool:
    """按评分标准, 根据考核细则, 按照指标计分规则."""
    words = lexicon("surplus")
    marks = words.find(clause, "by", "scoring", "rule")
    for by in (one for one in marks if one.concept == "by"):
        for scoring in (one for one in marks if one.concept == "scoring"):
            if not 0 <= scoring.start - by.end <= _BY_WITHIN:
                continue
            if any(
                one.concept == "rule" and 0 <= one.start - scoring.end <= _RULE_WITHIN
                for one in marks
            ):
                return True
    return False
