"""What the checks say about a form."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from reviewer.models.source import NOWHERE, Frozen, Location
from reviewer.models.verdict import Verdict


class Severity(StrEnum):
    """error 必须改, warning 请核实, info 提示."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return _RANKS[self.value]

    @property
    def chinese(self) -> str:
        return {"error": "必须改", "warning": "请核实", "info": "提示"}[self.value]


_RANKS = {severity.value: rank for rank, severity in enumerate(Severity)}


class Conclusion(StrEnum):
    """How a reviewer sorts a form."""

    PASS = "通过"  # noqa: S105 - a conclusion
    ATTENTION = "需关注"
    FAIL = "不通过"


class Evidence(Frozen):
    """The words of the form that a finding rests on."""

    text: str
    location: Location = NOWHERE


class Finding(Frozen):
    """One thing that is wrong or in doubt; the fields are those of the JSON contract.

    `root` is the fingerprint of the finding to mend first, where this one follows from it.
    """

    code: str
    severity: Severity
    message: str
    indicator: str | None = None
    row: int | None = None
    field: str = ""
    expected: str | None = None
    found: str | None = None
    formula: str | None = None
    points: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()
    suggestion: str = ""
    fingerprint: str = ""
    root: str | None = None

    @property
    def changes(self) -> bool:
        """Whether its cell is to be written anew; what follows from another may stay as it is."""
        return self.expected is not None and self.expected != self.found


class NotCheckable(Frozen):
    """A check that could not be made, and why."""

    code: str
    reason: str
    row: int | None = None
    field: str = ""
    location: Location = NOWHERE


class Coverage(Frozen):
    """How many checks were made; checked = passed + failed + not_checkable."""

    passed: int = 0
    failed: int = 0
    not_checkable: int = 0

    @property
    def checked(self) -> int:
        return self.passed + self.failed + self.not_checkable


class Review(Frozen):
    """All that was found about one form. `form` is its index in the document.

    `mended_score` is the total once what is computed is mended, None where nothing is, or it is open.

    `verdicts` is empty where the judge did not run.
    """

    source: str
    form: int
    project: str
    unit: str
    year: int | None
    policy: str
    policy_reason: str
    claimed_score: str | None
    claimed_grade: str | None
    supported_score: Decimal | None
    supported_grade: str | None
    points_in_doubt: Decimal
    mended_score: Decimal | None = None
    mended_grade: str | None = None
    conclusion: Conclusion
    coverage: Coverage
    findings: tuple[Finding, ...] = ()
    not_checkable: tuple[NotCheckable, ...] = ()
    location: Location = NOWHERE
    verdicts: tuple[Verdict, ...] = ()
