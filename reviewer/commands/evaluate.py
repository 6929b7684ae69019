"""`reviewer eval LABELS.jsonl`: how well the judge agrees with people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from reviewer.commands.exits import Exit, complain
from reviewer.commands.judging import SILENT, JudgeOptions, judge_reviews, with_judge_options


@with_judge_options
def command(
    labels: Annotated[Path, typer.Argument(metavar="LABELS.jsonl", help="标注文件。")],
    options: JudgeOptions = SILENT,
) -> None:
    """用标注好的行检验模型判断：准确率、κ 及其区间、混淆表。"""
    from reviewer.judge.evaluation import evaluate
    from reviewer.judge.labelled import documents_of, predictions_of
    from reviewer.judge.labels import LabelError, load_labels
    from reviewer.report.evaluated import print_evaluation
    from reviewer.report.judged import print_account
    from reviewer.report.terminal import report_console
    from reviewer.reviewing import review_document

    try:
        labelled = load_labels(labels)
        documents = documents_of(labelled, labels.parent)
    except LabelError as error:
        complain(str(error))
        raise typer.Exit(Exit.FAILED) from error
    reviewed = [review_document(document) for document in documents]
    reviews, account = judge_reviews(reviewed, replace(options, judge=True))
    console = report_console()
    print_evaluation(console, evaluate(labelled, predictions_of(labelled, reviews)))
    if account:
        print_account(console, account)
        if account.unjudged:
            raise typer.Exit(Exit.FAILED)
