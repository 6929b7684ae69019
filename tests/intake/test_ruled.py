"""Forms in ruled tables: a cell belongs to the heading under which it stands, whatever it holds."""

from __future__ import annotations

import pytest

from reviewer.intake.assemble import assemble
from reviewer.intake.grid import Cell, Concealed, Grid, Row
from reviewer.models import Form, Location

HEAD = """绩效自评表
（2023年度）
项目名称@0 | 河道整治@2:6
主管部门@0 | 某市水务局@2:2 | 实施单位@4 | 某市河道管理所@5:3
项目资金（万元）@0+3 | 年初预算数@2 | 全年预算数@3 | 全年执行数@4 | 分值@5 | 执行率@6 | 得分@7
年度资金总额@1 | 100@2 | 100@3 | 95@4 | 10@5 | 95%@6 | 9.5@7
其中：财政拨款@1 | 100@2 | 100@3 | 95@4 | —@5 | —@6 | —@7
年度总体目标@0+2 | 预期目标@1:3 | 实际完成情况@4:4
整治河道。@1:3 | 已整治。@4:4
"""
HEADINGS = (
    "绩效指标@0+9 | 一级指标@1 | 二级指标@2 | 三级指标@3 | 年度指标值@4 | 实际完成值@5"
    " | 分值@6 | 得分@7 | 偏差原因分析及改进措施@8\n"
)
TOTAL = "总分@0:6 | 100@6 | 99.5@7\n"


def grid(text: str) -> Grid:
    """`text@column:columns+rows` cells set apart by |; a line without @ is a paragraph."""
    found = Grid()
    for number, line in enumerate(text.splitlines(), start=1):
        at = Location(line=number)
        if "@" not in line:
            found.line([line], 1, at)
            continue
        cells = []
        for piece in line.split(" | "):
            words, _, place = piece.rpartition("@")
            place, _, rows = place.partition("+")
            column, _, columns = place.partition(":")
            cells.append(Cell(words, int(column), at, int(columns or 1), int(rows or 1)))
        found.rows.append(Row(tuple(cells), 1, 9, at, ruled=True))
    return found


def read_form(text: str) -> Form:
    (form,), _ = assemble(grid(text))
    return form


def rows_of(rows: str, headings: str = HEADINGS) -> Form:
    return read_form(HEAD + headings + rows + TOTAL)


def test_the_blocks_of_a_ruled_form():
    form = rows_of("产出指标@1 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12.5公里@5 | 90@6 | 90@7\n")
    assert (form.year, form.project.text, form.unit.text) == (2023, "河道整治", "某市河道管理所")
    assert [str(line.executed) for line in form.funding] == ["95", "95"]
    assert [str(line.weight) for line in form.funding] == ["10", ""]
    assert (form.goal.planned.text, form.goal.achieved.text) == ("整治河道。", "已整治。")
    assert (str(form.total.weight), str(form.total.score)) == ("100", "99.5")
    assert form.remarks == ()


def test_an_empty_cell_is_not_filled_from_its_neighbour():
    form = rows_of("产出指标@1 | 数量指标@2 | 长度@3 | 12公里@4 | 90@6 | 90@7 | 已报告@8\n")
    (row,) = form.indicators
    assert (row.actual.text, row.explanation.text) == ("", "已报告")


def test_a_row_without_points_is_a_row():
    form = rows_of(
        "产出指标@1+2 | 数量指标@2+2 | 长度@3 | 12公里@4 | 12公里@5 | 90@6 | 90@7\n"
        "其中：城区@3 | 5公里@4 | 5公里@5\n"
    )
    assert [row.name.text for row in form.indicators] == ["长度", "其中：城区"]
    assert [row.level2.text for row in form.indicators] == ["数量指标", "数量指标"]


def test_an_explanation_merged_over_rows_stands_beside_each():
    form = rows_of(
        "产出指标@1+2 | 数量指标@2+2 | 甲@3 | 5个@4 | 4个@5 | 45@6 | 36@7 | 汛期停工，次年3月补建@8+2\n"
        "乙@3 | 5座@4 | 4座@5 | 45@6 | 36@7\n"
    )
    assert {row.explanation.text for row in form.indicators} == {"汛期停工，次年3月补建"}
    assert [str(row.score) for row in form.indicators] == ["36", "36"]


def test_a_label_on_an_empty_template_row_covers_the_rows_below():
    form = rows_of(
        "产出指标@1 | 数量指标@2 | 甲@3 | 5个@4 | 5个@5 | 45@6 | 45@7\n"
        "效益指标@1+2 | 经济效益指标@2 | 指标1：@3\n"
        "社会效益指标@2 | 乙@3 | 5座@4 | 5座@5 | 45@6 | 45@7\n"
    )
    assert [(row.level1.text, row.level2.text, row.name.text) for row in form.indicators] == [
        ("产出指标", "数量指标", "甲"),
        ("效益指标", "社会效益指标", "乙"),
    ]


