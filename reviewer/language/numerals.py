"""Chinese numerals (三, 两百零五, 一千二百, 二〇二三, 百分之九十五) as numbers."""

from __future__ import annotations

from fractions import Fraction

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
"""As they stand on cheques: 贰辆."""
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
"""The inside of a character class."""
FINANCIAL = (
    r"(?:(?<![\u4e00-\u9fff])[壹伍陆拾佰仟]|[贰叁肆柒捌玖])[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{0,11}"
)
"""Behind another character 伍 and 陆 belong to words (队伍, 大陆)."""


def chinese_number(words: str) -> Fraction | None:
    """一千二百 is 1200, 二〇二三 is 2023, 三点五 is 3.5, None where the words are no number."""
    whole, point, decimals = words.translate(_FINANCIAL).partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not point:
        return Fraction(value)
    if not decimals or any(char not in _DIGITS for char in decimals):
        return None
    digits = "".join(str(_DIGITS[char]) for char in decimals)
    return value + Fraction(int(digits), 10 ** len(digits))


def _whole(words: str) -> int | None:
    if not words or any(char not in NUMERALS for char in words):
        return None
    if all(char in _DIGITS for char in words):
        # 二〇二三 is read digit by digit; 三四 is "three or four" and the caller's business.
        return int("".join(str(_DIGITS[char]) for char in words))
    return _positional(words)


def _positional(words: str) -> int | None:
    total = section = digit = 0
    lowest = 10**9
    for char in words:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            scale = _LARGE[char]
            if scale > lowest:  # 万亿 multiplies all that stands before it
                total = (total + section + digit) * scale
            else:
                total += (section + digit or 1) * scale
            lowest, section, digit = scale, 0, 0
    if digit and len(words) > 1 and words[-2] in "百千万亿":
        # 一百二 is 120, 三万五 is 35,000: the last digit counts in tenths of the unit before.
        digit *= (_SMALL | _LARGE)[words[-2]] // 10
    return total + section + digit
