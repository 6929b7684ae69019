"""Two days, and the number of days told beside them."""

import pytest

from reviewer.relations import solve


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("提前最少的一场是16天：5月14日贴公示，5月20日放鱼", "5月14日至5月20日 = 6天"),
        ("7月8日验收、8月26日付款，39天", "7月8日至8月26日 = 49天"),
        ("3月1日开工，7月20日完工，历时110天", "3月1日至7月20日 = 141天"),
        ("3月18日至26日办班3天", "3月18日至26日 = 9天"),
        ("10月8日进场，10月19日放出（历时21天）", "10月8日至10月19日 = 11天"),
        ("2023年12月20日受理，2024年1月9日办结，用时30天", "2023年12月20日至2024年1月9日 = 20天"),
    ],
)
def test_days_that_no_count_gives(text, formula):
    assert [one.formula() for one in solve(text).broken] == [formula]


@pytest.mark.parametrize(
    "text",
    [
        "7月8日验收、8月16日付款，39天",
        "7月8日验收、8月16日付款，40天",  # both ends counted
        "7月8日验收、8月16日付款，28天",  # working days
        "3月18日至20日办班3天",
        "3月18日至20日办班2天",  # as days that passed
        "6月1日至30日外业调查，累计出勤12天",
        "4月10日到货，4月20日安装，质保期730天",
        "6月1日开工，8月20日完工，提前11天",
        "6月1日开工，8月20日完工，比合同工期提前11天",
        "5月8日公示，5月20日发文，公示7天",
        "4月9日验收、4月28日付，7月8日验收、8月16日付，最长间隔25天",  # of which two?
        "3月采样，5月8日送检，5月20日出报告，历时60天",
    ],
)
def test_days_that_may_be_counted_otherwise(text):
    assert not solve(text).broken
