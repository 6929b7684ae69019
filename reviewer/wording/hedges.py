"""Words with which a result claims less than all (基本, 部分, 尚未), or is none yet (正在, 计划)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from reviewer.language.normal import normalize


class Band(Enum):
    """The three qualitative bands: 达成, 部分达成, 未达成."""

    MET = 0
    PARTLY = 1
    NOT_MET = 2

    @property
    def chinese(self) -> str:
        return ("达成预期指标", "部分达成预期指标", "未达成预期指标")[self.value]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedging word.

    Attributes:
        word: as printed.
        band: the band it claims; MET means the first band but not all of it.
        is_explicit: it states the outcome as a whole (部分完成, 未完成), so that a score outside
            its band contradicts it.
        is_verdict: it qualifies the reaching of the target itself (基本完成, 初步建成).
    """

    word: str
    band: Band
    is_explicit: bool
    is_verdict: bool


_DONE = (
    "完成|完工|完毕|达到|达成|实现|落实|符合|满足|建成|形成|到位|竣工|做到|解决|消除|健全|完善|建立|具备"
    "|覆盖|达标|合格|通过|按|掌握|成型|成形|稳定|持平|一致|得到|合理|准确|及时|有效|规范|正常|保持|结束"
    "|可以|能够|能|可|都|均|已|上|实施|执行|开展|遏制|摸清|查清|适应|相符|吻合|良好|就绪|推进|安装|平整|收尾"
    "|缓解|改善|好转|改观|扭转|未(?!来)|不超|控制在"
)
_NO_DOUBT = r"(?<![无非])(?<!没有)(?<!不存在)(?<!未发现)(?<!未出现)"
_NOT_DONE = (
    "完成|完工|达成|达到|达标|达(?=预期|目标)|实现|开展|启动|实施|落实|取得|竣工|建成|执行|支付|验收|到位|签订|开工|组织|进行|形成|通过"
    "|印发|发布|出台|提交|报送|交付|归档|入库|上线|投入使用|投用|建立|制定|结题|结项|移交|批复"
)
_SOME = r"(?<![组成各这该本第大小两三])(?<!解决)(?<!消除)(?<!化解)(?<!缓解)部分"
_SINCE_DONE = r"[^，。；]{1,14}[已均](?:已|经|全部|按|及时){0,3}(?:归档|整改|补|完成|办结|提交|督|销|解决|清|纠|收|追|处理)"
"""未归档资料已全部归档: what was missing has come in."""
_AT_WORK = r"正在(?!运行|使用|正常|稳定|平稳|发挥|运转|应用|运营|享受|受益)"
_MARKS = (
    # 未达成: the target as a whole. 未完成 before a noun (未完成率, 未完成项目) is a name.
    (
        "not_met",
        rf"{_NO_DOUBT}(?:未能?|没有?能?)(?:按期|按时|如期|按计划)?(?:{_NOT_DONE})"
        rf"(?!率|的|项目|事项|原因|数|情况|上限|警戒|预警|新增|债务|隐患|{_SINCE_DONE})"
        r"|(?:尚|暂|仍|还)未(?!发现|发生|出现|收到|接到|有|完全|全部|全面|充分|全数|[^，。；]{1,6}(?:问题|难题)(?:$|[，。；已得]))",
    ),
    (
        "partly",
        r"(?<![组成各这该本第大小两三一])部分(?:地)?(?:已)?(?:完成|达到|达成|实现|落实|符合|建成|到位|通过|满足|开展|实施|覆盖|建立|形成|应用|启用|投用|入库|归档)"
        r"|(?:仅|只)有?(?:一|小|少)?(?:部分|少数(?!民族))"
        rf"|(?:尚|暂|仍|还)?(?:未|没有|不)(?:能)?(?:完全|全部|全面|充分|全数)(?:{_NOT_DONE}|符合|覆盖|满足|合格|执行|覆盖|公开|掌握)?"
        r"|完成(?:了)?(?:一|大|小)?部分|(?:仅|只)(?:完成|实现|达到|落实)",
    ),
    (
        "partial",
        r"(?<![组成各这该本第大小两三])部分(?:项目|工作|任务|内容|指标|单位|地区|区域|设备|工程|资金|人员|报告|子项目"
        r"|地块|点位|企业|社区|街道|乡镇|学校|合同|课题|成果|事项|环节|功能|模块|标段|路段|村|户)"
        r"[^，。；]{0,12}?(?:完成|实施|开展|到位|落实|达标|验收|启动|未(?!来)|尚|待"
        rf"|{_AT_WORK}|延|推迟|滞后|跨年|需|仍)"
        rf"|{_SOME}[\u4e00-\u9fff]{{1,6}}?(?:仍[在需未]|尚[未在待需]|还[在未需没]|{_AT_WORK}|没有|未(?!来|成年))"
        r"(?![^，。；]{0,12}(?:问题|情况|现象|矛盾)[^，。；]{0,8}(?:解决|整改|消除|改善|缓解|化解))"
        r"|(?<!无)(?<!没有)(?<!避免)(?<!杜绝)个别(?!化|辅导|谈话|访谈|指导|教育|咨询|约谈|谈心|心理|计划|座谈)"
        r"|大部分|绝大部分|绝大多数|大多数|一部分(?:已)?(?:完成|实现|到位)|完成(?:了)?(?:大半(?!径)|过半|多半|一半)"
        r"|(?:已|仅|只|现)完成(?:了)?(?:约|近)?\d{1,2}(?:\.\d{1,2})?%(?!的)",
    ),
    (
        "mostly",
        rf"(?<![最的])基本(?:上)?(?:{_DONE})(?!率)"
        r"|(?<![最的])基本(?!医|公共|建设|养老|支出|情况|农田|保障|药|信息|数据|条件|要求|原则|单元|要素|生活|权益"
        r"|需求|知识|技能|公卫|卫生|面|制度|服务|殡葬|民生|住房|户|工资|经费|技术|国策|路线|方略|法|概念|理论|框架"
        r"|思路|素质|素养|职业|设施|水利|草原|口粮|运转|电力|金|类|型|数|点|资料|职责|盘)"
        r"[^，。；、]{0,8}?(?:完成|完毕|到位|建成|结束)"
        rf"|初步(?:{_DONE}|显现|显效|构建|遏制|见效)"
        r"|大体(?:上)?(?:完成|达到|实现)|大致(?:完成|达到|实现|符合)|接近(?:完成|达成|实现)|即将完成"
        r"|有待(?:完善|提升|提高|加强|改进|优化|进一步)|差不多"
        r"|主体(?:工程|建设|施工)?(?:已)?完成|完成(?:了)?主体(?!责任|资格|信用|功能)"
        rf"|{_NO_DOUBT}(?:进[度展](?:略有|有所|较为|相对)?(?:滞后|缓慢|偏慢|较慢)|尚不(?:完善|健全|充分|到位|成熟|理想|明显)"
        r"|不够(?:完善|健全|充分|规范|到位|及时|理想)|仍有(?:不足|差距|欠缺|短板)|(?<!不)存在(?!的)[^，。；]{0,6}(?:不足|缺陷|差距|短板|欠缺)"
        r"|有(?:一定|较大|明显)(?:的)?差距|还需(?:要)?(?:进一步)?(?:完善|提升|提高|加强|改进))(?!的)",
    ),
)
_HEDGE = re.compile(
    r"(?=[未没尚暂仍还部不完仅只个大绝一基初接即有主差已现进存])(?:"
    + "|".join(f"(?P<{name}>{source})" for name, source in _MARKS)
    + ")"
)
_BANDS = {
    "not_met": Band.NOT_MET,
    "partly": Band.PARTLY,
    "partial": Band.MET,
    "mostly": Band.MET,
}


