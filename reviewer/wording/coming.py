"""What a clause says is to be done after the form's year: 2024年提前招生, 剩余学员并入下一期.

Nobody writes 将 or 拟 before everything. A form is filled in when its year is over, so what it says
of a later year is a promise where the clause has a verb of doing, and a late fact (2024年才到货) or
a state (2024年预算减少) where it has not.
"""

from __future__ import annotations

import re

from reviewer.language.words import content

_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_NEXT = re.compile(r"明年|来年|次年|翌年|下一?年度?|下一?(?:次|期|轮|届|批|季|学期|学年)(?!度)")

_VERBS = (
    "调整[为至到]|改[为由用在到至换成建]|转[入由到至]|[并纳列]入|移[至到交]|安排[在到至于]|编[制报]|制[定订]|修[订改]"
    "|聘[请用]|招[生聘标募录]|更换|换[用为成]|实行|推行|施行|轮[训换]|增[设配派补开聘]|新[增设建开]|派[驻出遣]"
    "|引[进入]|开[展设班课办]|举[办行]|召开|组织|安排|培训|[排检巡抽复核督]查|调度|督[促导办]|整改"
    "|补[训办建种植发测签齐报]|施工|采购|购[置买]|签订|支付|拨付|结[算清]|付清|发放|启[动用]|恢复|重新|合并"
    "|核[实定减]|宣传|学习|复[检核]|考核|评估|走访|回访|采用|委托|对接|协[调商]|据实|替换|设[定置立]"
)
"""Verbs of doing, wherever they stand behind the year."""
_NOUN = "(?!率|数|量|人[数次]|班次|进度|流程|结果|周期|时[间长]|难度|程序|需求|力度|期间|任务[量重]|能力|情况)"
"""Behind a verb these make a noun of it: 培训人数, 采购流程."""
_CHANGES = (
    "增加|减少|降低|提高|扩[大展]|拓[展宽]|缩[减小短]|压[减缩降]|取消|[调下上][整增减高低调]|提前(?!完|超|达|实|下|竣)"
    "|加[强大密快装派]|优化|完善|建[立设]|健全|改[进造善]|升级|维修|更新|使用|利用|开发|控制|精简|放宽"
)
"""Of these something may as well be told (预算减少): they act where they stand first, with an object."""
_DATE = (
    r"(?:年?度|初|内|底|末|[春夏秋冬]季?|第?[一二三四]季度|[上下]半年|\d{1,2}月(?:份|\d{1,2}日)?|[上中下]旬"
    r"|之?前|起|开始){0,4}"
)
_HOW = (
    "(?:据实|适[当时]|相应|合理|逐[步年月]|继续|再|另行?|全面|统一|同步|积极|主动|及时|直接|每[年月周季日]度?"
    "|计划|拟|将|要|可|予以|优先|集中|严格|科学|大幅|进一步|不再|多){0,4}"
)
_GOAL = "(?:年度|绩效)?(?:目标|指标|任务|计划)(?:值|数|量|人[数次])?"
_ACT = re.compile(
    rf"(?P<change>{_DATE}{_HOW}(?:{_CHANGES})(?![了的])[^，]{{2}}|{_DATE}{_HOW}分[批期类]\S"
    rf"|{_DATE}{_GOAL}{_HOW}(?:{_CHANGES}))"
    rf"|[^，]{{0,24}}?(?:{_VERBS}){_NOUN}"
)
_TOLD = re.compile(
    r"才|[未没尚仍被]|无法|不能|不足|(?<!据)因(?!地制宜|人而异)|由于|受[^，]{1,12}影响|导致|致使|停[工课产办]"
    r"|推迟|延[期后迟长至到]|顺延|原[定计]"
)
"""A shortfall, its cause, or a delay: no act, whatever the year."""
_STATE = re.compile(
    r"(?:[较偏过很太更][高低大小多少长短慢晚重紧弱]|任务重|时间紧|减少|下降|降低|增加|上[升涨]|缩短|取消|延[期后迟误]|推迟|紧张|困难|滞后)$"
)
_OTHERS = re.compile(rf"{_DATE}由?(?:上级|国家|中央|省[级里委厅市]|主管部门)")
_EVENT = re.compile(
    r"到[货账位任]|[下送]达|批[复准]|公布|出具|提交|收[到货]|下滑|增[长速]|发生|退休|离职|毕业|生效|届满|显现|改革|换届|[划撤][转并]|严峻|[只仅]有"
    r"|未来|上线|接近|难以|[达超]过|比[上去]年|同比|完成率"
)
"""What comes about by itself or by others."""
_REST = re.compile(
    r"^(?:剩余|其余|余下|所余|结余|[余尾]款|未完成|不足|(?:结?转|移|改|放|调|并|安排)[至到入在])"
)
_MOVED = re.compile(r"[并转移列纳][入到至由]|(?:[改放调]|安排)[在到至于]")
_WHEN_DUE = re.compile(
    r"^(?:待|等)?(?!合同|协议|按)[^，未没]{0,8}(?:到期|[期届]满|满[一两三]?年|合格|完成|结束|审[计定]|[结决]算)[之以]?后"
    r"(?:再|即|一次性|按[^，]{1,8}?|予以|及时)?(?:支付|拨付|付款|结[算清]|付清|兑付|退还)"
)
_PAYMENT_WAITS = re.compile(
    r"(?:款项?|[金费]|资金|补[助贴])[^，]{0,10}?[待等于须需][^，]{1,24}?后"
    r"(?:再|方可|方能|才能|予以)?(?:支付|拨付|付款|结[算清]|付清|兑付)"
)


