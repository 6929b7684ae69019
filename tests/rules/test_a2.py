"""A2: rates, execution scores, sums of money, changes, units."""

import pytest

from reviewer.models import Severity
from reviewer.rules.examples import PART, Money, Row, Sketch, money_lines
from tests.rules.asking import ask, fires, found, unchecked

TOTAL, FISCAL, CARRYOVER, OTHER = "年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"
BLANK = Money("", "", "", "—", "", "")
SHANGHAI = Money("3680000.00", "3085400.00", "2,885,887", "10", "93.54%", "9.35")


def part(initial, annual, executed):
    return Money(initial, annual, executed, "—", "", "")


def funded(total, *parts, **more):
    return Sketch(funding=((TOTAL, total), *parts), **more)


@pytest.mark.parametrize(
    ("budget", "executed", "rate", "wrong"),
    [
        ("3085400.00", "2,885,887", "93.54%", False),
        ("3085400.00", "2,885,887", "93.53%", False),
        ("3085400.00", "2,885,887", "93.5%", False),
        ("3085400.00", "2,885,887", "94%", False),
        ("3085400.00", "2,885,887", "93%", False),
        ("3085400.00", "2,885,887", "93.53", False),
        ("3085400.00", "2,885,887", "0.9353", False),
        ("3085400.00", "2,885,887", "93.55%", True),
        ("3085400.00", "2,885,887", "93.52%", True),
        ("3085400.00", "2,885,887", "0.9356", True),
        ("3085400.00", "2,885,887", "78.42%", True),
        ("3085400.00", "2,885,887", "9.354", True),
        ("100", "100", "1", False),
        ("100", "100", "1.00", False),
        ("100", "100", "100", False),
        ("100", "99.99", "100%", False),
        ("100", "99.99", "100.00%", True),
        ("100", "0.5", "0.5%", False),
        ("100", "0", "0%", False),
        ("100", "0", "100%", True),
        ("0", "0", "0.00%", False),
        ("300", "299", "99.68", True),
    ],
)
def test_a201_rate_against_the_quotient(budget, executed, rate, wrong):
    assert fires("A201", funded(Money(budget, budget, executed, "10", rate, ""))) is wrong


@pytest.mark.parametrize(("printed", "wrong"), [("100%", False), ("99%", True)])
def test_a201_leaves_a_rate_capped_at_100_to_a204(printed, wrong):
    form = funded(Money("1860.00", "1860.00", "1897.26", "10", printed, "10"))
    assert fires("A201", form) is wrong
    assert len(unchecked("A201", form)) == (not wrong)
    assert fires("A204", form)


def test_a201_says_that_there_is_no_rate():
    form = funded(Money(execution_rate=""))
    assert len(unchecked("A201", form)) == 1
    assert not fires("A103", form)


def test_a201_says_what_it_should_be():
    (finding,) = found("A201", funded(SHANGHAI._replace(execution_rate="93.50%")))
    assert (finding.expected, finding.found) == ("93.53%", "93.50%")
    assert finding.formula == "2885887 ÷ 3085400.00 = 93.5336%"
    assert finding.field == "funding.total.execution_rate"


def test_a201_looks_at_every_line_with_a_rate():
    form = funded(Money(), (FISCAL, PART._replace(execution_rate="90%")))
    assert [finding.field for finding in found("A201", form)] == ["funding.fiscal.execution_rate"]


def test_a201_only_hints_where_amounts_are_rounded_to_ten_thousands():
    money = Money("5.30", "5.30", "4.97", "10", "93.70%", "9.37")
    assert found("A201", funded(money, currency_unit="万元"))[0].severity is Severity.INFO
    assert found("A201", funded(money))[0].severity is Severity.ERROR
    far = money._replace(execution_rate="95.00%")
    assert found("A201", funded(far, currency_unit="万元"))[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "money",
    [
        Money(annual_budget=""),
        Money(annual_budget="0"),
        Money(executed="约95万"),
        Money(execution_rate="九成"),
    ],
)
def test_a201_says_when_it_cannot_be_checked(money):
    assert len(unchecked("A201", funded(money))) == 1


