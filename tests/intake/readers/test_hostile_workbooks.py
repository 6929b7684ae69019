"""Untrusted workbooks: what they hold is bounded before it is held in memory, whatever is damaged."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_grid
from tests.intake.readers.raw_workbook import text, workbook

FORMATS = Path(__file__).parents[2] / "data" / "formats"


def test_a_row_without_end():
    with pytest.raises(ReadError, match="超过"):
        read_grid(workbook("<row>" + "<c/>" * 200_000 + "</row>"))


def test_hidden_rows_under_many_merges_and_merges_beside_all_cells():
    rows = [f"<row hidden='1'>{text('甲', '乙')}</row>"] * 3000
    ranges = [f"A{row}:A{row + 2000}" for row in range(1, 4000)]
    ranges += [f"D{row}:XFD1048576" for row in range(1, 4000)]
    merges = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    grid = read_grid(workbook(*rows, after=f"<mergeCells>{merges}</mergeCells>"))
    assert grid.rows == []
    assert len(grid.concealed) == 3000


ATTRIBUTES = ["", "-1", "99999999999", "x", "²", "٣", "1E5", "A1:XFD1048576", "none", "0"]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("split.xlsx", "xl/worksheets/sheet1.xml"),
        ("split.xlsx", "xl/styles.xml"),
        ("split.xlsx", "xl/workbook.xml"),
        ("split.ods", "content.xml"),
        ("split.ods", "styles.xml"),
    ],
)
def test_parts_with_other_elements_and_attributes(name, part):
    """Rows are read or the file is refused, by no crash of ours."""
    chance = random.Random(part)  # noqa: S311 - no secret
    with zipfile.ZipFile(FORMATS / name) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    source = parts[part].decode()
    for _ in range(25):
        changed = source
        for _ in range(chance.choice([1, 5, 20])):
            spots = list(re.finditer(r'(?<=")[^"<>]*(?=")|<[^<>]*/>', changed))
            spot = chance.choice(spots)
            other = (
                spot[0] * chance.randrange(3) if spot[0][:1] == "<" else chance.choice(ATTRIBUTES)
            )
            changed = changed[: spot.start()] + other + changed[spot.end() :]
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for one, content in {**parts, part: changed.encode()}.items():
                archive.writestr(one, content)
        try:
            read_grid(stream.getvalue())
        except ReadError as error:
            assert not re.search(r"Error）", str(error))
