"""What a cell's words mean on a form: the synonym table, looked up by normalized name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

_WIDTH = str.maketrans("（）﹙﹚〔〕［］【】：﹕∶，＊﹡％﹪", "()()()[][]:::,**%%")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(r"^[一二三四五六七八九十]{1,2}[、.．]")
_OF_YEAR = re.compile(r"[(（]?20\d\d年?度?[)）]?(?=.)")
_MAX_LABEL = 40


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The name in a label cell: no blanks, brackets, stars, colons ("★执行率(B/A)：" → 执行率).

    Nor the number before it (四、绩效指标).
    """
    if len(text) > _MAX_LABEL:
        return ""
    name = "".join(text.translate(_WIDTH).split())
    name = _NUMBERED.sub("", _BRACKETED.sub("", name))
    return name.strip("★☆*:、.。 ").removeprefix("其中:").removeprefix("其中")


Names = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Each mapping leads from a normalized name to the role that it has in that place.

    Two are the same only if they are one: what depends on it may be kept by it.
    """

    title_endings: tuple[str, ...]
    other_titles: Names
    head: Names
    head_endings: Names
    side: frozenset[str]
    transfers: tuple[str, ...]
    funding_columns: Names
    funding_containing: Names
    funding_explained: tuple[str, ...]
    funding_ignored: frozenset[str]
    funding_lines: Names
    sections: frozenset[str]
    goal_columns: Names
    goal_containing: Names
    goal_ignored: frozenset[str]
    indicator_columns: Names
    indicator_containing: Names
    signs: Names
    unsaid_natures: frozenset[str]
    unsaid_measures: frozenset[str]
    later_targets: tuple[str, ...]
    earlier_targets: tuple[str, ...]
    level1: Names
    level2: Names
    totals: frozenset[str]
    totals_containing: tuple[str, ...]
    grade_labels: frozenset[str]
    subtotal_endings: tuple[str, ...]
    subtotals: frozenset[str]
    grades: frozenset[str]
    tasks: re.Pattern[str]
    continued: frozenset[str]
    footer_explanation: frozenset[str]
    footer_asking: tuple[str, ...]
    footer_notes: frozenset[str]
    footer_beginnings: tuple[str, ...]
    preface_beginnings: tuple[str, ...]
    site_labels: frozenset[str]
    site_named: frozenset[str]
    site_words: frozenset[str]
    site_beginnings: tuple[str, ...]
    site_foot: tuple[str, ...]
    label_prefixes: frozenset[str]
    label_suffixes: frozenset[str]

    def indicator_column(self, text: str) -> str | None:
        """The role of a column of the indicators' table, by its heading."""
        return _role(key(text), self, "indicator")

    def funding_column(self, text: str) -> str | None:
        """The role of a column of the 项目资金 block, by its heading (2023年预算数 as 预算数)."""
        return _role(key(_OF_YEAR.sub("", text.strip())), self, "funding")

    def goal_column(self, text: str) -> str | None:
        """Whether planned or achieved, by the heading of the 年度总体目标 block."""
        return _role(key(text), self, "goal")

    def head_field(self, text: str) -> str | None:
        """The field above the table that a cell is the label of."""
        name = key(text)
        if name in self.head or not 0 < len(name) <= _MAX_HEAD_LABEL:
            return self.head.get(name)
        ending = (role for end, role in self.head_endings.items() if name.endswith(end))
        return next(ending, None)


_MAX_HEADING = 24
_MAX_HEAD_LABEL = 10


@lru_cache(maxsize=8192)
def _role(name: str, words: Vocabulary, place: str) -> str | None:
    names: Names = getattr(words, f"{place}_columns")
    if name in names or not 0 < len(name) <= _MAX_HEADING:
        return names.get(name)
    containing: Names = getattr(words, f"{place}_containing")
    return next((role for part, role in containing.items() if part in name), None)


