"""`triage`: the reviewer's report over a stack of forms, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reviewer.models import Conclusion, Review, Severity
from reviewer.report.check_full import print_review
from reviewer.report.judged import print_comments
from reviewer.report.safe import shortened
from reviewer.report.terminal import CONCLUSION_STYLE, SEVERITY_STYLE
from reviewer.report.titles import title_of

WITHOUT_REASON = frozenset({"A501", "A503", "A504", "J601", "J603"})
"""Findings that leave a deduction without a usable reason."""
_MAX_NAME = 40


def count(review: Review, severity: Severity) -> int:
    """How many findings of a severity the form has."""
    return sum(finding.severity is severity for finding in review.findings)


def deductions_without_reason(review: Review) -> int:
    """How many rows deduct points with no reason, no cause, or one that fits anything."""
    return len({item.row for item in review.findings if item.code in WITHOUT_REASON})


def worst_first(reviews: Sequence[Review]) -> list[Review]:
    """By conclusion, errors, points in doubt, warnings; the order of files breaks ties."""
    grave = list(reversed(Conclusion))
    return sorted(
        reviews,
        key=lambda review: (
            grave.index(review.conclusion),
            -count(review, Severity.ERROR),
            -review.points_in_doubt,
            -count(review, Severity.WARNING),
            review.source,
            review.form,
        ),
    )


def print_triage(console: Console, reviews: Sequence[Review], show: int = 0) -> None:
    """The table of forms, the totals per rule, and the `show` worst forms in full."""
    ordered = worst_first(reviews)
    console.print(_summary(reviews))
    console.print(_forms(ordered))
    console.print(_rules(reviews))
    print_comments(console, ordered)
    for review in ordered[:show]:
        print_review(console, review)
    if not show and any(review.findings for review in reviews):
        console.print(
            Text("用 --show N 展开最差的 N 张表；用 reviewer rule 编号 查看规则说明。", style="dim")
        )


def _summary(reviews: Sequence[Review]) -> Text:
    conclusions = Counter(review.conclusion for review in reviews)
    files = len({review.source for review in reviews})
    text = Text(f"{files} 个文件，{len(reviews)} 张自评表：")
    for number, conclusion in enumerate(reversed(Conclusion)):
        text.append("，" if number else "")
        text.append(f"{conclusion} {conclusions[conclusion]}", style=CONCLUSION_STYLE[conclusion])
    coverage = [review.coverage for review in reviews]
    text.append(
        f"\n共检查 {sum(item.checked for item in coverage)} 项，"
        f"有问题 {sum(item.failed for item in coverage)}，"
        f"无法检查 {sum(item.not_checkable for item in coverage)}"
    )
    return text


def _forms(reviews: Sequence[Review]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("项目 / 单位", ratio=1, overflow="fold")
    table.add_column("自评", justify="right", no_wrap=True)
    table.add_column("存疑分", justify="right", no_wrap=True)
    table.add_column("核后", justify="right", no_wrap=True)
    table.add_column("必改", justify="right", no_wrap=True)
    table.add_column("核实", justify="right", no_wrap=True)
    table.add_column("缺理由", justify="right", no_wrap=True)
    table.add_column("结论", no_wrap=True)
    for number, review in enumerate(reviews, start=1):
        name = Text(shortened(review.project or "（项目名称为空）", _MAX_NAME))
        name.append(f"\n{shortened(review.unit, _MAX_NAME)}", style="dim")
        table.add_row(
            str(number),
            name,
            _score(review.claimed_score, review.claimed_grade),
            _points(review.points_in_doubt),
            _score(
                None if review.supported_score is None else f"{review.supported_score:f}",
                review.supported_grade,
            ),
            _number(count(review, Severity.ERROR), SEVERITY_STYLE[Severity.ERROR]),
            _number(count(review, Severity.WARNING), SEVERITY_STYLE[Severity.WARNING]),
            _number(deductions_without_reason(review), ""),
            Text(review.conclusion.value, style=CONCLUSION_STYLE[review.conclusion]),
        )
    return table


def _score(score: str | None, grade: str | None) -> Text:
    return Text(f"{shortened(score or '—', 8)}{' ' + shortened(grade, 4) if grade else ''}")


def _points(points: Decimal) -> Text:
    return Text(f"{points:f}" if points else "", style="yellow")


def _number(value: int, style: str) -> Text:
    return Text(str(value) if value else "", style=style)


def _rules(reviews: Sequence[Review]) -> Table:
    findings = [(finding, review) for review in reviews for finding in review.findings]
    counted = Counter((finding.severity.rank, finding.code) for finding, _ in findings)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("规则", no_wrap=True)
    table.add_column("程度", no_wrap=True)
    table.add_column("处", justify="right", no_wrap=True)
    table.add_column("表", justify="right", no_wrap=True)
    table.add_column("查的是什么", ratio=1, overflow="fold")
    for (rank, code), number in sorted(counted.items()):
        severity = list(Severity)[rank]
        forms = {id(review) for finding, review in findings if finding.code == code}
        table.add_row(
            code,
            Text(severity.chinese, style=SEVERITY_STYLE[severity]),
            str(number),
            str(len(forms)),
            title_of(code),
        )
    return table
