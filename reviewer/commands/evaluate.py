"""`reviewer eval LABELS.jsonl`: how well the judge agrees with people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer.commands.exits import Exit, complain
from reviewer.commands.judging import (
    ConcurrencyOption,
    ConfigOption,
    JudgeOptions,
    MaxCostOption,
    MaxRequestsOption,
    ModelOption,
    ModeOption,
    NoCacheOption,
    PromptsOption,
    RecordOption,
    ReplayOption,
    judge_reviews,
)


def command(
    labels: Annotated[Path, typer.Argument(metavar="LABELS.jsonl", help="标注文件。")],
    model: ModelOption = None,
    mode: ModeOption = None,
    concurrency: ConcurrencyOption = None,
    max_cost: MaxCostOption = None,
    max_requests: MaxRequestsOption = None,
    no_cache: NoCacheOption = False,
    config: ConfigOption = None,
    prompts: PromptsOption = None,
    record: RecordOption = None,
    replay: ReplayOption = None,
) -> None:
    """用标注好的行检验模型判断：准确率、κ 及其区间、混淆表。"""
    from reviewer.judge.evaluation import evaluate
    from reviewer.judge.labelled import documents_of, predictions_of
    from reviewer.judge.labels import LabelError, load_labels
    from reviewer.report.evaluated import print_evaluation
    from reviewer.report.judged import print_account
    from reviewer.report.terminal import report_console
    from reviewer.reviewing import review_document

    options = JudgeOptions(
        True,
        model,
        mode,
        concurrency,
        max_cost,
        max_requests,
        no_cache,
        config,
        prompts,
        record,
        replay,
    )
    try:
        labelled = load_labels(labels)
        documents = documents_of(labelled, labels.parent)
    except LabelError as error:
        complain(str(error))
        raise typer.Exit(Exit.FAILED) from error
    reviewed = [review_document(document) for document in documents]
    reviews, account = judge_reviews(reviewed, options)
    console = report_console()
    print_evaluation(console, evaluate(labelled, predictions_of(labelled, reviews)))
    if account:
        print_account(console, account)
        if account.unjudged:
            raise typer.Exit(Exit.FAILED)