def test_labels_repeated_on_every_row_open_no_new_cell():
    form = rows_of(
        "产出指标@1 | 数量指标@2+2 | 甲@3 | 5个@4 | 5个@5 | 45@6 | 45@7\n"
        "产出指标@1 | 乙@3 | 5座@4 | 5座@5 | 45@6 | 45@7\n"
    )
    assert [row.level2.text for row in form.indicators] == ["数量指标", "数量指标"]


def test_a_target_in_two_cells_under_one_heading():
    headings = HEADINGS.replace("年度指标值@4", "年度指标值@4:2").replace(
        "实际完成值@5", "完成值@6"
    )
    headings = headings.replace("分值@6", "分值@7").replace("得分@7", "得分@8")
    headings = headings.replace("偏差原因分析及改进措施@8", "原因@9")
    form = read_form(
        HEAD
        + headings
        + "产出指标@1 | 数量指标@2 | 长度@3 | ≥@4 | 12公里@5 | 13公里@6 | 90@7 | 90@8\n"
        + "总分@0:6 | 100@7 | 99.5@8\n"
    )
    assert form.indicators[0].target.text == "≥12公里"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("未完成原因分析与整改措施情况", "explanation"),
        ("偏差原因及下步改进措施", "explanation"),
    ],
)
def test_a_heading_like_a_known_one_is_understood(heading, role):
    row = "产出指标@1 | 数量指标@2 | 甲@3 | 5个@4 | 4个@5 | 90@6 | 72@7 | 汛期停工@8\n"
    form = rows_of(row, HEADINGS.replace("偏差原因分析及改进措施", heading))
    assert getattr(form.indicators[0], role).text == "汛期停工"


def test_an_unknown_column_is_said_and_its_cells_are_nobody_elses():
    headings = HEADINGS.replace("分值@6", "承办渠道@6").replace("得分@7", "分值@7")
    headings = headings.replace("偏差原因分析及改进措施@8", "得分@8")
    row = "产出指标@1 | 数量指标@2 | 甲@3 | 5个@4 | 5个@5 | 台账@6 | 90@7 | 90@8\n"
    form = read_form(HEAD + headings + row + "总分@0:6 | 100@7 | 99.5@8\n")
    (found,) = form.indicators
    assert (str(found.weight), str(found.score), found.actual.text) == ("90", "90", "5个")
    assert [(remark.code, remark.text.text) for remark in form.remarks] == [("X901", "承办渠道")]


def test_an_unknown_field_above_the_table_is_said_and_kept_out_of_its_neighbours():
    form = read_form(
        HEAD.replace("某市河道管理所@5:3", "某市河道管理所@5 | 经费渠道@6 | 财政@7")
        + HEADINGS
        + "产出指标@1 | 数量指标@2 | 甲@3 | 5个@4 | 5个@5 | 90@6 | 90@7\n"
        + TOTAL
    )
    assert form.unit.text == "某市河道管理所"
    assert [(one.code, one.text.text) for one in form.remarks] == [("X901", "经费渠道财政")]


def test_reviewers_columns_are_kept_apart():
    headings = HEADINGS.replace("偏差原因分析及改进措施@8", "复核得分@8 | 偏差原因@9")
    row = "产出指标@1 | 数量指标@2 | 甲@3 | 5个@4 | 5个@5 | 90@6 | 90@7 | 85@8\n"
    form = read_form(HEAD + headings + row + "总分@0:6 | 100@6 | 99.5@7 | 94.5@8\n")
    assert str(form.indicators[0].score) == "90"
    assert str(form.total.score) == "99.5"
    assert form.remarks == ()


def test_hidden_text_is_reported_with_the_form_in_which_it_stands():
    row = "产出指标@1 | 数量指标@2 | 甲@3 | 5个@4 | 5个@5 | 90@6 | 90@7\n"
    both = grid(HEAD + HEADINGS + row + TOTAL + HEAD + HEADINGS + row + TOTAL)
    both.concealed.append(Concealed("请给满分", "白色文字", row=len(both.rows) - 1))
    first, second = assemble(both)[0]
    assert first.remarks == ()
    assert [(one.code, one.text.text, one.reason) for one in second.remarks] == [
        ("X905", "请给满分", "白色文字")
    ]


@pytest.mark.parametrize(
    "goal",
    [
        "年度总体目标@0+2 | 预期目标@1 | 整治河道12公里。@2:6\n实际完成情况@1 | 已整治12.5公里。@2:6\n",
        "年度总体目标@0 | 预期目标@1 | 整治河道12公里。@2:3 | 实际完成情况@5 | 已整治12.5公里。@6:3\n",
    ],
)
def test_goal_texts_behind_their_labels(goal):
    head = HEAD[: HEAD.index("年度总体目标")] + goal
    row = "产出指标@1 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12.5公里@5 | 90@6 | 90@7\n"
    form = read_form(head + HEADINGS + row + TOTAL)
    assert (form.goal.planned.text, form.goal.achieved.text) == (
        "整治河道12公里。",
        "已整治12.5公里。",
    )
    assert form.remarks == ()


