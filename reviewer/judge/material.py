"""What an answer is checked against: the texts of a form, and what was computed from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reviewer.judge.facts import Facts, compute
from reviewer.judge.selection import Selected, Treatment, row_id
from reviewer.judge.stock import Stock, borrowed
from reviewer.models import Form, Goal, Number
from reviewer.rules.case import Case

CONTEXT_KEY = "material"
"""Where a `Material` stands in pydantic's validation context."""
PLACES = "target、actual、goal.planned、goal.achieved 或其他行的行号"
_ROW = re.compile(r"(r\d{1,6})(?:\.(?:name|target|actual|explanation))?")
_ROW_IDS = re.compile(r"(?<![A-Za-z0-9])r\d{1,6}(?!\d)(?:行)?")


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The texts of an indicator row; `explanations` holds its own and the form's one box."""

    name: str
    target: str
    actual: str
    explanations: tuple[str, ...]
    points: str = ""

    def __iter__(self) -> Iterator[str]:
        return iter((self.name, self.target, self.actual, *self.explanations))


@dataclass(frozen=True)
class Material:
    """The form behind one inquiry.

    Attributes:
        judged: ids of the rows whose explanation is judged, in order.
        drafted: ids of the rows for which only a draft is asked, in order.
        rows: every row of the form by its id.
        facts: what was computed about the rows asked.
        goal: 预期目标 and 实际完成情况.
        others: the form's remaining texts (head, funding, total).
        year: the form's.
    """

    judged: tuple[str, ...]
    drafted: tuple[str, ...]
    rows: Mapping[str, RowTexts]
    facts: Mapping[str, Facts]
    goal: tuple[str, str] = ("", "")
    others: tuple[str, ...] = ()
    year: int | None = None
    _stocks: dict[str, Stock] = field(default_factory=dict, repr=False, compare=False)

    @property
    def asked(self) -> tuple[str, ...]:
        """Every id that the answer must hold."""
        return self.judged + self.drafted

    def place(self, row: str, where: str) -> tuple[str, ...] | None:
        """The texts that `contradiction_where` names, seen from a row; None for no such place."""
        mine = self.rows[row]
        named = _ROW.fullmatch(where)
        if named is not None and named[1] != row:
            other = self.rows.get(named[1])
            return None if other is None else tuple(other)
        return {
            "target": (mine.target,),
            "actual": (mine.actual,),
            row: (mine.target, mine.actual),
            f"{row}.target": (mine.target,),
            f"{row}.actual": (mine.actual,),
            "goal.planned": (self.goal[0],),
            "goal.achieved": (self.goal[1],),
        }.get(where)

    def strangers(self, row: str, text: str) -> list[str]:
        """The numbers in a written text that neither the row, its facts nor the form holds."""
        near = self._stocks.get(row)
        if near is None:
            near = self._stocks[row] = self._near(row)
        unknown = near.strangers(text, self.year)
        # Most drafts speak of their own row; only the others cost a reading of the whole form.
        return near.joined(self._form).strangers(text, self.year) if unknown else []

    def _near(self, row: str) -> Stock:
        texts = self.rows[row]
        facts = self.facts.get(row, Facts())
        stock = Stock.of((*texts, texts.points, *facts.texts()), self.year)
        return stock.joined(borrowed((texts.target, texts.actual), self.year))

    @cached_property
    def _form(self) -> Stock:
        rows = (text for row in self.rows.values() for text in (*row, row.points))
        return Stock.of((*self.goal, *self.others, *rows), self.year)

    def named(self, text: str) -> str:
        """The text with row ids, which nobody else knows, replaced by the rows' names."""

        def name(found: re.Match[str]) -> str:
            row = self.rows.get(found.group().removesuffix("行"))
            return found.group() if row is None else f"“{row.name}”"

        return _ROW_IDS.sub(name, text)


def material_of(case: Case, chosen: Iterable[Selected]) -> Material:
    """The material for an inquiry about the rows chosen from a form."""
    form = case.form
    asked = [one for one in chosen if one.treatment is not Treatment.WITHHOLD]
    explained = {one.row.index: one.explanations for one in asked}
    goal = form.goal or Goal()
    return Material(
        judged=tuple(one.id for one in asked if one.treatment is Treatment.JUDGE),
        drafted=tuple(one.id for one in asked if one.treatment is Treatment.DRAFT),
        rows={
            row_id(index): RowTexts(
                name=row.name.text,
                target=row.target.text,
                actual=row.actual.text,
                explanations=explained.get(index, (row.explanation.text,)),
                points=_points(row.weight, row.score),
            )
            for index, row in enumerate(form.indicators)
        },
        facts={one.id: compute(case, one.row) for one in asked},
        goal=(goal.planned.text, goal.achieved.text),
        others=tuple(_others(form)),
        year=form.year,
    )


def _points(*numbers: Number) -> str:
    return "；".join(f"{number.value}分" for number in numbers if number.value is not None)


def _others(form: Form) -> Iterator[str]:
    yield from (form.title.text, form.project.text, form.department.text, form.unit.text)
    unit = form.currency_unit or ""
    for line in form.funding:
        yield line.label.text
        yield from (f"{number.text}{unit}" for number in line.amounts if number.text)
        rate = line.execution_rate
        if rate.text:
            yield rate.text if rate.is_percent else f"{rate.text}%"
        yield _points(line.weight, line.score)
    if form.total is not None:
        yield _points(form.total.weight, form.total.score)
    yield form.explanation.text
    yield from (note.text for note in form.notes)
    yield from sorted({f"{row.level1}；{row.level2}" for row in form.indicators})
