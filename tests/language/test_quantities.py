"""Quantities as clerks write them, and what only looks like one."""

from fractions import Fraction

import pytest

from reviewer.language.normal import bare, normalize
from reviewer.language.numerals import chinese_number
from reviewer.language.quantities import holds_unread_number, quantities
from reviewer.language.units import Agreement, agreement, unit_at, units


def read(text):
    """(relation, low, high, unit) of every quantity."""
    return [
        (one.relation.value if one.relation else "", one.low, one.high, one.unit)
        for one in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("＞＝ 80 ％", "≥80%"),
        ("≧80﹪", "≥80%"),
        (">=80%", "≥80%"),
        ("〉80%", ">80%"),
        ("》=80%", "≥80%"),
        ("＜＝５个", "≤5个"),
        ("﹦ １００％", "=100%"),
        ("不少于 80 个", "不少于80个"),
        ("<p>完成 5 份</p>", "完成5份"),
        ("&ge;5份&nbsp;", "≥5份"),
        ("1，500份，2份", "1,500份，2份"),
        ("200㎡", "200m2"),
        ("PM 2.5", "PM 2.5"),
        ("《2020年度报告》1份", "《2020年度报告》1份"),
        ("完成;验收:合格", "完成；验收：合格"),
        ("", ""),
    ],
)
def test_one_spelling(text, plain):
    assert normalize(text) == plain


def test_bare_text_has_no_punctuation():
    assert bare("落实要求，“完成”任务。") == "落实要求完成任务"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二", 120),
        ("一千二百", 1200),
        ("三万五千", 35000),
        ("一亿二千万", 120_000_000),
        ("二〇二三", 2023),
        ("三点五", Fraction(7, 2)),
        ("一二十三", None),
        ("点五", None),
        ("", None),
    ],
)
def test_chinese_numerals(words, value):
    assert chinese_number(words) == value


