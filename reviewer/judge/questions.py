"""What the model is asked about a form: rows as JSON, one request each, split where too long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from reviewer.judge.exchange import Inquiry
from reviewer.judge.facts import Facts
from reviewer.judge.material import CONTEXT_KEY, Material, material_of
from reviewer.judge.prompt import Prompt
from reviewer.judge.selection import Selected, Treatment, marked_rows, row_id, select
from reviewer.judge.shape import FormAnswer
from reviewer.models import Document
from reviewer.rules.case import Case

MAX_PROMPT_TOKENS = 12_000
CHARACTERS_PER_TOKEN = 1.6
_LONGEST_CELL = 4_000
_LONGEST_RESULT = 200
_SHORT_RESULT = 30
_CONTEXT_SHARE = 0.3
"""How much of a split request the goal and the other rows may take."""
_CUT = "……（下略）"

Json = dict[str, Any]


def tokens(text: str) -> int:
    """About how many tokens a Chinese text makes."""
    return round(len(text) / CHARACTERS_PER_TOKEN)


def build_inquiries(
    document: Document,
    cases: Sequence[Case],
    prompt: Prompt,
    *,
    max_tokens: int = MAX_PROMPT_TOKENS,
) -> list[Inquiry]:
    """What to ask about the forms of a document, in their order.

    One inquiry for a form, more where it would exceed the tokens, none where no row needs asking.

    Args:
        document: what was read.
        cases: its forms with their policies, in order.
        prompt: the prompt.
        max_tokens: how long system and user message may be together, by estimate.

    Raises:
        PromptError: the prompt cannot be rendered.
    """
    found = []
    for index, case in enumerate(cases):
        form = _Form(document.source, index, case, select(case), prompt)
        if form.chosen:
            found += [form.inquiry(part) for part in form.parts(max_tokens)]
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows, and how much of the texts around them is shown."""

    rows: tuple[Selected, ...]
    goal: int = _LONGEST_CELL
    result: int = _LONGEST_RESULT
    others: int = 1_000
    cell: int = _LONGEST_CELL


