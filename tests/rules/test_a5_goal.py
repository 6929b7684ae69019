"""A508 and A511: the goal's text against rows and money, as clerks round and name things."""

from __future__ import annotations

import pytest

from reviewer.rules.examples import Money, Row, Sketch, money_lines
from tests.rules.asking import fires, found


def form(text, *rows, planned="提升公共服务能力。"):
    """The text as 实际完成情况 over rows of name, target and result."""
    return Sketch(
        rows=tuple(Row(*cells, "5", "5") for cells in rows), goal=(planned, text), fill=False
    )


def planned_form(text, *rows):
    return form("设备全部投入使用。", *rows, planned=text)


@pytest.mark.parametrize(
    ("text", "name", "result", "expected"),
    [
        ("接待咨询1.58万人次。", "接待咨询", "15,820人次", False),
        ("接待咨询1.6万人次。", "接待咨询", "15,820人次", False),
        ("接待咨询1.5万人次。", "接待咨询", "15,820人次", False),
        ("接待咨询1.7万人次。", "接待咨询", "15,820人次", True),
        ("接待咨询1.57万人次。", "接待咨询", "15,820人次", True),
        ("接待咨询15820人次。", "接待咨询", "1.58万人次", False),
        ("逐月监测和26座空气站运维。", "空气站运维", "26座", False),
        ("逐月监测和26座空气站运维。", "空气站运维", "24座", True),
        ("水质达标率93.1%。", "水质达标率", "93.14%", False),
        ("水质达标率93.2%。", "水质达标率", "93.14%", False),
        ("水质达标率93.4%。", "水质达标率", "93.14%", True),
        ("水质达标率100%。", "水质达标率", "99.14%", True),
        ("造林面积1.53万亩。", "造林面积", "15264亩", False),
        ("造林面积1.52万亩。", "造林面积", "15264亩", False),
        ("造林面积1.62万亩。", "造林面积", "15264亩", True),
        ("补助金额1234.6万元。", "补助金额", "1234.56万元", False),
        ("补助金额0.12亿元。", "补助金额", "1234.56万元", False),
        ("补助金额0.14亿元。", "补助金额", "1234.56万元", True),
        ("采购图书3万册。", "采购图书", "31240册", False),
        ("采购图书4万册。", "采购图书", "31240册", True),
        ("接待咨询1.5万余人次。", "接待咨询", "15,820人次", False),
        ("接待咨询280余人次。", "接待咨询", "286人次", False),
        ("接待咨询280余人次。", "接待咨询", "300人次", True),
        ("接待咨询1000多人次。", "接待咨询", "1860人次", False),
        ("接待咨询约280人次。", "接待咨询", "300人次", False),
    ],
)
def test_a_rounded_result(text, name, result, expected):
    assert fires("A508", form(text, (name, result, result))) is expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("造林面积1.53万亩。", "15264亩", False),
        ("造林面积1.5万亩。", "1.2万亩", True),
        ("造林面积2万亩。", "1.6万亩", True),
    ],
)
def test_a_rounded_target(text, target, expected):
    assert fires("A508", planned_form(text, ("造林面积", target, "2万亩"))) is expected


def test_the_row_is_named_whose_whole_name_stands_in_the_text():
    rows = [("培训人次", "300人次", "300人次"), ("服务群众人次", "≥5000人次", "5230人次")]
    (finding,) = found("A508", form("全年培训干部群众280余人次。", *rows))
    assert finding.row == 0
    assert not fires("A508", form("全年培训干部群众280余人次。", rows[1]))


SCHOOLS, PUPILS = ("受益学校数", "62所", "62所"), ("受益学生人数", "≥1.8万人", "18126人")


