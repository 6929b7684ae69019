"""The likeliest change after which everything holds: small tables of laws, worked by hand."""

from fractions import Fraction

import pytest

from reviewer.mending import Cell, Fixed, Limit, Printed, Quotient, Share, Sum, repairs
from reviewer.mending.cells import is_misprint

TOTAL, ONE, TWO = Cell("total"), Cell("one"), Cell("two")
RATE, PART, WHOLE = Cell("rate"), Cell("funding.part.executed"), Cell("funding.whole.annual_budget")


def _printed(**values: str) -> dict[Cell, Printed]:
    return {cell: _number(values[name]) for name, cell in _CELLS.items() if name in values}


_CELLS = {"total": TOTAL, "one": ONE, "two": TWO, "rate": RATE, "part": PART, "whole": WHOLE}


def _number(text: str) -> Printed:
    return Printed(Fraction(text), len(text.partition(".")[2]))


def _changes(values, laws, evidence=(), dear=()):
    found = repairs(values, laws, lambda cell: 2.0 if cell in dear else 1.0, evidence)
    return [{cell: new.digits for cell, new in one.changes.items()} for one in found]


SUM = Sum("A302", TOTAL, (ONE, TWO))


def test_nothing_is_changed_where_all_holds():
    assert _changes(_printed(total="30", one="10", two="20"), [SUM]) == []


def test_where_every_cell_of_a_sum_may_be_wrong_all_are_named():
    found = _changes(_printed(total="50", one="11", two="24"), [SUM])
    assert found == [{TOTAL: "35"}, {ONE: "26"}, {TWO: "39"}]


def test_another_law_tells_which_cell_of_a_sum_is_wrong():
    laws = [SUM, Share("A402", ONE, TWO, (Fraction(1),))]
    assert _changes(_printed(total="40", one="1", two="20"), laws) == [{ONE: "20"}]


def test_a_misprint_is_likelier_than_another_number():
    assert _changes(_printed(total="350", one="111", two="293"), [SUM]) == [{TWO: "239"}]


def test_evidence_decides_between_repairs_and_demands_none():
    values = _printed(total="50", one="11", two="24")
    hint = Fixed("A310", TWO, Fraction(24), 0.3)
    assert _changes(values, [SUM], [hint]) == [{TOTAL: "35"}, {ONE: "26"}]
    assert _changes(_printed(total="30", one="10", two="20"), [SUM], [hint]) == []


def test_what_is_dear_is_changed_last():
    assert _changes(_printed(total="50", one="11", two="24"), [SUM], dear=(TOTAL,)) == [
        {ONE: "26"},
        {TWO: "39"},
    ]


def test_a_law_that_nothing_mends_is_left_broken():
    laws = [Limit("A204", ONE, TWO, is_reached=False), SUM]
    assert _changes(_printed(total="30", one="20", two="10"), laws) == []
    assert _changes(_printed(total="40", one="20", two="10"), laws) == [{TWO: "20"}]


def test_a_rate_is_what_its_amounts_give():
    values = _printed(rate="59.50", part="191", whole="200")
    assert _changes(values, [Quotient("A201", RATE, PART, WHOLE)])[0] == {RATE: "95.50"}


def test_an_amount_is_thought_misprinted_where_rate_and_sum_agree():
    values = _printed(rate="95.50", part="119", whole="200", total="191")
    laws = [Quotient("A201", RATE, PART, WHOLE), Sum("A205", TOTAL, (PART,))]
    assert _changes(values, laws) == [{PART: "191"}]


def test_a_rate_of_rounded_amounts_may_differ_by_their_rounding():
    values = _printed(rate="97.89", part="262", whole="268")
    assert _changes(values, [Quotient("A201", RATE, PART, WHOLE)]) != []
    assert _changes(values, [Quotient("A201", RATE, PART, WHOLE, is_rough=True)]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("95.5", "59.5"),
        ("12", "102"),
        ("9.5", "95"),
        ("10", "100"),
        ("191", "119"),
        ("8.5", "8.50"),
    ],
)
def test_misprints(one, other):
    assert is_misprint(one, other)
    assert is_misprint(other, one)


@pytest.mark.parametrize(("one", "other"), [("6", "1"), ("95.5", "91.2"), ("120", "211")])
def test_no_misprints(one, other):
    assert not is_misprint(one, other)
