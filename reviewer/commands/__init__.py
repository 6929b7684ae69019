"""The command line. Standard output carries the result, everything else goes to standard error.

Each command imports what it needs when it runs, so that `reviewer --version` starts at once.
"""

from __future__ import annotations

import sys

import typer
from typer.exceptions import TyperException

from reviewer import __version__
from reviewer.commands import cache, check, evaluate, extract, policy, rule, streams, triage
from reviewer.commands.copies import with_optional_value
from reviewer.commands.exits import Exit, complain, crashed
from reviewer.commands.usage import in_chinese
from reviewer.system_errors import told

_INTERRUPTED = "已中断；用了 --store 的，重新运行同一条命令即可接着做"

app = typer.Typer(
    help="财政项目支出绩效自评表审核：算术和一致性检查。",
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.command)
app.command("check")(check.command)
app.command("triage")(triage.command)
app.command("rule")(rule.command)
app.command("policy")(policy.command)
app.command("eval")(evaluate.command)
app.add_typer(cache.app, name="cache")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reviewer {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", help="显示版本。", callback=_show_version, is_eager=True
    ),
) -> None:
    """财政项目支出绩效自评表审核。"""


def main() -> None:
    """Run the command line and exit with its status."""
    streams.open_streams()
    status: int | None = Exit.OK
    try:
        status = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain(_INTERRUPTED)
        status = Exit.INTERRUPTED
    except SystemExit:  # what the libraries make of a reader (head, less) that left
        streams.let_go()
        status = Exit.UNHEARD
    except OSError as error:
        status = _not_written(error)
    except Exception as error:  # whatever nobody foresaw
        status = crashed(error)
    sys.exit(status or 0)


def _run() -> int | None:
    try:
        status: int | None = app(list(with_optional_value(sys.argv[1:])), standalone_mode=False)
    except TyperException as error:
        told = error.format_message()
        if told.startswith("Missing argument") and "--annotate" in sys.argv:
            told = "没有写要检查的文件（--annotate 要写在文件后面：reviewer check 文件 --annotate）"
        complain(f"命令有误：{in_chinese(told)}（用 reviewer --help 查看用法）")
        status = Exit.FAILED
    except typer.Abort:
        status = Exit.FAILED
    if status == Exit.INTERRUPTED:  # what the library makes of Ctrl-C
        complain(_INTERRUPTED)
    return status


def _not_written(error: OSError) -> Exit:
    """The exit status where standard output takes no more.

    An error with a file's name is of another file, which the command should have seen to.
    """
    if error.filename is not None:
        return crashed(error)
    streams.let_go()
    if streams.has_left(error):
        return Exit.UNHEARD
    complain(f"结果没有写完：标准输出写不了（{told(error)}）")
    return Exit.FAILED
