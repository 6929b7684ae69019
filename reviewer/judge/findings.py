"""J601–J609: what the verdicts mean for the form, as findings; and their pages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from reviewer.judge.pages import PAGES
from reviewer.judge.selection import Treatment
from reviewer.judge.verdicts import JudgedRow
from reviewer.models import (
    NOWHERE,
    Conclusion,
    Evidence,
    Finding,
    Form,
    Lack,
    Review,
    Severity,
    Text,
    VerdictKind,
)
from reviewer.reading.blank import has_words
from reviewer.rules.case import Case
from reviewer.rules.cells import row_name
from reviewer.standing.degrees import hedge
from reviewer.standing.pending import unfinished

_SHOWN = 40
_REWRITE = "按改进稿补充，空格处如实填写。"
_CODES = {
    VerdictKind.UNSUPPORTED: "J601",
    VerdictKind.PARTLY: "J602",
    VerdictKind.OFF_TOPIC: "J603",
    VerdictKind.CONTRADICTORY: "J604",
    VerdictKind.UNDECIDED: "J609",
}


def findings_of(case: Case, judged: Sequence[JudgedRow]) -> list[Finding]:
    """What the verdicts on a form's rows give reason to say. Never an error, never with points."""
    found: list[Finding] = []
    for row in judged:
        found += _of_row(case, row)
    return found


def merge(case: Case, review: Review, judged: Sequence[JudgedRow]) -> Review:
    """The review with verdicts and J findings added; nothing that stood there is changed.

    A form that passed needs attention once a J finding is a warning.
    """
    added = _stamped(case.form, findings_of(case, judged))
    warns = any(finding.severity is Severity.WARNING for finding in added)
    conclusion = review.conclusion
    if warns and conclusion is Conclusion.PASS:
        conclusion = Conclusion.ATTENTION
    findings = sorted(
        (*review.findings, *added),
        key=lambda finding: (finding.severity.rank, -1 if finding.row is None else finding.row),
    )
    return review.model_copy(
        update={
            "findings": tuple(findings),
            "verdicts": tuple(row.verdict for row in judged),
            "conclusion": conclusion,
        }
    )


def _of_row(case: Case, judged: JudgedRow) -> Iterator[Finding]:
    kind = judged.verdict.verdict
    if kind is None:
        return
    if kind in (VerdictKind.CONTRADICTORY, VerdictKind.UNDECIDED):
        yield _about_explanation(case, judged, _CODES[kind], _MESSAGES[kind](case, judged))
    elif judged.selected.owes:
        if kind in _CODES:
            yield _about_explanation(case, judged, _CODES[kind], _MESSAGES[kind](case, judged))
        yield from _lacking(case, judged, kind)
    elif _admits_a_miss(judged):
        yield _full_marks(case, judged)


def _lacking(case: Case, judged: JudgedRow, kind: VerdictKind) -> Iterator[Finding]:
    """Said beside a cause that holds; where the cause itself fails, all has to be written anew."""
    if kind not in (VerdictKind.PARTLY, VerdictKind.SUPPORTED):
        return
    name, verdict = row_name(case.form, judged.verdict.row), judged.verdict
    if Lack.SIZE in verdict.lacking:
        gap = f"（{judged.facts.gap}）" if judged.facts.gap else ""
        message = f"{name}的说明没有交代全部差距{gap}。"
        yield _about_explanation(case, judged, "J606", message)
    if Lack.MEASURE in verdict.lacking:
        message = f"{name}的说明没有提出改进措施。"
        yield _about_explanation(case, judged, "J605", message)
    elif Lack.ACTIONABLE in verdict.lacking:
        message = f"{name}的措施“{_short(verdict.measure_quote)}”看不出由谁、何时、怎样做。"
        yield _about_explanation(case, judged, "J605", message)


def _admits_a_miss(judged: JudgedRow) -> bool:
    """Full marks, while the explanation says why it fell short and the result says so too."""
    row, verdict = judged.selected.row, judged.verdict
    actual = row.indicator.actual.text
    hedged = hedge(actual) is not None or unfinished(actual) is not None
    return bool(verdict.cause_quote and verdict.about_this_row and row.has_full_marks and hedged)


