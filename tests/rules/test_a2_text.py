"""A211: what texts say of the project's money, against the 项目资金 block."""

import pytest

from reviewer.rules.examples import Money, Row, Sketch, money_lines, money_part
from tests.rules.asking import found

ADDED = {
    "funding": money_lines(Money("3000000.00", "3600000.00", "3495000.00", "10", "97.08%", "9.71")),
    "project": "老旧管网改造",
}
"""年初300万元, 追加60万元, 支出349.5万元, 结余10.5万元."""
CUT = {
    "funding": money_lines(
        Money("320.00", "280.00", "246.30", "10", "87.96%", "8.8"),
        ("其中：省级资金", money_part("200.00", "180.00", "160.30")),
        ("市级资金", money_part("120.00", "100.00", "86.00")),
    ),
    "currency_unit": "万元",
    "project": "教师培训",
}
"""年初320万元, 核减40万元, 支出246.3万元, 结余33.7万元."""
GOALS = {"planned": lambda text: (text, "已完成。"), "achieved": lambda text: ("完成任务。", text)}


def form(base, place, text):
    where, _, field = place.partition(".")
    if where.startswith("row"):
        row = Row(where.partition(":")[2] or "资金支出情况", "按计划支出", text)
        if field == "explanation":
            row = Row("培训期数", "10期", "8期", "10", "8", text)
        return Sketch(**base, rows=(row,))
    if where == "goal":
        return Sketch(**base, goal=GOALS[field](text))
    return Sketch(**base, **{where: (text,) if where == "notes" else text})


