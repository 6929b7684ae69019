"""Explanations that date the completion behind the deadline."""

import pytest

from reviewer.standing.deadlines import slipped, weigh
from reviewer.standing.timing import Timing
from tests.standing.test_deadlines import row


@pytest.mark.parametrize(
    ("target", "explanation", "tells"),
    [
        ("10月底前兑付", "因信息核对反复，11月24日才全部兑付到位", True),
        ("上半年开班", "师资未落实，7月12日开班", True),
        ("9月底前完成", "10月18日完成最后一批扫描", True),
        ("每月15日前发放", "4月因银行系统故障，于19日发放", True),
        ("季度末月25日前上报", "三季度于9月29日上报", True),
        ("10月底前兑付", "10月22日全部兑付，11月24日省厅通报表扬", False),
        ("每月15日前发放", "银行系统升级时提前至10日发放", False),
        ("9月底前完成", "计划10月开展二期", False),
        ("6月底前更新", "原定5月，因流标推迟到6月8日完成更新", False),
        ("6月底前更新", "10月完成结算审计", False),
    ],
)
def test_dates_without_a_year(target, explanation, tells):
    said = row(target, "已完成", name="兑付开班更新", explanation=explanation)
    assert bool(slipped(said, 2023)) is tells


@pytest.mark.parametrize(
    ("explanation", "timing"),
    [
        ("专家时间冲突，2024年1月9日通过验收", Timing.LATE),
        ("受疫情影响推迟至2024年3月", Timing.LATE),
        ("2024年1月9日完成资料归档", Timing.UNKNOWN),
        ("计划2024年3月完成绿化", Timing.UNKNOWN),
        ("2024年1月9日通过绿化工程验收", Timing.UNKNOWN),
    ],
)
def test_dates_with_a_year(explanation, timing):
    said = row("2023年12月15日前", "已验收", name="项目验收", explanation=explanation)
    assert weigh(said, 2023).timing is timing
