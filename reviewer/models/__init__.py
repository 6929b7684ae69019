"""The data that every step hands on: documents and forms, findings and reviews."""

from reviewer.models.form import (
    Document,
    Form,
    FormKind,
    FundingLine,
    FundingSource,
    Goal,
    Indicator,
    Remark,
    Total,
    Unread,
)
from reviewer.models.review import (
    Conclusion,
    Coverage,
    Evidence,
    Finding,
    NotCheckable,
    Review,
    Severity,
)
from reviewer.models.source import NOWHERE, Location, Number, Text
from reviewer.models.verdict import Lack, Verdict, VerdictKind

__all__ = [
    "NOWHERE",
    "Conclusion",
    "Coverage",
    "Document",
    "Evidence",
    "Finding",
    "Form",
    "FormKind",
    "FundingLine",
    "FundingSource",
    "Goal",
    "Indicator",
    "Lack",
    "Location",
    "NotCheckable",
    "Number",
    "Remark",
    "Review",
    "Severity",
    "Text",
    "Total",
    "Unread",
    "Verdict",
    "VerdictKind",
]
