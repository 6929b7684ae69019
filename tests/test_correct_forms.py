"""No false alarm: correct forms, as clerks of many offices write them, get no error and no warning.

`data/correct` and `data/correct_dense` hold whole forms, the latter with figures in every sentence,
`data/correct_rows.txt` single rows that are put into an otherwise correct form. Real shortfalls are
among them, scored by the formula and explained.
"""

from collections import Counter
from pathlib import Path

import pytest

from reviewer.intake import read
from reviewer.models import Finding, FormKind, Severity
from reviewer.policy import load
from reviewer.reviewing import review_document
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch

DATA = Path(__file__).parent / "data"
FORMS = sorted([*(DATA / "correct").glob("*.txt"), *(DATA / "correct_dense").glob("*.txt")])
INFOS = {
    # The system rounds up (97.683 → 97.69%, 96.363 → 96.37%).
    "shanghai-teacher-training": ["A202"],
    "museum-exhibition": ["A202"],
    # The layout with 年度绩效目标1 asks for no 成本指标.
    "hubei-real-layout": ["A104"],
    # Amounts in whole 万元, the rate from those in 元.
    "rates-from-yuan": ["A201"],
    # Text out of a PDF: tags, mixed thousands separators, a row over two pages.
    "pdf-wrapped": ["A105", "A106", "X902"],
}
"""The hints that a form may get, each exactly once; none for the others."""


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_correct_form_gets_no_error_and_no_warning(path):
    reviewed = review_document(read(path))
    assert not reviewed.crashes
    findings = [one for review in reviewed.reviews for one in review.findings]
    assert [told(one) for one in findings if one.severity is not Severity.INFO] == []
    assert Counter(one.code for one in findings) == Counter(INFOS.get(path.stem, ()))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_cell_of_a_correct_form_is_read(path):
    forms = read(path).forms
    assert len(forms) == (2 if path.stem == "two-forms" else 1)
    for form in forms:
        assert form.year in (2022, 2023, 2024)
        assert form.unit or form.department
        assert form.project or form.kind is FormKind.DEPARTMENT
        assert form.funding
        assert all(row.name and row.actual for row in form.indicators)
        assert not [remark for remark in form.remarks if remark.code == "X901"]
        if form.total is not None and form.total.weight:
            rows = sum(row.weight.value for row in form.indicators if row.weight)
            execution = sum(line.weight.value for line in form.funding if line.weight)
            assert rows + execution == form.total.weight.value == 100


def test_hebei_sets_amounts_side_by_side_and_execution_among_the_rows():
    (form,) = read(DATA / "correct" / "hebei.txt").forms
    total = form.funding[0]
    printed = (total.annual_budget, total.executed, total.execution_rate, total.weight, total.score)
    assert [str(one) for one in printed] == ["36.00", "35.28", "98.00", "10", "9.8"]
    assert form.department.text == form.unit.text == "某县司法局"
    assert (form.indicators[0].target.text, form.indicators[-1].name.text) == (
        "≥48场",
        "群众满意度",
    )
    assert form.goal.achieved.text == "开展法治宣传活动50场，发放宣传资料2.1万份。"


def test_the_block_s_own_label_is_no_amount():
    (form,) = read(DATA / "correct" / "department.txt").forms
    assert [str(one) for one in form.funding[0].amounts] == ["1826.50", "1905.20", "1867.10"]


def test_of_three_goals_the_one_in_force_counts():
    (form,) = read(DATA / "correct" / "chongqing-flat.txt").forms
    assert form.goal.planned.text == "完成农产品定量检测1200批次。"
    assert form.goal.achieved.text == "完成农产品定量检测1216批次，合格率99.3%。"


def test_a_part_without_a_target_is_a_row_of_its_own():
    (form,) = read(DATA / "correct" / "rural-revitalization.txt").forms
    part = form.indicators[2]
    assert (part.name.text, part.target.text, part.actual.text) == (
        "其中：新增茶园面积",
        "",
        "2300亩",
    )


def test_the_later_of_two_like_labels_counts_and_notes_end_the_table():
    (form,) = read(DATA / "correct" / "transfer.txt").forms
    assert form.department.text == "某省卫生健康委"
    assert form.indicators[-1].name.text == "服务对象满意度"


def test_the_forms_are_many():
    assert len(FORMS) >= 90


LEVELS = {
    **dict.fromkeys(("数量", "质量", "时效", "成本"), "产出指标"),
    **dict.fromkeys(("经济效益", "社会效益", "生态效益", "可持续影响"), "效益指标"),
    "满意度": "满意度指标",
}
ROWS = [
    line
    for line in (DATA / "correct_rows.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("line", ROWS)
def test_a_correct_row_gets_no_error_and_no_warning(line):
    level2, name, target, actual, *rest = line.split("|")
    weight, score, explanation = (*rest, "", "", "")[:3]
    row = Row(
        name,
        target,
        actual,
        weight or "10",
        score or weight or "10",
        explanation,
        "服务对象满意度指标" if level2 == "满意度" else f"{level2}指标",
        LEVELS[level2],
    )
    case = Case(Sketch(rows=(row,)).build(), load())
    (examination,) = examine([case], RULES.values())
    assert not examination.crashes
    assert [told(one) for one in examination.findings if one.code != "A104"] == []


def told(finding: Finding) -> str:
    return f"{finding.code} {finding.indicator or finding.field}: {finding.message}"
