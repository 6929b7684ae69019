"""`eval`: accuracy, κ and confusion tables for the terminal."""

from __future__ import annotations

from fractions import Fraction

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reviewer.judge.evaluation import Agreement, Evaluation
from reviewer.report.safe import safe

_NAMES = {"verdict": "结论", "real": "结论（真实的行）", "synthetic": "结论（编写的行）"}


def print_evaluation(console: Console, evaluation: Evaluation) -> None:
    """A line of figures per question, then a confusion table each."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("问题")
    for name in ("行", "未答", "一致率", "κ", "95% 区间"):
        table.add_column(name, justify="right")
    every = (evaluation.verdict, *evaluation.by_origin.values(), *evaluation.questions)
    for one in every:
        table.add_row(
            _NAMES.get(one.name, one.name),
            str(one.rows),
            str(one.missing),
            _share(one.accuracy),
            _figure(one.kappa),
            "—"
            if one.interval is None
            else f"{_figure(one.interval[0])} … {_figure(one.interval[1])}",
        )
    console.print(table)
    for one in (evaluation.verdict, *evaluation.questions):
        _print_confusion(console, one)
    if evaluation.unjudged:
        console.print(Text(f"没有判断的标注：{safe('、'.join(evaluation.unjudged))}"))


def _print_confusion(console: Console, one: Agreement) -> None:
    values = sorted({value for pair in one.table for value in pair})
    if not values:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(f"{_NAMES.get(one.name, one.name)}：标注 ↓ 判断 →")
    for value in values:
        table.add_column(value, justify="right")
    for label in values:
        table.add_row(label, *(str(one.table.get((label, said), 0) or "·") for said in values))
    console.print(table)


def _share(value: Fraction | None) -> str:
    return "—" if value is None else f"{float(value):.1%}"


def _figure(value: Fraction | None) -> str:
    return "—" if value is None else f"{float(value):.2f}"
