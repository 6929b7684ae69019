"""Charts of the overview as inline SVG: bars with their labels and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.models import Conclusion, Review
from reviewer.report.titles import title_of

_MOST_RULES = 10
_BANDS = ((0, 60), (60, 70), (70, 80), (80, 90), (90, 95), (95, 98), (98, 100))
_LABEL, _BAR, _ROW = 215, 220, 22


@dataclass(frozen=True)
class Bar:
    """A bar: its label, number, CSS class, and where it stands, in units of the drawing."""

    label: str
    number: int
    look: str
    y: int
    width: float


@dataclass(frozen=True)
class Chart:
    """Bars under each other."""

    title: str
    bars: list[Bar]

    @property
    def height(self) -> int:
        return len(self.bars) * _ROW + 4

    @property
    def width(self) -> int:
        return _LABEL + _BAR + 50

    @property
    def left(self) -> int:
        return _LABEL


def charts(reviews: Sequence[Review]) -> list[Chart]:
    """Conclusions, distribution of claimed scores, the most frequent findings."""
    conclusions = Counter(review.conclusion for review in reviews)
    looks = {Conclusion.PASS: "pass", Conclusion.ATTENTION: "warning", Conclusion.FAIL: "error"}
    found = Counter(finding.code for review in reviews for finding in review.findings)
    rules = found.most_common(_MOST_RULES)
    return [
        _chart("结论", [(str(one), conclusions[one], looks[one]) for one in reversed(Conclusion)]),
        _chart("自评得分分布", [(label, number, "plain") for label, number in _scores(reviews)]),
        _chart(
            "最多的问题", [(f"{code} {title_of(code)}", number, "plain") for code, number in rules]
        ),
    ]


def _chart(title: str, rows: Sequence[tuple[str, int, str]]) -> Chart:
    most = max((number for _, number, _ in rows), default=0) or 1
    bars = [
        Bar(label, number, look, at * _ROW, round(_BAR * number / most, 1))
        for at, (label, number, look) in enumerate(rows)
    ]
    return Chart(title, bars)


def _scores(reviews: Sequence[Review]) -> list[tuple[str, int]]:
    scores = [
        review.supported_score + review.points_in_doubt
        for review in reviews
        if review.supported_score is not None
    ]
    counted = [(f"{low}～{high}", sum(low <= one < high for one in scores)) for low, high in _BANDS]
    counted.append(("100", sum(one >= 100 for one in scores)))
    return [row for row in counted if row[1]]
