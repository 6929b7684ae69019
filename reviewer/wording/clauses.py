"""Cut an explanation into labelled sections, sentences and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto

from reviewer.language.normal import normalize
from reviewer.wording import phrases


class Section(Enum):
    """What a label (原因：, 改进措施：) says of the sentences behind it."""

    NONE = auto()
    CAUSE = auto()
    MEASURE = auto()


_TAG = re.compile(r"<[^<>]{0,100}>")
_BLANK = re.compile(r"\s+")
_LABEL = re.compile(
    rf"(?P<cause>{phrases.CAUSE_LABELS})(?P<both>[及和与]{phrases.MEASURE_LABELS})?[】\]]?[：:]"
    rf"|[【\[](?P<cause2>{phrases.CAUSE_LABELS})[】\]]"
    rf"|(?P<measure>{phrases.MEASURE_LABELS})(?:[】\]]?[：:]|[】\]]|(?=[1１①一][是.、．]))"
)
_STOP = re.compile(r"[。；！？]|(?<=[一-鿿)])(?=\d[、.][一-鿿])")
_COMMA = re.compile(r"，")
_LEAD = re.compile(rf"^[【\[“”\"'《（()）：:、．.]*(?:{phrases.LEADS})[，、：:,]?")
_ADVERBIAL = re.compile(
    r"^(?:在|待|等|自|于|当)\S{1,40}(?:后|之后|以后|时|下|前|基础上|的同时|中|之际)$"
)
_NOTHING = frozenset(("", "无", "/", "-", "—", "——", "0", "无偏差", "不适用", "\\", "暂无"))


def sentences(text: str) -> Iterator[tuple[str, Section]]:
    """The sentences with the section that a label (原因：, 改进措施：) puts them in."""
    text = _BLANK.sub("", normalize(_TAG.sub("；", text.replace("\n", "；"))))
    section, at = Section.NONE, 0
    for label in _LABEL.finditer(text):
        yield from ((sentence, section) for sentence in _STOP.split(text[at : label.start()]))
        at = label.end()
        section = _section(label)
    yield from ((sentence, section) for sentence in _STOP.split(text[at:]))


def _section(label: re.Match[str]) -> Section:
    if label["both"]:  # 偏差原因及改进措施：
        return Section.NONE
    return Section.MEASURE if label["measure"] else Section.CAUSE


def clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, without numbering and connectives; 无 and dashes are none."""
    for clause in _joined(_COMMA.split(sentence)):
        bare = _without_leads(clause)
        if bare not in _NOTHING:
            yield bare


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """An adverbial clause (在…后, 待…后) belongs to what follows it."""
    waiting = ""
    for piece in pieces:
        if waiting:
            yield f"{waiting}，{piece}" if piece else waiting
            waiting = ""
        elif _ADVERBIAL.match(piece):
            waiting = piece
        else:
            yield piece
    if waiting:
        yield waiting


def _without_leads(clause: str) -> str:
    for _ in range(4):
        match = _LEAD.match(clause)
        if match is None:
            break
        clause = clause[match.end() :]
    return clause.strip("“”\"'（）()【】[]、：: .．")