def payment_waits(clause: str) -> bool:
    """尾款待审计后支付 says at once why it was not paid and when it will be."""
    return _PAYMENT_WAITS.search(clause) is not None


def falls_due(clause: str) -> bool:
    """到期后支付: what will be paid, and when."""
    return _WHEN_DUE.match(clause) is not None


def is_to_come(clause: str, year: int | None) -> bool:
    """Whether the clause begins with a later time and has a verb of doing.

    Args:
        clause: a clause of an explanation.
        year: the form's; where it is not known, any year counts as a later one.
    """
    anchor = _later_time(clause, year)
    return anchor is not None and anchor.start() == 0 and _acts(clause, anchor.end())


def may_be_to_come(clause: str, year: int | None) -> bool:
    """Whether a clause that begins with a later time tells of nothing that came about by itself.

    2024年从高校外聘, 2024年窗口增至6个: no list holds every verb. Behind a cause it is a measure.
    """
    anchor = _later_time(clause, year)
    if anchor is None or year is None or _LEADING.fullmatch(clause, 0, anchor.start()) is None:
        return False
    return _is_open(clause, anchor.end())


_LEADING = re.compile(r"(?:待|等|于|在|从|自|拟|将|计划){0,2}")
_MIN_SAID = 2


def _is_open(clause: str, start: int) -> bool:
    rest = clause[start:]
    told = _TOLD.search(rest) or _STATE.search(rest) or _EVENT.search(rest)
    return not told and not _OTHERS.match(rest) and len(content(rest)) >= _MIN_SAID


def is_put_off(clause: str, year: int | None) -> bool:
    """剩余学员并入2024年第一期: what is left, and a later time further on in the clause."""
    if not _REST.match(clause) or _TOLD.search(clause, 2):
        return False
    anchor = _later_time(clause, year)
    if anchor is None:
        return False
    moved = _MOVED.search(clause, 0, anchor.start()) is not None
    return moved or (_is_open(clause, anchor.end()) and _EVENT.search(clause) is None)


def tells_of_past(clause: str, year: int | None) -> bool:
    """Whether the clause begins with a year before the form's."""
    named = _YEAR.match(clause)
    return named is not None and year is not None and int(named[1]) < year


def _later_time(clause: str, year: int | None) -> re.Match[str] | None:
    for named in _YEAR.finditer(clause):
        if year is None or int(named[1]) > year:
            return named
    return _NEXT.search(clause)


def _acts(clause: str, start: int) -> bool:
    act = _ACT.match(clause, start)
    if act is None or _OTHERS.match(clause, start) or _TOLD.search(clause, start, act.end()):
        return False
    return act["change"] is not None or _STATE.search(clause) is None
