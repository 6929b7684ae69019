"""Write samples/ and tests/data/formats/: `python -m tests.documents.make_samples`.

Word and Excel files, web pages, CSV and Markdown come out the same each time. .doc, .xls, .ods,
.pdf and the scan are made by LibreOffice where it is on the machine, and are kept otherwise.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from reviewer.intake import read_bytes
from tests.documents import writers
from tests.documents.compare import as_json
from tests.documents.ruling import Drawing, drawn
from tests.intake.readers.raw_workbook import many_cells
from tests.mistakes.bases import AIR, CLINIC, FARM, LIBRARY, RIVER, ROAD
from tests.mistakes.paper import Paper

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
FORMATS = ROOT / "tests" / "data" / "formats"
CORRECT = ROOT / "tests" / "data" / "correct"
BY_OFFICE = {"doc": "docx", "pdf": "docx", "xls": "xlsx", "ods": "xlsx"}
"""Format, and which of ours LibreOffice makes it from."""
SCAN_SCALE = 2.5


def correct(name: str) -> Drawing:
    """A correct form of tests/data/correct."""
    return drawn((CORRECT / f"{name}.txt").read_text("utf-8"))


def planted(paper: Paper, **edits: str) -> Drawing:
    """A form with mistakes: `名称__column` to the new text; the total is not updated."""
    changes = {name.replace("__", "."): text for name, text in edits.items()}
    return drawn(paper.changed(changes, keep_total=True).printed())


def samples() -> dict[str, list[Drawing]]:
    """The shipped stack: by file name, the forms in it."""
    wrong_river = planted(RIVER, **{f"{RIVER.rows[0].name}__score": "1"})
    wrong_road = planted(ROAD, **{f"{ROAD.lines[0].label}__score": "3", "achieved": ROAD.planned})
    wrong_clinic = planted(CLINIC, **{f"{CLINIC.lines[0].label}__rate": "12.34%"})
    wrong_farm = planted(FARM, **{f"{FARM.rows[1].name}__actual": FARM.rows[1].target})
    return {
        "某县高标准农田建设-2023.docx": [correct("sichuan-farmland")],
        "某市公共图书馆免费开放-2023.docx": [
            drawn(LIBRARY.printed()),
            correct("museum-exhibition"),
        ],
        "某县河道整治-有错.docx": [wrong_river],
        "某市农村公路养护-有错.xlsx": [wrong_road],
        "某区卫生健康委三个项目.xlsx": [
            correct("hubei-clinic"),
            correct("women-screening"),
            wrong_clinic,
        ],
        "农产品质量安全监管（扁平表）.xls": [correct("chongqing-flat")],
        "法治宣传教育经费（四块表）.ods": [correct("hebei")],
        "某县绩效自评公开.html": [correct("yunnan-split-library"), correct("township-sanitation")],
        "某市大气污染防治.pdf": [drawn(AIR.printed())],
        "某县妇幼健康服务.pdf": [correct("rich-goal-health")],
        "某省转移支付.csv": [correct("transfer")],
        "农业生产社会化服务-有错.md": [wrong_farm],
        "部门整体支出.doc": [correct("department")],
    }


def formats() -> dict[str, Drawing]:
    """Forms that are written in every format."""
    river = planted(RIVER, **{f"{RIVER.rows[0].name}__score": "1"})
    return {
        "annex": correct("rich-goal-water"),
        "rural": correct("rural-revitalization"),
        "split": correct("yunnan-split-library"),
        "mistakes": river,
    }


def write(folder: Path, name: str, drawings: Sequence[Drawing]) -> None:
    """Write one document in the format that its name ends with."""
    ending = name.rpartition(".")[2]
    path = folder / name
    if ending == "png":
        if (data := _scanned(drawings)) is not None:
            path.write_bytes(data)
    elif ending not in BY_OFFICE:
        path.write_bytes(writers.WRITERS[ending](drawings))
    elif (data := _converted(drawings, ending)) is not None:
        path.write_bytes(data)


def _converted(drawings: Sequence[Drawing], ending: str) -> bytes | None:
    source = BY_OFFICE[ending]
    return _by_office(writers.WRITERS[source](drawings), source, ending)


def _by_office(data: bytes, source: str, ending: str) -> bytes | None:
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"form.{source}"
        path.write_bytes(data)
        command = [program, "--headless", "--norestore", "--convert-to", ending]
        subprocess.run(
            [*command, "--outdir", folder, str(path)], check=True, capture_output=True, timeout=120
        )
        return path.with_suffix(f".{ending}").read_bytes()


def _scanned(drawings: Sequence[Drawing]) -> bytes | None:
    """The first page as a picture, as a scanner makes it."""
    pdf = _converted(drawings, "pdf")
    if pdf is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        document = pypdfium2.PdfDocument(pdf)
        document[0].render(scale=SCAN_SCALE, grayscale=True).to_pil().save(path, optimize=True)
        return path.read_bytes()


def main() -> None:
    """Write everything."""
    for name, drawings in samples().items():
        write(SAMPLES, name, drawings)
    FORMATS.mkdir(exist_ok=True)
    for name, drawing in formats().items():
        for ending in (*writers.WRITERS, *BY_OFFICE):
            write(FORMATS, f"{name}.{ending}", [drawing])
        (form,) = read_bytes((FORMATS / f"{name}.docx").read_bytes(), name).forms
        key = json.dumps(as_json(form), ensure_ascii=False, indent=1)
        (FORMATS / f"{name}.key.json").write_text(f"{key}\n", "utf-8")
    write(FORMATS, "scan.png", [correct("chongqing-flat")])
    if (cells := _by_office(many_cells(), "xlsx", "xls")) is not None:
        (FORMATS.parent / "cells.xls").write_bytes(cells)


if __name__ == "__main__":
    main()
