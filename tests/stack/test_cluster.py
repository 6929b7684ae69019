"""Daft on this machine says what the pool says; on a Ray cluster it was tried by hand."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reviewer.stack import cluster
from reviewer.stack.cluster import _Worker
from reviewer.stack.work import Options
from tests.stack.stacks import fill, fill_mixed, triage
from tests.stack.test_job import content

pytest.importorskip("daft", reason='the extra is not installed: pip install ".[daft]"')


def same(folder: Path, tmp_path: Path, *options: object) -> None:
    pool = triage(folder, "--store", tmp_path / "pool.db")
    daft = triage(folder, "--store", tmp_path / "daft.db", "--engine", "daft", *options)
    assert daft.stdout == pool.stdout
    assert daft.returncode == pool.returncode
    assert content(tmp_path / "daft.db") == content(tmp_path / "pool.db")


def test_daft_says_what_the_pool_says(tmp_path):
    fill_mixed(tmp_path / "forms", 26)
    members = io.BytesIO()
    with zipfile.ZipFile(members, "w") as archive:
        archive.writestr("甲.txt", (tmp_path / "forms" / "000007.txt").read_bytes() + b"\n")
    (tmp_path / "forms" / "more.zip").write_bytes(members.getvalue())
    (tmp_path / "forms" / "broken.docx").write_bytes(b"PK\x03\x04")
    same(tmp_path / "forms", tmp_path)


def test_results_by_way_of_parquet(tmp_path):
    fill(tmp_path / "forms", 10)
    same(tmp_path / "forms", tmp_path, "--parquet", tmp_path / "results")
    assert list((tmp_path / "results").glob("*.parquet"))


def test_a_worker_does_not_do_again_what_is_kept(tmp_path):
    fill(tmp_path / "forms", 1)
    path = tmp_path / "forms" / "000.txt"
    new = _Worker(Options(), frozenset())
    key, outcome, trouble = pickle.loads(new.examine("000.txt", str(path), "", None))  # noqa: S301
    assert outcome.forms
    assert trouble == ""
    again = _Worker(Options(), frozenset({key}))
    assert pickle.loads(again.examine("000.txt", str(path), "", None)) == (key, None, "")  # noqa: S301


def test_a_worker_goes_on_where_the_program_fails(tmp_path, monkeypatch):
    def fails(data, name, options):
        raise RuntimeError("no")

    fill(tmp_path / "forms", 1)
    monkeypatch.setattr(cluster, "examine", fails)
    path = tmp_path / "forms" / "000.txt"
    found = _Worker(Options(), frozenset()).examine("000.txt", str(path), "", None)
    assert "意外终止" in pickle.loads(found)[2]  # noqa: S301


def test_a_cluster_that_is_not_there_is_one_line(tmp_path):
    fill(tmp_path / "forms", 1)
    done = triage(tmp_path / "forms", "--engine", "daft", "--cluster", "ray://127.0.0.1:9")
    assert done.returncode == 2
    assert "Daft没有做完" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_named_by_url(tmp_path):
    fill(tmp_path / "forms", 4)
    url = f"file://{tmp_path}/forms/*.txt"
    done = triage(url, "--engine", "daft")
    assert "4 张自评表" in done.stdout
    assert done.stderr == ""


def test_without_the_extra_it_says_what_to_install(tmp_path):
    fill(tmp_path / "forms", 1)
    code = "import sys; sys.modules['daft'] = None\nfrom reviewer.commands import main; main()"
    command = [sys.executable, "-c", code, "triage", str(tmp_path / "forms"), "--engine", "daft"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "[daft]" in done.stderr
