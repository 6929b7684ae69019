"""From a document to its reviews: conclusions, points in doubt, a rule that crashes."""

from decimal import Decimal

import pytest

from reviewer.models import Conclusion, Document, Finding, Severity
from reviewer.reviewing import points_in_doubt, review_document
from reviewer.rules import RULES
from reviewer.rules.examples import Row, Sketch
from reviewer.rules.registry import Rule


def review(sketch: Sketch, **options):
    reviewed = review_document(Document(source="form.txt", forms=(sketch.build(),)), **options)
    return reviewed.reviews[0]


def finding(row: int | None, points: str | None, field: str = "indicator.score") -> Finding:
    return Finding(
        code="A401",
        severity=Severity.ERROR,
        message="。",
        row=row,
        field=field,
        points=None if points is None else Decimal(points),
    )


@pytest.mark.parametrize(
    ("findings", "points"),
    [
        ([], "0"),
        ([finding(0, "1.5"), finding(0, "2")], "2"),  # a row counts once, with its worst
        ([finding(0, "1.5"), finding(1, "2"), finding(2, None)], "3.5"),
        ([finding(None, "6", "total.score"), finding(None, "6", "total.weight")], "6"),
        ([finding(None, "1", "funding.total.score"), finding(3, "1")], "2"),
    ],
)
def test_points_in_doubt_count_each_row_once(findings, points):
    assert points_in_doubt(findings) == Decimal(points)


def test_a_correct_form_passes():
    assert review(Sketch()).conclusion is Conclusion.PASS


def test_a_missed_target_with_full_marks_fails_and_doubts_its_points():
    result = review(Sketch(rows=(Row("培训人次", "≥100人次", "80人次", "10", "10"),)))
    assert result.conclusion is Conclusion.FAIL
    assert result.points_in_doubt == Decimal(2)
    assert result.supported_score == Decimal("97.5")
    assert (result.claimed_grade, result.supported_grade) == ("优", "优")


def test_warnings_alone_ask_for_attention():
    result = review(Sketch(rows=(Row("培训人次", "≥100人次", "200人次", "10", "10"),)))
    assert result.conclusion is Conclusion.ATTENTION


def test_every_check_is_counted_as_one_of_three():
    coverage = review(Sketch(rows=(Row("培训人次", "若干", "80人次", "10", "10"),))).coverage
    assert coverage.checked == coverage.passed + coverage.failed + coverage.not_checkable
    assert coverage.passed > 100


def test_a_rule_that_crashes_names_itself_and_takes_nothing_along(monkeypatch):
    def crash(cases):
        raise ZeroDivisionError("division by zero")

    broken = Rule("A999", Severity.ERROR, "坏规则", crash, (), (), False, False, ())
    monkeypatch.setitem(RULES, "A999", broken)
    sketch = Sketch(rows=(Row("培训人次", "≥100人次", "80人次", "10", "10"),))
    document = Document(source="form.txt", forms=(sketch.build(),))
    reviewed = review_document(document)
    ((project, error),) = reviewed.crashes
    assert project == "社区安全培训"
    assert "A999" in str(error)
    assert "ZeroDivisionError" in str(error)
    assert "A402" in {found.code for found in reviewed.reviews[0].findings}


def test_the_policy_comes_from_the_form_unless_it_is_given():
    sketch = Sketch(department="湖北省水利厅", unit="湖北省水利厅")
    assert review(Sketch(department="上海市水务局")).policy == "shanghai"
    assert review(sketch, policy="national").policy == "national"
