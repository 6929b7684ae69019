"""`check --annotate`: write the annotated copies, never over a file that is there."""

from __future__ import annotations

import os
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
        out: a file, a folder (made if it is missing), or BESIDE.
        additions: labels of the user's configuration, with which the files were read.
    """
    folder = _folder(out)
    failed = False
    by_form = list(zip(reviews, drafts, strict=True))
    for one in reviewed:
        count = len(one.reviews)
        mine, by_form = by_form[:count], by_form[count:]
        source = Path(one.document.source)
        if out and folder is None and len(reviewed) > 1:
            complain(f"{out}：有几个文件时，--annotate 后面应是文件夹")
            return True
        if out and folder is None:
            failed |= not _write_copy(one, mine, source, Path(out), additions)
        else:
            beside = (folder or source.parent) / source.name
            failed |= not _write_copy(one, mine, source, beside, additions, is_taken=False)
    return failed


def _folder(out: str) -> Path | None:
    """The folder that is meant, None for a file; one that is missing is made.

    A name without an ending is that of a folder: no copy is called so.
    """
    path = Path(out)
    if not out or path.is_dir():
        return path if out else None
    is_folder = out.endswith(("/", os.sep)) or not path.suffix
    if not is_folder or path.exists():
        return None
    try:
        path.mkdir(parents=True)
    except OSError as error:
        complain(f"{out}：文件夹建不了（{told(error)}）")
        return None
    complain(f"已新建文件夹：{out}")
    return path


def _write_copy(
    one: Reviewed,
    forms: Sequence[tuple[Review, Mapping[int, str]]],
    source: Path,
    target: Path,
    additions: Additions,
    *,
    is_taken: bool = True,
) -> bool:
    """Write a copy to `target`, or where `is_taken` is false beside it under a name that is free."""
    from reviewer.annotate import AnnotateError, annotate, marked
    from reviewer.intake import ReadError, read_bytes, read_head

    try:
        data = read_head(source)
        if read_bytes(data, one.document.source, additions) != one.document:
            raise AnnotateError("检查期间文件有改动，没有加批注；请重新运行")
        placed = read_bytes(data, one.document.source, additions, by_column=True).forms
        copy = annotate(
            data,
            [
                marked(form, review, skeletons)
                for form, (review, skeletons) in zip(placed, forms, strict=True)
            ],
        )
        if target.suffix.lower() not in copy.endings:
            target = target.with_suffix(copy.endings[0])
        if not is_taken:
            target = free_name(target, _ENDING)
        with target.open("xb") as file:
            file.write(copy.data)
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
        complain(f"已写出带批注的副本：{target}{f'（{copy.said}）' if copy.said else ''}")
        return True
    return False