@lru_cache(maxsize=4096)
def hedge(text: str) -> Hedge | None:
    """The gravest hedge of a result, None where it hedges nothing.

    基本医疗, 基本公共服务, 组成部分, 初步设计, 个别辅导 are names and hedge nothing.
    """
    plain = normalize(text)
    gravest: Hedge | None = None
    for found in _HEDGE.finditer(plain):
        one = _hedge(found, plain)
        if gravest is None or one.band.value > gravest.band.value:
            gravest = one
    if gravest is not None and gravest.band is Band.NOT_MET and _SOME_DONE.search(plain):
        # 已完成…，…尚未完成: part of it is missing, not the whole.
        return Hedge(gravest.word, Band.PARTLY, is_explicit=False, is_verdict=True)
    return gravest


_SHORT = 16


def _hedge(found: re.Match[str], plain: str) -> Hedge:
    name = found.lastgroup or "mostly"
    states = name in ("partly", "not_met")
    # 尚未 somewhere in a text speaks of a rest; as its beginning, of the whole.
    own = name == "partly" or found.group()[0] in "未没"
    whole = found.start() == 0 or (own and len(plain) <= _SHORT)
    return Hedge(found.group(), _BANDS[name], states and whole, name != "partial")


_SOME_DONE = re.compile(
    r"(?<!未)(?<!没有)(?<!未能)(?<!没)(?:已完成|完成了|已|均|其余|部分|大部分|个别)"
)

