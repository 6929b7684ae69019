"""指标性质, 指标值 and 度量单位: one target out of the columns over which a form spreads it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reviewer.intake.cells import clean, is_filled, joined
from reviewer.intake.grid import Cell
from reviewer.intake.vocabulary import vocabulary
from reviewer.models import Text
from reviewer.models.source import NOWHERE, Location

EARLIER = "earlier_target"
"""The role of 年初指标值 beside 调整后指标值: in force only where nothing stands in the later one."""
_DIGIT = re.compile(r"[\d０-９]")
_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+")
_BEHIND_NUMBER = re.compile(r".*[\d０-９]\s*(?P<scale>[十百千万亿]*)(?P<unit>.*)", re.DOTALL)
_NOTHING = re.compile(r"[-—/\\\s0０无]*")


def target_of(fields: Mapping[str, Sequence[Cell]], place: Location = NOWHERE) -> Text:
    """The target of a row.

    A sign, a unit or a kind (定量指标) that the value says itself, or that says nothing, is left
    out; 正向 and 大于等于 become the sign that they stand for, ≧ and >= stay as they are printed.

    Args:
        fields: the row's cells by role: nature, target, measure and EARLIER.
        place: where the target would stand, if none does.
    """
    value, earlier = joined(fields.get("target", ()), place), joined(fields.get(EARLIER, ()))
    nature, measure = joined(fields.get("nature", ())), joined(fields.get("measure", ()))
    if sign_of(earlier.text):
        nature, earlier = earlier, Text()  # 指标值 | 目标值, of which the first holds just the sign
    if not is_filled(value.text) and is_filled(earlier.text):
        value = earlier
    if not is_filled(value.text):
        # Whatever else stands in the row is no target: but it is what there is to show.
        rest = [part for part in (nature, measure) if is_filled(part.text)]
        return rest[0] if len(rest) == 1 and not sign_of(rest[0].text) else value
    parts = [_nature(nature, value.text), value, _measure(measure, value.text)]
    said = [part for part in parts if part]
    if len(said) == 1:
        return value
    return Text(
        text="".join(part.text for part in said),
        raw="\n".join(part.raw for part in said),
        location=said[0].location,
    )


def sign_of(text: str) -> str | None:
    """The sign that a cell holds or names (正向: ≥), None for anything else."""
    return vocabulary().signs.get(clean(text).removesuffix("：").removesuffix(":"))


def says_nothing(text: str) -> bool:
    """What a template prints where there is no such target: 0, 无, a dash."""
    return _NOTHING.fullmatch(text) is not None


def _nature(nature: Text, value: str) -> Text:
    if not is_filled(nature.text) or clean(nature.text) in vocabulary().unsaid_natures:
        return Text()
    sign = sign_of(nature.text)
    if sign is None:
        return nature
    own = any(value.startswith(known) for known in vocabulary().signs)
    measurable = _DIGIT.search(value) or _NUMERAL.match(value)
    if own or not measurable:
        return Text()
    in_words = any(char.isalpha() for char in nature.text)
    return nature.model_copy(update={"text": sign}) if in_words else nature


def _measure(measure: Text, value: str) -> Text:
    unit = clean(measure.text).replace("％", "%")
    if not is_filled(unit) or unit in vocabulary().unsaid_measures:
        return Text()
    number = _BEHIND_NUMBER.fullmatch(value.replace("％", "%"))
    if number is None:
        return measure if _NUMERAL.fullmatch(value) else Text()
    if number["unit"].strip():
        return Text()  # 100% | %, 6次/日 | 次/日: the value says its unit itself
    if number["scale"] and unit.startswith(number["scale"]):
        return measure.model_copy(update={"text": unit.removeprefix(number["scale"])})
    return measure
