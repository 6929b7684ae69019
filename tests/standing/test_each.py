"""One case that fails where each must hold, and a way to go against the year before."""

import pytest

from reviewer.standing.grounds import Ground, Standing
from tests.standing.test_attainment import reached

EACH = """
抢修到达时间|每次40分钟内|平均25分钟，最慢一次52分钟|时效指标|each
抢修到达时间|每次40分钟内|平均25分钟，最慢一次38分钟|时效指标|met
平均响应时间|≤30分钟|平均18分钟，最长一次47分钟|时效指标|met
每村文化活动|每村不少于3场|共开展96场，最少的村2场|数量指标|each
每村文化活动|每村不少于3场|共开展96场，最少的村3场|数量指标|met
各批次抽检合格率|每批次≥98%|第一批99%，第二批97.5%|质量指标|each
各批次抽检合格率|每批次≥98%|第一批99%，第二批98.5%|质量指标|met
厂界噪声|每处≤55分贝|东门48.2、西门51.0、北门57.4分贝|质量指标|each
厂界噪声|每处≤55分贝|东门48.2、西门51.0、北门54.4分贝|质量指标|met
补助标准|每户不超过2万元|1.2至2.3万元|成本指标|each
补助标准|每户不超过2万元|1.2至1.9万元|成本指标|met
巡线|每月3次|全年36次，2月仅2次|数量指标|each
每家稽核费用|每家不超过1500元|稽核1800家共计244.8万元，平均1360元/家|成本指标|met
拖车到场时间|≤40分钟|28分钟，315趟平均；最慢一趟雪夜67分钟|时效指标|met
拖车到场时间|≤40分钟|28分钟，5趟共用140分钟，最慢一趟67分钟|时效指标|met
拖车到场时间|≤40分钟|28分钟，最慢一趟67分钟|时效指标|each
拖车到场时限|≤40分钟|28分钟，315趟平均；最慢一趟雪夜67分钟|时效指标|each
拖车到场时间|接警后40分钟内|28分钟，315趟平均；最慢一趟雪夜67分钟|时效指标|each
单棚改造成本|≤6万元|5.20万元，40棚共208.00万元；联栋棚每棚8.8万元|成本指标|met
每吨饲料补贴|≤300元|280元，500吨共14.00万元；农户自付410元|成本指标|met
单棚改造成本|≤6万元|5.20万元（12棚平均）；最贵一棚9.1万元|成本指标|met
引水流量|≥5立方米/秒|5.4立方米/秒，比改造前的3.2多出2.2立方米/秒|质量指标|met
退回重审件数|≤4件|4件，复核61件，57件维持、4件退回|质量指标|met
出水总磷均值|≤0.5毫克/升|48个样平均0.31毫克/升，治理前同断面是每升5.1毫克|质量指标|met
"""
TRENDS = """
信访总量|比上年减少|全年286件次，上年271件次|trend
信访总量|比上年减少|全年271件次，上年286件次|no
吨水处理成本|不高于上年|1.86元，上年1.79元|trend
吨水处理成本|不高于上年|1.79元，上年1.79元|no
森林覆盖率|只增不减|62.1%，去年62.4%|trend
刑事案件|下降|立案612起，同比上升3.5%|trend
办事效率|提升|由5天降到2天|no
平均办理时间|较上年缩短|5.2个工作日，上年为6.1个工作日|no
健康水平|提高|孕产妇死亡率由12.1/10万降至9.8/10万|no
"""


def lines(text):
    return [line.split("|") for line in text.strip().splitlines()]


@pytest.mark.parametrize(("name", "target", "actual", "level2", "says"), lines(EACH))
def test_where_each_case_must_hold(name, target, actual, level2, says):
    found = reached(target, actual, name, level2)
    if says == "each":
        assert (found.standing, found.ground) == (Standing.MISSED, Ground.EACH)
    else:
        assert not found.missed


@pytest.mark.parametrize(("name", "target", "actual", "says"), lines(TRENDS))
def test_the_way_against_the_year_before(name, target, actual, says):
    found = reached(target, actual, name, "社会效益指标")
    assert (found.missed and found.ground is Ground.TREND) is (says == "trend")


def test_a_rate_that_its_counts_do_not_give_is_missed_by_them():
    found = reached("≥90%", "收回248份，满意223份，满意度92.3%", "学员满意度", "满意度指标")
    assert (found.standing, found.ground) == (Standing.MISSED, Ground.RELATION)
    assert found.said == "223 ÷ 248 = 89.92%"


def test_the_sense_of_a_name_decides():
    assert reached("5%", "0", "预算调整率", "质量指标").met
    assert reached("3%", "1.2%", "结转结余率", "质量指标").met
