"""Explanations that own up to what was not done: 东湖分馆未建成, 距目标仍有差距, 超出预算.

They are read beside full marks, so that what was made up for (已补办, 改为线上), what was so last
year and what will be done are no confessions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.reading.accounts import Clause, Role, read_account
from reviewer.wording.own import is_of_row, touches_row

_LONGEST = 400
"""Longer texts weigh things against one another; they are left to a reader."""
_MADE_UP = re.compile(
    r"(?<!未)(?:已|均|后|又|再|并)(?:已|经|全部|全|及时|按期|按时|如期|于[^，。；]{1,12}?|在[^，。；]{1,12}?){0,3}"
    r"(?:补|完成|整改|恢复|解决|追|建成|完工|竣工|开放|验收|交付|到货|办结|达到|达标|销号|替换|更换)"
    r"|(?:仍|依然|最终|如期|按期|按时|全部|均|顺利|超额|提前)[^，。；未没]{0,6}(?:完成|达|实现|建成|开放|超)|[未不没](?:造成)?影响"
    r"|(?:采[用取]|通过|利用)[^，。；]{0,10}(?:方式|形式|电话|线上|网[上络]|平台|问卷|回访|访谈)"
    r"|改[为在到用由至]|转[为到至]|调整[为到至]|替代|代替|弥补|补[齐足上办做种训]了|抵[消补]|增[加开办补]|多[办开做]|另[外行]?[开增]|加[开办]"
    r"|上年|去年|往年|以前年度|上一年|历年|不(?:属于?|在|计入|纳入|列入|含|包括|要求)|目标外|计划外|核减|经批准|批准|同意|剔除"
    r"|总体|整体|总计|合计|节[约省]|结余|调剂|录入|填报错|口径|误填"
)
"""What takes a confession back, or says that it is about something else."""
_DENIED = r"(?<![无非])(?<!没有)(?<!不存在)(?<!未发现)(?<!未出现)(?<!杜绝)(?<!避免)(?<!防止)"
_NOT = (
    rf"{_DENIED}(?:尚|仍|还|暂|均|都)?(?:未能?|没有|没能?|无法|不能)"
    r"(?:够|按[时期]|如期|及时|全部|全面|完全|按计划|按要求|正常|继续|顺利){0,2}"
)
_ANY_VERB = (
    "完成|建成|达到|达成|达标|达|实现|开展|实施|举办|举行|完工|竣工|开工|到货|交货|交付|做到"
)
_OWN_VERB = "安装|上线|启用|投用|投入使用|开放|发放|覆盖|培训|参训|验收|办结|落实|签订|演出|改造|整改|检查|检测"
"""A row must speak of these itself: a device bought is not yet one put up."""
_NOT_DONE = re.compile(
    rf"(?P<head>.{{0,40}}?){_NOT}(?P<verb>{_ANY_VERB}|{_OWN_VERB})(?!率|的|者|前|时|后|之)了?(?P<object>.{{0,20}})"
)
_TARGET = (
    "(?:年度|年初|本年|全年|绩效|预期|设定|既定|的)*(?:目标|指标|计划|任务|预期)(?:值|数|量|要求)?"
)
_ENDS = r"(?=$|[\d约近、:：(（])"
"""低于目标 the verdict, not 低于目标的3个村."""
_BELOW = re.compile(
    rf"(?P<head>.{{0,30}}?)(?<![未不没])(?:(?:低于|少于|不及|小于|落后于?)了?{_TARGET}"
    rf"|(?:与|距离?|离|较|同|和){_TARGET}(?:相比)?[还仍尚]?(?:有|存在)[^，。；]{{0,6}}差距)"
    rf"{_ENDS}"
)
_LIMIT = "(?:年初|年度|全年|项目)?(?:预算|概算|限额|控制[数价]|目标值?|指标值?|计划数?|标准|定额)"
_ABOVE = re.compile(
    rf"(?P<head>.{{0,30}}?)(?<![未不没无])(?<!没有)(?<!避免)(?<!防止)(?:(?:超出?|超过|突破|高于|大于)了?{_LIMIT}|超支(?:了|约)?){_ENDS}"
)
_COST = re.compile(r"成本|费用?|支出|开支|经费|资金|单价|造价|项目")
_SURVEY = re.compile(r"满意|调查|问卷|测评")
_NO_SURVEY = re.compile(
    r"(?:[未没](?:有|能)?|无法)(?:有效|及时|按要求|正式)?(?:开展|进行|组织|实施|做|发放)过?[^，。；单专另线现纸]{0,8}(?:调查|问卷|测评)(?!报告)"
)
_OTHER_SURVEY = re.compile(
    r"电话|线上|网[上络]|微信|访谈|座谈|平台|系统|评价器|第三方|回访|抽样|留言|意见[箱簿]"
)


@lru_cache(maxsize=4096)
def confession(explanation: str, row_words: str, *, less_is_better: bool, year: int | None) -> str:
    """The clause that says that something of the row was not reached; "" where none does.

    Args:
        explanation: the cell.
        row_words: the row's name, target and result.
        less_is_better: a limit was set (成本, 时限), and passing it is the shortfall.
        year: the form's.
    """
    plain = normalize(explanation)
    if len(plain) > _LONGEST:
        return ""
    if _SURVEY.search(row_words) and not _OTHER_SURVEY.search(plain):
        unasked = _NO_SURVEY.search(plain)
        if unasked:
            return unasked.group()
    if is_made_up(explanation, year):
        return ""
    told = _told(explanation, year)
    return next((one for one in told if _confesses(one, row_words, less_is_better)), "")


_IS_PAST = re.compile(r"已|上年|去年|往年|以前年度")
_IS_TO_COME = re.compile(r"下一?[步年]|明年|来年|次年|今后|将|拟|计划于|督促")
_YEAR = re.compile(r"20\d\d(?=年)")


def is_made_up(explanation: str, year: int | None) -> bool:
    """Whether it says that what failed was made up for, or is another matter than the row's."""
    clauses = read_account(explanation, year).clauses
    told = (one.text for one in clauses if not is_announced(one, year))
    return _MADE_UP.search("，".join(told)) is not None


