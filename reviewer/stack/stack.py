"""A stack as its reports see it, whether it is kept in a store or was judged in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reviewer.models import Conclusion, Form, Review, Severity
from reviewer.policy import Policy, load
from reviewer.stack.batch import BatchFinding, FormAt
from reviewer.stack.store import Store
from reviewer.stack.summary import Summary, summarize
from reviewer.stack.titles import title_of

if TYPE_CHECKING:
    from reviewer.reviewing import Reviewed


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of the stack with the policy that was applied and its review."""

    form: Form
    policy: Policy
    review: Review


@dataclass(slots=True)
class Totals:
    """Counts over all forms: findings by severity and code, forms that have one of a code."""

    files: int = 0
    forms: int = 0
    conclusions: Counter[Conclusion] = field(default_factory=Counter)
    checked: int = 0
    failed: int = 0
    unchecked: int = 0
    findings: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    forms_with: Counter[str] = field(default_factory=Counter)

    def add(self, line: Summary) -> None:
        """Count a form."""
        self.forms += 1
        self.conclusions[line.conclusion] += 1
        self.checked += line.checked
        self.failed += line.failed
        self.unchecked += line.unchecked
        for code, severity, number in line.codes:
            self.findings[severity, code] += number
        for code in {code for code, _, _ in line.codes}:
            self.forms_with[code] += 1


class Stack(ABC):
    """Forms worst first, counts, and what only the stack shows.

    Attributes:
        batch: findings about several forms.
        unread: name and message of the files that could not be read, or not wholly.
    """

    def __init__(
        self, batch: Sequence[BatchFinding], unread: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.batch = list(batch)
        self.unread = list(unread)
        # What is said once of a unit is not said of each of its forms.
        self._once: set[FormAt] = {
            form for finding in batch if finding.code == "A202" for form in finding.forms
        }

    def lines(self) -> Iterator[Summary]:
        """A line per form, worst first."""
        for line in self._lines():
            if (line.source, line.form) in self._once:
                codes = tuple(one for one in line.codes if one[0] != "A202")
                yield replace(line, codes=codes)
            else:
                yield line

    def entries(self) -> Iterator[Entry]:
        """Every form whole, worst first."""
        for entry in self._entries():
            review = entry.review
            if (review.source, review.form) in self._once:
                findings = tuple(one for one in review.findings if one.code != "A202")
                review = review.model_copy(update={"findings": findings})
            yield Entry(entry.form, entry.policy, review)

    @cached_property
    def totals(self) -> Totals:
        """Counts over all forms."""
        totals = Totals(files=self._files())
        for line in self.lines():
            totals.add(line)
        return totals

    @abstractmethod
    def title(self, code: str) -> str:
        """What a rule that found something looks at, in words."""

    @abstractmethod
    def _lines(self) -> Iterator[Summary]: ...

    @abstractmethod
    def _entries(self) -> Iterator[Entry]: ...

    @abstractmethod
    def _files(self) -> int: ...


class StoredStack(Stack):
    """The stack of a store's run; forms are read from it one at a time."""

    def __init__(self, store: Store, batch: Sequence[BatchFinding], policy: str | None) -> None:
        super().__init__(batch, list(store.troubles()))
        self._store, self._policy = store, policy
        self._titles = store.titles()

    def _lines(self) -> Iterator[Summary]:
        return self._store.lines()

    def _entries(self) -> Iterator[Entry]:
        for document, review in self._store.forms():
            policy = policy_of(review, self._policy)
            yield Entry(document.forms[review.form], policy, review)

    def _files(self) -> int:
        return self._store.files()

    def title(self, code: str) -> str:
        return self._titles.get(code) or title_of(code)


class ListedStack(Stack):
    """Forms in memory."""

    def __init__(
        self,
        entries: Iterable[Entry],
        batch: Sequence[BatchFinding] = (),
        unread: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(batch, unread)
        self._listed = sorted(
            ((summarize(entry.review), entry) for entry in entries), key=lambda one: one[0].order
        )

    def _lines(self) -> Iterator[Summary]:
        return (line for line, _ in self._listed)

    def _entries(self) -> Iterator[Entry]:
        return (entry for _, entry in self._listed)

    def _files(self) -> int:
        return len({line.source for line, _ in self._listed})

    def title(self, code: str) -> str:
        return title_of(code)


def reviewed_of(store: Store, wanted: str | None) -> Iterator[Reviewed]:
    """Every document of a store's run as it was reviewed, in the order of files."""
    from reviewer.reviewing import Reviewed
    from reviewer.rules.case import Case

    for document, reviews in store.documents():
        cases = tuple(
            Case(form, policy_of(review, wanted))
            for form, review in zip(document.forms, reviews, strict=True)
        )
        yield Reviewed(document, cases, tuple(reviews), ())


def policy_of(review: Review, wanted: str | None) -> Policy:
    """The policy under which a form was reviewed: the one asked for, else the form's own.

    Raises:
        PolicyError: its file is gone.
    """
    return load(wanted or review.policy)
