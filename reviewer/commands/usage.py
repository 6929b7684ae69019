"""What is wrong with a command line, in Chinese; the library says it in English."""

from __future__ import annotations

import re

_TOLD = (
    (r"Missing argument '?(\S+?)'?\.", "没有写{0}"),
    (r"Missing option '?(\S+?)'?\.", "没有写选项 {0}"),
    (r"No such command '(.*?)'", "没有“{0}”这个命令"),
    (r"No such option:? '?(\S+?)'?(?:[.\s(]|$)", "没有 {0} 这个选项"),
    (r"Invalid value for '([^']+)'", "{0} 的值不对"),
    (r"Option '([^']+)' requires an argument", "{0} 后面要写上值"),
    (r"Option '([^']+)' does not take a value", "{0} 后面不写值"),
    (r"unexpected extra argument\S* \((.*?)\)", "多写了“{0}”"),
)
_ALLOWED = re.compile(r"is not one of (.+?)\.?$")
_AT_LEAST = re.compile(r"greater than or equal to (\d+)|range x\s*>=\s*(\d+)")


def in_chinese(told: str) -> str:
    """The library's message in Chinese, itself where it is none of the known."""
    for pattern, words in _TOLD:
        found = re.search(pattern, told)
        if found:
            return words.format(*found.groups()) + _limits(told)
    return told


def _limits(told: str) -> str:
    if allowed := _ALLOWED.search(told):
        return f"，可以是 {allowed[1].replace(chr(39), '').replace(', ', '、')}"
    if least := _AT_LEAST.search(told):
        return f"，至少为 {least[1] or least[2]}"
    return ""
