"""A3: sums, the smallest edit, single cells, declared weights, grades, categories."""

import pytest

from reviewer.models import FormKind, Unread
from reviewer.reading.labels import declared_weight, grade_name
from reviewer.rules.examples import Money, Row, Sketch
from tests.rules.asking import ask, fires, found, unchecked

TOTAL = "年度资金总额"
OUTPUT = ("产出指标", "数量指标")


def row(weight, score, name="指标", level1="产出指标", level2="数量指标"):
    said = "" if weight == score else "两期因场地原因未办，下年3月补办"
    return Row(name, "持续改善", "有所改善", weight, score, said, level2, level1)


ROWS = (
    row("20", "18", "培训"),
    row("15", "15", "考核"),
    row("15", "13.5", "演练"),
    row("30", "27", "安全感", "效益指标", "社会效益指标"),
    row("10", "10", "满意度", "满意度指标", "服务对象满意度指标"),
)
"""With 9.5 of 10 for the execution rate: 100 and 93."""


def form(rows=ROWS, score="93", weight="100", grade="", **more):
    return Sketch(rows=tuple(rows), fill=False, total=(weight, score, grade), **more)


def without(index):
    return ROWS[:index] + ROWS[index + 1 :]


def changed(index, **cells):
    return (*ROWS[:index], ROWS[index]._replace(**cells), *ROWS[index + 1 :])


def fired(sketch):
    codes = ("A301", "A302", "A303")
    return [code for code in codes if fires(code, sketch)]


def test_a_form_that_adds_up():
    assert fired(form()) == []
    assert all(ask(code, form())[0].passed == 1 for code in ("A301", "A302", "A303"))


@pytest.mark.parametrize("index", range(len(ROWS)))
def test_a_lost_row_is_told_as_such_and_not_as_wrong_sums(index):
    (finding,) = found("A303", form(without(index)))
    assert fired(form(without(index))) == ["A303"]
    assert f"分值{ROWS[index].weight}、得分{ROWS[index].score}的指标" in finding.message
    assert str(finding.points) == ROWS[index].score
    assert unchecked("A301", form(without(index))) == ["疑缺指标行，见A303"]


def test_several_lost_rows_with_full_marks():
    rows = (row("40", "40"), row("5", "5"))
    (finding,) = found("A303", form(rows, "100", funding=execution("10", "10")))
    assert "缺少一行或几行分值45、得分45的指标" in finding.message


def execution(weight, score):
    return ((TOTAL, Money(executed="1000000", execution_rate="100%", weight=weight, score=score)),)


def test_a_lost_row_is_placed_where_a_label_declares_more():
    rows = [
        item._replace(level1=f"{item.level1}（{n}分）")
        for item, n in zip(ROWS, (50, 50, 50, 30, 10), strict=True)
    ]
    sketch = form([*rows[:1], *rows[2:]])
    assert "在“产出指标（50分）”下" in found("A303", sketch)[0].message
    assert not fires("A306", sketch)


@pytest.mark.parametrize(
    ("rows", "weight", "codes"),
    [
        (changed(1, weight="16"), "100", ["A301"]),
        (changed(0, weight="19"), "100", ["A301"]),
        (ROWS, "110", ["A301"]),
        (changed(1, weight="17"), "", ["A301"]),
        (ROWS, "", []),
        (ROWS, "—", []),
    ],
)
def test_a301(rows, weight, codes):
    assert fired(form(rows, weight=weight)) == codes


def test_a301_a_total_that_all_agree_on_but_the_policy():
    assert fired(form(changed(1, weight="25"), weight="110")) == ["A301"]


def test_a301_tells_the_sum():
    (finding,) = found("A301", form(changed(1, weight="16")))
    assert finding.message.startswith("各项分值之和为101，总分为100，多1分")
    assert finding.formula == "10 + 20 + 16 + 15 + 30 + 10 = 101"


def test_a301_does_not_say_a_total_that_is_not_printed():
    (finding,) = found("A301", form(changed(1, weight="10"), weight=""))
    assert finding.message == "各项分值之和为95，总分应为100，少5分（表中没有总分的分值）。"
    assert finding.expected is None


def test_a301_needs_every_weight():
    assert "第2行“考核”未填写分值" in unchecked("A301", form(changed(1, weight="")))[0]
    assert "“若干”不是数字" in unchecked("A301", form(changed(1, weight="若干")))[0]


def test_a301_without_the_execution_weight_is_not_checkable():
    sketch = form(funding=((TOTAL, Money(weight="", score="")),), score="83.5")
    assert "没有预算执行的分值" in unchecked("A301", sketch)[0]
    assert not fires("A302", sketch)


