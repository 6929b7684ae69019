"""A result that says the contrary of its target: 是 and 否, none and one, in time and late, all and 95%."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.numerals import NUMERALS
from reviewer.language.quantities import Quantity, quantities
from reviewer.standing.sense import Sense, sense

_DENIED = (
    r"(?<![未不没无非零])(?<!没有)(?<!避免)(?<!杜绝)(?<!防止)(?<!不存在)(?<!未发生)(?<!未出现)"
)

_NONE = re.compile(
    r"(?:确保|保证|做到|实现)?(?:否|零|无|没有|(?:不|未|无|零|杜绝|避免|防止)(?:再)?(?:发生|出现|产生))"
    r"(?P<event>[\u4e00-\u9fff]{0,14})"
)
_BAD = re.compile(r"发生|舆情|事件")
_WHETHER = re.compile(r"是否(?:存在|发生|出现|有)")
_HARMLESS = re.compile(r"隐患|线索|[无未]")
_OCCURRED = re.compile(
    r"(?:全年|本年|年内|共|已|累计|合计|实际)*(?:(?:发生|出现|存在|有|收到|接到|发现)了?(?P<before>[\u4e00-\u9fff]{0,10}?))?"
    rf"(?:[1-9]\d{{0,5}}|[{NUMERALS.replace('零', '').replace('〇', '')}]{{1,4}})"
    r"(?:起|次|件|例|宗|人次|人|处|条|家)(?P<event>[\u4e00-\u9fff]{0,14})"
    r"|(?:是|有|存在|(?:已|有)?(?:发生|出现))(?P<event2>[\u4e00-\u9fff]{0,8})"
)
_GRAVE = re.compile(r"重大|较大|特大|严重|恶性|群体|责任")


def _happened(wanted: str, reached: str, name: str) -> bool:
    """None was to happen, and one did. Of 重大 ones only what is called so counts."""
    none, one = _NONE.fullmatch(wanted), _OCCURRED.fullmatch(reached)
    if none is None or one is None:
        return False
    event, happened = none["event"], one["before"] or one["event"] or one["event2"] or ""
    subject = event or name
    is_bad = (
        Sense.REVERSE in (sense(subject), sense(f"{subject}数"))
        or _BAD.search(subject)
        or (wanted == "否" and _WHETHER.match(name))
    )
    if not is_bad or _HARMLESS.search(happened):
        return False
    graver = _GRAVE.search(f"{name}{event}")
    return not (graver and happened and graver.group() not in happened)


_PEACE = re.compile(
    r"(?:确保|保证|保持|维护|持续|有效|总体|社会|大局|秩序|安全|治安|公共|生产|得到|切实|和|且|的)*"
    r"(?:稳定|安全|平安|和谐|有序|平稳|维护|保障|安全无事故)(?:运行|有序|平稳)?"
)
_OUTBREAK = re.compile(
    r"(?:全年|本年|年内|共|已|累计|期间)*(?:发生|出现|引发|造成|有)了?[\u4e00-\u9fff]{0,6}?"
    r"(?:群体性(?:事件|上访)|集体上访|越级上访|(?:安全|责任|伤亡|死亡|火灾|踩踏|溺水|中毒|泄[漏露])[\u4e00-\u9fff]{0,4}?事[故件]|重大舆情|负面舆情)"
    r"(?:[1-9]\d{0,3}(?:起|次|件|例|批次|批))?"
)
"""Petitions and crimes happen in a stable county; these do not happen in what is called one."""


def _broke_the_peace(wanted: str, reached: str) -> bool:
    return _PEACE.fullmatch(wanted) is not None and _OUTBREAK.fullmatch(reached) is not None


_PASSING = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:质量|验收|检测|检验|评审|抽检|测试))?(?:结果|结论)?(?:为|达到|均|全部|都|一次性?)*(?:合格|通过|达标|优良|优秀|良好|验收合格)(?:标准|等级|要求)?"
)
_FAILED = re.compile(
    r"(?:(?<![组成各这该本第大小两三])部分|个别|少数|多数|大部分|[1-9]\d{0,4}(?:处|个|项|件|批次?|家|台|套|次|份|所|座|栋|段))"
    r"[\u4e00-\u9fff]{0,8}?(?<![无零])(?<!没有)(?:不合格|不达标|不通过|未通过|未达标|未合格|不符合)(?!率|情况|问题)"
    r"|(?:不合格|不达标|未通过|未达标)(?:品|产品|项目?|点位?)?[1-9]\d{0,4}(?:处|个|项|件|批次?|家|台|套|次|份|所|座|栋|段)"
)
_TRIED = re.compile(r"抽[检查样]|检查|监督|排查|监测|巡查|执法|督查|不合格")
"""Where faults are looked for, to find some is the work."""


def _failed_in_part(wanted: str, reached: str, name: str) -> str:
    """What failed (1处不合格) where 合格 was wanted; "" where nothing did or it was mended."""
    if not _PASSING.fullmatch(wanted) or _TRIED.search(name):
        return ""
    failed = _FAILED.search(reached)
    if failed is None or _MADE_UP.search(reached) or _MENDED.search(reached):
        return ""
    return failed.group()


_MENDED = re.compile(r"整改|复检|复验|返工|更换|重新|修复|(?:未|没有|无)(?:发现|出现|存在)")

_LIMIT = r"(?:预算|概算|估算|控制数|控制价|限价|限额|批复|核定|下达|计划)"
_WITHIN = re.compile(
    rf"(?:不超|未超|无超|不突破|不高于|≤|<|控制在|低于|不大于)出?过?[\u4e00-\u9fff]{{0,6}}{_LIMIT}"
    rf"|{_LIMIT}[\u4e00-\u9fff]{{0,4}}(?:以内|之内|内)|(?:不|未|无|零|杜绝)超支"
)
_EXCEEDED = re.compile(
    rf"{_DENIED}(?:超出?|超过|突破)了?(?:年初|年度|全年|项目)?{_LIMIT}(?!收入|完成)|{_DENIED}超支(?!率)"
)
_NOT_EXCEEDED = re.compile(r"[未不没无](?:有)?(?:发生|出现|存在)?(?:超|突破)|节约|节省|结余")


def _exceeded(wanted: str, reached: str) -> bool:
    return (
        _WITHIN.search(wanted) is not None
        and _EXCEEDED.search(reached) is not None
        and _NOT_EXCEEDED.search(reached) is None
    )


_KEPT_DOWN = re.compile(
    r"(?:有效|严格|合理|切实|从严|得到有效|得到)*(?:控制|管控|把控|可控|受控|合理)(?:有效|到位|良好)?"
)
_COST = re.compile(r"成本|费用|支出|经费|预算|造价|投资|开支|资金")
_INCOME = re.compile(r"收入|到位|筹|争取|引进|融资|投入|带动|拉动|增长")


def exceeds_its_limit(target: str, actual: str, name: str) -> bool:
    """Whether a cost that was to be kept down (有效控制) or to an amount is said to be over it."""
    if not _COST.search(name) or _INCOME.search(name) or len(actual) > _LONGEST:
        return False
    reached = normalize(actual)
    return (
        (_KEPT_DOWN.fullmatch(bare(target)) is not None or _is_ceiling(target))
        and _EXCEEDED.search(reached) is not None
        and _NOT_EXCEEDED.search(reached) is None
    )


def _is_ceiling(target: str) -> bool:
    found = quantities(target)
    return len(found) == 1 and not (found[0].relation and found[0].relation.is_lower)


_IN_TIME = re.compile(
    r"按时|按期|如期|及时|准时|按计划(?:时间|进度|完成|实施)|按进度|按照?(?:合同|协议|约定|规定)|(?:期限|时限|规定时间)内"
)
_LATE = re.compile(
    rf"{_DENIED}(?:延期|延迟|推迟|逾期|超期|拖延|延后|延误|超时|滞后"
    r"|晚于(?:合同|协议|计划|约定|规定|预定|原定|要求|目标)(?:约定|规定|要求|时间|工期|期限|日期|的)*"
    r"(?:\d{1,4}(?:个?工作日|天|日|个?月|周))?"
    r"|跨年度?(?=[^，。；]{0,4}(?:完成|完工|竣工|验收|交付|支付|拨付)))"
    r"(?!率|数|天数|记录|情况|贷款|账款|欠款|问题|申请|风险|支付利息)"
)
_LATE_END = re.compile(
    r"[^，。；]{0,12}(?:完成|完工|竣工|验收|交付|拨付|支付|发放|上线|办结|提交|报送|建成|印发|投用|到位)?了?"
)
_MAY_BE_IN_TIME = re.compile(r"按时|按期|如期|及时|准时|提前|未|无|没有|不|批准|同意|批复|疫情")
_LATE_LENGTH = 24


def is_late(actual: str) -> bool:
    """Whether a short result says outright that the thing was late: 延期完成, 推迟两个月完成."""
    reached = normalize(actual)
    if len(reached) > _LATE_LENGTH or _MAY_BE_IN_TIME.search(reached):
        return False
    late = _LATE.search(reached)
    return late is not None and _LATE_END.fullmatch(reached.rstrip("。"), late.end()) is not None


_ALL = re.compile(
    r"(?:实现|达到|做到|保证|确保)?(?:[\u4e00-\u9fff]{0,8}(?:全覆盖|全面覆盖)|全部(?:完成|覆盖|到位|达标|合格|落实|办结|发放)?"
    r"|全员(?:参与|覆盖)?|全数)"
)
_EVERY = re.compile(r"所有|全部|全体|各[镇乡村区县街]|全覆盖|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]")
_PROMPT = re.compile(r"按时|按期|如期|及时|准时")
_RATE = re.compile(
    r"(?:率|比例|占比|进度|达|达到|为|完成|覆盖|拨付|支付|发放|到位|办结|落实|及时|按时|按期)[：为达到]{0,2}$"
)
_LEFT_OUT = re.compile(
    r"[1-9]\d{0,4}(?:个|家|户|人|名|处|座|台|套|件|项|条|所|村|镇|乡|县|区|部|辆|份|批|次)[\u4e00-\u9fff]{0,4}?"
    r"(?:未能?|没有|尚未|仍未|还未)(?:覆盖|完成|完工|竣工|开展|实施|达标|参加|参与|到位|落实|到货|交货|交付|发放|建成|开工|办结|结题)"
    r"(?=[，。；、)]|$)"
)
_MADE_UP = re.compile(r"已(?:全部|经)?(?:补|整改|覆盖|完成|到位)|均已|其余")
_WHOLE = 100


def _falls_short_of_all(wanted: str, reached: str, name: str) -> bool:
    """全覆盖 against 95%, 及时 against 90%: one rate is the whole result, and it is not 100%."""
    if not (_ALL.fullmatch(wanted) or _PROMPT.search(wanted)):
        return False
    found = quantities(reached)
    return len(found) == 1 and _is_partial(found[0], name)


def _is_partial(rate: Quantity, name: str) -> bool:
    if not rate.is_percent or rate.unit == "‰" or rate.trend or rate.approximate or rate.is_range:
        return False
    own = not rate.subject or rate.subject in name or _RATE.search(rate.subject) is not None
    upper = rate.relation is not None and rate.relation.is_upper
    return own and not rate.tail and not upper and 0 < rate.low < _WHOLE


def left_out(target: str, actual: str) -> str:
    """What was left out where all were wanted: 1个未覆盖; "" where nothing was."""
    reached = normalize(actual)
    found = _LEFT_OUT.search(reached)
    if found is None or _EVERY.search(normalize(target)) is None or _MADE_UP.search(reached):
        return ""
    return found.group()


def not_delivered(target: Quantity, reached: Quantity, actual: str) -> str:
    """2台未到货 of 30台 that were bought, where the target needs them; "" otherwise."""
    plain = normalize(actual)
    found = _LEFT_OUT.search(plain, reached.end)
    if found is None or not target.unit or _MADE_UP.search(plain):
        return ""
    missing = quantities(found.group())
    if not missing or missing[0].unit != target.unit != "":
        return ""
    return found.group() if reached.low - missing[0].low < target.low else ""


@lru_cache(maxsize=4096)
def contradicts(target: str, actual: str, name: str) -> str:
    """How a result contradicts a target in words, for a message; "" where it does not."""
    wanted, reached, named = bare(target), bare(actual), normalize(name)
    if not wanted or len(wanted) > _LONGEST or len(reached) > _LONGEST:
        return ""
    if {wanted, reached} == {"是", "否"} or _happened(wanted, reached, named):
        return "与指标值相反"
    if _broke_the_peace(wanted, reached):
        return "与指标值相反"
    if failed := _failed_in_part(wanted, normalize(actual), named):
        return f"有“{failed}”"
    if _exceeded(normalize(target), reached) or exceeds_its_limit(target, actual, named):
        return "超出了限额"
    if _IN_TIME.search(wanted) and is_late(actual):
        return "没有按时完成"
    if _falls_short_of_all(wanted, normalize(actual), named):
        return "没有达到全部"
    return ""


_LONGEST = 40
