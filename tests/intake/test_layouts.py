"""Layouts of published forms: every cell is read, in whatever the office saves them."""

from __future__ import annotations

import pytest

from reviewer.intake import ReadError, read_bytes
from tests.documents import writers
from tests.intake.layouts import Layout, differences, layouts

WRITERS = {"html": writers.html, "docx": writers.docx, "xlsx": writers.xlsx}
LAYOUTS = layouts()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
@pytest.mark.parametrize("kind", WRITERS)
def test_every_cell_is_read(kind: str, layout: Layout) -> None:
    data = WRITERS[kind](layout.drawings)
    if layout.keys[0].refused:
        with pytest.raises(ReadError, match=layout.keys[0].refused):
            read_bytes(data, layout.name)
        return
    forms = read_bytes(data, layout.name).forms
    assert len(forms) == len(layout.keys)
    for form, key in zip(forms, layout.keys, strict=True):
        assert differences(key, form) == []
        told = [remark.text.text for remark in form.remarks if remark.code == "X901"]
        assert told == key.said
