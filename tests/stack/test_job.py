"""A stack as one job: the same in any number of processes, taken up after any kind of end."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.intake import ReadError
from reviewer.stack import job, work
from reviewer.stack.database import StoreError
from reviewer.stack.store import Store
from reviewer.stack.work import Options, examine
from tests.stack.stacks import ROOT, fill, fill_mixed, told, triage


@pytest.fixture
def folder(tmp_path):
    fill(tmp_path / "forms", 24)
    return tmp_path / "forms"


def content(path: Path) -> list[tuple]:
    """All that a store says of its stack, in order."""
    store = Store(path)
    store.last()
    found = [(line.source, line.form, line.conclusion, line.codes) for line in store.lines()]
    found += list(store.troubles())
    store.close()
    return found


def in_store(path: Path, query: str) -> int:
    with sqlite3.connect(path) as base:
        return base.execute(query).fetchone()[0]


def test_one_and_two_workers_say_the_same(tmp_path):
    fill_mixed(tmp_path / "forms", 26)
    first = told(tmp_path / "forms", "--jobs", 1)
    second = told(tmp_path / "forms", "--jobs", 2)
    assert first == second
    assert len(first["reviews"]) >= 26


def test_the_order_of_files_does_not_matter(folder):
    files = sorted(folder.iterdir())
    random.Random(3).shuffle(files)  # noqa: S311
    assert told(*files)["reviews"] == told(folder)["reviews"]


def test_a_second_run_reads_and_checks_only_what_changed(folder, tmp_path, monkeypatch):
    store = Store(tmp_path / "s.db")
    examined: list[str] = []

    def watched(data, name, options):
        examined.append(Path(name).name)
        return examine(data, name, options)

    monkeypatch.setattr(job, "_FEW", 1000)  # in this process, where it can be watched
    monkeypatch.setattr(job, "examine", watched)
    job.run([folder], store, Options(), jobs=1)
    assert len(examined) == 24
    examined.clear()
    job.run([folder], store, Options(), jobs=1)
    assert examined == []
    (folder / "003.txt").write_bytes((folder / "003.txt").read_bytes() + b"\n")
    (folder / "004.txt").unlink()
    job.run([folder], store, Options(), jobs=1)
    assert examined == ["003.txt"]
    assert len(list(store.lines())) == 23
    examined.clear()
    job.run([folder], store, Options(ignore=("A5",)), jobs=1)
    assert len(examined) == 23
    store.close()


def test_the_same_content_twice_is_checked_once_and_reported_twice(folder, tmp_path):
    (folder / "copy.txt").write_bytes((folder / "001.txt").read_bytes())
    done = triage(folder, "--store", tmp_path / "s.db", "--jobs", 2)
    assert "25 张自评表" in done.stdout
    assert in_store(tmp_path / "s.db", "SELECT count(*) FROM result") == 24


def test_the_store_alone_prints_the_report_again(folder, tmp_path):
    first = triage(folder, "--store", tmp_path / "s.db", "--show", 1)
    for path in folder.iterdir():
        path.unlink()
    again = triage("--store", tmp_path / "s.db", "--show", 1)
    assert again.stdout == first.stdout
    assert again.returncode == first.returncode


def kills_its_worker(data, name, options):
    if name.endswith("007.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return examine(data, name, options)


def takes_for_ever(data, name, options):
    if name.endswith("007.txt"):
        threading.Event().wait()
    return examine(data, name, options)


def cannot_say_what_went_wrong(data, name, options):
    if name.endswith("007.txt"):
        raise RuntimeError(threading.Lock)
    return examine(data, name, options)


@pytest.mark.parametrize(
    ("work", "seconds", "said"),
    [
        (kills_its_worker, 300, "意外终止"),
        (takes_for_ever, 6, "没有读完"),  # enough for the others on a busy machine
        (cannot_say_what_went_wrong, 300, "意外终止"),
    ],
)
def test_a_file_that_ends_its_worker_is_said_and_the_others_go_on(
    folder, tmp_path, monkeypatch, work, seconds, said
):
    monkeypatch.setattr(job, "examine", work)
    monkeypatch.setattr(job.limits, "FILE_SECONDS", seconds)
    store = Store(tmp_path / "s.db")
    job.run([folder], store, Options(), jobs=2)
    (trouble,) = store.troubles()
    assert trouble[0].endswith("007.txt")
    assert said in trouble[1]
    assert len(list(store.lines())) == 23
    monkeypatch.undo()
    job.run([folder], store, Options(), jobs=2)  # it is tried again
    assert list(store.troubles()) == []
    assert len(list(store.lines())) == 24
    store.close()


def test_kill_9_at_any_moment_loses_nothing_and_doubles_nothing(tmp_path):
    fill(tmp_path / "forms", 60)
    store = tmp_path / "s.db"
    command = [sys.executable, "-m", "reviewer", "triage", str(tmp_path / "forms")]
    command += ["--store", str(store), "--jobs", "2"]
    kept = 0
    for least in (0, 1, 10, 30):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        run = subprocess.Popen(command, cwd=ROOT, start_new_session=True, **quiet)
        while results(store) < least and run.poll() is None:
            time.sleep(0.01)
        run.kill()
        run.wait()
        workers_end(run.pid)
        assert results(store) >= kept
        kept = results(store)
    triage(tmp_path / "forms", "--store", store, "--jobs", 2)
    triage(tmp_path / "forms", "--store", tmp_path / "clean.db", "--jobs", 2)
    assert content(store) == content(tmp_path / "clean.db")
    assert in_store(store, "SELECT count(*) FROM result") == 60
    assert in_store(store, "SELECT count(*) FROM form") == 60


def results(path: Path) -> int:
    """How many a store holds that may not have been made yet; -1 where there is none."""
    try:
        base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        with closing(base):
            return base.execute("SELECT count(*) FROM result").fetchone()[0]
    except sqlite3.OperationalError:
        return -1


def workers_end(session: int) -> None:
    """No worker outlives the run that started it."""
    for _ in range(600):
        if session not in sessions():
            return
        time.sleep(0.1)
    raise AssertionError("workers are left behind")


def sessions() -> set[int]:
    """The sessions of all processes that are alive."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = entry.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # it ended meanwhile
        if state != "Z":
            found.add(int(session))
    return found


