"""The grade that the 总分 row prints or ticks."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.patterns import pattern

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
