"""Mistakes planted in whole forms are found, and the forms as they were draw no alarm."""

import pytest

from tests.planted.measure import measure

SETS = [
    # set, share found at least, errors and warnings on its correct forms at most
    ("plain1", 0.95, 0, 0),
    ("dense1", 0.91, 0, 1),
    ("plain2", 0.79, 0, 0),
    ("dense2", 0.73, 0, 0),
    ("plain3", 0.89, 0, 2),
    ("dense3", 0.87, 0, 0),
    ("plain4", 0.87, 0, 1),
    ("dense4", 0.74, 0, 0),
    ("plain5", 0.89, 0, 0),
    ("dense5", 0.76, 0, 0),
    ("plain6", 0.99, 0, 0),
    ("dense6", 0.96, 0, 0),
    ("plain7", 0.96, 0, 0),
    ("dense7", 0.90, 0, 0),
    ("plain8", 0.80, 0, 0),
    ("dense8", 0.64, 0, 16),  # A310, truly: these forms divide the points as no policy does
    ("plain9", 0.81, 0, 0),
    ("dense9", 0.72, 0, 0),
    ("plain10", 0.87, 0, 0),
    ("dense10", 0.80, 0, 1),
    ("plain11", 0.84, 0, 1),
    ("dense11", 0.57, 1, 1),  # 误差在5%以内的141点: 5% is taken for the rate of 90%
]


@pytest.mark.parametrize(("name", "share", "errors", "warnings"), SETS)
def test_planted_mistakes(name, share, errors, warnings):
    outcome = measure(name)
    assert outcome.share >= share
    assert len(outcome.errors) <= errors
    assert len(outcome.warnings) <= warnings
