"""Mistakes planted in whole forms are found, and the forms as they were draw no alarm."""

import pytest

from tests.planted.measure import measure

SETS = [
    # set, share found at least, errors and warnings on its correct forms at most
    ("plain1", 0.94, 0, 0),
    ("dense1", 0.90, 0, 1),
    ("plain2", 0.58, 0, 2),
    ("dense2", 0.62, 1, 5),
    ("plain3", 0.75, 0, 4),
    ("dense3", 0.58, 1, 14),
]


@pytest.mark.parametrize(("name", "share", "errors", "warnings"), SETS)
def test_planted_mistakes(name, share, errors, warnings):
    outcome = measure(name)
    assert outcome.share >= share
    assert len(outcome.errors) <= errors
    assert len(outcome.warnings) <= warnings
