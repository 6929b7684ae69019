"""What the labels of a form name: dimensions, categories, declared weights, lines of money, a grade."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from reviewer.language.patterns import pattern
from reviewer.lexicon import lexicon
from reviewer.models import Indicator

_SOME_BENEFIT = "效益"
"""A label that says 效益 and not which."""
BENEFITS = frozenset(("经济效益", "社会效益", "生态效益", "可持续影响"))
_BY_RANK = (
    # The order decides: 服务质量满意度 is 满意度, 生态环境成本 is 成本, 社会效益数量 is 效益.
    *("满意度", "成本", "经济效益", "社会效益", "生态效益", "可持续影响"),
    *(_SOME_BENEFIT, "数量", "质量", "时效"),
)
_CATEGORY = {"满意度": "满意度"} | dict.fromkeys(("数量", "质量", "时效", "成本"), "产出")


@lru_cache(maxsize=1024)
def dimension(label: str) -> str | None:
    """The dimension that a level label names, None where it names none."""
    named = {mark.concept for mark in lexicon("dimensions").marks(label)}
    return next((name for name in _BY_RANK if name in named), None)


@lru_cache(maxsize=1024)
def category(label: str) -> str | None:
    """产出, 效益 or 满意度; 成本指标 at the first level counts as 产出."""
    found = dimension(label)
    if found is None:
        return "产出" if lexicon("dimensions").holds(label, "产出") else None
    return _CATEGORY.get(found, "效益")


def row_category(row: Indicator) -> str | None:
    """A row's category by its first level, else by its second."""
    return category(row.level1.text) or category(row.level2.text)


def row_dimensions(row: Indicator) -> frozenset[str]:
    """The dimensions that a row's two labels name; 效益 alone may be any of them."""
    return _dimensions(row.level1.text, row.level2.text)


@lru_cache(maxsize=1024)
def _dimensions(level1: str, level2: str) -> frozenset[str]:
    found = {name for name in (dimension(level1), dimension(level2)) if name}
    if _SOME_BENEFIT in found:
        found.remove(_SOME_BENEFIT)
        if not found & BENEFITS:
            return frozenset(found | BENEFITS)
    return frozenset(found)


_DECLARED = pattern(
    r"^(?P<name>.*?)[\s：:，,]*(?:"
    r"[（(【\[]\s*(?:分值|权重|满分|共|计)?\s*[:：]?\s*(?P<bracket>\d{1,3}(?:\.\d{1,2})?)\s*(?:分|%|％)?\s*[）)】\]]"
    r"|(?:分值|权重)?\s*[:：]?\s*(?P<bare>\d{1,3}(?:\.\d{1,2})?)\s*分)\s*$"
)


@lru_cache(maxsize=1024)
def declared_weight(label: str) -> tuple[str, Fraction | None]:
    """产出指标（50分）: the label without its 分值, and the 分值."""
    found = _DECLARED.match(label) if len(label) <= 60 else None
    if found is None or not found["name"]:
        return label.strip(), None
    return found["name"].strip(), Fraction(found["bracket"] or found["bare"])


def is_part(label: str) -> bool:
    """Whether a line or row divides the one above: 其中：中央资金."""
    return label.lstrip(_BEFORE_PART).startswith("其中")


_BEFORE_PART = "（( \u3000-—·\t\n"


@lru_cache(maxsize=1024)
def divides(label: str, above: str, *, inside: bool) -> bool:
    """Whether a line of money divides the part above it once more.

    `inside`: the line before it does.
    """
    if is_part(label) and not is_part(above):
        return True
    words = lexicon("forms")
    aggregate = words.holds(above, "state_money") and not words.holds(above, "tier")
    return words.holds(label, "tier") and (inside or aggregate)


def names_use(label: str) -> bool:
    """基本支出, 项目经费: what money is for, and not where it came from."""
    return lexicon("forms").holds(label, "use")


def is_column(label: str) -> bool:
    """Whether a line is called by the heading of a column: 预算数, 执行金额."""
    return label in lexicon("forms").words("column")


def is_process(label: str) -> bool:
    """决策, 管理: rows that may have no target."""
    return lexicon("forms").holds(label, "process")


@lru_cache(maxsize=1024)
def asks_for_absence(text: str) -> bool:
    """Whether 无 answers a name or target: 安全事故数, 不发生舆情."""
    return lexicon("forms").holds(text, "absence_asked")


_TICKS = "☑√✓✔■●◉☒▣"
_BOXES = "□○◯☐"
_BEFORE = pattern(rf"[{_TICKS}]\s*[（(]?\s*([\u4e00-\u9fff]{{1,3}})")
_AFTER = pattern(rf"([\u4e00-\u9fff]{{1,3}})\s*[（(]?\s*[{_TICKS}]")
_AROUND = pattern(
    r"[（(【\[][^（）()【】\[\]]{0,40}[）)】\]]|自评|绩效|评[价定分]|等[级次]|结[果论]|[为级档：:“”\"'\s\d.]"
)


@lru_cache(maxsize=256)
def grade_name(printed: str) -> str:
    """The bare name of a grade: "等级：优秀（90-100）" → 优秀, "□优 ☑良" → 良."""
    text = printed.strip()
    if any(tick in text for tick in _TICKS):
        pattern = _BEFORE if text[0] in _TICKS + _BOXES else _AFTER
        ticked = pattern.findall(text)
        return ticked[0] if len(ticked) == 1 else text
    return _AROUND.sub("", text) or text
