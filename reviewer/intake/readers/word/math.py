"""Formulas of Word (OMML) on one line: 95/100, x², √2."""

from __future__ import annotations

from typing import Any

from reviewer.intake.readers.word.blocks import M
from reviewer.intake.readers.word.looks import W

Element = Any

RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_MOST_DEEP = 60
_TEXTS = frozenset({f"{M}t", f"{W}t"})


def raised(text: str) -> str:
    """Digits and signs as superscripts, where all have one; other text as it is."""
    return text.translate(RAISED) if all(ord(char) in RAISED for char in text) else text


def formula(element: Element, depth: int = 0) -> str:
    """The text of a formula or a part of it."""
    if depth > _MOST_DEEP:
        return "".join(one.text or "" for one in element.iter(*_TEXTS))
    if element.tag in _TEXTS:
        return element.text or ""
    if not isinstance(element.tag, str) or element.tag.endswith("Pr"):
        return ""

    def part(name: str) -> str:
        found = element.find(f"{M}{name}")
        return "" if found is None else formula(found, depth + 1)

    match element.tag.removeprefix(M):
        case "f":
            return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
        case "sSup":
            return part("e") + raised(part("sup"))
        case "rad":
            return f"{raised(part('deg'))}√{_grouped(part('e'))}"
        case "d":
            return _bracketed(element, depth)
        case "nary":
            sign = element.find(f"{M}naryPr/{M}chr")
            return f"{'∫' if sign is None else sign.get(f'{M}val') or ''}{part('e')}"
        case "eqArr":
            return "\n".join(formula(one, depth + 1) for one in element.iterfind(f"{M}e"))
    return "".join(formula(one, depth + 1) for one in element)


def _grouped(text: str) -> str:
    return f"({text})" if any(sign in text for sign in "+-×÷/ ") else text


def _bracketed(element: Element, depth: int) -> str:
    signs = []
    for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")")):
        found = element.find(f"{M}dPr/{M}{name}")
        signs.append(usual if found is None else found.get(f"{M}val") or "")
    parts = [formula(one, depth + 1) for one in element.iterfind(f"{M}e")]
    return signs[0] + signs[1].join(parts) + signs[2]
