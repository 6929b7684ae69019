"""One form printed 200 times, each time damaged otherwise, is read the same each time."""

from reviewer.intake import read_bytes
from tests.intake.damage import ROWS, Paper


def rows_of(text: str) -> list[list[str]]:
    (form,) = read_bytes(text.encode(), "damaged").forms
    return [
        [
            str(value)
            for value in (
                row.level1,
                row.level2,
                row.name,
                row.target,
                row.actual,
                row.weight,
                row.score,
                row.explanation,
            )
        ]
        for row in form.indicators
    ]


def test_damaged_prints_of_one_form_are_read_alike():
    wrong = [seed for seed in range(200) if rows_of(Paper(ROWS, seed).print()) != ROWS]
    # Where most rows of a page are shifted by chance, its columns cannot be known: 1 in 100.
    assert len(wrong) <= 2, wrong