_AT_START = r"(?:(?<=[，。；、：])|^)"
_ACTS = (
    "推进|进行|编制|建设|实施|办理|审批|采购|施工|招标|编写|整改|开展|制定|研究|审核|验收|筹备|评审|修改|筹建"
    "|落实|申报|完善|调试|安装|结算|审计|协调|起草|论证|报批|征求意见|履行|支付|组织|准备|试运行"
)
_UNFINISHED = re.compile(
    r"(?=[正推进编建实办审采施招开制研验筹评修落申完调安结协起论报征履支组准试计预拟将待未尚仍还暂延推力在跨继已处等下明次来目现进取被因项活任培工中终停结资])(?:"
    r"正在(?!(?:执行|实施|施工|建设|运行|使用|服役|治疗|就读|办理)的[^，。；]{1,16}?(?:全部|均|都|已)|稳定|正常|平稳|良好|有效|高效|持续稳定|使用|运行|发挥|运转|应用|运营|享受|受益)"
    rf"|(?:{_ACTS})(?:过程)?(?:当)?中(?=[，。；、)]|$)"
    rf"|{_AT_START}(?:目前)?计划(?!内|外|数|书|任务|指标|目标|完成率|生育|单列|经费|资金|执行|管理|编制|已|均|全部|得到"
    r"|顺利|圆满|按|落实|总|表|安排的|完成的|如期|[，。；：、)]|$)"
    r"|预计(?!(?:可以?|能够?)?(?:持续|使用|达到?|发挥作用|运行){0,2}\d{1,2}年)"
    r"|拟(?:于|在|将|定于|安排|通过|继续|开展|采购|建设|实施|完成)(?!订|了)"
    r"|将(?:于|在|继续)[^，。；]{0,20}(?:完成|开展|实施|验收|支付|出具|提交|组织|启动|落实|推进)"
    r"|(?<![招接等期优对亟看善相])待(?:验收|审批|评审|支付|结算|审计|批复|开展|实施|下达|招标|整改|完成|确定|落实)"
    r"(?=[，。；)]|$|后|中)"
    r"|(?:尚|仍|还)(?:在|待|需(?!要?加强|进一步|持续|不断))"
    rf"|{_NO_DOUBT}(?:未|没有)(?:开展|启动|实施|完工|竣工|组织实施|开工)(?!率|的|项目)"
    r"|(?<![公修真校订更纠改立反矫严端])正(?:开展|实施|推进|办理|编制|组织|筹备|抓紧|加紧)|^(?:目前|现)?准备(?:启动|开展|实施|招标|采购|验收)"
    r"|(?:已?进入|处于)(?!正式|全面|稳定|良性|市场|常态)[^，。；]{1,8}(?:程序|阶段|环节|过程中)(?!性|的)"
    r"|等待(?:验收|审批|评审|批复|下达)(?=[，。；)]|$|中)|^(?:下一?年度?|明年|次年|来年)(?:再|将|继续)?(?:继续)?(?:实施|开展|完成|推进|支付|验收)"
    r"|^(?:项目|活动|任务|培训|工作)(?:已|被)?(?:取消|暂停|中止|终止|停止)(?:实施|执行|开展|举办)?(?=[，。；]|$)"
    r"|^(?:已|被)?(?:暂停|中止|终止|停止)(?:实施|执行|开展|举办)(?=[，。；]|$)"
    r"|^(?:资金|项目|任务|工作)?(?:已|拟|将)?结转(?:到|至)?(?:下一?年度?|次年|明年|来年)(?:实施|执行|支付|完成|使用)?(?=[，。；]|$)"
    r"|^(?:因[^，。；]{1,20}?)?(?:已|被)?取消(?:举办|开展|实施|采购|建设)?(?=[，。；]|$)"
    r"|暂缓|(?:延期|推迟|延后|顺延)(?:至|到)|力争|在建(?!设|工程审|项目审|工程监|项目监)|跨年(?:度)?实施|继续推进中"
    r")"
)
_NOUN_BEFORE = re.compile(r"(?:按照?|年度|工作|行动|原定|既定|原|完成|根据|依据|草|模|虚|比)$")
_ACTUAL = re.compile(
    r"实际(?:完成|为|开展|组织|培训|支出|发放|建设|采购)?|均已|全部完成|已(?:全部)?完成"
)

_ACTUAL_WITHIN = 60
"""How far behind a plan the words on what was really done may stand."""


@lru_cache(maxsize=4096)
def unfinished(text: str) -> str | None:
    """The words that make a result a plan or work under way, None where there are none.

    按计划完成, 年度计划, 草拟 and a plan that is followed by what was really done are none.
    """
    plain = normalize(text)
    for found in _UNFINISHED.finditer(plain):
        word = found.group()
        if _NOUN_BEFORE.search(plain, max(0, found.start() - 3), found.start()):
            continue
        plans = word.startswith(("计划", "目前计划", "预计", "拟"))
        if plans and _ACTUAL.search(plain, found.end(), found.end() + _ACTUAL_WITHIN):
            continue
        if (
            plans
            and _PLANNED_FIGURE.match(plain, found.end())
            and _TOLD.search(plain, 0, found.start())
        ):
            continue
        return _phrase(plain, found)
    return None


_PLANNED_FIGURE = re.compile(
    r"(?:数|值)?(?:为|是|：)?\d[\d.,]{0,12}(?![\d.,]|年|月|日)[\u4e00-\u9fff%]{1,3}(?=[，。；、)]|$)"
)
_TOLD = re.compile(r"\d[\d.,]{0,12}[\u4e00-\u9fff%]{1,3}[，(；]$")
"""演出57场，计划60场: the plan only stands beside what was done."""

_PHRASE_END = re.compile(r"[，。；]")
_PHRASE_LENGTH = 16


def _phrase(plain: str, found: re.Match[str]) -> str:
    """The word with what it speaks of, for a message."""
    stop = _PHRASE_END.search(plain, found.end())
    end = len(plain) if stop is None else stop.start()
    return plain[found.start() : min(end, found.start() + _PHRASE_LENGTH)]
