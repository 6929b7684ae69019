"""Results that hold several figures, parts of a whole, or figures that contradict one another.

Rows are written as in test_a4. Every mistake stands beside wordings that look alike and are right.
"""

import pytest

from tests.rules.test_a4 import found, look

RIGHT = """
数|培训人次|≥1200人次|第一期600人次、第二期636人次
数|培训人次|≥1200人次|上半年培训600人次，下半年培训620人次
数|培训人次|≥1200人次|上半年600人次，下半年620人次，全年共1220人次
数|培训人次|≥1200人次|上半年600人次，全年1250人次
数|资助学生|≥1000人|春季1036人、秋季1018人
数|惠及群众|≥5万人次|线上3万人次，线下2.6万人次
数|演出场次|≥60场|一季度10场，二季度20场，三季度20场，四季度12场
数|举办培训|4期|3月1期，6月1期，9月1期，11月1期
数|演出|下乡30场、进校园20场、进社区10场|下乡32场、进校园20场、进社区10场
数|设备|音响2套，灯光3套，电脑12台|音响2套，灯光3套，电脑12台
数|新建分馆|3个|3个
数|新建分馆|3个|开工3个，完工3个
数|新建分馆|3个|已建成3个，剩余资金20万元2024年支付
数|新建分馆|3个|4个，其中在建1个
数|新建分馆|3个|3个，其中1个在建制镇
数|新开工项目|3个|开工3个
数|项目建设|开工3个|开工3个
数|续建项目|3个|3个（在建）
数|项目推进|3个|3个（已开工）
质|乡镇覆盖|全覆盖|覆盖12个乡镇（共12个）
质|乡镇覆盖|全覆盖|全镇12个村，覆盖12个村
质|乡镇覆盖|全覆盖|共12个乡镇，已全部覆盖
质|补贴发放|应发尽发|应发1200户，实发1200户
质|补贴发放|应发尽发|应发1200户，实发1198户，2户死亡停发
质|补贴发放|应补尽补|无漏发
质|补贴发放|应补尽补|补贴1200户，36万元
质|低保|应保尽保|应保1200户，已保1200户3560人
""".strip().splitlines()

WRONG = """
A402 数|培训人次|≥1200人次|第一期600人次、第二期536人次
A402 数|培训人次|≥1200人次|上半年培训600人次，下半年培训500人次
A402 数|惠及群众|≥5万人次|线上3万人次，线下1.6万人次
A402 数|演出场次|≥60场|一季度10场，二季度20场，三季度20场，四季度8场
A402 数|举办培训|5期|3月1期，6月1期，9月1期
A402 数|培训人次|100人次|培训教师30人次，培训学生40人次
A402 数|印发宣传册|5000份|第一批2000份，第二批2800份
A402 数|演出|下乡30场，进校园20场，进社区10场|共演出52场
A402 数|设备|音响2套，灯光3套，电脑12台|共购置设备16台套
A402 数|设备|购置电脑20台，打印机5台|合计购置24台
A402 数|新建分馆|3个|开工3个，完工2个
A402 数|新建分馆|3个|开工3个，建成2个
A402 数|新建分馆|3个|已完成2个，剩余1个2024年完成
A402 数|新建分馆|3个|建成2个，剩余1个计划下年完成
A410 数|新建分馆|3个|3个（其中1个主体未完工）
A410 数|新建分馆|3个|3个，其中1个未竣工
A410 数|新建分馆|3个|3个，其中在建1个
A410 数|新建分馆|3个|3个，其中1个正在建设
A410 数|新建分馆|3个|3个（已开工）
A410 数|新建分馆|3个|3个，均已开工
A410 数|新建分馆|3个|3个（在建）
A410 数|分馆建设|建成3个|开工3个
A410 质|乡镇覆盖|全覆盖|覆盖11个乡镇（共12个）
A410 质|乡镇覆盖|全覆盖|共12个乡镇，已覆盖11个
A410 质|补贴发放|应发尽发|1136户（应发1200户）
A410 质|补贴发放|应发尽发|应发1200户，实发1150户
A410 质|补贴发放|应补尽补|漏发12人
""".strip().splitlines()


@pytest.mark.parametrize("line", RIGHT)
def test_a_correct_row_gives_no_alarm(line):
    assert found(line) == []


@pytest.mark.parametrize("line", WRONG)
def test_a_mistake_is_found(line):
    code, _, mistaken = line.partition(" ")
    assert code in found(mistaken)