def test_rows_that_reach_the_total_alone_are_right():
    rows, money = changed(1, weight="25", score="25"), ((TOTAL, Money(weight="", score="")),)
    assert fired(form(rows, "93.5", funding=money)) == []
    assert fired(form(rows, "97.5", funding=money)) == ["A302"]


@pytest.mark.parametrize(
    ("score", "told"),
    [
        ("83.5", "总分漏计了预算执行的9.5分"),
        ("102.5", "总分把预算执行的9.5分重复计了一次"),
        ("93.5", "预算执行扣0.5分后总分没有随之改动"),
        ("75", "总分漏计了指标第1行“培训”的18分"),
        ("106.5", "总分把指标第3行“演练”的13.5分重复计了一次"),
        ("94.5", "指标第3行“演练”扣1.5分后总分没有随之改动"),
        ("39", "总分的两个数字写颠倒，93写成了39"),
    ],
)
def test_a302_names_the_smallest_edit(score, told):
    (finding,) = found("A302", form(score=score))
    assert told in finding.message
    assert finding.expected == "93"


def test_a302_tells_both_where_two_edits_would_do():
    (finding,) = found("A302", form(score="83"))
    assert "总分漏计了指标第5行“满意度”的10分" in finding.message
    (finding,) = found("A302", form(changed(3, score="28"), score="96"))
    assert "指标第1行“培训”或指标第4行“安全感”扣2分" in finding.message


def test_a302_without_an_edit_that_fits():
    (finding,) = found("A302", form(score="97.7"))
    assert finding.message == "各项得分之和为93，总分为97.7，总分多4.7分。"
    assert str(finding.points) == "4.7"
    assert found("A302", form(score="91"))[0].points is None


MISSED = Row("里程", "≥10公里", "8公里", "15", "15", level1="产出指标", level2="数量指标")


def test_a302_a_total_that_is_right_once_a_row_is_mended_stays():
    rows = (ROWS[0], MISSED, *ROWS[2:])
    (finding,) = found("A302", form(rows, score="90"))
    assert "指标第2行“里程”的得分改正后，各项之和与总分一致" in finding.message
    assert (finding.field, finding.expected) == ("indicator.score", "12")
    assert finding.suggestion == "指标第2行“里程”的得分改为12；总分不用改。"
    # The row's 3 points are in doubt, and the total does not hold them.
    assert found("A402", form(rows, score="90"))[0].points == 3
    assert finding.points == -3


def test_a302_says_what_the_total_is_once_rows_are_mended():
    rows = (ROWS[0], MISSED, *ROWS[2:])
    (finding,) = found("A302", form(rows, score="95"))
    assert finding.suggestion == "指标第2行“里程”的得分（应为12）改正后，总分应为90。"
    assert finding.expected == "90"
    assert finding.points == 2


def test_a302_an_execution_score_below_its_formula_explains_the_total():
    low = (("年度资金总额", Money(score="5.9")),)
    (finding,) = found("A302", form(score="93", funding=low))
    assert "预算执行的得分改正后，各项之和与总分一致" in finding.message
    assert finding.points is None
    assert not fires("A308", form(score="93", funding=low))


def test_a302_a_row_listed_twice():
    sketch = form((*ROWS[:2], *ROWS[1:]))
    assert fired(sketch) == ["A301", "A302"]
    assert "“考核”或指标第3行“考核”在表中重复列了一次" in found("A302", sketch)[0].message


def test_a302_parts_counted_beside_the_row_that_they_divide():
    sub = Row("其中：女学员", "≥1次", "1次", "", "4")
    sketch = form((ROWS[0], sub, *ROWS[1:]), "97")
    assert "“其中”各行的4分已包含在上级指标内，又被重复计入总分" in found("A302", sketch)[0].message
    assert fired(form((ROWS[0], sub, *ROWS[1:]))) == []


@pytest.mark.parametrize("name", ["其中：城镇", "（其中）农村", "其中:女"])
def test_parts_with_a_weight_of_their_own_count_with_the_row_above(name):
    subs = (row("12", "10", name), row("8", "8", name))
    assert fired(form((ROWS[0], *subs, *ROWS[1:]))) == []


def test_a_row_named_as_a_part_counts_where_the_sum_needs_it():
    assert fired(form(changed(1, name="其中：考核"))) == []


