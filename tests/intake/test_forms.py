"""Single traits of damaged documents, each in a form as short as it can be."""

import pytest

from reviewer.intake import ReadError, read_bytes
from reviewer.models import Form, FormKind

HEAD = """财政项目支出绩效自评表
(2021 年度)
项目名称\t河道整治
主管部门\t某市水务局\t\t\t实施单位\t某市河道管理所
"""
MONEY = """项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t100\t100\t95\t10\t95%\t9.5
\t其中：当年财政拨款\t100\t100\t95\t—\t—\t—
"""
GOAL = """年度总体目标\t预期目标\t\t\t实际完成情况
\t整治河道。\t\t\t已整治。
"""
HEADINGS = (
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
)
TOTAL = "总分\t\t\t\t\t100\t99.5\n"


def read_form(*parts: str) -> Form:
    (form,) = read_bytes("".join(parts).encode(), "test").forms
    return form


def table(rows: str) -> Form:
    return read_form(HEAD, MONEY, GOAL, HEADINGS, rows, TOTAL)


def test_the_blocks_of_a_plain_form():
    form = table("产出指标\t数量指标\t长度\t≥12公里\t12.5公里\t90\t90\n")
    assert (form.project.text, form.department.text, form.unit.text) == (
        "河道整治",
        "某市水务局",
        "某市河道管理所",
    )
    assert (form.year, form.currency_unit, form.kind) == (2021, "万元", FormKind.PROJECT)
    assert [str(line.executed) for line in form.funding] == ["95", "95"]
    assert (form.goal.planned.text, form.goal.achieved.text) == ("整治河道。", "已整治。")
    assert (str(form.total.weight), str(form.total.score)) == ("100", "99.5")


@pytest.mark.parametrize(
    "title",
    [
        "2021年度项目支出绩效自评表",
        "项目支出绩效自评表（2021年度）",
        "部门预算项目支出绩效自评表\n（2021年）",
        "财政预算支出项目绩效目标自评表\n二〇二一年度",
        "项目支出绩效自评表 （2021）",
    ],
)
def test_title_and_year_in_their_many_forms(title):
    form = read_form(
        title, "\n项目名称\t甲\n", HEADINGS, "产出\t数量\t长度\t1个\t1个\t9\t9\n", TOTAL
    )
    assert form.year == 2021
    assert form.title


def test_two_forms_of_which_the_second_has_no_title():
    one = HEAD + MONEY + GOAL + HEADINGS + "产出指标\t数量指标\t长度\t1\t1\t90\t90\n" + TOTAL
    two = one.split("(2021 年度)\n")[1].replace("河道整治", "泵站维修")
    forms = read_bytes((one + "\n" + two).encode(), "test").forms
    assert [form.project.text for form in forms] == ["河道整治", "泵站维修"]


@pytest.mark.parametrize(
    "row",
    [
        "\t\t\t长度\t40\t113\t2\t2",  # target and result are numbers too
        "\t\t长度\t40\t113\t2\t2",
        "\t长度\t40\t\t113\t2\t2",  # shifted, with an empty cell in between
        "数量指标\t长度\t40\t113\t2\t2",
        "产出指标\t数量指标\t长度\t40\t113\t2\t2\t0",
        "绩效指标\t产出指标\t数量指标\t长度\t40\t113\t2\t2\t无",
    ],
)
def test_the_numbers_anchor_a_shifted_row(row):
    (indicator,) = table(row + "\n").indicators
    values = (indicator.name, indicator.target, indicator.actual, indicator.weight, indicator.score)
    assert [str(value) for value in values] == ["长度", "40", "113", "2", "2"]


def test_an_empty_result_is_empty_and_the_target_stays_where_it_is():
    (indicator,) = table("产出指标\t数量指标\t长度\t≥12公里\t\t90\t90\n").indicators
    assert (indicator.target.text, indicator.actual.text) == ("≥12公里", "")


def test_a_score_above_its_weight_is_read_as_printed():
    (indicator,) = table("产出指标\t数量指标\t长度\t12公里\t13公里\t10\t12\n").indicators
    assert (str(indicator.weight), str(indicator.score)) == ("10", "12")