@pytest.mark.parametrize(
    ("text", "rows", "expected"),
    [
        ("为52所农村学校提供营养膳食补助。", [SCHOOLS, PUPILS], True),
        ("为62所农村学校提供营养膳食补助。", [SCHOOLS, PUPILS], False),
        ("为全县52所学校的18126名学生提供营养膳食补助。", [SCHOOLS, PUPILS], True),
        ("为17126名学生提供营养膳食补助。", [PUPILS], True),
        ("为18126名学生提供营养膳食补助。", [PUPILS], False),
        ("为1.8万名学生提供营养膳食补助。", [PUPILS], False),
        ("为17126名学生提供补助。", [PUPILS, ("学生和家长满意度", "≥90%", "91%")], True),
        ("为17126名学生提供补助。", [PUPILS, ("学生营养状况", "改善", "改善")], True),
        # Others of the kind, or a part of them.
        ("为52所农村学校、10所城市学校提供营养膳食补助。", [SCHOOLS], False),
        ("为52所特殊教育学校提供营养膳食补助。", [SCHOOLS], False),
        ("其中为1200名学生提供住宿补助。", [PUPILS], False),
        ("为17126名学生提供补助。", [PUPILS, ("资助学生人数", "500人", "500人")], False),
        ("为120名学生家长提供培训。", [PUPILS], False),
        ("建成52所农村学校食堂。", [SCHOOLS], False),
    ],
)
def test_those_for_whom_something_is_done(text, rows, expected):
    assert fires("A508", form(text, *rows)) is expected


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("支付专项债券利息13.36亿元。", ("支付利息金额", "12.36亿元", "12.36亿元"), True),
        ("支付专项债券利息12.36亿元。", ("支付利息金额", "12.36亿元", "12.36亿元"), False),
        ("支付专项债券利息12亿元。", ("支付利息金额", "12.36亿元", "12.36亿元"), False),
        ("支付利息13.36亿元、本金2亿元。", ("支付利息金额", "12.36亿元", "12.36亿元"), True),
        (
            "支付专项债券利息3亿元、一般债券利息9.36亿元。",
            ("支付利息金额", "12.36亿元", "12.36亿元"),
            False,
        ),
        ("发放困难补助20万元。", ("补助金额", "60万元", "60万元"), False),
        ("发放创业补贴52.6万元。", ("发放补贴金额", "83.1万元", "83.1万元"), False),
        ("补助金额20万元。", ("补助金额", "60万元", "60万元"), True),
        ("满意度达92%。", ("学员满意度", "≥90%", "95%"), True),
        ("满意度达95%。", ("学员满意度", "≥90%", "95%"), False),
        ("满意度达90%。", ("学员满意度", "≥90%", "95%"), False),
        ("满意度达92%。", ("学员满意度", "≥92%", "95%"), False),
        ("满意度达92%以上。", ("学员满意度", "≥90%", "95%"), False),
        ("学员满意度达到93%。", ("学员满意度", "≥90%", "93.6%"), False),
        ("接待游客达4000万人次。", ("接待游客", "≥3500万人次", "4865万人次"), False),
        ("接待游客达4321万人次。", ("接待游客", "≥3500万人次", "4865万人次"), True),
        ("全年开展巡查90次。", ("出动巡查次数", "100次", "120次"), True),
        ("全年开展巡查120次。", ("出动巡查次数", "100次", "120次"), False),
        ("全年开展夜间巡查90次。", ("出动巡查次数", "100次", "120次"), False),
    ],
)
def test_a_result_in_other_words(text, row, expected):
    assert fires("A508", form(text, row)) is expected


PER_DAY = ("每生每天补助标准", "5元/生·天", "5元/生·天")
PER_YEAR = ("补助标准", "3000元/人/年", "3000元/人/年")


