"""Results in words that say less than their targets, and those that do not."""

import pytest

from reviewer.wording.contraries import is_late
from reviewer.wording.shortfall import shortfall

GRADES = """
合格|不合格
合格|验收不合格
优良|合格
优秀|良好
优秀|考核结果为合格
良好以上|合格
≥良好|一般
良好|一般
优秀等次|良好等次
一次性通过|整改后通过
一次性通过验收|整改后通过验收
一次验收合格|整改后合格
达到或优于Ⅲ类|Ⅳ类
好|一般
A级以上|B级
AA级|A级
Ⅲ类|Ⅳ类
III类|Ⅳ类
三类水质|四类水质
达到Ⅲ类及以上|Ⅳ类
不低于Ⅳ类|劣Ⅴ类
甲等|乙等
满意|基本满意
满意|较满意
非常满意|满意
健全|较健全
制度健全|制度不够健全
及时|不及时
按时|部分按时
明显提高|有所提高
居民安全意识显著增强|居民安全意识有所增强
显著提升|一定程度提升
显著提升|未明显提升
明显改善|改善效果不明显
"""
CONTRARIES = """
是|否
否|是
否|发生1起
无|1起
无|有
不发生|发生1起轻微事故
不出现群体性事件|出现群体性事件2起
按时|延期
按时完成|延迟
按时完成|延期两个月完成
及时|滞后
及时|90%
及时拨付|年底前拨付80%
不超预算|超出预算1.2万元
≤预算数|超预算2万元
控制在预算内|超支3万元
全覆盖|95%
全部|95%
所有乡镇|11个乡镇，1个未覆盖
"""
TRENDS = """
稳步增长|较上年下降4.6%
稳步增长|与上年持平
下降|较上年上升8%
逐年提高|82.6%，较上年降低3.1个百分点
提高|由91%下降到86%
≥上年|上年91%，本年88%
不超过上年|上年3起，本年4起
持续改善|有所恶化
负增长|较上年增长1.2%
"""
MET = """
合格|合格
合格|优良
优良|良好
优良|优秀
良好|合格
良好|验收合格
良好以上|优秀
Ⅲ类|Ⅱ类
不低于Ⅳ类|Ⅲ类
Ⅲ类及以上|Ⅲ类
A级以上|AA级
通过|整改后通过
满意|非常满意
基本满意以上|满意
健全|健全
较好|好
增长|较上年增长5%
明显提高|明显提高
明显提高|显著提高
明显提高|群众安全感明显提升，发案有所下降
改善|有所改善
有所提高|略有提高
是|是
否|否
否|未发生
否|0起
无|无
无事故|排查隐患3处，未发生事故
无重大事故|发生一般事故1起
不发生|0起
按时|按时
按时完成|提前10天完成
按时|无延期
及时|100%
及时拨付|6月底前已全部拨付
按进度拨付|按合同进度拨付90%
应保尽保|参保率99.8%
及时处理|逾期贷款已收回
不超预算|未超预算
不超预算|节约1.2万元，未超预算
控制在预算内|97.6万元
全覆盖|100%
全覆盖|12个乡镇全部覆盖
全部|全部
所有乡镇|12个乡镇全部覆盖
所有企业|3家未整改企业已全部整改
稳步增长|较上年增长4.6%
增长|持平
负增长|同比减少1.8%
零增长|与上年持平
下降|较上年下降8%
逐年提高|92.6%，较上年提高3.1个百分点
提高|由86%提高到91%
提高|孕产妇死亡率由12下降到9
≥上年|上年88%，本年91%
≥上年|与上年持平
不超过上年|上年3起，本年2起
不超过上年|上年3起，本年3起
持续改善|PM2.5浓度由36下降到33
持续改善|投诉率由3%下降到2%
持续改善|由78%降至72%
"""


def lines(text):
    return [line.split("|") for line in text.strip().splitlines()]


@pytest.mark.parametrize(("target", "actual"), lines(GRADES))
def test_a_lower_grade_or_degree(target, actual):
    name = "断面水质" if "类" in target else "考核等次"
    assert shortfall(target, actual, name)


@pytest.mark.parametrize(("target", "actual"), lines(CONTRARIES))
def test_the_contrary_of_a_target(target, actual):
    assert shortfall(target, actual, "事故发生数")


@pytest.mark.parametrize(("target", "actual"), lines(TRENDS))
def test_another_way_than_the_target_s(target, actual):
    assert shortfall(target, actual, "知晓情况")


@pytest.mark.parametrize(("target", "actual"), lines(MET))
@pytest.mark.parametrize("name", ["断面水质", "事故发生数", "群众生活水平"])
def test_what_reaches_its_target_in_words(target, actual, name):
    assert shortfall(target, actual, name) == ""


@pytest.mark.parametrize(
    ("name", "target", "actual", "short"),
    [
        ("信用等级", "A", "B", True),
        ("方案", "A", "B", False),
        ("水质", "持续改善", "断面Ⅲ类比例由78%降至72%", True),
        ("水质", "持续改善", "断面Ⅲ类比例由72%升至78%", False),
        ("空气质量", "二级", "三级", True),
        ("信息系统安全保护等级", "二级", "三级", False),
        ("是否发生重大舆情", "否", "发生1起", True),
        ("是否存在挪用", "否", "存在", True),
        ("是否存在挪用", "否", "不存在", False),
        ("是否建立长效机制", "是", "否", True),
        ("发生群体性事件", "否", "1起", True),
        ("获得表彰", "无", "1次", False),
        ("工程质量", "良好", "合格", False),
        ("考核等次", "良好", "合格", True),
    ],
)
def test_the_name_tells_what_words_alone_do_not(name, target, actual, short):
    assert bool(shortfall(target, actual, name)) is short


@pytest.mark.parametrize(
    ("actual", "late"),
    [
        ("延期完成", True),
        ("跨年完成", True),
        ("因招标流标，推迟两个月完成", True),
        ("逾期", True),
        ("未延期", False),
        ("按期完成", False),
        ("推迟开工，按期完成", False),
        ("跨年度项目", False),
        ("跨年实施", False),
        ("逾期率为零", False),
        ("提前完成", False),
    ],
)
def test_a_result_that_admits_to_be_late(actual, late):
    assert is_late(actual) is late
