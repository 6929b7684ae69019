"""The reviewer's workbook: what is proposed adds up, and text stays text."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reviewer.intake import read, read_bytes
from reviewer.models import Severity
from reviewer.reviewing import Reviewed, review_document
from reviewer.stack.stack import Entry, ListedStack
from reviewer.workbook import write_workbook
from reviewer.workbook.proposals import propose

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
STACK = sorted(
    path for path in SAMPLES.iterdir() if path.suffix not in (".doc", ".yaml", ".png", ".json")
)
CORRECT = sorted((ROOT / "tests" / "data" / "correct").glob("*.txt"))


def written(out: Path, stack: list[Reviewed]) -> list:
    entries = [
        Entry(case.form, case.policy, review)
        for one in stack
        for case, review in zip(one.cases, one.reviews, strict=True)
    ]
    listed = ListedStack(entries)
    write_workbook(out, listed)
    return [entry.review for entry in listed.entries()]


@pytest.fixture(scope="module")
def samples() -> list[Reviewed]:
    return [review_document(read(path)) for path in STACK]


@pytest.fixture(scope="module")
def book(tmp_path_factory, samples):
    out = tmp_path_factory.mktemp("book") / "out.xlsx"
    ordered = written(out, samples)
    return out, ordered


def table(sheet, header: int) -> list[dict[str, object]]:
    names = [cell.value for cell in sheet[header]]
    return [
        dict(zip(names, [cell.value for cell in row], strict=True))
        for row in sheet.iter_rows(min_row=header + 1)
    ]


def test_the_overview_has_every_form_worst_first_with_what_was_found(book):
    out, ordered = book
    rows = table(openpyxl.load_workbook(out, data_only=True)["概览"], 3)
    assert len(rows) == len(ordered)
    for row, review in zip(rows, ordered, strict=True):
        assert row["项目名称"] == (review.project or "（项目名称为空）")
        assert row["结论"] == review.conclusion
        errors = sum(one.severity is Severity.ERROR for one in review.findings)
        assert row["必须改"] == errors
        if review.supported_score is not None:
            assert Decimal(str(row["核查分数"])) == review.supported_score
            assert row["核查等级"] == review.supported_grade


def test_every_finding_is_listed_with_a_link_to_its_row(book):
    out, ordered = book
    read_back = openpyxl.load_workbook(out)
    sheet = read_back["问题清单"]
    rows = table(sheet, 1)
    assert len(rows) == sum(len(review.findings) for review in ordered)
    details = read_back["各表明细"]
    for at, row in enumerate(rows, start=2):
        target = sheet.cell(at, 1).hyperlink.location
        line = int(target.rpartition("!A")[2])
        if row["指标行"]:
            assert details.cell(line, 3).value == row["三级指标"]


def test_the_proposed_scores_by_hand(book):
    """农村公路养护: 预算执行 3 points where 9.6 are due; 总分 99.6, which holds the 9.6."""
    out, _ = book
    sheet = openpyxl.load_workbook(out, data_only=True)["各表明细"]
    start = next(r for r in range(1, 99) if "农村公路养护" in str(sheet.cell(r, 1).value))
    block = []
    for row in sheet.iter_rows(min_row=start + 1, values_only=True):
        block.append(row)
        if row[0] == "总分":
            break
    first, *_, rest, total = block
    assert first[0] == "预算执行"
    assert (first[6], first[8], first[9]) == (3, 9.6, -6.6)
    assert "应为9.6" in first[10]
    assert (rest[0], rest[9]) == ("整张表", 6.6)
    assert (total[6], total[9], total[8]) == (99.6, 0, 99.6)
    ordinary = [row for row in block[1:-2] if row[6] is not None]
    assert all(row[8] == row[6] and row[9] == 0 for row in ordinary)
    assert round(first[8] + sum(row[8] for row in ordinary), 2) == 99.6


@pytest.mark.parametrize("path", STACK, ids=lambda path: path.name)
def test_what_is_taken_off_adds_up_to_the_points_in_doubt(path):
    done = review_document(read(path))
    for case, review in zip(done.cases, done.reviews, strict=True):
        found = propose(case.form, review)
        parts = [*found.rows, found.execution, found.rest]
        assert sum((one.deduction for one in parts), Decimal(0)) == review.points_in_doubt


def test_correct_forms_are_proposed_as_they_are():
    for path in CORRECT:
        done = review_document(read(path))
        for case, review in zip(done.cases, done.reviews, strict=True):
            found = propose(case.form, review)
            assert all(not one.deduction for one in (*found.rows, found.execution, found.rest))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1+2", "@SUM(1)", "http://x", "\t=1", "123"])
def test_text_is_never_a_formula_a_link_or_a_number(tmp_path, start):
    text = CORRECT[0].read_text("utf-8")
    name = next(line.split("\t")[1] for line in text.split("\n") if line.startswith("项目名称"))
    hostile = f"{start.strip()}\u202e<b>"
    done = review_document(read_bytes(text.replace(name, hostile).encode(), f"{start.strip()}.txt"))
    out = tmp_path / "out.xlsx"
    written(out, [done])
    for sheet in openpyxl.load_workbook(out):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert cell.value.startswith(("='各表明细'", "=IF(", "=ROUND(", "=MAX("))
                if isinstance(cell.value, str) and cell.data_type != "f":
                    assert "\u202e" not in cell.value
                if cell.hyperlink:
                    assert cell.hyperlink.target is None


def test_charts_are_native(book):
    with zipfile.ZipFile(book[0]) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4


def without_values(source: Path, target: Path) -> Path:
    """The workbook with its formulas' values taken out, so that whoever opens it must compute."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", content))
    return target


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_formulas_give_what_is_stored(book, tmp_path):
    """Recalculated by LibreOffice, 核查分数, 核查等级 and 扣分 are what the program wrote."""
    out, _ = book
    bare = without_values(out, tmp_path / "bare.xlsx")
    soffice = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    for kind, source in (("ods", bare), ("xlsx:Calc MS Excel 2007 XML", tmp_path / "bare.ods")):
        command = [*soffice, "--convert-to", kind, "--outdir", str(tmp_path / "done"), str(source)]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        if kind == "ods":
            (tmp_path / "done" / "bare.ods").rename(tmp_path / "bare.ods")
    stored = openpyxl.load_workbook(out, data_only=True)
    computed = openpyxl.load_workbook(tmp_path / "done" / "bare.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(out)
    compared = 0
    for name in ("概览", "各表明细"):
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    mine = stored[name][cell.coordinate].value
                    theirs = computed[name][cell.coordinate].value
                    assert theirs == (
                        pytest.approx(mine) if isinstance(mine, float | int) else mine
                    )
                    compared += 1
    assert compared > 100


def test_the_command_writes_it_and_spares_the_files_under_review(tmp_path):
    form = Path(shutil.copy(ROOT / "tests/data/formats/mistakes.xlsx", tmp_path / "form.xlsx"))
    before = form.read_bytes()

    def triage(out: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reviewer", "triage", str(form), "--workbook", str(out)]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert triage(tmp_path / "out.xlsx").returncode == 1
    assert (tmp_path / "out.xlsx").exists()
    refused = triage(form)
    assert refused.returncode == 2
    assert "没有覆盖" in refused.stderr
    assert form.read_bytes() == before
    missing = triage(tmp_path / "no" / "out.xlsx")
    assert missing.returncode == 2
    assert "文件夹不存在" in missing.stderr


def test_our_own_reports_are_not_taken_for_forms(tmp_path):
    shutil.copy(ROOT / "tests/data/formats/mistakes.xlsx", tmp_path / "form.xlsx")
    command = [sys.executable, "-m", "reviewer", "triage", str(tmp_path)]
    command += ["--workbook", str(tmp_path / "审核.xlsx")]
    command += ["--format", "html", "-o", str(tmp_path / "审核.html")]
    run = {"capture_output": True, "text": True, "cwd": ROOT, "encoding": "utf-8"}
    assert subprocess.run(command, check=False, **run).returncode == 1
    again = subprocess.run(command[:5], check=False, **run)
    assert "1 张自评表" in again.stdout
    assert again.stderr.count("是本程序写出的审核报告") == 2
    assert "Warning" not in again.stderr