@pytest.mark.parametrize(
    ("text", "rows", "expected"),
    [
        ("按每生每天4元标准补助。", [PER_DAY], True),
        ("按每生每天5元标准补助。", [PER_DAY], False),
        ("为全县学生提供营养膳食补助，每生每天4元。", [PER_DAY], True),
        ("按每生每天4元标准补助。", [("每生每天补助标准", "5元", "5元")], True),
        ("按每人每年2000元标准资助。", [PER_YEAR], True),
        ("按每人每年3000元标准资助。", [PER_YEAR], False),
        ("按每生每年2000元标准资助。", [PER_YEAR], True),
        ("按每人2000元标准资助。", [PER_YEAR], True),
        ("按每人每月250元标准资助。", [PER_YEAR], False),
        ("按每人每年2000元、困难学生每人每年3000元标准资助。", [PER_YEAR], False),
        ("按每人每年3000元标准资助。", [("补助标准", "3000元/人/年", "2980元/人/年")], False),
        ("由每人每年2000元提高到3000元。", [PER_YEAR], False),
        ("资助标准每年2000元。", [("资助学生人数", "1560人", "1560人"), PER_YEAR], False),
        ("住宿补贴每人每年2000元。", [PER_YEAR], False),
        ("按每人2000元标准发放。", [("创业补贴标准", "3000元/人", "3000元/人")], False),
        ("按每人2000元标准发放。", [("人均补助标准", "≤3000元/人", "2600元/人")], False),
        ("按每人2000元标准发放。", [("补助标准", "1000-3000元/人", "2600元/人")], False),
        (
            "按每人每年2000元标准资助。",
            [PER_YEAR, ("资助标准", "2000元/人/年", "2000元/人/年")],
            False,
        ),
    ],
)
def test_a_standard_per_head(text, rows, expected):
    assert fires("A508", planned_form(text, *rows)) is expected


INSTALLED = ("设备安装完成时间", "2023年10月31日前", "2023年10月20日")


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("2023年12月完成设备安装。", INSTALLED, True),
        ("12月完成设备安装。", INSTALLED, True),
        ("设备安装于2023年12月5日完成。", INSTALLED, True),
        ("2023年12月完成全部设备安装。", INSTALLED, True),
        ("2023年10月完成设备安装。", INSTALLED, False),
        ("2023年10月20日完成设备安装，12月投入使用。", INSTALLED, False),
        ("2023年12月底前完成设备安装。", INSTALLED, False),
        ("2023年12月完成设备安装验收。", INSTALLED, False),
        ("2023年9月完成首批设备安装。", INSTALLED, False),
        ("2023年9月完成设备安装调试。", INSTALLED, False),
        ("2023年9月基本完成设备安装。", INSTALLED, False),
        ("2023年完成设备安装。", INSTALLED, False),
        ("2023年12月完成项目。", ("项目完成时间", "2023年10月31日前", "2023年10月20日"), False),
        ("2022年11月出版年鉴。", ("年鉴出版时间", "2022年12月底前", "2022年12月16日"), True),
    ],
)
def test_the_day_on_which_something_was_done(text, row, expected):
    assert fires("A508", form(text, row)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年12月底前完成设备安装。", True),
        ("12月15日前完成设备安装。", True),
        ("年底前完成设备安装。", True),
        ("10月底前完成设备安装。", False),
        ("2023年10月完成设备安装。", False),
        ("12月底前完成设备安装验收。", False),
        ("9月底前完成首批设备安装。", False),
        ("年内完成设备安装。", False),
        ("2023年10月31日前完成设备安装，12月底前投入使用。", False),
    ],
)
def test_the_day_by_which_something_is_to_be_done(text, expected):
    assert fires("A508", planned_form(text, INSTALLED)) is expected


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("重点部位覆盖率达到100%。", ("重点部位覆盖", "全覆盖", "100%"), False),
        ("重点部位覆盖率达到100%。", ("制度建设", "健全", "健全"), True),
        ("全年召开三类以下会议22次。", ("召开会议次数", "≤22次", "20次"), False),
        ("检查二级以上医院22家。", ("检查医院数", "22家", "22家"), False),
        ("更换5200盏路灯。", ("灯具更换", "5200", "5210"), False),
        ("更换5200盏路灯。", ("照明节电", "320", "330"), True),
    ],
)
def test_what_the_goal_promises_has_its_row(text, row, expected):
    assert fires("A511", planned_form(text, row)) is expected