def rate(executed, printed):
    return funded(Money(executed=executed, execution_rate=printed, score="9.3"))


@pytest.mark.parametrize(
    ("name", "result", "wrong"),
    [
        ("预算执行率", "93%", True),
        ("预算执行率", "95%", False),
        ("项目资金执行率", "93.5%", True),
        ("预算执行率", "95.00%", False),
        ("预算执行率", "≥93%", False),
        ("预算执行率", "约93%", False),
        ("预算执行率", "93%（截至11月底），95%（全年）", False),
        ("中央资金执行率", "93%", False),
        ("资金到位率", "93%", False),
    ],
)
def test_a201_a_row_that_repeats_the_rate(name, result, wrong):
    rows = (Row(name, "≥90%", result, level2="质量指标"),)
    findings = found("A201", Sketch(rows=rows))
    assert [(one.row, one.severity) for one in findings] == [(0, Severity.WARNING)] * wrong


def test_a201_a_row_may_repeat_a_part_s_rate_or_that_of_the_first_budget():
    rows = (Row("预算执行率", "≥90%", "98%", level2="质量指标"),)
    part = PART._replace(annual_budget="500000.00", executed="490000.00")
    assert not fires("A201", Sketch(rows=rows, funding=(("年度资金总额", Money()), (FISCAL, part))))
    initial = Money("969388.00", "1000000.00", "950000.00")
    assert not fires("A201", Sketch(rows=rows, funding=(("年度资金总额", initial),)))


def test_a202_tells_a_file_that_always_rounds_up_once():
    forms = [rate("935336.4", "93.54%"), rate("991234", "99.13%"), rate("997686", "99.77%")]
    findings = [examination.findings for examination in ask("A202", *forms)]
    assert [len(found) for found in findings] == [1, 0, 0]
    assert "3个执行率都按只入不舍取得，其中2个与四舍五入不同" in findings[0][0].message


def test_a202_tells_each_form_where_a_file_rounds_both_ways():
    forms = [rate("935336.4", "93.54%"), rate("991234", "99.12%"), rate("997686", "99.76%")]
    assert [len(examination.findings) for examination in ask("A202", *forms)] == [1, 0, 1]


@pytest.mark.parametrize("printed", ["93.53%", "93.5%", "94%"])
def test_a202_is_silent_about_half_up(printed):
    assert not fires("A202", rate("935336.4" if printed != "94%" else "935500", printed))


@pytest.mark.parametrize(
    ("weight", "printed", "executed", "score", "wrong"),
    [
        ("10", "93.54%", "935400", "9.35", False),
        ("10", "93.54%", "935400", "9.36", False),
        ("10", "93.54%", "935400", "9.4", False),
        ("10", "93.54%", "935400", "9", False),
        ("10", "93.54%", "935400", "9.5", True),
        ("10", "93.54%", "935400", "9.2", True),
        ("10", "93.54%", "935400", "10", True),
        ("10", "93.5%", "935000", "10", True),
        ("10", "99.97%", "999700", "10", False),
        ("10", "99.97%", "999700", "10.0", False),
        ("10", "99.9%", "999000", "10.0", False),
        ("10", "99.9%", "999000", "10.00", True),
        ("10", "105%", "1050000", "10", False),
        ("10", "105%", "1050000", "10.5", True),
        ("20", "95%", "950000", "19", False),
        ("20", "95%", "950000", "9.5", True),
        ("10", "", "935400", "9.35", False),
        ("10", "90%", "", "9", False),
        ("10", "90%", "", "9.5", True),
        ("10", "0%", "0", "0", False),
    ],
)
def test_a203_score_against_weight_times_rate(weight, printed, executed, score, wrong):
    money = Money("1000000", "1000000", executed, weight, printed, score)
    assert fires("A203", funded(money)) is wrong


def test_a203_gives_the_points_claimed_too_much():
    (finding,) = found("A203", funded(Money(score="9.8")))
    assert (finding.expected, str(finding.points)) == ("9.5", "0.3")
    (finding,) = found("A203", funded(Money(score="9.2")))
    assert finding.points is None


