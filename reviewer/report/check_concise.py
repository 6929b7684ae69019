"""`check --format concise`: one line per finding, for scripts and editors."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Review
from reviewer.report.labels import field_label
from reviewer.report.safe import safe


def lines(review: Review) -> Iterator[str]:
    """`file:line: CODE severity 指标·单元格: message [found → expected]`; page.line for a PDF."""
    for finding in review.findings:
        location = finding.evidence[0].location if finding.evidence else review.location
        position = location.cell or location.line or ""
        if location.page and location.line:
            position = f"{location.page}.{location.line}"
        where = field_label(finding.field)
        if finding.indicator is not None:
            where = f"{safe(finding.indicator)}·{where}"
        change = ""
        if finding.changes:
            change = f" [{safe(finding.found or '')} → {safe(finding.expected or '')}]"
        yield (
            f"{safe(review.source)}:{position}: {finding.code} {finding.severity.chinese} "
            f"{where}: {safe(finding.message)}{change}"
        )
