"""What is missing where all was wanted: 缺两卷, 除3台待供货外均已安装, 二庭刚签采购合同, 11个（共12个）."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reviewer.language.normal import bare, normalize
from reviewer.language.quantities import Quantity, every_quantity, quantities
from reviewer.language.stops import clause_at, spans
from reviewer.lexicon import lexicon
from reviewer.reading.missing import NotYet, not_yet
from reviewer.reading.states import Kind, State, read_states
from reviewer.standing.limits import is_most

_OPEN = (
    Kind.UNDONE,
    Kind.PARTLY,
    Kind.UNDER_WAY,
    Kind.BUILDING,
    Kind.PENDING,
    Kind.STOPPED,
    Kind.LACKING,
    Kind.FAILED,
    Kind.PLANNED,
)
_REACH = 14
"""Between a number and what is said of it: 2台因缺货尚未到货."""
_WHOLE = 100


def asked_of(target: str, name: str) -> str:
    """What a row asks for, in its own words."""
    return f"{normalize(name)}{normalize(target)}"


def asks_to_begin(asked: str) -> bool:
    """续建, 开工: to have begun is enough."""
    return lexicon("asks").holds(asked, "begin")


def asks_to_build(asked: str) -> bool:
    """新建, 建成: what is only begun is not there."""
    return lexicon("asks").holds(asked, "build") and not asks_to_begin(asked)


def looks_for_faults(name: str) -> bool:
    """抽检, 排查: to find some is the work."""
    return lexicon("asks").holds(normalize(name), "hunting")


def open_counts(actual: str, row_words: str = "") -> Iterator[tuple[Quantity, State]]:
    """Each number of things of which the cell says that they are open, and in what state."""
    plain = normalize(actual)
    counts = every_quantity(actual)
    for state in read_states(actual, row_words):
        if state.kind in _OPEN and not is_mended(actual, state):
            count = _counted(plain, counts, state)
            if count is not None:
                yield count, state


def is_mended(actual: str, state: State) -> bool:
    """Whether the cell says that it was put right since: 1处不合格已返工，复检合格."""
    # What is lacking is read with its number, the mending may stand within: 缺2件已补齐.
    since = state.start if state.kind is Kind.LACKING else state.end
    return any(one.kind is Kind.MENDED and one.start >= since for one in read_states(actual))


def _counted(plain: str, counts: tuple[Quantity, ...], state: State) -> Quantity | None:
    """The number that stands before a state in its clause, or right behind it (缺两卷)."""
    start, stop = clause_at(plain, state.start)
    before = [one for one in counts if start <= one.start and one.end <= state.start]
    if state.kind is not Kind.LACKING and before and state.start - before[-1].end <= _REACH:
        return before[-1]
    behind = [one for one in counts if state.start < one.start < min(stop, state.end + 3)]
    if behind and (state.kind is Kind.LACKING or behind[0].start - state.end <= 1):
        return behind[0]
    near = bool(before) and state.start - before[-1].end <= 1
    return before[-1] if state.kind is Kind.LACKING and near else None  # 乙库5组缺轨道


@lru_cache(maxsize=4096)
def fewer_than_all(target: str, actual: str) -> str:
    """What shows that not all were reached, in words for a message; "" where nothing does.

    Those who died, moved or declined need not be reached, so that a word on them is an answer.
    """
    plain = normalize(actual)
    wanted = bare(target)
    if len(plain) > 80 or not lexicon("asks").holds(wanted, "all"):
        return ""
    if lexicon("asks").holds(plain, "why_not"):
        return ""
    counts = quantities(actual)
    if len(counts) != 2 or counts[0].unit != counts[1].unit or not counts[0].unit:
        return ""
    if any(one.approximate or one.is_range or one.is_bound or one.trend for one in counts):
        return ""
    return _compared(*counts) or _compared(counts[1], counts[0])


def _compared(part: Quantity, whole: Quantity) -> str:
    """覆盖11个乡镇（共12个）."""
    roles = lexicon("counts")
    own, total = part.subject.strip("(，。；、"), whole.subject.strip("(，。；、")
    is_total = roles.holds(total, "whole") and len(total) <= 10
    is_part = not roles.holds(own, "whole") and (not own or roles.holds(own, "reached"))
    if not (is_total and is_part and part.low < whole.low):
        return ""
    return f"“{whole.words}”中只有“{part.words}”"


def rate_below_all(target: str, actual: str, name: str) -> bool:
    """全覆盖 against 95%, 及时 against 90%: one rate is the whole result, and it is not 100%."""
    wanted = bare(target)
    asks_all = lexicon("asks").holds(wanted, "all") and len(wanted) <= 14
    prompt = lexicon("states").holds(wanted, "in_time")
    by_plan = any(word in wanted for word in ("进度", "合同", "协议", "计划"))
    if not asks_all and not (prompt and not by_plan):
        return False
    return "尽" not in wanted and _is_partial(quantities(actual), name)


def _is_partial(found: tuple[Quantity, ...], name: str) -> bool:
    if len(found) != 1:
        return False
    (rate,) = found
    if not rate.is_percent or rate.unit == "‰" or rate.trend or rate.approximate or rate.is_range:
        return False
    own = not rate.subject or rate.subject in name or lexicon("counts").holds(rate.subject, "rate")
    return own and not rate.tail and not is_most(rate) and 0 < rate.low < _WHOLE


_REST = ("还有", "尚有", "另有", "其余", "其他", "其它", "别的", "余下", "剩下")


@lru_cache(maxsize=4096)
def left_out(target: str, actual: str, name: str) -> str:
    """The clause that names what was not as the rest; "" where none does.

    What is excepted must itself be told of as bad, so that 除节假日外均开放 names nothing; those
    who died or moved need not be reached, and what was put right since is no exception.
    """
    plain = normalize(actual)
    if len(plain) > 120 or not asks_for_all(target) or _is_excused(plain, name):
        return ""
    mended = max((one.end for one in read_states(actual) if one.kind is Kind.MENDED), default=0)
    if mended:  # 整改到位121处，剩下5处等拨款
        rests = (plain.find(f"，{word}", mended) for word in _REST)
        return next((_open_rest(actual, at + 1) for at in rests if at > 0), "")
    opening = plain.find("除")
    closing = plain.find("外", opening) if opening >= 0 else -1
    if closing - opening >= 3 and _is_bad(actual, opening + 1, closing, name):
        return plain[opening : closing + 1]
    for word in _REST:
        at = plain.find(f"，{word}")
        if at > 0:
            start, stop = clause_at(plain, at - 1)
            if _is_bad(actual, start, stop, name):
                return plain[start:stop]
            return _open_rest(actual, at + 1)
    return _to_be_changed(plain) if _judges(name) else ""


def _open_rest(actual: str, at: int) -> str:
    """其余3件仍在找信号源, 剩下5处等拨款: a rest with a number that is not there yet; "" for none."""
    plain = normalize(actual)
    start, stop = clause_at(plain, at)
    counted = any(start <= one.start < stop for one in every_quantity(actual))
    states = (one for one in read_states(actual) if start <= one.start < stop)
    is_open = any(one.kind in _OPEN for one in states)
    is_open |= any(start <= one.start < stop for one in not_yet(actual))
    is_open |= lexicon("asks").holds(plain[start:stop], "still")
    return plain[start:stop] if counted and is_open else ""


def _to_be_changed(plain: str) -> str:
    """南段还得返工 where 合格率 was asked: what is to be done again has not passed."""
    for start, stop in spans(plain):
        marks = lexicon("asks").find(plain[start:stop], "to_be_changed")
        if any(one.end == stop - start for one in marks):
            return plain[start:stop]
    return ""


def asks_for_all(target: str) -> bool:
    """100%, 全部: with one left out it is not reached."""
    wanted = quantities(target)
    if wanted:
        return len(wanted) == 1 and wanted[0].is_percent and wanted[0].low == _WHOLE
    return lexicon("asks").holds(bare(target), "all")


def _is_excused(plain: str, name: str) -> bool:
    """Those who died need not be reached; 整改 under 整改率 is what was asked and excuses nothing."""
    return any(mark.word not in name for mark in lexicon("asks").find(plain, "why_not"))


def _is_bad(actual: str, start: int, stop: int, name: str) -> bool:
    """Whether a stretch tells of something bad: a state, an event, or a thing that must be changed."""
    plain = normalize(actual)
    said = plain[start:stop]
    if lexicon("events").holds(said, "name") or (looks_for_faults(name) and not _judges(name)):
        return False
    if lexicon("asks").holds(said, "put_right") or lexicon("happenings").holds(said, "apart"):
        return False
    if any(
        one.kind in (Kind.UNDONE, Kind.FAILED) and start <= one.start < stop
        for one in read_states(actual)
    ):
        return True
    if any(one.end == len(said) for one in lexicon("asks").find(said, "to_be_changed")):
        return True
    if not _judges(name) or lexicon("events").holds(said, "denial"):
        return False
    return any(
        concept.startswith("bad_") and concept != "bad_any"
        for token in lexicon("events").tokens(said)
        for concept in token.concepts
    )


def _judges(name: str) -> bool:
    """抽检合格率 looks for what is good."""
    return any(word in name for word in ("合格", "达标", "完好", "优良", "正常", "通过"))


_PIECE = 2


@lru_cache(maxsize=4096)
def part_not_there(target: str, actual: str, name: str) -> str:
    """The clause that says so; "" for none.

    Where the result gives the number that was asked, only what the row itself speaks of
    (验收, 公告) or each one of many (每村) can still be open.
    """
    told = not_yet(actual)
    if not told:
        return ""
    asked = asked_of(target, name)
    wanted = quantities(target)
    if any(one.measures_time or (one.is_percent and one.low < _WHOLE) for one in wanted):
        return ""
    if asks_to_begin(asked):
        return ""
    of_each = any(word in target for word in ("每", "各", "均", "都"))
    if any(one.is_percent for one in wanted):
        return next((one.words for one in told if _awaits_the_verdict(one, asked, actual)), "")
    enough = _is_reached(wanted, actual) and not of_each
    if not (wanted or of_each) and not lexicon("asks").holds(asked, "all", "pass"):
        return ""
    return next(
        (
            one.words
            for one in told
            if _is_of_row(one, asked, enough=enough) or _is_the_rest(one, wanted, actual)
        ),
        "",
    )


def _awaits_the_verdict(told: NotYet, asked: str, actual: str) -> bool:
    """开春再验, 开春复验 where 验收合格率 was asked: without a verdict it is not among the good.

    Behind 全部合格 another look is one more.
    """
    if any(word in actual for word in ("全部", "全数", "个个", "质保", "定期", "例行")):
        return False
    awaited = told.words[len(told.subject) :]
    own = any(sign in awaited and sign in asked for sign in _VERDICTS)
    return own or _is_of_row(told, asked, enough=True)


_VERDICTS = "验审评检"


def _is_the_rest(told: NotYet, wanted: tuple[Quantity, ...], actual: str) -> bool:
    """另3辆 beside 12辆 of 15辆: what is open and what came make up what was asked."""
    counts = quantities(told.subject or _clause_before(told, actual))
    others = {one.low for one in every_quantity(actual)}
    return any(
        one.unit == aim.unit and bool(one.unit) and aim.low - one.low in others
        for one in counts
        for aim in wanted
    )


def _clause_before(told: NotYet, actual: str) -> str:
    """社区两场的脚本已备案 before 排到元旦后开演: whose it is stands there."""
    plain = normalize(actual)
    return plain[clause_at(plain, max(0, told.start - 1))[0] : max(0, told.start - 1)]


def _is_reached(wanted: tuple[Quantity, ...], actual: str) -> bool:
    """Whether some number of the result (or 6场、10场 together) is as high as the target's."""
    if any(_in_characters(aim) in actual for aim in wanted if _in_characters(aim)):
        return True
    told = quantities(actual)
    return any(
        sum(one.low for one in told if one.unit == aim.unit) >= aim.low
        and any(one.unit == aim.unit for one in told)
        for aim in wanted
    )


def _in_characters(aim: Quantity) -> str:
    """三 for 3; "" for 1 and 2, which number things, and for what is larger than ten."""
    whole = int(aim.low) if aim.low == int(aim.low) else 0
    return _NUMERALS[whole] if 3 <= whole < len(_NUMERALS) else ""


_NUMERALS = "零一两三四五六七八九十"


def _is_of_row(told: NotYet, asked: str, *, enough: bool) -> bool:
    if not enough:
        return True
    subject = told.subject
    return any(subject[at : at + _PIECE] in asked for at in range(len(subject) - _PIECE + 1))
