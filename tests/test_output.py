"""The result reaches whoever reads it, under any code page, or the exit status says that it did not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.commands import exits, main, streams
from tests.test_commands import CORRECT, ROOT

WRONG = CORRECT.replace("社区消防培训", "社区消防 m² 😀培训").replace("95.00%", "97.00%")
REPORTS = (
    ("check", "--format", "json"),
    ("check", "--format", "html"),
    ("check", "--format", "concise"),
    ("check",),
    ("triage",),
    ("triage", "--format", "json"),
    ("extract", "--format", "json"),
    ("extract",),
)
posix = pytest.mark.skipif(os.name == "nt", reason="the descriptors and devices are those of Unix")


@pytest.fixture
def form(tmp_path) -> Path:
    path = tmp_path / "form.txt"
    path.write_text(WRONG, "utf-8")
    return path


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "reviewer", *map(str, arguments)]


def under(encoding: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    """The command on a machine whose code page is this one."""
    environment = os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    return subprocess.run(
        command(*arguments), capture_output=True, cwd=ROOT, check=False, env=environment
    )


@pytest.mark.parametrize("encoding", ["gbk", "cp437"])
@pytest.mark.parametrize(("name", "options"), [(one[0], one[1:]) for one in REPORTS])
def test_no_report_fails_on_a_code_page(form, encoding, name, options):
    done = under(encoding, name, form, *options)
    assert done.returncode == (0 if name == "extract" else 1)
    assert done.stderr == b""
    if "json" in options:
        assert "m² 😀" in json.dumps(json.loads(done.stdout.decode("utf-8")), ensure_ascii=False)
    elif "html" in options:
        assert "m² 😀" in done.stdout.decode("utf-8")
    else:
        assert done.stdout.decode(encoding).strip() != ""


def test_what_a_code_page_has_is_shown_and_the_rest_replaced(form):
    assert "社区消防m? ?培训" in under("gbk", "check", form).stdout.decode("gbk")
    missing = under("gbk", "check", form.with_name("没有m².txt"))
    assert missing.returncode == 2
    assert "没有m?.txt：无法打开" in missing.stderr.decode("gbk")


def test_a_file_is_written_in_utf_8_under_any_code_page(form, tmp_path):
    for ending in ("json", "html"):
        out = tmp_path / f"out.{ending}"
        assert under("gbk", "check", form, "--format", ending, "-o", out).returncode == 1
        assert "m² 😀" in out.read_text("utf-8")


@posix
@pytest.mark.parametrize("arguments", [("check", "--format", "json"), ("triage",), ("rule",)])
def test_a_reader_that_left_before_the_end(form, arguments):
    """As `| head` does; never 0 or 1, which tell of findings."""
    name, *options = arguments
    files = [] if name == "rule" else [form]
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        command(name, *files, *options),
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(writer)
    assert (run.returncode, run.stderr) == (141, b"")


@posix
@pytest.mark.parametrize("arguments", [("check", "--format", "json"), ("check",), ("policy",)])
def test_a_full_disk_and_a_closed_output_are_said(form, arguments):
    name, *options = arguments
    files = [] if name == "policy" else [form]
    line = " ".join(command(name, *files, *options))
    for where, said in ((">/dev/full", "磁盘已满"), (">&-", "没有打开")):
        run = subprocess.run(
            ["/bin/sh", "-c", f"{line} {where}"], capture_output=True, cwd=ROOT, check=False
        )
        assert run.returncode == 2
        assert run.stderr.decode() == f"reviewer: 结果没有写完：标准输出写不了（{said}）\n"


@posix
def test_nothing_is_printed_elsewhere_when_all_is_closed(form, tmp_path):
    line = " ".join(command("check", form, "--format", "json", "-o", tmp_path / "out.json"))
    run = subprocess.run(["/bin/sh", "-c", f"{line} <&- >&- 2>&-"], cwd=ROOT, check=False)
    assert run.returncode == 1
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["reviews"]


def test_what_nobody_foresaw_is_one_line_and_its_own_status(form, monkeypatch, capsys):
    from reviewer.commands import sources

    def broken(*_):
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(sources.Sources, "documents", broken)
    for name in ("check", "extract"):
        monkeypatch.setattr(sys, "argv", ["reviewer", name, str(form)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == exits.Exit.CRASHED == 3
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("reviewer: 程序出错，没有做完")
        assert "RuntimeError two lines（test_output.py:" in printed.err
        assert len(printed.err.splitlines()) == 1


def test_windows_tells_of_a_reader_that_left_in_its_own_way(monkeypatch):
    error = OSError(22, "Invalid argument")
    assert not streams.has_left(error)
    monkeypatch.setattr(streams.os, "name", "nt")
    assert streams.has_left(error)
