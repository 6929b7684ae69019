"""A416: figures of one text that contradict one another, wherever it stands."""

import pytest

from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch
from tests.rules.asking import ask, found

_RESULT = ("indicator.actual", 0)


def told(sketch):
    return [(one.field, one.row, one.found, one.expected) for one in found("A416", sketch)]


@pytest.mark.parametrize(
    ("sketch", "where"),
    [
        (Sketch((Row("新建公厕", "34座（镇区12座、村20座）", "34座"),)), ("indicator.target", 0)),
        (Sketch((Row("新建公厕", "≥30座", "34座（镇区12座、村20座）"),)), _RESULT),
        (
            Sketch((Row("新建公厕", "≥30座", "34座", "10", "8", "新建34座（镇区12座、村20座）"),)),
            ("indicator.explanation", 0),
        ),
        (Sketch(goal=("新建34座（镇区12座、村20座）。", "已完成。")), ("goal.planned", None)),
        (Sketch(goal=("新建公厕。", "新建34座（镇区12座、村20座）。")), ("goal.achieved", None)),
        (Sketch(explanation="新建34座（镇区12座、村20座）。"), ("explanation", None)),
        (Sketch(notes=("说明：新建34座（镇区12座、村20座）。",)), ("notes", None)),
    ],
)
def test_every_text_of_a_form_is_looked_at(sketch, where):
    assert told(sketch) == [(*where, "34座", "32")]


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("6处4月20日通水，余下2处5月12日才通水，晚了32天", ["12天"]),
        ("6处4月20日通水，余下2处5月12日才通水，晚了12天", []),
        ("8处5月12日通水，比合同晚了22天", []),
    ],
)
def test_days_late_are_counted_from_the_row_s_deadline(actual, expected):
    row = Row("通水时间", "4月30日前", actual, "10", "8", level2="时效指标")
    assert [one.expected for one in found("A416", Sketch((row,)))] == expected


def test_a_target_repeated_word_for_word_is_told_once():
    wrong = "34座（镇区12座、村20座）"
    assert told(Sketch((Row("新建公厕", wrong, wrong),))) == [("indicator.target", 0, "34座", "32")]


def test_the_formula_is_in_the_message():
    (finding,) = found("A416", Sketch((Row("新建公厕", "≥30座", "34座（镇区12座、村20座）"),)))
    assert finding.message.endswith("里的“34座”与同一段的分项之和不符：12 + 20 = 32，不是34。")
    assert finding.formula == "12 + 20 = 32"


def test_what_cannot_be_decided_is_counted():
    row = Row("走访慰问", "≥800户", "慰问户数812户，低保户504户、特困户228户、孤儿户72户")
    (examination,) = ask("A416", Sketch((row,)))
    assert not examination.findings
    assert [one.field for one in examination.not_checkable] == ["indicator.actual"]


@pytest.mark.parametrize(
    ("sketch", "code"),
    [
        (
            Sketch(
                (
                    Row(
                        "管网改造",
                        "12.5公里",
                        "10.2公里",
                        "10",
                        "8.16",
                        "因连续降雨停工，年度计划12.5公里，实际完成10.2公里，少完成2.8公里，"
                        "由工程科在2024年5月底前补齐",
                    ),
                )
            ),
            "A416",
        ),
        # What the block has instead is told rather than what the text itself gives.
        (Sketch(goal=("开展培训。", "预算100万元，支出95万元，执行率98%。")), "A211"),
    ],
)
def test_one_cause_is_told_once(sketch, code):
    case = Case(sketch.build(), load("national"))
    (examination,) = examine([case], RULES.values())
    assert [one.code for one in examination.findings] == [code]
