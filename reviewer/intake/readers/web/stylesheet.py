"""The style sheets of a page: which declarations hold for an element, by the selectors of rules.

Of selectors, those of tag, class, id and their descendants and children are understood; rules with
others are passed over. Everything is linear in the sheets, and matching has a budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Element = Any
Declarations = Mapping[str, str]

_MOST_CHARACTERS = 500_000
_MOST_RULES = 20_000
_MOST_STEPS = 12
_BUDGET = 400_000
"""Steps of matching over the whole page; ordinary pages need some hundreds."""
# A string without its end is taken to end with its line, so that each sign is looked at once.
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"?|' + r"'(?:[^'\\\n]|\\.)*'?|[{};]", re.DOTALL)
_COMPOUND = re.compile(r"(?:[a-z][\w-]*|\*)?(?:[.#][\w\-\u0080-\uffff]+)*")
_PART = re.compile(r"[.#]?[^.#]+")
_NARROW = re.compile(r"\bprint\b|\bspeech\b|max-(?:device-)?width|prefers-|orientation|\bnot\b")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Node:
    """What selectors ask about an element: its names, and the element around it."""

    tag: str
    id: str
    classes: tuple[str, ...]
    parent: Node | None


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    id: str
    classes: frozenset[str]

    def fits(self, node: Node) -> bool:
        return (
            self.tag in ("", "*", node.tag)
            and self.id in ("", node.id)
            and self.classes.issubset(node.classes)
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    """`steps` lead from the element outwards; each says whether it is the very parent."""

    own: _Compound
    steps: tuple[tuple[_Compound, bool], ...]
    rank: tuple[int, int, int, int]
    declarations: Declarations


def declarations(text: str) -> dict[str, str]:
    """The properties of a block or of a style attribute, in lower case; the last of a name counts."""
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            name = name.strip().lower()
            plain = _IMPORTANT.sub("", value) if "!" in value else value
            kept = plain.strip() if name == "content" else plain.strip().lower()
            (important if plain is not value else found)[name] = kept
    found.update({f"!{name}": value for name, value in important.items()})
    return found


@dataclass(slots=True)
class Stylesheet:
    """The rules of a page, by the rightmost name of their selectors."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    generated: dict[str, dict[str, list[_Rule]]] = field(default_factory=dict)
    is_whole: bool = True
    """False where there is more than the budget allows: hidden text may have been missed."""
    _budget: int = _BUDGET

    def of(self, node: Node, inline: str = "") -> dict[str, str]:
        """The declarations that hold for an element."""
        found = self._matched(self.rules, node)
        if inline:
            found.append(declarations(inline))
        return _cascade(found)

    def content(self, node: Node, where: str) -> str:
        """The text that the page's style puts before or after an element."""
        found = _cascade(self._matched(self.generated.get(where, {}), node))
        if not found or found.get("display") == "none":
            return ""
        return _string(found.get("content", ""))

    def _matched(self, rules: dict[str, list[_Rule]], node: Node) -> list[Declarations]:
        if not rules:
            return []
        names = (node.tag, "*", f"#{node.id}", *(f".{name}" for name in node.classes))
        found: list[_Rule] = []
        for name in dict.fromkeys(names):
            for rule in rules.get(name, ()):
                self._budget -= 1
                if self._budget < 0:
                    self.is_whole = False
                    break
                if rule.own.fits(node) and (not rule.steps or self._reaches(rule, node)):
                    found.append(rule)
        found.sort(key=lambda rule: rule.rank)
        return [rule.declarations for rule in found]

    def _reaches(self, rule: _Rule, node: Node) -> bool:
        """Whether the elements around are those that the selector asks for.

        All ways to lay the steps over them are followed at once, so that none is tried twice.
        """
        open_steps, around = {0}, node.parent
        while around is not None and open_steps:
            following = set()
            for step in open_steps:
                self._budget -= 1
                compound, is_parent = rule.steps[step]
                if not is_parent:
                    following.add(step)
                if compound.fits(around):
                    if step + 1 == len(rule.steps):
                        return True
                    following.add(step + 1)
            open_steps, around = following, around.parent
        return False


