"""Every rule has a page, an example that is wrong and one that is right, and they behave so."""

import pytest

from reviewer.models import Severity
from reviewer.policy import load
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.rules.engine import examine
from reviewer.rules.examples import Sketch

CODES = [
    *(f"A{n}" for n in (101, 102, 103, 104, 105, 106, 107, 108)),
    *(f"A{n}" for n in range(201, 212)),
    *(f"A{n}" for n in (301, 302, 303, 304, 305, 306, 307, 308, 310)),
    *(f"A{n}" for n in (*range(401, 417), 420)),
    *(f"A{n}" for n in range(501, 513)),
    *(f"X{n}" for n in range(901, 908)),
]
EXAMPLES = [
    (rule, kind, sketch)
    for rule in RULES.values()
    for kind in ("good", "bad")
    for sketch in getattr(rule, kind)
]


def codes_found(sketch: Sketch) -> list[str]:
    case = Case(sketch.build(), load(sketch.policy))
    (examination,) = examine([case], RULES.values())
    assert not examination.crashes, examination.crashes
    return [finding.code for finding in examination.findings]


def test_every_rule_of_the_design_is_there():
    assert sorted(RULES) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_page_and_examples(code):
    rule = RULES[code]
    title, _, body = rule.page.partition("\n")
    assert title
    assert all(word in body for word in ("查什么", "为什么", "怎么改"))
    assert rule.good
    assert rule.bad


@pytest.mark.parametrize(
    ("rule", "kind", "sketch"), EXAMPLES, ids=lambda value: getattr(value, "code", "")
)
def test_examples_raise_just_what_they_say(rule, kind, sketch):
    own = {rule.code} if kind == "bad" else set()
    assert set(codes_found(sketch)) == own | set(sketch.also)


def test_a_correct_form_has_no_finding():
    assert codes_found(Sketch()) == []


def test_only_arithmetic_and_missing_reasons_are_errors():
    errors = {code for code, rule in RULES.items() if rule.severity is Severity.ERROR}
    assert all(code[:2] in ("A2", "A3", "A4") or code == "A501" for code in errors)
