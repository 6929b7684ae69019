"""The unit of meaning: one thing that a cell says.

Claims are plain data: the same relations and standing judge them whoever read them, these modules
or a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.language.quantities import Quantity


class Role(StrEnum):
    """What a number does in its sentence; VALUE is any that no word gives another part."""

    VALUE = "value"
    TOTAL = "total"
    PART = "part"
    BEFORE = "before"
    NOW = "now"
    CHANGE = "change"
    PLAN = "plan"
    REST = "rest"
    CONVERTED = "converted"
    EXCESS = "excess"


class Scope(StrEnum):
    """Of how many a claim is said: 每村2场, 平均18分钟, 最长一次47分钟."""

    NONE = "none"
    EACH = "each"
    AVERAGE = "average"
    MOST = "most"
    LEAST = "least"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a cell says.

    Attributes:
        quantity: its value and unit; `quantity.start` and `end` are its place in the normal form.
        subject: its own words, before and behind it up to the next number or clause.
        role: what it does in the sentence.
        scope: of how many it is said.
        depth: how many brackets are open around it.
        clause: index of its clause, as 。；， part them (、 does not).
        sentence: index of its sentence, as 。； part them.
        way: -1 for what fell by so much, 1 for what rose, 0 for any other.
        is_trait: whether it only says of what kind is what the next one counts (6斤的1760床).
    """

    quantity: Quantity
    subject: str
    role: Role
    scope: Scope
    depth: int
    clause: int
    sentence: int
    way: int = 0
    is_trait: bool = False

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read.

    Attributes:
        printed: the text of the form.
        plain: its normal form, to which all positions refer.
        figures: its numbers, in order.
    """

    printed: str
    plain: str
    figures: tuple[Figure, ...]

    def between(self, one: Figure, other: Figure) -> str:
        """The words between two figures, the first of them standing before the other."""
        return self.plain[one.end : other.start]
