"""What must hold among the figures of one text: parts and total, count and rate, before and after.

`solve` weighs every equation that the figures of a cell may stand in; `corrected` gives the cell
with the figures that the others give instead of those that they contradict.
"""

from reviewer.relations.equations import Equation
from reviewer.relations.shapes import Shape
from reviewer.relations.solver import Solution, corrected, is_contradicted, solve

__all__ = ["Equation", "Shape", "Solution", "corrected", "is_contradicted", "solve"]
