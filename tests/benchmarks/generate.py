"""Thousands of correct forms over all formats: `python -m tests.benchmarks.generate FOLDER COUNT`.

Each is a correct form of tests/data/correct with a project, a unit and row names of its own, so
that no two hold the same text; every fourteenth or so has a wrong total. The same count gives the
same files.
"""

from __future__ import annotations

import argparse
import io
import random
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdf

from tests.documents.ruling import drawn
from tests.documents.writers import WRITERS

DATA = Path(__file__).parents[1] / "data"
SIGNS = "东南西北中青白玄朱金银铜铁木水火土山川林"
KINDS = (
    "docx",
    "xlsx",
    "docx",
    "xlsx",
    "html",
    "csv",
    "md",
    "txt",
    "docx",
    "xlsx",
    "pdf",
    "xls",
    "ods",
)
"""Word and Excel are what most units send."""
UNITS = 40
WRONG = 14
NAME_HEADINGS = ("三级指标", "指标名称")


def sources() -> list[str]:
    """The texts of the correct forms that are one form each."""
    paths = sorted((DATA / "correct").glob("*.txt"))
    return [
        path.read_text("utf-8") for path in paths if path.stem not in ("pdf-wrapped", "two-forms")
    ]


def sign(number: int) -> str:
    """Characters that stand for a number; no digits, which would be figures of the form."""
    letters = ""
    while number or not letters:
        number, rest = divmod(number, len(SIGNS))
        letters = SIGNS[rest] + letters
    return letters.rjust(3, SIGNS[0])


def varied(text: str, number: int, *, wrong: bool) -> str:
    """The form as another project's: name, unit, row names and explanations are its own."""
    mark, unit = sign(number), sign(number % UNITS)
    lines = []
    columns: dict[str, int] = {}
    for line in text.split("\n"):
        cells = line.split("\t")
        heading = next((at for at, cell in enumerate(cells) if cell.strip() in NAME_HEADINGS), None)
        if heading is not None:
            columns = {"name": heading}
            why = [at for at, cell in enumerate(cells) if "原因" in cell or "偏差" in cell]
            columns |= {"why": why[0]} if why else {}
        elif cells[0].strip() in ("总分", "合计", "自评总分", "总计"):
            if wrong:
                score = max(at for at, cell in enumerate(cells) if _is_number(cell))
                cells[score] = str(round(float(cells[score]) - 7, 2))
            columns = {}
        elif columns:
            for role, at in columns.items():
                if at < len(cells) and len(cells[at].strip()) > 2:
                    name = role == "name"
                    cells[at] = f"{cells[at]}（{mark}片区）" if name else f"{mark}片区：{cells[at]}"
        for at, cell in enumerate(cells[:-1]):
            if cell.strip() == "项目名称":
                cells[at + 1] = f"{cells[at + 1]}{mark}"
            elif cell.strip() in ("实施单位", "项目单位", "主管部门") and cells[at + 1].strip():
                department = cell.strip() == "主管部门"
                cells[at + 1] += "" if department else f"{unit}分局"
        lines.append("\t".join(cells))
    return "\n".join(lines)


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).isdigit()


def document(number: int, texts: list[str]) -> tuple[str, bytes]:
    """Name and bytes of the file of a number."""
    kind = KINDS[number % len(KINDS)]
    if kind in ("pdf", "xls", "ods"):
        return f"{number:06}.{kind}", _of_file(kind, number)
    text = varied(texts[number % len(texts)], number, wrong=number % WRONG == 0)
    if kind == "txt":
        return f"{number:06}.txt", text.encode()
    return f"{number:06}.{kind}", WRITERS[kind]([drawn(text)])


def _of_file(kind: str, number: int) -> bytes:
    """A file of tests/data/formats, with something in it that nobody sees to make it another."""
    names = ("annex", "rural", "split", "mistakes")
    data = (DATA / "formats" / f"{names[number % len(names)]}.{kind}").read_bytes()
    stream = io.BytesIO(data)
    if kind == "pdf":
        writer = pypdf.PdfWriter(clone_from=stream)
        writer.add_metadata({"/Subject": str(number)})
        stream = io.BytesIO()
        writer.write(stream)
    elif kind == "ods":
        with zipfile.ZipFile(stream, "a") as archive:
            archive.comment = str(number).encode()
    else:
        return data + number.to_bytes(4, "big").ljust(512, b"\0")
    return stream.getvalue()


def _write(arguments: tuple[Path, int, int]) -> None:
    folder, start, end = arguments
    texts = sources()
    for number in range(start, end):
        name, data = document(number, texts)
        place = folder / f"{number % UNITS:02}"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)


def generate(folder: Path, count: int) -> None:
    """Write the files of the numbers below `count` into folders by unit."""
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write, _parts(folder, count)))


def _parts(folder: Path, count: int, size: int = 200) -> Iterator[tuple[Path, int, int]]:
    starts = list(range(0, count, size))
    random.Random(0).shuffle(starts)  # noqa: S311 - evens out the work
    for start in starts:
        yield folder, start, min(count, start + size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    given = parser.parse_args()
    generate(given.folder, given.count)