def test_a203_takes_the_policy_weight_where_none_is_printed():
    assert not fires(
        "A203", Sketch(funding=((TOTAL, Money(weight="", score="19")),), policy="hubei")
    )


def test_a203_uses_the_only_line_where_there_is_no_total():
    assert fires("A203", Sketch(funding=((FISCAL, Money(score="9.9")),)))


@pytest.mark.parametrize(
    ("money", "wrong"),
    [
        (Money(), False),
        (Money(executed="1000000.00"), False),
        (Money(executed="1000000.01"), True),
        (Money(annual_budget="0", executed="5"), True),
        (Money(execution_rate="100.5%"), True),
        (Money(annual_budget="", execution_rate="1.05"), True),
    ],
)
def test_a204_overspending(money, wrong):
    assert fires("A204", funded(money)) is wrong


def test_a204_on_a_part():
    form = funded(Money(), (FISCAL, part("900000", "900000", "950000")), (CARRYOVER, BLANK))
    (finding,) = found("A204", form)
    # The total's 1000000, and the rate of 95%, say which of the two is wrong.
    assert (finding.field, finding.expected) == ("funding.fiscal.annual_budget", "1000000")


WHOLE = Money("100", "120", "114", "10", "95%", "9.5")


@pytest.mark.parametrize(
    ("parts", "columns"),
    [
        ([(FISCAL, part("100", "120", "114"))], []),
        (
            [(FISCAL, part("100", "100", "94")), (CARRYOVER, part("", "20", "20")), (OTHER, BLANK)],
            [],
        ),
        ([(FISCAL, part("100", "100", "94")), (CARRYOVER, part("", "20", "19"))], ["executed"]),
        ([(FISCAL, part("90", "120", "114"))], ["initial_budget"]),
        (
            [(FISCAL, part("100", "120", "114")), (OTHER, part("0", "10", "0"))],
            ["other.annual_budget"],
        ),
        ([("财政拨款", part("100", "120", "114")), ("其中：中央资金", part("60", "70", "70"))], []),
        (
            [
                ("财政资金", part("80", "90", "84")),
                ("其中：中央资金", part("50", "60", "60")),
                ("省级资金", part("30", "30", "24")),
                (OTHER, part("20", "30", "30")),
            ],
            [],
        ),
        (
            [
                ("其中：财政拨款", part("80", "90", "84")),
                ("其中：单位资金", part("20", "30", "30")),
            ],
            [],
        ),
        (
            [
                ("其中：财政拨款", part("80", "90", "84")),
                ("其中：单位资金", part("20", "30", "29")),
            ],
            ["executed"],
        ),
    ],
)
def test_a205_column_by_column(parts, columns):
    findings = found("A205", funded(WHOLE, *parts))
    fields = [name if "." in name else f"total.{name}" for name in columns]
    assert [finding.field for finding in findings] == [f"funding.{field}" for field in fields]


def test_a205_an_empty_cell_is_not_zero():
    form = funded(WHOLE, (FISCAL, part("", "120", "114")))
    assert found("A205", form) == []
    assert unchecked("A205", form) == ["年初预算数有分项为空，无法核对是否等于总额"]


def test_a205_parts_beyond_the_total_are_wrong_whatever_is_empty():
    form = funded(WHOLE, (FISCAL, part("100", "130", "114")), (OTHER, part("", "", "0")))
    assert [finding.field for finding in found("A205", form)] == ["funding.total.annual_budget"]


def test_a205_without_parts_is_not_checkable():
    assert len(unchecked("A205", funded(WHOLE, (FISCAL, BLANK)))) == 1


