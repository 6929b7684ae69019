"""Explanations that name the rule by which a score came about."""

from fractions import Fraction

import pytest

from reviewer.relations.scoring_rule import states_rule


@pytest.mark.parametrize(
    ("text", "score", "lost", "completion", "states"),
    [
        ("完成率不足60%，按评分标准不得分", 0, 10, "17/30", True),
        ("完成率50%，低于60%按评分办法不得分", 0, 10, "1/2", True),
        ("未达到60%的不得分", 0, 10, "1/2", True),
        ("完成率80%，按评分办法得0分", 0, 10, "4/5", True),
        ("根据考核细则每少1期扣2分，扣4分", 6, 4, "4/5", True),
        ("完成率不足60%，按评分标准不得分", 0, 10, "4/5", False),
        ("根据考核细则扣2分", 6, 4, "4/5", False),
        ("按评分标准不得分", 5, 5, "4/5", False),
        ("因台风停课2期", 0, 10, "1/2", False),
        ("评分标准偏严", 0, 10, "1/2", False),
    ],
)
def test_a_rule_that_comes_to_the_rows_score(text, score, lost, completion, states):
    given = states_rule(text, Fraction(score), Fraction(lost), Fraction(completion))
    assert given is states
