"""Facts about a form that several rules need, computed once for each case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from reviewer.rules.case import Case

Fact = TypeVar("Fact")


def per_case(compute: Callable[[Case], Fact]) -> Callable[[Case], Fact]:
    """Compute a fact when a rule first asks for it, and keep it as long as the case lives."""
    known: WeakKeyDictionary[Case, Fact] = WeakKeyDictionary()

    @wraps(compute)
    def get(case: Case) -> Fact:
        fact = known.get(case)
        if fact is None:
            fact = known[case] = compute(case)
        return fact

    return get
