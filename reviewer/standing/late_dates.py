"""Dates behind a deadline: which of them is of what was due, and not of a plan, a part or a later step."""

from __future__ import annotations

from reviewer.language.dates import Bound
from reviewer.language.patterns import pattern
from reviewer.language.quantities import quantities
from reviewer.models import Indicator
from reviewer.reading.cells import read_cell
from reviewer.reading.dates import (
    HAPPENINGS,
    Event,
    completes,
    own_pairs,
    put_off,
    read_dates,
    untitled,
    words,
)
from reviewer.reading.limits import WHEN, Limit
from reviewer.reading.sense import is_time_level
from reviewer.standing.dated_parts import content, is_listed_part, is_same_act, is_verbless, tells
from reviewer.standing.timing import Timing, Verdict, done_dates, timing

_REACH = 26
"""So far before a date the words may stand that say of which part it is."""


def late_date(row: Indicator, limit: Limit, year: int | None) -> Verdict | None:
    """The date of what was due that lies behind its deadline; None where none does.

    In a row about a date any fact may be what was due; else a known verb must date a completion.
    A verdict that only weighing tells is not certain.
    """
    due = f"{row.name.text}{row.target.text}"
    asked = row.target.text.replace(limit.words, "")
    own = asked if content(asked) else row.name.text
    done = done_dates(row, year)
    may_tell = is_about_date(row)
    timed = [
        (one, timing(limit, one.span, year))
        for one in read_dates(row.actual.text, year)
        if one in done or (may_tell and not one.span.is_whole_year and _is_fact(one, due))
    ]
    kept = [one for one, when in timed if when is not Timing.LATE]
    for event, when in timed:
        known = event in done
        if when is not Timing.LATE or not (known or event.span.bound is Bound.ON):
            continue
        if _is_second_try(event, kept, due):
            return Verdict(limit, Timing.LATE, event.span.words)
        share_is_kept = _share_is_kept(limit, event, kept) if known else _asks_for_share(due)
        if is_other_part(event, due) or _only_follows(event, due) or (kept and share_is_kept):
            continue
        after = _clause_of_step_after(event, limit, row)
        if any(one.measures_time for one in quantities(after)):
            continue  # 10月8日入仓 of 9月20日前割完，割完10日内入仓: it has its own limit
        if _is_settled(event, kept, due):
            continue
        firm = [one for one in kept if one in done]
        steps = [one for one in kept if not one.kinds_told & _BEFORE]
        certain: bool | None
        if known and not firm:  # 9月25日石材贴完，10月8日验收
            certain = None if steps and any(other(event, steps, due) for other in _ELSE) else True
        elif known and _names_another(event, [*firm, *steps], due):
            certain = None
        elif known and _is_due_only_now(event, firm, due):
            certain = True
        elif kept:
            certain = _counts_beside(event, kept, due, own)
        else:
            certain = _counts_alone(event, row, due)
        if certain is not None:
            # Beside a date in time another may be of something else: that is to be verified.
            sure = certain and (known or not kept) and not after
            return Verdict(limit, Timing.LATE, event.span.words, is_certain=sure)
    return None


def late_under_label(dated: list[Limit], row: Indicator, year: int | None) -> Verdict | None:
    """上半年6月30日前、下半年11月30日前 against 上半年7月9日到卡: each date under its own label."""
    labels = _labels(dated, untitled(row.target.text))
    if labels is None:
        return None
    for event in read_dates(row.actual.text, year):
        if not event.span.is_day or not _is_fact(event, row.target.text):
            continue
        named = own_pairs(event.lead)
        own = [one for one, label in zip(dated, labels, strict=True) if label & named]
        if len(own) == 1 and timing(own[0], event.span, year) is Timing.LATE:
            return Verdict(own[0], Timing.LATE, event.span.words)
    return None


def _labels(dated: list[Limit], target: str) -> list[frozenset[str]] | None:
    """What stands before each deadline and before no other; None where one has nothing."""
    found, last = [], 0
    for one in dated:
        if one.span is None or one.at != "target":
            return None
        found.append(own_pairs(target[last : one.span.start]))
        last = one.span.end
    alone = [
        pairs - frozenset[str]().union(*found[:at], *found[at + 1 :])
        for at, pairs in enumerate(found)
    ]
    return alone if all(alone) else None


def is_about_date(row: Indicator) -> bool:
    """Whether the row asks when something was done."""
    return is_time_level(row.level1.text, row.level2.text) or row.name.text.endswith(WHEN)


def _is_fact(event: Event, due: str) -> bool:
    """Whether the date is one of what was due, and no plan, payment or audit behind it."""
    if event.is_apart or event.is_object or event.span.bound is Bound.FROM:
        return False
    if words().holds(event.told, "planned", "denied") and not words().holds(
        event.told, "only_then"
    ):
        return False
    return not words().holds(event.told, "afterwards") or words().holds(due, "afterwards")


