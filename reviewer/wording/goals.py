"""Read 年度总体目标: its labelled parts, its numbers, and sweeping claims that all was done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.language.similarity import words_only
from reviewer.language.words import content
from reviewer.standing.demand import describes

MAX_TEXT = 20_000
MAX_STATED = 300
"""The longest real goals hold some sixty numbers; more are not compared."""


# Parts ---------------------------------------------------------------------------------------

_PART = re.compile(
    r"(?P<whole>(?:项目)?(?:实施期|中长期|中期|长期|总体"
    r"|总)(?:绩效)?目标(?:\(\d{4}[^()]{0,12}\))?)：?"
    r"|(?P<stage>(?:阶段性?|年度|当年|本年度?|近期|20\d\d年度?)(?:绩效)?目标)："
)
MIN_PART = 8


class Parts(NamedTuple):
    """The text under 总目标 and under 阶段性目标, bare of signs."""

    whole: str
    stage: str


@lru_cache(maxsize=256)
def parts(planned: str) -> Parts | None:
    """The goal's two parts, None where it is not divided so."""
    text = normalize(planned[:MAX_TEXT])
    whole = next((label for label in _PART.finditer(text) if label["whole"]), None)
    if whole is None:
        return None
    stage = next((label for label in _PART.finditer(text, whole.end()) if label["stage"]), None)
    if stage is None:
        return None
    return Parts(words_only(text[whole.end() : stage.start()]), words_only(text[stage.end() :]))


@lru_cache(maxsize=256)
def without_labels(text: str) -> str:
    """The bare text without 总目标： and 阶段性目标：."""
    return words_only(_PART.sub("", normalize(text[:MAX_TEXT])))


# Numbers -------------------------------------------------------------------------------------

_OTHER_TIME = re.compile(
    r"每|上年|去年|往年|同比|环比|比上|较上|上一年|[两三五十]年|十[二三四五]五|规划期|累计|总投资"
    r"|总规模|到20\d\d|截[至止]|历年|以来"
    r"|[上下]半年|季度|计划总|现有|原有|共有|下辖|辖区|已有|在册"
)
"""In the clause of a number: a part, another period, a background; no statement of this year."""
_STOP = re.compile(r"[，。；！？]")
_AT_LEAST = re.compile(r"至少|不少于|不低于|最少")
_YEAR = re.compile(r"(20\d\d)年")
_REACH = 80
"""A clause is looked at so far to either side of its number."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of the goal with the clause that it stands in, between commas or full stops."""

    quantity: Quantity
    clause: str
    year: int | None

    @property
    def is_part(self) -> bool:
        """其中…: a part of what another number counts."""
        return "其中" in self.clause

    @property
    def near(self) -> str:
        """The words around it that no other number and no 、 separates."""
        return f"{self.quantity.subject} {self.quantity.tail}"


@lru_cache(maxsize=256)
def stated(text: str) -> tuple[Stated, ...]:
    """The numbers of a goal's text that state what is, or was, to be done in the year."""
    text = text[:MAX_TEXT]
    plain = normalize(text)
    found = []
    every = quantities(text)[:MAX_STATED]
    for quantity, following in zip_longest(every, every[1:]):
        if following is not None and describes(quantity, following):
            continue
        first, last = max(0, quantity.start - _REACH), quantity.end + _REACH
        start = max(plain.rfind(sign, first, quantity.start) for sign in "，。；！？") + 1
        stop = _STOP.search(plain, quantity.end, last)
        clause = plain[max(start, first) : stop.start() if stop else last]
        if quantity.unit and not _OTHER_TIME.search(clause):
            year = _year(plain, first, quantity.start)
            found.append(Stated(_bounded(quantity), clause, year))
    return tuple(found)


def _bounded(quantity: Quantity) -> Quantity:
    """至少举办培训8期: other words may stand between the bound and its number."""
    if quantity.relation is None and _AT_LEAST.search(quantity.subject):
        return replace(quantity, relation=Relation.GE)
    return quantity


def _year(plain: str, first: int, end: int) -> int | None:
    """The last year named in the sentence before a number."""
    start = max(plain.rfind(sign, first, end) for sign in "。；") + 1
    years = _YEAR.findall(plain, max(start, first), end)
    return int(years[-1]) if years else None


# Sweeping claims ------------------------------------------------------------------------------

_ALL = r"(?:各项|各类|全部|所有|一切|年度|全年|本年度?|年初|预期|既定|预定|设定的?)"
_GENERIC = (
    r"(?:各项|各类|全部|所有|年度|全年|本年度?|年初|预期|既定|预定|设定|确定|下达|规定|重点|主要"
    r"|总体|绩效|计划|指标|目标|任务|工作|一级|二级|三级"
    r"|目录|项目|子项目|子项|考核|产出|效益|内容|的|及|和|与|、|20\d\d年)"
)
_THING = r"(?:目标任务|工作任务|目标值|指标值|目标|任务|工作|指标)"
_DONE = r"(?:完成|达成|实现)"
_SWEEPING = re.compile(
    rf"{_DONE}了?(?P<what>{_ALL}{_GENERIC}{{0,8}}?{_THING})(?=$|[，。；！？、)”]|并|且)"
    rf"|(?P<subject>{_ALL}{_GENERIC}{{0,8}}?{_THING})(?:均|都|已|全部|全面|圆满|顺利|按期|如期"
    rf"|按时|超额|得到|得以){{1,4}}{_DONE}(?=$|[，。；！？、)”]|并|且)"
)
_HEDGED = re.compile(
    r"基本|部分|大部|未|没|较好|初步|将|拟|力争|确保|争取|保障|保证|推动|为了?|促进|助力|如果|待"
    r"|正在|努力|尽力|接近|大致|主体|以便|继续|有望|计划|预计"
    r"|按照|围绕|对照|除|难以|不能|无法|要求|需|应"
)
_EXCEPT = re.compile(r"除[^。；]{1,40}外|(?:尚|仍|还)有|未")
_SUBJECT = re.compile(
    r"全部|(?:20)?\d\d年度?|截[至止][^，。；]{1,10}|\d{1,2}月[底末份]?|全面|圆满|顺利|如期|按质"
    r"|保质|保量|按量|超额|较?好地|地|按照?计划|我[局委院校中单处站所]"
    r"|本[局委院校单中处站所][位心]?|均|共"
)


@lru_cache(maxsize=256)
def sweeping_claim(achieved: str) -> str:
    """The words that say, without exception or hedge, that all was done; "" where none do."""
    plain = normalize(achieved[:MAX_TEXT])
    for match in _SWEEPING.finditer(plain):
        start = max(plain.rfind(sign, 0, match.start()) for sign in "，。；！？：、") + 1
        before = plain[start : match.start()]
        sentence = max(plain.rfind(sign, 0, match.start()) for sign in "。；！？") + 1
        if _EXCEPT.search(plain, sentence, match.start()):
            continue
        rest = _SUBJECT.sub("", before)
        if not _HEDGED.search(rest) and not content(rest):
            return match.group()
    return ""
