"""Whether a result reaches its target, and what cannot be said."""

from fractions import Fraction

import pytest

from reviewer.language.quantities import holds_unread_number
from reviewer.models import Indicator, Text
from reviewer.reading.sense import Sense, sense
from reviewer.relations.row_names import core
from reviewer.standing.attainment import attain, is_numeric
from reviewer.standing.grounds import Standing
from reviewer.standing.vague import cannot_be_measured, repeats


def reached(target, actual, name="完成情况", level2="数量指标", formula="ratio", year=2023):
    row = Indicator(
        target=Text(text=target),
        actual=Text(text=actual),
        name=Text(text=name),
        level2=Text(text=level2),
    )
    return attain(row, year, formula)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("7家", "7家"),
        ("≥60个", "108"),
        ("≥1500", "1500家"),
        ("400套（件）", "450套"),
        ("400~500套", "400套"),
        ("400~500套", "600套"),
        ("400人次", "2000余人次"),
        ("5公里", "5200米"),
        ("≥1000亩", "70公顷"),
        ("90%以上", "全部反馈"),
        ("90%以上", "应收尽收"),
        ("≥80%", ">80%"),
        ("≥80%", "超过90%"),
        ("95%", "95"),
        ("0起", "未发生"),
        ("1:1", "1:1"),
        ("≥100人", "计划培训100人，实际培训120人"),
        ("≥95%", "98%，较上年提高3%"),
        ("12次", "每月1次，全年12次"),
        ("完成180张质量抽查", "按照沪环评[2020]068号要求，完成全市180张质量抽查"),
        ("每季度1次", "4次"),
        ("12次（每月1次）", "12次"),
        ("30场", "30场（线下26场、线上4场）"),
        ("5场（线上2场、线下3场）", "5场（线上2场、线下3场）"),
        ("30套（每套不少于8件）", "30套，每套9件"),
        ("≥50万次", "51.6"),
        ("不少于2人/班", "每班2人"),
        ("贰辆", "2辆"),
        ("购置贰拾辆", "20辆"),
    ],
)
def test_met(target, actual):
    assert reached(target, actual).met


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("工期", "6个月", "5个半月"),
        ("培训开展时间", "报到后3个月内", "45天内"),
        ("办理时限", "10个工作日内", "8天"),
        ("造价偏差率", "不超过±3%", "1.6%"),
    ],
)
def test_met_in_time_or_within_a_margin(name, target, actual):
    assert reached(target, actual, name, "时效指标").met


@pytest.mark.parametrize(
    ("target", "actual", "completion"),
    [
        ("≥1500", "1320家", Fraction(22, 25)),
        ("≥50万次", "47.6", Fraction(119, 125)),
        ("不少于三场", "两场", Fraction(2, 3)),
        ("1.2万人次", "9000人次", Fraction(3, 4)),
        ("5公里", "4800米", Fraction(24, 25)),
        ("400~500套", "300套", Fraction(3, 4)),
        ("≥100人", "0人", Fraction(0)),
        ("100%", "98%", Fraction(49, 50)),
        ("增长5%", "增长4%", Fraction(4, 5)),
        ("增长5%", "下降2%", None),
        ("≥1000人", "900余人", None),
        ("≥90%", "不足80%", None),
        ("100人", "第一期30人，第二期40人", None),
        ("0起", "2起", None),
    ],
)
def test_missed(target, actual, completion):
    found = reached(target, actual)
    assert found.missed
    assert found.completion == completion


@pytest.mark.parametrize(
    ("name", "target", "actual", "standing"),
    [
        ("培训人次", "300±10人次", "308人次", Standing.MET),
        ("培训人次", "300±30人次", "285", Standing.MET),
        ("培训人次", "300人次±10%", "285", Standing.MET),
        ("培训人次", "300人次（±5%）", "290人次", Standing.MET),
        ("培训人次", "300±5%", "306人次", Standing.MET),
        ("培训人次", "300±10人次", "260人次", Standing.MISSED),
        ("平均时长", "60±5分钟", "58", Standing.MET),
        ("库房温度", "18±2℃", "17.6℃", Standing.MET),
        ("库房温度", "18±2℃", "21℃", Standing.MISSED),
        ("库房温度", "18-22℃", "23℃", Standing.MISSED),
        ("总成本", "5±0.5万元", "4.8万元", Standing.MET),
        ("合格率", "95%±2%", "93.5%", Standing.MET),
        ("pH值", "6-9", "9.4", Standing.MISSED),
        ("pH值", "6-9", "7.2", Standing.MET),
        ("pH值", "6.5～8.5", "6.1", Standing.MISSED),
        ("在职人数", "50-60人", "62人", Standing.UNKNOWN),
    ],
)
def test_a_tolerance_is_a_span(name, target, actual, standing):
    level2 = "成本指标" if "成本" in name else "质量指标"
    assert reached(target, actual, name, level2).standing is standing


