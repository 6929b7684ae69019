"""What `check` and `triage` have in common: options, reviewing, the exit status."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reviewer.commands.exits import Exit, complain

if TYPE_CHECKING:
    from reviewer.intake.additions import Additions
    from reviewer.models import Form, Review, Severity
    from reviewer.reviewing import Reviewed
    from reviewer.stack.work import Options


class FailOn(StrEnum):
    """From which severity on the exit status is 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


PolicyOption = Annotated[
    str | None,
    typer.Option(
        "--policy",
        help="评分规则：名称（见 reviewer policy）或自己的 TOML 文件。默认按表内信息选定。",
    ),
]
SelectOption = Annotated[
    list[str] | None, typer.Option("--select", help="只用这些规则，编号或其开头，如 A2,A501。")
]
IgnoreOption = Annotated[list[str] | None, typer.Option("--ignore", help="不用这些规则。")]
FailOnOption = Annotated[
    FailOn, typer.Option("--fail-on", help="有这一程度及以上的问题时退出状态为 1。")
]


def review_files(
    paths: Iterable[Path],
    policy: str | None,
    select: list[str] | None,
    ignore: list[str] | None,
    config: Path | None = None,
) -> tuple[list[Reviewed], bool]:
    """Every document that could be read, reviewed, and whether anything went wrong.

    Raises:
        typer.Exit: see asked.
    """
    from reviewer.commands.sources import Sources
    from reviewer.reviewing import review_document

    options = asked(policy, select, ignore, config)
    # What was imported lives as long as the process: no collection need look at it again.
    gc.freeze()
    sources = Sources(paths, options.additions)
    done: list[Reviewed] = []
    for document in sources.documents():
        reviewed = review_document(document, policy, options.select, options.ignore)
        done.append(reviewed)
        for message in reviewed.crashed:
            complain(f"{document.source}{message}")
    return done, sources.failed or any(reviewed.crashes for reviewed in done)


def asked(
    policy: str | None,
    select: list[str] | None,
    ignore: list[str] | None,
    config: Path | None = None,
) -> Options:
    """What the options ask for, with the labels that the configuration adds.

    Raises:
        typer.Exit: the policy or a rule's code is not known, or the configuration cannot be used;
            said on standard error.
    """
    from reviewer.policy import PolicyError, load
    from reviewer.stack.work import Options

    wanted, unwanted = _codes(select), _codes(ignore)
    try:
        if policy is not None:
            load(policy)
    except PolicyError as error:
        complain(str(error))
        raise typer.Exit(Exit.FAILED) from error
    return Options(policy, tuple(wanted), tuple(unwanted), additions(config))


def additions(config: Path | None) -> Additions:
    """The labels that the configuration adds to the vocabulary.

    Raises:
        typer.Exit: it cannot be used; said on standard error.
    """
    from reviewer.configuration import ConfigError
    from reviewer.intake.additions import load

    try:
        return load(config)
    except ConfigError as error:
        complain(str(error))
        raise typer.Exit(Exit.FAILED) from error


def _codes(given: list[str] | None) -> list[str]:
    """Codes separated by commas or given several times; an unknown one is an error."""
    codes = [code.strip().upper() for item in given or () for code in item.split(",")]
    codes = [code for code in codes if code]
    if not codes:
        return []
    from reviewer.rules import RULES
    from reviewer.stack.pages import PAGES

    for code in codes:
        # J codes belong to the judge, which is asked separately.
        if not code.startswith("J") and not any(
            known.startswith(code) for known in (*RULES, *PAGES)
        ):
            complain(f"没有编号以“{code}”开头的规则（用 reviewer rule 查看全部）")
            raise typer.Exit(Exit.FAILED)
    return codes


def drafts(reviewed: Sequence[Reviewed]) -> list[dict[int, str]]:
    """For each form the drafts that code makes out of computed facts alone, by row."""
    from reviewer.judge.drafts import skeletons

    return [skeletons(case) for one in reviewed for case in one.cases]


def with_forms(
    reviewed: Sequence[Reviewed], reviews: Sequence[Review]
) -> list[tuple[Form, Review, dict[int, str]]]:
    """Each review with the form that it is of and the drafts made without a model."""
    forms = [case.form for one in reviewed for case in one.cases]
    return list(zip(forms, reviews, drafts(reviewed), strict=True))


def finish(reviews: Iterable[Review], fail_on: FailOn, *, failed: bool) -> None:
    """Leave with the exit status that the reviews give.

    Raises:
        typer.Exit: always, unless the status is 0.
    """
    if failed:
        raise typer.Exit(Exit.FAILED)
    # That the model could not be had says nothing about the form.
    status = status_of(
        {
            finding.severity
            for review in reviews
            for finding in review.findings
            if finding.code != "J609"
        },
        fail_on,
    )
    if status:
        raise typer.Exit(status)


def status_of(severities: Collection[Severity], fail_on: FailOn) -> Exit:
    """The exit status that findings of these severities give."""
    from reviewer.models import Severity

    if fail_on is FailOn.NEVER:
        return Exit.OK
    limit = Severity(fail_on.value).rank
    found = any(severity.rank <= limit for severity in severities)
    return Exit.FINDINGS if found else Exit.OK
