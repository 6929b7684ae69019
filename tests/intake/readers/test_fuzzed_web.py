"""Pages, notes and texts that were cut, doubled and wrapped at random: a form or one clear line."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from reviewer.intake import ReadError, read_bytes
from reviewer.reviewing import review_document

FORMATS = Path(__file__).parents[2] / "data" / "formats"
TAG = re.compile(r"<[^<>]*>")
WRAPS = [
    "div",
    "span",
    "form",
    "table",
    "tr",
    "td",
    "s",
    "del",
    "sup",
    "b",
    "font",
    "template",
    "o:p",
]


def without_a_tag(page: str, pick: random.Random) -> str:
    tag = pick.choice(list(TAG.finditer(page)))
    return page[: tag.start()] + page[tag.end() :]


def with_a_tag_twice(page: str, pick: random.Random) -> str:
    tag = pick.choice(list(TAG.finditer(page)))
    return page[: tag.start()] + tag[0] + page[tag.start() :]


def with_tags_around(page: str, pick: random.Random) -> str:
    start, end = sorted(pick.sample(range(len(page)), 2))
    name = pick.choice(WRAPS)
    return f"{page[:start]}<{name}>{page[start:end]}</{name}>{page[end:]}"


def without_some(page: str, pick: random.Random) -> str:
    start = pick.randrange(len(page))
    return page[:start] + page[start + pick.randrange(1, 60) :]


def cut_off(page: str, pick: random.Random) -> str:
    return page[: pick.randrange(len(page))]


def with_a_sign(page: str, pick: random.Random) -> str:
    at = pick.randrange(len(page))
    return page[:at] + pick.choice("<>&\"'|\\*_~`\t\n\x0b\x0c\u200b\ufeff-+=#{};:/") + page[at:]


CHANGES = [without_a_tag, with_a_tag_twice, with_tags_around, without_some, cut_off, with_a_sign]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("name", ["annex.html", "rural.md", "split.csv"])
def test_text_changed_at_random(name, seed):
    pick = random.Random(f"{name} {seed}")  # noqa: S311
    text = (FORMATS / name).read_text("utf-8")
    for _ in range(pick.randrange(1, 6)):
        change = pick.choice(CHANGES)
        text = change(text, pick) if text and (TAG.search(text) or change in CHANGES[2:]) else text
    data = text.encode()
    if seed % 3 == 0 and data:
        at = pick.randrange(len(data))
        data = data[:at] + pick.randbytes(pick.randrange(3)) + data[at + pick.randrange(3) :]
    try:
        document = read_bytes(data, name)
    except ReadError as error:
        assert "已损坏，无法读取（" not in str(error)  # a library met what it was not written for
        return
    assert not review_document(document).crashes


def test_no_cell_of_a_page_is_lost_in_silence():
    """Whatever is done to the tags, every number is in the grid, or what hides it is said.

    An open <title> or <style> swallows the whole page, in a browser too: then nothing is read.
    """
    from reviewer.intake import read_grid

    page = (FORMATS / "annex.html").read_text("utf-8")
    numbers = set(re.findall(r">(\d[\d,.]{4,})<", page))
    assert len(numbers) > 6
    for seed in range(150, 350):
        pick = random.Random(seed)  # noqa: S311
        changed = pick.choice([without_a_tag, with_a_tag_twice, with_tags_around])(page, pick)
        kept = {number for number in numbers if number in changed}
        grid = read_grid(changed.encode())
        told = [cell.text for row in grid.rows for cell in row.cells]
        told += [one.text for one in (*grid.concealed, *grid.struck_out)]
        lost = {number for number in kept if not any(number in text for text in told)}
        assert not lost or not grid.rows, (seed, lost)
