"""Whether the words of a result fall short of its target, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.dates import dates
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import quantities
from reviewer.lexicon import lexicon
from reviewer.models import Indicator
from reviewer.reading.states import Kind, State, read_states
from reviewer.standing.beside_figure import beside_the_figure
from reviewer.standing.completeness import (
    asked_of,
    fewer_than_all,
    is_mended,
    left_out,
    looks_for_faults,
    open_counts,
    part_not_there,
    rate_below_all,
)
from reviewer.standing.degrees import Band, hedge, is_poor, is_weaker
from reviewer.standing.grades import graded_lower
from reviewer.standing.grounds import Attainment, Shortfall, ShortfallKind, it_happened, with_words
from reviewer.standing.left_over import left_over
from reviewer.standing.pending import (
    first_enough,
    only_begun,
    own_thing_open,
    part_missing,
    span,
    under_way_in_all,
    unfinished,
)
from reviewer.standing.presence import happened
from reviewer.standing.trends import turn

_LONGEST_LATE = 40
_LONGEST_STEP = 24
OVER_LIMIT = Shortfall(ShortfallKind.COST, "", "超出了限额")


@lru_cache(maxsize=4096)
def in_words(target: str, actual: str, name: str) -> Shortfall | None:
    """How a result falls short of a target in words; None where it does not for certain."""
    wanted, reached = bare(target), bare(actual)
    if not wanted:
        return None
    return next(_grounds(target, actual, name, wanted, reached), None)


def _grounds(target: str, actual: str, name: str, wanted: str, reached: str) -> Iterator[Shortfall]:
    if lower := graded_lower(target, actual, name):
        yield Shortfall(ShortfallKind.GRADE, lower, "等级低于指标值")
    if {wanted, reached} == {"是", "否"}:
        yield Shortfall(ShortfallKind.PRESENCE, reached, "与指标值相反")
    if event := happened(target, actual, name):
        yield it_happened(event)
    if is_over_limit(target, actual, name):
        yield OVER_LIMIT
    if other := turned_round(wanted, reached):
        yield with_words(ShortfallKind.STATE, other)
    if lexicon("states").holds(wanted, "in_time") and is_late(actual):
        yield Shortfall(ShortfallKind.LATE, "", "没有按时完成")
    if rate_below_all(target, actual, name):
        yield Shortfall(ShortfallKind.COMPLETENESS, "", "没有达到全部")
    if (went := turn(target, actual, name)) and went.missed:
        yield Shortfall(ShortfallKind.TREND, "", "变化方向与指标值不符")
    if is_weaker(target, actual, name) or is_poor(target, actual, name):
        yield Shortfall(ShortfallKind.DEGREE, "", "程度不如指标值")
    if fewer := fewer_than_all(target, actual):
        yield Shortfall(ShortfallKind.COMPLETENESS, fewer, fewer)
    if exception := left_out(target, actual, name):
        yield with_words(ShortfallKind.COMPLETENESS, exception)
    if open_part := part_not_there(target, actual, name) or left_over(target, actual):
        yield with_words(ShortfallKind.COMPLETENESS, open_part)
    yield from _open(target, actual, name)


def turned_round(wanted: str, reached: str) -> str:
    """先打后报 where 先批后打 was asked: the second came first; "" where it did not."""
    at = wanted.find("先")
    if at < 0 or wanted[at + 2 : at + 3] != "后" or not wanted[at + 3 : at + 4]:
        return ""
    first = f"先{wanted[at + 3]}"
    start = reached.find(first)
    return (
        "" if start < 0 or reached[start - 1 : start] in "不未没无" else reached[start : start + 4]
    )


def _open(target: str, actual: str, name: str) -> Iterator[Shortfall]:
    """What is lacking, failed or not yet there."""
    asked, hunting = asked_of(target, name), looks_for_faults(name)
    downwards = lexicon("turns").holds(bare(target), "down")
    # 较上年下降: 29件，其中2件在办 are 29 all the same
    for count, state in () if downwards else open_counts(actual, asked):
        if (state.kind is Kind.FAILED and hunting) or lexicon("asks").holds(
            normalize(actual), "why_not"
        ):
            continue
        if _tried_again(target, actual, state) or _was_not_due(target, state):
            continue
        yield with_words(ShortfallKind.COMPLETENESS, span(actual, count, state))
    first = lexicon("asks").holds(bare(target), "first_try")
    for state in read_states(actual, asked):
        mended = is_mended(actual, state) or _tried_again(target, actual, state)
        if (mended and not first) or state.words[:2] in asked:
            continue
        if _was_not_due(target, state):
            continue
        failed = state.kind is Kind.FAILED and not hunting
        if failed or state.kind in (Kind.LACKING, Kind.UNDONE):
            yield with_words(ShortfallKind.STATE, state.words)
        elif state.kind is Kind.LATE and _is_put_off(state, actual, asked):
            yield with_words(ShortfallKind.LATE, state.words)
        elif state.kind is Kind.DRAFT and _is_only_a_draft(asked, actual, state):
            yield Shortfall(ShortfallKind.STATE, state.words, f"只是“{state.words}”，没有定稿")
        elif (
            state.kind is Kind.BUILDING
            and state.words not in asked
            and lexicon("asks").holds(asked, "build")
        ):
            yield with_words(ShortfallKind.PENDING, state.words)
        elif state.kind is Kind.WORSE and not hunting and not downwards:
            yield with_words(ShortfallKind.TREND, state.words)
    if begun := only_begun(asked, actual):
        yield Shortfall(ShortfallKind.STATE, begun, f"只是“{begun}”")


def _was_not_due(target: str, state: State) -> bool:
    """不符合39人 of 应发尽发, 不予许可9件 of 按申请核发: nothing was due to them."""
    words = lexicon("asks")
    return words.holds(bare(target), "as_due") and words.holds(state.words, "refused")


def _tried_again(target: str, actual: str, state: State) -> bool:
    """11月3日送审没过，改过后12月9日再送: where a date was asked for, the second try has its own."""
    if state.kind is not Kind.FAILED or not dates(target, _ANY_YEAR):
        return False
    plain = normalize(actual)
    behind = plain[state.end : state.end + 24]
    if not lexicon("happenings").holds(plain[state.start : state.end] + behind, "again"):
        return False
    told = dates(actual, _ANY_YEAR)
    own = [one for one in told if one.end <= state.start][-1:]
    is_later = any(one.first > rejected.first for one in told for rejected in own)
    return is_later or bool(dates(behind, _ANY_YEAR))


_ANY_YEAR = 2000


def _is_put_off(state: State, actual: str, asked: str) -> bool:
    """论证延后 where the 论证 itself was asked: all that is told of it is that it is late."""
    plain = normalize(actual).strip("。")
    own = plain[state.start - 2 : state.start] in asked and state.start >= len("论证")
    return own and state.end == len(plain) and len(plain) <= _LONGEST_STEP


def _is_only_a_draft(asked: str, actual: str, state: State) -> bool:
    later = lexicon("asks").find(normalize(actual), "published")
    is_paper = lexicon("asks").holds(asked, "paper") and not lexicon("states").holds(asked, "draft")
    return is_paper and not later


def is_over_limit(target: str, actual: str, name: str) -> bool:
    """A cost that was to be kept down (有效控制) or to an amount is said to be over it."""
    reached = normalize(actual)
    if len(reached) > _LONGEST_LATE or lexicon("asks").holds(reached, "saved"):
        return False
    if not any(state.kind is Kind.OVER for state in read_states(actual)):
        return False
    wanted = normalize(target)
    limits = lexicon("asks").holds(wanted, "kept_down") and lexicon("asks").holds(wanted, "cost")
    cost = lexicon("asks").holds(name, "cost") and not lexicon("asks").holds(name, "income")
    return limits or (cost and (lexicon("asks").holds(wanted, "kept_down") or _is_ceiling(target)))


def _is_ceiling(target: str) -> bool:
    found = quantities(target)
    return len(found) == 1 and not (found[0].relation and found[0].relation.is_lower)


_EXCUSES = ("批准", "同意", "批复", "疫情", "未", "无", "没有", "不")


@lru_cache(maxsize=4096)
def is_late(actual: str) -> bool:
    """Whether a result says outright that the thing was late: 延期完成, 迟报一回."""
    reached = normalize(actual)
    states = read_states(actual)
    late = next((one for one in states if one.kind is Kind.LATE), None)
    if late is None or len(reached) > _LONGEST_LATE:
        return False
    if any(one.kind is Kind.IN_TIME for one in states) and "其余" not in reached:
        return False
    rest = reached[: late.start] + reached[late.end :]
    return not any(word in rest for word in _EXCUSES)


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
    if begun := only_begun(asked_of(target, name), actual):
        return Shortfall(ShortfallKind.STATE, begun, f"只是“{begun}”，没有建成")
    if lower := graded_lower(target, actual, name, counted=True):
        return Shortfall(ShortfallKind.GRADE, lower, "等级低于指标值")
    if open_part := part_not_there(target, actual, name) or left_over(target, actual):
        return with_words(ShortfallKind.COMPLETENESS, open_part)
    if exception := left_out(target, actual, name):
        return with_words(ShortfallKind.COMPLETENESS, exception)
    if doing := under_way_in_all(actual):
        return with_words(ShortfallKind.PLAN, doing)
    if own := own_thing_open(asked_of(target, name), actual):
        return with_words(ShortfallKind.STATE, own)
    if beside := beside_the_figure(target, actual, name, found):
        return beside
    part = found.only
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
    if hedged.band is not Band.NOT_MET and lexicon("asks").holds(row.name.text, "begun_when"):
        return True  # 3月19日开工，年底前完成主体
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