def test_the_sums_decide_which_number_is_the_score():
    rows = "产出指标\t数量指标\t长度\t≥12公里\t12公里\t50\t50\t0\n\t\t面积\t≥3亩\t3亩\t40\t40\t0\n"
    scores = [str(row.score) for row in table(rows).indicators]
    assert scores == ["50", "40"]


def test_a_label_cut_by_the_page_break():
    rows = (
        "产出指\t数量指标\t长度\t12公里\t12公里\t40\t40\n"
        "\n"
        "标\t\t面积\t3亩\t3亩\t20\t20\n"
        "效益指标\t社会效益指标\t防洪\t提升\t提升\t30\t30\n"
    )
    assert [row.level1.text for row in table(rows).indicators] == [
        "产出指标",
        "产出指标",
        "效益指标",
    ]


def test_a_row_of_the_template_is_no_indicator():
    rows = "产出指标\t数量指标\t指标1：长度\t12公里\t12公里\t90\t90\n\t\t指标2：\t\t\t\t\n\t\t……\n"
    assert [row.name.text for row in table(rows).indicators] == ["指标1：长度"]


def test_a_sub_row_without_points_of_its_own():
    rows = "产出指标\t数量指标\t长度\t12公里\t12公里\t90\t90\n\t\t其中：北段\t5公里\t5公里\t\t\n"
    _, second = table(rows).indicators
    assert second.name.text == "其中：北段"
    assert second.weight.is_empty
    assert second.score.is_empty


def test_columns_whose_weight_stands_before_the_target():
    form = read_form(
        HEAD,
        MONEY,
        GOAL,
        "一级指标\t二级指标\t三级指标\t分值\t年度指标值(A)\t实际完成值(B)\t得分\t未完成原因分析\n",
        "产出指标（50分）\t数量指标\t长度\t90\t≥12公里\t12公里\t90\t\n",
        TOTAL,
    )
    (row,) = form.indicators
    assert [str(v) for v in (row.weight, row.target, row.actual, row.score)] == [
        "90",
        "≥12公里",
        "12公里",
        "90",
    ]
    assert row.level1.text == "产出指标（50分）"


def test_a_table_without_points_is_a_transfer_form():
    form = read_form(
        "转移支付区域绩效目标自评表\n（2021年度）\n转移支付名称\t河道整治\n",
        "一级指标\t二级指标\t三级指标\t年度指标值\t全年实际完成值\t未完成原因和改进措施\n",
        "产出指标\t数量指标\t长度\t12公里\t12公里\t\n",
    )
    assert form.kind is FormKind.TRANSFER
    assert [row.name.text for row in form.indicators] == ["长度"]


def test_text_that_has_no_place_is_reported():
    form = table("产出指标\t数量指标\t长度\t12公里\t12公里\t90\t90\n请财务科补正\n")
    placed = " ".join(str(row.explanation) for row in form.indicators)
    assert "请财务科补正" in placed or [r.text.text for r in form.remarks if r.code == "X901"]


def test_a_file_cut_off_in_mid_character_is_read_as_far_as_it_goes():
    data = (HEAD + HEADINGS + "产出指标\t数量指标\t长度\t1\t1\t90\t90\t无偏差").encode()
    (form,) = read_bytes(data[:-1], "test").forms
    assert form.total is None
    assert form.indicators[0].explanation.text == "无偏"


def test_a_form_without_a_table_does_not_hide_behind_the_others():
    whole = HEAD + HEADINGS + "产出指标\t数量指标\t长度\t1\t1\t90\t90\n" + TOTAL
    document = read_bytes((whole + HEAD.replace("河道整治", "泵站维修")).encode(), "test")
    assert len(document.forms) == 1
    assert [str(head.location) for head in document.without_table] == ["第8行"]


def test_footnotes_are_notes():
    form = read_form(
        HEAD,
        HEADINGS,
        "产出指标\t数量指标\t长度\t1\t1\t90\t90\n",
        TOTAL,
        "注：1.其他资金包括自有资金。\n",
    )
    assert [note.text for note in form.notes] == ["注：1.其他资金包括自有资金。"]


