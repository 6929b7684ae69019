"""Results that do not answer their targets: A403 to A414."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mistakes.bases import COST, COUNT, LASTING, NATURE, QUALITY, SERVED, SOCIAL, TIME
from tests.mistakes.mistake import WHY, Mistake, in_place

MET_BUT_DEDUCTED = (
    (COUNT, "抽查企业数量", "≥80家", "86家"),
    (COUNT, "举办培训期数", "不少于四期", "5期"),
    (COUNT, "改造户厕户数", "300户", "300户"),
    (COUNT, "开展演练次数", "3-5次", "4次"),
    (COUNT, "惠及群众", "1.5万人次", "15200人次"),
    (QUALITY, "设备完好率", "不低于95%", "97.2%"),
    (QUALITY, "差错率", "≤1%", "0.4%"),
    (QUALITY, "安全事故起数", "0起", "未发生安全事故"),
    (QUALITY, "验收情况", "通过竣工验收", "已通过竣工验收"),
    (TIME, "审批时限", "10个工作日以内", "7个工作日"),
    (COST, "项目总成本", "不超过50万元", "48.6万元"),
    (SOCIAL, "带动农户户数", "带动农户500户", "带动农户523户"),
    (SOCIAL, "就业率", "90%以上", "92%"),
    (SERVED, "群众满意度", "85%以上", "91%"),
    (LASTING, "管理制度", "制定资产管理制度", "已制定资产管理制度"),
)
OVER = (
    (COUNT, "建成监测井", "≥25个", "60"),
    (COUNT, "培训人次", "400人次", "2000余人次"),
    (COUNT, "抽查项目", "不少于80个", "已抽查318个项目"),
    (COUNT, "采集样品", "62个", "261个"),
    (COUNT, "编发简报", "十期", "二十四期"),
    (COUNT, "宣传覆盖人次", "2万人次", "3.6万人次"),
    (COUNT, "发放手册", "5000册", "6500册"),
    (COUNT, "巡查里程", "1000公里以上", "2000公里"),
    (COUNT, "受理咨询", "至少200件", "全年受理咨询512件"),
    (SOCIAL, "提供数据单位", "10个以上", "18个"),
    (SOCIAL, "旅游收入增长率", "≥5%", "12%"),
    (SOCIAL, "带动就业人数", "≥300人", "1,260人"),
    (SOCIAL, "新增市场主体", "不低于1.2万户", "21000户"),
    (NATURE, "植被恢复面积", "500亩", "1.1千亩"),
)
UNITS_DIFFER = (
    (COUNT, "评估报告数量", "2%", "5份"),
    (COUNT, "培训人数", "200人", "举办5次"),
    (COUNT, "培训学员", "≥200人", "250人次"),
    (COUNT, "绿化面积", "500平方米", "种植树木300棵"),
    (COUNT, "检查企业", "≥50家", "完成率100%"),
    (COUNT, "印发资料", "3000份", "6次"),
    (COUNT, "安装路灯", "120盏", "8公里"),
    (COUNT, "举办展览", "12场", "3.2万人次"),
    (COUNT, "清运垃圾", "800吨", "160车次"),
    (COUNT, "慰问家庭", "60户", "12万元"),
    (QUALITY, "产品合格率", "≥95%", "386件"),
    (QUALITY, "系统可用率", "99%", "8700小时"),
    (TIME, "办理时限", "≤10个工作日", "100%"),
    (COST, "单位成本", "≤500元/人", "12%"),
    (SOCIAL, "受益人数", "≥2000人", "98%"),
    (SERVED, "群众满意度", "≥90%", "收回问卷200份"),
)
COMPOUND = (
    (
        COUNT,
        "标识牌制作",
        "排放口标识牌1000块，采样口标识牌750块",
        "排放口标识牌1160块，采样口标识牌650块",
    ),
    (COUNT, "举办培训", "举办培训5期，培训500人次", "举办培训6期，培训420人次"),
    (COUNT, "举办讲座", "两期、200人", "举办1期，210人"),
    (COUNT, "抽查项目", "不少于80个，其中现场取样不少于20个", "抽查82个，其中现场取样12个"),
    (COUNT, "道路建设", "新建道路3公里、改建道路5公里", "新建道路3.2公里、改建道路4.1公里"),
    (COUNT, "设备购置", "台式电脑60台；打印机20台", "购置台式电脑60台、打印机15台"),
    (COUNT, "成果", "研究报告2份，政策建议3篇，论文4篇", "研究报告2份，政策建议3篇，论文2篇"),
    (COUNT, "管网", "敷设管网12公里，检查井200座", "敷设管网12.4公里，检查井180座"),
    (COUNT, "帮扶", "走访困难家庭300户，发放慰问品300份", "走访困难家庭300户，发放慰问品260份"),
    (QUALITY, "质量", "设备验收合格率100%，苗木成活率≥90%", "设备验收合格率100%，苗木成活率82%"),
    (COUNT, "活动", "线上活动10场，线下活动20场", "线上活动25场，线下活动12场"),
    (COUNT, "检查", "检查企业100家，出动执法人员500人次", "检查企业92家，出动执法人员560人次"),
    (SOCIAL, "普及", "培训合格率95%以上，知晓率90%以上", "培训合格率96%，知晓率85%"),
)
REPEATED = (
    (QUALITY, "管理制度", "落实市级相关工作要求", "落实市级相关工作要求"),
    (SOCIAL, "安全水平", "有效提升居民安全水平", "有效提升居民安全水平。"),
    (SOCIAL, "服务能力", "进一步增强基层服务能力", "进一步增强 基层服务能力"),
    (LASTING, "长效机制", "健全长效管理机制", "健全长效管理机制"),
    (NATURE, "生态环境", "改善区域生态环境质量", "改善区域生态环境质量"),
    (TIME, "完成时间", "12月31日之前完成", "12月31日之前完成"),
    (TIME, "办理时限", "10个工作日以内", "10个工作日以内"),
    (TIME, "支付时间", "按合同约定时间支付", "按合同约定时间支付"),
    (QUALITY, "工作质量", "按照技术规范编制并通过专家评审", "按照技术规范编制，并通过专家评审"),
    (SERVED, "服务对象满意度", "服务对象满意度较高", "服务对象满意度较高"),
)
UNMEASURABLE = (
    # level, target; the results are good in themselves
    (COUNT, "按要求"),
    (COUNT, "完成年度培训任务"),
    (COUNT, "按计划完成"),
    (COUNT, "若干"),
    (COUNT, "完成全部工作任务"),
    (COUNT, "根据实际需要确定"),
    (COUNT, "据实"),
    (COUNT, "保障各项工作正常开展"),
    (COUNT, "一批"),
    (COUNT, "按上级下达任务执行"),
    (COUNT, "有所增加"),
    (COUNT, "完成既定目标数量"),
    (QUALITY, "达到预期目标"),
    (QUALITY, "符合相关规定要求"),
    (QUALITY, "按照相关制度执行"),
    (QUALITY, "满足工作要求"),
    (QUALITY, "达到要求"),
    (QUALITY, "符合工作需要"),
    (QUALITY, "较好"),
    (QUALITY, "圆满完成"),
    (QUALITY, "按规定完成各项工作"),
    (LASTING, "完成各项工作任务"),
    (LASTING, "达到预期效果"),
    (SOCIAL, "达到年度目标"),
    (SOCIAL, "实现预期效益"),
)
NO_VALUE = (
    (SERVED, "群众满意率", "≥80%", ">80%"),
    (SERVED, "企业满意率", "≥85%", "超过90%"),
    (SERVED, "学员满意率", "≥85%", "90%以上"),
    (COUNT, "培训人数", "300人", "300人以上"),
    (COUNT, "改造户数", "≥200户", "不少于200户"),
    (COST, "项目成本", "≤50万元", "控制在50万元以内"),
    (COST, "会议费", "≤4000元", "未超过4000元"),
    (QUALITY, "合格率", "≥95%", "大于等于95%"),
    (QUALITY, "差错率", "≤1%", "低于1%"),
    (QUALITY, "完好率", "95%", "95%以上"),
    (QUALITY, "成果报告", "完成评估报告", "正在编写评估报告"),
    (QUALITY, "系统验收", "通过验收", "计划于下年度一季度组织验收"),
    (QUALITY, "课题研究", "完成课题研究", "推进中"),
    (QUALITY, "规划编制", "完成规划编制", "规划文本正在征求意见"),
    (QUALITY, "招标采购", "完成招标采购", "正在办理招标手续"),
    (QUALITY, "竣工验收", "完成竣工验收", "待验收"),
    (QUALITY, "标准制定", "发布地方标准", "拟于明年发布"),
    (LASTING, "平台建设", "建成信息平台", "平台建设正在有序推进"),
    (LASTING, "制度建设", "印发管理办法", "管理办法起草中"),
    (LASTING, "协作机制", "签订合作协议", "预计下年3月签订"),
    (SOCIAL, "开园运营", "园区投入运营", "力争明年投入运营"),
)
HEDGED = (
    (QUALITY, "课题研究", "完成课题研究", "基本完成课题研究"),
    (QUALITY, "信息平台", "建成信息平台", "初步建成信息平台"),
    (QUALITY, "项目验收", "全部通过验收", "个别项目尚未验收"),
    (QUALITY, "设备安装", "完成设备安装", "大部分设备已安装到位"),
    (QUALITY, "整改情况", "问题全部整改", "部分问题仍在整改"),
    (QUALITY, "资料归档", "资料全部归档", "部分资料未归档"),
    (QUALITY, "数据入库", "数据全部入库", "数据尚未全部入库"),
    (QUALITY, "任务完成", "完成年度审计任务", "年度审计任务未完全完成"),
    (QUALITY, "规范程度", "管理规范", "管理基本规范"),
    (QUALITY, "成果应用", "成果得到应用", "仅部分成果得到应用"),
    (QUALITY, "质量", "符合技术规范", "基本符合技术规范"),
    (LASTING, "机制建立", "建立联防联控机制", "联防联控机制初步形成"),
    (LASTING, "队伍建设", "建成专业队伍", "专业队伍基本建成"),
    (LASTING, "制度", "健全内控制度", "内控制度有待进一步完善"),
    (SOCIAL, "交通拥堵", "缓解学校周边交通拥堵", "学校周边交通拥堵初步缓解"),
    (SOCIAL, "安置情况", "全部安置到位", "绝大多数群众已安置到位"),
    (SOCIAL, "覆盖情况", "覆盖全部行政村", "除个别偏远村外均已覆盖"),
    (NATURE, "环境改善", "沿线环境明显改善", "沿线环境基本改善"),
    (TIME, "完成及时性", "按计划完成", "基本按计划完成"),
    (TIME, "进度", "按序时进度推进并完成", "未按期完成"),
    (COST, "成本控制", "不超预算", "基本未超预算"),
)
BANDS = (
    (QUALITY, "平台建设", "建成信息平台", "部分完成", "90"),
    (QUALITY, "平台建设", "建成信息平台", "未完成", "80"),
    (QUALITY, "验收", "通过验收", "未通过验收", "90"),
    (QUALITY, "归档", "资料全部归档", "尚未开展", "70"),
    (LASTING, "制度", "印发管理办法", "未印发", "80"),
    (LASTING, "机制", "建立协作机制", "部分建立", "95"),
    (SOCIAL, "覆盖", "实现全覆盖", "未实现全覆盖", "90"),
    (QUALITY, "平台建设", "建成信息平台", "部分达成", "40"),
)
TOKEN = (
    (QUALITY, "成果报告", "形成全部评估报告", "部分报告仍在编写", "99.5"),
    (QUALITY, "规范管理", "规范项目管理", "项目管理较为规范", "99"),
    (LASTING, "人才培养", "培养专业人才队伍", "培养了一批技术骨干", "99.9"),
    (SOCIAL, "社会影响", "提升城市形象", "城市形象有所提升", "99"),
    (SERVED, "服务对象意见", "服务对象无投诉", "收到口头意见1条", "99"),
)
TWICE = (
    ("消防培训", "灭火器配置数量", COUNT, "消防培训场次数", "≥10场", "12场"),
    ("消防培训", "灭火器配置数量", COUNT, "开展消防培训工作", "12场", "12场"),
    ("河道整治", "聘用管护人员", COUNT, "完成河道清淤长度", "30公里", "32.2公里"),
    ("河道整治", "聘用管护人员", COUNT, "新建护岸面积（平方米）", "12000平方米", "12600平方米"),
    ("农村公路", "修补路面坑槽", COUNT, "养护公路里程", "400公里", "420公里"),
    ("图书馆", "开放天数", COUNT, "读者活动举办场数", "100场", "108场"),
    ("大气监测", "编制污染源清单报告", COUNT, "监测站点建成数量", "6个", "6个"),
)
WRONG_WAY = (
    (QUALITY, "培训覆盖率", "≤90%", "85%"),
    (QUALITY, "验收合格率", "不超过95%", "95%"),
    (QUALITY, "群众投诉件数", "≥5件", "3件"),
    (COST, "项目总成本", "不低于50万元", "48万元"),
    (QUALITY, "安全事故死亡人数", ">2人", "0人"),
    (SERVED, "群众满意度", "≤90%", "95%"),
    (QUALITY, "差错率", "≥1%", "0.5%"),
    (SOCIAL, "失业率", "≥4%", "3.6%"),
    (SOCIAL, "就业率", "不高于90%", "92%"),
    (QUALITY, "成果不合格率", "不低于2%", "1%"),
    (NATURE, "污染物排放量", "≥200吨", "180吨"),
)
# of forms of 2020, 2021, 2022 and 2023, whichever comes next: dates without years, or relative
LATE = (
    ("11月30日前", "12月15日"),
    ("6月底前", "9月完成"),
    ("第三季度", "11月完成"),
    ("年底前印发", "次年2月印发"),
    ("9月中旬前完成", "9月28日完成"),
    ("上半年", "8月完成"),
    ("10月31日之前", "11月3日建成"),
    ("不晚于8月20日", "8月30日完成"),
    ("三季度末", "10月12日完成"),
    ("5月1日前完成", "于6月10日完成"),
    ("截至7月底", "8月5日全部完成"),
    ("10月份", "11月8日"),
    ("12月20日以前", "12月28日"),
    ("十一月底前", "十二月十日完成"),
)
LATE_WITH_YEAR = {
    "消防培训": (
        ("2021年11月30日前", "2021年12月15日"),
        ("2021.11.30", "2021.12.15"),
        ("2021-11-30前", "2022-01-10"),
        ("2021/11/30前完成", "2021/12/1完成"),
        ("2021年12月31日前", "2022年1月15日通过验收"),
        ("20211130前", "20211215"),
        ("2021年底前", "2022年3月完成"),
        ("二〇二一年十一月三十日前", "二〇二一年十二月五日"),
        ("21年11月前完成", "21年12月完成"),
        ("2021年11月", "2021年12月"),
        ("2021年1月至11月", "2021年12月完成"),
    ),
    "大气监测": (
        ("2020年10月底前", "2020年11月22日建成"),
        ("2020年第三季度前", "2020年10月完成"),
        ("2020年内完成", "2021年2月完成"),
        ("2020年12月31日前完成，提交项目成果", "2021年1月20日提交项目成果"),
        ("不迟于2020年9月30日", "2020年10月22日"),
        ("2020年10月15日（含）前", "2020年10月22日"),
    ),
}

CONTRADICTORY = (
    (COUNT, "新建公厕", "≥30座", "34座（镇区12座、村20座）"),
    (COUNT, "走访慰问户数", "800户", "慰问812户，其中低保户504户、特困户218户、其他80户"),
    (COUNT, "检查批次", "≥500批次", "农产品260批次、加工食品215批次、餐饮60批次，共545批次"),
    (COUNT, "健康讲座", "全年30场", "8个社区各讲4场，共34场"),
    (COUNT, "高标准农田", "≥2万亩", "2.16万亩（折合1560公顷）"),
    (QUALITY, "验收合格率", "≥90%", "验收42个，合格40个，合格率99%"),
    (QUALITY, "抽检合格率", "≥95%", "抽检320批次，不合格4批次，合格率96.8%"),
    (QUALITY, "建档率", "≥90%", "应建档1260人，已建档1180人，建档率95.6%"),
    (SOCIAL, "森林火灾次数", "较上年下降", "由11起降至9起，下降22.2%"),
    (SERVED, "学员满意度", "≥85%", "发放问卷260份，收回248份，满意223份，满意度92.3%"),
)


def _rows() -> Iterator[Mistake]:
    for level2, name, target, actual in MET_BUT_DEDUCTED:
        yield in_place("A403", level2, name, target, actual, "80", WHY)
    for level2, name, target, actual in OVER:
        yield in_place("A404", level2, name, target, actual)
        yield in_place("A404", level2, name, target, actual, explanation="无")
    for level2, name, target, actual in UNITS_DIFFER:
        yield in_place("A405", level2, name, target, actual)
    for level2, name, target, actual in COMPOUND:
        yield in_place("A406", level2, name, target, actual)
    for level2, name, target, actual in REPEATED:
        yield in_place("A407", level2, name, target, actual)
    for level2, target in UNMEASURABLE:
        yield in_place("A408", level2, "资料汇编", target, "编印汇编3册，经审定后发放12个单位")
    for level2, name, target, actual in NO_VALUE:
        yield in_place("A409", level2, name, target, actual)
    for level2, name, target, actual in HEDGED:
        yield in_place("A410", level2, name, target, actual)
    for level2, name, target, actual, share in BANDS:
        yield in_place("A410", level2, name, target, actual, share, WHY)
    for level2, name, target, actual, share in TOKEN:
        yield in_place("A411", level2, name, target, actual, share, WHY)
    for level2, name, target, actual in WRONG_WAY:
        yield in_place("A413", level2, name, target, actual)
    for level2, name, target, actual in CONTRADICTORY:
        yield in_place("A416", level2, name, target, actual)
    for target, actual in LATE:
        yield in_place("A414", TIME, "任务完成时间", target, actual)


def _in_forms() -> Iterator[Mistake]:
    for base, given_up, level2, name, target, actual in TWICE:
        edits = {
            f"{given_up}.level2": level2,
            f"{given_up}.target": target,
            f"{given_up}.actual": actual,
            f"{given_up}.name": name,
        }
        yield Mistake(base, edits, "A412", name)
    rows = {"消防培训": "培训完成时间", "大气监测": "站点建成时间"}
    for base, pairs in LATE_WITH_YEAR.items():
        for target, actual in pairs:
            edits = {f"{rows[base]}.target": target, f"{rows[base]}.actual": actual}
            yield Mistake(base, edits, "A414", rows[base])
    for base, row in rows.items():
        slipped = "受疫情影响，工作推迟至下一年度；完成时间延至次年3月。"
        edits = {f"{row}.actual": "已完成", f"{row}.explanation": slipped}
        yield Mistake(base, edits, "A414", row)


CASES = (*_rows(), *_in_forms())