def test_a205_only_warns_of_what_rounding_to_ten_thousands_may_do():
    parts = ((FISCAL, part("99.99", "120", "114")), (OTHER, part("0", "0", "0")))
    total = WHOLE._replace(initial_budget="100.00")
    assert (
        found("A205", funded(total, *parts, currency_unit="万元"))[0].severity is Severity.WARNING
    )
    assert found("A205", funded(total, *parts))[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("shares", "severity"),
    [
        (("33.33", "33.33", "33.33"), Severity.INFO),
        (("33.33", "33.33", "33.32"), Severity.INFO),
        (("33.33", "33.33", "33.23"), Severity.ERROR),
    ],
)
def test_thirds_of_a_hundred_are_only_mentioned(shares, severity):
    lines = [
        ("资金" + name, part(*[share] * 3)) for name, share in zip("甲乙丙", shares, strict=True)
    ]
    whole = part("100", "100", "100")
    findings = found("A205", funded(whole, *lines, currency_unit="万元"))
    assert {finding.severity for finding in findings} == {severity}


CUT = Money("1200000.00", "1000000.00")


@pytest.mark.parametrize(
    ("initial", "annual", "large"),
    [
        ("1000000", "900000", True),
        ("1000000", "900001", False),
        ("1000000", "1100000", True),
        ("0", "1000000", True),
        ("1000000.00", "1,000,000.00", False),
        ("", "1000000", False),
    ],
)
def test_a206_from_a_tenth_on(initial, annual, large):
    assert fires("A206", funded(Money(initial, annual))) is large


def test_a206_any_change_in_sichuan():
    assert fires("A206", funded(Money("1000001.00"), policy="sichuan"))
    assert not fires("A206", funded(Money(), policy="sichuan"))


@pytest.mark.parametrize(
    "explanation",
    [
        *("年中财政追加预算20万元", "根据区财政局通知，预算调减16%", "因机构改革，资金收回财政"),
        *(
            "按过紧日子要求压减一般性支出",
            "调整项目资金20万元",
            "财政统筹收回资金",
            "疫情影响，核减经费",
        ),
        "年初预算数由120万元调整为100万元",
    ],
)
def test_a206_is_content_with_a_reason(explanation):
    assert not fires("A206", funded(CUT, explanation=explanation))
    assert not fires("A206", funded(CUT, notes=(explanation,)))
    assert not fires("A206", funded(CUT, rows=(Row("人次", "≥1", "1", explanation=explanation),)))


@pytest.mark.parametrize(
    "explanation",
    ["受疫情影响，培训推迟", "产业结构调整", "加强预算管理", "年中发生预算调整的，应单独说明理由"],
)
def test_a206_is_not_content_with_other_words(explanation):
    assert fires("A206", funded(CUT, explanation=explanation))


def test_a206_a_goal_set_in_january_explains_nothing():
    assert fires("A206", funded(CUT, goal=("预算调整后完成培训。", "已完成培训。")))


def spent(executed, printed, **more):
    return funded(Money("1000000", "1000000", executed, "10", printed, ""), **more)


@pytest.mark.parametrize(
    ("executed", "printed", "low"),
    [
        ("900000", "90%", False),
        ("899999", "90%", True),
        ("0", "0%", True),
        ("", "85%", True),
        ("", "0.95", False),
    ],
)
def test_a207_below_ninety_per_cent(executed, printed, low):
    assert fires("A207", spent(executed, printed)) is low


@pytest.mark.parametrize(
    ("explanation", "content"),
    [
        ("尾款未支付", True),
        ("招标节约，中标价低于预算", True),
        ("合同约定次年付款", True),
        ("受疫情影响，培训推迟", False),
        ("执行率未达到90%的需说明原因（100字以内）", False),
    ],
)
def test_a207_reasons(explanation, content):
    assert fires("A207", spent("620000", "62%", explanation=explanation)) is not content


@pytest.mark.parametrize(
    ("note", "content"),
    [
        ("说明：4个小区工程款按合同约定待审计后支付。", True),
        ("备注：质保金10万元未到期。", True),
        ("说明：设备款2024年支付。", True),
        ("说明：部分学员请假。", False),
    ],
)
def test_a207_what_a_line_below_says_of_money_not_spent(note, content):
    assert fires("A207", spent("620000", "62%", notes=(note,))) is not content


