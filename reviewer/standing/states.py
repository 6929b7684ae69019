"""Whether the words of a result fall short of its target, and on what grounds.

The one place that weighs what a cell says (reviewer.reading.states) against what a row asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.language.normal import bare, normalize
from reviewer.lexicon import lexicon
from reviewer.standing.bands import Band, hedge
from reviewer.standing.exceptions import left_out
from reviewer.standing.grades import judged_lower
from reviewer.standing.grounds import Shortfall, ShortfallKind, with_words
from reviewer.standing.in_words import OVER_LIMIT, in_words, is_over_limit, it_happened
from reviewer.standing.named_parts import part_not_there
from reviewer.standing.presence import happened
from reviewer.standing.progress import unfinished
from reviewer.standing.short_counts import (
    first_enough,
    only_begun,
    own_thing_open,
    part_missing,
    under_way_in_all,
)

if TYPE_CHECKING:
    from reviewer.models import Indicator
    from reviewer.standing.attainment import Attainment


def falls_short(row: Indicator, found: Attainment) -> Shortfall | None:
    """How the words of a result fall short, hedges and plans among them; None where they do not.

    Numbers are left to `found`: a target that its figures miss is no matter of words.
    """
    target, actual, name = row.target.text, row.actual.text, row.name.text
    if found.has_blank or found.missed:
        return None
    hedged = hedge(actual)
    weak = hedged is not None and not is_wanted(row, found)
    if hedged is not None and weak and hedged.band is Band.MET:
        return with_words(ShortfallKind.HEDGE, hedged.word)
    lacking = beyond_hedges(row, found)
    if lacking is not None:
        return lacking
    if hedged is not None and weak:
        return with_words(ShortfallKind.HEDGE, hedged.word)
    if found.met or found.as_worded or not target:
        return None
    plan = unfinished(actual)
    named = f"{name}{target}"
    if plan is None or ("取消" in plan and "取消" in named):
        return None
    return with_words(ShortfallKind.PLAN, plan)


def beyond_hedges(row: Indicator, found: Attainment) -> Shortfall | None:
    """How the words fall short, hedges and plans left out."""
    target, actual, name = row.target.text, row.actual.text, row.name.text
    if not found.is_quantified:
        return in_words(target, actual, name)
    if begun := only_begun(target, name, actual):
        return Shortfall(ShortfallKind.STATE, begun, f"只是“{begun}”，没有建成")
    if lower := judged_lower(target, actual, name):
        return Shortfall(ShortfallKind.GRADE, lower, "等级低于指标值")
    if open_part := part_not_there(target, actual, name):
        return with_words(ShortfallKind.COMPLETENESS, open_part)
    if exception := left_out(target, actual, name):
        return with_words(ShortfallKind.COMPLETENESS, exception)
    if doing := under_way_in_all(actual):
        return with_words(ShortfallKind.PLAN, doing)
    if own := own_thing_open(f"{normalize(name)}{normalize(target)}", actual):
        return with_words(ShortfallKind.STATE, own)
    part = found.parts[0] if len(found.parts) == 1 else None
    if part is None:
        return None
    if part.target.high == 0 and not found.met and (event := happened(target, actual, name)):
        return it_happened(event)
    if part.actual is None and is_over_limit(target, actual, name):
        return OVER_LIMIT
    reached = part.actual if found.met else first_enough(part.target, actual, found)
    if reached is None or found.reverse:
        return None  # of what is to be few, fewer is no lack
    missing = part_missing(part.target, reached, name, actual)
    return None if missing is None or missing.kind is ShortfallKind.PENDING else missing


def is_wanted(row: Indicator, found: Attainment) -> bool:
    """The target itself says 基本, or the number was reached and only something else is hedged."""
    hedged, wanted = hedge(row.actual.text), hedge(row.target.text)
    if hedged is None:
        return True
    if wanted is not None and wanted.word[:2] == hedged.word[:2]:
        return True
    weak = hedged.is_verdict and hedged.band is Band.MET
    if weak and is_gradual(row.target.text):
        return True
    return found.met and found.is_quantified and not weak


def is_gradual(target: str) -> bool:
    """逐步消除 asks for less than 基本消除 says."""
    plain = bare(target)
    marks = lexicon("asks").find(plain, "gradual")
    starts = bool(marks) and marks[0].start == 0 and marks[0].word != "基本"
    return starts and not any(word in plain for word in ("全部", "全面", "完全", "100%"))
