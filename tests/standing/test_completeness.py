"""What a result names and tells to be not there yet, and what it only compares or tells beside."""

import pytest

from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch


def codes(name, target, actual, level2="数量指标", level1="产出指标"):
    """Every finding on a row with full marks, of all rules."""
    row = Row(name, target, actual, "10", "10", "", level2, level1)
    (examination,) = examine([Case(Sketch((row,)).build(), load())], RULES.values())
    assert not examination.crashes
    return [one.code for one in examination.findings if one.row == 0]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("文保点修缮", "3处", "李家祠、文峰塔已修好，关帝庙等省文物局批方案"),
        ("实验室建设", "2间", "化学室投用，生物室刚和厂家签合同"),
        ("县志点校", "2部", "乾隆志已付印，光绪志才点到第6卷"),
        ("隧道照明改造", "3座", "青石、龙潭亮灯，鹰嘴隧道竣工验收放到开春"),
        ("护林员选聘", "每村1名", "南坡村一直找不到合适的人，其余村都配齐"),
        ("停车场", "2处", "北门已开放，南门停车场卡在征地"),
        ("人民调解室", "每村1个", "水口村还腾不出房子，其余村都挂了牌"),
        ("检测报告", "8份", "样品送了8份，报告还没回来"),
    ],
)
def test_one_of_the_things_is_not_there_yet(name, target, actual):
    assert codes(name, target, actual) == ["A410"]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("社区食堂", "4个", "桃源、杏林、梅苑、柳岸都已开伙，梅苑等天气转凉后加晚餐"),
        ("文化广场改造", "3处", "东门、西门、南门3处都已改好，等来年再添健身器材"),
        ("护林站改造", "2座", "云台站、石门站都交付使用，石门站刚通上光纤"),
        ("村卫生室配备医生", "每村至少1名", "29个村1到2名，柳沟村年初缺人，4月已招到"),
        ("渠道衬砌", "18公里", "干渠11.2公里、支渠6.9公里，支渠等桃花汛过后才动工，10月完工"),
        ("村级服务站", "5个", "李家、王家、赵庄、孙庄、周屯等5个站都已挂牌"),
        ("人民调解室", "每村1个", "31个村挂牌，水口村起先腾不出房子，7月借用老校舍"),
        ("图书漂流点", "5个", "5个，火车站点等装修完11月才开放"),
        ("长效管护", "每村落实1人", "19个村19人，找不到年轻人的3个村请了退休干部"),
        ("防汛物资补充", "6类", "6类补齐，编织袋等用完再添"),
        ("普法讲座", "16场", "机关6场、学校10场，敬老院那场排在明年"),
        ("新能源公交", "10辆", "10辆上线运营，充电桩刚签扩容合同"),
        ("村医", "每村1名", "44村48名，年初石门村空着，5月补上"),
        ("残疾人家庭签约", "4200人", "签4386人，另有外出的210人等返乡再签"),
    ],
)
def test_all_are_there(name, target, actual):
    assert codes(name, target, actual) == []


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≤15件", "接待9件，去年14件，今年少了5件"),
        ("不超过8件", "接访7件，比上年12件少5件"),
        ("不多于4起", "发生2起，比2022年少3起"),
    ],
)
def test_fewer_than_before_is_no_lack(target, actual):
    assert codes("越级上访件数", target, actual, "社会效益指标", "效益指标") == []


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("等保测评结论", "良及以上", "5套结论为优，人事系统是中"),
        ("出水水质", "一级A", "96次，94次一级A，河西厂年初两次一级B"),
        ("地方志评审等次", "省级二等及以上", "省里评审列为三等"),
        ("航摄成果等级", "良级及以上", "质检机构把整批判为合格级"),
        ("能力验证结果", "满意", "组织方判为不满意"),
    ],
)
def test_one_is_judged_lower(name, target, actual):
    assert codes(name, target, actual, "质量指标") == ["A410"]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("等保测评结论", "良及以上", "初测为中，整改后复测为良"),
        ("考核等次", "良好及以上", "市里考评为优秀，上年是良好"),
        ("考核等次", "良好及以上", "市里考评为良好，上年是合格"),
        ("出水水质", "一级A标准", "12次都是一级A，改造前是一级B"),
    ],
)
def test_a_lower_grade_of_before_is_none(name, target, actual):
    assert codes(name, target, actual, "质量指标") == []


@pytest.mark.parametrize(
    ("name", "target", "actual", "found"),
    [
        ("信访按期办结率", "≥95%", "全年受理来信218件，均已登记", ["A420"]),
        ("资质复审", "通过复审", "复审材料9月交到市局窗口", ["A420"]),
        ("资质复审", "通过复审", "材料3月递交，6月通过复审并换证", []),
        ("网站信息", "4次", "平台全年访问31万次", ["A420"]),
    ],
)
def test_another_thing_is_told(name, target, actual, found):
    assert [one for one in codes(name, target, actual, "质量指标") if one != "A404"] == found


def test_promptness_is_no_limit_for_minutes():
    assert codes("到场时间", "及时响应", "平均22分钟到场", "时效指标") == ["A408"]
    assert codes("故障响应", "及时响应", "当天接报当天处理", "时效指标") == []


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("设备完好率", "100%", "除4号泵漏油停用外其他都好，完好率100%"),
        ("小区验收合格率", "100%", "除二批东巷小区水压不够在返工外都合格，合格率100%"),
        ("管网合格率", "100%", "东街一段渗漏，其余合格，合格率100%"),
        ("竣工验收合格率", "100%", "12处验收合格，合格率100%；北坡那处年后再验"),
        ("巡演场次", "20场", "县城16场演完，乡下4场排到明年"),
        ("配电脑", "30台", "30台款已付，到了24台，另6台排期到开春"),
        ("考核等级", "良好及以上", "市里考核定为合格等级"),
    ],
)
def test_all_but_some(name, target, actual):
    assert codes(name, target, actual, "质量指标") == ["A410"]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("设备完好率", "100%", "除强制报废的2台外，其余完好，完好率100%"),
        ("抽检合格率", "100%", "外单位送检样2份超标，其余本项目样品均合格，合格率100%"),
        ("开放率", "100%", "除法定节假日外每天开放，100%"),
        ("验收合格率", "100%", "3号楼渗漏已返修复验合格，其余一次通过，合格率100%"),
        ("故障处置率", "100%", "故障18起，其余小修自行处理，处置率100%"),
        ("验收合格率", "100%", "12个全部合格，质保期满后明年再复验一次"),
        ("购置车辆", "15辆", "15辆全部交付，另有3辆排到明年采购"),
        ("扶持户数", "30户", "30户，其中5户缺劳力，安排帮工"),
        ("监督检查", "12次", "12次，检查组没有提意见"),
        ("藏书", "≥6000册", "6240册，读者捐的315册没有算进来"),
    ],
)
def test_an_exception_that_is_none(name, target, actual):
    assert codes(name, target, actual, "质量指标") == []