def test_a_run_that_was_cut_off_is_said_to_be_unfinished(folder, tmp_path, monkeypatch):
    store = Store(tmp_path / "s.db")

    def interrupted(done, total):
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        job.run([folder], store, Options(), jobs=1, progress=interrupted)
    store.close()
    done = triage("--store", tmp_path / "s.db")
    assert "上次运行没有做完" in done.stderr
    assert "10 张自评表" in done.stdout


def test_what_is_done_is_kept_while_a_file_takes_its_time(folder, tmp_path, monkeypatch):
    """Another run is not kept waiting either: nothing is locked meanwhile."""
    store, other = Store(tmp_path / "s.db"), Store(tmp_path / "s.db")
    held = []

    def wait(futures, timeout=None, return_when=None):
        if timeout is None:
            held.append(results(store.path))
            other.begin("another run")
        return real(futures, timeout, return_when) if timeout is None else (set(), set(futures))

    real = job.wait
    monkeypatch.setattr(job, "wait", wait)
    monkeypatch.setattr(job, "_FEW", 1000)
    job.run([folder], store, Options(), jobs=1)
    assert held == [0, 4, 8, 12, 16, 20]
    store.close()
    other.close()


def test_a_store_that_another_run_is_making_is_waited_for(tmp_path, monkeypatch):
    """SQLite gives up at once where two change the same new file."""
    refused = []

    class Busy(sqlite3.Connection):
        def execute(self, statement, *values):
            if "journal_mode" in statement and not refused:
                refused.append(statement)
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise error
            return super().execute(statement, *values)

    real = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *given, **named: real(*given, **named, factory=Busy)
    )
    Store(tmp_path / "s.db").close()
    assert len(refused) == 1


