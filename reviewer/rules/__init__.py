"""The deterministic checks: importing this package registers every rule."""

from reviewer.rules import (  # noqa: F401
    a1_blocks,
    a1_dates,
    a1_rows,
    a1_traces,
    a1_years,
    a2_execution,
    a2_funding,
    a2_quotient,
    a2_text,
    a2_unexplained,
    a2_units,
    a3_grades,
    a3_scores,
    a3_weights,
    a4_attainment,
    a4_deadlines,
    a4_deductions,
    a4_hedges,
    a4_no_value,
    a4_pending,
    a4_relations,
    a4_rows,
    a4_scores,
    a4_wording,
    a5_copies,
    a5_explanations,
    a5_figures,
    a5_full_marks,
    a5_goal,
    a5_goal_text,
    x9_extraction,
)
from reviewer.rules.registry import RULES

__all__ = ["RULES"]
