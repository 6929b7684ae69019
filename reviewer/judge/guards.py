"""What is wrong with an answer, said so that the model can mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from reviewer.judge.material import PLACES, Material
from reviewer.judge.quotes import MIN_QUOTE, canonical, found

MAX_RATIONALE = 80
MAX_DRAFT = 800
MAX_COMMENT = 300
_SHOWN = 40
_SHOWN_NUMBERS = 8


class Fault(NamedTuple):
    """What is wrong, for anyone; and how to mend it, for the model alone."""

    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.what}：{self.mend}" if self.mend else self.what


class Written(Protocol):
    """What every answer about a row holds."""

    row: str
    draft: str
    reviewer_comment: str


class Judged(Written, Protocol):
    """What an answer about an explanation holds besides."""

    cause_quote: str | None
    contradiction_quote: str | None
    contradiction_where: str | None
    measure_quote: str | None
    rationale: str


def faults_of_judgement(answer: Judged, material: Material) -> list[Fault]:
    """Everything that the guards hold against the answer about an explained row."""
    explanations = material.rows[answer.row].explanations
    return [
        *_misquoted("cause_quote", answer.cause_quote, explanations),
        *_misquoted("measure_quote", answer.measure_quote, explanations),
        *_no_contradiction(answer, material),
        *_too_long("rationale", answer.rationale, MAX_RATIONALE),
        *faults_of_draft(answer, material),
    ]


def faults_of_draft(answer: Written, material: Material) -> list[Fault]:
    """Everything that the guards hold against a draft and the comment beside it."""
    return [
        *_too_long("draft", answer.draft, MAX_DRAFT),
        *_too_long("reviewer_comment", answer.reviewer_comment, MAX_COMMENT),
        *_strange_numbers("draft", answer.draft, answer.row, material),
        *_strange_numbers("reviewer_comment", answer.reviewer_comment, answer.row, material),
    ]


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _misquoted(name: str, quote: str | None, texts: Sequence[str]) -> Iterator[Fault]:
    if quote is None or any(found(quote, text) for text in texts):
        return
    if len(canonical(quote)) < MIN_QUOTE:
        yield Fault(f"{name}“{quote}”太短", f"至少{MIN_QUOTE}个字")
        return
    yield Fault(
        f"{name}“{_shown(quote)}”不是本行 explanation 的原文",
        "须从中连续照抄，不增删改字、不改数字、不用省略号；没有就填 null",
    )


def _no_contradiction(answer: Judged, material: Material) -> Iterator[Fault]:
    quote, where = answer.contradiction_quote, answer.contradiction_where
    if quote is None:
        return
    if where is None:
        yield Fault("填了 contradiction_quote，没有填 contradiction_where", f"可填{PLACES}")
        return
    texts = material.place(answer.row, where)
    if texts is None:
        yield Fault(f"contradiction_where“{_shown(where)}”没有这个位置", f"可填{PLACES}")
    elif len(canonical(quote)) < MIN_QUOTE:
        yield Fault(f"contradiction_quote“{quote}”太短", f"至少{MIN_QUOTE}个字")
    elif not any(found(quote, text) for text in texts):
        yield Fault(
            f"contradiction_quote“{_shown(quote)}”不在 {where} 中",
            "须从该处连续照抄原文，或改正 contradiction_where；确无矛盾就都填 null",
        )
    elif any(found(quote, text) for text in material.rows[answer.row].explanations):
        yield Fault(
            f"contradiction_quote“{_shown(quote)}”就是 explanation 自己的话，不构成矛盾",
            "须引用另一处与它不能同真的话；没有就都填 null",
        )


def _too_long(name: str, text: str, limit: int) -> Iterator[Fault]:
    length = len(canonical(text))
    if not length:
        yield Fault(f"{name} 是空的")
    elif length > limit:
        yield Fault(f"{name} 有{length}字，最多{limit}字", "请缩短")


def _strange_numbers(name: str, text: str, row: str, material: Material) -> Iterator[Fault]:
    if len(text) > MAX_DRAFT * 2:
        return  # said already, and not worth the reading
    strangers = material.strangers(row, material.named(text))
    if strangers:
        listed = "、".join(f"“{_shown(words)}”" for words in strangers[:_SHOWN_NUMBERS])
        yield Fault(
            f"{name} 中的{listed}在表内没有",
            "数字连同单位都要与表内或 facts 一致，“一个”“两次”之类也算；"
            "请改用原文的数字和单位，或改成【】空格，或删去",
        )
