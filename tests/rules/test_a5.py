"""A5: explanations and the goal's text, as clerks write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.intake import read
from reviewer.models import FormKind, Severity, Text
from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch
from tests.rules.asking import ask, fires, found, unchecked

SAMPLE = Path(__file__).parents[2] / "samples" / "shanghai-sthj-2020.txt"
SOUND = "因连续降雨停工两个月，少办2期。2024年3月前补办2期，今后雨季改为室内授课。"
A5 = [rule for code, rule in RULES.items() if code.startswith("A5")]


def row(explanation, name="举办培训期数", target="10期", actual="8期", weight="10", score="8"):
    return Row(name, target, actual, weight, score, explanation)


def sketch(*rows, **more):
    return Sketch(rows=rows, **more)


def codes(form):
    """What the rules of A5 say about a form, by code and row."""
    (examination,) = examine([Case(form.build(), load(form.policy))], A5)
    assert not examination.crashes
    return [(finding.code, finding.row) for finding in examination.findings]


# A501 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "empty",
    [
        *("", "无", "/", "—", "——", "0", "无。", "无偏差", "不适用"),
        *(
            "（请填写偏差原因）",
            "此处填写偏差原因分析及改进措施（100字以内）",
            "××原因",
            "因XX原因未完成",
        ),
        *("原因：××；措施：××", "原因：XX；措施：XX", "偏差原因及改进措施"),
        *("偏差原因：无。改进措施：无。", "1.原因：无；2.措施：无", "未完成原因：/ 改进措施：/"),
        *("原因：不详", "无偏差原因，无改进措施", "【原因】无【措施】无", "存在问题：无"),
        *("偏差原因分析：无\n下一步改进措施：暂无", "改进措施及结果应用方案：无"),
        *("同上", "同上。", "原因同上", "同上一行", "与上一行相同", "改进措施同上", "〃"),
    ],
)
def test_a_deduction_without_words(empty):
    (finding,) = found("A501", sketch(row(empty)))
    assert (finding.row, finding.severity) == (0, Severity.ERROR)
    assert finding.points is None  # the unit has taken them off already
    assert finding.formula == "10 − 8 = 2"


@pytest.mark.parametrize(
    "form",
    [
        sketch(row(SOUND)),
        sketch(row("见备注")),
        sketch(row("因XX公司停产")),
        sketch(row("原因：无合格讲师；措施：外聘2名")),
        sketch(row("原因：无。措施：2024年补办2期")),
        sketch(row("主要问题无法解决")),
        sketch(row(SOUND), row("同上", "聘请讲师人次")),
        sketch(row(SOUND), row("同上", "聘请讲师"), row("原因同上", "参训人次")),
        sketch(row("同上"), explanation="场地维修，少办2期，2024年补办"),
        sketch(row("同上级部门协调未果")),
        sketch(row("见上述总体目标完成情况")),
        sketch(row("天气原因")),
        sketch(row("", actual="10期", score="10")),
        sketch(row(""), explanation="场地维修，少办2期，2024年补办"),
        sketch(row("", weight="", score="")),
        sketch(row("", actual="10期", score=""), kind=FormKind.TRANSFER),
        sketch(row("", actual="已完成", score=""), kind=FormKind.TRANSFER),
        sketch(row(SOUND, score=""), kind=FormKind.TRANSFER),
    ],
)
def test_no_unexplained_deduction(form):
    assert found("A501", form) == []


def test_without_scores_a_missed_target_owes_its_reason():
    (finding,) = found("A501", sketch(row("", weight="", score=""), kind=FormKind.TRANSFER))
    assert finding.field == "indicator.explanation"
    assert "10期" in finding.message and "8期" in finding.message


@pytest.mark.parametrize(
    ("weight", "score", "said"), [("十", "8", "分值"), ("10", "八", "得分"), ("", "8", "分值")]
)
def test_a_deduction_that_cannot_be_computed(weight, score, said):
    (reason,) = unchecked("A501", sketch(row("", weight=weight, score=score)))
    assert reason.startswith(said)


def test_the_execution_score_is_not_asked_for_a_reason():
    assert codes(Sketch()) == []


def test_as_above_needs_words_above():
    done = row("", "印发手册册数", actual="10期", score="10")
    (finding,) = found("A501", sketch(row(SOUND), done, row("同上", "参训人次")))
    assert finding.row == 2
    assert "说明写“同上”，而上面的行没有说明原因" in finding.message


def test_as_above_is_read_where_it_stands():
    explained = row("厂家缺货，多办一期", "印发手册册数", actual="10期", score="10")
    assert codes(sketch(row("讲师出差少办2期"), row("同上", "参训人次"))) == [("A502", 0)]
    assert ("A502", 1) in codes(sketch(explained, row("同上", "参训人次")))
    assert not unchecked("A502", sketch(row(SOUND), row("同上", "参训人次")))


# A502 to A504 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("explanation", "expected"),
    [
        (SOUND, []),
        ("大连市合作协议暂未签订", ["A502"]),
        ("完成8期，未达到10期。", ["A502", "A503"]),
        ("厉行节约，节省了开支", ["A502", "A503"]),
        ("厉行节约，压减了培训2期", ["A502"]),
        ("由于经费不足", ["A502"]),
        ("实际举办8期，未达到年度目标值10期", ["A502", "A503"]),
        ("完成8期，还差2期未完成", ["A502", "A503"]),
        ("讲师出差，2024年改进", ["A502"]),
        ("谦虚扣分，留有余地。", ["A502", "A503"]),
        ("严格自评，酌情扣2分", ["A502", "A503"]),
        ("自评从严，讲师出差少办2期", ["A502"]),
        ("年初目标没有留有余地", ["A502"]),
        ("全部完成，无偏差。", ["A512"]),
        ("与年度目标无偏差", ["A512"]),
        ("已按计划完成培训任务，达到预期目标。", ["A512"]),
        ("已完成", ["A504"]),
        ("已完成全部8期，其余因讲师出差未办", ["A502"]),
        ("中标价低于预算价", ["A502"]),
        ("验收报告初稿格式内容有待完善。", ["A502"]),
        ("在事务所出具正式报告后，开展审计结果共享", ["A503"]),
        ("8期已完成，2期按照既定任务计划时间完成", ["A502", "A503"]),
        ("需持续推进相关工作，进一步提升工作成效", ["A504"]),
        ("服务企业的质量和效率还需要进一步提升。", ["A504"]),
        ("受疫情影响", ["A504"]),
        ("由于客观原因未完成，今后继续努力", ["A504"]),
        ("工作有待进一步加强", ["A504"]),
        ("受疫情影响，涉外交流取消或改成线上模式", ["A502"]),
        ("下一步将加强组织，督促承办单位按期开班", ["A503"]),
        ("按实际情况填报。", ["A502", "A503"]),
        ("据实填报，今后提前聘请讲师", ["A503"]),
        ("根据实际完成情况如实打分", ["A502", "A503"]),
        ("偏差较小", ["A502", "A503"]),
        ("属正常偏差", ["A502", "A503"]),
        ("存在一定差距", ["A504"]),
        ("偏差在合理范围内，今后提前聘请讲师", ["A503"]),
        ("疫情影响，培训减少。", ["A504"]),
        ("按实际到课人数填报，两期停课，2024年3月补办", []),
        ("偏差较小，系讲师住院少办2期，2024年3月补办", []),
        ("按实际填报口径有误，2024年按签到表统计", []),
        ("存在较大差距，系讲师不足；2024年外聘讲师2名", []),
        ("生源减少，2024年扩大招生范围", []),
    ],
)
def test_what_an_explanation_lacks(explanation, expected):
    assert codes(sketch(row(explanation))) == [(code, 0) for code in expected]


@pytest.mark.parametrize("name", ["环境质量改善", "区域环境质量改善程度", "环境质量"])
def test_the_words_of_the_own_name_say_nothing(name):
    said = "环境质量改善是一项长期任务，需要在今后的工作中持续推进。"
    assert codes(sketch(row(said, name))) == [("A504", 0)]


@pytest.mark.parametrize(
    "form",
    [
        sketch(row("因降雨推迟", actual="10期", score="10")),  # full marks
        sketch(row("目标设置偏低", actual="30期", score="9")),  # over-achieved
        sketch(row("讲师不足"), explanation="改进措施：提前三个月聘请讲师"),
    ],
)
def test_no_measure_is_owed(form):
    assert not fires("A502", form)


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [("预算执行数", "100万元", "80万元"), ("会议场次", "10场", "8场"), ("培训经费", "50", "40")],
)
def test_thrift_explains_less_spending(name, target, actual):
    said = row("厉行节约，节省了开支；下年度据实编制", name, target, actual)
    assert not fires("A503", sketch(said))


def test_a_footer_may_hold_the_measures():
    form = sketch(row("讲师不足")).build()
    footer = form.model_copy(update={"notes": (Text(text="改进措施：提前三个月聘请讲师。"),)})
    template = form.model_copy(update={"notes": (Text(text="改进措施：请填写下一步工作安排。"),)})
    assert not fires("A502", footer)
    assert fires("A502", template)


def test_another_document_cannot_be_looked_into():
    form = sketch(row("详见附件3"))
    assert unchecked("A502", form) == unchecked("A503", form) != []
    assert codes(form) == []


def test_without_scores_a_missed_target_owes_an_explanation():
    form = sketch(row("受疫情影响"), kind=FormKind.TRANSFER)
    assert codes(form) == [("A504", 0)]
    assert codes(sketch(row("受疫情影响", actual="10期"), kind=FormKind.TRANSFER)) == [("A506", 0)]


def test_the_one_box_answers_for_rows_without_words():
    rows = (row(""), row("", "聘请讲师人次"))
    (finding,) = found("A504", sketch(*rows, explanation="受疫情影响，继续努力"))
    assert (finding.row, finding.field) == (None, "explanation")
    assert codes(sketch(*rows, explanation=SOUND)) == []


def test_boilerplate_says_what_is_lacking():
    (finding,) = found("A504", sketch(row("受疫情影响")))
    assert "也没有提出改进措施" in finding.message


@pytest.mark.parametrize(
    "stock",
    [
        "提高认识，加强领导",
        "将认真总结经验，不断改进工作",
        "加强组织领导，明确责任分工，加强督促检查",
        "由于工作安排原因未能完成，今后将合理安排工作进度",
        "受客观因素影响，进度滞后，将加快推进项目实施",
    ],
)
def test_phrases_that_fit_any_row(stock):
    assert len(found("A504", sketch(row(stock)))) == 1


@pytest.mark.parametrize(
    "own",
    [
        "供应商设备停产，到货推迟20天；3月底前由设备科补装",
        "检查组人员不足，少查2家；3月底前由执法科补查",
        "讲师出差，与学校协调两次未果；2024年3月补办",
    ],
)
def test_stock_words_beside_words_of_ones_own_are_no_boilerplate(own):
    assert found("A504", sketch(row(own))) == []


# A505 --------------------------------------------------------------------------------------------

COPIED = "讲师临时出差，少办2期，2024年3月补办。"


def test_the_later_row_names_the_first():
    first, _, third = row(COPIED), row("场地维修，少办2期", "场地"), row(COPIED, "参训人次")
    (finding,) = found("A505", sketch(first, third))
    assert finding.row == 1
    assert "指标第1行" in finding.message
    assert "一字不差" in finding.message


def test_forms_of_one_file_are_compared():
    one, other = sketch(row(COPIED)), sketch(row(COPIED), project="消防培训")
    first, second = ask("A505", one, other)
    assert first.findings == []
    (finding,) = second.findings
    assert "第1张表“社区安全培训”" in finding.message


def test_boxes_of_several_forms_are_compared():
    one, other = sketch(row(""), explanation=SOUND), sketch(row(""), explanation=SOUND)
    assert [finding.field for finding in ask("A505", one, other)[1].findings] == ["explanation"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            Row("公路里程", "20公里", "17公里", "5", "4", "征地受阻，少建3公里，已协调解决"),
            Row("桥梁座数", "6座", "5座", "5", "4", "征地受阻，少建1公里，已协调解决"),
        ),
        (row("讲师不足"), row("讲师不足", "聘请讲师")),
        (
            row("已按计划完成，无偏差", actual="10期", score="10"),
            row("已按计划完成，无偏差", "培训人次", actual="10期", score="10"),
        ),
        (
            row("因防汛抽调人员，培训班少办，今后把培训班安排在冬季", "培训班"),
            row("因防汛抽调人员，宣传周少办，今后把宣传周安排在冬季", "宣传周"),
        ),
    ],
)
def test_explanations_that_are_their_rows_own(one, other):
    assert not fires("A505", sketch(one, other))


def test_only_foreign_numbers_differ():
    rows = (row("场地被征用15天，已落实新场地"), row("场地被征用32天，已落实新场地", "参训人次"))
    (finding,) = found("A505", sketch(*rows))
    assert finding.severity is Severity.INFO
    assert "只有数字不同" in finding.message


# A506 and A507 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("explanation", "target", "actual", "expected"),
    [
        ("受疫情影响，部分培训未能开展", "10期", "10期", True),
        ("今后加强组织，督促承办单位按期开班", "≥10期", "11期", True),
        ("已按计划完成", "10期", "10期", False),
        ("数据来源：签到表", "10期", "10期", False),
        ("受疫情影响改为线上，已全部完成", "10期", "10期", False),
        ("报名增加，目标设置偏低", "10期", "20期", False),
        ("原指标录入错误，应为“10期”", "10%", "10期", False),
        ("受疫情影响", "10期", "8期", False),
        ("受疫情影响", "效果明显", "较明显", False),
    ],
)
def test_an_explanation_of_nothing(explanation, target, actual, expected):
    form = sketch(row(explanation, target=target, actual=actual, score="10"))
    assert fires("A506", form) is expected


HALL = ("场馆开放时间", "2023年10月31日前")


@pytest.mark.parametrize(
    ("cells", "explanation"),
    [
        (("举办培训期数", "10期", "10期"), "讲师不足，2期培训未能举办。2024年2月补办。"),
        (("举办培训期数", "≥10期", "11期"), "距目标仍有差距，今后加强组织"),
        (("新建分馆", "3个", "3个"), "东湖分馆因征地未建成。2024年6月前由基建科建成。"),
        (("培训成本", "≤50元", "48元"), "因场租涨价，超出预算2元。"),
        (("学员满意度", "≥90%", "95%"), "本年未开展满意度调查，根据往年情况估计。"),
        (("学员满意度", "≥90%", "95%"), "调查满意度88%，低于目标，2024年加强服务"),
        (("服务能力", "显著提升", "显著提升"), "部分服务未开展，2024年补齐"),
        ((*HALL, "2023年10月20日"), "东湖馆因征地延误至11月中旬开放。"),
        ((*HALL, "按时完成"), "因施工单位原因，延迟至12月完成。"),
        ((*HALL, "2023年10月20日"), "家具晚到，11月5日开放。"),
    ],
)
def test_a_shortfall_owned_up_to_beside_full_marks(cells, explanation):
    full = Row(
        *cells, "10", "10", explanation, level2="时效指标" if cells[:2] == HALL else "数量指标"
    )
    (finding,) = found("A506", sketch(full))
    assert finding.severity is Severity.WARNING
    assert finding.found in explanation


@pytest.mark.parametrize(
    ("cells", "explanation"),
    [
        (("举办培训期数", "10期", "10期"), "第8期未能按期举办，已于12月补办。"),
        (("举办培训期数", "10期", "10期"), "线下未能开展的2期改为线上。"),
        (("举办培训期数", "10期", "10期"), "上年未完成的2期本年一并举办。"),
        (("采购设备", "50台", "50台"), "设备已到货，尚未安装，待场地移交。"),
        (("培训成本", "≤50元", "48元"), "未超出预算。"),
        (("培训成本", "≤50元", "48元"), "场租超出预算，讲课费节约，总体未超。"),
        (("学员满意度", "≥90%", "95%"), "未开展线下问卷，采用电话回访。"),
        ((*HALL, "2023年10月20日"), "原定9月，因台风推迟至10月20日开放。"),
        ((*HALL, "2023年10月20日"), "土建工期延误，仍按期开放。"),
        ((*HALL, "2023年10月20日"), "尾款结算推迟至12月完成。"),
        ((*HALL, "2023年10月20日"), "二期工程12月开工。"),
    ],
)
def test_what_was_made_good_needs_no_word_beside_full_marks(cells, explanation):
    full = Row(
        *cells, "10", "10", explanation, level2="时效指标" if cells[:2] == HALL else "数量指标"
    )
    assert found("A506", sketch(full)) == []


def test_a_few_short_of_more_than_was_wanted_is_only_a_hint():
    said = row("2名学员未完成培训", "培训学员人数", "≥100人", "120人", score="10")
    (finding,) = found("A506", sketch(said))
    assert finding.severity is Severity.INFO


def test_a_row_that_cannot_be_compared_is_said_to_be_unchecked():
    form = sketch(row("受疫情影响", target="效果明显", actual="社会反响热烈", score="10"))
    assert len(unchecked("A506", form)) == 1


def test_a_number_that_contradicts_its_row():
    said = row("供应商产能不足，实际完成650块", target="1000块", actual="600块", score="6")
    (finding,) = found("A507", sketch(said))
    assert (finding.found, finding.expected, finding.row) == ("650块", "600块", 0)


@pytest.mark.parametrize(
    ("explanation", "expected"),
    [
        ("报名踊跃。2024年目标定为13期", []),
        ("报名踊跃。2024年目标设为13期", []),
        ("报名踊跃，2024年目标：13期", []),
        ("报名踊跃，2024年目标13期", []),
        ("报名踊跃。2024年按报名情况测算，目标定为13期", []),
        ("报名踊跃。2024年与高校签订协议，目标13期", []),
        ("2022年目标为6期，报名踊跃", []),
        ("报名踊跃，2023年目标为13期", ["A507"]),
        ("报名踊跃，年度目标13期", ["A507"]),
        ("报名踊跃，招标推迟至2024年，年初目标13期", ["A507"]),
        ("设备2024年1月才到货，实际完成6期", ["A507"]),
        ("省厅考核列第二档，档案不全扣6分", []),
        ("市级绩效评价时资料不齐扣3分", []),
        ("第三方测评得87分，响应慢扣3分", []),
        ("档案不全扣6分", ["A507"]),
        ("按本局绩效评价办法扣3分", ["A507"]),
    ],
)
def test_figures_of_other_years_and_of_other_bodies(explanation, expected):
    found_codes = [code for code, _ in codes(sketch(row(explanation))) if code == "A507"]
    assert found_codes == expected


@pytest.mark.parametrize(
    ("explanation", "missing"),
    [
        ("客车雨天侧滑，2人轻伤。已停班整顿3日", []),
        ("客车雨天侧滑，2人轻伤。于12月底前为82辆车全部更换雨雪胎", []),
        ("10套房屋产权人去世，继承手续未办结。由社区协助办理，办结后即实施", []),
        ("尾款于审计决算后支付，10个点位计入2024年。待审计报告出具后15日内支付", []),
        ("客车雨天侧滑，2人轻伤。线路已停班", ["A502"]),
        ("10套房屋产权人去世，继承手续未办结", ["A502"]),
    ],
)
def test_what_was_done_at_once_and_what_follows(explanation, missing):
    assert [code for code, _ in codes(sketch(row(explanation)))] == missing


def test_points_are_compared_only_where_there_are_points():
    assert fires("A507", sketch(row("讲师不足，扣3分")))
    assert not fires("A507", sketch(row("讲师不足，扣3分"), kind=FormKind.TRANSFER))


def test_an_explanation_that_denies_its_row_is_told_only_that():
    assert codes(sketch(row("报名踊跃，超额完成培训任务"))) == [("A507", 0)]
    assert codes(sketch(row("年初目标设定过低，2024年调高"))) == [("A507", 0)]
    late = Row(*HALL, "2023年11月5日", "10", "8", "场馆于10月20日按期开放", "时效指标")
    assert codes(sketch(late)) == [("A507", 0)]
    in_time = late._replace(
        actual="2023年10月20日", explanation="家具晚到，11月5日开放；2024年提前招标"
    )
    assert codes(sketch(in_time)) == [("A507", 0)]


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [("=10期", "12期", "8"), ("10期", "30期", "9"), ("10期", "10期", "8")],
)
def test_a_target_that_was_passed_may_have_been_set_too_low(target, actual, score):
    said = row("年初目标设定过低，2024年调高", target=target, actual=actual, score=score)
    assert not fires("A507", sketch(said))


@pytest.mark.parametrize(
    ("target", "actual", "wrong", "right"),
    [
        (
            "86套",
            "81套",
            "村民嫌吵拦着，剩15套没上杆，4月装上",
            "村民嫌吵拦着，剩5套没上杆，4月装上",
        ),
        ("48名", "45名", "6名民警调离，没来得及补聘", "6名民警调离，补聘到3名"),
        ("4200人", "3870人", "厂休撞期，有430人没到场", "漏检的多在锻压车间（全车间430人）"),
        ("3.6万吨", "3.25万吨", "熏蒸延后，5300吨挡在厂外", "熏蒸延后，每天少入库70吨，前后50天"),
        ("2600件", "2438件", "镜头故障，126件没拍，3月补拍这162件", "162件没拍，明年计划2620件"),
        ("320亩", "290亩", "厂家堵在路上，80亩等不到膜", "厂家堵在路上，育苗棚先换了80亩"),
        ("6200头", "5900头", "卖牛以后，有600头退出", "养殖户卖牛300头，新购200头尚在隔离"),
        ("7座", "拆7座，建成6座，缺1座", "三座批复晚，没能开工", "一座批复晚，没能开工"),
        (
            "120人",
            "113人",
            "9名渔民误了课，2024年3月补训这7人",
            "7名渔民误了课，2024年3月补训这7人",
        ),
    ],
)
def test_what_an_explanation_counts_as_lost_is_what_the_row_lacks(target, actual, wrong, right):
    said = row(wrong, "水库除险", target, actual, score="8")
    assert fires("A507", sketch(said))
    assert not fires("A507", sketch(said._replace(explanation=right)))


def test_what_some_reached_is_no_result_of_all():
    said = row(
        "老人有248人，及格的只有165人，拉低了整体",
        "知晓率",
        "≥80%",
        "抽测620人，及格484人",
        score="9",
    )
    assert not fires("A507", sketch(said))


# A508 to A512 ------------------------------------------------------------------------------------

ROADS = (
    "完成县道改造12.5公里、乡道改造30公里，新建桥梁3座，工程验收合格率100%，群众满意度达到90%以上。",
    "完成县道改造12.5公里、乡道改造30.2公里，新建桥梁3座，工程验收合格率100%，群众满意度93%。",
)
ROAD_ROWS = (
    ("县道改造里程", "≥12.5公里", "12.5公里"),
    ("乡道改造里程", "≥30公里", "30.2公里"),
    ("新建桥梁数量", "3座", "3座"),
    ("工程验收合格率", "100%", "100%"),
    ("沿线群众满意度", "≥90%", "93%"),
)
CORRECT = [
    (
        ("", "提前办结率99.2%，接入县直单位62家、乡镇16个、村（社区）40个。"),
        (("按时办结率", "≥99%", "99.86%"), ("接入单位数", "118家", "118家")),
    ),
    (
        ("适龄儿童接种率达到95%以上。", "适龄儿童接种率98.6%。"),
        (("适龄儿童接种率", "以乡镇为单位≥90%", "最低的乡镇为96.2%"),),
    ),
    (ROADS, ROAD_ROWS),
    (
        ("资助困难学生1200人，其中小学500人、初中700人，发放及时率100%。", "资助困难学生1215人。"),
        (("资助困难学生人数", "≥1200人", "1215人"), ("发放及时率", "100%", "100%")),
    ),
    (
        (
            "总目标：到2025年建成高标准农田3万亩。阶段性目标：2023年建成高标准农田1万亩。",
            "建成1.02万亩。",
        ),
        (("建成高标准农田面积", "≥1万亩", "10200亩"),),
    ),
    (
        ("保洁面积120万平方米，单位成本控制在8元/平方米以内。", "保洁面积120万平方米。"),
        (
            ("保洁面积", "1200000平方米", "1200000平方米"),
            ("单位成本", "≤8元/平方米", "7.8元/平方米"),
        ),
    ),
    (
        ("培训村干部200人次、致富带头人300人次。", "培训村干部210人次、致富带头人310人次。"),
        (("培训人次", "≥500人次", "520人次"),),
    ),
    (
        ("检查企业200家次，事故起数下降10%。", "检查企业230家次，事故起数同比下降12%。"),
        (("检查企业家次", "≥200家次", "230家次"), ("事故起数下降率", "≥10%", "12%")),
    ),
    (
        (
            "举办学术会议1-2次，发表论文10篇以上，其中核心期刊不少于4篇。",
            "举办学术会议2次，发表论文14篇。",
        ),
        (
            ("学术会议次数", "1次", "2次"),
            ("发表论文数量", "≥10篇", "14篇"),
            ("核心期刊论文数", "≥4篇", "5篇"),
        ),
    ),
    (("完成至少60个地块的项目评审。", "完成108个项目的评审。"), (("评审项目", "≥60个", "108"),)),
]


def with_goal(goal, rows):
    return Sketch(rows=tuple(Row(*cells, "5", "5") for cells in rows), goal=goal, fill=False)


@pytest.mark.parametrize(("goal", "rows"), CORRECT)
def test_a_goal_that_agrees_with_its_rows(goal, rows):
    assert codes(with_goal(goal, rows)) == []


@pytest.mark.parametrize(
    ("index", "target", "actual", "field"),
    [
        (0, "≥15公里", "12.5公里", "goal.planned"),
        (1, "≥30公里", "28公里", "goal.achieved"),
        (2, "4座", "3座", "goal.planned"),
        (2, "3座", "2座", "goal.achieved"),
        (4, "≥80%", "93%", "goal.planned"),
        (4, "≥90%", "95%", "goal.achieved"),
    ],
)
def test_a_goal_that_contradicts_a_row(index, target, actual, field):
    rows = list(ROAD_ROWS)
    rows[index] = (rows[index][0], target, actual)
    (finding,) = found("A508", with_goal(ROADS, rows))
    assert (finding.row, finding.field) == (index, field)


@pytest.mark.parametrize(
    ("planned", "target", "expected"),
    [
        ("至少举办安全培训10期", "≥10期", False),
        ("至少举办安全培训8期", "10期", False),
        ("至少举办安全培训10期", "8期", True),
        ("举办安全培训8至12期", "10期", False),
        ("举办安全培训8至12期", "6期", True),
        ("举办安全培训10期", "≥8期", True),
        ("举办安全培训约10期", "≥9期", False),
        ("三年举办安全培训30期", "10期", False),
        ("2022年举办安全培训6期", "10期", False),
        ("每季度举办安全培训2期", "10期", False),
        ("举办消防演练6期", "10期", False),
    ],
)
def test_bounds_and_ranges_of_the_goal(planned, target, expected):
    form = with_goal((planned, "已举办。"), [("安全培训期数", target, target.strip("≥"))])
    assert fires("A508", form) is expected


@pytest.mark.parametrize(
    ("achieved", "expected"),
    [
        ("迁移散坟276座，尚欠24座。", False),
        ("迁移散坟276座，尚欠14座。", True),
        ("迁移散坟276座（离目标差34座）。", True),
        ("迁移散坟276座，比上年少14座。", False),
        ("迁移散坟276座、还剩14座。", True),
        ("迁移散坟276座，没有达到年初定的300座。", False),
        ("迁移散坟276座，每处各立一座碑。", False),
    ],
)
def test_a_gap_that_a_text_tells_is_the_gap_of_the_row(achieved, expected):
    form = with_goal(("迁移散坟300座。", achieved), [("散坟迁移数量", "300座", "276座")])
    assert fires("A508", form) is expected


@pytest.mark.parametrize(
    ("achieved", "name", "expected"),
    [
        ("累计播出40865小时。", "累计播出小时数", True),
        ("全年累计播出40865小时。", "播出小时数", True),
        ("建台以来已累计播出140865小时。", "播出小时数", False),
        ("累计播出51240小时。", "播出小时数", False),
        ("累计播出40865小时。", "播出小时数", True),
        ("累计播出42865小时。", "播出小时数", False),
        ("除播出时间差135小时外都已做到。", "播出小时数", False),
    ],
)
def test_a_cumulative_figure_is_of_a_row_that_says_so(achieved, name, expected):
    form = with_goal(("播出42000小时。", achieved), [(name, "≥42000小时", "42865小时")])
    assert fires("A508", form) is expected


@pytest.mark.parametrize(
    "said", ["年初定的各项任务全部圆满完成。", "全年目标任务样样落地。", "定下的各项工作悉数办完。"]
)
def test_all_is_said_to_be_done_in_other_words(said):
    missed = row("讲师不足，少办2期，2024年3月补办", score="8")
    assert fires("A512", sketch(missed, goal=("举办培训10期。", said)))


def test_parts_of_the_goal_without_a_row_are_said_once():
    goal = (ROADS[0] + "印发手册3000册，安装护栏1200米。", ROADS[1])
    (finding,) = found("A511", with_goal(goal, ROAD_ROWS))
    assert finding.row is None
    assert "印发手册3000册" in finding.message
    assert "安装护栏1200米" in finding.message


@pytest.mark.parametrize(
    "more", ["投入300万元。", "12月底前完工。", "覆盖8个乡镇。", "涉及16个行政村。", "工期90天。"]
)
def test_amounts_times_and_scope_need_no_row(more):
    assert not fires("A511", with_goal((ROADS[0] + more, ROADS[1]), ROAD_ROWS))


def test_at_most_five_parts_are_named():
    goal = "".join(f"建成{name}{n}座，" for n, name in enumerate("亭塔坝闸库站池", 3))
    goal = goal.replace("建成", "建成小型水")
    (finding,) = found("A511", with_goal((goal, ""), [("培训人次", "500人次", "500人次")]))
    assert finding.message.count("建成") == 5
    assert "等7项" in finding.message


def test_a_goal_without_rows_or_text():
    assert codes(Sketch(rows=(), without=frozenset({"goal"}))) == []
    assert codes(Sketch(goal=("", ""))) == []


@pytest.mark.parametrize(
    ("planned", "achieved", "expected"),
    [
        ("保障设备正常运转，降低能耗。", "保障设备正常运转,降低能耗", True),
        ("<p>年度目标：保障设备正常运转，降低能耗。</p>", "保障设备正常运转，降低能耗。", True),
        ("保障设备正常运转，降低能耗。", "保障了设备正常运转，能耗下降3%。", False),
        ("设备正常运转", "设备正常运转", False),
        ("办班10期，培训500人，考核合格", "办班10期，培训50人，考核合格", False),
    ],
)
def test_a_result_copied_from_the_goal(planned, achieved, expected):
    assert fires("A509", Sketch(goal=(planned, achieved))) is expected


def test_two_goals_in_the_same_words():
    doubled = "总目标：提升能力，完善制度。阶段性目标：提升能力，完善制度。"
    (finding,) = found("A510", Sketch(goal=(doubled, "已完善制度。")))
    assert (finding.severity, finding.row) == (Severity.INFO, None)
    assert not fires("A510", Sketch(goal=(doubled[:-1] + "三项。", "已完善制度。")))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((row(SOUND),), True),
        ((row("讲师出差取消两期", target="按要求", actual="基本完成"),), True),
        ((row("两期尚未举办", target="按计划举办", actual="举办培训"),), True),
        ((row(SOUND, actual="10期"),), False),
        ((row(SOUND, actual="10期", score="10"),), False),
        ((row("结论待复核", target="效果明显", actual="社会反响热烈"),), False),
    ],
)
def test_all_done_while_a_row_deducts_for_what_was_not(rows, expected):
    assert fires("A512", sketch(*rows, goal=("举办培训。", "完成年度各项目标任务。"))) is expected


# The sample ---------------------------------------------------------------------------------------


def test_the_published_forms():
    cases = [Case(form, load("shanghai")) for form in read(SAMPLE).forms]
    said = [
        sorted((finding.code, finding.row) for finding in examination.findings)
        for examination in examine(cases, A5)
    ]
    assert said[:3] == [
        [("A502", 1), ("A502", 6), ("A503", 12)],
        [("A501", 13), ("A502", 9), ("A504", 7), ("A504", 14), ("A510", None)],
        [
            *[("A502", 1), ("A502", 2), ("A504", 4), ("A504", 5), ("A504", 6)],
            *[("A505", 5), ("A512", None)],
        ],
    ]
    assert said[3] == [
        *[("A502", 5), ("A502", 7), ("A502", 13), ("A502", 18), ("A503", 13), ("A503", 18)],
        ("A511", None),
    ]


@pytest.mark.parametrize(
    ("achieved", "name", "target", "actual"),
    [
        ("按时办结率98.2%。", "按时办结率", "≥99%", "99.86%"),
        ("按期办结率98.2%。", "按时办结率", "≥99%", "99.86%"),
        ("接入单位62家。", "接入单位数", "118家", "118家"),
        ("接入县直单位62家、乡镇16个。", "接入县直单位数", "60家", "60家"),
        ("适龄儿童接种率98.6%。", "适龄儿童接种率", "≥90%", "96.2%"),
    ],
)
def test_a_figure_of_the_same_thing_still_has_to_agree(achieved, name, target, actual):
    form = sketch(Row(name, target, actual, level2="质量指标"), goal=("做好服务。", achieved))
    assert [finding.code for finding in found("A508", form)] == ["A508"]


@pytest.mark.parametrize(
    ("note", "explained"),
    [
        ("说明举办培训期数未达目标：讲师请假，少办2期。", True),
        ("其他需要说明的问题：举办培训期数少2期，2024年补办。", True),
        ("说明无", False),
        ("注：举办培训期数按签到表统计。", False),
        ("其他需要说明的问题：未支付的1.9万元是举办培训期数尾款，第9期办完后付。", False),
    ],
)
def test_a_box_under_the_table_that_names_the_row_explains_it(note, explained):
    form = sketch(row("")).build()
    form = form.model_copy(update={"notes": (Text(text=note, raw=note),)})
    assert fires("A501", form) is not explained
