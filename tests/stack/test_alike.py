"""Near-copies among many: found as by comparing each with each, in few comparisons."""

from __future__ import annotations

import random
from itertools import pairwise

from reviewer.stack.alike import groups

LEAST = 2 / 3


def shingles(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def texts(count: int) -> list[str]:
    """Texts that are each their own, every tenth followed by one with a word exchanged."""
    chance = random.Random(5)  # noqa: S311
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]
    found = []
    for number in range(count):
        text = "".join(chance.choices(signs, k=40))
        found.append(text)
        if number % 10 == 0:
            found.append(text[:20] + "另作" + text[22:])
    return found


def grouped(things: list[str]) -> tuple[list[list[str]], int]:
    """The groups, and how many comparisons they took."""
    compared = 0

    def alike(one: str, other: str) -> bool:
        nonlocal compared
        compared += 1
        a, b = shingles(one), shingles(other)
        return len(a & b) >= LEAST * len(a | b)

    return groups(things, shingles, LEAST, alike), compared


def test_few_and_many_are_grouped_alike():
    few, many = texts(50), texts(1000)
    assert [group for group in grouped(many)[0] if len(group) > 1] == [
        [text, many[number + 1]] for number, text in enumerate(many) if number % 11 == 0
    ]
    assert grouped(few)[0] == [group for group in grouped(many)[0] if group[0] in few]


def test_comparisons_grow_with_the_number_of_things_not_with_its_square():
    for count in (500, 2000):
        things = texts(count)
        assert grouped(things)[1] < len(things)


def test_things_without_parts_are_left_alone():
    things = ["", "甲", *texts(100)]
    found, _ = grouped(things)
    assert found[:2] == [[""], ["甲"]]