def _is_due_only_now(event: Event, firm: list[Event], due: str) -> bool:
    """完工 was due: 5月10日签合同 is a step before it, 7月19日完工 is it."""
    kinds = [mark.concept for mark in words().find(due, *HAPPENINGS)]
    wanted = ([kind for kind in kinds if kind != "finish"] or kinds or ["finish"])[-1]
    own = own_pairs(due)
    shared = [any(pair in one.clause for pair in own) for one in (event, *firm)]
    before = frozenset[str]().union(*(one.kinds for one in firm))
    own_date_kept = any(shared[1:]) and not (shared[0] or event.says("not_all"))
    return wanted in event.kinds and wanted not in before and not own_date_kept


def _is_settled(event: Event, kept: list[Event], due: str) -> bool:
    """11月18日最后一口填完, 11月8日打完；11月25日回采血样: what was due is told to have ended before."""
    if words().holds(event.told, "latest", "late_part", "only_then") and _is_own(event, kept, due):
        return False
    if any(words().holds(f"{one.lead[-_REACH:]}{one.clause}", "latest") for one in kept):
        return True
    # 打完, but not 石材贴完: that may be a part of it.
    ends = words().holds(due, "finish") and any(
        _is_over(one) and len(one.told.strip("。")) <= 3 for one in kept
    )
    return ends and not (_is_over(event) or _is_own(event, kept, due))


def _is_own(event: Event, kept: list[Event], due: str) -> bool:
    return bool(_shared(event, due)) or is_same_act(event, kept, due)


def _counts_alone(event: Event, row: Indicator, due: str) -> bool | None:
    """The only date of a row, where no clause without one says that the thing was done."""
    if words().holds(event.told, "more_of_it") and not words().holds(due, "more_of_it"):
        return None
    told = event.told
    rest = row.actual.text.replace(told, "")
    if words().holds(rest, "all_told", "finish", "accept", "kept") and not completes(event):
        return None
    if told == untitled(row.actual.text).replace(event.span.words, "").strip("。"):
        return bool(content(told) & content(due))  # 入户10月28日收官: nothing else is said
    shared = content(told) & content(due)
    if not shared and not words().holds(event.lead[-_REACH:] + event.tail, "only_then"):
        return None
    return bool(shared)


def _counts_beside(event: Event, kept: list[Event], due: str, own: str) -> bool | None:
    """Whether a late date beside one in time is what was due too; None where it is not."""
    around = event.lead[-_REACH:] + event.tail
    if words().holds(due, "first_part"):
        return None
    if words().holds(event.told, "more_of_it") and not words().holds(due, "more_of_it"):
        return None
    if is_listed_part(event, kept, due) and not event.aside:
        return False
    if any(is_else(event, kept, due) for is_else in _ELSE):
        return None
    if all(map(_only_begins, kept)) and _is_over(event):
        return True
    if words().holds(around, "late_part", "only_then") or put_off(event.lead[-_REACH:]):
        return True
    is_same = is_same_act(event, kept, due)
    both = is_same and words().holds(event.told, "all_told")  # 袋5月25日补齐，泵7月1日补齐
    was_all = any(words().holds(one.told, "all_told") for one in kept) and not both
    if was_all or event.aside:
        return None
    if event.kinds_told.intersection(*(one.kinds_told for one in kept)) and _counts(event):
        return True  # 2处于10月20日完工，1处于12月5日完工
    if is_same:
        return False  # 6月6日放180万尾，7月4日放128万尾
    return False if any(_is_nearer(event, kept, words_due) for words_due in (own, due)) else None


def _counts(event: Event) -> bool:
    """Whether the clause of a date says of how many things it is."""
    return any(
        one.quantity.unit and not one.quantity.measures_time and not one.quantity.is_percent
        for one in read_cell(event.clause).figures
    )


def _only_begins(event: Event) -> bool:
    """3月5日开检: what was due by April has begun, no more."""
    said = event.tail.rstrip("。")
    is_short = 0 < len(said) <= 3 and said[0] in _BEGINS and not _is_over(event)
    return event.kinds_told == {"start"} or is_short


def _is_over(event: Event) -> bool:
    """4月29日检完."""
    return event.tail.rstrip("。").endswith(_OVER)


_BEGINS = frozenset("开起动始进")
_OVER = ("完", "完毕", "完成", "完工", "竣工", "毕", "结束", "收尾", "到位", "齐")
_NEXT = frozenset({"pay", "publish", "use"})


def _is_next_step(event: Event, kept: list[Event], due: str) -> bool:
    """6月20日5000册运到，余下2000册7月进村发放: what was printed in time may be handed out later.

    An acceptance comes later where the row's own word was kept: 11月8日交，12月5日评审 of 提交.
    """
    later = _NEXT | {"accept"} if any(_shared(one, due) for one in kept) else _NEXT
    own = event.kinds_told & later
    asked = {mark.concept for mark in words().find(due, *later)}
    return bool(own) and not own & asked.union(*(one.kinds_told for one in kept))


