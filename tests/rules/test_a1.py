"""A1: structure, left-overs, number formats, years."""

import pytest

from reviewer.models import FormKind, Severity
from reviewer.reading.leftovers import markup, template_wording
from reviewer.reading.years import (
    earlier_account,
    earlier_result,
    foreign_count_year,
    foreign_deadline,
    foreign_name_year,
    foreign_row_year,
    foreign_title_year,
    later_document,
)
from reviewer.rules.examples import PART, TOTAL_LINE, Money, Row, Sketch
from tests.growth import grows_linearly
from tests.rules.asking import ask, fires, found, unchecked

ROW = Row("培训人次", "≥100人次", "120人次")
TRANSFER_ROW = ROW._replace(weight="", score="")
YEAR = 2023


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (Sketch(), []),
        (Sketch(project=" "), ["project"]),
        (Sketch(department="无", unit="—"), ["department", "unit"]),
        (Sketch(year=None), ["year"]),
        (Sketch(kind=FormKind.DEPARTMENT, project="", unit=""), []),
        (Sketch(kind=FormKind.DEPARTMENT, project="", department=""), []),
        (Sketch(kind=FormKind.DEPARTMENT, department="", unit=""), ["unit"]),
        (Sketch(kind=FormKind.TRANSFER, project=""), ["project"]),
    ],
)
def test_a101_names_the_empty_cell(form, fields):
    assert [finding.field for finding in found("A101", form)] == fields


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (Sketch(), []),
        (Sketch(without=frozenset({"funding"})), ["funding"]),
        (Sketch(without=frozenset({"goal"})), ["goal"]),
        (Sketch(goal=("", "已完成。")), ["goal.planned"]),
        (Sketch(goal=("完成培训。", "无")), ["goal.achieved"]),
        (Sketch(fill=False), ["indicators"]),
        (Sketch(without=frozenset({"total"})), ["total"]),
        (Sketch(total=("100", "—", "")), ["total.score"]),
        (
            Sketch(funding=(("年度资金总额", Money("", "", "", "10", "", "9")),)),
            ["funding", "funding"],
        ),
        (Sketch(kind=FormKind.TRANSFER, without=frozenset({"total"})), []),
    ],
)
def test_a102_names_the_missing_block(form, fields):
    assert [finding.field for finding in found("A102", form)] == fields


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (ROW, []),
        (ROW._replace(target=""), ["indicator.target"]),
        (ROW._replace(actual="/"), ["indicator.actual"]),
        (ROW._replace(actual="无"), ["indicator.actual"]),
        (ROW._replace(score="—"), ["indicator.score"]),
        (ROW._replace(weight=""), ["indicator.weight"]),
        (Row("安全事故发生数", "0起", "无"), []),
        (Row("信访投诉", "不发生", "无"), []),
        (Row("其中：女学员", "", "", weight="", score=""), []),
        (Row("其中：女学员", "≥10人", "12人", weight="", score="3"), []),
    ],
)
def test_a103_names_the_empty_cell_of_a_row(row, fields):
    assert [finding.field for finding in found("A103", Sketch(rows=(row,)))] == fields


def test_a103_asks_for_the_execution_score():
    (finding,) = found("A103", Sketch(funding=(("年度资金总额", Money(score="")),)))
    assert finding.field == "funding.total.score"


@pytest.mark.parametrize(
    ("money", "asked"),
    [
        (Money(execution_rate=""), True),
        (Money(), False),
        (Money(executed="", execution_rate=""), False),
        (Money(annual_budget="0", execution_rate=""), False),
        (Money(execution_rate="", score=""), False),
    ],
)
def test_a103_asks_for_the_rate_where_the_form_has_its_cell(money, asked):
    parts = (("其中：当年财政拨款", PART._replace(execution_rate="—")),)
    findings = found("A103", Sketch(funding=(("年度资金总额", money), *parts)))
    assert ("funding.total.execution_rate" in [one.field for one in findings]) is asked


