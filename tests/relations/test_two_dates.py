"""One event told in two places with two dates."""

import pytest

from reviewer.language.dates import dates
from reviewer.relations.chronology import other_date, other_deadline, told_dates
from reviewer.rules.examples import Row, Sketch
from tests.rules.asking import found

NAME = "设备安装完成时间"


@pytest.mark.parametrize(
    ("text", "actual", "told"),
    [
        ("2023年12月完成设备安装。", "2023年10月20日", True),
        ("2023年12月5日设备安装全部完成。", "10月20日完成", True),
        ("2023年10月完成设备安装。", "2023年10月20日", False),
        ("2023年12月完成设备验收。", "2023年10月20日", False),
        ("计划2023年12月完成设备安装。", "2023年10月20日", False),
    ],
)
def test_a_date_told_otherwise(text, actual, told):
    assert (other_date(told_dates(text, 2023), NAME, actual, 2023) is not None) is told


@pytest.mark.parametrize(
    ("text", "limit", "told"),
    [
        ("2023年9月底前完成设备安装，提升监测能力。", "2023年11月底前", True),
        ("11月底前完成设备安装。", "2023年11月30日前", False),
        ("年内完成设备安装。", "2023年11月底前", False),
        ("9月底前完成首批设备安装。", "2023年11月底前", False),
        ("9月底前完成设备采购。", "2023年11月底前", False),
    ],
)
def test_a_deadline_set_otherwise(text, limit, told):
    (span,) = dates(limit, 2023)
    assert (other_deadline(text, NAME, span, 2023) is not None) is told


def test_a508_names_both_deadlines():
    row = Row(NAME, "2023年11月底前", "2023年10月20日", level2="时效指标")
    form = Sketch(rows=(row,), goal=("9月底前完成设备安装。", "设备安装已完成。"))
    (finding,) = found("A508", form)
    assert (finding.field, finding.row, finding.found) == ("goal.planned", 0, "9月底前")
