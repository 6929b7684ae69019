"""What 年度总体目标 says: parts, and that all was done."""

from __future__ import annotations

import pytest

from reviewer.reading.goal_text import parts, sweeping_claim, without_labels


@pytest.mark.parametrize(
    "text",
    [
        "完成各项二级目录年度计划目标。",
        "圆满完成各项工作任务。",
        "2023年，我局全面完成年度绩效目标",
        "各项指标均已完成",
        "年度目标全部完成",
        "各项绩效目标均已实现。",
        "完成了年初设定的各项绩效目标，群众反映良好",
        "举办培训10期；全年工作任务圆满完成",
        "按质按量完成了年度各项工作任务",
        "培训、巡查等各项任务均已完成",
        "宣传、检测、执法等年度任务悉数完成",
    ],
)
def test_says_that_all_was_done(text: str) -> None:
    assert sweeping_claim(text)


@pytest.mark.parametrize(
    "text",
    [
        "1、完成财政部门要求的全面预算绩效管理各项任务",
        "已完成全部100户改造",
        "基本完成年度目标任务",
        "完成各项污染防治工作",
        "完成全部检测任务",
        "招商引资完成全年目标任务",
        "力争完成全年目标",
        "确保完成各项任务",
        "完成年度目标任务的95%",
        "完成年度目标任务中的12项",
        "除采购外，完成各项目标",
        "未完成年度目标",
        "完成年度培训任务",
        "完成年度考核指标12项",
        "按计划完成年度科研计划",
        "采购、安装、调试等工作全部完成",
        "培训、巡查等各项任务大部分完成",
        "除培训外，巡查等各项任务全部完成",
        "完成上级要求的督查等各项任务",
    ],
)
def test_says_less_than_that(text: str) -> None:
    assert sweeping_claim(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "总目标：健全体系。阶段性目标：办班10期。",
        "<p>总体目标:健全体系</p><p>年度目标:办班10期</p>",
        "中长期目标（2021-2025）：健全体系。年度绩效目标：办班10期",
        "项目总目标：健全体系；2023年度目标：办班10期",
    ],
)
def test_divides_a_goal(text: str) -> None:
    assert parts(text) == ("健全体系", "办班10期")


@pytest.mark.parametrize("text", ["健全体系。", "总目标：健全体系。", "年度目标：办班10期。"])
def test_a_goal_without_two_parts(text: str) -> None:
    assert parts(text) is None


def test_labels_are_not_words() -> None:
    assert without_labels("年度目标：办班10期，健全体系。") == "办班10期健全体系"


@pytest.mark.parametrize(
    ("text", "sweeping"),
    [
        ("全年用电量少了41.6万千瓦时，年初各项指标悉数达标。", True),
        ("年初定的指标无一落空。", True),
        ("全部指标如数完成。", True),
        ("监测点少了9个，年初各项指标悉数达标。", False),
    ],
)
def test_less_of_what_is_measured_is_no_exception(text: str, sweeping: bool) -> None:
    assert bool(sweeping_claim(text)) is sweeping