@pytest.mark.parametrize(
    ("text", "relation", "value", "unit"),
    [
        ("7家", "", 7, "家"),
        ("≥735人次", "≥", 735, "人次"),
        ("不少于80个", "≥", 80, "个"),
        ("至少60个", "≥", 60, "个"),
        ("9个以上", "≥", 9, "个"),
        ("3000份及以上", "≥", 3000, "份"),
        ("达到95%", "≥", 95, "%"),
        ("超过5%", ">", 5, "%"),
        (">80%", ">", 80, "%"),
        ("不超过2%", "≤", 2, "%"),
        ("50万元以内", "≤", 500_000, "元"),
        ("控制在50万元以内", "≤", 500_000, "元"),
        ("10个工作日内", "≤", 10, "个工作日"),
        ("降至5%以下", "≤", 5, "%"),
        ("低于2‰", "<", 2, "‰"),
        ("不足90%", "<", 90, "%"),
        ("=100%", "=", 100, "%"),
        ("从60%提高到95%", "≥", 95, "%"),
        ("400套（件）", "", 400, "套(件)"),
        ("10台/套", "", 10, "台/套"),
        ("4.1万家", "", 41_000, "家"),
        ("2亿元", "", 200_000_000, "元"),
        ("1.2千万元", "", 12_000_000, "元"),
        ("5.5千瓦", "", 5.5, "千瓦"),
        ("1,000块", "", 1000, "块"),
        ("1，000块", "", 1000, "块"),
        ("1 500", "", 1500, ""),
        ("三场", "", 3, "场"),
        ("两次", "", 2, "次"),
        ("十二个", "", 12, "个"),
        ("举办培训三期", "", 3, "期"),
        ("印发三项制度", "", 3, "项"),
        ("建设5公园", "", 5, ""),
        ("7600剂次", "", 7600, "剂次"),
        ("建设一个中心", "", 1, "个"),
        ("一千二百人", "", 1200, "人"),
        ("百分之九十五", "", 95, "%"),
        ("百分之95", "", 95, "%"),
        ("百分百", "", 100, "%"),
        ("千分之三", "", Fraction(3, 10), "%"),
        ("九成以上", "≥", 90, "%"),
        ("九成五以上", "≥", 95, "%"),
        ("三分之二", "", Fraction(200, 3), "%"),
        ("零投诉", "=", 0, ""),
        ("0起", "", 0, "起"),
        ("0", "", 0, ""),
        ("1:10", "", Fraction(1, 10), ":"),
        ("95分", "", 95, "分"),
        ("2年", "", 2, "年"),
        ("3个月", "", 3, "个月"),
        ("半年", "", Fraction(1, 2), "年"),
        ("50元/人·天", "", 50, "元/人·天"),
        ("35μg/m3", "", 35, "μg/m3"),
        ("采购AED100台", "", 100, "台"),
        ("增长率-3%", "", -3, "%"),
        ("增幅10个百分点", "", 10, "个百分点"),
        ("完成加油站等16个重点行业排污许可证范本编制工作", "", 16, "个"),
        ("65岁以上老年人健康管理率≥70%", "≥", 70, "%"),
        ("每万人发明专利拥有量8件", "", 8, "件"),
        ("12345热线办结率95%", "", 95, "%"),
        ("PM2.5浓度≤35μg/m3", "≤", 35, "μg/m3"),
        ("按照《通知》（沪环评[2020]068号）要求完成180张", "", 180, "张"),
        ("1、完成5个", "", 5, "个"),
        ("（1）完成5个", "", 5, "个"),
        ("一是完成5个", "", 5, "个"),
        ("2020年度完成5个", "", 5, "个"),
    ],
)
def test_one_quantity(text, relation, value, unit):
    assert read(text) == [(relation, value, value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("400~500套", 400, 500, "套"),
        ("4场~5场", 4, 5, "场"),
        ("1-2次", 1, 2, "次"),
        ("80%—90%", 80, 90, "%"),
        ("3至5个", 3, 5, "个"),
        ("3-5万元", 30_000, 50_000, "元"),
        ("三四个", 3, 4, "个"),
        ("约400人~500人次", 400, 500, "人次"),
    ],
)
def test_a_range_has_two_ends(text, low, high, unit):
    assert read(text) == [("", low, high, unit)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("排放口标识牌1000块，采样口标识牌750块", [("排放口标识牌", 1000), ("采样口标识牌", 750)]),
        ("不少于80个，其中现场取样不少于20个", [("", 80), ("其中现场取样", 20)]),
        ("举办培训2期、参训100人次", [("举办培训", 2), ("参训", 100)]),
        ("核发29家，变更24家，延续16家", [("核发", 29), ("变更", 24), ("延续", 16)]),
        ("1.完成报告5份；2.召开会议6次", [("1.完成报告", 5), ("2.召开会议", 6)]),
    ],
)
def test_compound_parts_keep_their_subjects(text, parts):
    assert [(one.subject, one.low) for one in quantities(text)] == parts


def test_words_behind_a_number_are_its_tail():
    first, second = quantities("实际完成1160块排放口标识牌和650块采样口标识牌的制作。")
    assert (first.tail, second.tail) == ("排放口标识牌", "采样口标识牌的制作")


@pytest.mark.parametrize(
    "text", ["2000余人次", "约300人", "近2万人次", "20多万元", "5天左右", "100+"]
)
def test_approximate_numbers_are_no_bounds(text):
    (only,) = quantities(text)
    assert only.approximate
    assert not only.is_bound


@pytest.mark.parametrize(
    ("text", "is_bound"),
    [
        (">80%", True),
        ("95%以上", True),
        ("超过5%", True),
        ("达到95%", False),
        ("降至3%", False),
        ("96%", False),
    ],
)
def test_a_bound_is_no_value(text, is_bound):
    (only,) = quantities(text)
    assert only.is_bound is is_bound


@pytest.mark.parametrize(
    ("text", "trend"),
    [("同比下降5%", -1), ("同比增长5%", 1), ("增幅达到5%", 1), ("下降至5%", 0), ("5%", 0)],
)
def test_a_change_is_no_level(text, trend):
    (only,) = quantities(text)
    assert only.trend == trend


