"""One way through the runs of a paragraph: what is printed, hidden, struck out or referred to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewer.intake.readers.symbols import is_symbol_font
from reviewer.intake.readers.word.blocks import (
    BOX,
    DELETED,
    MC,
    SDT,
    SIGN,
    TBL,
    TEXTS,
    A,
    M,
    alternative,
)
from reviewer.intake.readers.word.fields import chosen, drawn
from reviewer.intake.readers.word.looks import PLAIN, Look, Properties, W
from reviewer.intake.readers.word.math import LOWERED, formula, raised

if TYPE_CHECKING:
    from reviewer.intake.readers.word.text import Writing

Element = Any

_V = "{urn:schemas-microsoft-com:vml}"
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        *("pPr", "rPr", "tblPr", "sdtPr", "ffData", "rubyPr"),
        *("delText", "delInstrText", "rt"),
    )
)
_NOTES = {
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
    f"{W}commentReference": "批注",
}
_MARK = re.compile(r"(?:注?\d{1,2}|[\[［(（〔【]注?\d{1,2}[\]］)）〕】]|[①-⑳*※†‡]+|注)")
"""What refers to a note: behind a number it is no digit of it."""
_BASE = re.compile(r"(?:[×xX*·∙⋅]\s*10|[A-Za-z])$")
_METRE = re.compile(r"(?:^|[^方])米$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")


class Token(NamedTuple):
    """A piece of text and how its run looks."""

    text: str
    look: Look = PLAIN


@dataclass(slots=True)
class Passage:
    """What a paragraph or a cell holds.

    `hidden` are texts and why they are not seen; `boxes` the lines in text boxes anchored here;
    `tables` those nested in it; `notes` the kind and id of the notes that it refers to;
    `pictures` the elements that refer to the pictures it shows; `objects` what other programs drew.
    """

    text: str = ""
    hidden: list[tuple[str, str]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    tables: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)
    objects: list[Element] = field(default_factory=list)

    def take(self, other: Passage) -> None:
        """Add all but the text of another passage."""
        for name in ("hidden", "struck", "boxes", "tables", "notes", "pictures", "objects"):
            getattr(self, name).extend(getattr(other, name))


@dataclass(slots=True)
class _Field:
    """A field whose end has not been met: where its tokens begin, and those of its result."""

    start: int
    look: Look
    form: Element | None
    code: list[str] = field(default_factory=list)
    result: int | None = None


class Walk:
    """One way through the runs of a paragraph."""

    def __init__(self, writing: Writing, style: Properties, *, on_white: bool) -> None:
        self.passage = Passage()
        self._writing = writing
        self._style = style
        self._on_white = on_white
        self._tokens: list[Token] = []
        self._fields: list[_Field] = []
        self._stack: list[tuple[Element, Look]] = []

    def through(self, parent: Element) -> Passage:
        """Read all that is below an element."""
        # A stack, not recursion: how deep the elements nest is up to the file.
        self._stack = [(child, PLAIN) for child in parent][::-1]
        while self._stack:
            element, look = self._stack.pop()
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag in TEXTS:
                self._writing.met.add(element)
                self._tokens.append(Token(self._letters(element.text or "", look), look))
            elif (way := _WAYS.get(tag)) is not None:
                way(self, element, look)
            else:
                if tag == f"{W}r":
                    look = self._writing.look(element, self._style, on_white=self._on_white)
                self._go_into(element, look)
        self._finish()
        return self.passage

    def _go_into(self, element: Element, look: Look) -> None:
        self._stack.extend((child, look) for child in list(element)[::-1])

    def _letters(self, text: str, look: Look) -> str:
        if not any(map(is_symbol_font, look.fonts)):
            return text
        ascii_, other = look.fonts
        return "".join(
            self._writing.sign(char, ascii_ if char < "\x7f" else other or ascii_)
            if char < "\u0100" or "\uf000" <= char < "\uf100"
            else char
            for char in text
        )

    def _sign(self, element: Element, look: Look) -> None:
        try:
            character = chr(int(element.get(f"{W}char") or "", 16))
        except (ValueError, OverflowError):
            return
        text = self._writing.sign(character, element.get(f"{W}font") or "")
        self._tokens.append(Token(text, look))

    def _character(self, element: Element, look: Look) -> None:
        self._tokens.append(Token(_CHARACTERS[element.tag], look))

    def _formula(self, element: Element, look: Look) -> None:
        self._writing.met.update(element.iter(f"{W}t"))
        self._tokens.append(Token(formula(element), look))

    def _deleted(self, element: Element, look: Look) -> None:
        self._writing.revisions["删除"] += 1

    def _inserted(self, element: Element, look: Look) -> None:
        self._writing.revisions["插入"] += 1
        self._go_into(element, look)

    def _nested(self, element: Element, look: Look) -> None:
        self.passage.tables.append(element)

    def _picture(self, element: Element, look: Look) -> None:
        self.passage.pictures.append(element)

    def _object(self, element: Element, look: Look) -> None:
        """A formula of an equation editor, or another program's document."""
        self.passage.objects.append(element)
        self._go_into(element, look)

    def _control(self, element: Element, look: Look) -> None:
        if not self._writing.is_placeholder(element, self._style):
            self._go_into(element, look)

    def _alternatives(self, element: Element, look: Look) -> None:
        self._stack.extend((way, look) for way in alternative(element))

    def _note(self, element: Element, look: Look) -> None:
        self.passage.notes.append((_NOTES[element.tag], element.get(f"{W}id") or ""))
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            # The mark that follows in this run refers to the note.
            while self._stack and self._stack[-1][0].getparent() is element.getparent():
                self._writing.met.add(self._stack.pop()[0])

    def _code(self, element: Element, look: Look) -> None:
        if self._fields and self._fields[-1].result is None:
            self._fields[-1].code.append(element.text or "")

    def _simple_field(self, element: Element, look: Look) -> None:
        if next(element.iter(*TEXTS, SIGN), None) is None:
            self._tokens.append(Token(drawn(element.get(f"{W}instr") or ""), look))
        self._go_into(element, look)

    def _mark(self, element: Element, look: Look) -> None:
        """The beginning, the middle or the end of a field."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field(len(self._tokens), look, element.find(f"{W}ffData")))
        elif not self._fields:
            return
        elif kind == "separate":
            open_field = self._fields[-1]
            # Results of the fields that the instruction is made of.
            del self._tokens[open_field.start :]
            open_field.result = len(self._tokens)
        elif kind == "end":
            self._end(self._fields.pop())

    def _end(self, ended: _Field) -> None:
        value = None if ended.form is None else chosen(ended.form)
        if value is not None:
            del self._tokens[ended.start :]
            self._tokens.append(Token(value, ended.look))
        elif ended.result is None:
            self._tokens.append(Token(drawn("".join(ended.code)), ended.look))

    def _box(self, box: Element, look: Look) -> None:
        """A text box has a ground of its own; what stands in it are lines of their own."""
        inner = self._writing.joined(box, on_white=False)
        self.passage.take(inner)
        self.passage.boxes += [line for line in inner.text.split("\n") if line.strip()]

    def _word_art(self, path: Element, look: Look) -> None:
        shape = path.getparent()
        is_watermark = "watermark" in (shape.get("id") or "").lower()
        text = path.get("string") or ""
        if text.strip() and not is_watermark:
            self.passage.boxes.append(text.strip())

    def _finish(self) -> None:
        words: list[str] = []
        hidden: list[tuple[str, str]] = []
        struck: list[str] = []
        for text, look in self._tokens:
            if look.hides:
                _append(hidden, text, look.hides)
            elif look.struck:
                struck.append(text)
            elif look.raised and words:
                words.append(_raised(text, "".join(words[-3:]), look.raised))
            else:
                words.append(text)
        self.passage.text = "".join(words).strip("\n")
        self.passage.hidden[:0] = [(text, why) for text, why in hidden if text.strip()]
        if any(text.strip() for text in struck):
            self.passage.struck.insert(0, "".join(struck))


_WAYS: dict[str, Callable[[Walk, Element, Look], None]] = {
    SIGN: Walk._sign,
    f"{M}oMath": Walk._formula,
    TBL: Walk._nested,
    BOX: Walk._box,
    f"{W}object": Walk._object,
    SDT: Walk._control,
    f"{MC}AlternateContent": Walk._alternatives,
    f"{_V}textpath": Walk._word_art,
    f"{W}fldChar": Walk._mark,
    f"{W}instrText": Walk._code,
    f"{W}fldSimple": Walk._simple_field,
    **dict.fromkeys(_CHARACTERS, Walk._character),
    **dict.fromkeys(DELETED, Walk._deleted),
    **dict.fromkeys((f"{W}ins", f"{W}moveTo"), Walk._inserted),
    **dict.fromkeys(_NOTES, Walk._note),
    **dict.fromkeys((f"{A}blip", f"{_V}imagedata"), Walk._picture),
}
"""How each kind of element is read; what is not here is gone into."""


def _append(hidden: list[tuple[str, str]], text: str, why: str) -> None:
    """Neighbouring runs that are hidden for the same reason are one text."""
    if hidden and hidden[-1][1] == why:
        hidden[-1] = (hidden[-1][0] + text, why)
    else:
        hidden.append((text, why))


def _raised(text: str, before: str, way: int) -> str:
    """A superscript or subscript behind other text: a power, a mark of a note, or plain letters."""
    line = before.rpartition("\n")[2].rstrip()
    if not line:
        return text
    if way < 0:
        return text.translate(LOWERED) if line[-1].isdigit() else text
    mark = text.strip()
    is_power = (
        _BASE.search(line)
        or (_METRE.search(line) and mark in ("2", "3"))
        or (_TEN.search(line) and mark in tuple("3456789"))
    )
    if _MARK.fullmatch(mark) and not is_power:
        return ""
    return raised(mark) if raised(mark) != mark else text
