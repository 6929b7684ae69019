"""Policies: the numbers that differ between places, as data with their sources."""

from reviewer.policy.choice import Choice, choose
from reviewer.policy.loader import DEFAULT, load, names
from reviewer.policy.model import Figure, Policy, PolicyError

__all__ = ["DEFAULT", "Choice", "Figure", "Policy", "PolicyError", "choose", "load", "names"]