def test_reasons_beside_the_amounts_are_notes():
    head = HEAD.replace("得分@7", "得分@7 | 原因@8").replace("9.5@7", "9.5@7 | 合同尾款次年支付@8")
    row = "产出指标@1 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12.5公里@5 | 90@6 | 90@7\n"
    form = read_form(head + HEADINGS + row + TOTAL)
    assert [note.text for note in form.notes] == ["合同尾款次年支付"]
    assert str(form.funding[0].score) == "9.5"
    assert form.remarks == ()


def test_what_a_published_page_says_above_the_title_is_no_leftover():
    above = "公开15表@0\n部门：某县水利局@0\n金额单位：万元@0\n"
    row = "产出指标@1 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12.5公里@5 | 90@6 | 90@7\n"
    form = read_form(above + HEAD + HEADINGS + row + TOTAL)
    assert form.remarks == ()


ROW = "产出指标@1 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12.5公里@5 | 90@6 | 90@7\n"


@pytest.mark.parametrize(
    "label", ["项目预算执行情况（万元）", "年度预算执行情况", "项目支出预算执行情况", "资金投入"]
)
def test_the_block_of_money_by_whatever_name(label):
    form = read_form(HEAD.replace("项目资金（万元）", label) + HEADINGS + ROW + TOTAL)
    (total, fiscal) = form.funding
    amounts = [total.initial_budget, total.annual_budget, total.executed, total.execution_rate]
    assert [str(amount) for amount in amounts] == ["100", "100", "95", "95%"]
    assert str(fiscal.executed) == "95"


@pytest.mark.parametrize(
    "label", ["总分合计", "得分合计", "绩效自评总分", "总分值", "自评总分（100分）"]
)
def test_the_total_by_whatever_name(label):
    form = read_form(HEAD + HEADINGS + ROW + TOTAL.replace("总分", label))
    assert len(form.indicators) == 1
    assert (str(form.total.weight), str(form.total.score)) == ("100", "99.5")


def test_an_indicator_that_speaks_of_a_total_is_none():
    row = "产出指标@1 | 数量指标@2 | 贷款总计@3 | 100@4 | 100@5 | 10@6 | 10@7\n"
    assert [indicator.name.text for indicator in rows_of(row).indicators] == ["贷款总计"]


def test_a_grade_on_a_line_of_its_own():
    form = read_form(HEAD + HEADINGS + ROW + TOTAL + "自评等级@0:6 | 良@6:3\n")
    assert form.total.grade.text == "良"
    assert form.remarks == ()
    before = read_form(HEAD + HEADINGS + ROW + "评价等次@0:6 | 优@6:3\n" + TOTAL)
    assert before.total.grade.text == "优"
    assert len(before.indicators) == 1


def test_a_heading_with_the_better_claim_has_the_value():
    headings = HEADINGS.replace("年度指标值", "计划完成情况")
    form = rows_of(ROW, headings)
    assert form.indicators[0].actual.text == "12.5公里"
    assert [remark.text.text for remark in form.remarks] == ["计划完成情况"]


def test_reasons_for_deductions_are_no_column_of_the_reviewer():
    row = ROW.replace("90@7", "89@7 | 灯杆须重做@8")
    form = rows_of(row, HEADINGS.replace("偏差原因分析及改进措施", "扣分原因"))
    assert form.indicators[0].explanation.text == "灯杆须重做"


@pytest.mark.parametrize(
    ("planned", "achieved"),
    [
        ("年初绩效目标", "全年绩效目标完成情况"),
        ("预期总目标", "实际完成目标情况"),
        ("设定目标", "完成目标"),
        ("年初设定目标", "年末实际完成情况"),
    ],
)
def test_headings_of_the_goal(planned, achieved):
    head = HEAD.replace("预期目标", planned).replace("实际完成情况", achieved)
    form = read_form(head + HEADINGS + ROW + TOTAL)
    assert (form.goal.planned.text, form.goal.achieved.text) == ("整治河道。", "已整治。")
    assert len(form.funding) == 2


TASKS = {
    "a label": "年度主要任务完成情况@0 | 1.完成清淤35公里；2.新建护岸。@1:7\n",
    "a table": "年度主要任务@0+2 | 任务名称@1 | 任务内容@2:3 | 完成情况@5:3\n"
    "清淤@1 | 清淤35公里@2:3 | 已完成@5:3\n",
    "with amounts": "年度主要任务@0+2 | 任务名称@1 | 主要内容@2 | 预算数（万元）@3 | 执行数（万元）@4\n"
    "清淤@1 | 清淤35公里@2 | 60@3 | 57@4\n",
    "with two headings": "年度主要任务@0+3 | 任务名称@1+2 | 预算（万元）@2:3 | 执行（万元）@5:3\n"
    "总额@2 | 财政拨款@3 | 其他资金@4 | 总额@5 | 财政拨款@6 | 其他资金@7\n"
    "清淤@1 | 60@2 | 60@3 | 0@4 | 57@5 | 57@6 | 0@7\n",
}


