"""How much a result claims of what was wanted: 健全 and 较健全, 明显提高 and 有所提高."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import bare

_WEAKER = re.compile(
    r"较为|比较|较(?!上年|上一|去年|往年|同期|年初|前|计划|目标|之|全|基)|相对|基本|大体上?|不够|不太|不甚|欠|尚|部分|大部分"
    r"|不(?!超|突破|发生|出现|存在|增|新|低|少|高|断|变|再)"
)
"""健全 without these is more than with them."""
_STRONGER = re.compile(r"非常|十分|特别|完全|全面|高度|更加|进一步|切实|很")
_LONGEST = 40

_MUCH = re.compile(r"明显|显著|大幅度?|极大地?|大大|较大幅度")
_LITTLE = re.compile(
    r"有所|略有|稍有|(?:在)?(?:一定|某种)程度(?:上)?(?:的|地)?(?:有所)?|有一定(?:的|程度)?|得到一定|小幅"
    r"|(?:未|没有|没|无)(?:有|见)?(?:明显|显著)(?:的)?|变化不大"
)
_GETTING = (
    "提高 提升 增强 改善 增加 增长 好转 加强 优化 完善 上升 下降 降低 减少 缩短 改进 提速"
    " 改观 缓解 遏制 促进 带动 扩大"
)
_CHANGE = re.compile("|".join(_GETTING.split()))
_GRADUALLY = re.compile(r"(?:正在|正)?(?:逐步|逐渐)")
"""逐步健全 is not yet 健全."""
_STATE = re.compile(r"(?:健全|建立|建成|形成|稳定|达标|消除|覆盖|具备|规范|到位|清零)$")
"""What is there or is not; 逐步完善 and 逐步提升 may be all that 完善 and 提升 ask for."""
_LITTLE_BY_LITTLE = "逐步|逐渐|缓慢|小幅|略微?有?|稍微?有?|轻微"
_FAINTLY = r"(?:较为|比较|较|相对)(?:明显|显著)(?:地|的)?"
_FAINT = re.compile(_FAINTLY)
_LESS = re.compile(
    rf"(?:已|均|都|得到|实现|有|了|的)*(?:{_FAINTLY}(?P<faint>{'|'.join(_GETTING.split())})?"
    rf"|(?:{_LITTLE_BY_LITTLE})?(?P<plain>{'|'.join(_GETTING.split())}))(?:了|的)?"
)
"""提升, 逐步提升 and 较明显 are less than 显著提升; nothing else may stand in the cell."""
_LACKING = re.compile(
    r"(?:效果|成效|作用|变化|改善|提升|提高|增强|增长|好转|下降|降低|进展)(?:不明显|不显著|不大)"
)


@lru_cache(maxsize=4096)
def is_weaker(target: str, actual: str, name: str = "") -> bool:
    """Whether the result says the target's own words, weakened (较, 不够, 有所 for 明显)."""
    wanted, reached = bare(target), bare(actual)
    if not wanted or len(wanted) > _LONGEST:
        return False
    return (
        _is_qualified(wanted, reached)
        or _changed_less(wanted, reached)
        or _changed_plainly(wanted, reached, bare(name))
    )


def _is_qualified(wanted: str, reached: str) -> bool:
    """The result is the target but for one word that weakens it."""
    if len(reached) > _LONGEST:
        return False
    aims = {wanted, _STRONGER.sub("", wanted)}
    gradually = _GRADUALLY.search(reached) if _STATE.search(wanted) else None
    if gradually and reached[: gradually.start()] + reached[gradually.end() :] in aims:
        return True
    return any(
        reached[: weak.start()] + reached[weak.end() :] in aims
        for weak in _WEAKER.finditer(reached)
    )


def _changed_less(wanted: str, reached: str) -> bool:
    """明显提高 was wanted; nothing in the result says 明显 of anything, and it says 有所提高."""
    much = _MUCH.search(wanted)
    change = None if much is None else _CHANGE.match(wanted, much.end())
    if change is None or _LITTLE.search(wanted):
        return False
    little = _LITTLE.search(reached)
    if little is None:
        return _LACKING.search(reached) is not None and not _MUCH.search(_LACKING.sub("", reached))
    said = _CHANGE.match(reached, little.end())
    return (
        said is not None
        and _same_way(change.group(), said.group())
        and _MUCH.search(reached[: little.start()] + reached[little.end() :]) is None
    )


def _changed_plainly(wanted: str, reached: str, name: str) -> bool:
    """明显提高 was wanted, and all that the cell says is 提高, 逐步提高 or 较明显."""
    much = _MUCH.search(wanted)
    change = None if much is None else _CHANGE.match(wanted, much.end())
    if much is None or change is None or len(reached) > _LONGEST or _FAINT.search(wanted):
        return False
    for known in (name, wanted[: much.start()], wanted[change.end() :]):
        reached = reached.replace(known, "", 1) if known else reached
    less = _LESS.fullmatch(reached)
    if less is None:
        return False
    said = less["faint"] or less["plain"]
    return said is None or _same_way(change.group(), said)


_DOWN = frozenset(("下降", "降低", "减少", "缩短", "缓解", "遏制"))


def _same_way(one: str, other: str) -> bool:
    return (one in _DOWN) == (other in _DOWN)
