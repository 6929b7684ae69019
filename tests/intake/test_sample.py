"""The published sample: four forms as text out of a PDF, read cell by cell."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer.intake import read
from reviewer.models import Document
from reviewer.report.contract import documents_json

ROOT = Path(__file__).parents[2]
SAMPLE = "samples/shanghai-sthj-2020.txt"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(ROOT / SAMPLE, SAMPLE)


def test_every_cell_is_that_of_the_answer_key(document):
    """The key was read off the document by hand, cell by cell."""
    key = json.loads((ROOT / "tests/data/shanghai-sthj-2020.extract.json").read_text("utf-8"))
    assert documents_json([document]) == key


def test_four_forms_with_seventy_rows(document):
    assert [len(form.indicators) for form in document.forms] == [14, 20, 8, 28]


@pytest.mark.parametrize(
    ("form", "weights", "scores"),
    [(0, "94", "89.35"), (1, "100", "93.9"), (2, "100", "90.95"), (3, "100", "99.94")],
)
def test_sums_show_that_only_the_first_form_lost_a_row(document, form, weights, scores):
    money, rows = document.forms[form].funding[0], document.forms[form].indicators
    assert sum(row.weight.value for row in rows) + money.weight.value == Decimal(weights)
    assert sum(row.score.value for row in rows) + money.score.value == Decimal(scores)


@pytest.mark.parametrize(
    ("form", "row", "level1", "level2"),
    [
        (0, 0, "产出指标", "数量指标"),  # 产出指标 stands on the next page
        (0, 10, "效益指标", "可持续影响指标"),
        (1, 0, "产出指标", "数量指标"),  # both labels stand on the next page
        (1, 13, "效益指标", "经济效益指标"),  # 产出指标 is the label above it
        (2, 3, "效益指标", "生态效益指标"),
        (3, 11, "产出指标", "数量指标"),  # three pages below its label
        (3, 27, "满意度指标", "服务对象满意度指标"),
    ],
)
def test_labels_are_carried_to_the_rows_they_cover(document, form, row, level1, level2):
    indicator = document.forms[form].indicators[row]
    assert (indicator.level1.text, indicator.level2.text) == (level1, level2)


def test_a_cell_cut_before_its_row_is_joined(document):
    text = document.forms[0].indicators[2].explanation
    assert "绩效管理和绩效评价整改落实督导报告》（沪财监督发〔2021〕1号）" in text.text
    assert text.raw.count("\n") == 1
    assert text.location.line == 17


def test_cells_cut_after_their_row_are_joined(document):
    row = document.forms[0].indicators[11]
    assert row.actual.text.endswith("近年来中央资金分配情况")
    assert row.explanation.text.endswith("进行复核，确保信息要素不少不漏。")


def test_goal_columns_that_follow_one_another_are_told_apart(document):
    goal = document.forms[3].goal
    assert "2020年度抽查评</p>估总结报告》；针对本市至少3块" in goal.planned.text
    assert "完成2020年度</p>16个区土壤污染治理" in goal.achieved.text


def test_what_was_joined_is_said_and_nothing_is_left_over(document):
    joined = [
        {remark.row for remark in form.remarks if remark.code == "X902"} for form in document.forms
    ]
    assert joined == [{2, 11}, {14}, {3}, {None}]
    assert not [r for form in document.forms for r in form.remarks if r.code == "X901"]
