"""What a template or a system left in the cells: tags, placeholders, headings taken for values."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.patterns import pattern
from reviewer.lexicon import lexicon

_MARKUP = pattern(
    r"</?(?:p|br|div|span|table|tbody|thead|tr|td|th|font|b|i|u|s|em|strong|ul|ol|li|h[1-6]|a|img"
    r"|sub|sup|center|pre|o:p|v:\w{1,20}|w:\w{1,20}|script|style|input|button)(?:\s[^<>]{0,300})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|mdash|ensp|emsp|#\d{1,6}|#x[0-9a-fA-F]{1,6});",
    re.IGNORECASE,
)
_ELLIPSIS = frozenset("….。．·")
_UNFILLED = frozenset("X×Ｘx*＊○〇＿_□")
_AROUND = frozenset(
    "年月日号时前后底个家人次万元亿%％项份户台套场期名条件块辆亩公里率≥≤＞＜>=<约不少低高于超过达到第，。、（）()-—至"
)
"""What may stand around the placeholder in a cell that holds nothing else."""
_LIMIT = pattern(r"[（(]?(?:限|不超过)?\d{2,4}字(?:以内|左右)[）)]?$")
_TAIL = 16
_NUMBERED = pattern(
    r"(?:一级|二级|三级)?(?:指标|目标|任务)\s*[\d一二三四五六七八九十]{1,3}\s*[:：、.．]?\s*[….。]*"
)
_EMPTY_GOAL = pattern(
    r"目标\s*[\d一二三四五六]{1,2}\s*[：:]\s*(?:…+|\.{3,}|[。；;]*\s*(?=目标\s*[\d一二三四五六]{1,2}\s*[：:]|$))"
)
_NAMED_XX = pattern(
    r"^(?:[Xx×Ｘ]{2,}|某某)(?=省|市|县|区|局|厅|委|单位|部门|项目|公司|中心|$)|[Xx×Ｘ]{2,4}(?:年度|年|项目|单位)"
)
_UNFILLED_NUMBER = pattern(
    r"(?<![0-9A-Za-zＸ×])[Xx×Ｘ]{2,4}(?:\.[Xx×Ｘ]{1,2})?[万亿]?(?:元|%|％|人次|场次|平方米|公里|公顷|吨|亩|月|日)"
)
"""足额发放XX万元: with a unit of which no name is made, unlike 王××家 and XX项目."""
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

    A placeholder counts where it is the whole cell, or a number: 张×× within a sentence is a name.
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
    unfilled = _UNFILLED_NUMBER.search(bare)
    if unfilled is not None:
        return unfilled.group()
    return _opening(bare) or _in_brackets(bare) or _at_end(bare, is_goal=field.startswith("goal."))


def _opening(bare: str) -> str | None:
    if not bare.startswith(lexicon("leftovers").words("opening")):
        return None
    first = next(iter(lexicon("leftovers").find(bare[:_TAIL], "opening")), None)
    return first.word if first is not None and first.start == 0 else None


_OPEN, _CLOSE = "（(【[", "）)】]"


def _in_brackets(bare: str) -> str | None:
    """（此处填写偏差原因）; what fills the whole cell need not say where."""
    words = lexicon("leftovers")
    for at, char in enumerate(bare):
        if char not in _OPEN:
            continue
        inside = bare[at + 1 : at + 70]
        end = next((place for place, sign in enumerate(inside) if sign in _OPEN + _CLOSE), None)
        if end is None or inside[end] in _OPEN:
            continue
        piece = bare[at : at + end + 2]
        whole = bare.rstrip("。") == piece
        for mark in words.find(inside[:_TAIL], "invitation", *["fill_in"] * whole):
            if mark.start == 0:
                return piece
    return None


def _at_end(bare: str, *, is_goal: bool) -> str | None:
    tail = bare[-_TAIL:]
    examples = lexicon("leftovers").words("example")
    if tail[-1] in _CLOSE and tail[:-1].endswith(examples):
        begin = max(tail.rfind(sign) for sign in _OPEN)
        if tail[begin + 1 : -1] in examples and begin >= 0:
            return tail[begin:]
    found = _LIMIT.search(tail) if "字" in tail else None
    if found is None and is_goal:
        found = _EMPTY_GOAL.search(bare)
    return found.group() if found else None


def _whole_cell(bare: str) -> str | None:
    if len(bare) > 24:
        return None
    told = (
        bare in lexicon("leftovers").words("heading") or _is_ellipsis(bare) or is_placeholder(bare)
    )
    return bare if told or _NUMBERED.fullmatch(bare) else None


def _is_ellipsis(bare: str) -> bool:
    return bare[0] in _ELLIPSIS and set(bare) <= _ELLIPSIS and bare not in ("。", ".", "·")


def is_placeholder(bare: str) -> bool:
    """XX个, ××年××月, ≥××%: nothing but placeholders and units."""
    if _UNFILLED.isdisjoint(bare):
        return False
    letters = [char for char in bare if char in _UNFILLED]
    return len(letters) > 1 and all(char in _UNFILLED or char in _AROUND for char in bare)


_TEMPLATE = pattern(r"(?:指标\s?\d{0,2}[:：.、．]?|[.…。·]{1,9})\s?")


def is_template_name(name: str) -> bool:
    """指标1：, ……: what stands in the rows of a template."""
    return _TEMPLATE.fullmatch(name.strip()) is not None
