"""What the judge says, for the terminal: verdicts and drafts by row, 审核意见, what a run took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from reviewer.models import Review, Verdict, VerdictKind
from reviewer.report.drafts import skeletons_of
from reviewer.report.safe import safe, shortened
from reviewer.report.terminal import print_hanging

if TYPE_CHECKING:
    from reviewer.judge.judging import Account

_STYLE = {
    VerdictKind.SUPPORTED: "green",
    VerdictKind.PARTLY: "yellow",
    VerdictKind.UNDECIDED: "dim",
}
_BAD = "red"
_MAX_NAME = 30


def print_verdicts(console: Console, review: Review) -> None:
    """Under each judged row: the verdict, why, what is lacking, and the draft to paste."""
    if not review.verdicts:
        return
    console.print()
    console.print(Text("说明是否成立（模型判断，仅供参考）", style="bold magenta"))
    for verdict in review.verdicts:
        kind = verdict.verdict
        title = kind.chinese if kind else "尚无说明，代拟如下"
        style = _STYLE.get(kind, _BAD) if kind else "dim"
        where = f"指标第{verdict.row + 1}行“{shortened(verdict.indicator, _MAX_NAME)}”"
        print_hanging(console, f"  {title} ", where, 0, style, "bold")
        for label, text in _details(verdict):
            print_hanging(console, label, safe(text), 6)


def _details(verdict: Verdict) -> Iterator[tuple[str, str]]:
    if verdict.why:
        yield "", verdict.why
    if verdict.reason:
        yield "缘由 ", verdict.reason
    if verdict.lacking:
        yield "欠缺 ", "、".join(lack.chinese for lack in verdict.lacking)
    if verdict.draft:
        yield ("草稿 " if verdict.draft_by == "skeleton" else "改写 "), verdict.draft
    if verdict.reviewer_comment:
        yield "审核意见 ", verdict.reviewer_comment


def print_skeletons(console: Console, review: Review, skeletons: Mapping[int, str]) -> None:
    """Drafts out of computed facts alone, see drafts.skeletons_of."""
    left = skeletons_of(review, skeletons)
    if not left:
        return
    console.print()
    console.print(Text("说明草稿（按表内数字生成，【】处请如实填写）", style="bold magenta"))
    for row, text in left.items():
        print_hanging(console, f"  指标第{row + 1}行 ", safe(text), 0)


def print_comments(console: Console, reviews: Sequence[Review]) -> None:
    """For the reviewer of a stack: how many verdicts of each kind, and 审核意见 form by form."""
    counted = Counter(
        verdict.verdict for review in reviews for verdict in review.verdicts if verdict.owes
    )
    if not counted:
        return
    kinds = [f"{kind.chinese} {counted[kind]}" for kind in reversed(VerdictKind) if counted[kind]]
    if counted[None]:
        kinds.append(f"没有说明 {counted[None]}")
    print_hanging(console, "说明是否成立（模型判断）：", "，".join(kinds), 0, "bold magenta")
    for review in reviews:
        comments = [verdict for verdict in review.verdicts if verdict.reviewer_comment]
        if comments:
            console.print()
            console.print(Text(f"审核意见：{shortened(review.project, 60)}", style="bold"))
        for verdict in comments:
            kind = f"[{verdict.verdict.chinese}] " if verdict.verdict else "[没有说明] "
            name = f"{kind}{shortened(verdict.indicator, _MAX_NAME)}"
            print_hanging(console, f"{verdict.row + 1:>4}. ", name, 0)
            print_hanging(console, "", safe(verdict.reviewer_comment), 6)
    console.print()


def print_account(console: Console, account: Account) -> None:
    """Where the forms went, to which model, what it took, and what was left unjudged."""
    console.print()
    models = "、".join(account.models) or "（没有回答）"
    where = f"发往 {account.endpoint}" if account.endpoint else "取自录制文件，未连网络"
    if not account.requests:
        where = "没有发出请求"
    line = (
        f"{where}；模型 {models}；提示词 {account.prompt}；请求 {account.requests} 次，"
        f"缓存 {account.cached} 次，{account.prompt_tokens} + {account.completion_tokens} 个 token"
    )
    if account.cost is not None:
        line += f"，费用 {account.cost.normalize():f} {account.currency}".rstrip()
    print_hanging(console, "模型判断：", safe(line), 0)
    if "handwritten" in account.models:
        print_hanging(
            console, "", "其中 handwritten 是录制时逐条写成的回答，不代表任何模型的水平。", 10
        )
    for reason, rows in _grouped(account.unjudged):
        print_hanging(console, f"未判断 {rows} 行：", safe(reason), 2, "yellow")


_MOST_REASONS = 3


def _grouped(unjudged: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Reasons that differ only in the form they name as one, where there are many."""
    if len(unjudged) <= _MOST_REASONS:
        return list(unjudged)
    groups: dict[str, list[tuple[str, int]]] = {}
    for reason, rows in unjudged:
        groups.setdefault(reason.partition("：")[0], []).append((reason, rows))
    return [
        found[0]
        if len(found) == 1
        else (f"{cause}，共 {len(found)} 张表，如{found[0][0].partition('：')[2]}", count)
        for cause, found in groups.items()
        if (count := sum(rows for _, rows in found))
    ]
