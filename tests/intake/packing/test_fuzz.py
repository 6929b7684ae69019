"""Documents of every packing with their XML changed at random: cells or one clear line."""

from __future__ import annotations

import random
import re

import pytest

from reviewer.intake import ReadError, read_grid
from tests.documents.make_samples import formats
from tests.documents.writers import docx, html, xlsx
from tests.intake.packing import one_file
from tests.intake.packing.test_inserts import LETTER, chunk, holding, thing
from tests.intake.packing.variants import Parts, flat_opc, strict, unzipped, zipped

DRAWING = formats()["split"]
WORD, EXCEL = docx([DRAWING]), xlsx([DRAWING])
ONE_FILE = ""
SOURCES: dict[str, Parts] = {
    "docx": unzipped(WORD),
    "xlsx": unzipped(EXCEL),
    "strict": strict(unzipped(WORD)),
    "odt": unzipped(one_file.odt(one_file.odt_body(DRAWING))),
    "inserts": unzipped(
        holding(
            {"rIdA": ("package", EXCEL), "rIdB": ("aFChunk", html([DRAWING]))},
            LETTER + thing("rIdA") + chunk("rIdB"),
        )
    ),
    "flat opc": {ONE_FILE: flat_opc(unzipped(WORD))},
    "word 2003": {ONE_FILE: one_file.word_2003(WORD)},
    "excel 2003": {ONE_FILE: one_file.excel_2003(EXCEL)},
}
VALUES = [b"", b"-1", b"0", b"99999999", b"NaN", b"1e400", b"9" * 400, b"../../x", b"true"]
TRIES = 12


def changed(content: bytes, chance: random.Random) -> bytes:
    pieces = re.split(rb"(?=<)", content)
    for _ in range(chance.choice([1, 2, 10])):
        at, other = (chance.randrange(1, len(pieces)) for _ in range(2))
        way = chance.randrange(5)
        if way == 0 and len(pieces) > 3:
            del pieces[at]
        elif way == 1:
            pieces.insert(at, pieces[other])
        elif way == 2:
            value = b'"' + chance.choice(VALUES) + b'"'
            pieces[at] = re.sub(rb'"[^"]*"', value, pieces[at], count=chance.choice([1, 9]))
        elif way == 3:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        else:
            pieces[at] = pieces[at].replace(b"/>", b">")
    return b"".join(pieces)


@pytest.mark.parametrize("kind", SOURCES)
def test_changed_xml_gives_cells_or_one_clear_line(kind):
    chance = random.Random(kind)  # noqa: S311 - no secret
    read = 0
    for _ in range(TRIES):
        parts = dict(SOURCES[kind])
        name = chance.choice(
            [one for one in parts if parts[one].lstrip(b"\xef\xbb\xbf")[:1] == b"<"]
        )
        parts[name] = changed(parts[name], chance)
        data = parts[ONE_FILE] if ONE_FILE in parts else zipped(parts)
        try:
            read += bool(read_grid(data).rows)
        except ReadError as error:
            assert not re.search("[A-Za-z]{4,}Error", str(error))
    assert read  # so that not everything was broken beyond reading
