"""What a template or a system left in the cells: tags, placeholders, headings taken for values."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|table|tbody|thead|tr|td|th|font|b|i|u|s|em|strong|ul|ol|li|h[1-6]|a|img"
    r"|sub|sup|center|pre|o:p|v:\w{1,20}|w:\w{1,20}|script|style|input|button)(?:\s[^<>]{0,300})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|mdash|ensp|emsp|#\d{1,6}|#x[0-9a-fA-F]{1,6});",
    re.IGNORECASE,
)
_HEADINGS = frozenset(
    (
        *("一级指标", "二级指标", "三级指标", "指标名称", "年度指标值", "指标值", "目标值"),
        *("年初目标值", "预期指标值", "实际完成值", "全年实际完成值", "全年实际值", "完成值"),
        *("分值", "得分", "自评得分", "偏差原因分析及改进措施", "偏差原因分析", "未完成原因分析"),
        *("未完成原因及改进措施", "未完成原因和改进措施", "预期目标", "实际完成情况"),
        *("项目名称", "主管部门", "实施单位"),
    )
)
_ELLIPSIS = frozenset("….。．·")
_UNFILLED = frozenset("X×Ｘx*＊○〇＿_□")
_AROUND = frozenset(
    "年月日号时前后底个家人次万元亿%％项份户台套场期名条件块辆亩公里率≥≤＞＜>=<约不少低高于超过达到第，。、（）()-—至"
)
"""What may stand around the placeholder in a cell that holds nothing else."""
_LONGEST_PLACEHOLDER = 24
_OPENING = re.compile(
    r"请(?:在此|在这里|此处)?(?:填写|输入|填报)|(?:点击|单击)(?:此处|这里)|此处(?:填写|填报|输入)"
    r"|在此处?(?:填写|输入)|示例[：:]|填写说明|例?如[：:]|例[：:]"
)
_BRACKETED = re.compile(
    r"[（(【\[](?:请|此处|在此处?|点击)(?:填写|填报|输入)[^（）()【】\[\]]{0,60}[）)】\]]"
    r"|[（(【\[]填[写报](?:指标|原因|内容|说明|具体|实际|单位|项目)[^（）()【】\[\]]{0,60}[）)】\]]"
    r"|[（(](?:此处|点击此处|单击此处)[^（）()]{0,60}[）)]"
)
_ONLY_BRACKETED = re.compile(r"[（(【\[]填[写报入][^（）()【】\[\]]{1,60}[）)】\]]。?")
_EXAMPLE = re.compile(r"[（(【\[](?:示例|样例|范例|举例|例|参考样式)[）)】\]]$")
_LIMIT = re.compile(r"[（(]?(?:限|不超过)?\d{2,4}字(?:以内|左右)[）)]?$")
_TAIL = 16
_NUMBERED = re.compile(
    r"(?:一级|二级|三级)?(?:指标|目标|任务)\s*[\d一二三四五六七八九十]{1,3}\s*[:：、.．]?\s*[….。]*"
)
_EMPTY_GOAL = re.compile(
    r"目标\s*[\d一二三四五六]{1,2}\s*[：:]\s*(?:…+|\.{3,}|[。；;]*\s*(?=目标\s*[\d一二三四五六]{1,2}\s*[：:]|$))"
)
_NAMED_XX = re.compile(
    r"^(?:[Xx×Ｘ]{2,}|某某)(?=省|市|县|区|局|厅|委|单位|部门|项目|公司|中心|$)|[Xx×Ｘ]{2,4}(?:年度|年|项目|单位)"
)
_HEAD_FIELDS = frozenset(("title", "project", "department", "unit"))


@lru_cache(maxsize=4096)
def markup(text: str) -> tuple[str, ...]:
    """The different HTML tags and entities in a text, in order."""
    if "<" not in text and "&" not in text:
        return ()
    return tuple(dict.fromkeys(_MARKUP.findall(text)))


@lru_cache(maxsize=4096)
def template_wording(text: str, field: str) -> str | None:
    """The words of a template that nobody replaced, None where there are none.

    A placeholder counts where it is the whole cell: 张×× within a sentence is a name withheld.
    """
    bare = text.strip()
    column = field.rpartition(".")[2]
    if not bare or column.startswith("level"):
        return None
    whole = _whole_cell(bare)
    if whole:
        return whole
    if column in _HEAD_FIELDS:
        named = _NAMED_XX.search(bare)
        return named.group() if named else None
    found = _OPENING.match(bare)
    if found is None and ("填" in bare or "输入" in bare or "此处" in bare):
        found = _BRACKETED.search(bare)
        found = found or _ONLY_BRACKETED.fullmatch(bare)
    if found is None and "例" in bare[-_TAIL:]:
        found = _EXAMPLE.search(bare[-_TAIL:])
    if found is None and "字" in bare[-_TAIL:]:
        found = _LIMIT.search(bare[-_TAIL:])
    if found is None and field.startswith("goal."):
        found = _EMPTY_GOAL.search(bare)
    return found.group() if found else None


def _whole_cell(bare: str) -> str | None:
    if len(bare) > _LONGEST_PLACEHOLDER:
        return None
    told = bare in _HEADINGS or _is_ellipsis(bare) or is_placeholder(bare)
    return bare if told or _NUMBERED.fullmatch(bare) else None


def _is_ellipsis(bare: str) -> bool:
    return bare[0] in _ELLIPSIS and set(bare) <= _ELLIPSIS and bare not in ("。", ".", "·")


def is_placeholder(bare: str) -> bool:
    """XX个, ××年××月, ≥××%: nothing but placeholders and units."""
    if _UNFILLED.isdisjoint(bare):
        return False
    letters = [char for char in bare if char in _UNFILLED]
    return len(letters) > 1 and all(char in _UNFILLED or char in _AROUND for char in bare)
