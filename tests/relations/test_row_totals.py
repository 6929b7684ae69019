"""What the parts come to that a result lists."""

from __future__ import annotations

import pytest

from reviewer.language.quantities import quantities
from reviewer.relations.row_figures import totals
from tests.growth import grows_linearly


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("首批88人，第二批72人", [160]),
        ("进社区5场、进企业2场、进学校1场", [7, 8, 3]),
        ("东关、南关各1处，北关2处", [2, 4]),
        ("1月、4月、8月、11月各更新一次", [4]),
        ("5个乡镇各12吨", [60]),
        ("城里4所，乡镇6所，每所30册，送掉300册", [10, 330]),
        # A total behind its parts is no part.
        ("小学7场，初中3场，职高1场，凑成11场", [10, 11, 4]),
        ("走廊1480盏、办公室920盏，共2400盏", [2400]),
        # What is still to be done is none either.
        ("进社区5场、进企业2场，进学校的1场排在次年3月", [7]),
        ("走廊1480盏、办公室920盏已换，地下车库200盏未更换", [2400]),
        ("60块", []),
        ("合格率98%，满意度95%", []),
    ],
)
def test_totals(cell: str, expected: list[int]) -> None:
    assert [one.low for one in totals(quantities(cell), cell)] == expected


def test_a_long_list_costs_no_square() -> None:
    def read(size: int) -> None:
        cell = "甲村各3个，" * size
        totals(quantities(cell), cell)

    assert grows_linearly(read, 400)
