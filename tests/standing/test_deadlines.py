"""By when something was due, when it was done, and whether that was in time."""

import pytest

from reviewer.language.quantities import quantities
from reviewer.models import Indicator, Text
from reviewer.rounding import plain
from reviewer.standing.deadlines import weigh
from reviewer.standing.elapsed import as_time_between
from reviewer.standing.timing import Timing
from tests.growth import grows_linearly


def row(target, actual, name="工作时间", level2="时效指标", explanation=""):
    cells = {"target": target, "actual": actual, "name": name, "level2": level2}
    return Indicator(
        explanation=Text(text=explanation), **{key: Text(text=text) for key, text in cells.items()}
    )


@pytest.mark.parametrize(
    ("target", "in_time", "late"),
    [
        ("国庆节前完工", "9月30日完工", "10月8日完工"),
        ("中秋节前发放到位", "9月28日发放", "10月11日发放"),
        ("春节前慰问", "1月12日慰问", "2月3日慰问"),
        ("春节前慰问", "2024年1月20日慰问", "2024年2月20日慰问"),
        ("2024年春节前慰问", "2024年2月5日慰问", "2024年2月18日慰问"),
        ("元旦前演出", "12月28日演出", "2024年1月4日演出"),
        ("汛期前检修", "3月20日完成检修", "7月28日完成检修"),
        ("秋季开学前竣工", "8月20日竣工", "9月25日竣工"),
        ("每月10日前报送", "每月均在8日前报送", "最晚一次为5月14日报送"),
        ("每月10日前发放", "各月在9日前发放", "8月因系统升级于15日发放"),
        ("次月15日前报送", "最晚一次次月12日报送", "最晚一次次月23日报送"),
        ("季度末月20日前", "3月18日、6月19日、9月15日、12月15日", "3月18日、6月19日、9月26日、12月15日"),
        ("每季度终了后10日内报送", "各季度终了后第8日报送", "4月8日、7月14日报送"),
        ("6月底前设计，10月底前完工", "6月20日设计，10月25日完工", "6月20日设计，11月25日完工"),
        ("5月底前设计，9月底前建成", "5月18日设计，9月20日建成", "6月18日设计，9月20日建成"),
        ("年底前完成80%以上", "12月20日前验收17座，占85%，其余3座按合同2024年5月验收", "12月20日验收15座，占75%，其余5座2024年5月验收"),
        ("10月底前竣工验收", "10月25日通过验收，12月审计", "10月25日完工，11月8日通过竣工验收"),
        ("8月中旬前回收问卷", "8月12日全部回收", "8月29日全部回收"),
        ("当日办结", "全部当日办结", "有12件次日办结"),
        ("日产日清", "日产日清，无隔日清运", "5月有2天隔日清运"),
    ],
)  # fmt: skip
def test_in_time_and_late(target, in_time, late):
    assert weigh(row(target, in_time), 2023).timing is Timing.IN_TIME
    assert weigh(row(target, late), 2023).timing is Timing.LATE


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("汛期前检修", "5月20日完成检修"),
        ("主汛期前完工", "6月18日完工"),
        ("开学前竣工", "8月30日竣工"),
        ("春节前慰问", "6月20日慰问"),
        ("次月15日前报送", "10月28日报送"),
        ("每月10日前", "均按时发放"),
        ("12月底前", "已完成"),
    ],
)
def test_what_nobody_can_say(target, actual):
    assert weigh(row(target, actual), 2023).timing is Timing.UNKNOWN


@pytest.mark.parametrize(
    ("target", "actual"), [("按计划完成", "5月完成"), ("≥100人", "5月3日培训120人"), ("", "")]
)
def test_no_deadline_no_verdict(target, actual):
    assert weigh(row(target, actual, level2="数量指标"), 2023) is None


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("12月底前完成验收", "12月15日通过验收，质保期至2025年12月14日"),
        ("12月底前完工", "12月10日完工，尾款按合同2024年12月支付"),
        ("6月底前完成招标", "5月22日中标，7月15日进场施工"),
        ("10月底前上线", "9月28日上线试运行，12月20日通过终验"),
        ("11月20日前移交", "11月16日移交，12月完成数字化质检"),
    ],
)
def test_a_later_event_is_another_one(target, actual):
    assert weigh(row(target, actual, name="完成时间"), 2023).timing is Timing.IN_TIME


def test_the_name_may_hold_the_deadline():
    late = weigh(row("完成", "2024年2月完成安装", name="12月底前完成设备安装"), 2023)
    assert (late.timing, late.limit.at) == (Timing.LATE, "name")


@pytest.mark.parametrize(
    "text", ["每月10日前、", "6月底前完成设计，", "国庆节前，", "9月26日完成，"]
)
def test_takes_linear_time(text):
    assert grows_linearly(lambda size: weigh(row(text * size, text * size), 2023), 2000)


@pytest.mark.parametrize(
    ("target", "actual", "passed"),
    [
        ("验收合格后20日内支付", "8月2日验收，9月18日支付", "47天"),
        ("合同签订后60日内交货", "3月10日签订合同，4月30日到货", "51天"),
        ("项目实施6个月内完成", "3月1日启动，9月1日完成", "6个月"),
        ("进点后60日内出具报告", "3月1日进点，4月25日出具报告", "55天"),
        ("受理后8个工作日内退还", "5月4日受理，6月30日退还", "37个工作日"),
        ("受理后8个工作日内退还", "7月4日受理，7月11日退还", "5个工作日"),
        ("受理后8个工作日内退还", "9月25日受理，10月10日退还", None),
        ("合同签订后60日内交货", "3月10日到货，4月30日验收", None),
        ("合同签订后60日内交货", "3月签订合同，4月30日到货", None),
    ],
)
def test_time_between_two_events(target, actual, passed):
    limit = quantities(target)[0]
    found = as_time_between(limit, actual, 2023)
    assert (None if found is None else f"{plain(found.low)}{found.unit}") == passed
