"""Numbers in a draft: each stands in the form with its unit, or in a blank, or is no number."""

import pytest

from reviewer.judge.figures import read
from reviewer.judge.stock import Stock, borrowed, without_blanks
from tests.growth import grows_linearly

YEAR = 2023
FORM = (
    "全年约1500家企业完成申报，2023年12月31日前出具报告，投入150万元。",
    "完成申报1320家，覆盖2000余人次，满意度百分之九十五，检查三次。",
    "培训1258名学员，发放400~500套手册，面积3.5亩，提速1.5倍",
    "2024年初出具审计报告。2023年启动，6月6日召开会议，第一季度启动",
    "根据沪财监督发〔2021〕1号，服务5A级景区，PM2.5下降12个百分点，24小时值守",
    "扣0.24分 88% 少180家 1:10 零投诉 2个月 两份报告 10,000元",
)
STOCK = Stock.of(FORM, YEAR)

STANDS = [
    "应完成1500家，实际1320家，少180家。",
    "完成1320家，完成率88%，扣0.24分。",
    "完成率88％",
    "完成率八成八",
    "满意度95%",
    "满意度达百分之九十五",
    "检查3次",
    "两份报告、2份报告",
    "培训1258名",
    "投入150万元",
    "投入1500000元",
    "投入1,500,000元",
    "支出1万元",
    "覆盖2000余人次，即2000人次",
    "发放400～500套",
    "发放500套",
    "2023年度",
    "2023年12月31日前",
    "2023年12月",
    "12月底前",
    "12月31日",
    "二〇二三年十二月三十一日",
    "2024年初",
    "2024年",
    "6月6日",
    "2023年6月6日",
    "六月六日",
    "一季度",
    "下降12个百分点",
    "12百分点",
    "沪财监督发〔2021〕1号",
    "（沪财监督发[2021]1号）",
    "5A级景区、PM2.5、24小时值守",
    "比例1:10，零投诉",
    "缩短2个月",
    "面积3.5亩",
    "一千二百五十八名",
    "一千三百二十家",
    "壹佰伍拾万元",
    "一百五十万元",
    "共1320",
]
NO_NUMBERS = [
    "一致、一般、进一步、一定、一旦、统一、唯一、逐一、一律、一直、万一、一体化、一站式",
    "第一，第二；第三方；第1批；第一时间；第十四次会议",
    "1.加强管理 2.完善制度\n3、按期验收",
    "（1）原因；（2）措施；①明确责任",
    "一、原因；二、措施。一是宣传；二是培训；其一，其二",
    "二者不一致，两者矛盾，两处表述不同，三个方面",
    "下一年度、下一步、新一年、上一年、每一名、另一方、同一项、任一项、再一次",
    "十三五、十四五规划，三线一单，双随机一公开，一网通办，一户一档",
    "千方百计、百姓、万家灯火、千家万户、九成员单位",
    "今年、明年、年底前、上半年、月底前、次年",
    "四川、三亚、九江、五指山、六安",
    "三年行动计划、七天无理由退货、九年义务教育",
]
STRANGERS = [
    ("培训1258人", "1258人"),
    ("培训1258人次", "1258人次"),
    ("完成1321家", "1321家"),
    ("完成1320户", "1320户"),
    ("完成1320个", "1320个"),
    ("完成132家", "132家"),
    ("完成13.20家", "13.20家"),
    ("完成1320万家", "1320万家"),
    ("完成率88.5%", "88.5%"),
    ("完成率八成九", "八成九"),
    ("完成率百分之八十九", "百分之八十九"),
    ("完成率百分百", "百分百"),
    ("完成三分之二", "三分之二"),
    ("下降12%", "12%"),
    ("投入150元", "150元"),
    ("投入15万元", "15万元"),
    ("投入150亿元", "150亿元"),
    ("检查四次", "四次"),
    ("三份报告", "三份"),
    ("因一名人员离职", "一名"),
    ("提交一份说明", "一份"),
    ("停工半年", "半年"),
    ("停工一个月", "一个月"),
    ("停工2周", "2周"),
    ("延误十二天", "十二天"),
    ("增派二十三名人员", "二十三名"),
    ("2023年11月", "2023年11月"),
    ("2023年12月30日", "2023年12月30日"),
    ("2024年3月底前", "2024年3月底前"),
    ("2025年", "2025年"),
    ("2024年6月6日", "2024年6月6日"),
    ("7月底前", "7月底前"),
    ("二〇二四年三月", "2024年3月"),
    ("2023-11-30", "2023-11-30"),
    ("2023.11.30前", "2023.11.30前"),
    ("三季度", "三季度"),
    ("沪财监督发〔2021〕2号", "〔2021〕2号"),
    ("沪财监督发〔2022〕1号", "〔2022〕1号"),
    ("服务4A级景区", "4A"),
    ("比例1:11", "1:11"),
    ("零事故", "零事故"),
    ("扣0.2分", "0.2分"),
    ("完成7、8项", "7"),
    ("共1319", "1319"),
    ("面积３．６亩", "3.6亩"),
    ("完成一千三百二十一家", "一千三百二十一家"),
    ("一千二百五十八人", "一千二百五十八人"),
    ("壹仟叁佰贰拾壹家", "一千三百二十一家"),
    ("近千家企业", "千家"),
    ("上百人参加", "百人"),
    ("万余人次", "万余人次"),
    ("三四家单位", "三四家"),
    ("增加两倍", "两倍"),
    ("只完成一半", "一半"),
    ("过半未完成", "过半"),
]


@pytest.mark.parametrize("text", STANDS)
def test_what_stands_in_the_form_may_be_used(text):
    assert STOCK.strangers(text, YEAR) == []


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_words_with_numerals_are_no_numbers(text):
    assert STOCK.strangers(text, YEAR) == []


@pytest.mark.parametrize(("text", "words"), STRANGERS)
def test_what_does_not_is_named(text, words):
    assert words in STOCK.strangers(text, YEAR)


@pytest.mark.parametrize(("text", "words"), STRANGERS)
def test_a_blank_may_hold_anything(text, words):
    assert STOCK.strangers(f"因【{text}】未完成", YEAR) == []


def test_a_blank_that_is_not_closed_is_none():
    assert STOCK.strangers("因【1321家未完成", YEAR) == ["1321家"]
    assert without_blanks("甲【1】乙【2】丙") == "甲；乙；丙"


def test_several_strangers_are_each_named_once():
    assert STOCK.strangers("7家、8家，7家", YEAR) == ["7家", "8家"]


def test_a_bare_number_lends_its_rows_unit():
    stock = borrowed(("≥1500", "1320家"), YEAR)
    assert stock.strangers("目标1500家", YEAR) == []
    assert stock.strangers("目标1500户", YEAR) == ["1500户"]


def test_the_year_of_the_form_is_its_own_number():
    assert Stock.of((), 2023).strangers("2023年度完成，2022年未完成", 2023) == ["2022年"]


def test_a_form_without_a_year():
    assert Stock.of(("12月31日前完成",), None).strangers("2023年完成", None) == ["2023年"]


def test_a_date_borrows_no_part_from_another():
    stock = Stock.of(("2023年3月启动", "6月30日报送"), YEAR)
    assert stock.strangers("2023年3月30日", YEAR) == ["2023年3月30日"]


@pytest.mark.parametrize("piece", ["1", "一", "1.1", "2020年", "1、", "【"])
def test_hostile_texts_take_bounded_time(piece):
    assert grows_linearly(lambda size: read(piece * (size // len(piece)), YEAR), 20_000)