def test_two_runs_on_one_store(folder, tmp_path):
    fill(tmp_path / "other", 30)
    store = tmp_path / "s.db"
    runs = []
    for path in (folder, tmp_path / "other"):
        command = [sys.executable, "-m", "reviewer", "triage", str(path)]
        command += ["--store", str(store), "--jobs", "2"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        runs.append(subprocess.Popen(command, cwd=ROOT, text=True, **pipes))
    outputs = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [1, 1]
    assert "24 张自评表" in outputs[0][0]
    assert "30 张自评表" in outputs[1][0]
    assert in_store(store, "SELECT count(*) FROM result") == 30  # 24 of them are the same forms


def test_a_full_disk_is_said_and_what_was_written_stays(folder, tmp_path):
    path = tmp_path / "s.db"
    store = Store(path)
    (pages,) = store._base.execute("PRAGMA page_count").fetchone()
    store._base.execute(f"PRAGMA max_page_count = {pages + 25}")
    with pytest.raises(StoreError, match="磁盘已满"):
        job.run([folder], store, Options(), jobs=1)
    store._base.close()
    with sqlite3.connect(path) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "24 张自评表" in triage(folder, "--store", path).stdout


@pytest.mark.parametrize("where", ["missing/s.db", "."])
def test_a_store_that_cannot_be_made_is_one_line(folder, tmp_path, where):
    done = triage(folder, "--store", tmp_path / where)
    assert done.returncode == 2
    assert "换一个位置" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_read_only_store_is_one_line(folder, tmp_path, monkeypatch):
    path = tmp_path / "s.db"
    Store(path).close()
    real = sqlite3.connect

    def readonly(name, **options):
        return real(f"file:{name}?mode=ro", uri=True, **options)

    monkeypatch.setattr(sqlite3, "connect", readonly)
    with pytest.raises(StoreError, match="没有权限"):
        job.run([folder], Store(path), Options(), jobs=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.write_text("not a database at all, but long enough to look at"), "不是"),
        (lambda path: sqlite3.connect(path).execute("CREATE TABLE mine (a)"), "不是审核结果库"),
        (lambda path: with_version(path, 99), "更新版本"),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_refused_and_not_changed(folder, tmp_path, change, said):
    path = tmp_path / "s.db"
    change(path)
    before = path.read_bytes()
    done = triage(folder, "--store", path)
    assert done.returncode == 2
    assert said in done.stderr
    assert path.read_bytes() == before


def with_version(path: Path, version: int) -> None:
    store = Store(path)
    store._base.execute(f"PRAGMA user_version = {version}")
    store.close()


def test_an_empty_store_has_nothing_to_report(tmp_path):
    Store(tmp_path / "s.db").close()
    done = triage("--store", tmp_path / "s.db")
    assert done.returncode == 2
    assert "结果库是空的" in done.stderr
    assert triage().returncode == 2


def test_json_is_printed_though_nothing_could_be_read(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    done = triage(tmp_path, "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["reviews"] == []


def test_what_could_not_be_read_is_tried_again(folder, tmp_path, monkeypatch):
    """LibreOffice, or the extra for scans, may be there the next time."""
    import reviewer.intake

    def missing(data, name):
        raise ReadError("没有安装")

    monkeypatch.setattr(job, "_FEW", 1000)
    store = Store(tmp_path / "s.db")
    with monkeypatch.context() as patch:
        patch.setattr(reviewer.intake, "read_bytes", missing)
        job.run([folder], store, Options(), jobs=1)
        assert len(list(store.troubles())) == 24
    job.run([folder], store, Options(), jobs=1)
    assert list(store.troubles()) == []
    assert len(list(store.lines())) == 24
    store.close()


def test_the_program_failing_on_a_file_is_said_in_this_process_too(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(job, "_FEW", 1000)
    monkeypatch.setattr(job, "examine", cannot_say_what_went_wrong)
    store = Store(tmp_path / "s.db")
    job.run([folder], store, Options(), jobs=1)
    ((name, message),) = store.troubles()
    assert name.endswith("007.txt")
    assert "意外终止" in message
    store.close()


def test_the_last_run_is_reported_as_it_was_or_not_at_all(folder, tmp_path, monkeypatch):
    policy = tmp_path / "mine.toml"
    policy.write_text('extends = "national"\ntitle = "某市"\n', "utf-8")
    store = tmp_path / "s.db"
    first = triage(folder, "--store", store, "--policy", policy)
    assert triage("--store", store).stdout == first.stdout
    refused = triage("--store", store, "--ignore", "A5")
    assert refused.returncode == 2
    assert "要与PATH一起使用" in refused.stderr
    policy.write_text('extends = "national"\ntitle = "另一市"\n', "utf-8")
    changed = triage("--store", store)
    assert changed.returncode == 2
    assert "已不在，或有改动" in changed.stderr
    with sqlite3.connect(store) as base:
        base.execute("UPDATE run SET engine = 'other'")
    older = triage("--store", store)
    assert older.returncode == 2
    assert "另一版本的程序" in older.stderr


def test_every_part_of_the_program_counts_for_what_is_kept(tmp_path, monkeypatch):
    for name in ("rounding.py", "rules/a.py", "policy/b.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1", "utf-8")
    monkeypatch.setattr(work, "_PACKAGE", tmp_path)
    seen = set()
    for name in ("rounding.py", "rules/a.py", "policy/b.toml"):
        (tmp_path / name).write_text("2", "utf-8")
        work.engine.cache_clear()
        seen.add(work.engine())
    monkeypatch.undo()
    work.engine.cache_clear()
    assert len(seen) == 3


def test_output_without_a_format_for_files_is_refused_before_the_work(folder, tmp_path):
    done = triage(folder, "--output", tmp_path / "a.txt", "--workbook", tmp_path / "b.xlsx")
    assert done.returncode == 2
    assert "--output 要与" in done.stderr
    assert not (tmp_path / "b.xlsx").exists()
