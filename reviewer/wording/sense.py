"""Whether more of what an indicator measures is better, as its name says."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from reviewer.language.normal import normalize


class Sense(Enum):
    """Which way an indicator should go."""

    FORWARD = "forward"  # 正向指标
    REVERSE = "reverse"  # 反向指标
    OPEN = "open"  # the name does not tell


_BAD = re.compile(
    r"投诉|事故|死亡|伤亡|差错|违规|违纪|违法|违约|能耗|失业|返贫|流失|辍学|逾期|拖欠|积压|延误|超时|缺陷"
    r"|失误|故障|发病|感染|复发|致残|事件发生|信访|上访|(?<!公益)诉讼|纠纷|超支|超标|超编|浪费|损耗|损失|漏损|泄漏"
    r"|泄露|退货|误差|排放(?:量|强度|浓度|总量)|碳排放|(?:PM ?2\.5|PM ?10|颗粒物|氨氮|臭氧|二氧化[硫氮]|粉尘|扬尘"
    r"|污染物?|总磷|总氮)[^，]{0,6}浓度|污染(?:天数|指数|事件)|负债|坏账|不良率|案件发生|发案"
    r"|发生率|病死|患病率|超标|闲置|空置|损坏|破损|漏报|误报|返工|缺勤|离职|再犯罪|复吸|丢失|拥堵|中断"
)
# What is done about something bad is good: 投诉办结率, 隐患整改率, 能耗下降率, 水土流失治理面积.
_REMEDY = re.compile(
    r"处理|办理|办结|办复|整改|查处|处置|化解|结案|解决|回复|答复|回访|调解|受理|响应|治理|修复|消除|销号|清零"
    r"|闭环|整治|排查|检查|巡查|监控|监测|检测|核查|核算|预警|演练|培训|宣传|应对|救援|防范|预防|防控|防治"
    r"|控制|达标|合格|及时|准确|覆盖|满意|知晓|下降|降低|减少|压减|压缩|压降|缩减|精简|削减|缩短|节约|节省|减排|挽回|纠正|管理"
    r"|统计|报告|补偿|补助|保险|救助|救治|帮扶|援助|打击|破获|破案|侦破|审查|审理|评估|调查|通报|就业|登记"
    r"|技能|治疗|随访|诊疗|收治|接种|接待|接听|接收|代理|咨询|维修|抢修|排除|拆除|取缔|清理|曝光|执法|立案"
    r"|追缴|收缴|没收|督查|督办|鉴定|监督|服务|信息|数据|上报|保学|追回|盘活|清欠|清偿|系统|平台|建筑|人员"
    r"|利用|修补|更换|养护|缓解|疏导|改善|达到|杜绝"
)
_ACTING = re.compile(
    r"查处|处理|办理|调[解处]|化解|整[改治]|打击|受理|处置|清[理退除运欠收淤]|拆[除旧]|排[查除]|减少|降低|压减|下降|控制|杜绝|避免"
    r"|挽回|追[回缴]|修[复补缮剪]|治理|消[除防]|防[止控治]|预防|防范|节约|更[换新]|[检抢维]修|改[造建]|盘活|收[回缴集治]"
    r"|劝返|侦[办破查]|破获|巡[查检]|检查|关[停闭]|取缔|淘汰|接[听待]|征集|筛查|召回|拖移|救[助援治]|援助|慰问|抚恤"
    r"|偿还|回收|走访|帮[扶教]|安置|资助|替换|应对|办结|审[结理判]|执[结行]|立案|代理|监[测控督管]|查[办扣获封]|销毁"
    r"|督[办查]|[转交承代]办|移[送交]|扣押|劝阻|制止|纠正|曝光|约谈|通报|宣传|培训|演练|疏[通导]|恢复|重建|加固|补[办发助贴偿齐]|发放|捐赠"
)
_MEASURED = re.compile(
    r"(?:次数|起数|件数|件次|人次|人数|户数|家数|处数|天数|小时数?|时间|时长|数量?|总数|总量|量|率|比例|比率|占比|[程幅强]度"
    r"|指数|情况|事件|案件|问题|现象|行为|记录|金额|总?额|发生|造成|引[发起]|导致|人员|信息|停[机运电课工水]|经济|直接|间接"
    r"|\([^()]{0,12}\))*"
)
"""What may stand behind the bad thing where that itself is counted: 事故发生起数, 投诉量."""
_RATE_END = ("率", "度", "面", "比例")
_COST = re.compile(
    r"(?:成本|费用|开支|造价|单价|(?:三公|公用|运行|行政|办公)经费|(?:会议|差旅|招待|接待|印刷|租赁|物业|维修|劳务)费)"
    r"(?:总?额|支出|水平|率|\([^()]{0,12}\)|控制数)?$"
)
_WAITING = re.compile(
    r"(?:办理|办结|响应|处理|等待|审批|审核|审查|排队|停电|反应|到达|到场|受理|审结|评审|反馈|回复|答复|结算"
    r"|支付|拨付|完成|修复|抢修|处置|办事|通关|平均|评审项目|工作)(?:用时|时间|时限|时长|时效|周期|天数)"
    r"|(?:施工|建设|工程|采购|招标|制作|安装|供货|交货|到货|上架|维修|编制|改造|研制|实施)周期"
    r"|时限|工期|用时|耗时|延迟"
)
_LASTING = re.compile(
    r"培训|会期|开放|服务时|服务期|监测|值守|课时|学时|活动|展期|展览|志愿|运行|运转|持续|保障|养护|维护"
    r"|质保|保修|使用年限|寿命|使用期|有效期|租赁|聘用|任期|跟踪|存续|保存|教学|授课|学习|演出|播出|播放"
)
_FORWARD = re.compile(
    r"(?:覆盖|合格|满意|完成|达标|优良|优秀|及时|办结|就业|入学|参保|普及|公开|知晓|准确|通过|到位|增长"
    r"|开通|入库|巩固|保存|成活|签约|到课|出勤|受益|验收|落实|兑现|发放|开工|竣工|处理|整改|修复|毕业|升学"
    r"|结业|治愈|治疗|接种|建档|规范|良好|好评|提升|提高|改善|节约|下降|降低|减少|压减|压缩|缩短|精简|减排|利用|转化)(?:比例|幅度|率|度|面)"
    r"|满意度"
)
_NEGATED = re.compile(
    r"(?P<how>不|未|非|无)(?:合格|满意|完成|达标|及时|准确|通过|到位|落实|规范|就业|参保|办结|整改)"
)


_GROWTH = re.compile(
    r"(?:增长|提升|提高|上涨|上升)(?:比例|幅度|率)(?:\([^()]{0,12}\))?$|[增涨]幅(?:\([^()]{0,12}\))?$"
)
_WELCOME = re.compile(
    r"收入|税收|产值|产量|利润|销售|营收|投资|效益|增加值|总值|就业|人次|游客|接待|客流|单产|亩产|满意|覆盖|合格"
    r"|知晓|参与|出口|贸易|消费|存款|效率|能力|质量|水平|达标|完成|入学|升学"
)
"""More of these is better, and so is their growth."""
_SPENT = re.compile(
    r"成本|费用?(?=[\u4e00-\u9fff]{0,4}[增涨上提])|开支|支出|造价|物价|房价|房租|价格|CPI|债务|能耗|水耗|电耗"
)
"""What grows here is paid: of the growth nobody can say without a sign."""


def grows_either_way(name: str) -> bool:
    """Whether a name measures the growth of something that is not better for being more (维护成本增长率)."""
    plain = normalize(name)
    return _GROWTH.search(plain) is not None and _WELCOME.search(plain) is None


def _grows_in_cost(plain: str) -> bool:
    return _GROWTH.search(plain) is not None and _SPENT.search(plain) is not None


_KEPT_TO = re.compile(
    r"(?:成本|预算|支出|费用|经费|造价|投资|概算)(?:支出|总额)?控制(?:比例|率)(?:\([^()]{0,12}\))?$"
)
_WITHIN = re.compile(
    r"控制在[\u4e00-\u9fff()]{1,10}(?:以?内|之内|以下)|(?:不|未)(?:超|突破)(?:过|出)?(?:项目|年度|批复|批准|财政|合同|核定){0,3}"
    r"(?:预算|概算|成本|标准|投资|限额|定额|控制[价数])"
)


def is_kept_to(name: str) -> bool:
    """成本控制率: over 100% is over the budget, whatever less may mean."""
    return _KEPT_TO.search(normalize(name)) is not None


def names_ceiling(name: str) -> bool:
    """控制在预算成本内, 不超过概算: the target is what must not be exceeded."""
    return _WITHIN.search(normalize(name)) is not None


@lru_cache(maxsize=4096)
def sense(name: str) -> Sense:
    """The sense of an indicator's name; OPEN where both readings stand in it."""
    plain = normalize(name)
    negated = _NEGATED.search(plain)
    if negated:
        behind = plain[negated.end() :]
        if _ACTING.search(plain, 0, negated.start()) and not behind.endswith(_RATE_END):
            return Sense.OPEN  # 清退不合格企业数
        return _about_negated(negated, behind)
    found = list(_BAD.finditer(plain))
    if found:  # the last one decides
        return _about_bad(plain, found[-1])
    if _FORWARD.search(plain) is not None:
        return Sense.OPEN if _grows_in_cost(plain) else Sense.FORWARD
    if _COST.search(plain) is not None:
        return Sense.OPEN if _ACTING.search(plain) else Sense.REVERSE
    if _WAITING.search(plain) is not None:
        return Sense.OPEN if _LASTING.search(plain) else Sense.REVERSE
    return Sense.OPEN


