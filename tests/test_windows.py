"""What is otherwise on Windows, as far as it can be had on another system."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys

import pytest
import typer

from reviewer.commands import output
from reviewer.commands.output import check_target
from reviewer.system_errors import told
from tests.stack.stacks import ROOT, fill
from tests.stack.stacks import told as stack_json

AS_ON_WINDOWS = """
import multiprocessing, os, sys
for name in {lacking!r}:
    delattr(os, name)
sys.argv = ["reviewer", *{arguments!r}]
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    from reviewer.commands import main
    main()
"""


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_stack_is_done_by_workers_that_are_not_forked(tmp_path, method):
    """Windows starts workers anew, and so does Python 3.14 on Linux in its own way."""
    folder = tmp_path / "forms"
    fill(folder, 10)
    arguments = ["triage", str(folder), "--jobs", "2", "--format", "json"]
    script = tmp_path / "start.py"
    lacking = ["killpg", "setsid", *(["fork"] if method == "spawn" else [])]
    code = AS_ON_WINDOWS.format(method=method, arguments=arguments, lacking=lacking)
    script.write_text(code, "utf-8")
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == b""
    assert json.loads(done.stdout.decode("utf-8")) == stack_json(folder, "--jobs", 1)


def test_a_file_that_is_open_in_excel_is_called_so():
    error = PermissionError(errno.EACCES, "Permission denied", "审核.xlsx")
    assert told(error) == "没有权限"
    error.winerror = 32
    assert told(error) == "正被另一个程序打开，请先在Excel、WPS中关闭"


@pytest.mark.parametrize("name", ["CON.json", "nul.html", "com1.json", "LPT9.html", "aux.x.json"])
def test_a_name_of_a_device_is_refused(name, tmp_path, monkeypatch, capsys):
    """On Windows such a name is the console or a port, in whatever folder."""
    check_target(tmp_path / name)
    monkeypatch.setattr(output, "_ON_WINDOWS", True)
    with pytest.raises(typer.Exit):
        check_target(tmp_path / name)
    assert "是系统保留的设备名" in capsys.readouterr().err
    check_target(tmp_path / "console.json")


def test_names_keep_their_drive_and_backslashes(tmp_path):
    """They are one name here; in reports they stand as they were given."""
    path = tmp_path / r"C:\报送\自评表.txt"
    fill(tmp_path / "forms", 1)
    (tmp_path / "forms" / "000.txt").rename(path)
    found = stack_json(path)
    assert found["reviews"][0]["source"] == str(path)


def test_what_windows_lacks_is_asked_for_first():
    """A module that uses it says in the same file what is done without."""
    for module in (ROOT / "reviewer").rglob("*.py"):
        text = module.read_text("utf-8")
        for name, guard in (
            ("os.killpg(", 'hasattr(os, "killpg")'),
            ("import resource", "except ImportError:  # Windows"),
            ("os.fork(", "never"),
            ("import fcntl", "never"),
            ("os.getuid(", "never"),
        ):
            assert name not in text or guard in text