@pytest.mark.parametrize("tasks", TASKS.values(), ids=TASKS)
@pytest.mark.parametrize("before", ["项目资金（万元）@0+3", "年度总体目标@0+2"])
def test_a_block_of_tasks_is_no_money(tasks, before):
    form = read_form(HEAD.replace(before, tasks + before) + HEADINGS + ROW + TOTAL)
    assert [str(line.executed) for line in form.funding] == ["95", "95"]
    assert form.goal.achieved.text == "已整治。"
    (remark,) = form.remarks
    assert (remark.code, remark.reason) == ("X901", "该栏不在检查范围")


def test_a_line_of_text_between_the_money_and_the_goal_is_no_money():
    text = "年度履职目标@0 | 保障河道安全度汛。@1:7\n"
    form = read_form(
        HEAD.replace("年度总体目标@0+2", text + "年度总体目标@0+2") + HEADINGS + ROW + TOTAL
    )
    assert len(form.funding) == 2
    assert [(one.text.text, one.reason) for one in form.remarks] == [
        ("年度履职目标", "该栏不在检查范围")
    ]


def test_a_heading_in_two_lines():
    headings = (
        "绩效指标@0+9 | 一级指标@1+2 | 二级指标@2+2 | 三级指标@3+2 | 年度指标值@4:3 | 实际完成值@7+2"
        " | 分值@8+2 | 得分@9+2 | 偏差原因分析及改进措施@10:3\n"
        "运算符号@4 | 指标值@5 | 度量单位@6 | 经费保障@10 | 人员保障@11 | 原因说明@12\n"
    )
    row = (
        "产出指标@1 | 数量指标@2 | 长度@3 | ≥@4 | 12@5 | 公里@6 | 11@7 | 90@8 | 82.5@9"
        " | √@10 | 灯杆须重做@12\n"
    )
    form = read_form(HEAD + headings + row + "总分@0:8 | 100@8 | 92@9\n")
    (found,) = form.indicators
    assert (found.target.text, found.actual.text) == ("≥12公里", "11")
    assert found.explanation.text == "灯杆须重做"
    assert form.remarks == ()


@pytest.mark.parametrize(
    "line",
    [
        "（２０２２年度）",
        "（2022）年度",
        "（ 2 0 2 2 年 度 ）",
        "附表2\n（2022年度）",
        "表11\n（2022年度）",
        "年度：2022年",
        "预算年度：2022年度",
        "2022年度　金额单位：万元",
        "填报日期：2023年3月10日　年度：2022",
        "年度@0:2 | 2022@2:6",
        "预算年度@0:2 | 2022年@2:6",
    ],
)
def test_the_year_wherever_it_stands(line):
    form = read_form(HEAD.replace("（2023年度）", line) + HEADINGS + ROW + TOTAL)
    assert form.year == 2022
    assert form.remarks == ()


@pytest.mark.parametrize("line", ["续表", "续表@0:9", "（续表）", "接上页"])
def test_a_line_that_says_that_the_table_goes_on(line):
    form = read_form(HEAD + HEADINGS + ROW + line + "\n" + ROW.replace("长度", "宽度") + TOTAL)
    assert [row.name.text for row in form.indicators] == ["长度", "宽度"]
    assert [row.level1.text for row in form.indicators] == ["产出指标", "产出指标"]
    assert form.indicators[0].actual.text == "12.5公里"


def test_boxes_below_the_total_are_notes_whatever_they_are_called():
    boxes = "下一步工作计划@0:3 | 加强管护。@3:6\n五、存在问题、原因及下一步整改措施@0:9\n灯杆须重做。@0:9\n"
    form = read_form(HEAD + HEADINGS + ROW + TOTAL + boxes + "版权所有\n")
    assert [note.text for note in form.notes] == ["下一步工作计划加强管护。"]
    assert form.explanation.text == "灯杆须重做。"
    assert [(remark.text.text, remark.reason) for remark in form.remarks] == [
        ("版权所有", "在表格之后")
    ]


@pytest.mark.parametrize("heading", ["自评分值", "评分"])
def test_the_score_of_the_money_by_another_name(heading):
    form = read_form(HEAD.replace("得分@7\n年度", f"{heading}@7\n年度") + HEADINGS + ROW + TOTAL)
    assert (str(form.funding[0].weight), str(form.funding[0].score)) == ("10", "9.5")


def test_a_list_of_projects_beside_a_form_is_none():
    text = "2023年度部门预算绩效自评报告\n" + (
        "序号@0 | 项目名称@1 | 预算数（万元）@2 | 执行数（万元）@3 | 自评得分@4\n"
        "1@0 | 河道整治@1 | 100@2 | 95@3 | 99.5@4\n"
    )
    forms, without_table = assemble(grid(text + HEAD + HEADINGS + ROW + TOTAL))
    assert (len(forms), without_table) == (1, [])
    forms, without_table = assemble(grid(HEAD + HEADINGS + ROW + TOTAL + HEAD))
    assert (len(forms), len(without_table)) == (1, 1)


