"""`check --format full`: the unit's own check before it submits, form by form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.console import Console
from rich.text import Text

from reviewer.models import Conclusion, Finding, Review, Severity
from reviewer.report.judged import print_skeletons, print_verdicts
from reviewer.report.labels import place
from reviewer.report.safe import safe, shortened
from reviewer.report.terminal import CONCLUSION_STYLE, SEVERITY_STYLE, print_hanging
from reviewer.report.unchecked import reasons

NO_DRAFTS: Mapping[int, str] = MappingProxyType({})
_MAX_CELL = 160
_DETAIL = 6


def print_review(
    console: Console, review: Review, skeletons: Mapping[int, str] = NO_DRAFTS
) -> None:
    """One form: what must be changed, what to verify, what is only a remark; then the verdict.

    `skeletons` are drafts made without a model, by row; shown for rows that the judge left.
    """
    console.rule(style="dim")
    console.print(_heading(review))
    for severity in Severity:
        findings = [finding for finding in review.findings if finding.severity is severity]
        if findings:
            console.print()
            roots = sum(finding.root is None for finding in findings)
            follow = f"，其中 {len(findings) - roots} 处由别处引起" if roots < len(findings) else ""
            title = f"{severity.chinese}（{len(findings)} 处{follow}）"
            console.print(Text(title, style=SEVERITY_STYLE[severity]))
            for number, finding in enumerate(nested(findings), start=1):
                _print_finding(console, number, finding)
    print_verdicts(console, review)
    print_skeletons(console, review, skeletons)
    console.print()
    _print_closing(console, review)


def nested(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those that follow from another right behind it."""
    own = {finding.fingerprint for finding in findings}
    first = [finding for finding in findings if finding.root not in own]
    return [
        one
        for root in first
        for one in (root, *(f for f in findings if f.root == root.fingerprint))
    ]


def _heading(review: Review) -> Text:
    text = Text(safe(review.project) or "（项目名称为空）", style="bold")
    text.append(f"（{review.year}年度）" if review.year else "（未注明年度）", style="not bold")
    where = f"{safe(review.source)} 第 {review.form + 1} 张表"
    if str(review.location):
        where += f"，从{review.location}起"
    text.append(f"\n{safe(review.unit)} · {where}", style="not bold dim")
    score = review.claimed_score or "未填"
    grade = f"（{safe(review.claimed_grade)}）" if review.claimed_grade else ""
    text.append(f"\n自评得分 {safe(score)}{grade}", style="not bold")
    if review.points_in_doubt:
        text.append(f"，其中 {review.points_in_doubt:f} 分存疑", style="not bold yellow")
    text.append(
        f"\n适用规则：{review.policy}（{safe(review.policy_reason)}）", style="not bold dim"
    )
    return text


def _print_finding(console: Console, number: int, finding: Finding) -> None:
    style = SEVERITY_STYLE[finding.severity]
    where = f"{'└ 由上面的问题引起：' if finding.root else ''}{place(finding)}"
    print_hanging(console, f"{number:>3}. {finding.code} ", where, 0, style, "bold")
    for label, text in _details(finding):
        print_hanging(console, label, text, _DETAIL)


def _details(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "", safe(finding.message)
    found, expected = finding.found, finding.expected
    if found and expected is not None and not finding.changes:
        yield "填写 ", f"{shortened(found, _MAX_CELL)}（改正引起它的问题后不用改）"
    elif expected is not None:
        yield (
            "填写 ",
            f"{shortened(found or '（空）', _MAX_CELL)}  →  应为 {shortened(expected, _MAX_CELL)}",
        )
    elif found:
        yield "填写 ", shortened(found, _MAX_CELL)
    if finding.formula:
        yield "算式 ", safe(finding.formula)
    if finding.suggestion:
        yield "怎么办 ", safe(finding.suggestion)


def _print_closing(console: Console, review: Review) -> None:
    coverage = review.coverage
    counts = Text(f"共检查 {coverage.checked} 项：通过 {coverage.passed}，")
    counts.append(f"有问题 {coverage.failed}，无法检查 {coverage.not_checkable}。")
    console.print(counts)
    for reason in reasons(review):
        print_hanging(console, "无法检查：", reason, 2, text_style="dim")
    errors = sum(finding.severity is Severity.ERROR for finding in review.findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in review.findings)
    verdict = Text("结论：")
    verdict.append(review.conclusion.value, style=CONCLUSION_STYLE[review.conclusion])
    advice = {
        Conclusion.FAIL: f"，先改正必须改的 {errors} 处{f'，再核实其余 {warnings} 处' if warnings else ''}。",
        Conclusion.ATTENTION: f"，请逐条核实 {warnings} 处；确认无误的可以保留原样。",
        Conclusion.PASS: "，没有发现需要改正或核实的问题。",
    }
    verdict.append(advice[review.conclusion])
    console.print(verdict)
    if review.mended_score is not None:
        after = f"总分{review.mended_score:f}（{review.mended_grade}）"
        console.print(Text(f"必须改的全部改正后：{after}。"))