class _Form:
    """A form that is asked about."""

    def __init__(
        self, source: str, index: int, case: Case, selected: Sequence[Selected], prompt: Prompt
    ) -> None:
        self.source, self.index, self.case, self.prompt = source, index, case, prompt
        self.chosen = tuple(one for one in selected if one.treatment is not Treatment.WITHHOLD)
        self._last: tuple[_Part, tuple[str, str]] | None = None

    @cached_property
    def material(self) -> Material:
        """What the answers are checked against."""
        return material_of(self.case, self.chosen)

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The rows that X905 marks: they stay out of every request, the context included."""
        return marked_rows(self.case) or frozenset()

    def inquiry(self, part: _Part) -> Inquiry:
        """The request about these rows."""
        judged, drafted = _ids(part, Treatment.JUDGE), _ids(part, Treatment.DRAFT)
        material = replace(self.material, judged=judged, drafted=drafted)
        system, user = self.messages(part)
        return Inquiry(
            source=self.source,
            form=self.index,
            project=self.case.form.project.text,
            rows=material.asked,
            system=system,
            user=user,
            prompt_id=self.prompt.id,
            prompt_sha256=self.prompt.sha256,
            answer_model=FormAnswer,
            context={CONTEXT_KEY: material},
        )

    def messages(self, part: _Part) -> tuple[str, str]:
        """System and user message; what was measured last is not rendered again."""
        if self._last is None or self._last[0] is not part:
            variables = {
                "form": as_json(self.content(part)),
                "judged": _ids(part, Treatment.JUDGE),
                "drafted": _ids(part, Treatment.DRAFT),
            }
            self._last = part, self.prompt.render(variables)
        return self._last[1]

    def parts(self, limit: int) -> list[_Part]:
        """All rows in one part where they fit, else as many parts as it takes."""
        whole = _Part(self.chosen)
        if self.size(whole) <= limit:
            return [whole]
        frame = self.size(_Part((), goal=0, others=0))
        room = max(limit - frame, limit // 4)
        context = int(room * _CONTEXT_SHARE * CHARACTERS_PER_TOKEN)
        slim = _Part(
            (),
            goal=context // 4,
            result=_SHORT_RESULT,
            others=context // 2 // (_SHORT_RESULT * 2),
            cell=min(_LONGEST_CELL, int(room * (1 - _CONTEXT_SHARE) * CHARACTERS_PER_TOKEN) // 8),
        )
        return list(self._packed(slim, limit - self.size(slim)))

    def _packed(self, slim: _Part, room: int) -> Iterator[_Part]:
        """As many rows in each part as there is room for, at least one."""
        rows: list[Selected] = []
        left = room
        for one in self.chosen:
            cost = tokens(as_json(self.row(one, slim.cell)))
            if rows and cost > left:
                yield replace(slim, rows=tuple(rows))
                rows, left = [], room
            rows.append(one)
            left -= cost
        yield replace(slim, rows=tuple(rows))

    def size(self, part: _Part) -> int:
        """The estimated tokens of a request."""
        return sum(tokens(message) for message in self.messages(part))

    def content(self, part: _Part) -> Json:
        """What stands between the form's tags."""
        form = self.case.form
        given: Json = {"project": form.project.text, "year": form.year}
        planned, achieved = (cut(text, part.goal) for text in self.material.goal)
        given["goal"] = {"planned": planned, "achieved": achieved}
        box = form.explanation.text
        if any(box in one.explanations for one in part.rows):
            given["box"] = cut(box, part.cell)
        for name, treatment in (("rows", Treatment.JUDGE), ("drafts", Treatment.DRAFT)):
            rows = [one for one in part.rows if one.treatment is treatment]
            given[name] = [self.row(one, part.cell) for one in rows]
        given["others"] = list(self._others(part))[: part.others]
        return given

    def row(self, one: Selected, longest: int) -> Json:
        """A row that is asked about."""
        row = one.row.indicator
        labels = (row.level1.text, row.level2.text, row.name.text)
        given: Json = {
            "id": one.id,
            "name": cut("/".join(label for label in labels if label), longest),
            "target": cut(row.target.text, longest),
            "actual": cut(row.actual.text, longest),
        }
        if self.case.scored:
            given |= {"weight": row.weight.text, "score": row.score.text}
        if one.treatment is Treatment.JUDGE:
            given["explanation"] = cut(row.explanation.text, longest)
        facts = self.material.facts.get(one.id, Facts()).shown()
        return given | ({"facts": facts} if facts else {})

    def _others(self, part: _Part) -> Iterator[list[str]]:
        asked = {one.row.index for one in part.rows} | self.hidden
        for index, row in enumerate(self.case.form.indicators):
            if index not in asked:
                name, actual = row.name.text, row.actual.text
                yield [row_id(index), cut(name, part.result), cut(actual, part.result)]


def _ids(part: _Part, treatment: Treatment) -> tuple[str, ...]:
    return tuple(one.id for one in part.rows if one.treatment is treatment)


def cut(text: str, longest: int) -> str:
    """The text, or its beginning with a mark that there is more."""
    return text if len(text) <= longest else f"{text[:longest]}{_CUT}"


_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad\ufeff\x00-\x08]")
_CONTROL_WORD = re.compile(r"\[(?=/?[A-Z_]{2,20}\])")


def as_json(value: Json) -> str:
    """Compact JSON that no text in it can leave.

    `<` and `>` are escaped, so no text can close the block or forge a chat template's own signs
    (<|im_end|>, [/INST]); what nobody sees on paper the model does not see either.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = _UNSEEN.sub("", text).encode("utf-8", "replace").decode()
    text = text.replace("<", "\\u003c").replace(">", "\\u003e")
    return _CONTROL_WORD.sub(r"\\u005b", text)