@pytest.mark.parametrize(("actual", "fields"), [("120人次", []), ("", ["indicator.actual"])])
def test_a103_in_a_form_without_scores(actual, fields):
    form = Sketch(kind=FormKind.TRANSFER, rows=(TRANSFER_ROW._replace(actual=actual),), fill=False)
    assert [finding.field for finding in found("A103", form)] == fields


def test_a103_leaves_the_empty_template_rows_of_a_form_without_scores():
    empty = Row("指标2", "", "", weight="", score="")
    assert not fires("A103", Sketch(kind=FormKind.TRANSFER, rows=(empty,), fill=False))


def labelled(*labels):
    rows = tuple(ROW._replace(level1=one, level2=two) for one, two in labels)
    return Sketch(rows=rows, fill=False)


ALL = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
]


@pytest.mark.parametrize(
    "labels",
    [
        ALL,
        [*ALL[:2], ("产出指标", "进度指标"), *ALL[3:]],
        [*ALL[:3], ("成本指标（10分）", "经济成本指标"), *ALL[4:]],
        [*ALL[:3], ("成本指标", "生态环境成本指标"), *ALL[4:]],
        [*ALL[:4], ("效果指标", "环境效益指标"), ALL[5]],
        [*ALL[:4], ("效益指标", "可持续影响指标"), ALL[5]],
        [*ALL[:4], ("效益指标", ""), ("满意度指标", "")],
    ],
)
def test_a104_accepts_every_name_of_a_dimension(labels):
    assert found("A104", labelled(*labels)) == []


@pytest.mark.parametrize(
    ("missing", "told"),
    [(0, "数量"), (1, "质量"), (2, "时效"), (3, "成本"), (4, "效益指标"), (5, "满意度")],
)
def test_a104_names_the_missing_dimension(missing, told):
    (finding,) = found("A104", labelled(*ALL[:missing], *ALL[missing + 1 :]))
    assert told in finding.message
    assert finding.severity is Severity.INFO


def test_a104_is_not_checkable_without_labels():
    assert len(unchecked("A104", labelled(("", "")))) == 1
    assert "第2行" in unchecked("A104", labelled(ALL[0], ("", "")))[0]


@pytest.mark.parametrize(
    "text",
    [
        "<p>总目标</p>",
        "完成<br/>培训",
        "<SPAN style='color:red'>完成",
        "a&nbsp;b",
        "&ldquo;三线一单&rdquo;",
    ],
)
def test_a105_sees_markup(text):
    assert markup(text)


@pytest.mark.parametrize(
    "text", ["完成率<50%且>20%", "R&D经费", "A<B", "x<5，y>3", "《<暂行>办法》"]
)
def test_a105_knows_what_is_no_markup(text):
    assert not markup(text)


def test_a105_tells_all_markup_in_one_finding():
    (finding,) = found("A105", Sketch(goal=("<p>总目标<br>完成</p>", "<p>完成</p>")))
    assert "预期目标、实际完成情况共2个单元格" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        *("XX个", "≥XX%", "××万元", "XX年XX月XX日前", "○○家", "请填写", "（此处填写指标值）"),
        *("如：≥90%", "例：100人", "……", "...", "指标1", "指标2：", "指标3：……", "年度指标值"),
        *("实际完成值", "点击此处输入文字", "限200字以内", "说明完成情况(100字以内)"),
        *(
            "（填写年初设定的绩效目标）",
            "【填写实际完成值】",
            "培训人次（示例）",
            "300人次（样例）",
        ),
    ],
)
def test_a105_sees_template_wording(text):
    (finding,) = found("A105", Sketch(rows=(ROW._replace(actual=text),)))
    assert (finding.field, finding.row) == ("indicator.actual", 0)


@pytest.mark.parametrize(
    "text",
    [
        *("≥90%", "张××等5人", "无", "合格", "已印发……等5份材料", "如期完成", "如实填写率100%"),
        *(
            "指标1：培训人次",
            "A等",
            "X光检查100人次",
            "完成××路改造",
            "10×20米",
            "与XX大学合作完成",
        ),
        *(
            "3项/年",
            "完成《××规划》",
            "填报率100%",
            "建成示范点（例如社区）",
            "示例学校3所",
            "（填报及时率）100%",
            "示范工程2个",
            "年度指标值达到95%",
            "任务1：培训",
        ),
    ],
)
def test_a105_lets_content_stand(text):
    assert found("A105", Sketch(rows=(ROW._replace(actual=text),))) == []


