"""Whoever types what the findings ask for ends with a right form, and loses no point by it."""

from decimal import Decimal

import pytest

from tests.proof.measure import correct_forms
from tests.proof.obeying import obey, slips

FORMS = dict(correct_forms())
ROUNDED = Decimal("0.01")
"""A score that was printed as 9.8 comes back as the 9.79 that it was rounded from."""
OPEN = ("weight and score", "score, summed")
"""Several rows may be meant, or the unit has its reason: a person decides, nothing is typed."""


@pytest.mark.parametrize("name", sorted(FORMS)[::4])
def test_obeying_ends_with_a_right_form(name):
    right = FORMS[name]
    for slip in slips(name, right):
        if slip.kind in OPEN:
            continue
        end = obey(slip.wrong, right)
        assert [one.message for one in end.errors] == [], slip.kind
        assert end.lost <= ROUNDED, slip.kind


@pytest.mark.parametrize("name", sorted(FORMS)[1::8])
def test_where_a_person_must_decide_nothing_gets_worse(name):
    right = FORMS[name]
    for slip in slips(name, right):
        if slip.kind == "weight and score":
            end = obey(slip.wrong, right)
            assert all(one.expected is None for one in end.errors)
            assert end.lost <= 0