def _inverted(table: Mapping[str, list[str]]) -> Names:
    return MappingProxyType({name: role for role, names in table.items() for name in names})


_IN_USE: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


def vocabulary() -> Vocabulary:
    """The synonym table in use: the shipped one, unless `using` says otherwise."""
    return _IN_USE.get() or shipped()


@contextmanager
def using(names: Vocabulary) -> Iterator[None]:
    """Read with this synonym table."""
    token = _IN_USE.set(names)
    try:
        yield
    finally:
        _IN_USE.reset(token)


@cache
def shipped() -> Vocabulary:
    """The shipped synonym table (vocabulary.toml)."""
    raw = (files("reviewer.intake") / "vocabulary.toml").read_bytes()
    data = tomllib.loads(raw.decode())
    level1, level2 = _inverted(data["labels"]["level1"]), _inverted(data["labels"]["level2"])
    side = frozenset(data["side"]["labels"])
    # A merged label cut in two by a page break: 绩效指 | 标, 年度总体 | 目标.
    labels = [name for name in {*level1, *level2, *side} if len(name) > 2]
    indicators = data["indicators"]
    return Vocabulary(
        title_endings=(*data["title"]["endings"], *_inverted(data["title"]["others"])),
        other_titles=_inverted(data["title"]["others"]),
        head=_inverted(data["head"]),
        head_endings=_inverted(data["head_endings"]),
        side=side | frozenset(data["side"]["uncut"]),
        transfers=tuple(data["transfers"]["labels"]),
        funding_columns=_inverted(data["funding"]["columns"]),
        funding_containing=_inverted(data["funding"]["containing"]),
        funding_explained=tuple(data["funding"]["explained"]["columns"]),
        funding_ignored=frozenset(data["funding"]["ignored"]["columns"]),
        funding_lines=_inverted(data["funding"]["lines"]),
        sections=frozenset(data["section"]["titles"]),
        goal_columns=_inverted(data["goal"]["columns"]),
        goal_containing=_inverted(data["goal"]["containing"]),
        goal_ignored=frozenset(data["goal"]["ignored"]["columns"]),
        indicator_columns=_inverted(indicators["columns"]),
        indicator_containing=_inverted(indicators["containing"]),
        signs=_inverted(indicators["signs"]),
        unsaid_natures=frozenset(indicators["unsaid"]["nature"]),
        unsaid_measures=frozenset(indicators["unsaid"]["measure"]),
        later_targets=tuple(indicators["targets"]["later"]),
        earlier_targets=tuple(indicators["targets"]["earlier"]),
        level1=level1,
        level2=level2,
        totals=frozenset(data["total"]["labels"]),
        totals_containing=tuple(data["total"]["containing"]),
        grade_labels=frozenset(data["total"]["grade_labels"]),
        subtotal_endings=(*data["total"]["subtotals"], *data["total"]["containing"]),
        subtotals=frozenset(data["total"]["subtotals"]),
        grades=frozenset(data["total"]["grades"]),
        tasks=re.compile(data["tasks"]["pattern"]),
        continued=frozenset(data["footer"]["continued"]),
        footer_explanation=frozenset(data["footer"]["explanation"]),
        footer_asking=tuple(data["footer"]["asking"]),
        footer_notes=frozenset(data["footer"]["notes"]),
        footer_beginnings=tuple(data["footer"]["beginnings"]),
        preface_beginnings=tuple(data["footer"]["preface"]),
        site_labels=frozenset(data["site"]["dated"] + data["site"]["named"]),
        site_named=frozenset(data["site"]["named"]),
        site_words=frozenset(data["site"]["words"]),
        site_beginnings=tuple(data["site"]["beginnings"]),
        site_foot=tuple(data["site"]["foot"]),
        label_prefixes=frozenset(name[:cut] for name in labels for cut in range(1, len(name))),
        label_suffixes=frozenset(name[cut:] for name in labels for cut in range(1, len(name))),
    )
