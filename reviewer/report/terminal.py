"""The terminal that reports are printed on: colour only where somebody looks, no markup at all."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from reviewer.models import Conclusion, Severity
from reviewer.report.wrap import hanging

_MIN_WIDTH = 60
_PIPE_WIDTH = 80

SEVERITY_STYLE = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "cyan",
}
CONCLUSION_STYLE = {
    Conclusion.PASS: "green",
    Conclusion.ATTENTION: "yellow",
    Conclusion.FAIL: "bold red",
}


def report_console() -> Console:
    """Standard output, for the result alone. Pipes get no colour and 80 columns."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)
    console.width = max(console.width, _MIN_WIDTH)
    return console


def print_hanging(
    console: Console,
    label: str,
    text: str,
    indent: int,
    label_style: str = "dim",
    text_style: str = "",
) -> None:
    """`label` and the text behind it, wrapped under the text's beginning."""
    start = indent + len(label)
    for number, line in enumerate(hanging(label, text, console.width, indent)):
        shown = Text(line, style=text_style)
        if number == 0:
            shown.stylize(
                f"not bold {label_style}" if "bold" not in label_style else label_style,
                indent,
                start,
            )
        console.print(shown, soft_wrap=True)
