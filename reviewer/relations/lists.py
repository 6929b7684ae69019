"""Whether a list of parts is all of its total: 34座（镇区12座、村20座） is, 812户，其中低保户504户 is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reviewer.lexicon import lexicon
from reviewer.reading.claims import Cell
from reviewer.relations.equations import Weight
from reviewer.relations.terms import front, label, significant, term


def closes(cell: Cell, at: int) -> bool:
    """其余6户: with it the list is complete."""
    return lexicon("roles").holds(front(cell, at), "closing")


def chained_parts(cell: Cell, parts: Sequence[int]) -> list[int]:
    """As many of the parts as 、 joins; all where each stands behind a comma of its own."""
    chain = [parts[0]]
    for before, after in pairwise(parts):
        between = cell.between(cell.figures[before], cell.figures[after])
        if set(between) & set("，。；"):
            break
        chain.append(after)
    return chain if len(chain) > 1 else list(parts)


def weight_of_list(
    cell: Cell, total: int, parts: Sequence[int], words: str, *, bracket: bool
) -> Weight:
    """How surely a list behind a total is all of it."""
    if len(parts) < 2:
        return Weight.NEVER
    marks = lexicon("relations")
    labels = [label(cell, one) for one in parts]
    if any("等" in own and marks.holds(own, "open") for own in (words, labels[-1])):
        return Weight.NEVER
    whole = cell.figures[total]
    if "、" in cell.between(whole, cell.figures[parts[0]]):
        return Weight.NEVER  # one list of three things
    given = sum(term(cell.figures[one], whole).value for one in parts)
    exceeds = given > term(whole).value
    nearly_all = given * 10 >= term(whole).value * 9
    partial = any(word in words for word in ("其中", "包括", "包含", "含", "内含"))
    chained = not set(cell.plain[cell.figures[parts[0]].end : cell.figures[parts[-1]].start]) & set(
        "，。；"
    )
    terms = [term(cell.figures[one], whole) for one in (total, *parts)]
    is_long = significant(terms) >= _LONG_TOTAL
    if _is_pair(labels):
        return Weight.NEAR
    levels = len(parts) > 2 and all(marks.holds(own, "level") for own in labels)
    chained = chained or levels or _are_parallel(labels)
    counted = all(one.one == 1 for one in terms)
    if not partial and counted and all(marks.holds(own, "state") for own in labels):
        return (
            Weight.NEAR if any(marks.holds(own, "open_state") for own in labels) else Weight.NEVER
        )
    if partial:
        trait = any(marks.holds(own, "trait") for own in labels)
        if exceeds and chained and not trait:
            return Weight.NEAR
        complete = chained and is_long and (len(parts) > 2 or nearly_all)
        return Weight.DIGIT if complete and not trait else Weight.NEVER
    if bracket:
        return Weight.NEAR if chained or len(parts) > 1 else Weight.NEVER
    if "分别" in words or "分为" in words or words.lstrip()[:1] in (":", "："):
        return Weight.NEAR if chained else Weight.DIGIT
    said = front(cell, total)
    if chained and lexicon("roles").holds(said, "total"):
        return Weight.NEAR
    if levels and term(whole).value == max(one.value for one in terms):
        return Weight.NEAR
    listed = chained or (len(parts) > 2 and lexicon("roles").holds(said, "total"))
    return Weight.DIGIT if listed and (is_long or len(parts) > 2) else Weight.NEVER


_LONG_TOTAL = 1000


def _are_parallel(labels: Sequence[str]) -> bool:
    """A类, B类, C类; 县道, 乡道: short names with one ending make one list, whatever parts them."""
    names = [own.replace("其中", "").replace("：", "").strip() for own in labels]
    return len({own[-1:] for own in names}) == 1 and all(1 < len(own) <= _SHORT for own in names)


_SHORT = 4


def _is_pair(labels: Sequence[str]) -> bool:
    """线上 and 线下, 符合条件 and 不符合条件: there is no third."""
    if len(labels) != 2:
        return False
    marks = lexicon("relations")
    one, other = (own.strip() for own in labels)
    if {f"不{one}", f"未{one}"} & {other} or {f"不{other}", f"未{other}"} & {one}:
        return True
    return (marks.holds(one, "one_side") and marks.holds(other, "other_side")) or (
        marks.holds(other, "one_side") and marks.holds(one, "other_side")
    )


def _end_of_clause(cell: Cell, at: int) -> int:
    end = cell.figures[at].end
    found = [place for sign in "，。；)" if (place := cell.plain.find(sign, end)) >= 0]
    return min(found, default=len(cell.plain))
