"""Which cells to change so that everything that must hold among a form's numbers holds?

Rules say what does not hold; one wrong cell breaks several laws, and one law names many cells.
`repairs` looks for the fewest and likeliest changes after which nothing is broken.
"""

from reviewer.mending.cells import Cell, Printed
from reviewer.mending.laws import Fixed, Law, Limit, Quotient, Share, Sum
from reviewer.mending.search import Repair, repairs

__all__ = [
    "Cell",
    "Fixed",
    "Law",
    "Limit",
    "Printed",
    "Quotient",
    "Repair",
    "Share",
    "Sum",
    "repairs",
]
