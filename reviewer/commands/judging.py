"""`--judge` and what belongs to it: options, progress, cassettes, and what is said about a run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewer.commands.exits import Exit, complain
from reviewer.commands.progress import bar

if TYPE_CHECKING:
    from reviewer.judge.judging import Account
    from reviewer.models import Review
    from reviewer.reviewing import Reviewed


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What the command line says about the judge; None where it says nothing."""

    judge: Annotated[
        bool | None,
        typer.Option(
            "--judge/--no-judge",
            help="用模型判断说明能否支持扣分并拟改进稿；表的内容会发给模型。",
        ),
    ] = None
    model: Annotated[str | None, typer.Option("--model", help="模型名称。")] = None
    mode: Annotated[
        str | None, typer.Option("--mode", help="结构化输出方式：json_schema、tools 或 json。")
    ] = None
    concurrency: Annotated[
        int | None, typer.Option("--concurrency", min=1, help="同时进行的请求数，默认 8。")
    ] = None
    max_cost: Annotated[
        float | None, typer.Option("--max-cost", help="费用上限，到了就不再询问。")
    ] = None
    max_requests: Annotated[
        int | None, typer.Option("--max-requests", help="请求数上限，到了就不再询问。")
    ] = None
    no_cache: Annotated[bool, typer.Option("--no-cache", help="不用以前的回答，也不保存。")] = False
    config: Annotated[Path | None, typer.Option("--config", help="配置文件（TOML）。")] = None
    prompts: Annotated[Path | None, typer.Option("--prompts", help="自己的提示词文件夹。")] = None
    record: Annotated[Path | None, typer.Option("--record", help="把问答录到文件，留作底稿。")] = (
        None
    )
    replay: Annotated[
        Path | None, typer.Option("--replay", help="用录下的问答代替模型，不连网络。")
    ] = None

    @property
    def is_silent(self) -> bool:
        """Nothing on the command line speaks of the judge; the file may be given for other tables."""
        return replace(self, config=None) == SILENT


SILENT = JudgeOptions()


def with_judge_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the fields of JudgeOptions as options; it takes them as `options`."""
    names = {field.name for field in fields(JudgeOptions)}
    own = inspect.signature(command, eval_str=True).parameters.values()
    added = inspect.signature(JudgeOptions, eval_str=True).parameters.values()

    @wraps(command)
    def run(**given: Any) -> None:
        about = {name: given.pop(name) for name in names}
        command(**given, options=JudgeOptions(**about))

    kept = [one for one in own if one.name != "options"]
    parameters = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for one in (*kept, *(one for one in added if one.name not in {o.name for o in kept}))
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def judge_reviews(
    reviewed: Sequence[Reviewed], options: JudgeOptions
) -> tuple[list[Review], Account | None]:
    """The reviews, with verdicts where the judge is asked for; None where it is not.

    Raises:
        typer.Exit: the judge's configuration is broken; said on standard error.
    """
    plain = [review for one in reviewed for review in one.reviews]
    if not may_judge(options):
        return plain, None
    from reviewer.judge.prompt import PromptError
    from reviewer.judge.settings import JudgeConfigError

    try:
        return _judged(reviewed, options, plain)
    except (JudgeConfigError, PromptError) as error:
        complain(str(error))
        raise typer.Exit(Exit.FAILED) from error


def may_judge(options: JudgeOptions) -> bool:
    """Whether the judge may be asked for: by an option, or by the user's configuration."""
    given = not options.is_silent or options.config is not None
    return options.judge is not False and (given or _may_be_enabled())


def _may_be_enabled() -> bool:
    from reviewer.configuration import default_path

    return default_path().is_file()


def _judged(
    reviewed: Sequence[Reviewed], options: JudgeOptions, plain: list[Review]
) -> tuple[list[Review], Account | None]:
    import asyncio

    from reviewer.judge import settings as judge_settings
    from reviewer.judge.cache import Cache
    from reviewer.judge.prompt import load_prompt

    settings = judge_settings.load(
        options.config,
        replaying=options.replay is not None,
        model=options.model,
        mode=options.mode,
        concurrency=options.concurrency,
        max_cost=options.max_cost,
        max_requests=options.max_requests,
    )
    if not (options.judge or settings.enabled):
        if not options.is_silent:
            complain("没有 --judge，与模型有关的选项不起作用")
        return plain, None
    from reviewer.judge.judging import judge

    prompt = load_prompt(options.prompts)
    cache = None if options.no_cache or options.replay else Cache()
    endpoint = None if options.replay else settings.base_url
    with _tape(options) as tape, bar("询问模型") as progress:
        merged, account = asyncio.run(
            judge(reviewed, settings, prompt, cache=cache, endpoint=endpoint, progress=progress)
        )
        unplayed = tape.unplayed if tape else []
    warnings = [*(cache.warnings if cache else ()), *(tape.warnings if tape else ())]
    if unplayed:
        warnings.append(f"录制文件里有 {len(unplayed)} 次问答没有用到：{unplayed[0]}")
    for warning in warnings:
        complain(warning)
    if cache:
        cache.close()
    return [review for part in merged for review in part], account


def _tape(options: JudgeOptions) -> Any:
    """The cassette to record on or to replay, if any."""
    from reviewer.judge import cassette

    if options.record and options.replay:
        complain("--record 和 --replay 不能同时用")
        raise typer.Exit(Exit.FAILED)
    if options.record:
        return cassette.record(options.record)
    if options.replay:
        return cassette.replay(options.replay)
    return nullcontext()
