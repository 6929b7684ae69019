"""What is not there yet: 正在施工, 计划, 待验收, and what words take away from a number, 2台未到货 of 30台."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from reviewer.language.dates import dates
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, every_quantity, quantities
from reviewer.language.stops import clause_at
from reviewer.lexicon import lexicon
from reviewer.models import Indicator
from reviewer.reading.states import Kind, State, read_states
from reviewer.relations import Shape, solve
from reviewer.standing.answers import likeness
from reviewer.standing.completeness import (
    asked_of,
    asks_to_begin,
    asks_to_build,
    is_mended,
    looks_for_faults,
    open_counts,
)
from reviewer.standing.grounds import Attainment, Shortfall, ShortfallKind, with_words

_OPEN = (Kind.UNDER_WAY, Kind.BUILDING, Kind.PENDING, Kind.PLANNED, Kind.STOPPED)
_ACTUAL_WITHIN = 60
"""How far behind a plan the words on what was really done may stand."""


@lru_cache(maxsize=4096)
def unfinished(text: str) -> str | None:
    """The words that make a result a plan or work under way, None where there are none.

    按计划完成, 年度计划, 草拟 and a plan that is followed by what was really done are none.
    """
    state = _open_state(text)
    if state is None:
        return None
    plain = normalize(text)
    _, stop = clause_at(plain, state.start)
    return plain[state.start : min(max(stop, state.end), state.start + 16)]


@lru_cache(maxsize=4096)
def _open_state(text: str) -> State | None:
    plain = normalize(text)
    for state in read_states(text):
        beside = state.kind is Kind.PLANNED and _stands_beside_a_result(text, plain, state)
        if _is_open(state) and not beside:
            return state
    return None


def tells_of_work(text: str) -> bool:
    """Whether what is open is told as it is (2口正在施工, 4场取消) and not as a plan (计划下年举办)."""
    state = _open_state(text)
    if state is None or state.kind is Kind.STOPPED:
        return state is not None and any(one == state for _, one in open_counts(text))
    return state.kind in (Kind.UNDER_WAY, Kind.BUILDING, Kind.UNDONE)


def says_nothing_was_done(text: str) -> bool:
    """未开展, 已取消举办: the whole result says that there is none."""
    plain = normalize(text).strip("。")
    first = next(iter(read_states(text)), None)
    if first is None or first.kind not in (Kind.UNDONE, Kind.STOPPED) or first.start > 6:
        return False
    return len(plain) - first.start <= 16 and not set("，；") & set(plain)


def is_dated(text: str) -> bool:
    """Whether a text names a time: 2024年3月, 下年底, 二季度."""
    plain = normalize(text)
    return lexicon("states").holds(plain, "later", "dated") or any(
        plain[at - 1 : at].isdecimal() for at in range(1, len(plain)) if plain[at] in "月年"
    )


def _is_open(state: State) -> bool:
    if state.kind is Kind.UNDONE:
        verbs = lexicon("states").find(state.words, "beginning")
        return any(mark.end == len(state.words) for mark in verbs)
    return state.kind in _OPEN and not state.words.startswith(("试运行", "试生产"))


def _stands_beside_a_result(text: str, plain: str, plan: State) -> bool:
    """计划5份，实际完成5份; 演出57场，计划60场; 计划450人，录取462人: the plan only stands beside what was done."""
    behind = plain[plan.end : plan.end + _ACTUAL_WITHIN]
    if any(word in behind for word in ("实际", "均已", "全部完成", "已完成", "已全部完成")):
        return True
    counts = every_quantity(text)
    told = any(
        one.end <= plan.start and plain[one.end : plan.start] in ("，", "(", "；", "、")
        for one in counts
    )
    _, stop = clause_at(plain, plan.end)
    of_plan = [one for one in counts if plan.end <= one.start < stop]
    told |= any(one.start > stop and one.unit == of_plan[0].unit for one in counts if of_plan)
    alone = len(of_plan) == 1 and plain[plan.end : of_plan[0].start] in _NAMED
    return told and alone and not plain[of_plan[0].end : stop].strip(")")


_NAMED = ("", "数", "值", "为", "数为", "值为", "：", "数：", "是")


_PENDING = (Kind.PENDING, Kind.BUILDING, Kind.UNDER_WAY)


@lru_cache(maxsize=4096)
def part_missing(target: Quantity, reached: Quantity, name: str, actual: str) -> Shortfall | None:
    """2台未到货 of 30台, 6个待验收 of 40个, where the target needs them all."""
    if only := _only_so_many(target, reached, actual):
        return with_words(ShortfallKind.COMPLETENESS, only)
    asked = f"{normalize(name)}{target.subject}{target.tail}"
    for count, state in open_counts(actual, asked):
        same = count.unit == reached.unit and bool(target.unit) and count.start > reached.start
        if not same or reached.low - count.low >= target.low or count.low > reached.low:
            continue  # 落地6个，未落地16个 of 6个: they are beside those that were reached
        if _is_beside_parts(reached, count, actual, name) or _remains(reached, count, actual):
            continue
        sought = state.kind is Kind.FAILED and looks_for_faults(name)
        if sought or any(word in count.subject for word in _BESIDES):
            continue
        if state.kind is Kind.UNDONE:
            later = not _is_owed(state, asked)
        else:
            later = state.kind in _PENDING and (_is_on_trial(state) or not asks_to_build(asked))
        kind = ShortfallKind.PENDING if later else ShortfallKind.COMPLETENESS
        return with_words(kind, span(actual, count, state))
    return None


def _is_beside_parts(reached: Quantity, count: Quantity, actual: str, name: str) -> bool:
    """新增308亩，水田121亩，旱地187亩，14亩未报: what was reached has its parts, and this is none."""
    told = normalize(actual)[: count.start - len(count.subject)]
    if len(count.subject) < 2 or likeness(f"{count.subject} {count.tail}", told):
        return False  # 荷载的2座报告未出 of 外观2座、荷载试验4座
    return any(
        one.shape is Shape.SUM
        and one.result.figure.start == reached.start
        and count.start not in one.places
        for one in solve(actual, name).held
    )


def _remains(reached: Quantity, count: Quantity, actual: str) -> bool:
    """年初31户，新增4户，脱贫23户，年末仍有12户: with what was reached it makes what there was, and is no part."""
    others = [one.low for one in quantities(actual) if one.unit == reached.unit]
    others.remove(reached.low)
    sums = {sum(some) for size in (1, 2) for some in combinations(others[:_MOST], size)}
    return len(others) <= _MOST and reached.low + count.low in sums


_MOST = 8


def _only_so_many(target: Quantity, reached: Quantity, actual: str) -> str:
    """仅2个获批 behind 5个片区: so few of them got there."""
    plain = normalize(actual)
    for one in quantities(actual):
        few = one.unit == reached.unit and one.low < target.low and one.start > reached.start
        few &= not lexicon("roles").holds(one.subject, "before", "least", "most")  # 上年仅27.5%
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
    return state.kind is Kind.PENDING or any(
        word in state.words for word in ("试运行", "试生产", "试用", "联调", "调试", "验收")
    )


_BESIDES = ("剩余", "其余", "余下", "此外", "剩下")
"""Of what is beside what was reached."""


def first_enough(target: Quantity, actual: str, found: Attainment) -> Quantity | None:
    """40个 of 40个，仅12个完工, where several numbers leave open which one answers."""
    if found.missed or found.reverse or not target.unit:
        return None
    first = next(iter(quantities(actual)), None)
    enough = first is not None and first.unit == target.unit and first.low >= target.low
    return first if enough else None


def span(actual: str, count: Quantity, state: State) -> str:
    """The words of a result from a number to what is said of it, in either order."""
    plain = normalize(actual)
    return plain[min(count.start, state.start) : max(count.end, state.end)]


def only_begun(asked: str, actual: str) -> str:
    """The words that say that all of what was to be built is only begun: 3个（已开工）, 委托合同已签."""
    reached, counts, words = normalize(actual).strip("。"), quantities(actual), lexicon("asks")
    if len(reached) > 24 or len(counts) > 1 or asks_to_begin(asked):
        return ""
    if words.holds(reached, "delivered"):
        return ""
    begun = [(one.start, one.end) for one in words.find(reached, "begun")]
    if not counts:
        told = reached[slice(*begun[0])] if begun else ""
        return told if told not in asked and words.holds(asked, "delivered", "build") else ""
    states = [(one.start, one.end) for one in read_states(actual) if one.kind is Kind.BUILDING]
    if not words.holds(asked, "build") or not (begun or states):
        return ""
    start, end = (begun or states)[0]
    rest = reached[: min(start, counts[0].start)] + reached[max(end, counts[0].end) :]
    between = reached[min(end, counts[0].end) : max(start, counts[0].start)]
    loose = "".join(char for char in rest + between if char not in "()，已均全部现目前仍建设")
    return reached[start:end] if len(loose) <= 6 and "其中" not in reached else ""


def under_way_in_all(actual: str) -> str:
    """正在对5个台站逐一维护: the number is of what is being done, and nothing is done."""
    plain = normalize(actual)
    first = next(iter(read_states(actual)), None)
    if first is None or first.kind is not Kind.UNDER_WAY or first.start > 0:
        return ""
    _, stop = clause_at(plain, first.end)
    counted = any(first.end <= one.start < stop for one in quantities(actual))
    done = any(word in plain for word in _DONE)
    return plain[:stop] if counted and not done else ""


def own_thing_open(asked: str, actual: str) -> str:
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


def pending_in_result(row: Indicator, found: Attainment) -> str:
    """6个待验收 of 40个, 已安装，待验收: what a result leaves open; "" for nothing."""
    target, actual, name = row.target.text, row.actual.text, row.name.text
    asked = asked_of(target, name)
    if asks_to_begin(asked):
        return ""
    part = found.only
    if part is not None and part.actual is not None and found.met:
        missing = part_missing(part.target, part.actual, name, actual)
        if missing is not None and missing.kind is ShortfallKind.PENDING:
            return missing.words
        if any(True for _ in open_counts(actual, asked)):
            return ""  # enough is there without what is open
    return _open_words(actual, asked)


def pending_in_explanation(said: str, row: Indicator) -> str:
    """尚待验收, 报告未出 in the words beside a result; another stage's tell nothing."""
    asked = asked_of(row.target.text, row.name.text)
    if asks_to_begin(asked) or any(word in normalize(said) for word in _ELSEWHERE):
        return ""
    return _open_words(said, asked)