def _about_negated(negated: re.Match[str], behind: str) -> Sense:
    """不合格率 and 未及时处理率 should be low, 不合格产品处置率 high."""
    remedy = _REMEDY.search(behind)
    if remedy is None or (negated["how"] != "不" and remedy.start() < _NOUN):
        return Sense.REVERSE
    return Sense.FORWARD if behind.endswith(_RATE_END) else Sense.OPEN


_NOUN = 2
"""Characters of a thing between what it lacks and what is done about it."""


def _about_bad(plain: str, bad: re.Match[str]) -> Sense:
    """投诉率 should be low, 投诉办结率 high; of 查处违法案件数 nobody can say."""
    behind = plain[bad.end() :]
    if _REMEDY.search(behind):
        rate = behind.endswith(_RATE_END) and "控制" not in behind
        return Sense.FORWARD if rate else Sense.OPEN
    before = plain[: bad.start()]
    if bad.group() == "诉讼":
        return Sense.OPEN  # a court tries them, a bureau is sued in them
    if before.endswith(("无", "零")):
        return Sense.FORWARD if behind.endswith(_RATE_END) else Sense.OPEN  # 无差错率
    if _ACTING.search(before) or _MEASURED.fullmatch(behind) is None:
        return Sense.OPEN
    return Sense.REVERSE


