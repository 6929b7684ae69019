"""Charts of the overview as inline SVG: bars with their labels and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.models import Conclusion
from reviewer.stack.summary import Summary, by_band
from reviewer.stack.titles import title_of

_MOST_RULES = 10
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


def charts(lines: Sequence[Summary]) -> list[Chart]:
    """Conclusions, distribution of claimed scores, the most frequent findings."""
    conclusions = Counter(line.conclusion for line in lines)
    looks = {Conclusion.PASS: "pass", Conclusion.ATTENTION: "warning", Conclusion.FAIL: "error"}
    found: Counter[str] = Counter()
    for line in lines:
        for code, _, number in line.codes:
            found[code] += number
    bands = by_band(line.claimed for line in lines)
    rules = found.most_common(_MOST_RULES)
    return [
        _chart("结论", [(str(one), conclusions[one], looks[one]) for one in reversed(Conclusion)]),
        _chart("自评得分分布", [(label, number, "plain") for label, number in bands if number]),
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
