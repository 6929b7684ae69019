"""A505: one explanation for several rows, or for several forms of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reviewer.language.quantities import quantities
from reviewer.language.similarity import alike_earlier, bare, numbers, same
from reviewer.language.words import pieces, without_shared
from reviewer.models import NOWHERE, Severity, Text
from reviewer.reading.accounts import read_account
from reviewer.reading.blank import has_words
from reviewer.rules.accounts import deviates
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, missed, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import cut
from reviewer.rules.registry import file_rule

MIN_COPIED = 8
"""Shorter explanations are alike by chance."""


_TWICE = "讲师临时出差，少办2期，2024年3月补办。"


@file_rule(
    "A505",
    Severity.WARNING,
    rests_on=("indicator.actual", "indicator.target"),
    good=[
        of(missed("场地维修，少办2期，3月补办"), missed("讲师紧缺，今后提前聘请", "聘请讲师人次")),
        of(missed("讲师不足"), missed("讲师不足", "聘请讲师人次"), also=("A502", "A504")),
        of(
            missed("因防汛抽调人员，培训班少办，下一步将把培训班安排在冬季", "培训班期数"),
            missed("因防汛抽调人员，宣传周少办，下一步将把宣传周安排在冬季", "宣传周场次"),
        ),
        of(
            Row("公路里程", "20公里", "17公里", "5", "4", "征地拆迁受阻，少建3公里，已协调解决"),
            Row("桥梁座数", "6座", "5座", "5", "4", "征地拆迁受阻，少建1座，已协调解决"),
        ),
        of(
            Row("培训期数", "10期", "10期", "10", "10", "已按计划完成，无偏差"),
            Row("培训人次", "500人次", "500人次", "10", "10", "已按计划完成，无偏差"),
        ),
    ],
    bad=[
        of(missed(_TWICE), missed(_TWICE, "参训学员人次")),
        of(
            missed("需持续推进相关工作，进一步提升工作成效", "体制机制建立"),
            missed("需持续推进相关工作，进一步提升工作成效。", "人才培养"),
            also=("A504",),
        ),
        of(
            missed("因培训场地维修，部分课程推迟，下一步将提前落实场地和师资"),
            missed("因培训场地维修，部分课程延迟，下一步将提前落实场地及师资", "参训学员人次"),
        ),
    ],
)
def copied_explanation(cases: Sequence[Case]) -> Iterator[Outcome]:
    """几行用了同一段说明

    查什么：同一张表的几行，或同一文件的几张表，说明一字不差或基本相同（8个字以上）。
    只有数字不同的，数字是各行自己的就不算；不是各行自己的，列为提示。

    为什么：各项指标差多少、因为什么，各不相同；同一段话到处用，多半没有针对本行。

    怎么改：逐行写明本项指标的原因、数量和措施；确实出于同一件事的，写明它对本行影响了多少。
    """
    places = [place for index, case in enumerate(cases) for place in places_of(index, case)]
    earlier = alike_earlier([place.at.text for place in places])
    for place, candidates in zip(places, earlier, strict=True):
        twins = (places[index] for index in candidates)
        yield next((problem for twin in twins if (problem := _copied(place, twin, cases))), PASSED)


@dataclass(frozen=True, slots=True)
class Place:
    """An explanation, the form and row where it stands; `facts` is None for a form's one box."""

    at: Text
    form: int
    facts: RowFacts | None


def places_of(index: int, case: Case) -> Iterator[Place]:
    """A form's explanations long enough to be copies; 已按计划完成 without a deviation is none."""
    for facts in case.rows:
        text = facts.indicator.explanation
        if len(bare(text.text)) < MIN_COPIED or not has_words(text.text):
            continue
        reason = read_account(text.text)
        if deviates(case, facts) or reason.has_cause or reason.has_measure:
            yield Place(text, index, facts)
    if len(bare(case.form.explanation.text)) >= MIN_COPIED:
        yield Place(case.form.explanation, index, None)


def _copied(place: Place, twin: Place, cases: Sequence[Case]) -> Problem | None:
    if place.form == twin.form and place.at.location == twin.at.location != NOWHERE:
        return None  # one cell merged over both rows
    first, second = numbers(twin.at.text), numbers(place.at.text)
    if first != second and _are_own(place, second, first) and _are_own(twin, first, second):
        return None
    if _has_own_words(place, twin) and _has_own_words(twin, place):
        return None
    only_numbers = first != second
    how = "只有数字不同" if only_numbers else "基本相同"
    if not only_numbers and same(place.at.text, twin.at.text):
        how = "一字不差"
    where = _where(twin, cases, other_form=twin.form != place.form)
    return Problem(
        at=place.at,
        message=f"{_where(place, cases)}的说明“{cut(place.at.text)}”与{where}的说明{how}",
        suggestion="分别写明各行自己的原因、差额和措施；出于同一件事的，写明对本行影响了多少",
        field="explanation" if place.facts is None else "indicator.explanation",
        row=None if place.facts is None else place.facts.index,
        evidence=(twin.at,),
        severity=Severity.INFO if only_numbers else None,
        form=place.form,
    )


def _where(place: Place, cases: Sequence[Case], *, other_form: bool = False) -> str:
    form = cases[place.form].form
    project = f"第{place.form + 1}张表“{form.project.text}”" if other_form else ""
    row = "偏差原因说明栏" if place.facts is None else place.facts.place
    return project + row


def _are_own(place: Place, mine: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the numbers in which a text differs are its row's own, or a gap between them."""
    if place.facts is None:
        return True
    row = place.facts.indicator
    printed = numbers(place.facts.words)
    target = {one.low for one in quantities(row.target.text)}
    actual = {one.low for one in quantities(row.actual.text)}
    gaps = {abs(a - b) for a in target for b in actual}
    return all(
        number in printed or Fraction(number.rstrip("%")) in gaps
        for number, other in zip(mine, others, strict=False)
        if number != other
    )


def _has_own_words(place: Place, twin: Place) -> bool:
    """Whether the words in which a text differs from its twin are its own row's."""
    if place.facts is None:
        return False
    differing = " ".join(pieces(place.at.text, twin.at.text))
    return without_shared(differing, place.facts.words) != differing
