"""同上 in an explanation's cell: the row above whose words it takes over."""

from __future__ import annotations

import re

from reviewer.models import Form

_LONGEST = 20
_SIGNS = re.compile(r"[^\w〃″]+")
_OF = "(?:偏差|未完成|扣分|主要|具体|原因|理由|说明|措施|情况|分析|改进|及|和|与|的)"
_ABOVE = "上(?:述|面)?(?:[一1])?(?:[行条项栏]|个?指标)?"
_DITTO = re.compile(
    rf"{_OF}{{0,8}}(?:均?同{_ABOVE}|同前|[与和同]{_ABOVE}{_OF}{{0,4}}(?:相同|一致|一样)|[〃″]+){_OF}{{0,8}}"
)


def is_ditto(explanation: str) -> bool:
    """Whether a cell says nothing but 同上, 原因同上 or 与上一行相同."""
    if len(explanation) > _LONGEST:
        return False
    return _DITTO.fullmatch(_SIGNS.sub("", explanation)) is not None


def source_row(form: Form, index: int) -> int | None:
    """The row whose explanation speaks for this one: itself, or for 同上 the one above.

    None where everything above is 同上 as well.
    """
    return next(
        (at for at in range(index, -1, -1) if not is_ditto(form.indicators[at].explanation.text)),
        None,
    )
