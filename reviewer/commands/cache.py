"""`reviewer cache info|clear`: the answers that the judge keeps."""

from __future__ import annotations

from datetime import datetime

import typer

from reviewer.commands.exits import complain

app = typer.Typer(help="查看或清空模型回答的缓存。", no_args_is_help=True)


@app.command("info")
def info() -> None:
    """缓存在哪里、有多少。"""
    from reviewer.judge.cache import Cache

    with Cache() as cache:
        held = cache.info()
        for warning in cache.warnings:
            complain(warning)
    typer.echo(f"{held.path}\n{held.entries} 个回答，{held.bytes} 字节")
    if held.oldest is not None and held.newest is not None:
        first, last = (datetime.fromtimestamp(at).date() for at in (held.oldest, held.newest))
        typer.echo(f"{first} 至 {last}")


@app.command("clear")
def clear() -> None:
    """清空缓存。"""
    from reviewer.judge.cache import Cache

    with Cache() as cache:
        removed = cache.clear()
        for warning in cache.warnings:
            complain(warning)
    typer.echo(f"已删除 {removed} 个回答")
