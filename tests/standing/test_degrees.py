"""Words that take something back, and the names that only look like them."""

import pytest

from reviewer.standing.degrees import Band, hedge
from reviewer.standing.pending import unfinished


@pytest.mark.parametrize(
    ("text", "band", "explicit"),
    [
        ("基本完成", Band.MET, False),
        ("基本符合", Band.MET, False),
        ("基本按计划开展，个别项目安排在2021年初", Band.MET, False),
        ("初步建成", Band.MET, False),
        ("大部分完成", Band.MET, False),
        ("大体完成", Band.MET, False),
        ("报告格式有待完善", Band.MET, False),
        ("部分完成", Band.PARTLY, True),
        ("未完全达到", Band.PARTLY, True),
        ("已完成3份，1份尚未完成", Band.PARTLY, False),
        ("未完成", Band.NOT_MET, True),
        ("未达成预期指标", Band.NOT_MET, True),
        ("尚未签订", Band.NOT_MET, True),
        ("两份合作协议尚未签订", Band.NOT_MET, False),
        ("未印发", Band.NOT_MET, True),
        ("部分资料未归档", Band.MET, False),
        ("仅部分成果得到应用", Band.PARTLY, True),
        ("沿线环境基本改善", Band.MET, False),
    ],
)
def test_a_hedge_claims_a_band(text, band, explicit):
    found = hedge(text)
    assert found is not None
    assert (found.band, found.is_explicit) == (band, explicit)


@pytest.mark.parametrize(
    "text",
    [
        "基本医疗保险参保率95%",
        "提供基本公共服务",
        "基本建设支出已完成",
        "基本养老金按时发放",
        "基本支出保障到位",
        "得到基本保障",
        "满意和基本满意率96%",
        "组成部分已完成",
        "完成各部分内容",
        "部分科研成果申报国家奖项",
        "完成初步设计审查",
        "初步设计已批复",
        "开展个别辅导3次",
        "尚未发现问题",
        "无未完成事项",
        "未发生安全事故",
        "完成率98%，未完成率2%",
        "全部完成",
    ],
)
def test_no_hedge(text):
    assert hedge(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "正在编写报告",
        "推进中",
        "项目建设中，尚未验收",
        "计划2024年完成",
        "预计2024年3月完成",
        "拟于2024年开展",
        "将于2024年3月完成验收",
        "待验收",
        "未开展",
        "尚在办理",
        "延期至2024年",
        "已抽查318个项目，计划现场采样20个地块",
        "取消",
        "因疫情取消",
        "已取消举办",
    ],
)
def test_a_plan_or_work_under_way(text):
    assert unfinished(text)


@pytest.mark.parametrize(
    "text",
    [
        "按计划完成",
        "完成年度计划",
        "年度工作计划已完成",
        "按照既定计划完成",
        "计划5份，实际完成5份",
        "已草拟方案",
        "平台正在稳定运行",
        "招待费控制良好",
        "在建设过程中未发生事故",
        "推进中心建设完成",
        "计划生育服务完成",
        "已建成并投入使用",
        "取消收费项目3项",
        "精简取消环节2个",
    ],
)
def test_done_is_done(text):
    assert unfinished(text) is None
