"""Reading and checking against the bare library, per format: `python tests/benchmarks/formats.py`.

The library merely opens the file and takes every cell's text out of it, in the way that its own
documentation shows; the reviewer makes forms of the same bytes and checks them. Both run in this
process, one after the other.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

from reviewer.intake import read_bytes
from reviewer.reviewing import review_document

FORMATS = Path(__file__).parents[1] / "data" / "formats"
SECONDS = 2.0


def bare_docx(data: bytes) -> None:
    import docx

    for table in docx.Document(io.BytesIO(data)).tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def bare_xlsx(data: bytes) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            _ = row


def bare_xls(data: bytes) -> None:
    import xlrd

    for sheet in xlrd.open_workbook(file_contents=data, formatting_info=True).sheets():
        for row in range(sheet.nrows):
            _ = sheet.row_values(row)


def bare_pdf(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            _ = page.extract_tables()


def bare_html(data: bytes) -> None:
    from lxml import html

    for cell in html.document_fromstring(data).iter("td"):
        _ = cell.text_content()


def bare_ods(data: bytes) -> None:
    import zipfile

    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))
    _ = ["".join(cell.itertext()) for cell in root.iter("{*}table-cell")]


BARE: dict[str, Callable[[bytes], None]] = {
    "docx": bare_docx,
    "xlsx": bare_xlsx,
    "xls": bare_xls,
    "pdf": bare_pdf,
    "ods": bare_ods,
    "html": bare_html,
}


def seconds(work: Callable[[], object]) -> float:
    """The time of one call, the mean over some seconds after a first one."""
    work()
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        work()
        done += 1
    return (time.perf_counter() - start) / done


def measure() -> list[dict[str, float | str]]:
    """For each format: bare reading, extraction and checks in milliseconds, and the ratio."""
    found: list[dict[str, float | str]] = []
    for ending, bare in BARE.items():
        data = (FORMATS / f"annex.{ending}").read_bytes()
        document = read_bytes(data, "annex")
        reading = seconds(lambda bare=bare, data=data: bare(data))
        extraction = seconds(lambda data=data: read_bytes(data, "annex"))
        checks = seconds(lambda document=document: review_document(document))
        found.append(
            {
                "format": ending,
                "bare (ms)": 1000 * reading,
                "extract (ms)": 1000 * extraction,
                "check (ms)": 1000 * checks,
                "ratio": (extraction + checks) / reading,
            }
        )
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gc.freeze()
    figures = measure()
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    print("  ".join(f"{name:>12}" for name in figures[0]))
    for line in figures:
        print(
            "  ".join(f"{v:>12.2f}" if isinstance(v, float) else f"{v:>12}" for v in line.values())
        )


if __name__ == "__main__":
    main()
