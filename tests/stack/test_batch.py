"""What only a stack shows: found where it was planted, silent on forms that are each their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.models import Severity
from reviewer.stack import job
from reviewer.stack.batch import BatchFinding, compare
from reviewer.stack.stack import StoredStack
from reviewer.stack.store import Store
from reviewer.stack.work import Options
from tests.stack.stacks import told

CORRECT = Path(__file__).parents[1] / "data" / "correct"
REASON = "因设备供应商停产改型，设备到货推迟40天，已于2024年2月底前补装到位"


def form(
    project: str = "乡镇卫生院设备更新",
    unit: str = "某县卫生健康局",
    year: int = 2023,
    *,
    name: str = "更新设备",
    reason: str = REASON,
    actuals: tuple[str, ...] = ("36台", "5.6%", "4.9万元", "93.4%", "已建立设备台账和巡检制度"),
    score: str = "18",
    total: str = "97.5",
    rate: tuple[str, str] = ("190", "95%"),
) -> str:
    done, growth, cost, content, kept = actuals
    spent, percent = rate
    return f"""项目支出绩效自评表
（{year}年度）
项目名称\t{project}
主管部门\t某市财政局\t实施单位\t{unit}
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t200\t200\t{spent}\t10\t{percent}\t9.5
年度总体目标\t预期目标\t\t\t实际完成情况
\t更新{project}的设备。\t\t\t已完成更新。
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t{name}\t≥40台\t{done}\t20\t{score}\t{reason}
\t质量指标\t验收合格率\t100%\t100%\t10\t10\t
\t时效指标\t完成时间\t2023年11月底前\t2023年11月20日\t10\t10\t
\t成本指标\t单台成本\t≤5万元\t{cost}\t10\t10\t
效益指标\t社会效益指标\t门诊人次增长率\t≥5%\t{growth}\t20\t20\t
\t可持续影响指标\t管护机制\t建立\t{kept}\t10\t10\t
满意度指标\t服务对象满意度指标\t患者满意度\t≥90%\t{content}\t10\t10\t
总分\t\t\t\t\t100\t{total}\t
"""


@pytest.fixture
def stack(tmp_path):
    """Runs forms as a stack, and compares them."""

    def run(*texts: str) -> list[BatchFinding]:
        folder = tmp_path / "forms"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, "utf-8")
        store = Store(tmp_path / "s.db")
        job.run([folder], store, Options(), jobs=1)
        assert list(store.troubles()) == []
        return compare(store)

    return run


def only(findings: list[BatchFinding], code: str) -> list[BatchFinding]:
    return [finding for finding in findings if finding.code == code]


OTHER = {
    "project": "敬老院设施改造",
    "unit": "某县民政局",
    "name": "改造床位",
    "actuals": ("37台", "6.1%", "4.2万元", "91.7%", "由镇村两级按月巡查并登记"),
}


def test_forms_that_are_each_their_own_are_left_alone(tmp_path):
    store = Store(tmp_path / "s.db")
    job.run([CORRECT], store, Options(), jobs=2)
    assert compare(store) == []


@pytest.mark.parametrize(
    "again",
    [
        REASON,
        REASON + "。",
        REASON.replace("，", "、"),
        REASON.replace("推迟", "推延"),
        f" {REASON}",
    ],
)
def test_one_explanation_in_several_forms(stack, again):
    (finding,) = stack(form(), form(**OTHER, reason=again))
    assert (finding.code, finding.severity) == ("A505", Severity.WARNING)
    assert [Path(name).name for name, _ in finding.forms] == ["0.txt", "1.txt"]
    assert "乡镇卫生院设备更新" in finding.message
    assert "敬老院设施改造" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        "承包人9月退场，重新招标用时两个月，已于2024年1月复工",
        REASON.replace("40天", "25天"),
        "",
        "已按计划完成",
    ],
)
def test_explanations_that_are_no_copies(stack, other):
    assert only(stack(form(), form(**OTHER, reason=other)), "A505") == []


def test_within_one_file_the_rule_of_the_file_speaks(stack):
    text = form() + form(**OTHER)
    assert only(stack(text), "A505") == []


def test_another_project_with_the_same_results(stack):
    findings = stack(
        form(), form(project="敬老院设施改造", unit="某县民政局", reason="另有原因说明在此")
    )
    (finding,) = only(findings, "A513")
    assert finding.severity is Severity.WARNING
    assert "不同项目" in finding.message


def test_the_results_of_another_year(stack):
    findings = stack(form(), form(year=2022))
    (finding,) = only(findings, "A513")
    assert finding.severity is Severity.WARNING
    assert "不同年度" in finding.message
    assert only(findings, "A505") == []  # the form is a copy whole: said once


def test_the_same_form_sent_twice(stack):
    (finding,) = stack(form(), form() + "\n备注：电子版\n")
    assert (finding.code, finding.severity) == ("A513", Severity.INFO)
    assert "报送了2份" in finding.message


def test_ordinary_results_are_no_copies(stack):
    """100%, and results that only repeat their targets, are the same everywhere."""
    plain = ("40台", "5%", "5万元", "90%", "建立")
    findings = stack(
        form(actuals=plain, reason=""),
        form("敬老院设施改造", "某县民政局", actuals=plain, reason=""),
    )
    assert only(findings, "A513") == []


def test_full_marks_throughout(stack):
    full = {"score": "20", "total": "100", "reason": "", "rate": ("200", "100%")}
    texts = [
        form(
            f"项目{sign}",
            name=f"更新{sign}设备",
            actuals=(f"4{n}台", f"5.{n}%", f"4.{n}万元", f"9{n}.3%", f"由{sign}站管护并登记台账"),
            **full,
        )
        for n, sign in enumerate("甲乙丙", start=1)
    ]
    (finding,) = only(stack(*texts), "A514")
    assert "3张自评表全部得满分" in finding.message
    assert len(finding.forms) == 3


def test_all_graded_best_needs_many_forms(stack):
    texts = [
        form(
            f"项目{sign}",
            name=f"更新{sign}设备",
            reason=f"{sign}供应商停产改型{n}种设备",
            actuals=(f"3{n}台", f"5.{n}%", f"4.{n}万元", f"9{n}.3%", f"由{sign}站管护并登记台账"),
        )
        for n, sign in enumerate("甲乙丙丁戊己庚辛壬癸")
    ]
    (finding,) = only(stack(*texts), "A514")
    assert "10张自评表全部为优" in finding.message


def test_a_units_rounding_is_said_once(stack, tmp_path):
    texts = [
        form(
            f"项目{sign}",
            name=f"更新{sign}设备",
            reason=f"{sign}供应商停产改型，推迟{n}天",
            actuals=(f"3{n}台", f"5.{n}%", f"4.{n}万元", f"9{n}.3%", f"由{sign}站管护并登记台账"),
            rate=("187.064", "93.54%"),  # 93.532%, rounded up
        )
        for n, sign in enumerate("甲乙丙", start=1)
    ]
    found = stack(*texts)
    (finding,) = only(found, "A202")
    assert len(finding.forms) == 3
    store = Store(tmp_path / "s.db")
    store.last()
    whole = StoredStack(store, found, None)
    assert all(code != "A202" for _, code in whole.totals.findings)
    assert all(one.code != "A202" for entry in whole.entries() for one in entry.review.findings)


def test_the_command_reports_it(tmp_path):
    for number, text in enumerate((form(), form(**OTHER))):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    (finding,) = told(tmp_path)["batch"]
    assert finding["code"] == "A505"
    assert [one["form"] for one in finding["forms"]] == [0, 0]