@pytest.mark.parametrize(
    ("text", "left_over"),
    [
        ("补贴按季足额发放XX万元", True),
        ("发放补贴××元", True),
        ("XX月验收", True),
        ("型号XX-200设备已用", False),
        ("慰问王××家", False),
        ("目标1：完成培训。目标2：……", True),
        ("目标1：完成培训；目标2：；目标3：", True),
        ("目标1：完成培训；目标2：完成考核。", False),
    ],
)
def test_a105_sees_goals_that_nobody_wrote(text, left_over):
    assert bool(template_wording(text, "goal.planned")) is left_over


@pytest.mark.parametrize(
    ("name", "left_over"),
    [
        ("××项目", True),
        ("XX市财政局", True),
        ("某市应急管理局", False),
        ("SMT-XX型设备采购", False),
    ],
)
def test_a105_sees_placeholders_in_names(name, left_over):
    assert bool(template_wording(name, "project")) is left_over


@pytest.mark.parametrize(
    ("amounts", "mixed"),
    [
        (("3680000.00", "3085400.00", "2885887"), False),
        (("3,680,000.00", "3,085,400.00", "2,885,887"), False),
        (("3680000.00", "3085400.00", "2,885,887"), True),
        (("368.00", "308.54", "288.59"), False),
        (("1,368.00", "308.54", "288.59"), False),
        (("1,368.00", "1308.54", "288.59"), True),
        (("３６８.00", "308.54", "288.59"), True),
    ],
)
def test_a106_mixed_number_formats(amounts, mixed):
    form = Sketch(
        funding=(
            ("年度资金总额", Money(*amounts)),
            ("其他资金", PART._replace(initial_budget="", annual_budget="", executed="")),
        )
    )
    assert fires("A106", form) is mixed


@pytest.mark.parametrize(
    "target",
    [
        *(
            "2023年12月31日前完成",
            "12月底前完成",
            "2022-2024年",
            "2021年至2025年",
            "较2022年增长5%",
        ),
        *("不低于2022年12月水平", "与2022年同期相比下降10%", "完成2022年度决算审计", "2035人次"),
        *("2024年3月底前", "2024年1月15日前报送决算", "次年3月底前", "2000-3000份", "全年"),
        *(
            "符合财预〔2020〕10号",
            "印发〔2023〕5号",
            "截至2022年底存量隐患整改率100%",
            "2022级学生毕业率",
        ),
        *("按照2022年12月31日前在册人数发放", "完成2021年、2022年项目验收", "合同签订后30日内"),
    ],
)
def test_a107_lets_targets_stand(target):
    assert found("A107", Sketch(rows=(ROW._replace(target=target),))) == []


@pytest.mark.parametrize(
    "target",
    [
        *(
            "2022年12月31日前",
            "2022年底前",
            "2021年6月前完成验收",
            "2024年12月31日前完成",
            "2022.12.31前",
        ),
        *("2022-12-31前", "2022年完成", "2025年建成", "22年12月底前", "二〇二二年十二月底前"),
        *("2022年四季度前完成", "2024年4月底前", "执行沪财〔2024〕5号文件"),
    ],
)
def test_a107_doubts_targets_of_another_year(target):
    (finding,) = found("A107", Sketch(rows=(ROW._replace(target=target),)))
    assert (finding.field, finding.row, finding.severity) == (
        "indicator.target",
        0,
        Severity.WARNING,
    )


@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("2022年度社区安全培训", 2022),
        ("[155]2021年度信息化运维", 2021),
        ("2024年度社区安全培训", 2024),
        ("2023年度社区安全培训", None),
        ("2022-2024年度社区安全培训", None),
        ("2022年度财务决算审计", None),
        ("提前下达2024年度中央补助", None),
        ("2022年老旧小区改造工程", None),
        ("社区培训（2022年度结转）", None),
    ],
)
def test_a107_project_names(name, foreign):
    assert foreign_name_year(name, YEAR) == foreign


