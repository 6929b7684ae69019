"""Ask one rule about a form."""

from reviewer.models import Finding, Form
from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import Examination, examine
from reviewer.rules.examples import Sketch


def ask(code: str, *forms: Sketch | Form, policy: str = "national") -> list[Examination]:
    """What one rule says about the forms of a file."""
    cases = [
        Case(form.build(), load(form.policy))
        if isinstance(form, Sketch)
        else Case(form, load(policy))
        for form in forms
    ]
    examinations = examine(cases, [RULES[code]])
    for examination in examinations:
        assert not examination.crashes, examination.crashes
    return examinations


def found(code: str, form: Sketch | Form, policy: str = "national") -> list[Finding]:
    """The findings of one rule about one form."""
    return ask(code, form, policy=policy)[0].findings


def fires(code: str, form: Sketch | Form, policy: str = "national") -> bool:
    return bool(found(code, form, policy))


def unchecked(code: str, form: Sketch | Form, policy: str = "national") -> list[str]:
    """Why one rule could not check something."""
    return [item.reason for item in ask(code, form, policy=policy)[0].not_checkable]
