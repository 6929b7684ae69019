"""How often, or per what, a number is meant: 每月1次, 每2周1次, 每村2场."""

from __future__ import annotations

import re

from reviewer.language.numerals import chinese_number
from reviewer.language.patterns import pattern

EVERY = pattern(
    r"每隔?(?:\d{1,3}|[两二三四五六七八九十]{1,2})个?(?:月|周|天|日|季度|工作日|小时)(?![龄均报])"
    r"|(?:每(?:个|一|名|位|家)?|逐)"
    r"(?:季度?|月|周|天|日|人|户|村|次|半年|学期|校|镇|乡|区|县|街道|社区|车|班|亩|家|所|件|批次?|期|场|处|项|座|台|笔|例|单|套|公里|平方米|吨|位|名)|(?<!第)一(?:季度|个月|月|周)$"
)
"""每月1次 is no total."""
_SIGNS = frozenset("每逐一")
_AND = ("和", "及", "与", "、")
_IN_A_YEAR = {"半年": 2, "季度": 4, "季": 4, "月": 12, "周": 52, "天": 365, "日": 365}
_INTERVAL = pattern(
    r"每(?P<beyond>隔)?(?P<number>\d{1,3}|[两二三四五六七八九十]{1,2})个?(?P<unit>.+)"
)
_INTERVALS_A_YEAR = {
    "季度": 4,
    "月": 12,
    "周": 52,
    "天": 365,
    "日": 365,
    "工作日": 250,
    "小时": 8760,
}


def times_a_year(subject: str) -> int | None:
    """4 for 每季度, 0 for what is counted per person or village, None where nothing is per."""
    every = None if _SIGNS.isdisjoint(subject) else EVERY.search(subject)
    if every is None or subject.endswith(_AND):
        return None  # 逐月监测和26座空气站运维: 26 in all
    if (interval := _INTERVAL.match(every.group())) is not None:
        return _times_at_intervals(interval)
    return next((times for name, times in _IN_A_YEAR.items() if every.group().endswith(name)), 0)


def _times_at_intervals(interval: re.Match[str]) -> int:
    """36 for 每10天, 6 for 每2个月; 0 where the number is none."""
    printed = interval["number"]
    number = int(printed) if printed.isdecimal() else int(chinese_number(printed) or 0)
    if interval["beyond"]:
        number += 1  # 每隔3天 is every third day or every fourth
    return _INTERVALS_A_YEAR[interval["unit"]] // number if number else 0


def per_thing(subject: str) -> str:
    """家 of 每家, 户 of 户均: the thing that a number is given for; "" for a time or for none."""
    every = EVERY.search(subject)
    if every is not None and times_a_year(subject) == 0:
        return every.group().lstrip("每个一隔") or ""
    average = _AVERAGE.search(subject)
    return average[1] if average is not None else ""


_FOR_ONE = ("每", "一", "单", "每一", "每个", "平均每", "平均一")


_LONGEST_THING = 3


def is_for_one(before: str, thing: str) -> bool:
    """Whether the words before a number give it for one of a thing: 每站0.86万元, 单台0.99万元, 一座合3300元.

    Of any thing where none is named ("").
    """
    if not thing:
        bare = before.rstrip("".join(_BETWEEN))
        things = {bare[-length:] for length in range(1, _LONGEST_THING + 1)} - {""}
        return any(is_for_one(before, one) for one in things)
    for end in range(len(before), 0, -1):
        bare = before[:end]
        if bare.endswith(thing) and bare.removesuffix(thing).endswith(_FOR_ONE):
            return True
        if bare.endswith(f"{thing}均"):
            return True
        if before[end - 1] not in _BETWEEN:
            return False
    return False


_BETWEEN = frozenset("合约为仅只是花需支出成本造价费用平均下来计")


_AVERAGE = pattern(r"(?<![各每])([人户村亩家校班])均")


_EVERY_BEFORE = pattern(f"(?:{EVERY.pattern})$")


def every_before(subject: str) -> str:
    """The 每月 before a number; "" where none stands there."""
    found = _EVERY_BEFORE.search(subject)
    return "" if found is None else found.group()
