"""Whether the words of a result fall short of its target, and on what grounds.

The one place that weighs what a cell says (reviewer.reading.states) against what a row asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewer.language.dates import dates
from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, quantities
from reviewer.lexicon import lexicon
from reviewer.reading.states import Kind, State, clause_at, read_states
from reviewer.standing.bands import Band, hedge
from reviewer.standing.completeness import (
    fewer_than_all,
    is_mended,
    open_counts,
    rate_below_all,
)
from reviewer.standing.degrees import is_poor, is_weaker
from reviewer.standing.grades import graded_lower, judged_lower
from reviewer.standing.grounds import Shortfall, ShortfallKind, with_words
from reviewer.standing.named_parts import part_not_there
from reviewer.standing.presence import happened
from reviewer.standing.progress import unfinished
from reviewer.standing.turns import went_the_other_way

if TYPE_CHECKING:
    from reviewer.models import Indicator
    from reviewer.standing.attainment import Attainment

_LONGEST_LATE = 40
_LONGEST_BEGUN = 24
_PENDING = (Kind.PENDING, Kind.BUILDING, Kind.UNDER_WAY)


def _asks(text: str, *concepts: str) -> bool:
    return lexicon("asks").holds(text, *concepts)


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
    if doing := _under_way_in_all(actual):
        return with_words(ShortfallKind.PLAN, doing)
    if own := _own_thing_open(f"{normalize(name)}{normalize(target)}", actual):
        return with_words(ShortfallKind.STATE, own)
    part = found.parts[0] if len(found.parts) == 1 else None
    if part is None:
        return None
    if part.target.high == 0 and not found.met and (event := happened(target, actual, name)):
        return _happened(event)
    if part.actual is None and _is_over_limit(target, actual, name):
        return _OVER
    reached = part.actual if found.met else _first_enough(part.target, actual, found)
    if reached is None or found.reverse:
        return None  # of what is to be few, fewer is no lack
    missing = part_missing(part.target, reached, name, actual)
    return None if missing is None or missing.kind is ShortfallKind.PENDING else missing


def _under_way_in_all(actual: str) -> str:
    """正在对5个台站逐一维护: the number is of what is being done, and nothing is done."""
    plain = normalize(actual)
    first = next(iter(read_states(actual)), None)
    if first is None or first.kind is not Kind.UNDER_WAY or first.start > 0:
        return ""
    _, stop = clause_at(plain, first.end)
    counted = any(first.end <= one.start < stop for one in quantities(actual))
    done = any(word in plain for word in _DONE)
    return plain[:stop] if counted and not done else ""


def _own_thing_open(asked: str, actual: str) -> str:
    """样品送了8份，报告还没回来 of 检测报告: what the row counts is itself not there."""
    plain = normalize(actual)
    for state in read_states(actual):
        start, stop = clause_at(plain, state.start)
        subject = plain[start : state.start]
        if state.kind is not Kind.UNDONE or not _OWN <= len(subject) <= _LONGEST_OWN:
            continue
        if subject in asked and not any(word in plain[stop:] for word in _DONE):
            return plain[start:stop]
    return ""


_OWN, _LONGEST_OWN = 2, 6
_DONE = ("已", "均", "都", "完成", "全部", "完毕", "完工", "验收")


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


# Targets in words --------------------------------------------------------------------------------

_OVER = Shortfall(ShortfallKind.COST, "", "超出了限额")


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
        yield _happened(event)
    if _is_over_limit(target, actual, name):
        yield _OVER
    if lexicon("states").holds(wanted, "in_time") and is_late(actual):
        yield Shortfall(ShortfallKind.LATE, "", "没有按时完成")
    if rate_below_all(target, actual, name):
        yield Shortfall(ShortfallKind.COMPLETENESS, "", "没有达到全部")
    if went_the_other_way(target, actual, name):
        yield Shortfall(ShortfallKind.TREND, "", "变化方向与指标值不符")
    if is_weaker(target, actual, name) or is_poor(target, actual, name):
        yield Shortfall(ShortfallKind.DEGREE, "", "程度不如指标值")
    if fewer := fewer_than_all(target, actual):
        yield Shortfall(ShortfallKind.COMPLETENESS, fewer, fewer)
    if open_part := part_not_there(target, actual, name):
        yield with_words(ShortfallKind.COMPLETENESS, open_part)
    yield from _open(target, actual, name)


def _happened(event: str) -> Shortfall:
    return Shortfall(ShortfallKind.PRESENCE, event, f"写明“{event}”，与指标值相反")


def _open(target: str, actual: str, name: str) -> Iterator[Shortfall]:
    """What is lacking, failed or not yet there."""
    asked = f"{normalize(name)}{normalize(target)}"
    hunting = _asks(normalize(name), "hunting")
    for count, state in open_counts(actual, asked):
        if (state.kind is Kind.FAILED and hunting) or _asks(normalize(actual), "why_not"):
            continue
        if _tried_again(target, actual, state):
            continue
        yield with_words(ShortfallKind.COMPLETENESS, _span(actual, count, state))
    first = _asks(bare(target), "first_try")
    downwards = lexicon("turns").holds(bare(target), "down")
    for state in read_states(actual, asked):
        mended = is_mended(actual, state) or _tried_again(target, actual, state)
        if (mended and not first) or state.words[:2] in asked:
            continue
        if (
            (state.kind is Kind.FAILED and not hunting)
            or state.kind is Kind.LACKING
            or state.kind is Kind.UNDONE
        ):
            yield with_words(ShortfallKind.STATE, state.words)
        elif state.kind is Kind.LATE and _is_put_off(state, actual, asked):
            yield with_words(ShortfallKind.LATE, state.words)
        elif state.kind is Kind.DRAFT and _is_only_a_draft(asked, actual, state):
            yield Shortfall(ShortfallKind.STATE, state.words, f"只是“{state.words}”，没有定稿")
        elif state.kind is Kind.BUILDING and state.words not in asked and _asks(asked, "build"):
            yield with_words(ShortfallKind.PENDING, state.words)
        elif state.kind is Kind.WORSE and not hunting and not downwards:
            yield with_words(ShortfallKind.TREND, state.words)
    if begun := _is_only_begun(asked, normalize(actual)):
        yield Shortfall(ShortfallKind.STATE, begun, f"只是“{begun}”")


def _tried_again(target: str, actual: str, state: State) -> bool:
    """11月3日送审没过，改过后12月9日再送: where a date was asked for, the second try has its own."""
    if state.kind is not Kind.FAILED or not dates(target, _ANY_YEAR):
        return False
    plain = normalize(actual)
    behind = plain[state.end : state.end + _SECOND_TRY]
    if not lexicon("happenings").holds(plain[state.start : state.end] + behind, "again"):
        return False
    told = dates(actual, _ANY_YEAR)
    own = [one for one in told if one.end <= state.start][-1:]
    is_later = any(one.first > rejected.first for one in told for rejected in own)
    return is_later or bool(dates(behind, _ANY_YEAR))


_ANY_YEAR = 2000
_SECOND_TRY = 24


def _is_put_off(state: State, actual: str, asked: str) -> bool:
    """论证延后 where the 论证 itself was asked: all that is told of it is that it is late."""
    plain = normalize(actual).strip("。")
    own = plain[state.start - 2 : state.start] in asked and state.start >= len("论证")
    return own and state.end == len(plain) and len(plain) <= _LONGEST_BEGUN


def _is_only_a_draft(asked: str, actual: str, state: State) -> bool:
    later = lexicon("asks").find(normalize(actual), "published")
    return _asks(asked, "paper") and not lexicon("states").holds(asked, "draft") and not later


def _is_only_begun(asked: str, reached: str) -> str:
    """委托合同已签 where a report was to be delivered: an early step is all that is told."""
    if len(reached) > _LONGEST_BEGUN or _asks(asked, "begin"):
        return ""
    begun = lexicon("asks").find(reached, "begun")
    if not begun or _asks(reached, "delivered") or begun[0].word in asked:
        return ""
    return begun[0].word if _asks(asked, "delivered", "build") else ""


def _is_over_limit(target: str, actual: str, name: str) -> bool:
    """A cost that was to be kept down (有效控制) or to an amount is said to be over it."""
    reached = normalize(actual)
    if len(reached) > _LONGEST_LATE or _asks(reached, "saved"):
        return False
    if not any(state.kind is Kind.OVER for state in read_states(actual)):
        return False
    wanted = normalize(target)
    limits = _asks(wanted, "kept_down") and _asks(wanted, "cost")
    cost = _asks(name, "cost") and not _asks(name, "income")
    return limits or (cost and (_asks(wanted, "kept_down") or _is_ceiling(target)))


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


# Targets in numbers ------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def part_missing(target: Quantity, reached: Quantity, name: str, actual: str) -> Shortfall | None:
    """2台未到货 of 30台, 6个待验收 of 40个, where the target needs them all."""
    asked = f"{normalize(name)}{target.subject}{target.tail}"
    builds = _asks(asked, "build") and not _asks(asked, "begin")
    hunting = _asks(normalize(name), "hunting")
    if only := _only_so_many(target, reached, actual):
        return with_words(ShortfallKind.COMPLETENESS, only)
    for count, state in open_counts(actual, asked):
        same = count.unit == reached.unit and bool(target.unit) and count.start != reached.start
        if not same or count.start < reached.start or not reached.low - count.low < target.low:
            continue
        if state.kind is Kind.FAILED and hunting:
            continue
        if any(word in count.subject for word in _BESIDES):
            continue
        if state.kind is Kind.UNDONE and not _is_owed(state, asked):
            return with_words(ShortfallKind.PENDING, _span(actual, count, state))
        if state.kind in _PENDING and not (builds and not _is_on_trial(state)):
            return with_words(ShortfallKind.PENDING, _span(actual, count, state))
        return with_words(ShortfallKind.COMPLETENESS, _span(actual, count, state))
    return None


def _only_so_many(target: Quantity, reached: Quantity, actual: str) -> str:
    """仅2个获批 behind 5个片区: so few of them got there."""
    plain = normalize(actual)
    for one in quantities(actual):
        few = one.unit == reached.unit and one.low < target.low and one.start > reached.start
        if few and plain.endswith(("仅", "仅有", "只有", "只"), 0, one.start):
            return plain[one.start - 1 : clause_at(plain, one.start)[1]]
    return ""


def _is_owed(state: State, asked: str) -> bool:
    """Whether what is not done is what the row asks for; a device bought may not yet be put up."""
    verbs = lexicon("states").find(state.words, "owing")
    own = any(state.words[at : at + 2] in asked for at in range(1, len(state.words) - 1))
    return own or any(mark.end == len(state.words) for mark in verbs)


def _is_on_trial(state: State) -> bool:
    """Built, and not yet accepted: 待验收, 正在试运行."""
    return state.kind is Kind.PENDING or any(word in state.words for word in _TRIALS)


_BESIDES = ("剩余", "其余", "余下", "此外", "剩下")
"""Of what is beside what was reached."""
_TRIALS = ("试运行", "试生产", "试用", "联调", "调试", "验收")


def _first_enough(target: Quantity, actual: str, found: Attainment) -> Quantity | None:
    """40个 of 40个，仅12个完工, where several numbers leave open which one answers."""
    if found.missed or found.reverse or not target.unit:
        return None
    first = next(iter(quantities(actual)), None)
    enough = first is not None and first.unit == target.unit and first.low >= target.low
    return first if enough else None


def _span(actual: str, count: Quantity, state: State) -> str:
    plain = normalize(actual)
    return plain[min(count.start, state.start) : max(count.end, state.end)]


@lru_cache(maxsize=4096)
def only_begun(target: str, name: str, actual: str) -> str:
    """The words that say that all of what was to be built is only begun: 3个（已开工）."""
    asked = f"{normalize(name)}{normalize(target)}"
    reached = normalize(actual).strip("。")
    if not _asks(asked, "build") or _asks(asked, "begin") or len(reached) > _LONGEST_BEGUN:
        return ""
    counts = quantities(actual)
    if len(counts) != 1 or _asks(reached, "delivered"):
        return ""
    begun = [(one.start, one.end) for one in lexicon("asks").find(reached, "begun")]
    states = [(one.start, one.end) for one in read_states(actual) if one.kind is Kind.BUILDING]
    spans = begun or states
    if not spans:
        return ""
    start, end = spans[0]
    rest = reached[: min(start, counts[0].start)] + reached[max(end, counts[0].end) :]
    between = reached[min(end, counts[0].end) : max(start, counts[0].start)]
    loose = "".join(char for char in rest + between if char not in "()，已均全部现目前仍建设")
    return reached[start:end] if len(loose) <= _LOOSE and "其中" not in reached else ""


_LOOSE = 6


# Not yet accepted ------------------------------------------------------------------------------


def pending_in_result(row: Indicator, found: Attainment) -> str:
    """6个待验收 of 40个, 已安装，待验收: what a result leaves open; "" for nothing."""
    target, actual, name = row.target.text, row.actual.text, row.name.text
    asked = f"{normalize(name)}{normalize(target)}"
    if _asks(asked, "begin"):
        return ""
    part = found.parts[0] if len(found.parts) == 1 else None
    if part is not None and part.actual is not None and found.met:
        missing = part_missing(part.target, part.actual, name, actual)
        if missing is not None and missing.kind is ShortfallKind.PENDING:
            return missing.words
        if any(True for _ in open_counts(actual, asked)):
            return ""  # enough is there without what is open
    return _open_words(actual, asked)


def pending_in_explanation(said: str, row: Indicator) -> str:
    """尚待验收, 报告未出 in the words beside a result; another stage's tell nothing."""
    asked = f"{normalize(row.name.text)}{normalize(row.target.text)}"
    if _asks(asked, "begin") or any(word in normalize(said) for word in _ELSEWHERE):
        return ""
    return _open_words(said, asked)


