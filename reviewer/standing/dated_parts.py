"""Whether two dates are of parts of one act: 头一车12月3日到，后一车12月14日到.

They are where both are told with the same verb, or where the one has none because it is told once
for all of them: 分两拨下水营运，前3艘9月28日，后2艘11月8日.
"""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.language.quantities import quantities
from reviewer.reading.dates import Event, words

_EMPTY = frozenset(
    "完成的了在于到至进出上下前后日月年时间限期节点个全部第和及与为已并以内起就才只分工作项目情况是那这"
)
"""Characters that two clauses share by chance."""
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两半几多余")


def is_same_act(event: Event, kept: Sequence[Event], due: str) -> bool:
    """6月6日放180万尾，7月4日放128万尾.

    Not what is no word of the row, where one of its words has its date: 交稿 beside 评审 of 评审时间.
    """
    act, acts = _act(event), [_act(one) for one in kept]
    return bool(act) and act in acts and (act in due or not any(one and one in due for one in acts))


def is_listed_part(event: Event, kept: Sequence[Event], due: str) -> bool:
    """Whether a date stands in one list with dates in time, of which the verb is told once."""
    return (
        _is_of_bare_list(event, kept)
        or _is_of_verbless_list(event, kept, due)
        or _is_brought_too(event, kept, due)
    )


def _is_of_bare_list(event: Event, kept: Sequence[Event]) -> bool:
    """五批的日子是5月16日、5月30日、8月8日: days alone, one beside the other."""
    bare = [one for one in kept if one.tail == "、"]
    return len(bare) > 1 and not event.tail.strip("。") and "、" in event.lead


def _is_of_verbless_list(event: Event, kept: Sequence[Event], due: str) -> bool:
    """盐碘9月30日，水氟11月26日; 春蚕的6月21日、秋蚕的10月8日发完; 4月12日180只、6月4日280只."""
    bare = [one for one in kept if is_verbless(one)]
    if not bare or event.kinds_told & _OTHER_STEPS:
        return False
    is_last = len(bare) == len(kept) and all("、" in one.tail for one in bare)
    if not (is_verbless(event) or is_last):
        return False
    own, units = _label(event), _units(event)
    if not own:
        return any(units and units == _units(one) for one in bare)
    announced = words().holds(bare[0].lead, "in_parts")
    is_like = any(own[-1:] == _label(one)[-1:] for one in bare if _label(one))
    is_due = is_last and bool(content(event.tail) & content(due))
    return announced or is_like or is_due


_OTHER_STEPS = frozenset({"accept", "contract", "start"})


def is_verbless(event: Event) -> bool:
    """Nothing stands behind the day, or so many of a thing: 280只."""
    said = event.tail.split("、")[0].strip("。")
    found = quantities(said) if said else []
    return not said or (len(found) == 1 and found[0].words == said)


def _label(event: Event) -> str:
    """What a day is said of: 后2艘 of 后2艘11月8日, without numerals; 的 tells nothing."""
    said = event.told[: len(event.told) - len(event.tail)].split("、")[-1].split("：")[-1]
    return "".join(char for char in said.removesuffix("的") if char.isalpha())


def _units(event: Event) -> frozenset[str]:
    return frozenset(one.unit for one in quantities(event.tail) if one.unit)


def _is_brought_too(event: Event, kept: Sequence[Event], due: str) -> bool:
    """听力计7月19日到，隔声门9月7日装好: another of the things that were to arrive."""
    if not words().holds(due, "arrives") or not _is_brought(event):
        return False
    own = content(_label(event))
    others = [content(_label(one)) for one in kept if _is_brought(one)]
    known = content(due).union(*others)
    return len(own) > 1 and all(others) and bool(others) and not own & known


def _is_brought(event: Event) -> bool:
    said = event.tail.strip("。、")
    return any(mark.word == said for mark in words().find(said, "brought"))


def _act(event: Event) -> str:
    """The verb behind the date: 放 of 放128万尾, 换 of 城东换完, 到 of 到."""
    said = event.tail.strip("。、")
    if any(one.word == said for one in words().find(said, "finish")):
        return ""  # 结束 and 收官 are said of anything
    done = said.rstrip(_DONE)
    if len(done) < len(said) and tells(done[-1:]):
        return done[-1]
    return next((char for char in said if tells(char)), said if said in _ARRIVAL else "")


_DONE = "完好齐毕到成了掉光通上"
_ARRIVAL = ("到", "到了", "进", "上")


def content(text: str) -> frozenset[str]:
    """The characters of a text that tell of a thing or an act."""
    return frozenset(char for char in text if tells(char))


def tells(char: str) -> bool:
    """Whether a character tells of a thing or an act."""
    return char.isalpha() and char not in _EMPTY and char not in _NUMERALS
