"""A104: do the rows cover the dimensions that the policy asks for?"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Form, Severity
from reviewer.reading.labels import BENEFITS, row_dimensions
from reviewer.rules.case import Case
from reviewer.rules.cells import row_name
from reviewer.rules.examples import Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.registry import rule


@rule(
    "A104",
    Severity.INFO,
    rests_on=("indicators",),
    good=[
        Sketch(rows=(Row("培训人次", "≥100人次", "120人次"),)),
        Sketch(
            rows=(
                Row("培训人次", "≥100人次", "120人次"),
                Row(
                    "人均成本", "≤50元", "48元", "5", "5", level2="经济成本指标", level1="成本指标"
                ),
            ),
            also=("A301", "A310"),
        ),
    ],
    bad=[
        Sketch(
            rows=(Row("成果合格率", "≥90%", "95%", "50", "50", level2="质量指标"),),
            also=("A301", "A310"),
        ),
        Sketch(
            rows=(Row("培训人次", "≥100人次", "120人次", "90", "90"),), fill=False, also=("A310",)
        ),
    ],
)
def dimensions_are_covered(case: Case) -> Iterator[Outcome]:
    """缺少应设的指标维度

    查什么：二级指标是否覆盖数量、质量、时效、成本，并至少有一项效益指标和一项满意度指标。2022年起成本指标可以作为一级指标；“进度”视同“时效”，“环境效益”视同“生态效益”。

    为什么：缺少某一维度，自评就没有回答这一方面做得怎样。

    怎么改：能设的补设；确实不适用的（如没有服务对象），在说明中写明。
    """
    rows = case.form.indicators
    present = frozenset[str]().union(*(row_dimensions(row) for row in rows))
    groups = case.policy.required_dimensions if rows else ()
    absent = [group for group in groups if not present.intersection(group)]
    yield from (PASSED for group in groups if group not in absent)
    unknown = _why_unknown(case.form)
    if absent and unknown:
        yield Unchecked(unknown, "indicator.level2")
        return
    for group in absent:
        missing = "效益指标" if BENEFITS.intersection(group) else f"{'或'.join(group)}指标"
        message = f"各指标行中没有{missing}"
        suggestion = f"补设{missing}；不适用的，在说明中写明原因"
        yield Problem(rows[0].level2, message, suggestion, "indicator.level2")


def _why_unknown(form: Form) -> str | None:
    """Why a dimension that was not found may be there all the same."""
    unnamed = [i for i, row in enumerate(form.indicators) if not row_dimensions(row)]
    if not unnamed:
        return None
    if len(unnamed) == len(form.indicators):
        return "各指标行没有可识别的一级、二级指标名称，无法判断覆盖了哪些维度"
    return f"{row_name(form, unnamed[0])}等{len(unnamed)}行的一级、二级指标名称无法识别"
