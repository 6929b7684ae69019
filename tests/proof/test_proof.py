"""Gates: every rule has mutants, finds them where they are, and is silent on correct forms."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.models import Form, FundingLine, FundingSource, Goal, Indicator, Total
from reviewer.rules import RULES
from tests.proof.edits import number, text
from tests.proof.measure import correct_forms, findings_of, measure
from tests.proof.operators import OPERATORS

EVERY = 4
"""Of the correct forms; `python -m tests.proof.measure` takes them all."""
FLOOR = 0.97
LESS = {
    "A206": 0.85,  # a note on the form may give the reason
    "A207": 0.85,
    "A208": 0.90,  # one transfer form prints both units
    "A310": 0.90,  # some policies do not divide the weights
    "A401": 0.90,  # 80%以上 as a result is no result (A409)
    "A402": 0.90,
    "A404": 0.90,  # standards and times are not over-achieved
    "A405": 0.90,  # 万吨 is taken for 吨, and the target for missed
    "A507": 0.90,
    "A508": 0.90,  # the goal calls the thing by another name
}


@pytest.fixture(scope="module")
def proof():
    return measure(correct_forms()[::EVERY])


def test_every_rule_has_an_operator():
    assert sorted(OPERATORS) == sorted(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_mistakes_of_a_rule_are_found_where_they_are(proof, code):
    assert proof.made[code], "no form lets itself be turned wrong this way"
    missed = [one for one in proof.missed if one[0] == code]
    assert proof.found[code] / proof.made[code] >= LESS.get(code, FLOOR), missed


def test_correct_forms_raise_no_alarm(proof):
    assert proof.alarms == {}
    assert proof.found.total() / proof.made.total() >= 0.98


# Properties ------------------------------------------------------------------------------------

CENT = Decimal("0.01")


@st.composite
def consistent_forms(draw: st.DrawFn) -> Form:
    """Forms whose figures follow from each other, whatever they are."""
    weights = draw(st.lists(st.integers(1, 12), min_size=3, max_size=14))
    weights.append(90 - sum(weights)) if sum(weights) < 90 else None
    while sum(weights) > 90:
        weights.pop()
    if sum(weights) < 90:
        weights.append(90 - sum(weights))
    budget = draw(st.decimals(100, 10_000_000, places=2))
    share = draw(st.decimals(Decimal("0.92"), 1, places=4))
    spent = (budget * share).quantize(CENT)
    rate = (spent / budget * 100).quantize(CENT, ROUND_HALF_UP)
    execution = (10 * rate / 100).quantize(CENT, ROUND_HALF_UP)
    rows = tuple(_row(index, weight) for index, weight in enumerate(weights))
    return Form(
        title=text("项目支出绩效自评表"),
        year=2023,
        project=text("渠道维护"),
        department=text("某县水利局"),
        unit=text("某县水利局"),
        currency_unit="万元",
        funding=(
            FundingLine(
                label=text("年度资金总额"),
                source=FundingSource.TOTAL,
                initial_budget=number(budget),
                annual_budget=number(budget),
                executed=number(spent),
                weight=number(10),
                execution_rate=number(f"{rate}%"),
                score=number(execution),
            ),
        ),
        goal=Goal(planned=text("维护全县渠道。"), achieved=text("渠道维护完毕，运行正常。")),
        indicators=rows,
        total=Total(weight=number(100), score=number(90 + execution)),
    )


def _row(index: int, weight: int) -> Indicator:
    name = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"[index]
    return Indicator(
        level1=text("产出指标"),
        level2=text("数量指标"),
        name=text(f"{name}渠维护长度"),
        target=text(f"≥{index + 3}公里"),
        actual=text(f"{index + 3}公里"),
        weight=number(weight),
        score=number(weight),
    )


def of_figures(form: Form) -> list[str]:
    """Codes of A2 and A3 but for the shares of categories, which are the place's affair."""
    return [
        one.code for one in findings_of(form) if one.code[:2] in ("A2", "A3") and one.code != "A310"
    ]


@settings(max_examples=60, deadline=None)
@given(consistent_forms())
def test_a_consistent_form_has_no_wrong_figure(form):
    assert of_figures(form) == []


@settings(max_examples=60, deadline=None)
@given(consistent_forms(), st.integers(0, 20))
def test_a_row_split_in_two_keeps_it_so(form, at):
    rows = list(form.indicators)
    index = at % len(rows)
    weight = rows[index].weight.value or Decimal(0)
    if weight < 2 or len(rows) > 16:
        return
    half = weight / 2
    rows[index] = rows[index].model_copy(update={"weight": number(half), "score": number(half)})
    added = _row(len(rows), 1).model_copy(update={"weight": number(half), "score": number(half)})
    rows.insert(index, added)
    assert of_figures(form.model_copy(update={"indicators": tuple(rows)})) == []


@settings(max_examples=60, deadline=None)
@given(consistent_forms(), st.sampled_from(["weight", "score"]), st.integers(0, 20))
def test_a_changed_number_is_always_found(form, cell, at):
    rows = list(form.indicators)
    index = at % len(rows)
    old = getattr(rows[index], cell).value
    rows[index] = rows[index].model_copy(update={cell: number(old + Decimal("0.5"))})
    assert of_figures(form.model_copy(update={"indicators": tuple(rows)})) != []
