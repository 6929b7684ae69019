"""Why checks could not be made, the same reason once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reviewer.models import Review
from reviewer.report.labels import field_label
from reviewer.report.safe import safe

_MAX_REASONS = 6
_MAX_PLACES = 4


def reasons(review: Review) -> Iterator[str]:
    """A line for each reason, with some of the cells; the most frequent first."""
    places: dict[str, list[str]] = {}
    for item in review.not_checkable:
        where = field_label(item.field)
        if item.row is not None:
            where = f"指标第{item.row + 1}行{where}"
        places.setdefault(safe(item.reason), []).append(where)
    ordered = sorted(places.items(), key=lambda entry: -len(entry[1]))
    for reason, cells in ordered[:_MAX_REASONS]:
        named = "、".join(name for name, _ in Counter(cells).most_common(_MAX_PLACES))
        more = f" 等 {len(cells)} 处" if len(cells) > _MAX_PLACES else ""
        yield f"{reason}（{named}{more}）"
    if len(ordered) > _MAX_REASONS:
        rest = sum(len(cells) for _, cells in ordered[_MAX_REASONS:])
        yield f"其余 {rest} 项见 --format json 的 not_checkable"