@pytest.mark.parametrize(
    ("printed", "right"),
    [("93.35", True), ("93.4", True), ("93", True), ("93.3", False), ("94", False)],
)
def test_a302_a_total_printed_with_fewer_decimals_is_rounded_half_up(printed, right):
    assert fires("A302", form(changed(0, score="18.35"), printed)) is not right


@pytest.mark.parametrize(
    ("score", "codes"), [("93", ["A302"]), ("78", []), ("70", ["A302"]), ("99", ["A302"])]
)
def test_a302_an_empty_score_may_be_what_is_lacking(score, codes):
    sketch = form(changed(1, score=""), score)
    # 15 of 15 are empty: a total up to 93 may count them, another may not.
    assert fired(sketch) == ([] if score == "93" else codes)
    if score == "93":
        assert "第2行“考核”没有得分" in unchecked("A302", sketch)[0]


def test_a302_an_unreadable_score_or_total():
    assert "“合格”不是数字" in unchecked("A302", form(changed(1, score="合格")))[0]
    assert "总分行的得分为空" in unchecked("A302", form(score=""))[0]


def test_forms_without_weights_per_row_still_add_their_scores():
    rows = [item._replace(weight="") for item in ROWS]
    sketch = form(rows, "102.5", weight="", policy="hubei", funding=execution("20", "19"))
    assert fired(sketch) == []
    assert unchecked("A301", sketch) == ["本表各指标行不列分值，无法核对分值之和"]
    assert fires("A302", form(rows, "99", weight="", policy="hubei", funding=execution("20", "19")))


def test_a_single_wrong_weight_is_no_missing_row():
    assert fired(form(changed(0, weight="18"))) == ["A301"]


def test_transfer_forms_are_not_asked_about_scores():
    examination = ask("A302", form(score="1", kind=FormKind.TRANSFER))[0]
    assert examination.coverage.checked == 0


@pytest.mark.parametrize(
    ("sketch", "fields"),
    [
        (form(), []),
        (form(changed(0, score="20")), []),
        (form(changed(0, score="20.01")), ["indicator.score"]),
        (form(funding=execution("10", "10.5")), ["funding.total.score"]),
        (form(score="100.5"), ["total.score"]),
        (form(score="100.5", weight=""), ["total.score"]),
    ],
)
def test_a304(sketch, fields):
    assert [finding.field for finding in found("A304", sketch)] == fields


def test_a304_gives_the_points():
    (finding,) = found("A304", form(changed(0, score="22.5")))
    assert (finding.row, str(finding.points)) == (0, "2.5")


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"weight": "0", "score": "0"}, 1),
        ({"weight": "-5"}, 1),
        ({"score": "-1"}, 1),
        ({"weight": "-5", "score": "-5"}, 2),
        ({"score": "0"}, 0),
        ({"weight": "", "score": ""}, 0),
    ],
)
def test_a305(cells, wrong):
    assert len(found("A305", form(changed(0, **cells)))) == wrong


@pytest.mark.parametrize(
    ("label", "name", "weight"),
    [
        ("产出指标（50分）", "产出指标", 50),
        ("产出指标(50)", "产出指标", 50),
        ("产出指标 50分", "产出指标", 50),
        ("产出指标50分", "产出指标", 50),
        ("产出指标【50 分】", "产出指标", 50),
        ("产出指标（权重：50%）", "产出指标", 50),
        ("产出指标（分值50）", "产出指标", 50),
        ("满意度指标（12.5分）", "满意度指标", 12.5),
        ("产出指标", "产出指标", None),
        ("效益指标2", "效益指标2", None),
        ("产出指标（核心）", "产出指标（核心）", None),
        ("", "", None),
    ],
)
def test_a_weight_declared_in_a_label(label, name, weight):
    assert declared_weight(label) == (name, weight)


def labelled(level1, level2=None):
    return form([item._replace(level1=level1, level2=level2 or item.level2) for item in ROWS[:3]])


@pytest.mark.parametrize(
    ("sketch", "fields"),
    [
        (labelled("产出指标（50分）"), []),
        (labelled("产出指标（60分）"), ["indicator.level1"]),
        (labelled("产出指标", "数量指标（50分）"), []),
        (labelled("产出指标（50分）", "数量指标（45分）"), ["indicator.level2"]),
        (form(changed(0, level1="产出指标（50分）")), []),
        (form(changed(0, level1="产出指标（55分）")), ["indicator.level1"]),
    ],
)
def test_a306(sketch, fields):
    assert [finding.field for finding in found("A306", sketch)] == fields


