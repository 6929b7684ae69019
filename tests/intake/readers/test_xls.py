"""Cells of an .xls file, which LibreOffice made of a workbook (see make_samples)."""

from __future__ import annotations

from pathlib import Path

from reviewer.intake import read_grid
from tests.intake.readers.raw_workbook import many_cells
from tests.intake.readers.test_workbook_cells import shown

GRID = read_grid((Path(__file__).parents[2] / "data" / "cells.xls").read_bytes())


def test_cells_are_those_of_the_workbook_it_was_made_of():
    assert shown(GRID) == {
        **{"A1": "0.3", "B1": "1234.6万元", "C1": "5个", "D1": "2023年5月8日", "E1": "2023/5/8"},
        **{"F1": "93.54%", "A2": "11", "B2": "甲", "A3": "合并", "C3": "右边"},
        **{"A6": "#DIV/0!", "B6": "TRUE"},
    }
    assert shown(GRID) == shown(read_grid(many_cells()))


def test_what_is_struck_out_or_hidden_is_said():
    struck = [(one.location.cell, one.text) for one in GRID.struck_out]
    hidden = [(one.location.cell, one.text, one.reason) for one in GRID.concealed]
    assert struck == [("A2", "10"), ("B2", "乙"), ("C2", "作废")]
    assert hidden == [
        ("H1", "-7", "格式设为不显示的数"),
        ("D2", "白字", "白色文字"),
        ("E2", "小字", "极小的文字"),
    ]


def test_merges_and_errors():
    (merged,) = (cell for row in GRID.rows for cell in row.cells if cell.text == "合并")
    assert (merged.rows, merged.columns) == (2, 2)
    assert GRID.warnings == [
        "工作表“表1”的A6单元格公式出错，显示为#DIV/0!；请改正公式，或填写应有的内容"
    ]