def test_a_line_wrap_leaves_no_blank_and_a_latin_word_keeps_its_own():
    (row,) = table(
        "产出指标\t数量指标\t长度\t完成 GIS data 平台 建设，2021年11月3 0日上线\t已上线\t90\t90\n"
    ).indicators
    assert row.target.text == "完成GIS data平台建设，2021年11月30日上线"
    assert row.target.raw == "完成 GIS data 平台 建设，2021年11月3 0日上线"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_that_offices_use(encoding):
    text = HEAD + HEADINGS + "产出指标\t数量指标\t长度\t1\t1\t90\t90\n" + TOTAL
    (form,) = read_bytes(text.encode(encoding), "test").forms
    assert form.project.text == "河道整治"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空"),
        (b" \n\n\t", "空"),
        (b"\x00\x01\x02\x03" * 100, "不是文本"),
        (b"\x81\xff" * 50, "不是文本"),
        ("一封信\n没有表".encode(), "没有找到"),
        ((HEAD + MONEY).encode()[:-1], "没有指标表"),
        (b"x\n" * 300_000, "行"),
        (b"x" * (21 * 1024 * 1024), "MB"),
    ],
)
def test_files_that_hold_no_form_say_so(data, reason):
    with pytest.raises(ReadError, match=reason):
        read_bytes(data, "test")


def test_text_above_the_title_is_said_once_and_annex_numbers_are_not():
    form = read_form(
        "附件3\n单位：万元\n2021年度绩效自评情况\n目录\n",
        HEAD,
        HEADINGS,
        "产出指标\t数量指标\t长度\t1\t1\t90\t90\n",
        TOTAL,
    )
    (remark,) = form.remarks
    assert (remark.code, remark.text.text) == ("X901", "2021年度绩效自评情况目录")
    assert form.currency_unit == "万元"


ROWS = (
    "产出指标\t数量指标\t围墙长度\t≥\t4200\t米\t3990\t45\t42.75\t\t√\t村道红线重叠，3月复工\n"
    "效益指标\t社会效益指标\t受益人数\t≥\t90\t人\t95\t45\t45\n"
    "……\n"
    "\t\t指标3：\t……\n"
)


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS + "\t\t\t符号\t值\t单位\n",
        HEADINGS + "\t\t\t运算符号\t指标值\t度量单位\t\t\t\t经费保障\t人员保障\t原因说明\n",
        "绩效指标\t\t\t年度指标值\t\t\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\n",
        "绩效指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\n",
    ],
)
def test_headings_in_two_lines_of_text(headings):
    form = read_form(HEAD, MONEY, headings, ROWS, "总分\t\t\t\t\t\t\t100\t97.25\n")
    first, second = form.indicators
    assert (first.name.text, first.target.text, first.actual.text) == (
        "围墙长度",
        "≥4200米",
        "3990",
    )
    assert (str(first.weight), str(first.score)) == ("45", "42.75")
    assert first.explanation.text == "村道红线重叠，3月复工"
    assert (second.target.text, second.actual.text, str(second.score)) == ("≥90人", "95", "45")


@pytest.mark.parametrize("line", ["- 27 -", "—27—", "第27页", "第 27 页 共 40 页", "27/40", "P27"])
def test_a_page_number_is_in_no_cell(line):
    rows = (
        "产出指标\t数量指标\t长度\t≥12公里\t12.5公里\t50\t50\n"
        f"{line}\n"
        "\t\t宽度\t≥12米\t12.5米\t40\t40\n"
        f"{line.replace('27', '28')}\n"
    )
    form = table(rows)
    assert [row.actual.text for row in form.indicators] == ["12.5公里", "12.5米"]
    assert form.remarks == ()


def test_a_bare_page_number_stands_at_the_end_of_its_page():
    goal = GOAL.replace("整治河道。\t\t\t已整治。", "整治河道，逐段提出处\n12\n\n\t置意见。")
    form = read_form(HEAD, MONEY, goal, HEADINGS, "产出\t数量\t长度\t1个\t1个\t90\t90\n", TOTAL)
    assert "12" not in form.goal.planned.text


def test_sub_rows_without_points_after_one_that_says_so():
    rows = (
        "产出指标\t数量指标\t长度\t12公里\t12公里\t90\t90\n"
        "\t\t其中：北段\t5公里\t5公里\t\t\n"
        "\t\t南段\t7公里\t7公里\t\t\n"
    )
    assert [row.name.text for row in table(rows).indicators] == ["长度", "其中：北段", "南段"]