@pytest.mark.parametrize(
    "text",
    [
        "2020年12月31日前",
        "2020-12-31",
        "2020.12.31",
        "12月底前",
        "第四季度",
        "2023年1-12月",
        "二〇二三年十二月",
        "沪财发〔2021〕1号",
        "（沪环评[2020]068号）",
        "《2020年5个报告》",
        "十三五",
        "十四五规划",
        "三线一单",
        "三公经费",
        "长三角一体化",
        "第七轮环保三年行动计划",
        "统一",
        "一定",
        "一般",
        "进一步",
        "一次性通过",
        "二污普",
        "四个自信",
        "两会",
        "双一流",
        "5G网络",
        "PM2.5",
        "PM10年均浓度",
        "CO2",
        "A级",
        "4A级景区",
        "COVID-19",
        "国家土十条",
        "科改25条",
        "GB/T 19001-2016",
        "七天无理由退货",
        "一户一策",
        "一村一品",
        "二期工程",
        "万家灯火",
        "百姓",
        "24小时值班",
        "7×24小时",
        "3-6岁",
        "3年级",
        "前三名",
        "1+N",
        "90后",
        "021-12345678",
        "13912345678",
        "组成部分",
        "若干",
        "",
    ],
)
def test_what_measures_nothing(text):
    assert quantities(text) == ()
    assert not holds_unread_number(text)


@pytest.mark.parametrize("text", ["甲3乙", "方案3完善"])
def test_a_number_that_was_not_read_is_said(text):
    assert holds_unread_number(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("公里", "米", Agreement.SAME),
        ("亩", "公顷", Agreement.SAME),
        ("吨", "公斤", Agreement.SAME),
        ("小时", "天", Agreement.SAME),
        ("天", "日", Agreement.SAME),
        ("人", "名", Agreement.CLOSE),
        ("份", "篇", Agreement.CLOSE),
        ("次", "场", Agreement.CLOSE),
        ("个", "家", Agreement.CLOSE),
        ("个", "人", Agreement.CLOSE),
        ("台(套)", "套", Agreement.SAME),
        ("次/年", "次", Agreement.SAME),
        ("", "%", Agreement.CLOSE),
        ("人(次)", "人次", Agreement.SAME),
        ("工作日", "天", Agreement.DOUBTFUL),
        ("元/人", "元", Agreement.DOUBTFUL),
        ("%", "分", Agreement.DOUBTFUL),
        ("%", "百分点", Agreement.DOUBTFUL),
        ("份", "期", Agreement.DOUBTFUL),
        ("%", "份", Agreement.DIFFERENT),
        ("人", "人次", Agreement.DIFFERENT),
        ("人", "次", Agreement.DIFFERENT),
        ("公里", "条", Agreement.DIFFERENT),
        ("元", "%", Agreement.DIFFERENT),
    ],
)
def test_which_units_can_be_compared(one, other, expected):
    assert agreement(units(one), units(other)) is expected
    assert agreement(units(other), units(one)) is expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("元/人/月以内", "元/人/月"),
        ("km2绿地", "km2"),
        ("年级", ""),
        ("种植户", ""),
        ("家长", ""),
        ("套(件)", "套(件)"),
    ],
)
def test_where_a_unit_ends(text, unit):
    assert unit_at(text, 0) == unit


@pytest.mark.parametrize(
    ("text", "read_units"),
    [
        ("印谱420帧，山水250帧、花鸟170帧", ["帧", "帧", "帧"]),
        ("≥420帧", ["帧"]),
        ("应报1460时次，实报1452时次", ["时次", "时次"]),
        ("设在203室、205室", [""]),
        ("7:19报、7:31报", [":", ":"]),
        ("改前2.0级，改后1.4级", []),
    ],
)
def test_units_that_no_table_has(text, read_units):
    assert [one.unit for one in quantities(text)] == read_units


def test_hostile_text_takes_bounded_time():
    for piece in ("1个", "《1", "元/人/", "1-", "百分之", "2020年", "一个一", "1帧，"):
        quantities(piece * 3000)
