"""A digit changed in a figure that a goal's text shares with a row is told at that row, and no other."""

from tests.proof.goal_figures import findings, forms, share, worded

FLOOR = 0.93
WORDED_FLOOR = 0.88
EVERY = 3
"""Of the forms; `python -m tests.proof.goal_figures` takes them all."""


def test_a_changed_digit_is_told_at_its_row():
    found = share(list(forms())[::EVERY])
    assert min(found.of("text"), found.of("row")) >= FLOOR, found.missed


def test_a_changed_digit_is_told_whatever_the_wording():
    found = share(list(worded())[::EVERY])
    assert min(found.of("text"), found.of("row")) >= WORDED_FLOOR, found.missed


def test_a_correct_goal_raises_no_alarm():
    assert [(name, one.message) for name, form in worded() for one in findings(form)] == []


def test_a_figure_whose_row_is_left_out_is_held_against_no_other():
    for name, form in worded():
        for at in range(len(form.indicators)):
            rows = form.indicators[:at] + form.indicators[at + 1 :]
            told = findings(form.model_copy(update={"indicators": rows}))
            assert [one.message for one in told] == [], name
