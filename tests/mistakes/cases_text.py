"""Mistakes in explanations and in 年度总体目标: A501 to A512."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mistakes.bases import BASES, COUNT, LASTING, QUALITY, SOCIAL
from tests.mistakes.mistake import WHY, Mistake, in_place

EMPTY = (
    "",
    "无",
    "/",
    "—",
    "-",
    "——",
    "0",
    "无。",
    "\\",
    "无偏差",
    "不适用",
    "　",
    "暂无",
    "无原因",
    "无说明",
    "N/A",
    "无 ",
    "略",
    "--",
    "……",
    "、",
    "。",
    "无无",
    "（无）",
    "未填写",
    "空",
    "没有",
    "没有原因",
    "不详",
    "nil",
    "/ /",
    "×",
    "*",
)
# a row that lost points honestly, and its explanation
_DEDUCTED = (
    ("消防培训", "培训考核合格率", {"actual": "85.5%", "score": "9"}),
    ("河道整治", "断面水质达标率", {"actual": "81%", "score": "9"}),
    ("公共卫生", "家庭医生签约率", {"actual": "54%", "score": "13.5"}),
    ("薄弱学校", "师生满意度", {"actual": "81%", "score": "9"}),
    ("农村公路", "沿线群众满意度", {"actual": "76.5%", "score": "9"}),
    ("图书馆", "读者满意度", {"actual": "81%", "score": "9"}),
    ("大气监测", "数据使用单位满意度", {"actual": "81%", "score": "9"}),
)


def _explained(code: str, turn: int, explanation: str) -> Mistake:
    base, row, cells = _DEDUCTED[turn % len(_DEDUCTED)]
    edits = {f"{row}.{column}": text for column, text in cells.items()}
    return Mistake(base, edits | {f"{row}.explanation": explanation}, code, row)


NO_MEASURE = (
    "因连续降雨停工两个月，部分点位未能施工。",
    "中标单位设备到货比合同约定晚了四十余天。",
    "受新冠疫情影响，4月至6月线下服务全部停止。",
    "区财政资金于11月底才下达，无法按期支付。",
    "项目负责人9月调离，工作交接耗时较长。",
    "拆迁户对补偿标准有异议，现场无法进场。",
    "问卷由第三方发放，部分受访者对排队时间不满意。",
    "招标两次流标，合同到8月才签订。",
    "部分单位人员紧张，数据上报不及时。",
    "年初目标设定时未考虑节假日因素，指标值偏高。",
    "上级部门5月调整了统计口径，按新口径计算低于目标。",
    "经主管部门同意，剩余内容延期至次年6月。",
    "参与人员流动性大，回收问卷样本量不足。",
    "承办单位组织不力，两场活动未按时举行。",
)
NO_CAUSE = (
    "下一步将加强组织协调，督促承办单位按期完成。",
    "2024年3月底前由业务科完成剩余任务。",
    "今后每季度召开一次调度会，倒排工期、挂图作战。",
    "拟于下年度一季度补办，并纳入年度考核。",
    "将进一步完善管理办法，明确各部门职责。",
    "改进措施：建立月度通报制度，由办公室负责督办。",
    "下一步安排专人逐户回访，对不满意事项建立台账。",
    "明年起提前两个月启动采购程序。",
    "加强对第三方机构的考核，扣减服务费用。",
    "已于2024年1月完成整改。",
    "后续将通过公众号、宣传栏等渠道扩大宣传。",
)
BOILERPLATE = (
    "需持续推进相关工作，进一步提升工作成效",
    "工作还需进一步加强。",
    "有待进一步提高。",
    "受疫情影响",
    "受疫情影响，部分工作未完成。",
    "由于客观原因未完成，今后继续努力",
    "部分工作有待完善，将持续改进。",
    "是一项长期任务，需要持续推进。",
    "今后将不断优化工作机制，提升服务水平。",
    "进一步加强管理，提高工作质量和效率。",
    "工作中还存在不足，下一步将继续努力。",
    "受客观因素影响，未能达到预期目标。",
    "存在一定差距，今后加大工作力度。",
    "按计划推进中，逐步完善。",
    "受主客观因素影响，工作成效有待提升。",
    "还有提升空间。",
    "还需不断完善和提高。",
    "继续努力，再接再厉。",
    "加强管理，完善制度，提升水平。",
    "因多种原因，指标未完成，下一步加快推进。",
    "工作推进过程中存在困难和问题，今后进一步改进。",
    "因疫情原因，未能完成年度目标，将加大推进力度。",
    "该项工作需要长期坚持，常抓不懈。",
    "高度重视，认真落实，确保完成。",
    "我单位将严格按照要求落实整改，确保完成目标。",
    "工作推进较慢，今后加快推进。",
    "受多种因素影响，效果不明显，今后加强。",
    "结合实际，不断改进工作方法。",
)
COPIES = (
    ("设备供应商停产，两批器材未能到货；2024年4月底前由后勤科改签供应商并补齐。",) * 2,
    (
        "因场地维修，部分课程推迟，下一步将提前落实场地和师资，由培训科于3月底前完成。",
        "因场地维修，部分课程延迟，下一步将提前落实场地及师资，由培训科于3月底前完成。",
    ),
    ("需持续推进相关工作，进一步提升工作成效", "需持续推进相关工作，进一步提升工作成效。"),
)
NEEDLESS = (
    "受疫情影响，部分工作未能开展，下一步将加强组织",
    "因连续降雨停工两个月，进度滞后。",
    "工作有待进一步加强",
    "今后将加强组织协调，督促承办单位按期完成。",
    "未完成部分将于明年3月补齐。",
    "人员不足，工作开展困难。",
    "资金下达较晚，部分项目推迟实施；下年提前申报。",
)
# target 35公里, actual 32.2公里, 9.2 of 10 points
CONTRADICTING = (
    "7月连续强降雨停工38天，实际完成30.5公里；2023年3月底前补齐。",
    "年度目标40公里，7月连续强降雨停工38天；2023年3月底前补齐。",
    "7月连续强降雨停工38天，扣1.5分；2023年3月底前补齐。",
    "7月连续强降雨停工38天，完成率为85%；2023年3月底前补齐。",
    "7月连续强降雨停工38天，比计划少5公里；2023年3月底前补齐。",
    "7月连续强降雨停工38天，共清淤23.2公里；2023年3月底前补齐。",
    "7月连续强降雨停工38天，仅完成31公里；2023年3月底前补齐。",
    "7月连续强降雨停工38天，少清淤8.2公里；2023年3月底前补齐。",
    "7月连续强降雨停工38天，完成年度目标的95%；2023年3月底前补齐。",
    "7月连续强降雨停工38天，尚有3.8公里未清淤；2023年3月底前补齐。",
)
GOALS = (
    # base, field, old words, new words, row
    ("消防培训", "planned", "12场", "15场", "消防培训场次"),
    ("消防培训", "planned", "3000人次以上", "5000人次以上", "培训居民人次"),
    ("消防培训", "achieved", "3120人次", "3210人次", "培训居民人次"),
    ("消防培训", "achieved", "12场", "11场", "消防培训场次"),
    ("河道整治", "planned", "35公里", "53公里", "河道清淤长度"),
    ("河道整治", "achieved", "32.2公里", "35公里", "河道清淤长度"),
    ("河道整治", "achieved", "1.26万平方米", "1.62万平方米", "新建护岸面积"),
    ("河道整治", "planned", "1.2万平方米", "12万平方米", "新建护岸面积"),
    ("公共卫生", "planned", "3家", "5家", "新建标准化接种门诊"),
    ("公共卫生", "achieved", "2.46万人", "2.64万人", "老年人健康体检人数"),
    ("薄弱学校", "achieved", "18450平方米", "14850平方米", "改造校舍面积"),
    ("薄弱学校", "planned", "6000套", "8000套", "购置课桌椅"),
    ("农村公路", "planned", "420公里", "450公里", "★养护公路里程"),
    ("农村公路", "achieved", "9260平方米", "9620平方米", "修补路面坑槽"),
    ("图书馆", "planned", "120场", "100场", "举办读者活动"),
    ("图书馆", "achieved", "33150册", "31350册", "采购图书"),
    ("图书馆", "achieved", "318天", "308天", "开放天数"),
    ("转移支付", "achieved", "3.62万户", "3.26万户", "服务小农户户数"),
    ("转移支付", "planned", "46万亩次", "64万亩次", "社会化服务面积"),
    ("大气监测", "achieved", "86人次", "68人次", "监测培训"),
    ("大气监测", "planned", "6个", "8个", "建成监测站点"),
    ("大气监测", "achieved", "报告1份", "报告2份", "编制污染源清单报告"),
)
SWEEPING = (
    "圆满完成了全年各项工作任务。",
    "完成各项年度绩效目标。",
    "2022年，全面完成年度目标任务。",
    "各项目标任务均已完成，沿线水环境明显改善。",
    "按期完成全部年度目标。",
    "全部完成年初设定的各项绩效指标。",
    "年度各项任务已全部完成。",
    "已按计划完成所有工作任务，达到预期效果。",
)


def _cases() -> Iterator[Mistake]:
    for turn, explanation in enumerate(EMPTY):
        yield _explained("A501", turn, explanation)
    for turn, explanation in enumerate(NO_MEASURE):
        yield _explained("A502", turn, explanation)
    for turn, explanation in enumerate(NO_CAUSE):
        yield _explained("A503", turn, explanation)
    for turn, explanation in enumerate(BOILERPLATE):
        yield _explained("A504", turn, explanation)
    for first, second in COPIES:
        edits = {
            "培训考核合格率.actual": "85.5%",
            "培训考核合格率.score": "9",
            "参训居民满意度.actual": "81%",
            "参训居民满意度.score": "9",
        }
        edits |= {"培训考核合格率.explanation": first, "参训居民满意度.explanation": second}
        yield Mistake("消防培训", edits, "A505", "参训居民满意度")
    for turn, explanation in enumerate(NEEDLESS):
        base, row, _ = _DEDUCTED[turn % len(_DEDUCTED)]
        yield Mistake(base, {f"{row}.explanation": explanation}, "A506", row)
    for explanation in CONTRADICTING:
        yield Mistake("河道整治", {"河道清淤长度.explanation": explanation}, "A507", "河道清淤长度")
    for base, field, old, new, row in GOALS:
        text = getattr(BASES[base], field)
        assert old in text
        yield Mistake(base, {field: text.replace(old, new)}, "A508", row)
    for claim in SWEEPING:
        yield Mistake("河道整治", {"achieved": claim}, "A512", "goal.achieved")


def _goal_texts() -> Iterator[Mistake]:
    for base, paper in BASES.items():
        yield Mistake(base, {"achieved": paper.planned}, "A509", "goal.achieved")
        yield Mistake(
            base,
            {"planned": f"总目标：{paper.planned}阶段性目标：{paper.planned}"},
            "A510",
            "goal.planned",
        )
    for base, more in (
        ("消防培训", "印发宣传手册3000册。"),
        ("河道整治", "栽植护岸苗木2.6万株。"),
        ("公共卫生", "为300名残疾人开展家庭康复服务。"),
        ("薄弱学校", "更新食堂设备42台。"),
        ("农村公路", "安装波形护栏18公里。"),
        ("图书馆", "建成城市书房6座。"),
        ("转移支付", "培育服务组织120家。"),
        ("大气监测", "采购便携式监测仪15台，设备完好率达到98%以上。"),
    ):
        yield Mistake(base, {"planned": BASES[base].planned + more}, "A511", "goal.planned")
    missed = {
        "消防知识知晓率.actual": "72%",
        "消防知识知晓率.score": "16.94",
        "消防知识知晓率.explanation": WHY,
    }
    for claim in ("完成各项目标任务。", "全面完成年度各项指标。"):
        yield Mistake("消防培训", missed | {"achieved": claim}, "A512", "goal.achieved")


def _qualitative() -> Iterator[Mistake]:
    """Rows in words that lost points without a word, or with an empty one."""
    for level2, name, target, actual in (
        (QUALITY, "规范管理", "规范项目管理", "项目管理较为规范"),
        (LASTING, "人才培养", "培养专业人才队伍", "培养了一批技术骨干"),
        (SOCIAL, "社会影响", "提升城市形象", "城市形象有所提升"),
        (COUNT, "资料编印", "编印资料3册", "编印资料3册"),
    ):
        yield in_place("A501", level2, name, target, actual, "90")
        yield in_place("A501", level2, name, target, actual, "80", "无")


CASES = (*_cases(), *_goal_texts(), *_qualitative())