@pytest.mark.parametrize(
    ("line", "says", "formula"),
    [
        (
            "数|培训人次|≥1200人次|第一期600人次、第二期536人次",
            "“第一期600人次、第二期536人次”（合计1136人次）",
            "10 × 1136 ÷ 1200 ≈ 9.4667",
        ),
        (
            "数|惠及群众|≥5万人次|线上3万人次，线下1.6万人次",
            "“线上3万人次，线下1.6万人次”（合计4.6万人次）",
            "10 × 4.6 ÷ 5 = 9.2",
        ),
        (
            "数|演出|下乡30场，进校园20场，进社区10场|共演出52场",
            "“下乡30场，进校园20场，进社区10场”（合计60场）",
            "10 × 52 ÷ 60 ≈ 8.6667",
        ),
        (
            "数|培训人数|100人|第一期30人，第二期40人",
            "“第一期30人，第二期40人”（合计70人）",
            None,
        ),
    ],
)
def test_parts_are_added_up_before_the_reader_s_eyes(line, says, formula):
    (finding,) = look(line, codes=("A402",)).findings
    assert says in finding.message
    assert finding.formula == formula


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("数|演出|下乡30场，进校园20场，进社区10场|共演出62场", "只有合计“62场”"),
        ("数|演出|下乡30场，进校园20场|32、18场", "没有可与"),
    ],
)
def test_a_total_says_nothing_of_its_parts(line, says):
    examination = look(line)
    assert not examination.findings
    assert says in examination.not_checkable[0].reason


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("数|培训|24期/10场|25期/8场", "第2项应为“10场”"),
        ("数|培训|4期×50人|4期×45人", "第2项应为“50人”"),
        ("数|演出|30场、20场|32场、18场", "第2项应为“20场”"),
        ("数|演出|下乡30场，进校园20场|下乡30场，进校园18场", "进校园应为“20场”"),
    ],
)
def test_a_missed_part_has_a_name(line, names):
    (finding,) = look(line, codes=("A406",)).findings
    assert names in finding.message


@pytest.mark.parametrize(
    ("target", "actual", "untold"),
    [
        ("培训班24期；讲座10场", "培训班25期", "讲座“10场”"),
        ("优秀率≥30%，合格率≥95%", "优秀率31%", "合格率“≥95%”"),
        ("下乡演出30场，进校园20场", "下乡演出32场", "进校园“20场”"),
        ("培训2期、100人次", "培训2期", "第2项“100人次”"),
        ("电脑20台，打印机5台", "电脑20台", "打印机“5台”"),
        ("硬化道路3公里，安装路灯50盏", "硬化道路3.2公里", "安装路灯“50盏”"),
        ("培训2期、100人次", "培训2期，均按计划完成", ""),
        ("培训2期，每期不少于50人", "培训2期", ""),
        ("培训2期、100人次", "培训2期，参训学员108名", ""),
        ("不少于80个，其中现场取样不少于20个", "抽查82个", ""),
        ("电脑20台，打印机5台", "电脑20台，打印机已全部到货", ""),
        ("电脑20台，打印机5台", "设备25台", ""),
        ("硬化道路3公里，安装路灯50盏", "硬化道路3.2公里，路灯安装完毕", ""),
        ("16个点位，每月1次", "16个点位", ""),
        ("SCI论文5篇或中文核心论文10篇", "SCI论文6篇", ""),
        ("60场（下乡30场）", "62场", ""),
    ],
)
def test_a_part_of_which_nothing_is_told(target, actual, untold):
    findings = look(f"数|培训|{target}|{actual}", codes=("A406",)).findings
    assert [untold in finding.message for finding in findings] == ([True] if untold else [])


OWN_RATE_RIGHT = """
质|任务完成率|100%|100%（60/60）
质|任务完成率|≥95%|95%（57/60）
质|任务完成率|≥95%|57/60=95%
质|任务完成率|≥95%|96.67%（58个/60个）
质|任务完成率|≥95%|96.6%（58/60）
质|任务完成率|≥95%|97%（58/60）
质|合格率|≥95%|参训1236人，合格1200人，合格率97.1%
质|合格率|≥95%|参训1236人，合格1200人，合格率97.08%
满|群众满意度|≥90%|发放问卷200份，收回180份，满意176份，满意度97.8%
满|群众满意度|≥90%|发放问卷200份，收回190份，回收率95%，满意率92%
满|群众满意度|≥80%|收回200份，满意176份，满意率88%
满|群众满意度|≥80%|收回200份，满意和基本满意176份，满意率93%
满|群众满意度|≥80%|调查200人，满意度92.5%
数|培训人次|1200人次|1236人次，完成率103%
数|培训人次|1200人次|1236人次，完成率100%
数|培训人次|1200人次|1236人次，超额完成36人次
数|培训人次|1200人次|1236人次，超额完成3%
数|培训人次|1200人次|1236人次，课程完成率98%
数|培训人次|1200人次|1236人次，合格率98%
质|覆盖率|95%|应覆盖120个村，实际覆盖118个村，覆盖率98.3%
质|抽检合格率|95%|抽检200批次，合格198批次，合格率99%
质|办结率|≥95%|受理326件，办结320件，办结率98%
数|植树|3万株|植树3.2万株，成活率96%
数|隐患|≥100处|排查隐患126处，整改126处，整改率100%
""".strip().splitlines()

