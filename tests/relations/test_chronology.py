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


@pytest.mark.parametrize(
    ("name", "text", "is_wrong"),
    [
        ("地籍测量验收时间", "外业12月20日收测，11月27日通过验收", True),
        ("用水数据上报时间", "外业11月初收尾，10月25日上报", True),
        ("轮椅发放完成时间", "11月2日到货验收，10月19日发放完毕", True),
        ("绿化分项验收合格率", "返工的2个5月28日复验过关，5月23日办的竣工验收", True),
        ("比对合格率", "比对样9月13日收到，8月28日结果发回来，4支都合格", True),
        ("门诊改造数", "东门那处6月15日验收、6月20日开门；西门那处8月30日验收、8月25日开门", True),
        ("锅炉更换数", "2台，9月30日验收，9月1日点火", True),
        ("", "名单4月10日公示，公示满5天没人提意见，4月2日发的聘书", True),
        ("清淤完成时间", "清淤方案3月21日批复，3月7日开始抽泥，11月19日运完", True),
        ("水位计更换数", "采购合同5月20日签的，5月11日装好", True),
        ("渡船更新数", "船检证书10月26日拿到，10月20日下水营运", True),
        ("样品检测完成率", "7月20日采样，7月12日出结果", True),
        ("地籍测量验收时间", "外业10月20日收测，11月27日通过验收", False),
        ("数字化验收时间", "二期拍摄11月25日完工，一期11月18日通过验收", False),
        ("泵站改造", "东站9月20日完工，西站9月8日通过验收", False),
        ("监测平台", "9月28日上线，12月20日通过终验", False),
        ("水位计更换数", "5月11日装好，合同5月20日补签", False),
        ("锅炉更换数", "9月30日验收，9月1日点火，按规定先用后验", False),
        ("", "名单4月10日公示，上一届的聘书4月2日到期", False),
        ("绿化分项验收合格率", "返工的2个5月28日复验过关，其余13个5月23日验收", False),
        ("灯光改造数", "第二批灯具8月20日到货，第一批8月6日装完", False),
        ("冷库建设数", "10月20日装完，此前9月8日通过基础验收", False),
        ("设备采购", "合同6月20日签订，招标5月10日完成，9月1日到货", False),
        ("疫苗发放", "冷链车4月12日到货，疫苗4月3日配发到乡镇", False),
        ("光伏板安装", "增补协议6月25日签订，4月10日装完", False),
        ("村卫生室改造", "北沟10月12日改完，9月28日验收南坪、东岔两间", False),
        ("运动场启用", "面层9月12日铺完，9月25日启用，原场地9月5日封闭", False),
        ("大棚建设", "棚膜10月15日到货，10月8日棚架装好", False),
        ("志愿者培训", "证书10月30日发，10月12日开课", False),
        ("文艺汇演", "音响9月28日到货，9月20日启用新排练厅", False),
        ("课题研究", "12月1日定稿，11月15日提交征求意见稿", False),
        ("资助发放", "名单11月6日公示，10月15日发放申请表", False),
        ("宣讲", "讲稿4月10日定稿，3月20日印发通知", False),
        ("种苗采购", "6月10日到货，5月28日苗圃现场验收", False),
        ("护林员聘用", "拟聘人员2月25日公示，3月8日上岗", False),
        ("护林员聘用", "拟聘人员2月25日公示，2月18日上岗", True),
        ("创作结集", "书稿9月30日定稿，9月11日付印", True),
        ("整治工程完工时间", "10月19日完工，3月27日开工的；11月8日竣工验收，12月5日移交", False),
    ],
)
def test_a_step_needs_another(name, text, is_wrong):
    assert (out_of_order(text, 2023, name) is not None) is is_wrong


@pytest.mark.parametrize("promise", ["已同厂家约好", "说好", "商定", "排在", "双方谈妥", "承诺"])
def test_a_promised_date_is_no_fact(promise):
    assert after(f"{promise}12月28日完成补装", 2023, "2023年12月20日") is None


def test_what_is_dated_in_the_words_of_its_row_was_done_on_that_day():
    assert after("11月15日入库", 2023, "2023年10月8日", "地名信息入库时间") is not None
    assert after("11月15日入库", 2023, "2023年10月8日", "地名信息") is None
    assert after("计划11月15日入库", 2023, "2023年10月8日", "地名信息入库时间") is None
