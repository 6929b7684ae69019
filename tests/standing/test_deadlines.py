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
    ("name", "target", "in_time", "late"),
    [
        ("放流完成时间", "6月6日前", "5月29日放第一场，6月3日放第二场", "5月29日放第一场，天热第二场挪到6月19日"),
        ("储备到位时间", "2月28日前", "2月20日货已到齐", "2月20日到了九成，剩下的3月15日入齐"),
        ("春季除治收尾", "3月31日前", "五标段3月29日撤人，其他都在3月26日前", "除五标段4月9日才撤人外，都在3月26日前"),
        ("成果汇交时间", "11月30日前", "10月22日初检退回，改后11月11日汇交省馆", "11月22日初检退回，改后12月11日汇交省馆"),
        ("训练费拨付时限", "次月20日前", "最晚一笔7月的训练费8月18日付出", "最晚一笔7月的训练费9月26日付出"),
        ("月报报送", "次月10日前", "最晚的是5月份月报，6月9日报到", "最晚的是5月份月报，6月13日报到"),
        ("月报报送", "次月10日前", "最晚的是12月份月报，2024年1月9日报到", "最晚的是12月份月报，2024年1月12日报到"),
        ("费用结算", "季度末月20日前", "四个季度依次是3月18日、6月19日、9月14日、12月17日结的", "四个季度依次是3月18日、6月19日、9月14日、12月26日结的"),
        ("库存盘点", "季度末月30日前", "3月29日、6月28日、9月27日、12月29日各盘一次", "3月29日、6月28日、10月9日、12月29日各盘一次"),
        ("调查报告交付", "12月15日前", "11月3日送审没过，按意见改过后12月9日再送", "12月3日送审没过，按意见改过后12月29日再送"),
        ("防汛物资补充", "6月1日前", "编织袋5月25日补齐，抽水泵5月30日补齐", "编织袋5月25日补齐，抽水泵缺货，7月1日补齐"),
        ("路灯换装完成", "9月20日前", "9月6日城东换完，城西9月14日换完", "9月6日城东换完，城西停电受限，10月8日换完"),
        ("直补发放时间", "上半年6月30日前、下半年11月30日前", "上半年6月21日到卡，下半年11月24日到卡", "上半年6月21日到卡，下半年重核名册，12月6日到卡"),
        ("直补发放时间", "上半年6月30日前、下半年11月30日前", "上半年6月21日到卡，下半年11月24日到卡", "上半年7月9日到卡，下半年11月24日到卡"),
        ("苗木栽植结束时间", "4月15日前", "3月28日栽主路，4月12日栽东坡（5月9日又补了死株20棵）", "3月28日栽下主路两侧，东坡因起苗迟，4月22日栽齐"),
        ("巡查完成时间", "5月31日前", "五个垸的春查5月27日收工（秋查另算，10月30日做完）", "五个垸的春查6月27日收工"),
    ],
)  # fmt: skip
def test_whatever_the_verb(name, target, in_time, late):
    assert weigh(row(target, in_time, name), 2023).timing is not Timing.LATE
    assert weigh(row(target, late, name), 2023).timing is Timing.LATE


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("首场演出时间", "7月1日前开演", "6月27日首场开演，末场8月30日"),
        ("宣传册印制", "6月26日前", "6月20日5000册运到，余下2000册7月至9月陆续进村发放"),
        ("一期工程交付", "8月31日前", "一期8月20日交付，二期10月11日交付"),
        ("专家库更新", "3月31日前", "3月18日理出名单，3月27日录进系统，4月20日启用"),
        ("林地确界", "7月31日前", "7月20日埋完界桩，8月5日有2根被推倒，8月6日立回"),
        ("种薯调运", "3月10日前", "分两车，2月20日、3月6日运到，剩余包装4月退还厂家"),
        ("路灯换装完成", "9月20日前", "9月6日城东换完，9月14日城西换完，灯杆喷漆10月8日收工"),
        ("森林防火隔离带", "3月1日前", "2月26日砍完，其余12公里属邻县，4月才砍"),
        ("主体封顶时间", "9月30日前", "9月21日封顶，外墙12月8日做完"),
        ("设备安装完成", "11月30日前", "11月18日装完，12月5日组织培训，12月20日审计进场"),
        ("疫苗接种完成", "6月20日前", "6月18日打完，抗体检测7月12日出结果"),
        ("课桌椅入校时间", "8月31日前", "8月26日全部送进12所学校，9月5日送去样品存档"),
        ("水毁修复完工", "6月30日前", "6月20日修完全部3处，7月18日又遭水，8月再修1处不在本项目"),
        ("竣工验收", "年底前完成80%以上", "12月20日前验收17座，占85%，其余3座按合同2024年5月验收"),
    ],
)  # fmt: skip
def test_later_dates_of_something_else(name, target, actual):
    assert weigh(row(target, actual, name), 2023).timing is not Timing.LATE


def test_what_only_weighing_tells_is_not_certain():
    found = weigh(row("国庆节前入库", "9月22日看样书，10月12日拉进库房", "出书时间"), 2023)
    assert (found.timing, found.done, found.is_certain) == (Timing.LATE, "10月12日", False)


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
    "text",
    ["每月10日前、", "6月底前完成设计，", "国庆节前，", "9月26日完成，", "8月份那期(", "剩下的3月"],
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
        (
            "每个品种轮出后4个月内补足",
            "小麦5月18日出完、9月10日补足；稻谷8月6日出完、12月1日补足",
            "3.8387个月",
        ),
        ("每批完工后20日内", "头批5月6日完工，5月20日验收；二批8月1日完工，9月2日验收", "32天"),
        ("报案后15日内", "最晚一户8月3日报案，8月14日赔付，9月1日回访", "11天"),
        ("合同签订后60日内交货", "3月10日到货，4月30日验收", None),
        ("合同签订后60日内交货", "3月签订合同，4月30日到货", None),
    ],
)
def test_time_between_two_events(target, actual, passed):
    limit = quantities(target)[0]
    found = as_time_between(limit, actual, 2023)
    assert (None if found is None else f"{plain(found.low)}{found.unit}") == passed
