"""A digit changed in a figure that a goal's text shares with a row is told at that row."""

from tests.proof.goal_figures import forms, share

FLOOR = 0.93
EVERY = 3
"""Of the forms; `python -m tests.proof.goal_figures` takes them all."""


def test_a_changed_digit_is_told_at_its_row():
    found = share(list(forms())[::EVERY])
    assert min(found.of("text"), found.of("row")) >= FLOOR, found.missed
