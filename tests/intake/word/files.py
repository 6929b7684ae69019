"""Word documents as Word, WPS and other programs write them: a correct form with something changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from reviewer.intake import read_bytes
from reviewer.models import Form
from reviewer.reviewing import review_document

FORMATS = Path(__file__).parents[2] / "data" / "formats"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NAMESPACES['w']}}}"
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())

Change = Callable[["Paper"], None]


def xml(text: str) -> list[Any]:
    """The elements that a piece of markup holds."""
    return list(etree.fromstring(f"<x {_DECLARED}>{text}</x>"))


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str) -> str:
    return "".join(f"<w:p>{run(text)}</w:p>" for text in texts)


def box(content: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: list[str], width: int = 2000) -> str:
    """A table of paragraphs; a cell that begins with < is markup."""
    columns = max(map(len, rows))
    lines = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{cell if cell.startswith('<') else paragraph(cell)}</w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


class Paper:
    """The document that a test changes."""

    def __init__(self, name: str = "annex") -> None:
        self.document = docx.Document(str(FORMATS / f"{name}.docx"))
        self.body = self.document.element.body

    def cell(self, text: str, number: int = 0) -> Any:
        """The w:tc that says this, the first or a later one."""
        cells = [one for one in self.body.iter(f"{W}tc") if words(one) == text]
        return cells[number]

    def fill(self, text: str, markup: str, number: int = 0) -> Any:
        """Put markup (paragraphs, or runs of one) where a cell says this; the cell."""
        cell = self.cell(text, number)
        for element in list(cell):
            if element.tag != f"{W}tcPr":
                cell.remove(element)
        blocks = ("<w:p", "<w:tbl", "<w:sdt><w:sdtPr><w:id")
        for element in xml(markup if markup.startswith(blocks) else f"<w:p>{markup}</w:p>"):
            cell.append(element)
        return cell

    def row(self, text: str) -> Any:
        return self.cell(text).getparent()

    def table(self) -> Any:
        return next(self.body.iter(f"{W}tbl"))

    def title(self) -> Any:
        """The paragraph of the title."""
        return next(self.body.iter(f"{W}p"))

    def year(self) -> Any:
        return list(self.body.iterfind(f"{W}p"))[1]

    def properties(self, element: Any, name: str, markup: str) -> None:
        """Add to the w:trPr, w:tcPr … of an element."""
        found = element.find(f"{W}{name}")
        if found is None:
            found = xml(f"<w:{name}/>")[0]
            element.insert(0, found)
        for one in xml(markup):
            found.append(one)

    def part(self, kind: str, markup: str) -> str:
        """Add a part (footnotes, header …) with this content; the id of its relation."""
        root = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}.get(kind)
        root = root or {"header": "hdr", "footer": "ftr"}[kind]
        blob = f"<w:{root} {_DECLARED}>{markup}</w:{root}>".encode()
        package = self.document.part.package
        number = sum(1 for _ in package.iter_parts())
        name = PackURI(f"/word/{kind}{number}.xml")
        kinds = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        part = Part(name, kinds, blob, package)
        return self.document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))

    def margin(self, kind: str, markup: str) -> None:
        """Give the last section a header or footer."""
        relation = self.part(kind, markup)
        section = self.body.find(f"{W}sectPr")
        section.insert(0, xml(f'<w:{kind}Reference w:type="default" r:id="{relation}"/>')[0])

    def bytes(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def listed_elements(root: Any) -> list[Any]:
    """All elements below one."""
    return [one for one in root.iter() if isinstance(one.tag, str) and one is not root]


def words(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def changed(change: Change, name: str = "annex") -> bytes:
    paper = Paper(name)
    change(paper)
    return paper.bytes()


def read(data: bytes) -> Form:
    (form,) = read_bytes(data, "form").forms
    return form


def cells(form: Form) -> Iterator[str]:
    yield from (form.title.text, str(form.year), form.project.text, form.department.text)
    yield form.unit.text
    for line in form.funding:
        yield line.label.text
        numbers = (line.initial_budget, line.annual_budget, line.executed, line.weight)
        yield from map(str, (*numbers, line.execution_rate, line.score))
    yield from (form.goal.planned.text, form.goal.achieved.text) if form.goal else ("", "")
    for row in form.indicators:
        texts = (row.level1, row.level2, row.name, row.target, row.actual, row.explanation)
        yield from (text.text for text in texts)
        yield from (str(row.weight), str(row.score))
    yield from (str(form.total.weight), str(form.total.score)) if form.total else ("", "")
    yield from (note.text for note in form.notes)


BASE = list(cells(read((FORMATS / "annex.docx").read_bytes())))


def difference(form: Form) -> dict[str, str]:
    """What a form says otherwise than the correct one; all else is equal."""
    found = list(cells(form))
    assert len(found) == len(BASE), found
    return {old: new for old, new in zip(BASE, found, strict=True) if old != new}


def said(form: Form) -> list[tuple[str, str, str]]:
    """What the reader says about its reading."""
    return [(one.code, one.text.text, one.reason) for one in form.remarks]


def codes(data: bytes) -> list[str]:
    """The findings of the only form."""
    (review,) = review_document(read_bytes(data, "form")).reviews
    return [finding.code for finding in review.findings]
