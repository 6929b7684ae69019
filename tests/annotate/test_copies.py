"""`check --annotate`: where the copy is written, and that nothing is overwritten."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

FORMATS = Path(__file__).parents[1] / "data" / "formats"


def check(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reviewer", "check", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture
def form(tmp_path):
    return Path(shutil.copy(FORMATS / "mistakes.docx", tmp_path / "自评表.docx"))


def test_the_copy_stands_beside_the_file_and_a_second_one_beside_the_first(form):
    before = form.read_bytes()
    for name in ("自评表-审核批注.docx", "自评表-审核批注(2).docx"):
        done = check(form, "--annotate")
        assert done.returncode == 1  # the form has errors; the copy was written
        assert name in done.stderr
        assert "A302" in done.stdout
        assert (form.parent / name).stat().st_size > 0
    assert form.read_bytes() == before


def test_the_copy_goes_where_it_is_told(form, tmp_path):
    assert check(form, "--annotate", tmp_path / "out.docx").returncode == 1
    assert (tmp_path / "out.docx").exists()
    folder = tmp_path / "copies"
    folder.mkdir()
    check(form, FORMATS / "mistakes.xlsx", "--annotate", folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "mistakes-审核批注.xlsx",
        "自评表-审核批注.docx",
    ]


@pytest.mark.parametrize("target", ["自评表.docx", "other.docx"])
def test_nothing_is_overwritten(form, tmp_path, target):
    (tmp_path / "other.docx").write_bytes(b"mine")
    before = (tmp_path / target).read_bytes()
    done = check(form, "--annotate", tmp_path / target)
    assert done.returncode == 2
    assert "已经存在，没有覆盖" in done.stderr
    assert (tmp_path / target).read_bytes() == before


def test_what_cannot_be_annotated_is_said_and_still_checked(tmp_path):
    data = (FORMATS / "mistakes.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    form = tmp_path / "form.docx"
    with zipfile.ZipFile(form, "w") as archive:
        for name, content in {**parts, "_xmlsignatures/sig1.xml": b"<Signature/>"}.items():
            archive.writestr(name, content)
    done = check(form, "--annotate", tmp_path / "out.docx")
    assert done.returncode == 2
    assert "签名" in done.stderr
    assert "A302" in done.stdout
    assert list(tmp_path.iterdir()) == [form]


def test_a_copy_in_another_format_has_its_ending_and_that_is_said(tmp_path):
    done = check(FORMATS / "mistakes.csv", "--annotate", tmp_path / "out.csv")
    assert done.returncode == 1
    assert "out.xlsx" in done.stderr
    assert "副本是照原表重画的.xlsx" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


@pytest.mark.parametrize("name", ["批注", "批注/"])
def test_a_folder_that_is_missing_is_made_and_that_is_said(tmp_path, name):
    done = check(
        FORMATS / "mistakes.docx", FORMATS / "mistakes.xls", "--annotate", f"{tmp_path}/{name}"
    )
    assert done.returncode == 1
    assert "已新建文件夹" in done.stderr
    assert sorted(path.name for path in (tmp_path / "批注").iterdir()) == [
        "mistakes-审核批注.docx",
        "mistakes-审核批注.xlsx",
    ]


def test_a_file_behind_the_option_is_told_to_stand_before_it(form):
    done = check("--annotate", form)
    assert done.returncode == 2
    assert "--annotate 要写在文件后面" in done.stderr
