"""What must come first: dates of one thing the wrong way round."""

import pytest

from reviewer.models import Indicator, Text
from reviewer.relations.chronology import after, out_of_order, rows_out_of_order
from tests.growth import grows_linearly


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("新建停车场", "1处，6月15日通过竣工验收，8月20日竣工", True),
        ("新建停车场", "1处，8月20日竣工，9月15日通过竣工验收", False),
        ("设备验收", "9月3日验收合格，设备10月12日到货", True),
        ("编制规划", "4月印发，7月完成编制", True),
        ("编制规划", "7月完成编制，8月印发", False),
        ("水厂建设", "8月30日建成，9月12日开工", True),
        ("道路改造", "A段6月验收，B段9月完工", False),
        ("系统建设", "7月通过初验，9月完成数据迁移", False),
        ("修缮校舍", "12月1日通过验收，2024年1月完成结算", False),
        ("制度建设", "3月印发方案，11月完成整治", False),
        ("泵站改造", "10月8日通过验收，11月20日完成绿化补植", False),
        ("泵站改造", "1座于8月验收，1座于11月完工", False),
        ("泵站改造", "8月通过验收，计划11月完工", False),
    ],
)
def test_events_of_one_cell(name, text, wrong):
    assert (out_of_order(text, 2023, name) is not None) is wrong


def rows(*cells):
    return [Indicator(name=Text(text=name), actual=Text(text=actual)) for name, actual in cells]


@pytest.mark.parametrize(
    ("cells", "pairs"),
    [
        ((("泵站完工时间", "12月20日"), ("泵站验收时间", "11月8日")), [(0, 1)]),
        ((("泵站验收时间", "11月8日"), ("泵站完工时间", "12月20日")), [(1, 0)]),
        ((("泵站完工时间", "9月20日"), ("泵站验收时间", "11月8日")), []),
        ((("管网完工时间", "12月20日"), ("泵站验收时间", "11月8日")), []),
        ((("培训完成时间", "12月20日"), ("验收时间", "11月8日")), []),
        ((("工程完工时间", "12月20日完工"), ("竣工验收时间", "11月8日通过验收")), [(0, 1)]),
    ],
)
def test_rows_about_one_thing(cells, pairs):
    assert [pair[:2] for pair in rows_out_of_order(rows(*cells), 2023)] == pairs


def test_takes_linear_time():
    text = "10月8日通过验收，11月20日完工，"
    assert grows_linearly(lambda size: out_of_order(text * size, 2023), 2000)


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("8月14日定稿，7月25日付印，12月8日出书", True),
        ("1月6日进山，3月28日收尾，3月20日通过县级验收", True),
        ("7月14日定稿，7月25日付印，12月8日出书", False),
        ("9月3日南井出水，8月20日北井出水，10月8日西井出水", False),  # parts
        ("3月3日签约，4月1日进场，3月20日付预付款，10月8日完工", False),  # at any time
        ("5月3日到石门，4月6日到白沙，6月9日到桃花", False),  # no steps
    ],
)
def test_one_step_after_the_other(text, is_wrong):
    assert (out_of_order(text, 2023) is not None) is is_wrong


@pytest.mark.parametrize("promise", ["已同厂家约好", "说好", "商定", "排在", "双方谈妥", "承诺"])
def test_a_promised_date_is_no_fact(promise):
    assert after(f"{promise}12月28日完成补装", 2023, "2023年12月20日") is None


def test_what_is_dated_in_the_words_of_its_row_was_done_on_that_day():
    assert after("11月15日入库", 2023, "2023年10月8日", "地名信息入库时间") is not None
    assert after("11月15日入库", 2023, "2023年10月8日", "地名信息") is None
    assert after("计划11月15日入库", 2023, "2023年10月8日", "地名信息入库时间") is None
