"""The text of Word paragraphs and cells as printed, and what is hidden or struck out in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from reviewer.intake.readers.symbols import UNKNOWN, shown
from reviewer.intake.readers.word.blocks import TBL, P, blocks, controls_around, has_deleted_end
from reviewer.intake.readers.word.fields import is_prompt
from reviewer.intake.readers.word.looks import VAL, Look, Looks, Properties, W, is_filled
from reviewer.intake.readers.word.numbering import Numbering
from reviewer.intake.readers.word.runs import Passage, Walk

if TYPE_CHECKING:
    from docx.document import Document

Element = Any

_PPR = f"{W}pPr"
_LONGEST_PROMPT = 60
_NUMBER = re.compile(r"[\d.,，\s]*\d[\d.,，\s]*[%％]?")


class Writing:
    """Reads text under the styles and lists of one document."""

    def __init__(self, document: Document) -> None:
        self.revisions: Counter[str] = Counter()
        self.unknown_signs = 0
        self.met: set[Element] = set()
        """The w:t that were come upon, whatever became of them."""
        self._looks = Looks(document.styles.element)
        self._numbering = Numbering(_numbering(document))

    def paragraph(self, element: Element, *, on_white: bool = True) -> Passage:
        """The text of a paragraph, and what else it holds."""
        properties = element.find(_PPR)
        style = self._looks.paragraph(properties)
        if any(self.is_placeholder(one, style) for one in controls_around(element)):
            return Passage()
        if properties is not None and is_filled(properties.find(f"{W}shd")):
            on_white = False
        passage = Walk(self, style, on_white=on_white).through(element)
        number = self._number(properties) if element.tag == P else ""
        # In front of an amount Word shows it too, but it is none of its digits.
        if number and not _NUMBER.fullmatch(passage.text):
            passage.text = f"{number}{passage.text}"
        return passage

    def cell(self, cell: Element, properties: Element | None, *, shaded: bool) -> Passage:
        """The text of a table cell, and what else it holds."""
        filled = properties is not None and is_filled(properties.find(f"{W}shd"))
        return self.joined(cell, on_white=not (filled or shaded))

    def joined(self, parent: Element, *, on_white: bool = True) -> Passage:
        """The paragraphs in an element as the lines of one text, its tables aside."""
        whole = Passage()
        lines: list[str] = []
        goes_on = False
        for element in blocks(parent):
            if element.tag == TBL:
                whole.tables.append(element)
                continue
            passage = self.paragraph(element, on_white=on_white)
            whole.take(passage)
            if goes_on and lines:
                lines[-1] += passage.text
            else:
                lines.append(passage.text)
            goes_on = has_deleted_end(element)
        whole.text = "\n".join(lines).strip()
        return whole

    def has_shading_style(self, table: Element) -> bool:
        """Whether the table's style may put a colour behind white text."""
        style = table.find(f"{W}tblPr/{W}tblStyle")
        return style is not None and self._looks.has_shading(style.get(VAL) or "")

    def look(self, run: Element, style: Properties, *, on_white: bool) -> Look:
        """How a run looks."""
        return self._looks.run(run, style, on_white=on_white)

    def is_placeholder(self, control: Element, style: Properties) -> bool:
        """Whether a content control shows 单击此处输入文字 or the like, and no value."""
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            return False
        text = "".join(one.text or "" for one in control.iter(f"{W}t"))
        if len(text) > _LONGEST_PROMPT:
            return False
        looks = [self.look(run, style, on_white=True) for run in control.iter(f"{W}r")]
        # Programs that fill in templates leave the flag behind: then the text is a value.
        return is_prompt(text) or all(look.placeholder for look in looks)

    def sign(self, character: str, font: str) -> str:
        """What a character of a symbol font shows."""
        text = shown(character, font)
        self.unknown_signs += text != character and text == UNKNOWN
        return text

    def _number(self, properties: Element | None) -> str:
        numbering = None if properties is None else properties.find(f"{W}numPr")
        if numbering is None:
            style = None if properties is None else properties.find(f"{W}pStyle")
            numbering = self._looks.numbering("" if style is None else style.get(VAL) or "")
        return self._numbering.next(numbering)


def _numbering(document: Document) -> Element | None:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None
