"""Whether a clause of an explanation tells what is to be done, or was done, about a gap.

Nobody writes 将 or 拟 before everything. A form is filled in when its year is over, so what it says
of a later year is a promise where the clause has a verb of doing, and a late fact (2024年才到货) or
a state (2024年预算减少) where it has not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from reviewer.language.patterns import pattern
from reviewer.language.words import content
from reviewer.lexicon import Mark, lexicon
from reviewer.reading.marked import LONGEST, Marked

MIN_OBJECT = 2
_REACH = 24
"""So many characters may stand between 与 or 通过 and the verb that it belongs to."""
_YEAR = pattern(r"(?<!\d)(20\d\d)年(?:度|初|内|底|末|起|[上下]半年|第?[一二三四]季度)?")
_TIME = pattern(
    r"(?:20\d\d年|今年)?(?:\d{1,2}月(?:\d{1,2}日|份|[上中下]旬|[底末初])?|[一二三四]季度末?|[上下]半年|年底前?|[寒暑]假|[春秋汛]季|"
    r"春节|清明|国庆|开学|雨季|汛期?|入冬|[\u4e00-\u9fff]{2,4}(?:以|之)后)(?:之?前|后|起|内|底|再)?"
)
"""A time that a clause may begin with."""
_BY = pattern(r"[^，]{0,8}?前")
_WITHIN = pattern(r"，?\d{1,3}(?:日|天|个)")
_OFFICE_ENDS = pattern(
    r"(?:[所站股局科办镇乡村队厂馆院校委联室团组处部会社]|公司|中心|街道|厂家|单位)[一-鿿]?长?(?=20\d\d年|今年|\d{1,2}月|年底)"
)
"""Who acts, directly before the time."""
_DEADLINE = pattern(r"(?:20\d\d年|今年)?(?:\d{1,2}月(?:\d{1,2}日|份|[上中下]旬|[底末初])?|年底)前")
_ACTS = ("act", "directive", "remedy")
DONE = frozenset(("已", "已经", "均已"))


@dataclass(frozen=True)
class View(Marked):
    """A clause of an explanation of a form of that year."""

    year: int | None

    @cached_property
    def is_factual(self) -> bool:
        """Whether it tells why or what is lacking; 取消人工复核环节 first in a clause is an act."""
        lessening = self.at(self.opening, "lack")
        start = 0
        if lessening is not None and _changes(lessening):
            start = lessening.end
            if len(self.text) - start < MIN_OBJECT or self.text[start] == "了":
                start = 0
        return (
            self.cause is not None
            or self.hinders(start)
            or self.is_in_vain
            or self.text.startswith(_TURNS)
        )

    @property
    def is_in_vain(self) -> bool:
        """入户后装不上, 家属也表示理解: what could not be done, and how it was borne."""
        return "in_vain" in self.concepts

    # Where the clause's own verb stands ----------------------------------------------------------

    @cached_property
    def opening(self) -> int:
        """Where the verb of a clause without a subject would stand: behind time, actor and manner."""
        at = 0
        for _ in range(8):
            found = _TIME.match(self.text, at) or _YEAR.match(self.text, at)
            mark = self.at(at, "actor", "manner", "future", "future_first", "keep")
            if mark is not None and not self.at(at, "pledge", *_ACTS):
                at = mark.end
            elif found is not None:
                at = found.end()
            else:
                break
        return at

    def acts_first(self) -> bool:
        """Whether the clause begins with a verb of doing, or with whom or what it is done."""
        at = self.opening
        own = _YEAR.match(self.text)
        if (
            (own and not self.later_year)
            or set(self.text[:at]) & set("需仍尚还")
            or self.text.endswith(_BURDENS)
        ):
            return False
        verb = self.at(at, *_ACTS, "act_short")
        if verb is not None:
            return len(content(self.text[at:])) >= MIN_OBJECT
        manner = self.at(at, "preposition") or self.at(0, "preposition")
        return manner is not None and bool(
            self.of(*_ACTS, start=manner.end + 1, end=min(len(self.text), manner.end + _REACH))
        )

    # What is to come -----------------------------------------------------------------------------

    @cached_property
    def later_year(self) -> re.Match[str] | None:
        """A year after the form's; where that is not known any year may be a later one."""
        named = _YEAR.finditer(self.text)
        return next((m for m in named if self.year is None or int(m[1]) > self.year), None)

    @property
    def names_own_year(self) -> bool:
        """It begins with a year, and none to come: what it tells is over."""
        return self.begins_with_year and self.later_year is None

    @property
    def begins_with_year(self) -> bool:
        return _YEAR.match(self.text) is not None

    @property
    def is_of_earlier_year(self) -> bool:
        named = _YEAR.match(self.text)
        return named is not None and self.year is not None and int(named[1]) < self.year

    def announces(self) -> bool:
        """Whether something is announced: after 下一步, 今后, 将, or in a year to come."""
        if self.wants():
            return False
        if self._in_later_year() or self._is_left_for_later():
            return True
        if self._waits():
            return True
        return self._after_future()

    def wants(self) -> bool:
        """Something could be better (有待完善, 有提升空间): a shortcoming, not an act."""
        if not self.chain("wanting", "better", 6):
            return False
        last = max(self.of("better"), key=lambda one: one.end)
        rest = lexicon("explanation").without(self.text[last.end :], "room", "better")
        return not rest.strip()

    @property
    def promises(self) -> bool:
        """民政所2024年3月底前上门, 自来水公司5月前换完: an office, its time, and nothing that hinders."""
        if self.cause is not None or self.hinders() or self.text.endswith("了"):
            return False
        if self.is_by_others:
            return False
        for office in islice(_OFFICE_ENDS.finditer(self.text[:24]), 4):
            later = self.later_year
            to_come = later is not None and later.start() == office.end()
            if _DEADLINE.match(self.text, office.end()) or (to_come and self._sets_going(office)):
                return not set(self.text[office.end() :]) & set("才仍曾")
        return False

    def _sets_going(self, office: re.Match[str]) -> bool:
        """Whether a verb of doing stands behind it; what suppliers and events bring is none."""
        later = self.later_year
        verb = self.first(*_ACTS, start=office.end())
        verb = verb or (self.at(later.end(), "act_short") if later is not None else None)
        return (
            verb is not None and not self.of("event") and not office[0].startswith(("公司", "厂"))
        )

    @property
    def settles(self) -> bool:
        """已与县医院约好, 招聘公告已贴: set going for what is still to be done."""
        if self.cause is not None or self.hinders():
            return False
        return lexicon("restating").holds(self.text, "arranged")

    def _in_later_year(self) -> bool:
        named = self.later_year
        if named is None or self.is_by_others:
            return False
        start = named.end()
        if self._changes(start):
            return True
        by = _BY.match(self.text, start)
        if self.of(
            "lack", "above", *(() if by else ("event",)), start=start
        ) or self.text.startswith(("仍", "还在", "尚", "才"), start):
            return False
        if self.cause is not None and self.cause.start < start:
            return False
        early = named.start() <= MIN_OBJECT or self.text[named.start() - 1] in "于在至到"
        verb = self.first(*_ACTS, "pledge", start=start)
        if self.of("negation", start=start, end=len(self.text) if verb is None else verb.start):
            return False
        said = len(content(self.text[start:]))
        is_plain = verb is not None or by is not None or self.year is not None
        return early and is_plain and said >= MIN_OBJECT

    def _changes(self, start: int) -> bool:
        """2024年减少计划人数, 明年指标值相应调减: lessening that has an object, or a plan to lessen."""
        tail = View(self.text[start:], self.year)
        if tail.first("negation") or tail.text.endswith("了"):
            return False
        verb = next((m for m in tail.marks if m.start == tail.opening and _changes(m)), None)
        if verb is not None and len(tail.text) - verb.end >= MIN_OBJECT:
            return True
        befores = (tail.text[: mark.start] for mark in tail.marks if _changes(mark))
        return any(
            before.endswith(lexicon("restating").words("planned")) or _ADAPTED.search(before)
            for before in befores
        )

    def _is_left_for_later(self) -> bool:
        """剩余2期并入下一期, 余下5公里5月清完: what is left and what becomes of it."""
        left = self.at(0, "rest")
        if left is None:
            left = self.first("rest")
            if left is None or not self.at(self.opening, *_ACTS, "promptly", "achieved"):
                return False
        if self.hinders(left.end) or self.cause is not None or self._is_over(left.end):
            return False
        told = any(m.word in ("已", "均", "均已") for m in self.of("only", start=left.end))
        return bool(
            self.of(*_ACTS, start=left.end)
            or (not told and (self.later_year or _TIME.search(self.text, left.end)))
        )

    def _is_over(self, start: int) -> bool:
        """剩下的11件都是11月以后进来的: what it is and how it came about, no plan."""
        return (
            self.text.endswith(("的", "了"))
            and self.later_year is None
            and "是" in self.text[start:]
        )

    def _waits(self) -> bool:
        """待审计后支付, 报告出具后立即付款."""
        if self.first("cause") is not None or self.first("lack") is not None:
            return False
        for later in self.of("after", start=MIN_OBJECT):
            waited = self.first("await", end=later.start)
            soon = self.first("promptly", start=later.end, end=min(len(self.text), later.end + 6))
            acts = self.first(*_ACTS, "pay", start=later.end)
            if waited is not None and waited.start <= 2 and (soon or acts):
                return True
            if self.first("pay", start=later.end, end=min(len(self.text), later.end + 8)):
                return True
            if _WITHIN.match(self.text, later.end):
                return True
            opened = self.text.startswith(("在", "合同约定", "质保期"))
            if soon is not None and (opened or soon.word not in _ALSO_TOLD or "，" in self.text):
                return True
        return False

    def payment_waits(self) -> bool:
        """尾款待审计后支付 says at once why it was not paid and when it will be."""
        if self.text.startswith(("合同", "按合同", "协议")):
            return self.chain("after", "pay", 8)
        owed = self.first("payment")
        if owed is None or not self.of("after", start=owed.end):
            return False
        return self.chain("after", "pay", 4, start=owed.end) or self.chain(
            "await", "pay", _REACH, start=owed.end
        )

    def _after_future(self) -> bool:
        future = self.first("future") or self.at(0, "future_first")
        if future is None:
            return False
        cause = self.cause
        if cause is not None and cause.start < future.start:
            # 由于后续资金未到位: the future word belongs to the cause, unless 将 comes after it.
            later = self.of("future", start=cause.end)
            future = next((m for m in later if m.word in ("将", "拟") or m is not later[0]), None)
            if future is None:
                return False
        start = future.end
        if self._changes(start):
            return True
        if self.of(*_ACTS, "pledge", start=start) and len(self.text) - start >= MIN_OBJECT:
            return not self.of("negation", start=start, end=start + 3)
        said = self.text[start:]
        return len(content(said)) >= MIN_OBJECT and not self.hinders(start)

    # What was done -------------------------------------------------------------------------------

    def reports_remedy(self) -> bool:
        """已整改到位, 已督促供应商: an act against the gap that can be nothing else."""
        if self._done is not None:
            return bool(self._done_by("remedy"))
        return any(word in self.text for word in ("整改到位", "整改完毕", "整改完成"))

    def reports_act(self) -> bool:
        """已召开调度会, 方案已修订: an act; it may be the circumstance behind the gap as well."""
        if self._done is None:
            verbs = (one for one in self.of(*_ACTS, "pledge") if not _changes(one))
            return any(self.text.startswith("了", verb.end) for verb in verbs)
        return bool(self._done_by(*_ACTS, "pledge"))

    @cached_property
    def _done(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.word in DONE), None)

    def _done_by(self, *concepts: str) -> list[Mark]:
        """The marks of these concepts close behind 已."""
        if self._done is None:
            return []
        end = min(len(self.text), self._done.end + 16)
        return self.of(*concepts, start=self._done.end, end=end)

    @property
    def office_acts(self) -> bool:
        """林业站请测绘队重新勘界, 馆里换了两台柜机: whose matter it is, and what they do or did."""
        if (
            self.is_factual
            or self.concepts & {"event", "praise"}
            or self.text.endswith(("过", "了"))
        ):
            return False
        if self._done_by("act_short") or self.of("disposes", start=1):
            return True
        return any(
            0 < verb.start <= 8
            and self.text[verb.start - 1] in _OWN
            and len(self.text) - verb.end >= MIN_OBJECT
            for verb in self.of(*_ACTS, "act_short")
        )

    @property
    def is_by_others(self) -> bool:
        return self.at(0, "above") is not None or "耗时" in self.text or "历时" in self.text