_ELSEWHERE = ("二期", "三期", "下一批", "下一期", "其他项目", "另有", "上年", "后续")


def _open_words(text: str, asked: str) -> str:
    for state in read_states(text):
        if is_mended(text, state) or state.words in asked:
            continue
        if state.kind is Kind.PENDING or (
            state.kind is Kind.BUILDING and _is_said_now(text, state)
        ):
            return state.words
        if state.kind is Kind.UNDONE and state.words.endswith(_ACCEPTED):
            return state.words
    return ""


def _is_said_now(text: str, state: State) -> bool:
    """按试运行3个月测算 tells of a time, 正在试运行 and 处于试运行阶段 of now."""
    plain = normalize(text)
    before, behind = plain[: state.start], plain[state.end :]
    now = before.endswith(("在", "处于", "进入", "转入", "投入"))
    return now or not behind or behind[0] in "，。；、)阶" or behind.startswith("中")


_ACCEPTED = ("验收", "复验", "出", "出具", "投入使用", "投用", "启用", "移交", "交付")


def is_to_be_accepted(row: Indicator) -> bool:
    """Whether a row counts what is built or made, so that it is to be accepted."""
    asked = f"{normalize(row.name.text)}{normalize(row.target.text)}"
    return _asks(asked, "build") and not _asks(asked, "begin")


def awaits_acceptance(row: Indicator) -> bool:
    """Whether a row on an acceptance says that it is still to come."""
    asked = f"{normalize(row.name.text)}{normalize(row.target.text)}"
    states = read_states(row.actual.text)
    return "验收" in asked and any(
        one.kind is Kind.PENDING or (one.kind is Kind.UNDONE and one.words.endswith("验收"))
        for one in states
    )