def test_rows_with_values_below_one_that_has_the_points():
    rows = (
        "产出指标\t数量指标\t★瓜果种植面积\t\t\t90\t90\n"
        "\t\t梨树\t6亩\t6亩\t\t\n"
        "\t\t桃树\t1亩\t1.5亩\t\t\n"
    )
    read = [(row.name.text, row.target.text, row.actual.text) for row in table(rows).indicators]
    assert read == [("★瓜果种植面积", "", ""), ("梨树", "6亩", "6亩"), ("桃树", "1亩", "1.5亩")]


def test_a_numbered_row_without_values_is_a_row():
    rows = (
        "产出指标\t数量指标\t指标1.检查次数\t≥12次\t12次\t90\t90\n"
        "\t\t指标2.处置率\n"
        "\t质量指标\t指标1.合格率\t95%\t95%\t0\t0\n"
    )
    names = [row.name.text for row in table(rows).indicators]
    assert names == ["指标1.检查次数", "指标2.处置率", "指标1.合格率"]
    assert table(rows).indicators[0].target.text == "≥12次"


def test_amounts_behind_labels_of_their_own_in_text():
    money = "预算执行情况（万元）\t转移支付预算数（A）\t\t5.8万\t预算执行率（B/A）\t100%\n\t转移支付执行数（B）\t\t5.8万\n"
    form = read_form(HEAD, money, GOAL, HEADINGS, "产出\t数量\t长度\t1个\t1个\t90\t90\n", TOTAL)
    (line,) = form.funding
    assert (str(line.annual_budget), str(line.executed), str(line.execution_rate)) == (
        "5.8万",
        "5.8万",
        "100%",
    )
    assert form.unit.text == "某市河道管理所"


@pytest.mark.parametrize(
    ("labels", "sources"),
    [
        (["年度财政资金总额"], ["total"]),
        (["年度资金总额", "其中：财政资金总额"], ["total", "fiscal"]),
    ],
)
def test_the_sum_of_public_money_is_the_total_where_none_stands_above_it(labels, sources):
    lines = "".join(f"\t{label}\t100\t100\t95\t10\t95%\t9.5\n" for label in labels)
    money = MONEY.partition("\n")[0] + "\n" + lines
    form = read_form(HEAD, money, GOAL, HEADINGS, "产出\t数量\t长度\t1个\t1个\t90\t90\n", TOTAL)
    assert [line.source for line in form.funding] == sources


COPIED = (
    "2021年度项目支出绩效自评表\t\t\t\t\t\t\t\t\n"
    "项目名称\t\t河道整治\t\t\t\t\t\t\n"
    '"项目资金\n（万元）"\t\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n'
    "\t\t年度资金总额\t100\t100\t95\t10\t95%\t9.5\n"
    '"年度\n目标"\t预期目标\t\t\t\t实际完成情况\t\t\t\n'
    "\t整治河道。\t\t\t\t已整治。\t\t\t\n"
    "绩效指标\t\t\t年度指标值\t\t\t实际完成值\t分值\t得分\n"
    '"一级\n指标"\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t\t\t\n'
    "产出指标\t数量指标\t长度\t≥\t12\t公里\t12.5\t90\t90\n"
    "总分\t\t\t\t\t\t\t100\t99.5\n"
)
PIPES = "绩效自评表\n（2021年度）\n" + "".join(
    "| " + " | ".join(line.split("\t")) + " |\n"
    for line in (
        "项目名称\t河道整治",
        "年度总体目标\t预期目标\t\t\t\t实际完成情况\t\t",
        "\t整治河道。\t\t\t\t已整治。\t\t",
        HEADINGS.strip(),
        "产出指标\t数量指标\t长度\t≥12公里\t12.5公里\t90\t90\t",
        "总分\t\t\t\t\t100\t99.5\t",
    )
)


@pytest.mark.parametrize(
    ("text", "actual"), [(COPIED, "12.5"), (PIPES, "12.5公里")], ids=["copied", "pipes"]
)
def test_cells_copied_out_of_a_spreadsheet_and_pipes_without_a_rule(text, actual):
    form = read_form(text)
    (row,) = form.indicators
    assert (row.target.text, row.actual.text) == ("≥12公里", actual)
    assert [str(row.weight), str(row.score), str(form.total.score)] == ["90", "90", "99.5"]
    assert (form.goal.planned.text, form.goal.achieved.text) == ("整治河道。", "已整治。")
    assert (form.year, form.remarks) == (2021, ())