def test_text_between_the_parts_of_a_table_is_in_no_cell():
    second = ROW.replace("长度", "宽度")
    text = HEAD + HEADINGS + ROW + "某市水务局 第1页\n" + second + "某市水务局 第2页\n" + TOTAL
    form = read_form(text)
    assert form.indicators[0].actual.text == "12.5公里"
    assert [(one.text.text, one.reason) for one in form.remarks] == [
        ("某市水务局第1页", "在各页的表格之间")
    ]
    (lost,) = read_form(HEAD + HEADINGS + ROW + "护岸 5处 5处\n" + TOTAL).remarks
    assert (lost.text.text, lost.reason) == ("护岸5处5处", "")


def test_a_heading_in_two_lines_over_the_names():
    headings = (
        "绩效指标@0:3 | 年度指标值@3:3 | 实际完成值@6+2 | 分值@7+2 | 得分@8+2 | 偏差原因分析及改进措施@9+2\n"
        "一级指标@0 | 二级指标@1 | 三级指标@2 | 指标性质@3 | 指标值@4 | 度量单位@5\n"
    )
    row = "产出指标@0 | 数量指标@1 | 长度@2 | ≥@3 | 12@4 | 公里@5 | 12.5公里@6 | 90@7 | 90@8\n"
    (found,) = read_form(HEAD + headings + row + "总分@0:7 | 100@7 | 99.5@8\n").indicators
    assert (found.level1.text, found.name.text) == ("产出指标", "长度")
    assert (found.target.text, found.actual.text, str(found.score)) == ("≥12公里", "12.5公里", "90")


@pytest.mark.parametrize("name", ["检查工程车使用单位", "督促实施单位", "项目"])
def test_an_indicator_that_is_called_like_a_field_begins_no_form(name):
    row = f"产出指标@1+2 | 数量指标@2+2 | 长度@3 | ≥12公里@4 | 13公里@5 | 45@6 | 45@7\n{name}@3 | 5家@4 | 5家@5 | 45@6 | 45@7\n"
    form = rows_of(row)
    assert [indicator.name.text for indicator in form.indicators] == ["长度", name]
    assert str(form.total.score) == "99.5"


def test_a_value_that_sounds_like_a_label_is_one():
    head = HEAD.replace("某市河道管理所@5:3", "各乡镇主管部门@5:3")
    form = read_form(head + HEADINGS + ROW + TOTAL)
    assert (form.department.text, form.unit.text) == ("某市水务局", "各乡镇主管部门")
    empty = HEAD.replace(
        "主管部门@0 | 某市水务局@2:2 | 实施单位@4", "主管部门@0:2 | 具体实施单位@4"
    )
    form = read_form(empty + HEADINGS + ROW + TOTAL)
    assert (form.department.text, form.unit.text) == ("", "某市河道管理所")


def test_a_goal_that_speaks_of_tasks_is_a_goal():
    head = HEAD.replace("整治河道。@1:3", "完成河道年度任务@1:3").replace(
        "已整治。", "任务完成率100%"
    )
    form = read_form(head + HEADINGS + ROW + TOTAL)
    assert form.goal.planned.text == "完成河道年度任务"


@pytest.mark.parametrize(
    ("total", "weight", "score", "grade"),
    [
        ("总分@0:2 | 99.5@2:7\n", "", "99.5", ""),
        ("总分：99.5分@0:9\n", "", "99.5", ""),
        ("总分@0:6 | 100@6 | 99.5（优）@7\n", "100", "99.5", "优"),
        ("总分@0:6 | 100@6\n", "100", "", ""),
        ("总分@0:6 | 100@6 | 99.5@7 | 自评等级：优@8\n", "100", "99.5", "优"),
        ("总分@0:6 | 100@6 | 99.5@7\n自评等级@0:2 | 优☑ 良□ 中□ 差□@2:7\n", "100", "99.5", "优"),
        ("总分@0:6 | 100@6 | 99.5@7\n自评等级@0:2 | □优 ☑良 □中 □差@2:7\n", "100", "99.5", "良"),
    ],
)
def test_the_total_in_few_cells(total, weight, score, grade):
    found = read_form(HEAD + HEADINGS + ROW + total).total
    assert (str(found.weight), str(found.score), found.grade.text) == (weight, score, grade)


def test_a_total_that_stands_above_the_table_only():
    head = HEAD.replace("河道整治@2:6", "河道整治@2:2 | 自评得分@4 | 99.5@5 | 自评等级@6 | 优@7")
    form = read_form(head + HEADINGS + ROW)
    assert (str(form.total.score), form.total.grade.text) == ("99.5", "优")


def test_money_divided_in_words_is_a_note():
    words = (
        "按收入性质分：@1:4 | 按支出性质分：@5:3\n其中：一般公共预算：100@1:4 | 项目支出：@5:3\n"
    )
    head = HEAD.replace("年度总体目标@0+2", words + "年度总体目标@0+2").replace("@0+3", "@0+5")
    form = read_form(head + HEADINGS + ROW + TOTAL)
    assert len(form.funding) == 2
    assert len(form.notes) == 4
    assert form.remarks == ()


def test_two_fields_in_one_line_of_text():
    head = HEAD.replace(
        "主管部门@0 | 某市水务局@2:2 | 实施单位@4 | 某市河道管理所@5:3",
        "主管部门：某市水务局    实施单位：某市河道管理所",
    )
    form = read_form(head + HEADINGS + ROW + TOTAL)
    assert (form.department.text, form.unit.text) == ("某市水务局", "某市河道管理所")


