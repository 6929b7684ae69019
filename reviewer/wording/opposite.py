"""Explanations that say the opposite of what their row shows, in words.

Beside a target that was missed: 超额完成, 目标设定偏低, 全部合格, 按期开放, 成本低于预算; beside one
far exceeded: 培训减少. What speaks of another thing or of a part says nothing of the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.reading.accounts import Role, read_account
from reviewer.wording.own import is_of_row

_LONGEST = 120
"""A longer text says more than that, and weighs one thing against another."""
_LACK = re.compile(
    r"[未没缺晚]|(?<!偏)差|(?<![偏过较])少(?!数民族)|不[足够能及到高]|无法|取消|停|[延推]迟|延[期误后]|[减降]|滞后|困难|除|其余|剩余|余下|[只仅]|部分|个别|但"
    r"|上年|去年|往年|[线上下]线|城区|农村"
)
"""Of a shortfall too, or of a part: it weighs one against the other."""
_TARGET = (
    "(?:年度|年初|本年|全年|绩效|预期|设定|既定|的)*(?:目标|指标|计划|任务|预期)(?:值|数|量|要求)?"
)
_MORE = re.compile(
    rf"(?P<head>.{{0,30}}?)(?<![未不没])(?:超额(?:完成|实现|达成)|(?:超过|超出|高于|多于|大于|优于|好于)了?{_TARGET}|超出?预期)"
    r"了?(?P<object>.{0,16})"
)
_TOO_LOW = re.compile(
    r"(?P<head>.{0,16}?)(?:目标|指标|计划|任务)[值数量]?(?:设[定置]|制定|编制|测算|预[计估测]|确定|申报)?得?"
    r"(?:过低|偏低|较低|太低|过少|偏少|较少|偏保守|过于保守|较为?保守|保守)了?"
)
_LIMIT = (
    "(?:年初|年度|全年|项目)?(?:预算|概算|限额|控制[数价]|目标值?|指标值?|计划数?|预期值?|标准)"
)
_LESS = re.compile(
    rf"(?P<head>.{{0,20}}?)(?<![未不没])(?:(?:低于|少于|小于)了?{_LIMIT}|(?:节约|节省)(?:明显|显著|较多)|提前完成)"
)
_COST = re.compile(r"成本|费用?|支出|开支|经费|资金|单价|造价|项目|时限|用时|时间")
_VERB = "完成|建成|达标|达到|达成|实现|合格|通过|覆盖|到位|发放|培训|参训|举办|开展|实施|完工|竣工|交付|验收|办结|落实|安装|开放|满意"
_ALL_DONE = re.compile(
    rf"(?P<head>.{{0,20}}?)(?:已经?|均已?|都已?)?(?:全部|全面|全数|均|都|圆满)已?(?P<verb>{_VERB})(?!率)了?(?P<object>.{{0,16}})"
)
_IN_TIME = re.compile(
    rf"(?P<head>.{{0,24}}?)(?:按期|如期|按时|准时|提前)(?:全部|正式|顺利)?(?:{_VERB}|投用|启用|上线|开业|印发|提交|报送)了?(?P<object>.{{0,12}})"
)
_DECREASE = re.compile(
    r"(?P<head>.{0,16}?)(?:有所|大幅|相应|明显)?(?:减少|下降|降低|不足|未(?:能)?(?:完成|达到?|开展)|低于目标)(?:了|目标值?|任务|计划)?"
)
_GROWTH = re.compile(r"[增超多扩]|高于|偏低|较低|过低|保守|提[高升]|恢复|踊跃|转|改|集中|新")
_LESS_WANTED = re.compile(r"下降|减少|降低|压[减缩降]|节[约能省]|缩短|人均|均|率")


@lru_cache(maxsize=4096)
def denies_miss(explanation: str, row_words: str, *, less_is_better: bool) -> str:
    """The clause that says that a missed target was reached or passed; "" where none does.

    Args:
        explanation: the cell.
        row_words: the row's name, target and result.
        less_is_better: the target is a limit (成本, 时限).
    """
    plain = normalize(explanation)
    if len(plain) > _LONGEST:
        return ""
    told = tuple(_told(explanation))
    lacks = _LACK.search(plain) is not None
    for clause in told if not lacks else ():
        passed = (_LESS if less_is_better else _MORE).match(clause)
        if passed and _speaks_of_row(passed, row_words):
            return clause
        low = None if less_is_better else _TOO_LOW.fullmatch(clause)
        if low and is_of_row(low["head"], row_words):
            return clause
    return "" if lacks else _all_done(told, row_words)


def _speaks_of_row(found: re.Match[str], row_words: str) -> bool:
    parts = found.groupdict()
    head = _COST.sub(" ", parts["head"]) if found.re is _LESS else parts["head"]
    return is_of_row(head, row_words) and is_of_row(parts.get("object") or "", row_words)


def _all_done(told: tuple[str, ...], row_words: str) -> str:
    """全部合格 as all that is told; a number other than the target's may make it a part."""
    verdict = ""
    for clause in told:
        done = _ALL_DONE.match(clause)
        if done and _speaks_of_row(done, row_words):
            verdict = verdict or clause
        elif not _is_idle(clause):
            return ""
    wanted = {one.low for one in quantities(row_words)[:1]}
    own = {one.low for clause in told for one in quantities(clause)}
    return verdict if own <= wanted else ""


_NO_DEVIATION = re.compile(
    r"(?:无|没有|不存在)偏[差离]|(?:今后|下年|明年)?(?:继续|持续|再接再厉).{0,12}"
)


def _is_idle(clause: str) -> bool:
    return _NO_DEVIATION.fullmatch(clause) is not None


def denies_delay(explanation: str, row_words: str) -> str:
    """The clause that says that something late was in time; "" where none does."""
    plain = normalize(explanation)
    if len(plain) > _LONGEST or _LACK.search(plain):
        return ""
    for clause in _told(explanation):
        kept = _IN_TIME.match(clause)
        if kept and _speaks_of_row(kept, row_words):
            return clause
    return ""


def tells_of_less(explanation: str, row_words: str) -> str:
    """The clause that says that there was less of what far exceeded its target; "" for none."""
    plain = normalize(explanation)
    name = row_words.split(" ", 1)[0]
    if len(plain) > _LONGEST or _GROWTH.search(plain) or _LESS_WANTED.search(name):
        return ""
    for clause in _told(explanation):
        less = _DECREASE.fullmatch(clause)
        if less and less["head"] and is_of_row(less["head"], row_words):
            return clause
    return ""


def _told(explanation: str) -> Iterator[str]:
    """The clauses that report a fact."""
    for clause in read_account(explanation).clauses:
        if clause.role != Role.MEASURE and Role.ELSEWHERE not in clause.role:
            yield clause.text