def _is_rest_of_another(event: Event, kept: list[Event], due: str) -> bool:
    """剩余包装4月退还厂家: the rest of a thing that neither the row nor the result speaks of."""
    said = event.told[: len(event.told) - len(event.tail)]
    rest = words().find(said, "late_part")
    if not rest or event.kinds_told or words().holds(event.told, "only_then"):
        return False
    thing = content(said[rest[-1].end :]) - _PIECES
    known = content(due).union(*(content(one.told) for one in kept))
    return bool(thing) and not thing & known and not is_same_act(event, kept, due)


def _names_another(event: Event, kept: list[Event], due: str) -> bool:
    """9月14日城西换完，灯杆喷漆10月8日收工: a thing and work of which nothing was said before.

    What a thing is stands at its end: 疫苗款 is not the 疫苗 that was due.
    """
    before = event.told[: len(event.told) - len(event.tail)] + _made(event, kept, due)
    known = content(due).union(*(content(one.told) for one in kept))
    thing = content(before) - _PIECES
    head = next((char for char in reversed(before) if tells(char)), "")
    is_new = len(thing) > 1 and _FEW * len(thing & known) <= len(thing)
    if len(thing) > 1 and head in thing - known:
        is_new = is_new or (not is_same_act(event, kept, due) and any(map(completes, kept)))
    is_own_work = is_new and not content(event.tail) & known
    return is_own_work and not words().holds(before, "late_part") and not put_off(before)


def _made(event: Event, kept: list[Event], due: str) -> str:
    """培训 of 完成培训, where what was due is told to be over or in the row's words: 6月19日装完."""
    finish = words().find(event.tail, "finish")
    is_over = any(_is_over(one) or _shared(one, due) for one in kept)
    return event.tail[finish[0].end :] if finish and not finish[0].start and is_over else ""


_FEW = 3
"""A third of the characters may be shared: 灯杆喷漆 beside 路灯."""
_PIECES = frozenset(
    "趟轮回站网点株尾村镇乡组户人名片段标批次场台处座所家校区县车船边侧幢栋楼层路线门类种箱件他它们"
)
"""What a part is called, whatever was due."""


_ELSE = _is_next_step, _is_rest_of_another, _names_another
_BEFORE = frozenset({"start", "contract", "receive", "carried_out"})


def is_other_part(event: Event, due: str) -> bool:
    """二期10月11日交付 where 一期 was due."""
    return words().holds(due, "first_part") and words().holds(event.told, "late_part")


def _is_nearer(event: Event, kept: list[Event], due: str) -> bool:
    """入库 was due: 10月12日拉进库房 is it, 9月22日看样书 is not; 头批11月20日 can be nothing else."""
    theirs = [_shared(one, due) or is_verbless(one) for one in kept]
    return not any(theirs) and _shared(event, due) > 0


def _is_second_try(event: Event, kept: list[Event], due: str) -> bool:
    """初检退回，改后12月11日汇交."""
    around = event.lead[-_REACH:] + event.tail
    is_again = (
        words().holds(around, "again") or _shared(event, due) or is_same_act(event, kept, due)
    )
    return words().holds(around, "sent_back") and bool(is_again)


def _asks_for_share(due: str) -> bool:
    """年底前完成80%以上: the rest may come later."""
    return any(one.is_percent and one.low < _ALL for one in quantities(due))


_ALL = 100


def _shared(event: Event, due: str) -> int:
    """How many telling characters the words behind a date have of what was due."""
    return len(content(event.tail) & content(due))


def _only_follows(event: Event, due: str) -> bool:
    """已完成建设，2024年1月完成决算审计: what comes when the work is done is not the work."""
    if event.says("afterwards") and not words().holds(due, "afterwards"):
        return True
    pays = event.kinds and event.kinds <= {"pay"}
    return bool(pays) and words().holds(due, "accept", "use", "start", "contract", "publish")


def _clause_of_step_after(event: Event, limit: Limit, row: Indicator) -> str:
    """验收合格 of 9月20日前完工，验收合格 for 10月8日验收: the date is of a step that the deadline's clause lacks."""
    own, told = _acts(limit.clause.replace(limit.words, "")), _acts(event.tail)
    if not own or told & own:
        return ""
    others = (one for one in _CLAUSES.split(untitled(row.target.text)) if limit.words not in one)
    return next((one for one in others if told & _acts(one)), "")


_CLAUSES = pattern("[，；。]")


def _acts(text: str) -> frozenset[str]:
    return content(text) | {mark.concept for mark in words().find(text, *HAPPENINGS)}


def _share_is_kept(limit: Limit, event: Event, kept: list[Event]) -> bool:
    """年底前完成80%以上: 85% by then will do, and the rest may come later."""
    asked = [one for one in quantities(limit.clause) if one.is_percent]
    if len(asked) != 1 or asked[0].low >= _ALL or not event.says("not_all", "planned"):
        return False
    told = (one for event in kept for one in quantities(event.sentence) if one.is_percent)
    return any(one.low >= asked[0].low for one in told)