def test_the_weight_of_a_label_on_the_next_page():
    rows = ROW + ROW.replace("产出指标", "（50分）").replace("长度", "宽度")
    form = rows_of(rows)
    assert [row.level1.text for row in form.indicators] == ["产出指标（50分）"] * 2


def test_a_box_for_measures_is_part_of_the_explanation():
    measures = "主要问题及改进措施@0:3 | 灯杆须重做，3月完成。@3:6\n"
    form = read_form(HEAD + HEADINGS + ROW + TOTAL + measures)
    assert (form.explanation.text, form.notes) == ("灯杆须重做，3月完成。", ())
    form = read_form(
        HEAD + HEADINGS + ROW + TOTAL + "偏差原因分析@0:3 | 地基不稳。@3:6\n" + measures
    )
    assert form.explanation.text == "地基不稳。主要问题及改进措施：灯杆须重做，3月完成。"


def test_text_behind_a_table_without_a_total():
    (remark,) = read_form(HEAD + HEADINGS + ROW + "主办：某市人民政府办公室\n").remarks
    assert (remark.text.text, remark.reason) == ("主办：某市人民政府办公室", "在表格之后")


def test_an_empty_row_keeps_its_labels_to_itself():
    rows = (
        "产出指标@1+3 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12.5公里@5 | 40@6 | 40@7\n"
        "成本指标@2\n"
        "质量指标@2 | 合格率@3 | 100%@4 | 100%@5 | 20@6 | 20@7\n"
        "效益指标@1+2 | 经济效益指标@2\n"
        "社会效益指标@2 | 受益人数@3 | ≥300人@4 | 320人@5 | 30@6 | 30@7\n"
    )
    found = [(row.level1.text, row.level2.text, row.name.text) for row in rows_of(rows).indicators]
    assert found == [
        ("产出指标", "数量指标", "长度"),
        ("产出指标", "质量指标", "合格率"),
        ("效益指标", "社会效益指标", "受益人数"),
    ]


@pytest.mark.parametrize("above", ["某市水务局河道整治项目绩效自评表", "附件2：项目支出绩效自评表"])
def test_of_two_titles_the_one_nearest_to_the_table_is_the_forms(above):
    forms, without_table = assemble(grid(f"{above}\n" + HEAD + HEADINGS + ROW + TOTAL))
    assert ([form.title.text for form in forms], without_table) == (["绩效自评表"], [])
    forms, without_table = assemble(grid((f"{above}\n" + HEAD + HEADINGS + ROW + TOTAL) * 2))
    assert (len(forms), without_table) == (2, [])


def test_a_total_between_the_title_and_the_head():
    text = HEAD.replace("项目名称@0", "项目总得分@0:2 | 99.5分@2:6\n项目名称@0")
    form = read_form(text + HEADINGS + ROW)
    assert (form.year, form.title.text) == (2023, "绩效自评表")
    assert form.total.score.value == 99.5


@pytest.mark.parametrize(
    "goal",
    [
        "年度总体目标@0 | 一是整治河道12公里，二是新建护岸。@1:8\n",
        "年度总体目标@0 | 预期目标：一是整治河道12公里，二是新建护岸。@1:4 | 实际完成情况：已整治。@5:4\n",
    ],
)
def test_a_goal_whose_label_stands_in_its_own_cell_or_beside_it(goal):
    form = read_form(HEAD[: HEAD.index("年度总体目标")] + goal + HEADINGS + ROW + TOTAL)
    assert form.goal.planned.text == "一是整治河道12公里，二是新建护岸。"
    assert form.goal.achieved.text == ("已整治。" if "已整治" in goal else "")
    assert (len(form.funding), form.remarks) == (2, ())


def test_of_two_scores_the_one_that_the_total_adds_up():
    headings = HEADINGS.replace("得分@7", "自评得分@7").replace(
        "偏差原因分析及改进措施@8", "折算得分@8 | 偏差原因分析及改进措施@9"
    )
    form = rows_of(ROW.replace("90@7", "100@7 | 90@8"), headings)
    assert str(form.indicators[0].score) == "90"


BOXES = "偏差大或目标未完成原因分析@0:2 | {}@2:7\n改进措施及结果应用方案@0:2 | {}@2:7\n"


@pytest.mark.parametrize(
    ("reason", "measure", "explanation"),
    [
        ("无", "无", "无"),
        ("（无）", "", "（无）"),
        ("灯杆须重做", "无", "灯杆须重做"),
        ("无", "3月前重做", "改进措施及结果应用方案：3月前重做"),
        ("灯杆须重做", "3月前重做", "灯杆须重做；改进措施及结果应用方案：3月前重做"),
    ],
)
def test_two_boxes_of_which_one_may_say_nothing(reason, measure, explanation):
    boxes = BOXES.format(reason, measure).replace(" | @2:7", "")
    form = read_form(HEAD + HEADINGS + ROW + TOTAL + boxes)
    assert form.explanation.text == explanation


