"""What is written at the cells of a unit's own file, and in front of it, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.intake.own_reports import SUMMARY_TITLE
from reviewer.models import Finding, Form, Location, Review, Severity
from reviewer.models.source import NOWHERE
from reviewer.report.cells import place_of
from reviewer.report.drafts import drafts_of
from reviewer.report.labels import field_label, place
from reviewer.report.safe import safe, shortened

SUMMARY = f"{SUMMARY_TITLE}（由程序生成，提交前请删除）"
COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}
"""Grounds of cells, RGB."""
DRAFT_COLOUR = "E2EFDA"
_MAX_CELL = 200
_MAX_NAME = 30


@dataclass(frozen=True)
class Note:
    """A note at a cell. `severity` is None for a draft; `lines` hold nothing that acts."""

    place: Location
    severity: Severity | None
    where: str
    lines: tuple[str, ...]

    @property
    def kind(self) -> str:
        """必须改, 请核实, 提示, or 草稿."""
        return self.severity.chinese if self.severity else "草稿"

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Marked:
    """A form with its review and the notes for its cells, gravest first."""

    form: Form
    review: Review
    notes: tuple[Note, ...]


def marked(form: Form, review: Review, skeletons: Mapping[int, str]) -> Marked:
    """The notes of a form: a finding each, and the drafts for explanations that are wanting.

    Args:
        form: the form as it was read.
        review: what was found; its row numbers are those of the form.
        skeletons: drafts made without a model, by row.
    """
    notes = [_of_finding(form, finding) for finding in review.findings]
    for row, draft in drafts_of(review, skeletons).items():
        notes.append(_of_draft(form, row, draft))
    return Marked(form, review, tuple(notes))


def _of_finding(form: Form, finding: Finding) -> Note:
    lines = [
        f"【{finding.severity.chinese}】{finding.code} {_where(finding)}",
        safe(finding.message),
    ]
    if finding.found and finding.expected is not None and not finding.changes:
        lines.append(f"填写：{shortened(finding.found, _MAX_CELL)}（改正引起它的问题后不用改）")
    elif finding.expected is not None:
        found = shortened(finding.found or "（空）", _MAX_CELL)
        lines.append(f"填写：{found} → 应为：{shortened(finding.expected, _MAX_CELL)}")
    elif finding.found:
        lines.append(f"填写：{shortened(finding.found, _MAX_CELL)}")
    if finding.formula:
        lines.append(f"算式：{safe(finding.formula)}")
    if finding.suggestion:
        lines.append(f"怎么办：{safe(finding.suggestion)}")
    return Note(place_of(form, finding), finding.severity, place(finding), tuple(lines))


def _where(finding: Finding) -> str:
    name = f"{shortened(finding.indicator, _MAX_NAME)}·" if finding.indicator else ""
    return f"{name}{field_label(finding.field)}"


def _of_draft(form: Form, row: int, draft: str) -> Note:
    indicator = form.indicators[row]
    places = (indicator.explanation.location, form.explanation.location, indicator.name.location)
    at = next((place for place in places if place != NOWHERE), NOWHERE)
    name = shortened(indicator.name.text, _MAX_NAME)
    title = f"【说明草稿】{name}（可直接粘贴，【】处请如实填写）"
    return Note(at, None, f"指标第{row + 1}行“{name}”·说明草稿", (title, safe(draft)))


def by_place(forms: Sequence[Marked]) -> dict[Location, list[Note]]:
    """The notes that have a place in the file, cell by cell."""
    found: dict[Location, list[Note]] = {}
    for one in forms:
        for note in one.notes:
            if note.place != NOWHERE:
                found.setdefault(note.place, []).append(note)
    return found


def gravest(notes: Sequence[Note]) -> Severity | None:
    """The gravest severity among the notes of a cell; None where there are only drafts."""
    severities = [note.severity for note in notes if note.severity is not None]
    return min(severities, key=lambda severity: severity.rank, default=None)


def heading(one: Marked) -> Iterator[str]:
    """The lines above a form's list in the summary."""
    review = one.review
    year = f"（{review.year}年度）" if review.year else ""
    yield f"第 {review.form + 1} 张表：{safe(review.project) or '（项目名称为空）'}{year} · {safe(review.unit)}"
    score = f"自评得分 {safe(review.claimed_score or '未填')}"
    if review.points_in_doubt:
        score += f"，其中 {review.points_in_doubt:f} 分存疑"
    counts = [
        f"{severity.chinese} {number} 处"
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in review.findings))
    ]
    yield f"{score}；{'，'.join(counts) or '没有发现问题'}；结论：{review.conclusion}"
