"""The same form in every format is read the same, and gives the same findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.intake import read, read_bytes
from reviewer.models import Document
from reviewer.reviewing import review_document
from tests.documents.compare import as_json, cells, differences, told
from tests.documents.ruling import drawn
from tests.documents.writers import WRITERS, xlsx

DATA = Path(__file__).parents[1] / "data"
SAMPLES = Path(__file__).parents[2] / "samples"
KEYS = sorted((DATA / "formats").glob("*.key.json"))
FILES = sorted(
    path
    for path in (DATA / "formats").iterdir()
    if path.suffix not in (".json", ".png") and path.name != "README.md"
)
CORRECT = sorted(
    path
    for path in (DATA / "correct").glob("*.txt")
    if path.stem not in ("pdf-wrapped", "two-forms")  # pages and several forms have their own tests
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_is_that_of_the_answer_key(path):
    (form,) = read(path).forms
    key = json.loads((path.parent / f"{path.stem}.key.json").read_text("utf-8"))
    assert cells(as_json(form)) == cells(key)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_the_findings_are_the_same_in_every_format(key):
    name = key.name.removesuffix(".key.json")
    found = {}
    for path in FILES:
        if path.stem == name:
            (review,) = review_document(read(path)).reviews
            found[path.suffix] = [told(one) for one in review.findings if one.code != "X902"]
    assert len(found) == 9
    assert all(findings == found[".docx"] for findings in found.values())
    assert bool(found[".docx"]) == (name == "mistakes")


# Every form in a web page; the slower formats share the forms among them.
SHARES = {
    "html": CORRECT,
    "docx": CORRECT[::3],
    "xlsx": CORRECT[1::3],
    "csv": CORRECT[2::6],
    "md": CORRECT[5::6],
}


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        pytest.param(path, ending, id=f"{path.stem}.{ending}")
        for ending, paths in SHARES.items()
        for path in paths
    ],
)
def test_a_correct_form_of_any_layout_is_read_exactly_and_gives_no_alarm(path, ending):
    text = path.read_text("utf-8")
    (expected,) = read_bytes(text.encode(), path.name).forms
    document = read_bytes(WRITERS[ending]([drawn(text)]), f"{path.stem}.{ending}")
    (found,) = document.forms
    assert differences(expected, found) == []
    assert found.remarks == ()
    (review,) = review_document(document).reviews
    assert [one for one in review.findings if one.severity != "info"] == []


def test_what_extract_prints_is_read_again():
    document = read(SAMPLES / "shanghai-sthj-2020.txt")
    from reviewer.report.contract import documents_json, dump

    again = read_bytes(dump(documents_json([document])).encode(), document.source)
    assert [differences(a, b) for a, b in zip(document.forms, again.forms, strict=True)] == [
        [] for _ in document.forms
    ]
    # Thousand separators are not in the JSON: whether they are mixed (A106) cannot be seen there.
    assert [
        [told(one) for one in review.findings if one.code != "A106"] for review in reviews(again)
    ] == [
        [told(one) for one in review.findings if one.code != "A106"] for review in reviews(document)
    ]


def reviews(document: Document):
    return review_document(document).reviews


@pytest.mark.parametrize(
    ("name", "projects"),
    [
        ("某市公共图书馆免费开放-2023.docx", 2),
        ("某区卫生健康委三个项目.xlsx", 3),
        ("某县绩效自评公开.html", 2),
    ],
)
def test_several_forms_in_one_file(name, projects):
    assert len({form.project.text for form in read(SAMPLES / name).forms}) == projects


@pytest.mark.parametrize(
    "path",
    sorted(path for path in SAMPLES.iterdir() if path.suffix not in (".yaml", ".txt")),
    ids=lambda path: path.name,
)
def test_the_shipped_samples_hold_what_they_say(path):
    """Of the authored samples, only those with 有错 in their name, and one form of three, err."""
    wrong = [
        any(finding.severity != "info" for finding in review.findings)
        for review in reviews(read(path))
    ]
    expected = "有错" in path.name or "三个项目" in path.name
    assert any(wrong) == expected


def test_several_forms_on_one_sheet():
    texts = [path.read_text(encoding="utf-8") for path in CORRECT[:4]]
    book = xlsx([drawn(text) for text in texts], one_sheet=True)
    found = read_bytes(book, "book.xlsx").forms
    expected = [read_bytes(text.encode(), "form.txt").forms[0] for text in texts]
    assert [differences(*pair) for pair in zip(expected, found, strict=True)] == [[]] * 4