def test_a207_a_footnote_that_defines_money_is_no_reason():
    note = "其他资金包括：社会投入资金、银行贷款"
    assert fires("A207", spent("620000", "62%", notes=(note,)))


@pytest.mark.parametrize(
    ("form", "mixed"),
    [
        (funded(Money("100.00", "100.00", "950000.00")), True),
        (funded(Money(executed="95.00")), True),
        (funded(Money(executed="95.00", execution_rate="0.0095%")), False),
        (funded(Money("100.00")), True),
        (funded(Money("300", "300", "285")), False),
        (funded(Money(), (FISCAL, part("100", "100", "95"))), True),
        (funded(Money("100", "100", "95"), (FISCAL, PART)), True),
        (
            funded(
                Money(),
                (FISCAL, part("500000", "500000", "450000")),
                (OTHER, part("50", "50", "50")),
            ),
            True,
        ),
        (
            funded(
                Money(),
                (FISCAL, part("500000", "500000", "450000")),
                (OTHER, part("50", "50", "40")),
            ),
            True,
        ),
    ],
)
def test_a208_two_units_in_the_table(form, mixed):
    assert fires("A208", form) is mixed


def test_a208_takes_the_place_of_what_would_follow():
    form = funded(Money("100.00", "100.00", "950000.00"), (FISCAL, PART))
    for code in ("A201", "A204"):
        assert not fires(code, form)
        assert any("A208" in reason for reason in unchecked(code, form))
    assert not fires("A205", funded(Money(), (FISCAL, part("100", "100", "95"))))


@pytest.mark.parametrize(
    ("goal", "unit", "mixed"),
    [
        ("安排项目资金100万元。", "元", False),
        ("项目总投资100万元。", "万元", True),
        ("项目资金1000000元。", "元", False),
        ("安排预算资金100元。", "元", True),
        ("项目总投资5000万元，分三年实施。", "元", False),
        ("奖励优秀学员100万元。", "万元", False),
    ],
)
def test_a208_the_goal_against_the_table(goal, unit, mixed):
    assert fires("A208", Sketch(goal=(goal, "已完成。"), currency_unit=unit)) is mixed


def test_a208_tells_a_cell_once_with_what_it_should_be():
    form = funded(
        Money("1860.00", "1860.00", "17972600.00"), (FISCAL, part("1860.00", "1860.00", "1797.26"))
    )
    (finding,) = found("A208", form)
    assert (finding.field, finding.expected) == ("funding.total.executed", "1797.26")


@pytest.mark.parametrize(
    ("executed", "unit", "result", "name", "mixed"),
    [
        ("98.00", "元", "98万元", "设备采购成本", True),
        ("980000.00", "元", "98万元", "设备采购成本", False),
        ("98.00", "万元", "98万元", "设备采购成本", False),
        ("98.00", "元", "97万元", "设备采购成本", False),
        ("98.00", "元", "98万元/台", "设备采购成本", False),
        ("98.00", "元", "98元", "设备采购成本", False),
        ("98.00", "元", "98万元", "带动农户增收", False),
    ],
)
def test_a208_a_cost_against_the_table(executed, unit, result, name, mixed):
    rows = (Row(name, "≤100万元", result, level2="质量指标"),)
    form = Sketch(
        rows=rows,
        funding=(("年度资金总额", Money("100.00", "100.00", executed)),),
        currency_unit=unit,
    )
    told = [one for one in found("A208", form) if "万元" in (one.expected or "")]
    assert bool(told) is mixed


def test_a205_words_a_single_part_as_one():
    form = funded(Money(), (FISCAL, PART._replace(executed="900000.00")))
    (finding,) = found("A205", form)
    assert finding.formula == "900000 ≠ 950000.00"
    assert "之和" not in finding.message


def test_a208_cannot_compare_without_a_unit():
    form = Sketch(goal=("安排项目资金100万元。", "已完成。"), currency_unit=None)
    assert len(unchecked("A208", form)) == 1


