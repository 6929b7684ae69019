"""Chinese numerals as number formats ask for them: [DBNum1] 一二三, [DBNum2] 壹贰叁, [DBNum3] １２３."""

from __future__ import annotations

_DIGITS = ("", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "０１２３４５６７８９")
_UNITS = ("", ("", "十", "百", "千"), ("", "拾", "佰", "仟"), ("", "十", "百", "千"))
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 4


def by_digit(text: str, numerals: int) -> str:
    """2023 as 二〇二三: every digit by itself, other signs as they are."""
    return text.translate({ord("0") + at: sign for at, sign in enumerate(_DIGITS[numerals])})


def in_words(text: str, numerals: int, *, short: bool = False) -> str:
    """12.5 as 一十二.五; `short` says 十二, as dates do in small numerals."""
    whole, point, decimals = text.partition(".")
    if not whole.isdecimal() or len(whole) > _GROUP * len(_GROUPS):
        return by_digit(text, numerals)
    words = _whole(whole, numerals)
    if short and numerals == 1 and words.startswith("一十"):
        words = words[1:]
    return words + point + by_digit(decimals, numerals)


def _whole(whole: str, numerals: int) -> str:
    digits, units = _DIGITS[numerals], _UNITS[numerals]
    words, gap = "", False
    for at, digit in enumerate(whole):
        group, place = divmod(len(whole) - 1 - at, _GROUP)
        if digit != "0":
            words += (digits[0] if gap and words else "") + digits[int(digit)] + units[place]
        gap = digit == "0"
        if place == 0 and whole[max(0, at - _GROUP + 1) : at + 1].strip("0"):
            words += _GROUPS[group]
    return words or digits[0]
