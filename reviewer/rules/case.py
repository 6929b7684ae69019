"""A form under examination: the form, the policy in force, and facts several rules need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from reviewer.models import Form, FormKind, Indicator, Number
from reviewer.rules.ditto import source_row
from reviewer.standing.attainment import Attainment, attain

if TYPE_CHECKING:
    from reviewer.policy import Policy

_NOTHING = (
    "0 无 无无 没有 暂无 见无 空 略 无内容 无说明 无需说明 无需改进 无原因 没有原因 不详 未知"
    " 无偏差 无偏离 无差异 没有偏差 不存在偏差 无偏差原因 无未完成原因 无改进措施 不适用 不涉及"
    " 未填 未填写 未说明 待填 待补充 na nil none null"
)
EMPTY_EXPLANATIONS = frozenset(("", *_NOTHING.split()))
"""What an explanation cell says, its signs taken away, where it says nothing."""
_SIGNS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class RowFacts:
    """An indicator row and what follows from it.

    `attainment` compares the result with the target; `deduction` is 分值 − 得分, None where one of
    them is no number or a score is negative.
    """

    index: int
    indicator: Indicator
    attainment: Attainment
    deduction: Fraction | None
    is_explained: bool

    @property
    def weight(self) -> Number:
        return self.indicator.weight

    @property
    def score(self) -> Number:
        return self.indicator.score

    @property
    def label(self) -> str:
        """The row's name for a message."""
        return self.indicator.name.text or "（未填名称）"

    @property
    def words(self) -> str:
        """What the row says itself: its name, target and result."""
        row = self.indicator
        return f"{row.name.text} {row.target.text} {row.actual.text}"

    @property
    def is_sub_row(self) -> bool:
        """A row without 分值 and 得分 of its own (其中…)."""
        return self.weight.is_empty and self.score.is_empty

    @property
    def has_full_marks(self) -> bool:
        return self.deduction is not None and self.deduction <= 0


class Case:
    """One form with the policy that it is checked under."""

    def __init__(self, form: Form, policy: Policy) -> None:
        self.form = form
        self.policy = policy

    @property
    def scored(self) -> bool:
        """Whether 分值 and 得分 are expected at all."""
        kind = self.form.kind
        return self.policy.scored and self.form.scored and kind is not FormKind.TRANSFER

    @cached_property
    def rows(self) -> tuple[RowFacts, ...]:
        """The indicator rows, in the order of the form."""
        return tuple(self._facts(i, row) for i, row in enumerate(self.form.indicators))

    def has_words_for(self, index: int) -> bool:
        """Whether a row's explanation says anything; 同上 says what the row above does."""
        source = source_row(self.form, index)
        if source is None:  # 同上 may be said of a row that was not read
            return self.form.unread_at("indicators") is not None
        return has_words(self.form.indicators[source].explanation.text)

    def _notes_name(self, row: Indicator) -> bool:
        """Whether a box such as 说明 or 其他需要说明的问题 under the table speaks of the row."""
        name = row.name.text.strip()
        notes = self.form.notes if len(name) >= _SHORTEST_NAME else ()
        return any(_ABOUT.match(note.text) and name in note.text for note in notes)

    def _facts(self, index: int, row: Indicator) -> RowFacts:
        weight, score = row.weight.exact, row.score.exact
        deducted = None if weight is None or score is None else weight - score
        if score is not None and score < 0:
            deducted = None  # A305 says so; nothing else follows from it.
        return RowFacts(
            index=index,
            indicator=row,
            attainment=attain(row, self.form.year, self.policy.reverse_formula),
            deduction=deducted,
            is_explained=self.has_words_for(index)
            or has_words(self.form.explanation.text)
            or self._notes_name(row),
        )


_ABOUT = re.compile(r"(?:[一二三四五六七八九\d]{1,2}[、.．])?(?:其他)?(?:需要?)?(?:说明|备注|存在)")
_SHORTEST_NAME = 4


def has_words(explanation: str) -> bool:
    """Whether an explanation cell says anything.

    "无", "/", "—" count as empty, and so do 原因：无；措施：无 and what a template asks for:
    （请填写偏差原因）, ××原因.
    """
    if len(explanation) > _LONGEST_EMPTY:
        return True
    bare = _UNFILLED.sub("", _SIGNS.sub("", explanation).lower())
    if bare in EMPTY_EXPLANATIONS or _HEADED_NOTHING.fullmatch(bare):
        return False
    return _ASKED_FOR.fullmatch(bare) is None


_LONGEST_EMPTY = 40
_WORDS = "(?:偏差|未完成|未达标|扣分|主要|具体|存在|原因|分析|说明|情况|问题|及|和|或|与|的|下一步|拟采取|改进|整改|措施)"
_HEADING = f"{_WORDS}{{0,8}}(?:原因|分析|措施|说明|问题|情况|内容)"
_ASKED_FOR = re.compile(
    rf"(?:请|须|需|应)?(?:在此处?|此处|简要)?(?:填[写报入]|输入|说明|写明|分析)(?:{_HEADING})?(?:限?\d+字(?:以?内)?)?"
    rf"|(?:因|由于|受)?{_HEADING}(?:未完成)?"
)
"""A heading or an instruction, signs and blanks to fill in taken away."""
_NONE = "(?:暂无|没有|无|略|不详|不适用|不涉及|未知|0)"
_HEADED_NOTHING = re.compile(
    rf"(?:[1-9一二三四])?(?:{_NONE}?{_HEADING}(?:及(?:结果)?应用方案)?{_NONE}?(?:[1-9一二三四])?){{1,3}}"
)
"""原因：无；措施：无 under one or several headings, or the headings alone."""
_UNFILLED = re.compile(r"x{2,}|某某|[○〇]+")
