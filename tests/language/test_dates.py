"""Dates and deadlines in every form that clerks use."""

from datetime import date

import pytest

from reviewer.language.dates import Bound, dates
from reviewer.models import Indicator, Text
from reviewer.wording.deadlines import completions, deadline, late_in_explanation, needs_year


@pytest.mark.parametrize(
    ("text", "first", "last", "bound"),
    [
        ("2020年12月31日", "2020-12-31", "2020-12-31", "on"),
        ("2020.12.31", "2020-12-31", "2020-12-31", "on"),
        ("2020-12-31", "2020-12-31", "2020-12-31", "on"),
        ("2020/12/31", "2020-12-31", "2020-12-31", "on"),
        ("20201231", "2020-12-31", "2020-12-31", "on"),
        ("2020年12月31日前", "2020-12-31", "2020-12-31", "by"),
        ("2020年12月31日之前完成", "2020-12-31", "2020-12-31", "by"),
        ("2020年12月31日24:00前", "2020-12-31", "2020-12-31", "by"),
        ("截至2020年12月31日", "2020-12-31", "2020-12-31", "by"),
        ("不晚于11月30日", "2020-11-30", "2020-11-30", "by"),
        ("2020年12月", "2020-12-01", "2020-12-31", "on"),
        ("2020.12", "2020-12-01", "2020-12-31", "on"),
        ("20年12月", "2020-12-01", "2020-12-31", "on"),
        ("12月底前", "2020-12-21", "2020-12-31", "by"),
        ("十二月底前", "2020-12-21", "2020-12-31", "by"),
        ("12月前", "2020-12-01", "2020-12-31", "by"),
        ("9月中旬", "2020-09-11", "2020-09-20", "on"),
        ("2020年底", "2020-12-01", "2020-12-31", "on"),
        ("年底前", "2020-12-01", "2020-12-31", "by"),
        ("当年年底前", "2020-12-01", "2020-12-31", "by"),
        ("2021年初", "2021-01-01", "2021-03-31", "on"),
        ("第四季度", "2020-10-01", "2020-12-31", "on"),
        ("三季度末前", "2020-07-01", "2020-09-30", "by"),
        ("上半年", "2020-01-01", "2020-06-30", "on"),
        ("当年12月", "2020-12-01", "2020-12-31", "on"),
        ("次年3月", "2021-03-01", "2021-03-31", "on"),
        ("二〇二三年十二月", "2023-12-01", "2023-12-31", "on"),
        ("二〇二三年十二月三十一日前", "2023-12-31", "2023-12-31", "by"),
        ("2020年1-12月", "2020-01-01", "2020-12-31", "on"),
        ("2020年1月至2021年3月", "2020-01-01", "2021-03-31", "on"),
        ("2020年", "2020-01-01", "2020-12-31", "on"),
        ("2020-2021年", "2020-01-01", "2021-12-31", "on"),
        ("年内完成", "2020-01-01", "2020-12-31", "by"),
        ("自2020年3月起", "2020-03-01", "2020-03-31", "from"),
        ("2020年6月31日", "2020-06-30", "2020-06-30", "on"),
        ("2021年2月30日前", "2021-02-28", "2021-02-28", "by"),
    ],
)
def test_a_date(text, first, last, bound):
    (span,) = dates(text, 2020)
    assert (span.first, span.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert span.bound is Bound(bound)


@pytest.mark.parametrize(
    "text",
    [
        "6个月",
        "3年",
        "三年内",
        "2020年13月",
        "2020年99月99日",
        "12.5万元",
        "2020.5万元",
        "年初设定目标",
        "〔2021〕1号",
        "5G",
        "",
    ],
)
def test_no_date(text):
    assert dates(text, 2020) == ()


def test_a_later_month_takes_the_year_said_before():
    first, second = dates("2019年10月启动，12月完成", 2020)
    assert (first.last.year, second.last.year) == (2019, 2019)
    assert second.names_year


def test_without_any_year_a_month_is_left_out():
    assert dates("12月底前", None) == ()


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
    found = deadline(_row(target, level2=level2), 2023)
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
    assert deadline(_row(target, level2=level2), 2023) is None


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
    assert [span.first.isoformat() for span, _ in completions(text, 2023)] == days


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
    assert bool(late_in_explanation(text, 2023)) is found
