"""On which day the form was filled in, as a sentence of a note tells it."""

import pytest

from reviewer.reading.own_date import own_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("余款由财政收回。本自评表于2024年1月8日填报", "2024年1月8日"),
        ("（本表填写于二〇二四年一月九日）", "2024年1月9日"),
        ("制表日期为2024.1.12，经办人签字在后。", "2024.1.12"),
        ("本表由我中心财务科于2024年1月19日填制。", "2024年1月19日"),
        ("此表是2024年1月11日填的，数据以决算为准。", "2024年1月11日"),
        ("2024年1月15日制表", "2024年1月15日"),
        # Of something else, a deadline, what was done before or behind it.
        ("尾款于2024年1月19日支付。", ""),
        ("本表数据截至2024年1月5日。", ""),
        ("登记表填于2023年10月9日。", ""),
        ("问卷于2023年10月9日填写。", ""),
        ("自评表所附验收单2023年12月1日签章", ""),
        ("2023年12月1日项目申报表填报完毕", ""),
        ("2023年11月9日组织填报农户信息表", ""),
        ("本表填报后于2023年12月1日召开会议", ""),
    ],
)
def test_the_day_on_which_a_form_was_filled_in(text: str, day: str) -> None:
    assert own_date(text) == day
