"""No miss: a mistake planted in a correct form is found in its place, and nothing else is blamed."""

import pytest

from tests.mistakes import (
    cases_amounts,
    cases_execution,
    cases_form,
    cases_missed,
    cases_results,
    cases_sums,
    cases_text,
)
from tests.mistakes.bases import BASES
from tests.mistakes.damage import DAMAGES, damaged
from tests.mistakes.run import beside, findings, is_it

TABLES = (
    cases_execution,
    cases_amounts,
    cases_sums,
    cases_missed,
    cases_results,
    cases_text,
    cases_form,
)
MISTAKES = [mistake for table in TABLES for mistake in table.CASES]


@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
def test_a_form_without_a_mistake_gets_no_finding(base):
    assert findings(base.printed()) == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_is_found_in_its_place(mistake):
    found = findings(mistake.paper.printed())
    assert [one for one in found if is_it(mistake, one)], [one.message for one in found]
    assert beside(mistake, found) == []


NOT_THE_LAYOUT_S = ("A103", "X904", "X906")
"""Where a cell is empty or holds what belongs elsewhere, a damaged line may be read otherwise."""


THIRD = 3


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_its_line_hides_no_mistake(damage):
    missed, blamed = [], []
    # Each mistake meets a third of the damages, each damage a third of the mistakes.
    for mistake in MISTAKES[list(DAMAGES).index(damage) % THIRD :: THIRD]:
        paper = mistake.paper
        if mistake.code in NOT_THE_LAYOUT_S or all(row.name != mistake.at for row in paper.rows):
            continue
        found = findings(damaged(paper, mistake.at, damage))
        if not any(is_it(mistake, one) for one in found):
            missed.append(str(mistake))
        blamed += beside(mistake, found)
    assert missed == []
    assert blamed == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_a_line_is_no_mistake(damage):
    for base in BASES.values():
        for row in base.rows:
            found = findings(damaged(base, row.name, damage))
            assert [one.message for one in found if one.code != "X902"] == []
