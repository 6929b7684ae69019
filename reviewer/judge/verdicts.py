"""The verdict on a row, derived by code from the answers: a reader can see why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewer.judge.cache import schema_sha256
from reviewer.judge.drafts import skeleton
from reviewer.judge.exchange import Inquiry, Reply
from reviewer.judge.facts import Facts, compute
from reviewer.judge.grounds import FIELD_NAMES, why
from reviewer.judge.material import CONTEXT_KEY, Material
from reviewer.judge.quotes import verbatim
from reviewer.judge.selection import Selected, Treatment, select
from reviewer.judge.shape import DraftAnswer, RowAnswer
from reviewer.models import Lack, Verdict, VerdictKind
from reviewer.rules.case import Case

MARKED = "表中有隐藏的文字或写给审核程序的话（见X905），不采用模型的判断"
NOT_ASKED = "模型没有回答这一行"


def derive(answer: RowAnswer) -> VerdictKind:
    """What the answers about a row come to; the first that applies."""
    if answer.contradiction_quote is not None:
        return VerdictKind.CONTRADICTORY
    if answer.cause_quote is not None and not answer.about_this_row:
        return VerdictKind.OFF_TOPIC
    if answer.cause_quote is None or not answer.specific:
        return VerdictKind.UNSUPPORTED
    if not answer.accounts_for_size or answer.measure_quote is None:
        return VerdictKind.PARTLY
    return VerdictKind.SUPPORTED


def lacking(answer: RowAnswer) -> tuple[Lack, ...]:
    """What the explanation lacks, beside the verdict: each calls for another answer."""
    has_cause = answer.cause_quote is not None and answer.about_this_row
    has_measure = answer.measure_quote is not None
    lacks = {
        Lack.CAUSE: not has_cause,
        Lack.SPECIFIC: has_cause and not answer.specific,
        Lack.SIZE: has_cause and not answer.accounts_for_size,
        Lack.MEASURE: not has_measure,
        Lack.ACTIONABLE: has_measure and not answer.measure_actionable,
    }
    return tuple(lack for lack, applies in lacks.items() if applies)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with its verdict; `owes` where it has a deviation to explain."""

    selected: Selected
    facts: Facts
    verdict: Verdict


def read_replies(
    cases: Sequence[Case], exchanges: Iterable[tuple[Inquiry, Reply]]
) -> list[list[JudgedRow]]:
    """The verdicts on each form's rows, in the order of the cases and rows.

    Every row that `select` chooses gets one, whatever was asked, answered or refused.

    Args:
        cases: the forms of one document, those that the inquiries were built from.
        exchanges: the document's inquiries with their replies.
    """
    told: dict[tuple[int, str], tuple[Inquiry, Reply]] = {}
    for inquiry, reply in exchanges:
        told |= {(inquiry.form, row): (inquiry, reply) for row in inquiry.rows}
    judged: list[list[JudgedRow]] = []
    for index, case in enumerate(cases):
        rows = []
        for one in select(case):
            exchange = told.get((index, one.id))
            facts = _known_facts(one, exchange) or compute(case, one.row)
            rows.append(JudgedRow(one, facts, _verdict(one, facts, exchange)))
        judged.append(rows)
    return judged


def _known_facts(one: Selected, told: tuple[Inquiry, Reply] | None) -> Facts | None:
    """The facts that the inquiry was made with."""
    material = told[0].context.get(CONTEXT_KEY) if told is not None else None
    return material.facts.get(one.id) if isinstance(material, Material) else None


def _verdict(one: Selected, facts: Facts, told: tuple[Inquiry, Reply] | None) -> Verdict:
    base = _without_answer(one, facts)
    if one.treatment is Treatment.WITHHOLD:
        return _undecided(base, one, MARKED)
    if told is None:
        return _undecided(base, one, NOT_ASKED)
    inquiry, reply = told
    base = base.model_copy(
        update={
            "prompt": inquiry.prompt_id,
            "prompt_sha256": inquiry.prompt_sha256,
            "schema_sha256": schema_sha256(inquiry.answer_model),
            "model": reply.model,
        }
    )
    answer, material = reply.answers.get(one.id), inquiry.context.get(CONTEXT_KEY)
    wanted = RowAnswer if one.treatment is Treatment.JUDGE else DraftAnswer
    if not isinstance(answer, wanted) or not isinstance(material, Material):
        return _undecided(base, one, _plainly(reply.failures.get(one.id) or NOT_ASKED))
    if isinstance(answer, RowAnswer):
        base = base.model_copy(update=_judgement(answer, one, facts, material))
    return base.model_copy(update=_writing(answer, material))


def _without_answer(one: Selected, facts: Facts) -> Verdict:
    draft = skeleton(one.row, facts) if one.owes else ""
    return Verdict(
        row=one.row.index,
        indicator=one.row.indicator.name.text,
        owes=one.owes,
        draft=draft,
        draft_by="skeleton" if draft else "",
    )


def _undecided(base: Verdict, one: Selected, reason: str) -> Verdict:
    """No answer to use; a row without an explanation has no verdict to be undecided about."""
    if not one.explanations:
        return base.model_copy(update={"reason": reason})
    update = {"verdict": VerdictKind.UNDECIDED, "why": f"{reason}。", "reason": reason}
    return base.model_copy(update=update)


def _judgement(
    answer: RowAnswer, one: Selected, facts: Facts, material: Material
) -> Mapping[str, object]:
    given = {name: getattr(answer, name) for name in _ANSWERS}
    for name in ("cause_quote", "measure_quote"):
        given[name] = _as_printed(given[name], one.explanations)
    where = answer.contradiction_where
    if where is not None:
        places = material.place(answer.row, where) or ()
        given["contradiction_quote"] = _as_printed(answer.contradiction_quote, places)
    quoted = answer.model_copy(update=given)
    kind = derive(answer)
    return given | {
        "verdict": kind,
        "lacking": lacking(answer),
        "why": why(quoted, kind, one.row.indicator, facts, material),
    }


_ANSWERS = (
    "cause_quote",
    "cause_kind",
    "about_this_row",
    "specific",
    "accounts_for_size",
    "contradiction_quote",
    "contradiction_where",
    "measure_quote",
    "measure_actionable",
    "rationale",
)


def _as_printed(quote: str | None, texts: Sequence[str]) -> str | None:
    """The quote in the form's own spelling."""
    if quote is None:
        return None
    spellings = (verbatim(quote, text) for text in texts)
    return next((spelling for spelling in spellings if spelling != quote), quote)


def _writing(answer: RowAnswer | DraftAnswer, material: Material) -> Mapping[str, object]:
    return {
        "draft": _one_line(material.named(answer.draft)),
        "draft_by": "model",
        "reviewer_comment": _one_line(material.named(answer.reviewer_comment)),
    }


_LINE_ENDS = re.compile(r"\s*[\r\n]+\s*")


def _one_line(text: str) -> str:
    return _LINE_ENDS.sub("", text).strip()


_NAMES = "|".join(sorted(FIELD_NAMES, key=len, reverse=True))
_FIELDS = re.compile(rf" ?\b({_NAMES})\b ?", re.ASCII)


def _plainly(reason: str) -> str:
    """The reason in words for people who do not know the answer's fields."""
    return _FIELDS.sub(lambda name: FIELD_NAMES[name[1]], reason).rstrip("。")
