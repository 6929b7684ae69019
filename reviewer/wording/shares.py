"""A rate given as its counts: 调查120人，满意104人 under 满意度, 7/8 under 完工率."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity

_FRACTION = re.compile(r"\(?(?P<part>\d{1,6})/(?P<whole>\d{1,6})\)?")
_RATE = re.compile(r"(?:率|度|比例|占比)(?:\([^()]{0,12}\))?$")
_MARKS = {
    mark: alike.split()
    for alike in (
        "按时 按期 如期 及时 准时",
        "完工 竣工",
        "合格 达标",
        "优良 优秀",
        *[
            "满意",
            "完成",
            "通过",
            "覆盖",
            "知晓",
            "到课",
            "出勤",
            "办结",
            "整改",
            "就业",
            "验收",
            "参保",
            "接种",
            "归档",
            "建档",
            "入户",
            "回访",
            "签约",
            "开通",
            "完好",
            "成活",
            "准确",
            "修复",
            "到位",
            "发放",
            "受益",
            "治愈",
            "录取",
        ],
    )
    for mark in alike.split()
}
"""What makes one of all count, with the words that say the same; 验收 of 验收合格率 is no more yet."""
_NOT_SO = re.compile(r"[不未没非无]|基本|较|一般|部分|其中|另")
_SENT = re.compile(r"发放|发出|下发")
_BACK = re.compile(r"收回|回收|有效")
_ALL_OF = re.compile(r"应|计划|总|共|全部|调查|抽|检|收回|回收|发放|样本")


def as_rate(
    results: Sequence[Quantity], actual: str, target: Quantity, name: str
) -> Quantity | None:
    """The rate of two counts, None where they are not surely a whole and the part that counts."""
    rated = normalize(name) if _RATE.search(normalize(name)) else target.subject
    if target.unit != "%" or not _RATE.search(rated):
        return None
    counts = _fraction(actual) or _counts(results, rated) or _so_many_of(results, actual)
    if counts is None:
        return None
    part, whole = counts
    if not 0 <= part <= whole or not whole:
        return None
    share = part / whole * 100
    return replace(
        target,
        subject="",
        tail="",
        relation=None,
        low=share,
        high=share,
        approximate="",
        is_bound=False,
        trend=0,
        words=normalize(actual),
        made="即",
    )


def _fraction(actual: str) -> tuple[Fraction, Fraction] | None:
    found = _FRACTION.fullmatch(normalize(actual))
    return None if found is None else (Fraction(int(found["part"])), Fraction(int(found["whole"])))


def _counts(results: Sequence[Quantity], rated: str) -> tuple[Fraction, Fraction] | None:
    """The whole stands first, and only the part is said to be so."""
    if len(results) == 3:
        results = _of_three(*results)
    if len(results) != 2:
        return None
    whole, part = results
    if (rest := _and_the_rest(whole, part, rated)) is not None:
        return rest
    if whole.unit != part.unit or not whole.unit or any(map(_is_inexact, results)):
        return None
    marks = [alike for mark, alike in _MARKS.items() if mark in rated]
    said = f"{part.subject}{part.tail}"
    if not marks or not all(_says(said, alike) for alike in marks) or _NOT_SO.search(said):
        return None
    base = f"{whole.subject}{whole.tail}"
    if any(_says(base, alike) for alike in marks) and not _ALL_OF.search(base):
        return None
    return part.low, whole.low


_UNDONE = re.compile(r"[未没不待]")
_ASIDE = re.compile(r"其中|另|基本|部分|较|一般|抽|应|计划|调查")


def _and_the_rest(one: Quantity, other: Quantity, rated: str) -> tuple[Fraction, Fraction] | None:
    """8个已验收合格，2个未验收: 8 of 10. Between 满意 and 不满意 there are others."""
    marks = [alike for mark, alike in _MARKS.items() if mark in rated and mark != "满意"]
    if one.unit != other.unit or not one.unit or any(map(_is_inexact, (one, other))) or not marks:
        return None
    said = [f"{part.subject}{part.tail}" for part in (one, other)]
    undone = [_UNDONE.search(words) is not None for words in said]
    if sum(undone) != 1 or any(_ASIDE.search(words) for words in said):
        return None
    done, rest = (other, one) if undone[0] else (one, other)
    told, untold = (said[1], said[0]) if undone[0] else (said[0], said[1])
    if not all(_says(told, alike) for alike in marks):
        return None
    if not any(_says(untold, alike) for alike in marks):
        return None
    return done.low, done.low + rest.low


_OF = re.compile(r"[\u4e00-\u9fff]{0,6}中的?(?:已)?(?:有)?")


def _so_many_of(results: Sequence[Quantity], actual: str) -> tuple[Fraction, Fraction] | None:
    """12个乡镇中的8个: the whole result is a part of a whole, and nothing is said against it."""
    if len(results) != 2 or any(map(_is_inexact, results)):
        return None
    whole, part = results
    plain = normalize(actual).rstrip("。")
    between = _OF.fullmatch(plain, whole.end, part.start)
    if between is None or whole.start or part.end != len(plain) or whole.unit != part.unit:
        return None
    return (part.low, whole.low) if whole.unit else None


def counted(results: Sequence[Quantity], rated: str) -> list[tuple[Fraction, Fraction]]:
    """The part and the whole of which a rate may be, for every whole that is named; () if unclear."""
    found = _counts(results, rated)
    if found is None or not 0 <= found[0] <= found[1] or not found[1]:
        return []
    part, _ = found
    wholes = {found[1], *(one.low for one in results if one.unit == results[0].unit)}
    return [found, *((part, whole) for whole in wholes if whole > part and whole != found[1])]


def _of_three(first: Quantity, second: Quantity, third: Quantity) -> Sequence[Quantity]:
    """Of 发放200份，收回198份，满意190份 the last two; of 抽检126件，合格123件，3件未达标 the first two."""
    if _SENT.search(first.subject) and _BACK.search(second.subject):
        return second, third
    rest = first.low == second.low + third.low and _NOT_SO.search(third.subject + third.tail)
    return (first, second) if rest and first.unit == third.unit else ()


def _says(words: str, alike: Sequence[str]) -> bool:
    return any(mark in words for mark in alike)


def _is_inexact(one: Quantity) -> bool:
    return bool(one.approximate or one.is_bound or one.is_range or one.trend or one.is_percent)
