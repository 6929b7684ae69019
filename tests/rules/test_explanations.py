"""Explanations in the words of many trades: what the rules of A5 say about each, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Row, Sketch

DATA = Path(__file__).parents[1] / "data" / "explanations.txt"
CODES = ("A404", "A501", "A502", "A503", "A504", "A506", "A507", "A512")
LEVELS = {"满意度": "服务对象满意度指标", "成本": "成本指标", "时间": "时效指标"}
LINES = [line for line in DATA.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def row(line: str) -> tuple[Row, list[str]]:
    name, target, actual, weight, score, explanation, codes = line.split("|")
    level2 = next((level for word, level in LEVELS.items() if word in name), "数量指标")
    level1 = "满意度指标" if "满意度" in name else "产出指标"
    cells = (name, target, actual, weight, score, explanation, level2, level1)
    return Row(*cells), codes.split()


@pytest.mark.parametrize("line", LINES)
def test_an_explanation_gets_exactly_its_findings(line: str) -> None:
    said, expected = row(line)
    case = Case(Sketch(rows=(said,), year=2023).build(), load("national"))
    (examination,) = examine([case], [RULES[code] for code in CODES])
    found = sorted(finding.code for finding in examination.findings if finding.row == 0)
    assert found == expected
