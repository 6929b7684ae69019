"""Word 97–2003 without an office suite; what cannot be converted is called what it is."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from reviewer.intake import ReadError, limits, read_bytes, read_grid
from reviewer.intake.packing import legacy_word, programs

FORMATS = Path(__file__).parents[2] / "data" / "formats"
ANNEX = FORMATS / "annex.doc"
FIND = legacy_word._office
FIB = b"\xec\xa5\x01\x01"
"""How the main stream begins in files of LibreOffice."""
RTF = b"{\\rtf1\\ansi 1}"
posix = pytest.mark.skipif(os.name == "nt", reason="a script with #! stands in for LibreOffice")


def texts(grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """No office suite on the machine."""
    monkeypatch.setattr(legacy_word, "_office", lambda: None)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A stand-in for LibreOffice that converts everything into one document, if into any."""

    def install(converted: bytes | None) -> None:
        script = tmp_path / "soffice"
        source = tmp_path / "converted.docx"
        copy = "true"
        if converted is not None:
            source.write_bytes(converted)
            copy = f'while [ "$1" != --outdir ]; do shift; done; cp "{source}" "$2/form.docx"'
        script.write_text(f"#!/bin/sh\n{copy}\n", "utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(legacy_word, "_office", lambda: str(script))

    return install


@pytest.fixture
def leaves_out(monkeypatch):
    """As if what the library says of every file of LibreOffice meant that text was lost."""
    monkeypatch.setitem(legacy_word._LOST, "UNNAMED_FONT_SLOT_REPAIRED", "文本框")


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        read_bytes(data, "form.doc")
    return str(error.value)


@pytest.mark.parametrize("name", ["annex", "rural", "split", "mistakes"])
def test_a_doc_is_the_same_cells_as_the_docx(name):
    doc = read_grid((FORMATS / f"{name}.doc").read_bytes())
    assert texts(doc) == texts(read_grid((FORMATS / f"{name}.docx").read_bytes()))
    assert doc.warnings == []


@pytest.mark.parametrize(
    ("data", "kind"),
    [(RTF, "RTF文件（.rtf）"), (b"\n{\\rtf1 x}", "RTF文件（.rtf）")],
)
def test_other_kinds_are_called_by_their_own_name(data, kind):
    said = refused(data)
    assert said.startswith(f"是{kind}，本机没有LibreOffice")
    assert ".doc）" not in said


def encrypted(data: bytes) -> bytes:
    """The same file with the mark of a password in its first structure."""
    at = data.index(FIB)
    changed = bytearray(data)
    changed[at + 11] |= 1
    return bytes(changed)


def test_a_password_is_said():
    assert "已加密" in refused(encrypted(ANNEX.read_bytes()))


def test_a_damaged_doc_is_one_line():
    data = bytearray(ANNEX.read_bytes())
    at = data.index(FIB)
    data[at + 24 : at + 800] = b"\xff" * 776
    assert refused(bytes(data)).startswith("是旧版Word文件（.doc），无法转换，可能已损坏")


def test_a_doc_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(limits, "DOC_SECONDS", 0)
    assert "转换超过 0 秒" in refused(ANNEX.read_bytes())


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is that of Linux")
def test_a_doc_that_takes_too_much_memory_is_given_up(monkeypatch):
    monkeypatch.setattr(limits, "DOC_MEMORY", 16 * limits.MEGABYTE)
    assert "无法转换" in refused(ANNEX.read_bytes())


def test_what_is_left_out_is_said(leaves_out):
    (form,) = read_bytes(ANNEX.read_bytes(), "form.doc").forms
    assert [remark.reason for remark in form.remarks] == [
        "旧版Word文件（.doc）里的文本框没有读全；请在Word或WPS中另存为.docx后再查"
    ]


@posix
def test_libreoffice_is_asked_where_something_is_left_out(leaves_out, office):
    office((FORMATS / "rural.docx").read_bytes())
    doc = read_grid(ANNEX.read_bytes())
    assert texts(doc) == texts(read_grid((FORMATS / "rural.docx").read_bytes()))
    assert doc.warnings == []


@posix
def test_where_libreoffice_fails_too_the_first_reading_counts(leaves_out, office):
    office(None)
    assert len(read_grid(ANNEX.read_bytes()).warnings) == 1


@posix
def test_libreoffice_reads_the_other_kinds(office):
    office((FORMATS / "rural.docx").read_bytes())
    assert texts(read_grid(RTF)) == texts(read_grid((FORMATS / "rural.docx").read_bytes()))
    office(None)
    assert refused(RTF).startswith("是RTF文件（.rtf），无法转换")


def test_libreoffice_is_found_where_it_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    folder = tmp_path / "LibreOffice" / "program"
    folder.mkdir(parents=True)
    program = folder / "soffice.exe"
    program.touch()
    monkeypatch.setenv("OFFICES", str(tmp_path))
    monkeypatch.setattr(
        legacy_word,
        "_INSTALLED",
        (str(tmp_path / "no"), "$OFFICES/LibreOffice/program/soffice.exe"),
    )
    assert FIND() == str(program)


@posix
def test_a_program_is_ended_with_all_that_it_started(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    script = f'sleep 1000 > "{pipe}" & wait'
    assert programs.run(["/bin/sh", "-c", script], 0.5) == (None, b"")
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""  # whoever could write is gone
    os.close(reader)


def test_on_windows_the_tree_of_processes_is_ended_by_its_number(monkeypatch):
    """There is no group of processes that one signal ends."""
    asked = []
    real = programs.subprocess.run

    def run(command, **options):
        asked.append(command)
        return real([sys.executable, "-c", ""], **options)

    monkeypatch.delattr(os, "killpg", raising=False)
    monkeypatch.setattr(programs.subprocess, "run", run)
    command = [sys.executable, "-c", "import time; time.sleep(1000)"]
    assert programs.run(command, 0.1) == (None, b"")
    ((program, *options, number),) = asked
    assert (program, options) == ("taskkill", ["/F", "/T", "/PID"])
    assert int(number) > 0


def test_a_libreoffice_that_does_not_start_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(legacy_word, "_office", lambda: str(tmp_path / "gone"))
    assert refused(RTF).startswith("是RTF文件（.rtf），本机的LibreOffice无法启动")
