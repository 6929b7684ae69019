"""J findings: what a verdict gives reason to say; never an error, and nothing else is touched."""

from decimal import Decimal

import pytest

from reviewer.judge.answers import RowAnswer
from reviewer.judge.findings import findings_of, merge
from reviewer.judge.pages import PAGES
from reviewer.judge.verdicts import read_replies
from reviewer.models import Conclusion, Document, Finding, Review, Severity
from reviewer.reviewing import review_document
from reviewer.rules import RULES
from reviewer.rules.examples import Row, Sketch
from tests.judge.sketched import answer, case_of, inquiries_of, reply

WHY = "因场地维修少办2期。2024年3月前补办。"


def _row(*, explanation: str = WHY, target: str = "10期", actual: str = "8期", score: str = "8"):
    return Row("培训期数", target, actual, "10", score, explanation)


MISSED = _row()


def judged(row: Row = MISSED, *, failure: str = "", **changes: object):
    """The case and its judged row."""
    sketch = Sketch(rows=(row,))
    given = {"cause_quote": "因场地维修少办2期", "measure_quote": "2024年3月前补办"} | changes
    answers = {} if failure else {"r0": RowAnswer.model_validate(answer(**given))}
    told = reply(answers, **({"r0": failure} if failure else {}))
    case = case_of(sketch)
    (rows,) = read_replies([case], [(inquiry, told) for inquiry in inquiries_of(sketch)])
    return case, rows


def found(row: Row = MISSED, **changes: object) -> list[Finding]:
    return findings_of(*judged(row, **changes))


def codes(row: Row = MISSED, **changes: object) -> list[str]:
    return [finding.code for finding in found(row, **changes)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"cause_quote": None}, ["J601"]),
        ({"specific": False}, ["J601"]),
        ({"specific": False, "measure_quote": None}, ["J601"]),
        ({"accounts_for_size": False}, ["J602", "J606"]),
        ({"measure_quote": None}, ["J602", "J605"]),
        ({"measure_quote": None, "accounts_for_size": False}, ["J602", "J606", "J605"]),
        ({"measure_actionable": False}, ["J605"]),
        ({"about_this_row": False}, ["J603"]),
        ({"contradiction_quote": "8期", "contradiction_where": "actual"}, ["J604"]),
        ({"failure": "超时"}, ["J609"]),
    ],
)
def test_which_finding_follows_from_which_answers(changes, expected):
    assert codes(**changes) == expected


def test_a_finding_says_what_and_where():
    (first, second) = found(accounts_for_size=False)
    assert first.message == (
        "指标第1行“培训期数”的说明“因场地维修少办2期。2024年3月前补办。”只能部分支持所扣的2分："
        "原因“因场地维修少办2期”具体，但没有交代全部差距（少2期）；措施“2024年3月前补办”具体可查。"
    )
    assert (first.row, first.indicator, first.field) == (0, "培训期数", "indicator.explanation")
    assert first.evidence[0].text == WHY
    assert first.suggestion
    assert second.message == "指标第1行“培训期数”的说明没有交代全部差距（少2期）。"


def test_no_verdict_says_why_there_is_none():
    (finding,) = found(failure="请求超时")
    assert finding.message == "指标第1行“培训期数”的说明没有得到模型判断：请求超时。"


FULL = _row(actual="10期", score="10", explanation="已按计划完成")


@pytest.mark.parametrize(
    "changes", [{"cause_quote": None}, {"specific": False}, {"measure_quote": None}]
)
def test_a_row_without_deviation_owes_nothing(changes):
    assert codes(FULL, **changes) == []


def test_but_what_it_says_may_contradict_the_form():
    assert codes(FULL, contradiction_quote="10期", contradiction_where="actual") == ["J604"]


ADMITTED = Row("促进就业", "全面完成", "基本完成", "5", "5", "因场地维修，部分活动未办。")


def test_full_marks_for_what_the_unit_itself_says_was_not_reached():
    (finding,) = found(ADMITTED, cause_quote="因场地维修，部分活动未办", measure_quote=None)
    assert finding.code == "J607"
    assert "得满分5分" in finding.message
    assert finding.field == "indicator.actual"


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (ADMITTED, {"cause_quote": None}),
        (ADMITTED._replace(actual="全面完成"), {}),
        (ADMITTED._replace(score="4"), {}),
        (Row("报告", "2%", "5份", "2", "2", "原指标录入错误"), {"cause_quote": "原指标录入错误"}),
    ],
)
def test_one_sign_alone_is_not_enough(row, changes):
    given = {"cause_quote": "因场地维修，部分活动未办", "measure_quote": None} | changes
    assert "J607" not in codes(row, **given)


def test_the_box_of_the_form_is_named_where_the_row_has_nothing_of_its_own():
    sketch = Sketch(rows=(_row(explanation=""),), explanation=WHY)
    case = case_of(sketch)
    said = {"r0": RowAnswer.model_validate(answer(cause_quote=None))}
    (rows,) = read_replies([case], [(one, reply(said)) for one in inquiries_of(sketch)])
    (finding,) = findings_of(case, rows)
    assert finding.field == "explanation"
    assert finding.evidence[0].text == WHY


def review_of(case) -> Review:
    return review_document(Document(source="表.txt", forms=(case.form,))).reviews[0]


@pytest.mark.parametrize("changes", [{}, {"cause_quote": None}, {"failure": "超时"}])
def test_nothing_that_the_rules_say_is_changed(changes):
    case, rows = judged(_row(explanation=WHY, score="9.9"), **changes)
    before = review_of(case)
    after = merge(case, before, rows)
    assert [one for one in after.findings if not one.code.startswith("J")] == list(before.findings)
    assert after.points_in_doubt == before.points_in_doubt > Decimal(0)
    assert after.conclusion == before.conclusion
    assert after.coverage == before.coverage
    assert after.not_checkable == before.not_checkable
    assert [one.verdict for one in after.verdicts] == [one.verdict.verdict for one in rows]


def test_findings_stay_ordered_gravest_first():
    case, rows = judged(_row(explanation=WHY, score="9.9"), cause_quote=None)
    merged = merge(case, review_of(case), rows)
    ranks = [finding.severity.rank for finding in merged.findings]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0


def test_a_form_that_passed_needs_attention_once_the_judge_warns():
    case, rows = judged(cause_quote=None)
    before = review_of(case)
    assert before.conclusion is Conclusion.PASS
    assert merge(case, before, rows).conclusion is Conclusion.ATTENTION


def test_but_not_where_it_only_remarks():
    case, rows = judged(measure_actionable=False)
    assert merge(case, review_of(case), rows).conclusion is Conclusion.PASS


def test_no_points_hang_on_a_judgement():
    assert all(finding.points is None for finding in found(measure_quote=None))


def test_fingerprints_survive_a_changed_answer():
    case, rows = judged(cause_quote=None)
    _, others = judged(cause_quote=None, rationale="另一种说法")
    review = review_of(case)
    first, second = (merge(case, review, one).findings[0].fingerprint for one in (rows, others))
    assert first == second != ""


def test_every_code_has_a_page_and_none_is_an_error():
    assert sorted(PAGES) == ["J601", "J602", "J603", "J604", "J605", "J606", "J607", "J609"]
    assert not set(PAGES) & set(RULES)
    for page in PAGES.values():
        assert page.severity is not Severity.ERROR
        assert page.title
        assert all(word in page.page for word in ("查什么", "为什么", "怎么改"))
