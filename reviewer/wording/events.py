"""Which of several dated events in a result is the one that has the deadline.

10月25日完工，11月8日通过验收 keeps a deadline for 完工 and misses one for 验收.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import normalize

_KINDS = {
    "start": r"开工|动工|启动|进场",
    "contract": r"签订|签约|中标|招标",
    "finish": r"完成|完工|竣工(?!验收)|建成|结束|办结|完毕|举办|召开|落实|实施",
    "accept": r"验收|评审|鉴定|终验|核查|审查|结题|结项|考核",
    "use": r"交付|投入使用|投用|上线|启用|开放|试?运行",
    "pay": r"支付|拨付|发放|兑付|到位|付款",
    "publish": r"印发|发布|出具|提交|报送|公示|发证",
}
_EVENT = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()))
_PART = re.compile(
    r"\d(?:个|处|座|家|户|台|套|条|栋|项|所|间|口|村|镇|批|期|标段)|其余|剩余|余下|另|最后|部分|个别|全部(?!交付|投)"
    r"|第[一二三四五\d]|[一二三四五]期|主体|尚|才"
)
_AFTERWARDS = re.compile(r"审计|决算|结算|公示|付款|尾款|质保|评价|总结|归档|移交|清算")
"""What follows when the work is done."""
_NO_NAME = re.compile(r"完成|时间|日期|时限|期限|节点|及时|进度|情况|工作|项目|工程|[率度]")


def comes_too_late(name: str, late: str, in_time: str) -> bool:
    """Whether the later of two dated clauses tells of what was due, though the earlier kept it.

    Args:
        name: the row's name and target, which say what was due.
        late: the clause with the date behind the deadline.
        in_time: the clauses with dates before it.
    """
    due, then, before = _due(name), _kinds(late), _kinds(in_time)
    if due not in then or (_AFTERWARDS.search(late) and not _AFTERWARDS.search(name)):
        return False
    if due not in before:
        return True
    return _PART.search(f"{late}，{in_time}") is not None or _names(name, late, in_time)


@lru_cache(maxsize=4096)
def _kinds(clause: str) -> frozenset[str]:
    return frozenset(found.lastgroup or "" for found in _EVENT.finditer(normalize(clause)))


def _due(name: str) -> str:
    """What is to be done by then: the last event named, as 竣工验收 and 安装完成 have it."""
    kinds = [found.lastgroup or "" for found in _EVENT.finditer(normalize(name))]
    special = [kind for kind in kinds if kind != "finish"]
    return (special or kinds or ["finish"])[-1]


def _names(name: str, late: str, in_time: str) -> bool:
    """设备采购 was due: 12月完成采购 is it, 10月完成招标 is not."""
    words = _NO_NAME.sub(" ", normalize(name))
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    own = {pair for pair in pairs if " " not in pair and pair in late}
    return any(pair not in in_time for pair in own)