def stylesheet(root: Element, linked: str = "") -> Stylesheet:
    """The rules that hold on a screen: of the page's style elements, after those it links to."""
    text = "\n".join([linked, *(style.text or "" for style in root.iter("style"))])
    sheet = Stylesheet(is_whole=len(text) <= _MOST_CHARACTERS)
    text = _without_comments(text[:_MOST_CHARACTERS])
    count = 0
    for selectors, body in _blocks(text):
        declared = declarations(body)
        for selector in selectors.split(","):
            count += 1
            if count > _MOST_RULES:
                sheet.is_whole = False
                return sheet
            _add(sheet, selector.strip().lower(), declared, count)
    return sheet


def _without_comments(text: str) -> str:
    text = text.replace("<!--", "").replace("-->", "")
    kept: list[str] = []
    at = 0
    while (begin := text.find("/*", at)) >= 0:
        kept.append(text[at:begin])
        end = text.find("*/", begin + 2)
        if end < 0:
            return "".join(kept)
        at = end + 2
    return "".join([*kept, text[at:]])


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule; those for print or for narrow screens do not hold."""
    holds: list[bool] = []
    selectors: str | None = None
    start = inner = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "{" and selectors is None:
            before = text[start : token.start()].strip()
            start = token.end()
            if before.startswith(("@media", "@supports", "@layer")):
                holds.append((not holds or holds[-1]) and not _NARROW.search(before.lower()))
            elif before.startswith("@"):
                holds.append(False)
            else:
                selectors = before
        elif sign == "{":
            inner += 1
        elif sign == "}" and inner:
            inner -= 1
        elif sign == "}":
            if selectors is not None:
                if not holds or holds[-1]:
                    yield selectors, text[start : token.start()]
                selectors = None
            elif holds:
                holds.pop()
            start = token.end()
        elif sign == ";" and selectors is None:
            start = token.end()


def _add(sheet: Stylesheet, selector: str, declared: Declarations, order: int) -> None:
    selector, where = _without_pseudo(selector)
    words = selector.replace(">", " > ").split()
    if not words or len(words) > _MOST_STEPS or words[0] == ">":
        return
    compounds: list[_Compound] = []
    parents: list[bool] = []
    is_parent = False
    for word in reversed(words):
        if word == ">":
            is_parent = True
            continue
        if not _COMPOUND.fullmatch(word):
            return
        compounds.append(_compound(word))
        parents.append(is_parent)
        is_parent = False
    own = compounds[0]
    rank = (
        sum(bool(one.id) for one in compounds),
        sum(len(one.classes) for one in compounds),
        sum(one.tag not in ("", "*") for one in compounds),
        order,
    )
    rule = _Rule(own, tuple(zip(compounds[1:], parents[1:], strict=True)), rank, declared)
    first_class = min(own.classes, default="")
    name = f"#{own.id}" if own.id else f".{first_class}" if first_class else own.tag or "*"
    rules = sheet.generated.setdefault(where, {}) if where else sheet.rules
    rules.setdefault(name, []).append(rule)


def _without_pseudo(selector: str) -> tuple[str, str]:
    for name in ("before", "after"):
        for sign in (f"::{name}", f":{name}"):
            if selector.endswith(sign):
                return selector.removesuffix(sign) or "*", name
    return selector, ""


def _compound(word: str) -> _Compound:
    tag, identity, classes = "", "", []
    for part in _PART.findall(word):
        if part.startswith("."):
            classes.append(part[1:])
        elif part.startswith("#"):
            identity = part[1:]
        else:
            tag = part
    return _Compound(tag, identity, frozenset(classes))


def _cascade(blocks: list[Declarations]) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in blocks:
        found.update(block)
    for name in [name for name in found if name.startswith("!")]:
        found[name[1:]] = found.pop(name)
    return found


_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_MOST_CONTENT = 200


def _string(value: str) -> str:
    """The text of a `content`; pictures, counters and the signs of icon fonts are none."""
    parts = [one or other for one, other in _QUOTED.findall(value[:_MOST_CONTENT])]
    text = _ESCAPE.sub(_unescaped, "".join(parts))
    return "".join(char for char in text if not "\ue000" <= char <= "\uf8ff")


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return str(found[2])
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else ""
