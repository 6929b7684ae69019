"""Skeletons: what code knows about a row, blanks for the rest, and never a guessed cause."""

import pytest

from reviewer.judge.drafts import skeletons
from reviewer.judge.material import material_of
from reviewer.judge.selection import select
from reviewer.models import FormKind
from reviewer.rules.examples import Row, Sketch
from tests.judge.sketched import case_of

NEXT = "下一步由【责任部门】于【完成时间】前【具体措施】。"


def drafts(*rows: Row, **form: object) -> dict[int, str]:
    return skeletons(case_of(Sketch(rows=rows, **form)))


@pytest.mark.parametrize(
    ("row", "draft"),
    [
        (
            Row("申报登记单位数", "≥1500", "1320家", "2", "1.76"),
            "本指标目标≥1500家，实际完成1320家，完成率88%，少180家，扣0.24分。"
            "未完成的原因是【具体事件、时间、有关单位】，影响了其中【上述180家的具体对象】；"
            + NEXT,
        ),
        (
            Row("申报登记单位数", "≥1500", "1320家", "2", "1.99"),
            "本指标目标≥1500家，实际完成1320家，完成率88%，少180家，"
            "扣0.01分（按公式应扣0.24分，【请核对得分】）。"
            "未完成的原因是【具体事件、时间、有关单位】，影响了其中【上述180家的具体对象】；"
            + NEXT,
        ),
        (
            Row("群众满意率", "≥90%", "78%", "10", "8.67", level2="质量指标"),
            "本指标目标≥90%，实际完成78%，完成率86.67%，少12个百分点，扣1.33分。"
            "未完成的原因是【具体事件、时间、有关单位】，影响了其中【上述12个百分点的具体对象】；"
            + NEXT,
        ),
        (
            Row("标志牌", "排放口1000块，采样口750块", "排放口1160块，采样口650块", "6", "4"),
            "本指标中采样口：指标值750块，完成650块，少100块，完成率86.67%，扣2分。"
            "未完成的原因是【具体事件、时间、有关单位】，影响了【受影响的对象和数量】；" + NEXT,
        ),
        (
            Row("监测井", "≥25个", "60"),
            "本指标目标≥25个，实际完成60个，为指标值的240%，多35个。"
            "超额完成的原因是【目标设定偏低的原因，或新增任务的来源和数量】；下一年度指标值拟调整为【数值】。",
        ),
        (
            Row("验收时间", "2023年12月31日前", "2024年1月15日验收", "5", "4", "", "时效指标"),
            "本指标期限“2023年12月31日前”，完成时间“2024年1月15日”，已超过期限，扣1分。"
            "逾期的原因是【具体事件、时间、有关单位】，影响了【受影响的工作内容】；" + NEXT,
        ),
        (
            Row("培训期数", "10期", "10期", "10", "9"),
            "本指标目标10期，实际完成10期，已达到指标值，扣1分。扣分的依据是【未达到要求的具体内容】，"
            f"原因是【具体事件、时间、有关单位】；{NEXT}【如属误扣，请改正得分】",
        ),
        (
            Row("促进就业", "效果明显", "效果较好", "5", "4"),
            "本指标年度指标值“效果明显”，实际完成值“效果较好”，扣1分，未达到的部分是【具体内容和数量】，"
            "原因是【具体事件、时间、有关单位】；" + NEXT,
        ),
        (
            Row("促进就业", "带动就业，" * 9, "效果较好", "5", "4"),
            "本指标扣1分，未达到的部分是【具体内容和数量】，原因是【具体事件、时间、有关单位】；"
            + NEXT,
        ),
        (
            Row("单位成本", "≤50元/人", "60元/人", "5", "4", level2="成本指标"),
            "本指标目标≤50元/人，实际完成60元/人，多10元/人，扣1分（按公式应扣0.83分，【请核对得分】）。"
            "未完成的原因是【具体事件、时间、有关单位】，影响了【受影响的对象和数量】；" + NEXT,
        ),
    ],
)
def test_what_is_known_is_written_and_what_is_not_is_left_blank(row, draft):
    assert drafts(row) == {0: draft}


def test_a_form_without_scores_says_nothing_of_points():
    row = Row("培训期数", "10期", "8期", "", "")
    (draft,) = drafts(row, kind=FormKind.TRANSFER).values()
    assert draft.startswith("本指标目标10期，实际完成8期，完成率80%，少2期。")


def test_a_row_that_owes_nothing_has_no_draft():
    assert drafts(Row("培训期数", "10期", "10期", "10", "10", "已完成")) == {}


@pytest.mark.parametrize(
    "row",
    [
        Row("申报登记单位数", "≥1500", "1320家", "2", "1.99"),
        Row("标志牌", "排放口1000块，采样口750块", "排放口1160块，采样口650块", "6", "4"),
        Row("监测井", "≥25个", "60"),
        Row("投资", "3.5亿元", "2.8亿元", "5", "4"),
        Row("验收时间", "2023年12月31日前", "2024年1月15日验收", "5", "4", "", "时效指标"),
        Row("群众满意率", "≥90%", "78%", "10", "8.67", level2="质量指标"),
    ],
)
def test_a_skeleton_passes_the_guard_of_drafts(row):
    case = case_of(Sketch(rows=(row,)))
    material = material_of(case, select(case))
    assert material.strangers("r0", skeletons(case)[0]) == []