_ELSEWHERE = ("二期", "三期", "下一批", "下一期", "其他项目", "另有", "上年", "后续")


def _open_words(text: str, asked: str) -> str:
    for state in read_states(text):
        if is_mended(text, state) or state.words in asked or _is_past_step(text, state):
            continue
        if state.kind is Kind.PENDING or (
            state.kind is Kind.BUILDING and _is_said_now(text, state)
        ):
            return state.words
        if state.kind is Kind.UNDONE and state.words.endswith(_ACCEPTED):
            return state.words
    return ""


def _is_past_step(text: str, state: State) -> bool:
    """9月18日试运行，10月26日正式上线: a step with its date, and the date of a later one."""
    told = dates(text, 2000)
    before = [one for one in told if one.end == state.start]
    behind = [one for one in told if one.start >= state.end]
    later = any(
        one.kind in (Kind.PLANNED, Kind.PENDING)
        for one in read_states(text)
        if one.start > state.end
    )
    return bool(before and behind) and behind[0].first > before[-1].first and not later


def _is_said_now(text: str, state: State) -> bool:
    """按试运行3个月测算 tells of a time, 正在试运行 and 处于试运行阶段 of now."""
    plain = normalize(text)
    before, behind = plain[: state.start], plain[state.end :]
    now = before.endswith(("在", "处于", "进入", "转入", "投入"))
    return now or not behind or behind[0] in "，。；、)阶" or behind.startswith("中")


_ACCEPTED = ("验收", "复验", "出", "出具", "投入使用", "投用", "启用", "移交", "交付")


def is_to_be_accepted(row: Indicator) -> bool:
    """Whether a row counts what is built or made, so that it is to be accepted."""
    return asks_to_build(asked_of(row.target.text, row.name.text))


def awaits_acceptance(row: Indicator) -> bool:
    """Whether a row on an acceptance says that it is still to come."""
    asked = asked_of(row.target.text, row.name.text)
    states = read_states(row.actual.text)
    return "验收" in asked and any(
        one.kind is Kind.PENDING or (one.kind is Kind.UNDONE and one.words.endswith("验收"))
        for one in states
    )
