"""Fields of Word whose result stands in no run: form fields, and signs drawn by an instruction."""

from __future__ import annotations

import re
from typing import Any

from reviewer.intake.readers.symbols import shown
from reviewer.intake.readers.word.looks import VAL, W

Element = Any

_OFF = frozenset({"0", "false", "off"})
_ENTRY = f"{W}listEntry"
_PROMPT = re.compile(
    r"[\[【(（<《]?\s*(?:请?(?:单击|点击|双击|选择|输入|填写|在此)|选取|(?:click|choose|select|enter|tap)\b)",
    re.IGNORECASE,
)
"""单击此处输入文字, 选择一项, Click here to enter text: asks for a value, and is none."""
_UNCHOSEN = re.compile(r"\W*(?:请|选择一项|选择项目)|\W*选择\W*$")
_MAX_CODE = 2_000
_MOST_DEEP = 20
_CIRCLES = frozenset("○〇◯OＯ")
_SYMBOL = re.compile(r'SYMBOL\s+(0x[0-9a-f]{1,5}|\d{1,6})(?:.*?\\f\s*"?([^"\\]+)"?)?', re.I | re.S)
_BUTTON = re.compile(r"MACROBUTTON\s+\S+\s+(.+)", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r'QUOTE\s+"([^"]*)"', re.IGNORECASE)
_NAMES = re.compile(r"\\\*\s*\w+(?:\s+\"[^\"]*\")?|\\\*\s*\"[^\"]*\"")


def is_prompt(text: str) -> bool:
    """Whether a text only asks for one."""
    return not text.strip() or _PROMPT.match(text.strip()) is not None


def chosen(form_field: Element) -> str | None:
    """What the w:ffData of a check box or drop-down list shows; None for other fields."""
    box = form_field.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return "☒" if state is not None and state.get(VAL) not in _OFF else "☐"
    choice = form_field.find(f"{W}ddList")
    if choice is None:
        return None
    entries = [one.get(VAL) or "" for one in choice.iterfind(_ENTRY)]
    result = choice.find(f"{W}result")
    result = choice.find(f"{W}default") if result is None else result
    at = (result.get(VAL) or "0") if result is not None else "0"
    index = int(at) if at.isdecimal() and len(at) < 4 else 0
    text = entries[index] if index < len(entries) else ""
    return "" if _UNCHOSEN.match(text) else text


def drawn(code: str) -> str:
    """What a field without result shows by its instruction alone: "" for those that show nothing."""
    code = code.strip()[:_MAX_CODE]
    if match := _SYMBOL.match(code):
        number = int(match[1], 0)
        return shown(chr(number), (match[2] or "").strip()) if 0 < number < 0x11000 else ""
    if match := _BUTTON.match(code):
        return "" if is_prompt(match[1]) else match[1].strip()
    if match := _QUOTED.match(code):
        return match[1]
    if code[:2].upper() == "EQ":
        return _Equation(_NAMES.sub("", code[2:])).text().strip()
    return ""


class _Equation:
    r"""The argument of an EQ field: `\f(1,2)` is a fraction, `\o(○,1)` one sign upon another."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._at = 0

    def text(self, depth: int = 0) -> str:
        r"""Text and switches up to the `,` or `)` that ends an argument."""
        words: list[str] = []
        while self._at < len(self._code):
            char = self._code[self._at]
            if depth and char in ",;)":
                break
            self._at += 1
            if char != "\\" or depth > _MOST_DEEP:
                words.append(char)
            elif self._at < len(self._code):
                name = self._code[self._at].lower()
                self._at += 1
                words.append(self._switch(name, depth) if name.isalpha() else name)
        return "".join(words)

    def _switch(self, name: str, depth: int) -> str:
        # Options come between a switch and its brackets: \o\ac(…), \s\up 9(…).
        option = re.compile(r"\s*\\(?:[a-z]{2}\d*|[bl]c|rc)\s*\d*", re.IGNORECASE)
        while match := option.match(self._code, self._at):
            self._at = match.end()
        if self._code[self._at : self._at + 1] != "(":
            return ""
        parts: list[str] = []
        while self._at < len(self._code) and self._code[self._at] != ")":
            self._at += 1
            parts.append(self.text(depth + 1).strip())
        self._at += 1
        if name == "f":
            return "/".join(parts)
        if name == "o":
            return _upon_each_other(parts)
        if name == "r":
            return f"√{parts[-1]}" if len(parts) < 2 else f"{parts[0]}√{parts[1]}"
        return {"b": f"({''.join(parts)})"}.get(name, "".join(parts))


def _upon_each_other(parts: list[str]) -> str:
    """A digit in a circle; a word under its pronunciation."""
    inside = [part for part in parts if part not in _CIRCLES]
    if len(inside) == len(parts):
        return parts[-1] if parts else ""
    text = inside[-1] if inside else "○"
    number = int(text) if text.isdecimal() and len(text) < 3 else 0
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else text
