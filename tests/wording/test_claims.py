"""Numbers in an explanation against the row that it stands in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reviewer.wording.claims import Claimed
from reviewer.wording.contradictions import Figures, contradicted
from reviewer.wording.quantities import quantities


def found(explanation: str, target: str, actual: str, name: str = "", points: str = "10/8"):
    weight, score = map(Fraction, points.split("/"))
    figures = Figures(
        target=quantities(target),
        actual=quantities(actual),
        deduction=weight - score,
        points=(weight, score),
        words=f"{name} {target} {actual}",
    )
    return [(claim.kind, claim.quantity.words) for claim, _ in contradicted(explanation, figures)]


@pytest.mark.parametrize(
    ("explanation", "target", "actual", "name", "kind", "words"),
    [
        ("实际完成650块，供应商产能不足", "1000块", "600块", "标识牌", Claimed.RESULT, "650块"),
        ("因场地维修，仅举办6期", "10期", "8期", "培训", Claimed.RESULT, "6期"),
        ("全年共培训480人次", "600人次", "500人次", "培训人次", Claimed.RESULT, "480人次"),
        ("实际完成八场，场地紧张", "10场", "9场", "讲座", Claimed.RESULT, "八场"),
        ("实际完成值为95%，未达到", "100%", "92%", "合格率", Claimed.RESULT, "95%"),
        ("实际投入12.5万元，材料涨价", "≤10万元", "11.5万元", "成本", Claimed.RESULT, "12.5万元"),
        ("年度目标为100场，因疫情少办", "120场", "100场", "演出", Claimed.TARGET, "100场"),
        ("计划建设12座，少建2座", "10座", "8座", "泵站", Claimed.TARGET, "12座"),
        ("完成率87%，受疫情影响", "≥1500家", "1320家", "登记数", Claimed.RATE, "87%"),
        ("完成年度目标的70%", "100户", "80户", "改造户数", Claimed.RATE, "70%"),
        ("比目标少30户，因农户外出", "1200户", "1000户", "改造", Claimed.GAP, "30户"),
        ("因台风停课，缺口50人次", "300人次", "270人次", "培训人次", Claimed.GAP, "50人次"),
        ("因台风停课，少完成3期90人次", "300人次", "270人次", "培训人次", Claimed.GAP, "90人次"),
        ("偏差率20%，因台风停课", "300人次", "270人次", "培训人次", Claimed.DEVIATION, "20%"),
        ("偏离度为-20%", "300人次", "270人次", "培训人次", Claimed.DEVIATION, "-20%"),
        ("导致50人次未参训", "300人次", "270人次", "培训人次", Claimed.ABSENT, "50人次"),
        ("有50人因台风未参加", "300人次", "270人次", "培训人次", Claimed.ABSENT, "50人"),
        ("已完成全部300人次", "300人次", "270人次", "培训人次", Claimed.RESULT, "300人次"),
        ("停课，超额完成30人次", "300人次", "270人次", "培训人次", Claimed.EXCESS, "30人次"),
        ("少办5期150人次", "300人次", "270人次", "培训人次", Claimed.GAP, "150人次"),
        ("超额完成培训任务30人次", "300人次", "270人次", "培训", Claimed.EXCESS, "30人次"),
        ("超出目标30人次", "300人次", "270人次", "培训人次", Claimed.EXCESS, "30人次"),
        ("比年度目标多50人次", "300人次", "330人次", "培训人次", Claimed.EXCESS, "50人次"),
        ("扣3分，因征地受阻", "20公里", "18公里", "公路", Claimed.POINTS, "3分"),
    ],
)
def test_contradicts_its_row(
    explanation: str, target: str, actual: str, name: str, kind: Claimed, words: str
) -> None:
    assert found(explanation, target, actual, name) == [(kind, words)]


@pytest.mark.parametrize(
    ("explanation", "target", "actual", "name"),
    [
        ("计划10期，实际完成8期，差2期，扣2分", "10期", "8期", "培训"),
        ("完成率88%", "≥1500家", "1320家", "登记数"),
        ("完成率为80%", "15份", "14份", "报告"),  # the share of the points
        ("完成率为93.3%", "15份", "14份", "报告"),
        ("截至6月完成300家，实际完成1320家", "1500家", "1320家", "登记数"),
        ("其中县级完成3公里", "20公里", "18公里", "公路"),
        ("合计登记1320家，其中产废单位1155家", "≥1500", "1320家", "登记数"),
        ("原计划举办12场，后调整为10场", "10场", "8场", "演出"),
        ("上级下达任务1200户", "1000户", "900户", "改造"),
        ("下年度目标为120场", "100场", "80场", "演出"),
        ("实际招标3次", "10台", "8台", "采购"),
        ("实际完成1.3万人次", "1.5万人次", "13240人次", "培训"),
        ("预算执行率87%", "10期", "8期", "培训"),
        ("仅完成城区部分30户", "100户", "80户", "改造"),
        ("每少一期扣1分，共扣2分", "10期", "8期", "培训"),
        ("数量扣0.5分，时效扣1.5分", "20公里", "18公里", "公路"),
        ("原指标录入错误，应为“2份”，非“2%”", "2%", "5份", "评估报告"),
        ("实际完成约90户", "100户", "80户", "改造"),
        ("实际完成650块，系统录入错误", "1000块", "600块", "标识牌"),
        ("实际完成共1810块", "甲牌1000块，乙牌750块", "甲牌1160块和乙牌650块", "标识牌"),
        ("实际完成甲牌1160块", "甲牌1000块，乙牌750块", "甲牌1160块和乙牌650块", "标识牌"),
        ("缺口30人次", "300人次", "270人次", "培训人次"),
        ("讲师缺口5人次", "300人次", "270人次", "培训人次"),
        ("少完成1期30人次", "300人次", "270人次", "培训人次"),
        ("少办1期10人次，另少办2期20人次", "300人次", "270人次", "培训人次"),
        ("偏差率10%", "300人次", "270人次", "培训人次"),
        ("偏差率-10%", "300人次", "270人次", "培训人次"),
        ("偏差率5%", "95%", "90%", "满意度"),
        ("导致30人次未参训", "300人次", "270人次", "培训人次"),
        ("有20人因台风未参加，其余因病请假", "300人次", "270人次", "培训人次"),
        ("报名320人次，有50人次未参加", "300人次", "270人次", "培训人次"),
        ("全县有500人未参加医保", "300人次", "270人次", "培训人次"),
        ("其中线上超额完成30人次", "300人次", "270人次", "培训人次"),
        ("城区超额完成30人次，农村未完成", "300人次", "270人次", "培训人次"),
        ("未超过目标300人次", "300人次", "270人次", "培训人次"),
        ("超出目标30人次", "300人次", "330人次", "培训人次"),
        ("比目标值300人次少30人次", "300人次", "270人次", "培训人次"),
        ("超额完成5.6%", "90%", "95%", "满意度"),
        ("超额完成招生30人次", "300人次", "270人次", "培训人次"),
        ("超过目标值10%", "300人次", "330人次", "培训人次"),
        ("已完成全部270人次培训资料归档", "300人次", "280人次", "培训人次"),
        ("实际值与目标值相差5个百分点", "95%", "90%", "满意度"),
    ],
)
def test_agrees_with_its_row_or_speaks_of_something_else(
    explanation: str, target: str, actual: str, name: str
) -> None:
    assert found(explanation, target, actual, name) == []


def test_says_what_the_row_has_instead() -> None:
    figures = Figures(quantities("1500家"), quantities("1320家"), None, (), "登记数")
    ((_, expected),) = contradicted("完成率87%", figures)
    assert expected == "1320 ÷ 1500 = 88%"
