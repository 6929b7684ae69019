"""X907: text with a line through it, which its author took back."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Remark, Severity, Text
from reviewer.rules.case import Case
from reviewer.rules.examples import Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import rule

_MOST_LISTED = 10
_LONGEST_QUOTE = 40


def _struck_out(text: str) -> Remark:
    return Remark(code="X907", text=Text(text=text, raw=text))


@rule(
    "X907",
    Severity.INFO,
    good=[
        Sketch(),
        Sketch(remarks=(Remark(code="X902", text=Text(text="培训人次"), row=0),), also=("X902",)),
    ],
    bad=[
        Sketch(remarks=(_struck_out("10"),)),
        Sketch(remarks=tuple(_struck_out(f"{n}人次") for n in range(12))),
    ],
)
def nothing_is_struck_out(case: Case) -> Iterator[Outcome]:
    """划掉的文字没有读入

    查什么：加了删除线的文字（每张表只提示一次）。

    为什么：划掉的文字视为已经删去，没有参加检查；误加了删除线的，表中就少了内容。

    怎么改：删去划掉的文字；误加删除线的，取消删除线。
    """
    struck = [remark for remark in case.form.remarks if remark.code == "X907"]
    if not struck:
        yield PASSED
        return
    listed = "、".join(f"“{_quoted(remark.text.text)}”" for remark in struck[:_MOST_LISTED])
    more = "等" if len(struck) > _MOST_LISTED else ""
    message = f"有{len(struck)}处划掉的文字（删除线）没有读入：{listed}{more}"
    suggestion = "删去划掉的文字；误加删除线的，取消删除线"
    evidence = tuple(remark.text for remark in struck[1:_MOST_LISTED])
    yield Problem(
        struck[0].text, message, suggestion, "extraction", struck[0].row, evidence=evidence
    )


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
