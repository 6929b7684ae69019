"""The table of rules. A rule is a decorated generator; its docstring is its page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.models import Severity

if TYPE_CHECKING:
    from reviewer.rules.case import Case
    from reviewer.rules.examples import Sketch
    from reviewer.rules.outcome import Outcome

Check = Callable[["Case"], Iterator["Outcome"]]
FileCheck = Callable[[Sequence["Case"]], Iterator["Outcome"]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what `reviewer rule CODE` shows of it.

    `check` takes all forms of a file where `whole_file` says so, else a single one. `rests_on`
    names the fields, besides that of a finding itself, from whose emptiness it may conclude.
    """

    code: str
    severity: Severity
    page: str
    check: FileCheck
    good: tuple[Sketch, ...]
    bad: tuple[Sketch, ...]
    scored: bool
    whole_file: bool
    rests_on: tuple[str, ...]

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0].rstrip("。")


RULES: dict[str, Rule] = {}
"""Every rule by its code."""


def rule(
    code: str,
    severity: Severity,
    *,
    good: Sequence[Sketch],
    bad: Sequence[Sketch],
    scored: bool = False,
    rests_on: Sequence[str] = (),
) -> Callable[[Check], Check]:
    """Register a rule that looks at one form.

    Args:
        code: never reused or renumbered.
        severity: of its findings, unless a problem says otherwise.
        good: forms on which it must stay silent.
        bad: forms on which it must fire.
        scored: it concerns 分值 and 得分, and is not asked where the policy or the form has none.
        rests_on: fields that a finding rests on besides its own; see Rule.
    """

    def register(check: Check) -> Check:
        def check_one(cases: Sequence[Case]) -> Iterator[Outcome]:
            return check(cases[0])

        page = inspect.getdoc(check) or ""
        examples = tuple(good), tuple(bad)
        _add(Rule(code, severity, page, check_one, *examples, scored, False, tuple(rests_on)))
        return check

    return register


def file_rule(
    code: str,
    severity: Severity,
    *,
    good: Sequence[Sketch],
    bad: Sequence[Sketch],
    rests_on: Sequence[str] = (),
) -> Callable[[FileCheck], FileCheck]:
    """Register a rule that looks at all forms of one file together."""

    def register(check: FileCheck) -> FileCheck:
        page = inspect.getdoc(check) or ""
        examples = tuple(good), tuple(bad)
        _add(Rule(code, severity, page, check, *examples, False, True, tuple(rests_on)))
        return check

    return register


def _add(new: Rule) -> None:
    if new.code in RULES:
        message = f"rule {new.code} is defined twice"
        raise ValueError(message)
    RULES[new.code] = new