@pytest.mark.parametrize(
    ("title", "foreign"),
    [
        ("2022年度项目支出绩效自评表", 2022),
        ("2024年开展的2023年度自评表", None),
        ("项目支出绩效自评表", None),
    ],
)
def test_a107_titles(title, foreign):
    assert foreign_title_year(title, YEAR) == foreign


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年因台风停课，2023年3月前补训", "2023年3月前"),
        ("2022年8月受疫情影响停课2期，2023年6月底前由培训科补办。", "2023年6月底前"),
        ("2022年因台风停课，已于2023年3月前补训", None),
        ("2022年因台风停课，原定2023年3月前补训，因场地维修未办", None),
        ("2022年机构改革后编制减少，2023年6月底前培训两期", None),
        ("2023年因台风停课，2024年3月前补训", None),
        ("2022年因台风停课，2024年3月前补训", None),
        ("因2022年合同纠纷，2023年3月前补训", None),
        ("因台风停课，2023年3月前补训", None),
    ],
)
def test_an_explanation_of_an_earlier_years_form(text, found):
    assert earlier_account(text, YEAR) == found


def test_a107_results_before_the_year():
    assert earlier_result("2022年11月20日", "2023年12月31日前", YEAR) == "2022年11月20日"
    assert earlier_result("2023年11月20日", "2023年12月31日前", YEAR) is None
    assert earlier_result("2022年度报告已出具", "2023年12月31日前", YEAR) is None


def test_a107_documents_cited_in_the_planned_goal_but_not_in_an_explanation():
    assert later_document("按沪财〔2024〕5号执行", YEAR) == "〔2024〕5号"
    assert fires("A107", Sketch(goal=("落实沪财〔2024〕5号文件。", "已落实。")))
    assert not fires("A107", Sketch(explanation="依据沪财〔2024〕5号文件。"))


COUNTED = Row("培训人次", "300人次", "312人次")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (COUNTED._replace(actual="2022年培训312人次"), "indicator.actual"),
        (COUNTED._replace(actual="2022年全年培训312人次。"), "indicator.actual"),
        (COUNTED._replace(actual="312人次（2022年数据）"), "indicator.actual"),
        (COUNTED._replace(target="2024年300人次"), "indicator.target"),
        (COUNTED._replace(name="2022年培训人次"), "indicator.name"),
        (COUNTED._replace(name="2022年度资助人数"), "indicator.name"),
    ],
)
def test_a107_counts_of_another_year(row, field):
    (finding,) = found("A107", Sketch(rows=(row,)))
    assert (finding.field, finding.row) == (field, 0)
    carried = ("上年结转资金", PART)
    assert not fires("A107", Sketch(rows=(row,), funding=(("年度资金总额", Money()), carried)))
    assert not fires("A107", Sketch(rows=(row,), project="2022-2024年社区安全培训"))


@pytest.mark.parametrize(
    "row",
    [
        COUNTED._replace(actual="2023年培训312人次"),
        COUNTED._replace(actual="较2022年增长12人次"),
        COUNTED._replace(actual="2022年300人次，2023年312人次"),
        COUNTED._replace(actual="312人次（2022年290人次）"),
        COUNTED._replace(actual="2022年结转培训312人次"),
        COUNTED._replace(target="2021—2023年900人次"),
        COUNTED._replace(target="到2025年达到900人次"),
        COUNTED._replace(target="2025年达到900人次"),
        Row("农村学生营养达标率", "逐年提高", "由2021年的86.4%提高到89.1%"),
        Row("居民健康素养水平", "≥25%", "27%（2022年数据）"),
        Row("发布公报数量", "1份", "2022年公报1份"),
        Row("年报审计数量", "30家", "2022年年度报告审计30家"),
        Row("2022年建成道路管护数量", "30条", "30条"),
        Row("2022年毕业生就业人数", "30人", "30人"),
        Row("2022年度审计整改问题数量", "30个", "30个"),
        Row("项目实施年限", "2022年起3年", "2年"),
    ],
)
def test_a107_years_that_belong_there(row):
    assert not fires("A107", Sketch(rows=(row,)))


