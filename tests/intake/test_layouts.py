"""Layouts of published forms: every cell is read, in whatever the office saves them.

The forms are correct but where the key says otherwise.
"""

from __future__ import annotations

import pytest

from reviewer.intake import ReadError, read_bytes
from reviewer.models import Document, Severity
from reviewer.reviewing import review_document
from tests.documents import writers
from tests.intake.layouts import Layout, differences, layouts

LAYOUTS = layouts()
OFFICE = [writers.docx, writers.xlsx]
WITHOUT_MERGES = [one for one in LAYOUTS if one.name != "goals-beside"]  # too uneven to be CSV


def check(data: bytes, layout: Layout) -> Document | None:
    """Every cell is read as the key has it; None where the key says that it is no form."""
    if layout.keys[0].refused:
        with pytest.raises(ReadError, match=layout.keys[0].refused):
            read_bytes(data, layout.name)
        return None
    document = read_bytes(data, layout.name)
    assert len(document.forms) == len(layout.keys)
    for form, key in zip(document.forms, layout.keys, strict=True):
        assert differences(key, form) == []
    return document


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_every_cell_of_a_web_page_is_read_and_nothing_else_found(layout: Layout) -> None:
    document = check(writers.html(layout.drawings), layout)
    if document is None:
        return
    for form, key in zip(document.forms, layout.keys, strict=True):
        told = [remark.text.text for remark in form.remarks if remark.code == "X901"]
        assert told == key.said
    reviews = review_document(document).reviews
    found = [one for review in reviews for one in review.findings]
    codes = [one.code for one in found if one.severity is not Severity.INFO]
    assert sorted(codes) == layout.keys[0].finds


@pytest.mark.parametrize("number", range(len(LAYOUTS)), ids=lambda at: LAYOUTS[at].name)
def test_every_cell_of_an_office_file_is_read(number: int) -> None:
    layout = LAYOUTS[number]
    check(OFFICE[number % len(OFFICE)](layout.drawings), layout)


@pytest.mark.parametrize("layout", WITHOUT_MERGES, ids=lambda one: one.name)
def test_every_cell_of_a_table_without_merges_is_read(layout: Layout) -> None:
    check(writers.csv_text(layout.drawings), layout)