def test_a306_needs_the_weights():
    rows = [item._replace(level1="产出指标（50分）", weight="") for item in ROWS[:3]]
    assert "没有分值" in unchecked("A306", form(rows))[0]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("优", "优"),
        ("优秀", "优秀"),
        ("等级：良好", "良好"),
        ("优（90-100分）", "优"),
        ("自评等级为“中”", "中"),
        ("☑优 □良 □中 □差", "优"),
        ("□优 √良 □中 □差", "良"),
        ("优□ 良☑ 中□ 差□", "良"),
        ("优（√）良（ ）中（ ）差（ ）", "优"),
        ("不合格", "不合格"),
        ("A", "A"),
    ],
)
def test_a_grade_in_every_spelling(printed, name):
    assert grade_name(printed) == name


@pytest.mark.parametrize(
    ("score", "grade", "policy", "wrong"),
    [
        ("93", "优", "national", False),
        ("90", "优秀", "national", False),
        ("89.99", "优", "national", True),
        ("89.99", "良好", "national", False),
        ("79", "良", "national", True),
        ("60", "中", "national", False),
        ("60", "合格", "shanghai", False),
        ("59.9", "合格", "shanghai", True),
        ("93", "合格", "shanghai", True),
        ("93", "☑良 □优", "national", True),
    ],
)
def test_a307(score, grade, policy, wrong):
    assert fires("A307", form(score=score, grade=grade, policy=policy)) is wrong


def test_a307_an_unknown_grade_is_not_checkable():
    assert "等级“A”" in unchecked("A307", form(grade="A"))[0]


@pytest.mark.parametrize(
    ("rows", "score", "differs"),
    [
        (changed(3, score="20"), "93", True),
        (changed(3, score="24"), "93", False),
        (changed(3, score="23.6"), "90", True),
        (ROWS, "89", True),
    ],
)
def test_a308(rows, score, differs):
    assert fires("A308", form(rows, score)) is differs


def test_a308_leaves_a_missing_row_to_a303():
    assert not fires("A308", form(without(3)))
    assert unchecked("A308", form(without(3)))


@pytest.mark.parametrize(
    ("rows", "funding", "off"),
    [
        (ROWS, "10", False),
        (changed(0, level1="成本指标", level2="经济成本指标"), "10", False),
        (changed(0, level1="", level2="数量指标"), "10", False),
        (changed(3, level1="效果指标", level2=""), "10", False),
        (changed(3, level1="产出指标", level2="质量指标"), "10", True),
        (changed(0, weight="10"), "20", True),
    ],
)
def test_a310(rows, funding, off):
    assert fires("A310", form(rows, funding=execution(funding, funding))) is off


def test_a310_tells_found_and_expected():
    (finding,) = found("A310", form(changed(1, level1="效益指标", level2="社会效益指标")))
    assert finding.found == "预算执行10、产出35、效益45、满意度10"
    assert finding.expected == "预算执行10、产出50、效益30、满意度10"


@pytest.mark.parametrize(
    "rows", [changed(0, level1="履职效能", level2="重点工作"), without(1), changed(0, weight="")]
)
def test_a310_not_checkable(rows):
    assert len(unchecked("A310", form(rows))) == 1


def test_a302_knows_a_score_above_its_weight():
    rows = (ROWS[0], ROWS[1]._replace(score="16"), *ROWS[2:])
    (finding,) = found("A302", form(rows, score="93"))
    assert "指标第2行“考核”的得分改正后，各项之和与总分一致" in finding.message


def test_a_row_that_was_not_read_leaves_the_sums_open():
    sketch = Sketch(total=("100", "102.5", ""))
    assert [finding.severity for finding in found("A302", sketch)] == ["error"]
    row = Unread(field="indicators", reason="“项目管理”一行没有读入")
    form = sketch.build().model_copy(update={"unread": (row,)})
    assert found("A302", form) == []
    assert unchecked("A302", form) == ["“项目管理”一行没有读入"]


def test_an_execution_line_on_top_of_the_total_is_told_once():
    on_top = form((*ROWS, row("10", "10", "宣传")), score="93.5")
    (finding,) = found("A301", on_top)
    assert "110" in finding.message
    assert found("A302", on_top) == []


def test_a301_names_no_row_where_nothing_but_the_sum_tells():
    """The third row may have any 分值, as a person took its points: that 15 fits is a guess."""
    rows = tuple(
        one._replace(weight="13", score="11.5") if at == 2 else one for at, one in enumerate(ROWS)
    )
    (finding,) = found("A301", form(rows, score="91"))
    assert (finding.field, finding.expected) == ("total.weight", None)
    assert finding.suggestion.startswith("改法不止一种")
