"""The labels that `reviewer eval` measures the judge by."""

from collections import Counter
from pathlib import Path

import pytest

from reviewer.judge.labelled import documents_of
from reviewer.judge.labels import QUESTIONS, Label, load_labels
from reviewer.judge.selection import Treatment, select
from reviewer.judge.shape import RowAnswer
from reviewer.judge.verdicts import derive
from reviewer.policy import load
from reviewer.rules.case import Case

PATH = Path(__file__).with_name("labels.jsonl")
LABELS = load_labels(PATH)
REAL = [label for label in LABELS if label.origin == "real"]
SYNTHETIC = [label for label in LABELS if label.origin == "synthetic"]
FORMS = [form for document in documents_of(LABELS, PATH.parent) for form in document.forms]
every_label = pytest.mark.parametrize("label", LABELS, ids=[label.id for label in LABELS])


def answer_of(label: Label) -> RowAnswer:
    """The labelled answers as a model would give them."""
    said = {name: value == "true" for name, value in label.answers.items()}
    return RowAnswer(
        row="r0",
        cause_quote="原因" if said["cause"] else None,
        cause_kind=label.answers["cause_kind"],
        about_this_row=said["about_this_row"],
        specific=said["specific"],
        accounts_for_size=said["accounts_for_size"],
        contradiction_quote="矛盾" if said["contradiction"] else None,
        contradiction_where="actual" if said["contradiction"] else None,
        measure_quote="措施" if said["measure"] else None,
        measure_actionable=said["measure_actionable"],
        rationale="",
        draft="",
        reviewer_comment="",
    )


def test_every_explained_deduction_of_the_sample_is_labelled_once():
    explained = {
        (index, row.index)
        for index, form in enumerate(FORMS[:4])
        for row in Case(form, load("national")).rows
        if row.deduction and row.deduction > 0 and row.indicator.explanation.text
    }
    labelled = [(label.form, label.row) for label in REAL]
    assert len(explained) == 19
    assert sorted(labelled) == sorted(explained)


def test_rows_are_made_up_for_every_verdict():
    counts = Counter(label.verdict for label in SYNTHETIC)
    assert sum(counts.values()) >= 40
    assert set(counts) == {"supported", "partly", "unsupported", "off_topic", "contradictory"}
    assert min(counts.values()) >= 6


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_given_several_times(question):
    counts = Counter(label.answers[question] for label in LABELS)
    assert set(counts) == set(QUESTIONS[question])
    assert min(counts.values()) >= 6


@every_label
def test_the_verdict_follows_from_the_answers(label):
    assert derive(answer_of(label)).value == label.verdict


@every_label
def test_the_answers_agree_with_one_another(label):
    """What hangs on a cause or a measure is not affirmed without it."""
    said = label.answers
    assert set(said) == set(QUESTIONS)
    if said["cause"] == "false":
        hanging = ("about_this_row", "specific", "accounts_for_size")
        assert {said[name] for name in hanging} == {"false"}
    assert (said["cause_kind"] == "none") == (said["cause"] == "false")
    if said["measure"] == "false":
        assert said["measure_actionable"] == "false"


def test_every_row_made_up_is_put_to_the_judge_and_nothing_else():
    chosen = [one for form in FORMS[4:] for one in select(Case(form, load("national")))]
    explained = sorted(one.row.indicator.explanation.text for one in chosen)
    assert explained == sorted(label.data["explanation"] for label in SYNTHETIC)
    assert {one.treatment for one in chosen} == {Treatment.JUDGE}