@pytest.mark.parametrize(
    ("target", "actual", "standing"),
    [
        ("≥1200人次", "近1200人次", Standing.MISSED),
        ("≥1200人次", "接近1200人次", Standing.MISSED),
        ("≥1200人次", "将近1200人次", Standing.MISSED),
        ("1200人次", "1100多人次", Standing.MISSED),
        ("≥1200人次", "一千一百余人次", Standing.MISSED),
        ("≥1200人次", "培训1150余人次", Standing.MISSED),
        ("5000份", "4800余份", Standing.MISSED),
        ("≥1.2万人次", "1.1万余人次", Standing.MISSED),
        ("≥5万人次", "4万多人次", Standing.MISSED),
        ("5万余人次", "4.6万人次", Standing.MISSED),
        ("≥90%", "80%多", Standing.MISSED),
        ("≥90%", "近九成", Standing.MISSED),
        ("≥九成五", "90%", Standing.MISSED),
        ("≥1200人次", "1200余人次", Standing.MET),
        ("≥1200人次", "近1300人次", Standing.UNKNOWN),
        ("≥1200人次", "约1200人次", Standing.UNKNOWN),
        ("≥1200人次", "1150人次左右", Standing.UNKNOWN),
        ("≥12场", "10余场", Standing.UNKNOWN),
        ("≥150人", "100多人", Standing.UNKNOWN),
        ("≥150人", "140+人", Standing.UNKNOWN),
        ("≥1.2万人次", "1万余人次", Standing.UNKNOWN),
        ("约1200人次", "近1200人次", Standing.UNKNOWN),
        ("1200余人次", "1200人次", Standing.MET),
        ("≥90%", "九成多", Standing.MET),
        ("≥九成五", "96%", Standing.MET),
        ("九成五以上", "95%", Standing.MET),
    ],
)
def test_a_round_number_says_between_which_it_lies(target, actual, standing):
    found = reached(target, actual)
    assert found.met if standing is Standing.MET else found.standing is standing, found


@pytest.mark.parametrize(
    ("target", "actual", "standing"),
    [
        ("≤5天", "5天多", Standing.MISSED),
        ("≤50万元", "50余万元", Standing.MISSED),
        ("≤50万元", "近50万元", Standing.MET),
        ("≤50万元", "50万元左右", Standing.UNKNOWN),
        ("≤50万元", "40余万元", Standing.MET),
        ("≤50余万元", "50余万元", Standing.UNKNOWN),
    ],
)
def test_a_ceiling_and_a_round_number(target, actual, standing):
    assert reached(target, actual, "项目成本", "成本指标").standing is standing


def test_a_tolerance_is_missed_by_its_lower_end():
    assert reached("300±10人次", "260人次").completion == Fraction(26, 29)


@pytest.mark.parametrize(
    ("target", "actual", "standing"),
    [
        (">300人次", "300人次", Standing.MISSED),
        ("少于10件", "10件", Standing.MISSED),
        ("<5‰", "5‰", Standing.MISSED),
        (">300人次", "301人次", Standing.OVER),
        ("300人次以上", "300人次", Standing.MET),
        (">300人次", "约300人次", Standing.UNKNOWN),
        ("超过300人次", "300人次", Standing.UNKNOWN),
    ],
)
def test_a_strict_bound_is_not_reached_by_itself(target, actual, standing):
    found = reached(target, actual)
    assert found.standing is standing
    assert found.completion is None


def test_a_fall_may_be_written_with_a_minus():
    assert reached("同比下降10%", "-12.6%", "信访件数").met
    assert reached("同比下降10%", "-8%", "信访件数").missed
    assert reached("增长5%", "-3%", "产值").missed


@pytest.mark.parametrize(
    ("formula", "actual", "completion"),
    [
        ("ratio", "125万元", Fraction(4, 5)),
        ("linear", "125万元", Fraction(3, 4)),
        ("linear", "250万元", Fraction(0)),
    ],
)
def test_a_missed_ceiling(formula, actual, completion):
    found = reached("≤100万元", actual, "总成本", "成本指标", formula)
    assert found.missed
    assert found.reverse
    assert found.completion == completion


