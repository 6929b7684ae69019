"""A211: statements that their neighbours make certain, and those that give no number."""

import pytest

from reviewer.rules.examples import Money, Row, Sketch, money_lines, money_part
from tests.rules.asking import found

FORMS = {
    "rest 4.8": {
        "funding": money_lines(
            Money("96.00", "96.00", "91.20", "10", "95.00%", "9.5"),
            ("上年结转资金", money_part("36.00", "36.00", "34.00")),
        ),
        "project": "渔业增殖放流",
    },
    "cut 21.5": {
        "funding": money_lines(Money("340.00", "318.50", "305.76", "10", "96.00%", "9.6")),
        "project": "公墓建设与管护",
    },
    "added 15": {
        "funding": money_lines(Money("110.00", "125.00", "122.50", "10", "98.00%", "9.8")),
        "project": "体育健身设施更新",
    },
    "all spent": {
        "funding": money_lines(Money("48.00", "48.00", "48.00", "10", "100.00%", "10")),
        "project": "档案数字化",
    },
}
CASES = [
    ("rest 4.8", "快艇大修的尾款8.4万元没付，等发票。", ["快艇大修的尾款8.4万元"]),
    ("rest 4.8", "快艇大修的尾款4.8万元没付，等发票。", []),
    ("rest 4.8", "购船合同价款20万元，尾款8.4万元没付。", []),
    ("rest 4.8", "苗种放完，账上还趴着8.4万元。", ["账上还趴着8.4万元"]),
    ("rest 4.8", "苗种放完，账上还趴着4.8万元。", []),
    ("rest 4.8", "全年付款91.2万元，招标省出的3.8万元交回国库。", ["招标省出的3.8万元"]),
    ("rest 4.8", "全年付款91.2万元，招标省出的4.8万元交回国库。", []),
    ("rest 4.8", "全年付款91.2万元，其中苗种款省出3.8万元。", []),
    ("rest 4.8", "拨下来的钱全部花光，没有剩余。", ["没有剩余"]),
    ("rest 4.8", "资金执行完毕。", ["资金执行完毕"]),
    ("rest 4.8", "资金全部用于放流，全部支出符合规定。", []),
    ("rest 4.8", "补助资金已全额拨付到位。", []),
    ("rest 4.8", "除尾款外，资金已全部支付。", []),
    ("rest 4.8", "其中放流资金全部支付完毕，船只维修款尚未支付。", []),
    ("rest 4.8", "结余4.8万元已交回财政，年末无结余。", []),
    ("rest 4.8", "上年无结余。", []),
    ("all spent", "资金当年已全部支付，没有结余。", []),
    ("cut 21.5", "9月按火化量预测追加预算21.5万元。", ["9月按火化量预测追加预算21.5万元"]),
    ("cut 21.5", "9月按火化量预测调减预算21.5万元。", []),
    ("cut 21.5", "10月财政收回指标31.5万元；结余12.74万元待付。", ["10月财政收回指标31.5万元"]),
    ("cut 21.5", "10月财政收回指标21.5万元；结余12.74万元待付。", []),
    ("added 15", "体彩公益金调减15万元。", ["体彩公益金调减15万元"]),
    ("added 15", "体彩公益金追加15万元。", []),
    ("added 15", "全年未发生预算调整。", ["全年未发生预算调整"]),
    ("all spent", "全年未发生预算调整。", []),
    ("added 15", "未及时调整预算绩效目标。", []),
    ("rest 4.8", "船体维修由县船厂承担，已支付30万元。", []),
    ("rest 4.8", "渔政码头加固完工，实付12万元。", []),
    ("rest 4.8", "渔政码头加固完工，全年支出92.1万元。", ["全年支出92.1万元"]),
    ("rest 4.8", "支付91.2万元，4.8万元留作质保金。", []),
    ("rest 4.8", "支付91.2万元，另有5.5万元留到质保期满。", ["另有5.5万元"]),
    ("rest 4.8", "截至6月底资金全部支付完毕。", []),
    ("rest 4.8", "网箱拆除款8.4万元还挂在账上。", ["网箱拆除款8.4万元"]),
    ("rest 4.8", "护渔员补助款3万元没付。", []),
    ("added 15", "预算全年没有变化。", ["预算全年没有变化"]),
    ("added 15", "除体彩公益金追加外，预算没有调整。", []),
    ("added 15", "预算调整后，绩效目标没有变化。", []),
    ("added 15", "工程合同价款30万元，已付27万元，余下3万元为质保金。", []),
]


@pytest.mark.parametrize(("base", "text", "words"), CASES)
def test_a_note_against_the_block(base, text, words):
    sketch = Sketch(**FORMS[base], currency_unit="万元", notes=(text,))
    assert [one.found for one in found("A211", sketch)] == words


HARDLY = money_lines(Money("70.00", "70.00", "14.00", "10", "20.00%", "2"))


def test_hardly_spent_money_beside_complete_outputs_shows_the_cost_of_one():
    rows = (Row("固定监测站维护", "6座", "6座各巡检4次", explanation="收回问卷64份"),)
    sketch = Sketch(funding=HARDLY, currency_unit="万元", rows=rows)
    (finding,) = found("A210", sketch)
    assert finding.message == (
        "年度资金总额只执行了14.00，执行率20%，产出指标却得50分（分值50分），"
        "表中没有说明资金为什么没有支出；按“固定监测站维护”6座折算，每座实际支出2.33万元，"
        "预算为11.67万元。"
    )
    assert [one.code for one in found("A207", sketch)] == ["A207"]


@pytest.mark.parametrize(
    "note", ["工程款次年验收后支付。", "尾款56万元未支付。", "财政收回56万元。"]
)
def test_a_reason_for_hardly_spent_money(note):
    assert not found("A210", Sketch(funding=HARDLY, currency_unit="万元", notes=(note,)))
