"""统计: by rule, by unit, how scores and grades are distributed; with charts of Excel's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reviewer.models import Conclusion, Severity
from reviewer.policy import Policy
from reviewer.stack.summary import Summary, by_band
from reviewer.stack.titles import title_of
from reviewer.workbook.details import Block
from reviewer.workbook.looks import Looks, print_across, put

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "统计"
_SCORES = ("claimed", "checked")
_MOST_RULES = 12
_CHART_COLUMN = 8
_CHART_ROWS = 16
_WIDTHS = (26, 12, 12, 12, 12, 12, 12, 3)

Forms = Sequence[tuple[Summary, Policy, Block]]


class Statistics:
    """Writes tables below each other, and a chart beside each of them."""

    def __init__(self, book: Workbook, sheet: Worksheet, looks: Looks) -> None:
        self._book, self._sheet, self._looks = book, sheet, looks
        self._at = 0
        self._charts: list[Any] = []
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        print_across(sheet)

    def write(self, forms: Forms) -> None:
        """All tables and charts."""
        conclusions = Counter(line.conclusion for line, _, _ in forms)
        first = self._table(
            "结论", ("结论", "表数"), [(str(one), conclusions[one]) for one in Conclusion]
        )
        self._chart("pie", "结论", first, 3, [1])
        bands = _distribution(forms)
        first = self._table("得分分布", ("分数段", "自评", "核查"), bands)
        self._chart("column", "得分分布（张）", first, len(bands), [1, 2])
        grades = _grades(forms)
        first = self._table("等级分布", ("等级", "自评", "核查"), grades)
        self._chart("column", "等级分布（张）", first, len(grades), [1, 2])
        rules = _rules([line for line, _, _ in forms])
        first = self._table("按规则", ("规则", "程度", "处", "涉及表数", "查的是什么"), rules)
        self._chart("bar", "最多的问题（处）", first, min(_MOST_RULES, len(rules)), [2])
        names = ("单位", "表数", "平均自评", "平均核查", "必须改", "请核实", "不通过")
        self._table("按单位", names, _units(forms))
        for number, chart in enumerate(self._charts):
            self._sheet.insert_chart(number * _CHART_ROWS, _CHART_COLUMN, chart)

    def _table(self, title: str, names: Sequence[str], rows: Sequence[Sequence[object]]) -> int:
        """Write a table; the sheet's row of its first line."""
        self._sheet.write_string(self._at, 0, title, self._looks.title)
        for column, name in enumerate(names):
            self._sheet.write_string(self._at + 1, column, name, self._looks.header)
        first = self._at + 2
        for offset, values in enumerate(rows):
            for column, value in enumerate(values):
                is_text = column == 0 or (isinstance(value, str) and column == len(values) - 1)
                look = self._looks.line if is_text else self._looks.number
                put(self._sheet, first + offset, column, value, look)
        self._at = first + len(rows) + 1
        return first

    def _chart(self, kind: str, title: str, first: int, rows: int, columns: Sequence[int]) -> None:
        if not rows:
            return
        chart = self._book.add_chart({"type": kind})
        for column in columns:
            series: dict[str, Any] = {
                "name": [NAME, first - 1, column],
                "categories": [NAME, first, 0, first + rows - 1, 0],
                "values": [NAME, first, column, first + rows - 1, column],
                "data_labels": {"value": True},
            }
            if kind == "pie":
                colours = ("#70AD47", "#FFC000", "#C00000")
                series["points"] = [{"fill": {"color": colour}} for colour in colours]
            chart.add_series(series)
        chart.set_title({"name": title, "name_font": {"size": 12}})
        if len(columns) == 1 and kind != "pie":
            chart.set_legend({"none": True})
        if kind == "bar":
            chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 520, "height": 300})
        self._charts.append(chart)


def _distribution(forms: Forms) -> list[tuple[str, int, int]]:
    claimed = by_band(block.claimed for _, _, block in forms)
    checked = by_band(block.checked for _, _, block in forms)
    return [(band, one, other) for (band, one), (_, other) in zip(claimed, checked, strict=True)]


def _grades(forms: Forms) -> list[tuple[str, int, int]]:
    claimed = Counter(line.claimed_grade for line, _, _ in forms if line.claimed_grade)
    checked = Counter(line.supported_grade for line, _, _ in forms if line.supported_grade)
    known = [names[0] for _, policy, _ in forms for _, names in policy.grades]
    order = [*dict.fromkeys(known), *(grade for grade in claimed if grade not in known)]
    return [
        (grade, claimed[grade], checked[grade])
        for grade in order
        if claimed[grade] or checked[grade]
    ]


def _rules(lines: Sequence[Summary]) -> list[tuple[str, str, int, int, str]]:
    found: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    severity: dict[str, Severity] = {}
    for line in lines:
        for code, one, number in line.codes:
            found[code] += number
            severity[code] = min(severity.get(code, one), one, key=lambda known: known.rank)
        forms.update({code for code, _, _ in line.codes})
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [
        (code, severity[code].chinese, number, forms[code], title_of(code))
        for code, number in ordered
    ]


def _units(forms: Forms) -> list[tuple[object, ...]]:
    by_unit: dict[str, list[tuple[Summary, Block]]] = defaultdict(list)
    for line, _, block in forms:
        by_unit[line.unit or "（单位为空）"].append((line, block))
    rows: list[tuple[int, int, tuple[object, ...]]] = []
    for unit, found in by_unit.items():
        errors = sum(line.count(Severity.ERROR) for line, _ in found)
        warnings = sum(line.count(Severity.WARNING) for line, _ in found)
        means = [_mean([getattr(block, name) for _, block in found]) for name in _SCORES]
        failed = sum(line.conclusion is Conclusion.FAIL for line, _ in found)
        rows.append((errors, warnings, (unit, len(found), *means, errors, warnings, failed)))
    ordered = sorted(rows, key=lambda row: (-row[0], -row[1]))
    return [values for _, _, values in ordered]


def _mean(scores: Sequence[Decimal | None]) -> Decimal | None:
    known = [score for score in scores if score is not None]
    return round(sum(known, Decimal(0)) / len(known), 2) if known else None
