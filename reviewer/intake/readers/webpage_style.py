"""Whether a page's styles hide a text: inline styles and plain rules of its style sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_PLAIN_SELECTOR = re.compile(r"\.?[A-Za-z][\w-]*|[A-Za-z]+\.[\w-]+")
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_SIZE = re.compile(r"([\d.]+)\s*(pt|px|em|rem|%)?")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "rgba(255,255,255,1)"})
_NO_GROUND = frozenset({*_WHITE, "transparent", "none", "inherit", "initial", "window", ""})
_SMALLEST = {"pt": 4.0, "px": 5.0, "em": 0.25, "rem": 0.25, "%": 25.0, None: 4.0}
_FAR_OFF = re.compile(r"-\d{4,}(?:px|pt|em)")
_MOST_SHEETS = 500_000

Rules = Mapping[str, Mapping[str, str]]
Element = Any


def stylesheet(root: Element) -> Rules:
    """The rules with plain selectors (td, .name, td.name) of the page's style sheets."""
    text = "\n".join(style.text or "" for style in root.iter("style"))[:_MOST_SHEETS]
    text = re.sub(r"<!--|-->|/\*.*?\*/", "", text, flags=re.DOTALL)
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(text):
        for selector in selectors.split(","):
            name = selector.strip().lower()
            if _PLAIN_SELECTOR.fullmatch(name):
                rules.setdefault(name, {}).update(_declarations(body))
    return rules


def _declarations(text: str) -> dict[str, str]:
    return {
        name.lower(): value.replace("!important", "").strip().lower()
        for name, value in _DECLARATION.findall(text)
    }


@dataclass(frozen=True, slots=True)
class Look:
    """How text is shown at a place of the page; `hides` says why it is not seen, "" where it is."""

    white: bool = False
    on_white: bool = True
    tiny: bool = False
    gone: bool = False

    @property
    def hides(self) -> str:
        if self.gone:
            return "网页中隐藏的文字"
        if self.tiny:
            return "极小的文字"
        return "白色文字" if self.white and self.on_white else ""

    def within(self, element: Element, rules: Rules) -> Look:
        """The look inside an element."""
        style = _style_of(element, rules)
        look = self
        if (
            element.get("hidden") is not None
            or style.get("display") == "none"
            or style.get("visibility") in ("hidden", "collapse")
            or style.get("opacity") in ("0", "0.0", "0%")
            or _FAR_OFF.search(style.get("text-indent", "") + style.get("left", ""))
        ):
            look = replace(look, gone=True)
        colour = "".join((style.get("color") or element.get("color") or "").lower().split())
        if colour and colour != "inherit":
            look = replace(look, white=colour in _WHITE)
        ground = style.get("background-color") or style.get("background") or element.get("bgcolor")
        if ground is not None:
            plain = "".join(ground.lower().split())
            look = replace(look, on_white=look.on_white and plain in _NO_GROUND)
        size = _SIZE.fullmatch(style.get("font-size", ""))
        if size is not None and size[1].count(".") < 2 and size[1] != ".":
            look = replace(look, tiny=float(size[1]) < _SMALLEST[size[2]])
        return look


def _style_of(element: Element, rules: Rules) -> Mapping[str, str]:
    names = (element.get("class") or "").lower().split()
    found: dict[str, str] = {}
    if rules:
        tag = element.tag
        for selector in (
            tag,
            *(f".{name}" for name in names),
            *(f"{tag}.{name}" for name in names),
        ):
            found.update(rules.get(selector, {}))
    if element.get("style"):
        found.update(_declarations(element.get("style")))
    return found