def _unsupported(case: Case, judged: JudgedRow) -> str:
    return f"{_spoken(case, judged)}不能支持{_what(judged)}：{judged.verdict.why}"


def _partly(case: Case, judged: JudgedRow) -> str:
    return f"{_spoken(case, judged)}只能部分支持{_what(judged)}：{judged.verdict.why}"


def _off_topic(case: Case, judged: JudgedRow) -> str:
    return f"{_spoken(case, judged)}答非所问：{judged.verdict.why}"


def _contradictory(case: Case, judged: JudgedRow) -> str:
    return f"{_spoken(case, judged)}与表内另一处矛盾：{judged.verdict.why}"


def _undecided(case: Case, judged: JudgedRow) -> str:
    return f"{row_name(case.form, judged.verdict.row)}的说明没有得到模型判断：{judged.verdict.why}"


_MESSAGES: dict[VerdictKind, Callable[[Case, JudgedRow], str]] = {
    VerdictKind.UNSUPPORTED: _unsupported,
    VerdictKind.PARTLY: _partly,
    VerdictKind.OFF_TOPIC: _off_topic,
    VerdictKind.CONTRADICTORY: _contradictory,
    VerdictKind.UNDECIDED: _undecided,
}
_SUGGESTIONS = {
    "J601": f"重写说明：写明原因、差距和措施。{_REWRITE}",
    "J602": _REWRITE,
    "J603": f"改写为本项指标的原因和措施。{_REWRITE}",
    "J604": "对照原始记录核实哪一处属实，改正另一处。",
    "J605": "写明由谁、在什么时候、做什么，或指明修订哪项制度、走哪道程序。",
    "J606": "写明差距由哪些部分构成、各因何未完成，数字要与差距对得上。",
    "J607": "核实是否确已完成；确未完成的，改正得分和总分。",
    "J609": "由审核人员人工判断。",
}


def _full_marks(case: Case, judged: JudgedRow) -> Finding:
    row, verdict = judged.selected.row.indicator, judged.verdict
    message = (
        f"{row_name(case.form, verdict.row)}得满分{row.score}分，实际完成值却写“{_short(row.actual.text)}”，"
        f"说明又写了没有达到的原因“{_short(verdict.cause_quote)}”，实质上未达到指标值。"
    )
    return _finding(case, judged, "J607", message, row.actual, "indicator.actual")


def _about_explanation(case: Case, judged: JudgedRow, code: str, message: str) -> Finding:
    own = judged.selected.row.indicator.explanation
    if has_words(own.text):
        return _finding(case, judged, code, message, own, "indicator.explanation")
    return _finding(case, judged, code, message, case.form.explanation, "explanation")


def _finding(
    case: Case, judged: JudgedRow, code: str, message: str, at: Text, field: str
) -> Finding:
    row = judged.selected.row
    place = row.indicator.location if at.location == NOWHERE else at.location
    withheld = judged.selected.treatment is Treatment.WITHHOLD
    return Finding(
        code=code,
        severity=PAGES[code].severity,
        message=message,
        indicator=row.indicator.name.text,
        row=row.index,
        field=field,
        found=at.text,
        evidence=() if withheld else (Evidence(text=at.text, location=place),),
        suggestion=_SUGGESTIONS[code],
    )


def _spoken(case: Case, judged: JudgedRow) -> str:
    said = "；".join(judged.selected.explanations)
    return f"{row_name(case.form, judged.verdict.row)}的说明“{_short(said)}”"


def _what(judged: JudgedRow) -> str:
    deduction = judged.facts.deduction
    return f"所扣的{deduction}" if deduction else "偏差"


def _short(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _stamped(form: Form, findings: Sequence[Finding]) -> list[Finding]:
    """With fingerprints made as those of the rules are."""
    seen: Counter[str] = Counter()
    stamped = []
    for finding in findings:
        parts = (
            finding.code,
            form.project.text,
            finding.indicator or "",
            finding.field,
            finding.found or "",
        )
        digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
        seen[digest] += 1
        stamp = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        stamped.append(finding.model_copy(update={"fingerprint": stamp}))
    return stamped
