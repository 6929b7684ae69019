"""The deterministic checks: importing this package registers every rule."""

from reviewer.rules import (  # noqa: F401 - imported to register
    a1_structure,
    a2_funding,
    a3_scores,
    a4_attainment,
    a5_explanations,
    a5_goal,
    x9_extraction,
)
from reviewer.rules.registry import RULES

__all__ = ["RULES"]