@pytest.mark.parametrize(
    ("total", "parts", "missing"),
    [
        (Money("0", "0", "0", "10", "0", "0"), [(FISCAL, part("90", "89.974", "89.974"))], True),
        (Money("", "", "", "10", "", ""), [(FISCAL, PART)], True),
        (Money("1000000.00", "", "950000.00"), [(FISCAL, PART)], True),
        (Money("0", "0", "0"), [(FISCAL, part("0", "0", "0"))], False),
        (Money(), [(FISCAL, PART)], False),
    ],
)
def test_a209_a_total_that_nobody_filled_in(total, parts, missing):
    form = funded(total, *parts)
    assert fires("A209", form) is missing
    assert not fires("A205", form)


def test_a209_tells_the_sums():
    form = funded(Money("0", "0", "0"), (FISCAL, part("90", "89.974", "89.974")))
    (finding,) = found("A209", form)
    assert "年初预算数90、全年预算数89.974、全年执行数89.974" in finding.message


@pytest.mark.parametrize(
    ("achieved", "explained"),
    [
        ("项目资金350万元为2022年底下达、结转2023年使用。", True),
        ("11月经县政府同意，将150万元调整用于县城污水管网。", True),
        ("预算由1500万元调至1350万元。", True),
        ("本项目为7月水毁抢修，年初未列预算，8月由县财政从预备费追加86.4万元。", True),
        ("举办培训10期，调整课程3门。", False),
        ("全部完成，支出1350万元。", False),
    ],
)
def test_why_the_budget_changed_may_stand_in_the_result(achieved, explained):
    form = Sketch(funding=money_lines(Money("1200000.00", "1000000.00")), goal=("", achieved))
    assert fires("A206", form) is not explained


def test_a_message_leaves_out_the_colon_of_a_label():
    low = Money(executed="620000.00", execution_rate="62.00%", score="6.2")
    (finding,) = found("A207", Sketch(funding=(("年度资金总额：", low),)))
    assert "年度资金总额的执行率" in finding.message


@pytest.mark.parametrize(
    ("target", "actual", "mixed"),
    [
        ("≤1.2万元", "1.15元", True),
        ("≤1.2万元/场", "1.15元/场", True),
        ("≤200万元", "196元", True),
        ("≤2000000元", "196", True),
        ("≤2000000元", "196.5元", True),
        ("不超过50万元", "48.6元", True),
        ("≤1.2万元", "1.15万元", False),
        ("≤1.2万元", "11500元", False),
        ("≤1.2万元", "1.15", False),
        ("≤200万元", "0元", False),
        ("≤200万元", "20元", False),
        ("≤2000000元", "1960000", False),
        ("≤500元", "480元", False),
        ("≤500元/人", "12元/人", False),
    ],
)
def test_a208_a_cost_without_its_ten_thousand(target, actual, mixed):
    row = Row("演出成本", target, actual, level2="成本指标")
    findings = [one for one in found("A208", Sketch((row,))) if one.row == 0]
    assert [one.severity for one in findings] == [Severity.WARNING] * mixed


@pytest.mark.parametrize(
    ("budget", "executed", "rate", "score", "asks"),
    [
        ("0", "0", "100%", "10", True),
        ("0.00", "0.00", "", "10", True),
        ("0", "0", "0", "0", False),
        ("0", "0", "—", "—", False),
        ("100", "0", "0%", "0", False),
        ("100", "100", "100%", "10", False),
    ],
)
def test_a203_points_for_nothing(budget, executed, rate, score, asks):
    total = Money(annual_budget=budget, executed=executed, execution_rate=rate, score=score)
    form = Sketch(funding=(("年度资金总额", total),))
    assert [one.severity for one in found("A203", form)] == [Severity.WARNING] * asks


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("预算数：", "项目资金的执行率"),
        ("执行数", "项目资金的执行率"),
        ("年度资金总额：", "年度资金总额的执行率"),
        ("年度资金总额", "年度资金总额的执行率"),
    ],
)
def test_a201_calls_a_line_by_a_name(label, name):
    (finding,) = found("A201", Sketch(funding=((label, Money(execution_rate="90%")),)))
    assert finding.message.startswith(name)
