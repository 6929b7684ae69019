"""Deadlines in targets, and the dates on which results and explanations say that things were done."""

from datetime import date

import pytest

from reviewer.models import Indicator, Text
from reviewer.reading.dates import completes, read_dates, slips
from reviewer.reading.limits import last_limit, needs_year


def _row(target, name="完成情况", level2="数量指标"):
    return Indicator(target=Text(text=target), name=Text(text=name), level2=Text(text=level2))


@pytest.mark.parametrize(
    ("target", "level2", "last"),
    [
        ("2023年12月31日前", "数量指标", "2023-12-31"),
        ("6月底前完成设计，11月底前完成验收", "时效指标", "2023-11-30"),
        ("2023年10月", "时效指标", "2023-10-31"),
        ("2023年度", "时效指标", "2023-12-31"),
        ("年底前完成5个", "数量指标", "2023-12-31"),
    ],
)
def test_a_deadline(target, level2, last):
    found = last_limit(_row(target, level2=level2), 2023)
    assert found is not None
    assert found.last == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("target", "level2"),
    [
        ("2023年度预算执行", "时效指标"),
        ("改造2015年以前建成的小区", "数量指标"),
        ("2023年10月", "数量指标"),
        ("10个工作日内", "时效指标"),
        ("执行《2023年12月前行动方案》", "质量指标"),
        ("自2023年3月起", "时效指标"),
        ("按计划完成", "时效指标"),
    ],
)
def test_no_deadline(target, level2):
    assert last_limit(_row(target, level2=level2), 2023) is None


def test_a_deadline_that_lacks_its_year_is_known():
    assert needs_year(_row("12月底前"), None)
    assert not needs_year(_row("12月底前"), 2023)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024年1月15日通过验收", ["2024-01-15"]),
        ("完成时间：2024年1月15日", ["2024-01-15"]),
        ("2024.1.15", ["2024-01-15"]),
        ("11月20日完成2024年度预算编制", ["2023-11-20"]),
        ("已完成2024年1月的排班计划", []),
        ("按《2024年1月工作通知》执行", []),
        ("有效期至2025年12月31日", []),
        ("2024年1月起执行", []),
    ],
)
def test_dates_of_completion(text, days):
    assert [one.span.first.isoformat() for one in read_dates(text, 2023) if completes(one)] == days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("受疫情影响推迟至2024年3月", True),
        ("已于2024年1月完成验收", True),
        ("将于2024年3月前完善档案", False),
        ("下一步于2024年3月完成整改", False),
        ("计划2024年3月验收", False),
        ("2024年继续推进", False),
    ],
)
def test_an_explanation_admits_a_delay(text, found):
    assert bool(slips(text, 2023)) is found