OWN_RATE_WRONG = """
质|任务完成率|100%|100%（57/60）
质|任务完成率|≥95%|57/60，98%
质|合格率|≥95%|参训1236人，合格1150人，合格率95.6%
满|群众满意度|≥90%|发放问卷200份，收回180份，满意176份，满意度93.4%
满|群众满意度|≥90%|收回200份，满意176份，满意率97.8%
数|培训人次|1200人次|1236人次，完成率98%
数|培训人次|1200人次|1236人次，超额完成120人次
质|覆盖率|95%|应覆盖120个村，实际覆盖114个村，覆盖率98.3%
质|抽检合格率|95%|抽检200批次，合格190批次，合格率99%
质|办结率|≥95%|受理326件，办结300件，办结率98%
数|隐患|≥100处|排查隐患126处，整改116处，整改率100%
""".strip().splitlines()


@pytest.mark.parametrize("line", OWN_RATE_RIGHT)
def test_a_rate_that_follows_from_its_counts(line):
    assert found(line, codes=("A409",)) == []


@pytest.mark.parametrize("line", OWN_RATE_WRONG)
def test_a_rate_that_does_not_follow_from_its_counts(line):
    (finding,) = look(line, codes=("A409",)).findings
    assert finding.expected


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("数|公益培训班|≥24期|62场", ["A405"]),
        ("数|公益培训班|≥24期|62次", ["A405"]),
        ("数|公益演出|≥24场|62期", ["A405"]),
        ("数|公益培训班|≥24期|62期", ["A404"]),
        ("数|公益培训班|≥24期|26场", []),
        ("数|公益培训班|≥24期|62场|10|10|上级追加专场", []),
        ("数|地下水监测井|≥25个|60口", ["A404"]),
    ],
)
def test_many_sessions_are_not_many_courses(line, codes):
    assert found(line, codes=("A404", "A405")) == codes


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("数|到馆读者（万人次）|≥30|318000", "一万倍"),
        ("数|新增馆藏（万册）|1.5|14236", "一万倍"),
        ("数|到馆读者|≥30万人次|52万人次", "173.3%"),
    ],
)
def test_ten_thousand_times_as_much_is_a_slip_of_the_unit(line, says):
    (finding,) = look(line, codes=("A404",)).findings
    assert says in finding.message


@pytest.mark.parametrize(
    ("actual", "quotes"),
    [
        ("1,2360人次", "“1,2360”"),
        ("12,3600人次", "“12,3600”"),
        ("312..5人次", "“312..5”"),
        ("1,236人次", ""),
        ("12,360人次", ""),
        ("1236人次", ""),
        ("1，236人次", ""),
    ],
)
def test_a_number_that_nobody_can_read(actual, quotes):
    findings = look(f"数|培训人次|≥1200人次|{actual}", codes=("A409",)).findings
    assert [quotes in finding.message for finding in findings] == ([True] if quotes else [])


@pytest.mark.parametrize(
    ("actual", "is_plan"),
    [
        ("演出62场，计划60场", False),
        ("演出62场（计划60场）", False),
        ("完成62场，计划数60场", False),
        ("计划60场", True),
        ("计划下年演出60场", True),
        ("演出20场，计划下年再演40场", True),
    ],
)
def test_a_plan_beside_what_was_done_is_no_plan(actual, is_plan):
    assert found(f"数|演出|≥60场|{actual}", codes=("A409",)) == ["A409"] * is_plan


def test_a_target_in_the_result_s_cell_is_told():
    (finding,) = look("数|演出|62场|≥60场", codes=("A409",)).findings
    assert "填反" in finding.message
    (finding,) = look("数|演出|≥60场|≥60场", codes=("A409",)).findings
    assert "填反" not in finding.message


def test_the_cell_that_lacks_the_unit_is_named():
    (one,) = look("数|图书采购|5|1.2万册", codes=("A402",)).not_checkable
    assert "指标值没有写单位" in one.reason
    (finding,) = look("数|图书采购|1.5|1.48万册", codes=("A402",)).findings
    assert finding.formula == "10 × 1.48 ÷ 1.5 ≈ 9.8667"


def test_figures_joined_by_a_plus_are_not_read_as_one_of_them():
    examination = look("数|演出|30+20场|32+18场")
    assert not examination.findings
    assert "无法识别" in examination.not_checkable[0].reason


def test_a_deadline_is_no_date_to_be_copied_into_the_result():
    (finding,) = look("时|完成时间|2023年10月31日前|跨年完成", codes=("A414",)).findings
    assert finding.expected == "不晚于2023年10月31日"
