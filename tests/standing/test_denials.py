"""Explanations that deny their row in words; `*` marks rows where less is better."""

from __future__ import annotations

import pytest

from reviewer.standing.denials import denies_delay, denies_miss, tells_of_less

MISS_DENIED = [
    ("培训人次 ≥1200人次 1140人次", "报名踊跃，超额完成培训任务。"),
    ("培训人次 ≥1200人次 1140人次", "年度目标设置偏低，明年调高。"),
    ("培训人次 ≥1200人次 1140人次", "实际完成数大于年初计划数。"),
    ("培训人次 ≥1200人次 1140人次", "目标值偏保守，2024年适当提高。"),
    ("培训人次 ≥1200人次 1140人次", "因宣传到位，培训人次超出预期。"),
    ("培训人次 ≥1200人次 1140人次", "全面完成培训任务。"),
    ("设备验收合格率 100% 96%", "设备均已通过验收。"),
    ("资助学生人数 1000人 960人", "1000名学生均已发放。"),
    ("*平均办结时限 ≤7天 8天", "提前完成。"),
    ("*项目总成本 ≤200万元 208万元", "总成本低于预算控制数，节约明显。"),
    ("*单位成本 ≤50元 52元", "实际单价小于目标值。"),
    ("群众满意度 ≥90% 86%", "满意度高于年初目标。"),
    ("宣传活动场次 20场 18场", "超额完成年度指标任务，下一步科学设定指标。"),
]
MISS_EXPLAINED = [
    ("培训人次 ≥1200人次 1140人次", "参会人员超过预期，培训名额受限，少训60人次。"),
    ("培训人次 ≥1200人次 1140人次", "其他单位超额完成，本单位讲师不足。"),
    ("培训人次 ≥1200人次 1140人次", "预算标准设定偏低，经费不足。"),
    ("培训人次 ≥1200人次 1140人次", "上年目标设定过低，本年提高过多。"),
    ("培训人次 ≥1200人次 1140人次", "未能超额完成目标，两期因台风停办。"),
    ("培训人次 ≥1200人次 1140人次", "目标设定偏高。"),
    ("培训人次 ≥1200人次 1140人次", "退训人数高于预期，2024年实行报名押金。"),
    ("培训人次 ≥1200人次 1140人次", "1140人次均已完成培训，其余60人次因病请假。"),
    ("资助学生人数 1000人 960人", "全年新申请的学生均已资助，申请人数比预计少40人。"),
    ("资助学生人数 1000人 960人", "40名学生转学，已全部发放至转入学校。"),
    ("验收合格率 100% 96%", "1台不合格，已全部更换。"),
    ("检查企业数 300家 285家", "15家企业注销，存续企业均已检查。"),
    ("新建公厕 10座 9座", "征地已全部完成，1座2024年3月开工。"),
    ("*项目总成本 ≤200万元 208万元", "钢材价格高于预算，人工费低于预算。"),
    ("*平均办结时限 ≤7天 8天", "系统升级停机3天。"),
    ("*单位成本 ≤50元 52元", "纸张涨价，印数低于计划数。"),
    ("出生缺陷筛查率 ≥95% 93%", "出生人数低于预期。"),
    ("群众满意度 ≥90% 86%", "停车难投诉多，超过预期。"),
    ("耕地面积 500亩 480亩", "20亩规划调整，均已完成补划。"),
    ("带动增收 2000万元 1850万元", "烟叶收购均价低于预期。"),
]
DELAY_DENIED = [
    ("分馆开放时间 2023年10月31日前 2023年11月5日", "分馆已于10月20日按期开放。"),
    ("工程完工时间 2023年10月31日前 2023年11月5日", "工程如期完工。"),
    ("补贴发放时间 2023年6月30日前 2023年7月12日", "补贴按时发放到位。"),
    ("报告提交时间 2023年6月30日前 2023年7月12日", "提前完成。"),
]
DELAY_EXPLAINED = [
    ("分馆开放时间 2023年10月31日前 2023年11月5日", "土建按期完成，消防验收推迟。"),
    ("工程完工时间 2023年10月31日前 2023年11月5日", "未能如期完工，雨季停工。"),
    ("补贴发放时间 2023年6月30日前 2023年7月12日", "乡镇资料提交较晚，审核后按时发放。"),
    ("报告提交时间 2023年6月30日前 2023年7月12日", "初稿按期提交，评审会改期。"),
]
LESS_BESIDE_MORE = [
    ("培训人次 ≥1200人次 4236人次", "受疫情影响，培训减少，下年加强。"),
    ("检查企业家次 ≥300家次 900家次", "人员抽调，检查未完成任务。"),
    ("宣传活动 10场 40场", "受台风影响活动减少。"),
]
MORE_EXPLAINED = [
    ("培训人次 ≥1200人次 4236人次", "线下班减少，线上班扩大。"),
    ("办理案件 100件 300件", "上年积案较多。"),
    ("投诉件数下降 ≥5% 40%", "受疫情影响投诉减少。"),
    ("受理咨询 100次 300次", "年初目标未考虑新政策出台。"),
    ("种植面积 100亩 300亩", "其他作物减少。"),
    ("网站访问 1万次 5万次", "窗口办理减少。"),
]


def miss_denied(row: str, explanation: str) -> str:
    return denies_miss(explanation, row.removeprefix("*"), less_is_better=row.startswith("*"))


@pytest.mark.parametrize(("row", "explanation"), MISS_DENIED)
def test_a_missed_target_is_said_to_be_reached(row: str, explanation: str) -> None:
    assert miss_denied(row, explanation) != ""


@pytest.mark.parametrize(("row", "explanation"), MISS_EXPLAINED)
def test_a_missed_target_is_explained(row: str, explanation: str) -> None:
    assert miss_denied(row, explanation) == ""


@pytest.mark.parametrize(("row", "explanation"), DELAY_DENIED)
def test_what_was_late_is_said_to_be_in_time(row: str, explanation: str) -> None:
    assert denies_delay(explanation, row) != ""


@pytest.mark.parametrize(("row", "explanation"), DELAY_EXPLAINED)
def test_a_delay_is_explained(row: str, explanation: str) -> None:
    assert denies_delay(explanation, row) == ""


@pytest.mark.parametrize(("row", "explanation"), LESS_BESIDE_MORE)
def test_there_is_said_to_be_less_of_what_there_was_more(row: str, explanation: str) -> None:
    assert tells_of_less(explanation, row) != ""


@pytest.mark.parametrize(("row", "explanation"), MORE_EXPLAINED)
def test_more_than_planned_is_explained(row: str, explanation: str) -> None:
    assert tells_of_less(explanation, row) == ""
