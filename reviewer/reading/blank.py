"""Whether an explanation cell says anything: 无, 原因：无；措施：无, （请填写偏差原因） and 同上 do not."""

from __future__ import annotations

import re

from reviewer.language.patterns import pattern
from reviewer.lexicon import lexicon
from reviewer.models import Form

_LONGEST_EMPTY, _LONGEST_DITTO = 40, 20
_SIGNS = pattern(r"[\W_]+")
_UNFILLED = pattern(r"x{2,}|某某|[○〇]+")
_ASCII = frozenset(("na", "nil", "none", "null", "0"))
_OWN = ("why_label", "measure_label", "label", "nothing", "asked", "core")
_DITTO = pattern(
    r"均?同(?:上|前)(?:述|面)?[一1]?(?:[行条项栏]|个?指标)?|[与和同]上(?:述|面)?[一1]?(?:[行条项栏]|个?指标)?(?:相同|一致|一样)|[〃″]+"
)


def has_words(explanation: str) -> bool:
    """Whether an explanation cell says anything.

    "无", "/", "—" count as empty, and so do 原因：无；措施：无 and what a template asks for:
    （请填写偏差原因）, ××原因.
    """
    if len(explanation) > _LONGEST_EMPTY:
        return True
    bare = _UNFILLED.sub("", _SIGNS.sub("", explanation).lower())
    if not bare or bare in _ASCII:
        return False
    words = lexicon("labels")
    rest = words.without(bare, *_OWN).strip("0123456789一二三四 ")
    is_heading = words.holds(bare, "nothing", "asked", "core", "why_label", "measure_label")
    return bool(rest) or not is_heading


def is_ditto(explanation: str) -> bool:
    """Whether a cell says nothing but 同上, 原因同上 or 与上一行相同."""
    if len(explanation) > _LONGEST_DITTO:
        return False
    bare = re.sub(r"[^\w〃″]+", "", explanation)
    found = _DITTO.search(bare)
    if found is None:
        return False
    around = f"{bare[: found.start()]} {bare[found.end() :]}"
    return not lexicon("labels").without(around, *_OWN).strip()


def source_row(form: Form, index: int) -> int | None:
    """The row whose explanation speaks for this one: itself, or for 同上 the one above.

    None where everything above is 同上 as well.
    """
    return next(
        (at for at in range(index, -1, -1) if not is_ditto(form.indicators[at].explanation.text)),
        None,
    )
