"""Does a form say why its budget changed, or why little of it was spent?

A search for words. It decides only whether to ask, so it takes any sentence about the matter for a
reason, except what the form's own footnotes define or demand (执行率未达到90%的需说明原因).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.models import Form

_SENTENCES = re.compile(r"[。；;\n！!]")
_DEMAND = re.compile(
    r"(?:需(?!要?说明的?(?:问题|事项|情况))|应|须|请|要求)[^。；\n]{0,8}(?:说明|填写|填报|分析)|填表说明|(?:执行率|得分)\s*[=＝]|包括[:：]?|是指"
)
_MONEY = r"(?:预算|资金|经费|拨款|额度|款项)"
_CHANGED = (
    r"(?:调[整减增剂入出]|追[加减]|增[加拨]|[核扣削缩]减|压[减缩]|减[少拨]|收回|回收|追缴|统筹|未下达|未到位"
    r"|未安排|下达|年中|新增|变更|变动)"
)
_CHANGE = re.compile(
    rf"{_CHANGED}[^。；;\n]{{0,16}}{_MONEY}|{_MONEY}[^。；;\n]{{0,16}}{_CHANGED}"
    r"|过紧日子|[压核调]减|调增|追加"
)
_CHANGE_IN_RESULT = re.compile(
    rf"(?:调[整减增剂]|追加|[核压]减|收回)[^。；;\n]{{0,8}}{_MONEY}"
    rf"|{_MONEY}[^。；;\n]{{0,8}}(?:调[整减增剂]|追加|[核压]减|收回)"
    r"|预备费|年初未[列安编][^。；;\n]{0,6}|结转[^。；;\n]{0,10}使用|年底下达"
    r"|(?:追加|调[增减整]|收回)[^。；;\n]{0,6}\d[\d.,]{0,15}[万亿]?元|\d[万亿]?元[^。；;\n]{0,4}(?:调整|统筹|调剂)用于"
    rf"|{_MONEY}[^。；;\n]{{0,6}}由[\d.,]{{1,15}}[万亿]?元[^。；;\n]{{0,4}}调"
)
_LOW = re.compile(
    r"执行率|执行进度|支付|支出|结余|结转|节约|节省|[尾余]款|资金|经费|预算|中标|招标|招投标|采购"
    r"|付款|拨付|下达|未支|[压核审]减|合同[价款]|质保金|款项|[结决]算|财政|报销|成本"
)
_PAID = "(?:支付|付款|拨付|结算)"
_YEAR = r"(?:[下次明来]一?年|20\d\d年)度?"
_LOW_IN_RESULT = re.compile(
    r"执行率|未支付|结余|节约|节省|[尾余]款|结转|中标价|[审核压]减|质保金"
    rf"|(?:待|等|未到)[^。；;\n]{{1,20}}{_PAID}"
)
_PAID_LATER = re.compile(rf"{_PAID}[^。；;\n]{{0,6}}{_YEAR}|{_YEAR}[^。；;\n]{{0,6}}{_PAID}")
"""A line below the table speaks of a year because it is another one than the form's."""


def explains_change(form: Form) -> bool:
    """Whether something in the form says that the budget was changed in mid-year, and why."""
    if _says(_CHANGE, (*_explanations(form), *(note.text for note in form.notes))):
        return True
    return _says(_CHANGE_IN_RESULT, _results(form))


def explains_low_rate(form: Form) -> bool:
    """Whether an explanation speaks of money, or a result of money that was not spent."""
    if _says(_LOW, _explanations(form)):
        return True
    notes = tuple(note.text for note in form.notes)
    return _says(_LOW_IN_RESULT, (*_results(form), *notes)) or _says(_PAID_LATER, notes)


def _says(words: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(
        words.search(sentence) and not _DEMAND.search(sentence)
        for text in texts
        if words.search(text)
        for sentence in _SENTENCES.split(text)
    )


def _explanations(form: Form) -> Iterator[str]:
    yield form.explanation.text
    yield from (row.explanation.text for row in form.indicators)
    # What found no place in the form may be the very reason.
    yield from (remark.text.text for remark in form.remarks if remark.code == "X901")


def _results(form: Form) -> Iterator[str]:
    if form.goal is not None:
        yield form.goal.achieved.text
    yield from (row.actual.text for row in form.indicators)
