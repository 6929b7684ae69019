"""Workbooks that Excel opens without asking for a password, encrypted though they are."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from reviewer.annotate import annotate, marked
from reviewer.intake import ReadError, read_bytes
from reviewer.intake.packing.encrypted import encrypted, has_password
from reviewer.reviewing import review_document
from tests.annotate.reading import of_excel
from tests.intake.packing.test_packages import shown

FORMATS = Path(__file__).parents[2] / "data" / "formats"
PLAIN = (FORMATS / "mistakes.xlsx").read_bytes()


def under(password: str) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(PLAIN)).encrypt(password, stream)
    return stream.getvalue()


def test_a_workbook_under_the_password_that_all_programs_know_is_read():
    data = encrypted(PLAIN)
    assert data.startswith(b"\xd0\xcf\x11\xe0")
    assert shown(data) == shown(PLAIN)


def test_its_annotated_copy_is_encrypted_in_the_same_way():
    data = encrypted(PLAIN)
    done = review_document(read_bytes(data, "x"))
    forms = [
        marked(case.form, review, {}) for case, review in zip(done.cases, done.reviews, strict=True)
    ]
    copy = annotate(data, forms)
    assert copy.endings[0] == ".xlsx"
    assert copy.data.startswith(b"\xd0\xcf\x11\xe0")
    opened = io.BytesIO()
    file = OOXMLFile(io.BytesIO(copy.data))
    file.load_key(password="VelvetSweatshop")  # noqa: S106 - the one that all programs know
    file.decrypt(opened)
    assert {cell for cell, _ in of_excel(opened.getvalue())} == {"98.7", "1"}


def test_a_password_of_its_own_is_said():
    with pytest.raises(ReadError, match="已加密，请去掉密码"):
        read_bytes(under("secret"), "x")


def test_a_password_that_takes_too_long_to_hash_is_not_tried():
    data = encrypted(PLAIN).replace(b'spinCount="100000"', b'spinCount="999999"')
    assert b'spinCount="100000"' not in data
    with pytest.raises(ReadError, match="已加密"):
        read_bytes(data, "x")


@pytest.mark.parametrize(
    ("records", "closed"),
    [([0x809, 0x2F], True), ([0x809, 0x86, 0x2F], True), ([0x809, 0xE1, 0xC1], False), ([], False)],
)
def test_old_workbooks_that_are_encrypted_are_known_by_their_first_records(records, closed):
    assert has_password(b"".join(struct.pack("<HH4x", kind, 4) for kind in records)) is closed
