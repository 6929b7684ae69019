"""The answer cache: what it keeps, for whom, and what it does with a file that is none."""

import multiprocessing
import sqlite3
from contextlib import closing

import pytest

from reviewer.judge.cache import Cache, Kept

KEPT = Kept("{“原话”: 1}\n", "model-1", 2, 300, 40)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "answers.sqlite3"


def test_keeps_an_answer_with_what_it_took(path):
    with Cache(path) as cache:
        cache.put("a", KEPT)
    with Cache(path) as cache:
        assert cache.get("a") == KEPT
        assert cache.get("b") is None
        assert cache.warnings == []


def test_a_later_answer_replaces_an_earlier_one(path):
    with Cache(path) as cache:
        cache.put("a", KEPT)
        cache.put("a", Kept("new", "model-2"))
        assert cache.get("a") == Kept("new", "model-2")
        assert cache.info().entries == 1


def test_info_and_clear(path):
    with Cache(path) as cache:
        assert cache.info().entries == 0
        assert cache.info().oldest is None
        for key in "abc":
            cache.put(key, KEPT)
        info = cache.info()
        assert (info.path, info.entries) == (path, 3)
        assert info.bytes > 0
        assert info.oldest <= info.newest
        assert cache.clear() == 3
        assert cache.get("a") is None
        assert cache.info().entries == 0


def not_a_database(path):
    path.write_text("这是别的文件，不是数据库。" * 100, "utf-8")


def somebody_elses(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE answers (question TEXT, answer TEXT)")
        connection.execute("INSERT INTO answers VALUES ('a', 'theirs')")


def of_another_version(path):
    Cache(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")


def damaged(path):
    with Cache(path) as cache:
        cache.put("a", KEPT)
        cache.clear()  # out of the write-ahead log, into the file
        cache.put("a", KEPT)
    data = bytearray(path.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    path.write_bytes(data)


@pytest.mark.parametrize("make", [not_a_database, somebody_elses, of_another_version, damaged])
def test_a_file_that_is_no_cache_is_set_aside_and_nothing_of_it_is_lost(path, make):
    path.parent.mkdir()
    make(path)
    before = path.read_bytes()
    with Cache(path) as cache:
        cache.put("a", KEPT)
        assert cache.get("a") == KEPT
    (warning,) = cache.warnings
    (aside,) = path.parent.glob("*.bad-*")
    assert aside.name in warning
    assert str(path) in warning
    assert aside.read_bytes() == before
    with Cache(path) as cache:
        assert cache.get("a") == KEPT
        assert cache.warnings == []


def test_a_place_that_cannot_be_written_means_no_cache(tmp_path):
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "answers.sqlite3")
    cache.put("a", KEPT)
    assert cache.get("a") is None
    assert cache.info().entries == 0
    assert cache.clear() == 0
    (warning,) = cache.warnings
    assert "本次不用缓存" in warning


def test_damage_in_the_middle_of_a_run_means_no_cache_from_there_on(path):
    cache = Cache(path)
    for number in range(200):
        cache.put(str(number), Kept("x" * 1000, "m"))
    other = sqlite3.connect(path)
    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    path.write_bytes(b"\xff" * path.stat().st_size)
    for number in range(200, 400):
        cache.put(str(number), KEPT)
        cache.get(str(number - 100))
    assert cache.warnings
    cache.close()


def test_a_locked_file_loses_the_answer_to_the_cache_and_no_more(path, monkeypatch):
    monkeypatch.setattr("reviewer.judge.cache.BUSY_SECONDS", 0.05)
    with Cache(path) as cache:
        cache.put("a", KEPT)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        cache.put("b", KEPT)
        assert "暂时不能用" in cache.warnings[0]
        other.execute("ROLLBACK")
        cache.put("c", KEPT)
        assert cache.get("a") == cache.get("c") == KEPT
        other.close()


def fill(path, name, together):
    together.wait()
    with Cache(path) as cache:
        for number in range(50):
            cache.put(f"{name}{number}", KEPT)


@pytest.mark.parametrize("make", [lambda path: None, not_a_database], ids=["new", "to be mended"])
def test_processes_that_start_at_once_share_one_file(path, make):
    path.parent.mkdir()
    make(path)
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(3)
    processes = [context.Process(target=fill, args=(path, name, together)) for name in "abc"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    with Cache(path) as cache:
        assert cache.info().entries == 150
        assert cache.warnings == []


def test_a_lock_that_a_dead_process_left_holds_nobody_up(path, monkeypatch):
    monkeypatch.setattr("reviewer.judge.cache.LOCK_PAUSE", 0.001)
    path.parent.mkdir()
    not_a_database(path)
    path.with_name("answers.sqlite3.lock").touch()
    with Cache(path) as cache:
        cache.put("a", KEPT)
        assert cache.get("a") == KEPT
    assert not path.with_name("answers.sqlite3.lock").exists()
