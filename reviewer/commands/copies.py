"""`check --annotate`: write the annotated copies, never over a file that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.commands.exits import complain
from reviewer.commands.output import free_name
from reviewer.system_errors import told

if TYPE_CHECKING:
    from reviewer.intake.additions import Additions
    from reviewer.models import Review
    from reviewer.reviewing import Reviewed

BESIDE = ""
"""What `--annotate` holds when no path follows it: the copy stands beside the file."""
_ENDING = "审核批注"


def with_optional_value(arguments: Sequence[str], option: str = "--annotate") -> Iterator[str]:
    """The arguments, with `--annotate` alone written as `--annotate=`.

    Typer knows no option whose value may be left out.
    """
    for at, argument in enumerate(arguments):
        following = arguments[at + 1 : at + 2]
        alone = not following or following[0].startswith("-")
        yield f"{option}={BESIDE}" if argument == option and alone else argument


def write_copies(
    reviewed: Sequence[Reviewed],
    reviews: Sequence[Review],
    drafts: Sequence[Mapping[int, str]],
    out: str,
    additions: Additions = (),
) -> bool:
    """Write a copy of each file; whether one could not be written.

    Args:
        reviewed: the documents.
        reviews: of all their forms, those of the judge included.
        drafts: made without a model, form by form.
        out: a file, a folder, or BESIDE.
        additions: labels of the user's configuration, with which the files were read.
    """
    failed = False
    by_form = list(zip(reviews, drafts, strict=True))
    for one in reviewed:
        count = len(one.reviews)
        mine, by_form = by_form[:count], by_form[count:]
        source = Path(one.document.source)
        folder = Path(out) if out and Path(out).is_dir() else None
        if out and folder is None and len(reviewed) > 1:
            complain(f"{out}：有几个文件时，--annotate 后面应是一个已有的文件夹")
            return True
        target = (
            Path(out)
            if out and folder is None
            else free_name((folder or source.parent) / source.name, _ENDING)
        )
        failed |= not _write_copy(one, mine, source, target, additions)
    return failed


def _write_copy(
    one: Reviewed,
    forms: Sequence[tuple[Review, Mapping[int, str]]],
    source: Path,
    target: Path,
    additions: Additions,
) -> bool:
    from reviewer.annotate import AnnotateError, annotate, marked
    from reviewer.intake import ReadError, read_bytes, read_head

    try:
        data = read_head(source)
        if read_bytes(data, one.document.source, additions) != one.document:
            raise AnnotateError("检查期间文件有改动，没有加批注；请重新运行")
        copy = annotate(
            data,
            [
                marked(form, review, skeletons)
                for form, (review, skeletons) in zip(one.document.forms, forms, strict=True)
            ],
        )
        with target.open("xb") as file:
            file.write(copy)
    except (AnnotateError, ReadError) as error:
        complain(f"{source}：{error}")
    except FileExistsError:
        complain(
            f"{target}：已经存在，没有覆盖；--annotate 后面写的是副本的文件名，请换一个"
            "（要检查这个文件，写在 --annotate 前面）"
        )
    except OSError as error:
        complain(f"{target}：无法写入（{told(error)}）")
    else:
        complain(f"已写出带批注的副本：{target}")
        return True
    return False
