"""What the judge says about a row's explanation."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from reviewer.models.source import Frozen


class VerdictKind(StrEnum):
    """Whether an explanation justifies what it explains; drawn by code from a model's answers."""

    UNDECIDED = "undecided"
    CONTRADICTORY = "contradictory"
    OFF_TOPIC = "off_topic"
    UNSUPPORTED = "unsupported"
    PARTLY = "partly"
    SUPPORTED = "supported"

    @property
    def chinese(self) -> str:
        return _KINDS[self]


class Lack(StrEnum):
    """What an explanation lacks."""

    CAUSE = "cause"
    SPECIFIC = "specific"
    SIZE = "size"
    MEASURE = "measure"
    ACTIONABLE = "actionable"

    @property
    def chinese(self) -> str:
        return _LACKS[self]


_KINDS = {
    VerdictKind.UNDECIDED: "无法判断",
    VerdictKind.CONTRADICTORY: "自相矛盾",
    VerdictKind.OFF_TOPIC: "答非所问",
    VerdictKind.UNSUPPORTED: "不支持",
    VerdictKind.PARTLY: "部分支持",
    VerdictKind.SUPPORTED: "支持",
}
_LACKS = {
    Lack.CAUSE: "没有原因",
    Lack.SPECIFIC: "原因不具体",
    Lack.SIZE: "没有交代全部差距",
    Lack.MEASURE: "没有措施",
    Lack.ACTIONABLE: "措施无法检查",
}


class Verdict(Frozen):
    """A row as the judge sees it.

    Attributes:
        row: index into the form's indicators.
        indicator: 三级指标's name.
        owes: the row deducts, or misses or exceeds its target; where it does not, the verdict
            on what is written there all the same is no reproach.
        verdict: None where nothing is explained and only a draft was asked for.
        lacking: what the explanation lacks.
        cause_quote: to `rationale`: the model's answers, None where there are none to use.
        contradiction_where: "target", "actual", "goal.planned", "goal.achieved" or a row's id
            ("r3" is indicators[3]).
        why: the reason for the verdict, one Chinese sentence made by code.
        draft: an improved 偏差原因分析及改进措施, with blanks 【…】 to fill in.
        draft_by: "skeleton" where code made the draft from computed facts alone, "" for no draft.
        reviewer_comment: 审核意见.
        reason: why the verdict is undecided, or the model's draft is missing.
        prompt: id and version of the prompt, such as "judge/1"; "" where nothing was asked.
        prompt_sha256: of the prompt file.
        schema_sha256: of the answer's JSON schema.
        model: the model's name as the endpoint gave it.
    """

    row: int
    indicator: str
    owes: bool = True
    verdict: VerdictKind | None = None
    lacking: tuple[Lack, ...] = ()
    cause_quote: str | None = None
    cause_kind: Literal["objective", "own", "none"] | None = None
    about_this_row: bool | None = None
    specific: bool | None = None
    accounts_for_size: bool | None = None
    contradiction_quote: str | None = None
    contradiction_where: str | None = None
    measure_quote: str | None = None
    measure_actionable: bool | None = None
    rationale: str = ""
    why: str = ""
    draft: str = ""
    draft_by: Literal["", "model", "skeleton"] = ""
    reviewer_comment: str = ""
    reason: str = ""
    prompt: str = ""
    prompt_sha256: str = ""
    schema_sha256: str = ""
    model: str = ""
