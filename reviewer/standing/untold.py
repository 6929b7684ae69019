"""A part of a target of which the result says nothing: 讲座10场 where only 培训班25期 is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.language.units import Agreement, agreement
from reviewer.standing.attainment import Part
from reviewer.standing.comparison import Standing

_PARTIAL = re.compile(r"其中|每|人均|户均|平均|含|包括|不少于?$|约$")
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_SAID = re.compile(
    r"全年|共计?|合计|已|实际|完成|举办|开展|组织|培训|采购|购置|建设|新建|印发|印制|了|的|次数|数量|达到?|为|均"
)
_LONGEST = 60


def untold_part(parts: Sequence[Part], target: str, actual: str) -> Part | None:
    """The first part that no figure and no word of the result answers; None where one may.

    Only a result that is a bare list of figures leaves nothing else to read out of it.
    """
    plain = normalize(actual)
    told = [part for part in parts if part.actual is not None]
    silent = [part for part in parts if part.actual is None]
    if len(plain) > _LONGEST or not told or not silent or len(silent) + len(told) < 2:
        return None
    if any(part.standing is Standing.UNKNOWN for part in told):
        return None
    if len(quantities(actual)) != len(told) or not _is_list(parts, plain, actual):
        return None
    if "(" in normalize(target):
        return None  # 60场（下乡30场）: a detail of the figure before it
    return next((part for part in silent if _stands_alone(part, told)), None)


def _is_list(parts: Sequence[Part], plain: str, actual: str) -> bool:
    """Whether nothing but figures and the target's own words stands in the result."""
    rest, at = [], 0
    for one in quantities(actual):
        rest.append(plain[at : one.start])
        at = one.end
    rest.append(plain[at:])
    known = "".join(f"{part.target.subject}{part.target.tail}" for part in parts if part.actual)
    left = "".join(_WORDS.findall(_SAID.sub("", "".join(rest))))
    return all(char in known for char in left)


def _stands_alone(part: Part, told: Sequence[Part]) -> bool:
    """讲座10场 has a thing of its own, or a unit that no told figure has; 每期50人 has neither."""
    subject = part.target.subject
    upper = part.target.relation is not None and part.target.relation.is_upper
    if upper or _PARTIAL.search(subject):
        return False
    own = "".join(_WORDS.findall(_SAID.sub("", subject)))
    others = "".join(one.target.subject for one in told)
    if own and not all(char in others for char in own):
        return True
    return all(agreement(part.target.units, one.target.units) < Agreement.CLOSE for one in told)
