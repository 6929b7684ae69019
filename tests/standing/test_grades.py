"""Places in an order."""

import pytest

from reviewer.standing.grounds import Standing
from tests.standing.test_attainment import reached


@pytest.mark.parametrize(
    ("target", "actual", "standing"),
    [
        ("前三", "第2名", Standing.MET),
        ("前三", "第4名", Standing.MISSED),
        ("前3名", "第五", Standing.MISSED),
        ("前3名", "位居全市第一", Standing.MET),
        ("第一名", "第2名", Standing.MISSED),
        ("第一名", "第1名", Standing.MET),
        ("前5", "3", Standing.MET),
        ("前5", "8", Standing.MISSED),
        ("≤5", "第3位", Standing.MET),
        ("≤5", "第7位", Standing.MISSED),
        ("前10位", "第12位", Standing.MISSED),
        ("进入前10%", "前8%", Standing.MET),
        ("进入前10%", "前12%", Standing.MISSED),
        ("前10%", "第8名", Standing.UNKNOWN),
        ("前三", "较上年前进2位", Standing.UNKNOWN),
        ("前三", "", Standing.UNKNOWN),
    ],
)
def test_a_place_is_the_better_the_smaller(target, actual, standing):
    found = reached(target, actual, "全市排名", "社会效益指标")
    assert found.standing is standing
    assert found.is_quantified
    assert found.completion is None


def test_a_bare_number_is_a_place_only_under_a_name_that_ranks():
    assert reached("5", "8", "举办培训").met
    assert reached("5", "8", "排名上升位次").met
    assert reached("5", "8", "排名靠前企业数量").met