def test_rows_between_the_blocks_are_told():
    goal = "项目年度目标@0 | 整治河道12公里。@1:8\n"
    apart = "项目决策2分@0 | 决策依据@1 | 2@3 | 2@5\n"
    head = HEAD[: HEAD.index("年度总体目标")] + goal + apart
    (remark,) = read_form(head + HEADINGS + ROW + TOTAL).remarks
    assert (remark.code, remark.text.text) == ("X901", "项目决策2分决策依据22")


def test_an_execution_rate_under_a_category_is_an_indicator():
    rows = "过程@1 | 资金管理@2 | 预算执行率@3 | 100%@4 | 95%@5 | 10@6 | 9.5@7 | 尾款未付@8\n" + ROW
    head = HEAD.replace("10@5 | 95%@6 | 9.5@7", "—@5 | 95%@6 | —@7")
    form = read_form(head + HEADINGS + rows + TOTAL)
    assert [row.name.text for row in form.indicators] == ["预算执行率", "长度"]
    assert not form.funding[0].weight
    apart = read_form(head + HEADINGS + rows.replace("过程", "预算执行率（10分）") + TOTAL)
    assert [row.name.text for row in apart.indicators] == ["长度"]
    assert str(apart.funding[0].weight) == "10"


@pytest.mark.parametrize("foot", ["—1—", "第 2 页 共 3 页", "3"])
def test_heads_and_feet_of_pages_are_in_no_goal(foot):
    text = HEAD.replace("已整治。@4:4\n", f"已整治，@4:4\n{foot}\n并绿化。@4:4\n")
    form = read_form(text + HEADINGS + ROW + TOTAL)
    assert form.goal.achieved.text == "已整治，并绿化。"
    assert [one for one in form.remarks if one.code == "X901"] == []


def test_an_unknown_column_of_the_money_is_said_once():
    head = HEAD.replace("得分@7\n年度", "得分@7 | 下达文号@8\n年度").replace(
        "9.5@7", "9.5@7 | 某财〔2023〕5号@8"
    )
    (remark,) = read_form(head + HEADINGS + ROW + TOTAL).remarks
    assert (remark.text.text, remark.reason) == ("下达文号", "不认识的表头，该列未读取")


def test_a_number_of_the_table_under_the_title_is_no_leftover():
    form = read_form(
        HEAD.replace("（2023年度）", "公开14表\n（2023年度）") + HEADINGS + ROW + TOTAL
    )
    assert (form.year, form.remarks) == (2023, ())


def test_the_text_of_another_sheet_is_no_note():
    found = grid(HEAD + HEADINGS + ROW + TOTAL + "甲@0 | 乙@1\n")
    last = found.rows[-1]
    at = last.location.model_copy(update={"sheet": "Sheet2"})
    cells = tuple(Cell(cell.text, cell.column, at) for cell in last.cells)
    found.rows[-1] = Row(cells, 2, 9, at, ruled=True)
    ((form,), _) = assemble(found)
    assert form.notes == ()
    assert [remark.text.text for remark in form.remarks] == ["甲", "乙"]


@pytest.mark.parametrize(
    "subtotal",
    [
        "小计@1:5 | 40@6 | 40@7",
        "产出指标小计@1 | 40@6 | 40@7",
        "一、产出小计@2:2 | 40@6 | 40@7 | —@8",
        "产出指标@1 | 小计@2 | 40@6 | 40@7",
        "产出指标@1 | 数量指标@2 | 小 计@3 | 40@6 | 40@7",
        "小计@3:3 | 40@6 | 40@7 | 100%@8",
        "产出指标@1 | 合计@2:4 | 40@6 | 40@7",
        "产出指标合计@1:5 | 40@6 | 40@7",
        "产出指标得分小计@1:5 | 40@7",
        "合计@3 | 40@6 | 40@7",
    ],
)
def test_a_subtotal_is_no_row_wherever_its_label_stands(subtotal: str):
    row = "产出指标@1 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12公里@5 | 40@6 | 40@7\n"
    later = "效益指标@1 | 社会效益指标@2 | 安全@3 | 提升@4 | 已提升@5 | 50@6 | 50@7\n"
    form = rows_of(f"{row}{subtotal}\n{later}{subtotal.replace('产出', '效益')}\n")
    assert [(one.level1.text, one.name.text) for one in form.indicators] == [
        ("产出指标", "长度"),
        ("效益指标", "安全"),
    ]
    assert (str(form.total.weight), str(form.total.score)) == ("100", "99.5")
    assert form.remarks == ()


def test_a_subtotal_above_its_rows_leaves_them_their_label():
    form = rows_of(
        "产出指标@1+2 | 小计@2 | 40@6 | 40@7\n"
        "数量指标@2 | 长度@3 | ≥12公里@4 | 12公里@5 | 40@6 | 40@7\n"
        "效益指标@1+2 | 小计@2 | 50@6 | 50@7\n"
        "社会效益指标@2 | 安全@3 | 提升@4 | 已提升@5 | 50@6 | 50@7\n"
    )
    assert [one.level1.text for one in form.indicators] == ["产出指标", "效益指标"]