TEXTS = [
    (ADDED, "explanation", "6月根据区政府常务会议纪要追加资金80万元，用于应急抢险。", True),
    (ADDED, "explanation", "6月根据区政府常务会议纪要追加资金60万元，用于应急抢险。", False),
    (ADDED, "explanation", "年度执行中，财政局两次追加预算，分别为40万元和20万元。", False),
    (
        ADDED,
        "explanation",
        "因防汛任务加重，经区长办公会同意新增经费66万元，全年预算增至366万元。",
        True,
    ),
    (
        ADDED,
        "explanation",
        "本项目年初预算300万元，追加60万元，调整后预算350万元，年末执行349.5万元。",
        True,
    ),
    (ADDED, "explanation", "截至12月31日，项目累计支出339.5万元，剩余20.5万元已被财政收回。", True),
    (ADDED, "explanation", "项目资金尚有10.5万元未支付，系质保金，待明年3月到期后支付。", False),
    (ADDED, "explanation", "未使用资金15万元，因供应商未及时开具发票所致。", True),
    (ADDED, "explanation", "执行率97.1%，未达到100%，原因是招标节约。", False),
    (ADDED, "explanation", "预算执行率92.08%，主要是招标节约。", True),
    (ADDED, "explanation", "资金使用进度滞后，执行率仅为79.1%，拟于下年加快支付。", True),
    (ADDED, "goal.achieved", "全年共投入349.5万元，完成老旧管网改造5公里。", False),
    (ADDED, "goal.achieved", "完成改造5公里，实际支付资金394.5万元。", True),
    (ADDED, "goal.achieved", "本年度安排资金360万元，已执行349.5万元，预算执行率97.08%。", False),
    (ADDED, "goal.achieved", "项目预算360万元，实际使用343.5万元，资金结余16.5万元。", True),
    (ADDED, "goal.achieved", "发放困难群众救助金128.6万元，惠及群众1200人。", False),
    (ADDED, "goal.planned", "年初预算300万元，计划改造管网5公里。", False),
    (ADDED, "goal.planned", "本项目年初预算330万元，计划改造管网5公里。", True),
    (ADDED, "notes", "注：年中追加6万元。", True),
    (ADDED, "notes", "备注：本项目年初预算为300万元，年中经人大批准调增至360万元。", False),
    (ADDED, "notes", "备注：预算由300万元调整至380万元。", True),
    (ADDED, "notes", "结转下年使用资金10.5万元。", False),
    (ADDED, "notes", "结转下年继续使用资金18万元。", True),
    (ADDED, "row.explanation", "管材降价，该项节约5万元。", False),
    (ADDED, "row.explanation", "项目整体结余12.5万元，未能全部支出。", True),
    (ADDED, "row.explanation", "施工合同尾款28万元按约定验收后支付。", False),
    (ADDED, "row.explanation", "因全年预算执行率仅95.1%，部分路段未施工。", True),
    (ADDED, "row.actual", "已支付工程款120万元", False),
    (
        ADDED,
        "explanation",
        "设备购置预算120万元，实际支出116.4万元，结余3.6万元；劳务费结余6.9万元。",
        False,
    ),
    (ADDED, "explanation", "上年结转资金12万元已全部用完。", False),
    (CUT, "explanation", "按照过紧日子要求，年中压减预算50万元。", True),
    (CUT, "explanation", "按照过紧日子要求，年中压减预算40万元。", False),
    (
        CUT,
        "explanation",
        "财政统筹收回40万元后，全年预算为280万元，实际执行246.3万元，执行率88%。",
        False,
    ),
    (CUT, "explanation", "全年预算280万元，实际执行264.3万元，结余33.7万元。", True),
    (CUT, "explanation", "年末结余资金37.7万元，其中省级19.7万元、市级14万元。", True),
    (CUT, "explanation", "年末结余资金33.7万元，其中省级19.7万元、市级14万元。", False),
    (CUT, "explanation", "省级资金结余29.7万元，系部分县区未及时报账。", True),
    (CUT, "explanation", "市级资金执行率86%，省级资金执行率89.06%。", False),
    (CUT, "explanation", "市级资金执行率76%，主要是评审周期长。", True),
    (
        CUT,
        "explanation",
        "预算执行率87.96%，低于90%，主要原因是设备采购二次流标，33.7万元未能支付。",
        False,
    ),
    (
        CUT,
        "explanation",
        "预算执行率87.96%，低于90%，主要原因是设备采购二次流标，53.7万元未能支付。",
        True,
    ),
    (CUT, "explanation", "经费缩减30万元，参训班次相应减少。", True),
    (CUT, "explanation", "合同价款96万元，按进度已付67.2万元，余款28.8万元次年支付。", False),
    (CUT, "explanation", "资金支付率为84.96%，因合同约定次年付款。", True),
    (CUT, "goal.achieved", "全年落实资金280万元，支出246.3万元，培训教师3200人次。", False),
    (CUT, "goal.achieved", "争取省级资金180万元，市级配套100万元。", False),
    (CUT, "goal.achieved", "争取省级资金150万元，市级配套100万元。", True),
    (CUT, "goal.achieved", "资金全部到位，到位资金320万元，支出246.3万元。", False),
    (CUT, "goal.achieved", "实际到位项目资金208万元，支出246.3万元。", True),
    (CUT, "goal.planned", "计划投入资金320万元，培训教师3000人次。", False),
    (CUT, "goal.planned", "省级财政安排200万元、市级财政安排120万元，共计320万元。", False),
    (CUT, "notes", "1.执行率=全年执行数/全年预算数。2.截至9月底执行率65%。", False),
    (CUT, "notes", "说明：受疫情影响，2023年实际支出246.3万元，较上年减少38万元。", False),
    (CUT, "notes", "说明：2023年实际支出256.3万元，较上年减少38万元。", True),
    (CUT, "row.explanation", "因预算核减40万元，取消两期线下培训。", False),
    (CUT, "row.explanation", "因项目预算调减80万元，取消两期线下培训。", True),
    (CUT, "row.explanation", "教材印刷费结余2.1万元。", False),
    (CUT, "row.explanation", "教材印刷费结余52.1万元。", True),
    (CUT, "row.actual", "资金支出246.3万元", False),
    (CUT, "explanation", "剩余33.7万元按规定结转2024年使用。", False),
    (ADDED, "explanation", "当年预算调整率20%，即在年初300万元基础上增加了60万元。", False),
    (ADDED, "explanation", "在年初300万元基础上增加了90万元。", True),
    (ADDED, "explanation", "区财政于8月增拨经费16万元，弥补材料涨价缺口。", True),
    (ADDED, "explanation", "经人大批准，预算规模由300万元扩大到360万元。", False),
    (ADDED, "explanation", "经人大批准，预算规模由300万元扩大到390万元。", True),
    (ADDED, "explanation", "到年底还有10.5万元没花出去，主要是招标结余。", False),
    (ADDED, "explanation", "到年底还有30.5万元没花出去，主要是招标结余。", True),
    (ADDED, "explanation", "由于部分发票未到，11.5万元未能在年内报销入账。", True),
    (ADDED, "explanation", "财政年底收回额度10.5万元。", False),
    (ADDED, "explanation", "财政年底收回未用额度1.05万元。", True),
    (ADDED, "explanation", "实际花费349.5万元，比预算少花10.5万元。", False),
    (ADDED, "explanation", "实际花费349.5万元，比预算少花20.5万元。", True),
    (ADDED, "explanation", "扣除质保金后实付349.5万元。", False),
    (ADDED, "explanation", "全年共拨付资金339.5万元，占预算的94.3%。", True),
    (ADDED, "explanation", "支出349.5万元，占全年预算的97.1%。", False),
    (ADDED, "explanation", "支出349.5万元，占全年预算的91.7%。", True),
    (ADDED, "explanation", "资金执行完成率97.08%，达到序时进度。", False),
    (ADDED, "explanation", "资金执行完成率99.08%，达到序时进度。", True),
    (ADDED, "explanation", "支付比例为93%，未达预期。", True),
    (
        ADDED,
        "goal.achieved",
        "争取财政资金360万元，支付349.5万元，改造管网5.2公里，受益居民800户。",
        False,
    ),
    (ADDED, "goal.achieved", "总投入349.5万元，其中材料费210万元、人工费139.5万元。", False),
    (ADDED, "goal.achieved", "总投入369.5万元，其中材料费210万元、人工费159.5万元。", True),
    (ADDED, "goal.achieved", "改造管网5.2公里，完成投资1200万元。", False),
    (ADDED, "goal.achieved", "带动社会投资2000万元。", False),
    (ADDED, "goal.achieved", "为群众节约水费支出35万元。", False),
    (ADDED, "goal.achieved", "项目共使用财政资金349.05万元，圆满完成任务。", True),
    (ADDED, "goal.achieved", "截止2023年末，资金支付进度97.08%。", False),
    (ADDED, "goal.achieved", "截止2023年末，资金支付进度达87.08%。", True),
    (ADDED, "goal.planned", "项目总预算300万元，用于改造管网。", False),
    (ADDED, "goal.planned", "全年预算安排资金400万元，用于改造管网。", True),
    (ADDED, "goal.planned", "每公里补助60万元，计划改造5公里。", False),
    (ADDED, "notes", "备注：全年预算数较年初增加60万元，为区级追加。", False),
    (ADDED, "notes", "备注：全年预算数较年初增加50万元，为区级追加。", True),
    (ADDED, "notes", "备注：上级另行下达债券资金500万元，不在本表反映。", False),
    (ADDED, "notes", "注：2022年支出280万元，2023年支出349.5万元。", False),
    (ADDED, "notes", "注：2022年支出280万元，2023年支出359.5万元。", True),
    (ADDED, "row.explanation", "招标控制价150万元，中标价138万元，节约12万元。", False),
    (ADDED, "row.explanation", "因年中追加预算60万元，实际培训规模扩大。", False),
    (ADDED, "row.explanation", "该项任务资金30万元未支付。", True),
    (ADDED, "row.explanation", "该项任务资金3万元未支付。", False),
    (ADDED, "row.actual", "全年支出349.5万元，执行率97.08%", False),
    (ADDED, "row.actual", "全年支出349.5万元，执行率98.07%", True),
    (ADDED, "row:项目总成本", "控制在预算内，实际支出349.5万元", False),
    (ADDED, "row:预算执行金额", "342.5万元", True),
    (CUT, "explanation", "本年共收回指标40万元。", False),
    (CUT, "explanation", "年中核减指标60万元后，全年预算为280万元。", True),
    (CUT, "explanation", "项目支出246.3万元，余33.7万元由财政统一收回。", False),
    (CUT, "explanation", "项目支出246.3万元，余43.7万元由财政统一收回。", True),
    (CUT, "explanation", "未执行的33.7万元中，会议费12万元、印刷费21.7万元。", False),
    (
        CUT,
        "explanation",
        "省级资金支出160.3万元，执行率89.06%；市级资金支出86万元，执行率86%。",
        False,
    ),
    (
        CUT,
        "explanation",
        "省级资金支出150.3万元，执行率83.5%；市级资金支出86万元，执行率86%。",
        True,
    ),
    (CUT, "explanation", "执行率87.96%，主要是两个合同尾款共计33.7万元跨年支付。", False),
    (CUT, "explanation", "执行率87.96%，主要是两个合同尾款共计73.7万元跨年支付。", True),
    (CUT, "explanation", "预算下调四十万元。", False),
    (CUT, "explanation", "预算下调六十万元。", True),
    (CUT, "explanation", "因线下培训改线上，节省经费约34万元。", False),
    (CUT, "goal.achieved", "下达培训经费280万元，实际列支246.3万元，举办培训40期。", False),
    (CUT, "goal.achieved", "下达培训经费280万元，实际列支264.3万元，举办培训40期。", True),
    (CUT, "goal.achieved", "通过公开招标，教材采购成交价45万元，较预算60万元节约15万元。", False),
    (CUT, "notes", "说明：结转结余资金合计33.07万元。", True),
]


@pytest.mark.parametrize(("base", "place", "text", "differs"), TEXTS)
def test_a_text_against_the_block(base, place, text, differs):
    assert bool(found("A211", form(base, place, text))) is differs


def test_the_finding_shows_the_sum():
    (finding,) = found("A211", form(ADDED, "explanation", "年中追加预算80万元，用于抢险。"))
    assert (finding.found, finding.expected) == ("年中追加预算80万元", "60万元")
    assert finding.formula == "3600000.00 − 3000000.00 = 600000"