@pytest.mark.parametrize(
    ("total", "part", "fields"),
    [
        (Money(executed=""), "0.00", ["funding.total.executed"]),
        (Money(executed="—", score=""), "0.00", ["funding.total.executed"]),
        (Money(executed=""), "950000.00", []),  # A209 asks for the sum
        (Money(executed=""), "", []),  # A102: no line has it
        (Money(executed="", execution_rate="", score=""), "0.00", []),
        (Money(), "950000.00", []),
    ],
)
def test_a103_amounts_behind_a_rate(total, part, fields):
    lines = ((TOTAL_LINE, total), ("其他资金", PART._replace(executed=part)))
    asked = [one.field for one in found("A103", Sketch(funding=lines)) if "executed" in one.field]
    assert asked == fields


@pytest.mark.parametrize(
    ("row", "asks"),
    [
        (ROW._replace(name=""), True),
        (ROW._replace(name="—"), True),
        (ROW, False),
        (ROW._replace(name="其中：外地学员"), False),
        (ROW._replace(name="", weight="", score=""), False),
    ],
)
def test_a103_a_row_without_a_name(row, asks):
    asked = [one for one in found("A103", Sketch(rows=(row,))) if one.field == "indicator.name"]
    assert len(asked) == asks


def test_a103_leaves_a_form_that_names_no_row():
    rows = tuple(ROW._replace(name="", level2=level) for level in ("数量指标", "质量指标"))
    form = Sketch(rows=rows, fill=False)
    assert not [one for one in found("A103", form) if one.field == "indicator.name"]


def test_a107_doubts_the_head_where_all_rows_agree():
    rows = (
        Row("完成时间", "2023年10月31日前", "2023年10月20日", level2="时效指标"),
        Row("验收时间", "2023年12月31日前", "2023年12月5日", level2="时效指标"),
    )
    (finding,) = found("A107", Sketch(rows=rows, fill=False, year=2022))
    assert (finding.field, finding.found, finding.expected) == ("title", "2022年度", "2023年度")
    (finding,) = found("A107", Sketch(rows=rows[:1], fill=False, year=2022))
    assert finding.field == "indicator.target"
    assert "表头的2022年度" in finding.suggestion
    mixed = (rows[0], Row("报告时间", "2022年12月31日前", "2022年12月5日", level2="时效指标"))
    (finding,) = found("A107", Sketch(rows=mixed, fill=False, year=2022))
    assert finding.field == "indicator.target"


def test_a107_is_not_checkable_without_a_year():
    assert unchecked("A107", Sketch(year=None)) == ["表上没有年度，无法与期限、文号比较"]


def test_every_check_of_a_correct_form_is_counted():
    for code in ("A101", "A102", "A103", "A104", "A105", "A106", "A107"):
        (examination,) = ask(code, Sketch())
        assert examination.passed > 0
        assert examination.coverage.checked == examination.passed


@pytest.mark.parametrize("piece", ["2022年12月", "2020-", "目标1：", "（请填写", "<p ", "X", "…"])
def test_hostile_text_takes_bounded_time(piece):
    def searched(size: int) -> None:
        text = piece * (size // len(piece))
        foreign_deadline(text, YEAR)
        foreign_count_year(text, YEAR)
        foreign_row_year(text, YEAR)
        template_wording(text, "goal.planned")
        markup(text)

    assert grows_linearly(searched, 20_000)


@pytest.mark.parametrize(
    ("name", "target", "actual", "missing"),
    [
        ("环境污染", "无", "无污染事件", False),
        ("负面影响", "无", "未发现", False),
        ("二次污染", "无", "无二次污染", False),
        ("施工扰民", "无", "未收到反映", False),
        ("社会舆论", "无", "未出现负面报道", False),
        ("培训人次", "无", "120人次", True),
        ("培训人次", "无", "无", True),
        ("培训人次", "无", "未开展", True),
    ],
)
def test_none_is_a_target_where_none_is_the_result(name, target, actual, missing):
    assert fires("A103", Sketch(rows=(Row(name, target, actual),))) is missing