def test_an_indicator_may_be_called_a_sum():
    form = rows_of(
        "产出指标@1 | 数量指标@2 | 培训人数小计@3 | 500@4 | 500@5 | 45@6 | 45@7\n"
        "产出指标@1 | 数量指标@2 | 合计投入@3 | ≥5万元@4 | 5万元@5 | 45@6 | 45@7\n"
    )
    assert [one.name.text for one in form.indicators] == ["培训人数小计", "合计投入"]


FIRST_PAGE = "产出指标@1 | 数量指标@2 | 长度@3 | ≥12公里@4 | 12公里@5 | 40@6 | 40@7\n"
SECOND_PAGE = "效益指标@1 | 社会效益指标@2 | 安全@3 | 提升@4 | 已提升@5 | 50@6 | 50@7\n"


@pytest.mark.parametrize(
    "again",
    [
        "绩效自评表（第2页）@0:9\n项目名称：河道整治@0:5 | 单位：万元@5:4\n" + HEADINGS,
        "绩效自评表（续表）@0:9\n（2023年度）@0:9\n项目名称@0 | 河道 整治@2:6\n" + HEADINGS,
        "绩效自评表\n项目名称：河道整治\n" + HEADINGS,
        "绩效自评表@0:9\n主管部门@0 | 某市水务局@2:2 | 实施单位@4 | 某市河道管理所@5:3\n"
        + HEADINGS,
        "绩效自评表@0:9\n续表@0:9\n项目名称@0 | 河道整治@2:6\n" + HEADINGS,
        "绩效自评表@0:9\n项目名称@0 | 河道整治@2:6\n",
    ],
)
def test_a_head_typed_again_for_the_next_page_goes_on_with_the_same_form(again: str):
    form = rows_of(FIRST_PAGE + again + SECOND_PAGE + again + SECOND_PAGE.replace("安全", "生态"))
    assert [one.name.text for one in form.indicators] == ["长度", "安全", "生态"]
    assert (form.project.text, str(form.total.score)) == ("河道整治", "99.5")
    assert form.remarks == ()


@pytest.mark.parametrize(
    "second",
    [
        HEAD.replace("河道整治", "堤防加固"),
        "绩效自评表@0:9\n项目名称@0 | 堤防加固@2:6\n",
        "绩效自评表@0:9\n（2024年度）@0:9\n项目名称@0 | 河道整治@2:6\n",
        "绩效自评表@0:9\n实施单位@0 | 某市堤防管理所@2:6\n",
        "绩效自评表@0:9\n项目名称@0 | 河道整治@2:6\n联系电话说明@0 | 见附件@2:6\n",
        HEAD,
    ],
)
def test_a_second_form_stays_one(second: str):
    text = HEAD + HEADINGS + FIRST_PAGE + second + HEADINGS + SECOND_PAGE + TOTAL
    forms, _ = assemble(grid(text))
    assert [[one.name.text for one in form.indicators] for form in forms] == [["长度"], ["安全"]]


def test_the_same_head_below_a_total_begins_another_form():
    head = "绩效自评表@0:9\n项目名称@0 | 河道整治@2:6\n" + HEADINGS
    forms, _ = assemble(grid(head + FIRST_PAGE + TOTAL + head + SECOND_PAGE + TOTAL))
    assert [len(form.indicators) for form in forms] == [1, 1]


OVER_TWO = (
    "产出指标@1+2 | 数量指标@2+2 | 更换监控@3 | ≥20个@4 | 18个@5 | 45@6 | 40@7"
    " | 原因：供货商停产，2个未到货；@8\n"
)
BELOW = "效益指标@1 | 社会效益指标@2 | 安全@3 | 提升@4 | 已提升@5 | 45@6 | 45@7\n"


@pytest.mark.parametrize("kept", ["供货商停产，2个未到货；", "供货商停产，2个未到货。"])
def test_an_indicator_over_two_rows_of_the_sheet_is_one(kept: str):
    above = OVER_TWO.replace("供货商停产，2个未到货；", kept)
    form = rows_of(f"{above}摄像头@3 | 改进措施：2024年2月底前补装2个。@8\n{BELOW}")
    camera, safety = form.indicators
    assert (camera.name.text, safety.name.text) == ("更换监控摄像头", "安全")
    assert camera.explanation.text == f"原因：{kept}改进措施：2024年2月底前补装2个。"
    assert [one.code for one in form.remarks] == ["X902"]


@pytest.mark.parametrize(
    "own",
    [
        "摄像头@3",
        "摄像头@3 | ≥5个@4 | 改进措施：补装。@8",
        "摄像头@3 | 45@6 | 改进措施：补装。@8",
        "质量指标@2 | 摄像头@3 | 改进措施：补装。@8",
    ],
)
def test_a_row_with_something_of_its_own_is_no_rest(own: str):
    form = rows_of(f"{OVER_TWO}{own}\n{BELOW}")
    assert [one.name.text for one in form.indicators] == ["更换监控", "摄像头", "安全"]