def test_a_class_is_no_number_of_things():
    row = ("召开会议次数", "≤22次", "20次")
    assert not fires("A508", planned_form("全年召开三类以下会议22次。", row))
    assert fires("A508", planned_form("全年召开三类以下会议26次。", row))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设备全部投入使用，预算执行率93%。", True),
        ("设备全部投入使用，预算执行率95%。", False),
        ("预算执行率达到95.0%，设备全部投入使用。", False),
        ("预算执行率90%以上。", False),
        ("截至11月底，预算执行率93%。", False),
        ("一季度预算执行率30%，全年95%。", False),
        ("中央资金执行率93%。", False),
        ("项目实际支出89万元，设备全部投入使用。", True),
        ("项目实际支出95万元，设备全部投入使用。", False),
        ("全年支出950000元。", False),
        ("实际支出93万元，其中设备款60万元。", True),
        ("实际支出95万元，其中设备款60万元。", False),
        ("培训实际支出20万元，采购实际支出75万元。", False),
        ("培训支出20万元。", False),
        ("实际支出89万元，支付尾款6万元。", False),
        ("累计支出230万元。", False),
    ],
)
def test_execution_told_in_the_goal_s_text(text, expected):
    findings = found("A211", Sketch(goal=("采购设备。", text)))
    assert bool(findings) is expected
    assert all(finding.row is None for finding in findings)


CHECKED = Row("核对家庭户数", "12000户", "11400户", "10", "9.5", "")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("核对家庭户数11200户，因系统升级停办一个月。", True),
        ("核对家庭户数11400户，因系统升级停办一个月。", False),
        ("核对家庭户数计划12000户，实际11400户，少600户。", False),
        ("核对家庭户数比上年减少300户。", False),
        ("城区核对家庭户数5200户。", False),
        ("尚有600户未核对。", False),
        ("2022年核对家庭户数9800户。", False),
    ],
)
def test_a_note_under_the_table(note, expected):
    box = Sketch(rows=(CHECKED,), explanation=note, fill=False)
    below = Sketch(rows=(CHECKED,), notes=(note,), fill=False)
    assert fires("A508", box) is expected
    assert fires("A508", below) is expected


def test_a_figure_that_contradicts_its_row_is_not_said_to_have_none():
    row = ("照明设施更换数量", "320盏", "326盏")
    both = form("换装路灯326盏。", row, planned="换装路灯380盏。")
    assert fires("A508", both)
    assert not fires("A511", both)


def test_a_row_in_a_unit_that_nobody_knows_is_not_compared_by_another_of_its_numbers():
    row = ("断面监测", "1080断次", "90个断面，采样1080断次")
    assert not fires("A508", form("Ⅰ—Ⅲ类断面由78个增加到81个。", row))


@pytest.mark.parametrize(
    ("text", "name", "result", "expected"),
    [
        ("义诊了685人。", "下乡义诊人数", "上半年240人，下半年418人，一共658人", True),
        ("义诊了658人。", "下乡义诊人数", "上半年240人，下半年418人，一共658人", False),
        ("义诊了村医685人。", "下乡义诊人数", "上半年240人，下半年418人，一共658人", False),
        ("义诊了240人。", "下乡义诊人数", "上半年240人，下半年418人，一共658人", False),
    ],
)
def test_a_slip_in_the_row_s_long_number_is_of_the_row(text, name, result, expected):
    rows = (name, "≥600人", result), ("回访服务人数", "≥90人", "96人")
    assert fires("A508", form(f"{text}回访96人。", *rows)) is expected


def test_what_the_project_spent_is_no_row_s_cost():
    money = money_lines(Money("86.00", "86.00", "83.42", "10", "97%", "9.7"))
    said = "复壮这一块一共开支66.88万元，摊到44株上，每株1.52万元"
    row = Row("单株复壮平均成本", "≤1.60万元", said, "5", "5", level2="成本指标")
    goal = ("单株复壮平均花钱不超过1.60万元。", "古树复壮得到加强，钱花了83.42万元。")
    sketch = Sketch(rows=(row,), goal=goal, funding=money, currency_unit="万元", fill=False)
    assert not fires("A508", sketch)


def test_so_many_in_each_of_two_months_are_not_the_row_s_number():
    assert not fires("A508", form("7月、8月各办1期研习营。", ("研习营期数", "≥2期", "2期")))
