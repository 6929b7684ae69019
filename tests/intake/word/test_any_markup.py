"""Whatever the markup of a document: no crash, and no text that is neither read nor said."""

from __future__ import annotations

import copy
import random
import re

import pytest

from reviewer.intake.grid import Grid
from reviewer.intake.readers.word.document import open_document, places, read
from tests.intake.word.files import Paper, W, box, listed_elements, paragraph, run, table, xml

SEEDS = range(40)
MUTATIONS = 6
WRAPPERS = (
    *("ins", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "moveTo", "bdo"),
    *("p", "r", "tc", "tr", "tbl", "txbxContent", "tcPr", "fldSimple", "unknown"),
)
UNREAD = ("del", "moveFrom", "rPr", "pPr", "tblPr", "sdtPr", "rt", "ffData")
"""What stands in these is no text of the document."""


def rich() -> Paper:
    """The correct form with a nested table, a text box, fields and tracked changes."""
    paper = Paper()
    paper.fill("31厘米", paragraph("春季") + table(["深", "浅"], ["30", "32"]) + "<w:p/>")
    paper.fill("18.5公里", "<w:ins w:id='1'>" + run("18.5") + "</w:ins>" + run("公里"))
    paper.fill(
        "100%",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>REF x</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("100%")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    paper.title().addprevious(xml(f"<w:p>{box(paragraph('内部资料'))}</w:p>")[0])
    return paper


def mutate(paper: Paper, seed: int) -> None:
    """Drop, double, wrap, unwrap or move elements at random."""
    chance = random.Random(seed)  # noqa: S311 - reproducible
    for _ in range(MUTATIONS):
        elements = listed_elements(paper.body)
        one = chance.choice(elements)
        parent = one.getparent()
        way = chance.choice(("drop", "double", "wrap", "unwrap", "move"))
        if way == "drop":
            parent.remove(one)
        elif way == "double":
            parent.insert(parent.index(one), copy.deepcopy(one))
        elif way == "wrap":
            around = parent.makeelement(f"{W}{chance.choice(WRAPPERS)}")
            parent.replace(one, around)
            around.append(one)
        elif way == "unwrap":
            at = parent.index(one)
            parent[at : at + 1] = list(one)
        else:
            target = chance.choice(elements)
            if target is not one and one not in target.iterancestors():
                target.append(one)


def told(grid: Grid) -> str:
    """All that reading came upon, blanks aside."""
    texts = [cell.text for row in grid.rows for cell in row.cells]
    texts += [one.text for one in (*grid.concealed, *grid.struck_out, *grid.asides)]
    return re.sub(r"\s", "", "\n".join(texts))


def written(paper: Paper) -> list[str]:
    """The pieces of text that stand in the body and are not deleted."""
    found = []
    for one in paper.body.iter(f"{W}t"):
        around = {element.tag for element in one.iterancestors()}
        if around.isdisjoint(f"{W}{name}" for name in UNREAD) and not any(
            str(tag).endswith("Fallback") for tag in around
        ):
            found.append(re.sub(r"\s", "", one.text or ""))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_any_markup(seed):
    paper = rich()
    mutate(paper, seed)
    data = paper.bytes()
    grid = read(data)
    everything = told(grid)
    assert [text for text in written(paper) if text not in everything] == []
    spots = places(open_document(data))
    assert all(
        (row.location.line, cell.location.column) in spots or row.location.line is None
        for row in grid.rows
        for cell in row.cells
        if row.ruled and cell.location.line == row.location.line
    )