def is_announced(clause: Clause, year: int | None) -> bool:
    """Whether a clause tells only what is to be done."""
    if Role.MEASURE not in clause.role or _IS_PAST.search(clause.text):
        return False
    years = (int(named) for named in _YEAR.findall(clause.text))
    later = year is not None and any(named > year for named in years)
    return later or clause.role == Role.MEASURE or _IS_TO_COME.search(clause.text) is not None


def _told(explanation: str, year: int | None) -> Iterator[str]:
    """The clauses that report a fact; what is announced has not failed."""
    for clause in read_account(explanation, year).clauses:
        if not is_announced(clause, year) and Role.ELSEWHERE not in clause.role:
            yield clause.text


def _confesses(clause: str, row_words: str, less_is_better: bool) -> bool:
    undone = _NOT_DONE.match(clause)
    if undone and _is_own(undone, row_words):
        return True
    if less_is_better:
        above = _ABOVE.match(clause)
        return above is not None and is_of_row(_COST.sub(" ", above["head"]), row_words)
    below = _BELOW.match(clause)
    return below is not None and is_of_row(below["head"], row_words)


_OWN_ONLY = re.compile(_OWN_VERB)
_SUPPOSED = re.compile(r"如(?!期)|若|凡|一旦|对|倘")
"""如未完成任务 supposes it, 未完成任务的单位 speaks of those that did not."""


def _is_own(undone: re.Match[str], row_words: str) -> bool:
    verb = undone["verb"]
    if _SUPPOSED.search(undone["head"]) or "的" in undone["object"]:
        return False
    if _OWN_ONLY.fullmatch(verb) and verb not in row_words:
        return False
    return touches_row(undone["head"], row_words) and is_of_row(undone["object"], row_words)