def names_something_bad(name: str) -> bool:
    """Whether a bad thing stands in a name that does not say whether it was done away with.

    Of 违法建设面积 nobody can say whether more is better; of 更换破损井盖 everybody can.
    """
    plain = normalize(name)
    bad = _BAD.search(plain)
    if bad is None:
        return False
    return _ACTING.search(plain) is None and _REMEDY.search(plain, bad.end()) is None


def lasts(name: str) -> bool:
    """Whether the time that an indicator measures is better long than short (培训天数)."""
    return _LASTING.search(normalize(name)) is not None


def waits(name: str) -> bool:
    """Whether the name measures a time that should be short (完成时间), and nothing bad."""
    plain = normalize(name)
    return _WAITING.search(plain) is not None and _BAD.search(plain) is None


_COST_LEVEL = re.compile(r"成本")
_TIME_LEVEL = re.compile(r"时效|进度")
_COUNT_LEVEL = re.compile(r"数量")


def is_cost_level(*levels: str) -> bool:
    """成本指标, at whichever level it stands."""
    return any(_COST_LEVEL.search(level) for level in levels)


def is_time_level(*levels: str) -> bool:
    """时效指标, 进度指标."""
    return any(_TIME_LEVEL.search(level) for level in levels)


def is_count_level(*levels: str) -> bool:
    """数量指标."""
    return any(_COUNT_LEVEL.search(level) for level in levels)
