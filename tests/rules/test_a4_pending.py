"""Full marks before acceptance, another thing than was asked, and parts that words take away."""

import pytest

from reviewer.models import FormKind
from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch
from reviewer.standing.grounds import ShortfallKind
from reviewer.standing.shortfalls import falls_short


def told(*rows, **sketch):
    """Every finding on the first row, of all rules."""
    case = Case(Sketch(tuple(rows), **sketch).build(), load())
    (examination,) = examine([case], RULES.values())
    assert not examination.crashes
    return [one.code for one in examination.findings if one.row == 0]


def piles(actual, explanation="", name="建成充电桩", target="40个"):
    return Row(name, target, actual, explanation=explanation)


@pytest.mark.parametrize(
    ("actual", "codes"),
    [
        ("40个", []),
        ("40个，均已验收", []),
        ("40个（6个待验收）", ["A415"]),
        ("40个，其中2个正在调试", ["A415"]),
        ("40个，3个尚未取得用电许可", ["A415"]),
        ("46个，6个待验收", []),
        ("40个，2个未安装，已补装", []),
        ("40个，5个未完工", ["A410"]),
        ("40个，仅12个完工", ["A410"]),
        ("40个（已开工）", ["A410"]),
        ("40个，剩余项目待明年实施", []),
    ],
)
def test_a_number_is_there_and_words_take_part_of_it_away(actual, codes):
    assert told(piles(actual)) == codes


@pytest.mark.parametrize(
    ("explanation", "codes"),
    [
        ("", []),
        ("设备已安装，尚待验收", ["A415"]),
        ("按试运行3个月测算", []),
        ("二期工程待验收", []),
    ],
)
def test_an_explanation_owns_up_to_what_is_not_accepted(explanation, codes):
    assert [one for one in told(piles("40个", explanation)) if one == "A415"] == codes


def test_a_sister_row_says_that_the_acceptance_is_to_come():
    accepted = Row("充电桩验收", "通过验收", "待验收", "5", "0", "下年1月组织", "质量指标")
    assert told(piles("40个"), accepted) == ["A415"]
    assert told(piles("40个"), accepted._replace(actual="已通过验收", score="5")) == []
    assert told(piles("40个"), accepted._replace(name="教材验收")) == []


@pytest.mark.parametrize(
    ("name", "target", "actual", "codes"),
    [
        ("检测报告合格率", "100%", "检测设备全部到货", ["A420"]),
        ("检测报告合格率", "100%", "全部合格", []),
        ("数据准确率", "≥98%", "系统已全部部署", ["A420"]),
        ("设备质量", "合格", "已全部采购到位", ["A420"]),
        ("设备质量", "合格", "全部到货并通过验收", []),
        ("资金到位率", "100%", "全部到位", []),
    ],
)
def test_another_thing_than_was_asked(name, target, actual, codes):
    found = told(Row(name, target, actual, level2="质量指标"))
    assert [code for code in found if code != "A409"] == codes


@pytest.mark.parametrize(
    ("target", "actual", "kind"),
    [
        ("通过结项", "结项未获批准", ShortfallKind.STATE),
        ("应保尽保", "有9户因资料不全未纳入", ShortfallKind.COMPLETENESS),
        ("完整", "缺2022年两卷", ShortfallKind.COMPLETENESS),
        ("及时", "迟报一回", ShortfallKind.LATE),
        ("专款专用", "有挪用", ShortfallKind.PRESENCE),
        ("持续改善", "不及上年", ShortfallKind.TREND),
        ("显著提升", "略有提升", ShortfallKind.DEGREE),
        ("优秀", "合格", ShortfallKind.GRADE),
        ("完成课题研究", "基本完成课题研究", ShortfallKind.HEDGE),
        ("完成课题研究", "推进中", ShortfallKind.PLAN),
    ],
)
def test_a_form_without_scores_falls_short_in_words_too(target, actual, kind):
    row = Row("年度任务", target, actual, "", "", level2="质量指标")
    case = Case(Sketch((row,), fill=False, kind=FormKind.TRANSFER).build(), load())
    (facts,) = case.rows
    short = falls_short(facts.indicator, facts.attainment)
    assert short is not None
    assert short.kind is kind


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("通过结项", "12项全部通过结项"),
        ("应保尽保", "保障1260户，12户因死亡注销停发"),
        ("及时", "无迟报漏报"),
        ("专款专用", "审计未发现挤占、挪用、截留"),
        ("验收合格", "初验2处不合格，整改后复验合格"),
        ("全部安装到位", "2台缺件已全部补齐，均已安装"),
    ],
)
def test_what_was_made_good_does_not_fall_short(target, actual):
    row = Row("年度任务", target, actual, "", "", level2="质量指标")
    case = Case(Sketch((row,), fill=False, kind=FormKind.TRANSFER).build(), load())
    (facts,) = case.rows
    assert falls_short(facts.indicator, facts.attainment) is None
