"""What was to be built and is only begun, though the number is there: 3个（已开工）, 其中在建1个."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities

_TO_BUILD = re.compile(r"新建|建成|建设|改建|扩建|修建|改造|完工|竣工")
_TO_BEGIN = re.compile(r"开工|动工|启动|在建|推进|前期|续建|实施")
_AT_WORK = r"(?:在建|正在(?:建设|施工|改造|装修)|建设中|施工中)"
_PART = re.compile(
    rf"其中：?(?P<of>{_AT_WORK}(?:[1-9]\d{{0,4}})[\u4e00-\u9fff]{{1,2}}|(?:[1-9]\d{{0,4}})[\u4e00-\u9fff]{{1,4}}?(?:仍|尚|还)?{_AT_WORK})"
    r"(?=[，。；、)]|$)"
)
_WHOLE = re.compile(
    rf"(?P<before>(?:已|均|全部|现)*(?:开工|动工|启动)(?:建设)?)[1-9]\d{{0,4}}[\u4e00-\u9fff]{{1,2}}"
    rf"|[\u4e00-\u9fff]{{0,6}}[1-9]\d{{0,4}}[\u4e00-\u9fff]{{1,2}}[(，](?P<behind>(?:已|均|全部|现|目前|仍)*(?:开工|动工|{_AT_WORK})(?:建设)?)\)?"
)


@lru_cache(maxsize=4096)
def only_begun(target: str, name: str, actual: str) -> str:
    """The words that say that all of what was to be built is only begun, "" otherwise."""
    if not _builds(target, name):
        return ""
    found = _WHOLE.fullmatch(normalize(actual).rstrip("。"))
    return "" if found is None else found["before"] or found["behind"] or ""


def partly_begun(target: Quantity, name: str, reached: Quantity, actual: str) -> str:
    """其中在建1个 of 3个 where all three are needed; "" otherwise."""
    if not _builds(f"{target.subject}{target.tail}", name):
        return ""
    found = _PART.search(normalize(actual), reached.end)
    missing = quantities(found["of"].removeprefix("在建")) if found else ()
    if found is None or not missing or missing[0].unit != reached.unit:
        return ""
    return found["of"] if reached.low - missing[0].low < target.low else ""


def _builds(target: str, name: str) -> bool:
    asked = f"{name}{normalize(target)}"
    return _TO_BUILD.search(asked) is not None and _TO_BEGIN.search(asked) is None