def _changes(mark: Mark) -> bool:
    """Whether it is a word that sets a plan higher or lower."""
    return mark.word in lexicon("restating").words("changed")


_ADAPTED = pattern(r"(?:任务|目标|指标|计划).{0,8}?(?:按|据|相应|适当|合理)")
"""次年任务面积按实际粮田核减, 2024年指标值相应调低."""
_TURNS = ("后来", "却", "不料", "谁知", "临到")
"""已约定12月交房，后来换了主意: what went otherwise than settled."""
_BURDENS = ("费用", "成本", "支出", "开支", "工作量", "难度", "压力", "需求", "负担")
_OWN = frozenset("所站股局科办镇乡村队馆院委室处部会社里医员长心场")
_ALSO_TOLD = frozenset(
    ("完成", "开展", "实施", "组织", "启动", "支付", "付款", "进行", "才能", "恢复", "调整", "一次")
)


_MAY_BE_GOOD = frozenset(
    ["中标", "低于", "高于", "较低", "偏低", "核减", "压减", "下降", "降低", "反映", "变动", "才"]
)
"""中标价低于预算 lacks nothing."""


def tells_of_lack(clause: str) -> bool:
    """Whether a clause tells of a shortfall, of what hindered, or of what could be better."""
    view = View(clause[:LONGEST], None)
    return (
        any(one.word not in _MAY_BE_GOOD for one in view.of("lack"))
        or view.chain("negation", "achieved", 6)
        or view.chain("undergo", "influence", _REACH)
        or view.wants()
    )
