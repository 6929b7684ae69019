"""Cut an explanation into labelled sections, sentences and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from reviewer.language.normal import normalize
from reviewer.language.patterns import pattern
from reviewer.lexicon import Mark, lexicon


class Section(Enum):
    """What a label (原因：, 改进措施：) says of the sentences behind it."""

    NONE = auto()
    CAUSE = auto()
    MEASURE = auto()


class _Label(NamedTuple):
    start: int
    end: int
    section: Section


_TAG = pattern(r"<[^<>]{0,100}>")
_BLANK = pattern(r"\s+")
_STOP = pattern(r"[。；！？]|(?<=[一-鿿)])(?=\d[、.][一-鿿])")
_NUMBERING = pattern(
    r"\d{1,2}[.、．)）](?!\d)|[（(]?[一二三四五六七八九十]{1,2}[)）、]|[①-⑩]|第[一二三四五][，、:：]|[-—·•*]+"
)
_OPEN, _CLOSE = "【[", "】]"
_SIGNS = "【[】]“”\"'《》（()）：:、．. "
_LABELS = frozenset(("why_label", "measure_label", "label"))
_NOTHING = frozenset(("", "无", "/", "-", "—", "——", "0", "无偏差", "不适用", "\\", "暂无"))


def sentences(text: str) -> Iterator[tuple[str, Section]]:
    """The sentences with the section that a label (原因：, 改进措施：) puts them in."""
    text = _BLANK.sub("", normalize(_TAG.sub("；", text.replace("\n", "；"))))
    section, at = Section.NONE, 0
    for label in _labels(text):
        yield from ((sentence, section) for sentence in _STOP.split(text[at : label.start]))
        section, at = label.section, label.end
    yield from ((sentence, section) for sentence in _STOP.split(text[at:]))


def headed(text: str) -> bool:
    """Whether a text begins with such a label: 改进措施：…"""
    plain = _BLANK.sub("", normalize(text))
    label = next(_labels(plain[:40]), None)
    return label is not None and not _NUMBERING.sub("", plain[: label.start]).strip(_SIGNS)


def is_footnote(text: str) -> bool:
    """注：…, 注1：…: it says how something was counted, and explains no deviation."""
    plain = _BLANK.sub("", normalize(text))
    return plain.startswith("注") and not plain[1:2].isalpha()


def _labels(text: str) -> Iterator[_Label]:
    """Runs of label words that a colon, a bracket or a first number closes."""
    run: list[Mark] = []
    for mark in lexicon("labels").outer(text):
        if mark.concept not in _LABELS:
            continue
        if run and (mark.start != run[-1].end or mark.end - run[0].start > 24):
            run = []
        run.append(mark)
        if (label := _label(text, run)) is not None:
            yield label
            run = []


def _label(text: str, run: list[Mark]) -> _Label | None:
    concepts = {mark.concept for mark in run}
    if not concepts & {"why_label", "measure_label"}:
        return None
    start, end = run[0].start, run[-1].end
    bracketed = text[end : end + 1] in _CLOSE and text[end : end + 1] != ""
    end += bracketed
    colon = text[end : end + 1] in ("：", ":")
    numbered = "why_label" not in concepts and text[end : end + 2] in (
        "1.",
        "1、",
        "1．",
        "①",
        "一是",
    )
    opened = text[start - 1 : start] in _OPEN and start > 0
    if not (colon or numbered or (bracketed and opened)):
        return None
    if {"why_label", "measure_label"} <= concepts:  # 偏差原因及改进措施：
        section = Section.NONE
    else:
        section = Section.MEASURE if "measure_label" in concepts else Section.CAUSE
    return _Label(start, end + colon, section)


def clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, without numbering and connectives; 无 and dashes are none."""
    for clause in _joined(sentence.split("，")):
        bare = _without_leads(clause)
        if bare not in _NOTHING:
            yield bare


_ENDS = ("后", "以后", "时", "下", "前", "基础上", "的同时", "中", "之际")


def _joined(parts: Iterable[str]) -> Iterator[str]:
    """An adverbial clause (在…后, 待…后) belongs to what follows it."""
    waiting = ""
    for part in parts:
        if waiting:
            yield f"{waiting}，{part}" if part else waiting
            waiting = ""
        elif (
            part.startswith(("在", "待", "等", "自", "于", "当"))
            and part.endswith(_ENDS)
            and len(part) < 44
        ):
            waiting = part
        else:
            yield part
    if waiting:
        yield waiting


def _without_leads(clause: str) -> str:
    words = lexicon("explanation")
    for _ in range(4):
        clause = clause.lstrip(_SIGNS)
        numbered = _NUMBERING.match(clause)
        leading = next(iter(words.find(clause[:8], "connective")), None)
        if numbered is not None:
            clause = clause[numbered.end() :]
        elif leading is not None and leading.start == 0:
            clause = clause[leading.end :].lstrip("，、：:,")
        else:
            break
    return clause.strip(_SIGNS)