@pytest.mark.parametrize(
    ("target", "actual", "says"),
    [
        ("", "5个", "指标值为空"),
        ("—", "5个", "指标值为空"),
        ("5个", "", "实际完成值为空"),
        ("甲3乙", "6个", "无法识别"),
        ("≥95%", "0.96", "没有写单位"),
        ("10个", "已完成", "没有可与"),
        ("2%", "5份", "不同"),
        ("1000人次", "215个", "不同"),
        ("300人次", "312..5人次", "无法识别"),
        ("312..5人次", "300人次", "无法识别"),
        ("10个工作日", "12天", "不能直接比较"),
        ("100人次", "教师50人次，学生60人次", "多个数值"),
        ("约1500家", "1450家", "约数"),
        ("≥90%", "85%以上", "界限"),
        ("≥90%", "85%-95%", "区间"),
        ("每季度1次", "3次", "每季度"),
        ("2期", "5月、9月分别举办1期", "分项"),
        ("500人", "举办5个班", "不是同一种"),
        ("20次", "在5个社区开展", "不是同一种"),
        ("提高管理水平", "已提高", "文字"),
        ("2期", "部分完成，尚有2项未验收", "没有可与"),
        ("≤5万元", "超支2000元", "没有可与"),
        ("≥12场", "少2场", "没有可与"),
    ],
)
def test_what_cannot_be_said_has_a_reason(target, actual, says):
    found = reached(target, actual)
    assert found.standing is Standing.UNKNOWN
    assert says in found.reason


@pytest.mark.parametrize(
    ("name", "level2", "target", "actual", "standing"),
    [
        ("总成本", "成本指标", "100万元", "98万元", Standing.MET),
        ("总成本", "成本指标", "100万元", "103万元", Standing.MISSED),
        ("总成本", "成本指标", "≤100万元", "98", Standing.MET),
        ("办理时限", "时效指标", "5天", "4天", Standing.MET),
        ("办理时限", "时效指标", "5天", "7天", Standing.MISSED),
        ("培训时间", "时效指标", "5天", "7天", Standing.UNKNOWN),
        ("投诉率", "质量指标", "5%", "6%", Standing.MISSED),
        ("投诉办结率", "质量指标", "95%", "96%", Standing.OVER),
        ("能耗下降率", "质量指标", "5%", "4%", Standing.MISSED),
        ("补助标准", "成本指标", "500元/人", "450元/人", Standing.UNKNOWN),
        ("补助标准", "成本指标", "500元/人", "500元/人", Standing.MET),
        ("三公经费", "经济效益指标", "30万元", "25万元", Standing.MET),
        ("项目经费", "数量指标", "100万元", "98万元", Standing.UNKNOWN),
        ("带动投资", "经济效益指标", "2亿元", "1.8亿元", Standing.MISSED),
        ("在职人数", "数量指标", "50人", "48人", Standing.UNKNOWN),
        ("供养人数", "数量指标", "50人", "48人", Standing.UNKNOWN),
        ("供养金足额发放率", "质量指标", "100%", "80%", Standing.MISSED),
        ("培训人数", "数量指标", "500", "培训5期", Standing.UNKNOWN),
        ("持续监测", "数量指标", "2年", "1年", Standing.MISSED),
        ("满意度", "满意度指标", "≤90%", "95%", Standing.UNKNOWN),
    ],
)
def test_the_direction_follows_sign_name_and_place(name, level2, target, actual, standing):
    assert reached(target, actual, name, level2).standing is standing


@pytest.mark.parametrize(
    ("target", "actual", "standings"),
    [
        ("标识牌1000块，采样牌750块", "1160块标识牌和650块采样牌", ["met", "missed"]),
        ("培训2期、100人次", "举办2期，108人次", ["met", "met"]),
        ("抽查80个，其中取样20个", "抽查82个，计划取样20个", ["met", "unknown"]),
        ("16个区覆盖率100%", "覆盖率98%", ["missed"]),
        ("100万元以上项目审计率≥95%", "96%", ["met"]),
        ("签订2个协议，召开1次会议", "签订协议，召开会议", ["unknown", "unknown"]),
    ],
)
def test_a_compound_target_part_by_part(target, actual, standings):
    assert [part.standing.value for part in reached(target, actual).parts] == standings


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [
        ("按期完成各项工作", "已按期完成各项工作", True),
        ("合格", "合格", True),
        ("完成评估", "按要求完成了评估", True),
        ("完成评估", "基本完成评估", False),
        ("建立", "按目标推进建设", False),
        ("按期完成改造", "因故无法按期完成改造", False),
        ("按期完成改造", "未能按期完成改造", False),
        ("完成评估工作", "正在完成评估工作", False),
    ],
)
def test_met_as_worded(target, actual, met):
    assert reached(target, actual).as_worded is met


def test_over_achievement_is_a_ratio():
    assert reached("≥100人", "300人").over == 3
    assert reached("2年", "6年").over is None
    assert reached("100万元", "50万元", "总成本", "成本指标").over is None


def test_the_year_is_no_amount():
    assert not reached("2023", "2023", level2="时效指标").is_quantified
    assert reached("2023", "2023", level2="时效指标", year=2020).is_quantified


@pytest.mark.parametrize(
    ("target", "numeric", "parsed"),
    [
        ("≥7家", True, True),
        ("甲3乙", True, False),
        ("2020年12月31日前", False, False),
        ("合格", False, False),
    ],
)
def test_parse_statistics(target, numeric, parsed):
    is_parsed = is_numeric(target) and not holds_unread_number(target)
    assert (is_numeric(target), is_parsed) == (numeric, parsed)


def test_hundreds_of_numbers_are_not_paired():
    found = reached("1个，" * 3000, "1个，" * 3000)
    assert found.standing is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("培训覆盖率", Sense.FORWARD),
        ("群众满意度", Sense.FORWARD),
        ("投诉率", Sense.REVERSE),
        ("检测差错率", Sense.REVERSE),
        ("群众不满意率", Sense.REVERSE),
        ("成果不合格率", Sense.REVERSE),
        ("未及时处理率", Sense.REVERSE),
        ("不达标天数", Sense.REVERSE),
        ("不合格产品处置率", Sense.FORWARD),
        ("不规范行为整改率", Sense.FORWARD),
        ("未就业毕业生帮扶率", Sense.FORWARD),
        ("项目总成本", Sense.REVERSE),
        ("安全事故死亡人数", Sense.REVERSE),
        ("平均响应时间", Sense.REVERSE),
        ("投诉办结率", Sense.FORWARD),
        ("安全隐患整改率", Sense.FORWARD),
        ("能耗下降率", Sense.FORWARD),
        ("成本节约率", Sense.FORWARD),
        ("排放达标率", Sense.FORWARD),
        ("失业保险参保率", Sense.FORWARD),
        ("查处违法案件数", Sense.OPEN),
        ("水土流失治理面积", Sense.OPEN),
        ("成本控制率", Sense.OPEN),
        ("排放口标识牌", Sense.OPEN),
        ("培训时间", Sense.OPEN),
        ("培训人数", Sense.OPEN),
    ],
)
def test_what_a_name_says_of_its_direction(name, expected):
    assert sense(name) is expected


@pytest.mark.parametrize(
    ("target", "vague"),
    [
        ("较大范围推广", True),
        ("惠及较多群众", True),
        ("大面积应用", True),
        ("全县推广", False),
        ("推广5600亩", False),
        ("按要求", True),
        ("达到预期目标", True),
        ("完成年度任务", True),
        ("符合相关要求", True),
        ("按要求完成工作。", True),
        ("完成年度既定目标数量", True),
        ("按要求完成12项审查", False),
        ("符合国家标准", False),
        ("达到设计要求", False),
        ("按计划完成", False),
        ("合格", False),
        ("完成评估报告", False),
    ],
)
def test_what_cannot_be_measured(target, vague):
    assert cannot_be_measured(target) is vague


@pytest.mark.parametrize(
    ("target", "actual", "same"),
    [
        ("落实相关工作要求", "落实相关工作要求。", True),
        ("12月底前完成", "12月底前完成", True),
        ("30日内", "30日内", True),
        ("落实相关工作要求", "已落实相关工作要求", False),
        ("7家", "7家", False),
        ("≥95%", "≥95%", False),
        ("验收合格", "验收合格", False),
        ("A等", "A等", False),
        ("2023年12月", "2023年12月", False),
        ("", "", False),
    ],
)
def test_a_result_that_repeats_its_target(target, actual, same):
    assert repeats(target, actual) is same


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("建立地下水监测井", "地下水监测井"),
        ("完成地下水监测井建设", "地下水监测井"),
        ("指标1：高标准农田建设数量", "高标准农田"),
        ("★培训人数", "培训人数"),
        ("完成率", ""),
    ],
)
def test_what_a_name_is_about(name, about):
    assert core(name) == about
