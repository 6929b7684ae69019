"""What is found in folders and archives, and what is said of the rest."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from reviewer.intake import ReadError, limits
from reviewer.stack import items
from reviewer.stack.items import Item, Loader, Trouble, find
from tests.benchmarks.generate import sources
from tests.documents.ruling import drawn
from tests.documents.writers import WRITERS
from tests.stack.stacks import fill, told


def names(path: Path) -> list[str]:
    return [one.name.removeprefix(f"{path}/") for one in find([path])]


def test_folders_are_searched_whole_and_in_order(tmp_path):
    for name in ("b/2.docx", "b/1.xlsx", "a.pdf", ".hidden/x.txt", "~$b.docx", "notes.exe"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["a.pdf", "b/1.xlsx", "b/2.docx"]


def test_what_systems_leave_behind_is_no_form_and_what_is_not_read_is_named(tmp_path):
    left = [".DS_Store", "Thumbs.db", "desktop.ini", "~$评表.docx", ".~lock.自评表.docx#"]
    sent = ["自评表.ofd", "自评表.xlsb", "自评表.ceb", "自评表.eml", "自评表.xml"]
    for name in (*left, *sent):
        (tmp_path / name).write_bytes(b"x")
    assert sorted(names(tmp_path)) == sorted(sent)
    path = zipped(tmp_path / "报送.zip", {f"甲局/{name}": b"x" for name in (*left, *sent)})
    assert sorted(names(path)) == sorted(f"甲局/{name}" for name in sent)


class _InGbk(zipfile.ZipInfo):
    """As archives are made on Windows in China: names in GBK, and no flag that says so."""

    def _encodeFilenameFlags(self):  # noqa: N802 - zipfile's own name
        return self.filename.encode("gbk"), self.flag_bits


def zipped(path: Path, members: dict[str, bytes], *, gbk: bool = False) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = _InGbk(name) if gbk else zipfile.ZipInfo(name)
            archive.writestr(info, data)
    return path


def test_names_in_gbk_inside_archives(tmp_path):
    path = zipped(tmp_path / "报送.zip", {"卫健委/自评表.txt": b"x"}, gbk=True)
    (found,) = find([path])
    assert found.name == f"{path}/卫健委/自评表.txt"
    assert Loader().read(found) == b"x"


def test_names_in_utf8_inside_archives(tmp_path):
    path = zipped(tmp_path / "报送.zip", {"卫健委/自评表.txt": b"abc"})
    (found,) = find([path])
    assert found == Item(f"{path}/卫健委/自评表.txt", path, "卫健委/自评表.txt")
    assert Loader().read(found) == b"abc"


def test_forms_in_an_archive_are_reviewed_with_those_beside_it(tmp_path):
    fill(tmp_path / "forms", 3)
    members = {path.name: path.read_bytes() for path in sorted((tmp_path / "forms").iterdir())}
    zipped(
        tmp_path / "forms" / "更多.zip", {f"甲局/{name}": data for name, data in members.items()}
    )
    found = told(tmp_path / "forms")
    assert sorted(one["source"].removeprefix(f"{tmp_path}/forms/") for one in found["reviews"]) == [
        *("000.txt", "001.txt", "002.txt"),
        *("更多.zip/甲局/000.txt", "更多.zip/甲局/001.txt", "更多.zip/甲局/002.txt"),
    ]


def test_what_an_archive_holds_besides_forms_is_said(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "x")
    path = zipped(
        tmp_path / "a.zip",
        {"b.zip": inner.getvalue(), "c.rar": b"Rar!", "d.txt": b"x", "e.exe": b""},
    )
    found = {one.name.removeprefix(f"{path}/"): one for one in find([path])}
    assert set(found) == {"b.zip", "c.rar", "d.txt"}
    assert "未展开" in found["b.zip"].message
    assert isinstance(found["d.txt"], Item)
    (empty,) = find([zipped(tmp_path / "f.zip", {"e.exe": b""})])
    assert "没有可读的文件" in empty.message


def test_archives_are_bounded(tmp_path, monkeypatch):
    path = zipped(tmp_path / "a.zip", {f"{n}.txt": b"x" * 100 for n in range(5)})
    monkeypatch.setattr(limits, "MAX_MEMBERS", 4)
    assert "超过 4 个" in next(iter(find([path]))).message
    monkeypatch.setattr(limits, "MAX_MEMBERS", 10)
    monkeypatch.setattr(limits, "MAX_ARCHIVE_UNPACKED", 400)
    assert "未读取" in next(iter(find([path]))).message
    monkeypatch.undo()
    bomb = zipped(tmp_path / "b.zip", {"a.txt": b"\0" * (limits.MAX_BYTES + 5)})
    (item,) = find([bomb])
    assert len(Loader().read(item)) == limits.MAX_BYTES + 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"no archive"])
def test_a_broken_archive_is_one_line(tmp_path, data):
    (tmp_path / "a.zip").write_bytes(data)
    (found,) = find([tmp_path / "a.zip"])
    assert isinstance(found, Trouble)
    assert "压缩包无法打开" in found.message


def test_a_damaged_member_is_one_line(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.txt": os.urandom(5000), "b.txt": b"fine"})
    data = bytearray(path.read_bytes())
    data[200:260] = bytes(60)
    path.write_bytes(data)
    first, second = find([path])
    loader = Loader()
    with pytest.raises(ReadError, match="已损坏"):
        loader.read(first)
    assert loader.read(second) == b"fine"


def test_a_file_that_changes_while_it_is_read_is_not_reviewed(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    real = os.fstat

    def fstat(number):
        path.write_bytes(path.read_bytes() + b"more")
        return real(number)

    monkeypatch.setattr(items.os, "fstat", fstat)
    with pytest.raises(ReadError, match="正在被改写"):
        Loader().read(Item("a.txt", path))


def test_an_unreadable_folder_is_said_and_the_others_are_found(tmp_path, monkeypatch):
    fill(tmp_path / "a", 2)
    fill(tmp_path / "b", 1)
    real = os.scandir

    def scandir(path="."):
        if Path(path).name == "b":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(find([tmp_path]))
    assert [Path(one.name).name for one in found] == ["000.txt", "001.txt", "b"]
    assert found[2].message == "无法打开（没有权限）"


def test_a_file_that_is_named_twice_is_found_once(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    found = find([tmp_path, tmp_path / "a.txt", tmp_path / "link" / "a.txt"])
    assert [one.name for one in found] == [str(tmp_path / "a.txt")]


def test_an_unreadable_folder_is_a_trouble(tmp_path, monkeypatch):
    fill(tmp_path / "a", 1)

    def walk(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "b")))
        yield str(tmp_path / "a"), [], ["000.txt"]

    monkeypatch.setattr(items.os, "walk", walk)
    item, trouble = find([tmp_path])
    assert isinstance(item, Item)
    assert trouble == Trouble(str(tmp_path / "b"), "无法打开（没有权限）")


def test_a_document_that_is_called_an_archive_is_a_document(tmp_path):
    path = tmp_path / "form.zip"
    path.write_bytes(WRITERS["docx"]([drawn(sources()[0])]))
    assert list(find([path])) == [Item(str(path), path)]


def test_an_archive_that_is_replaced_meanwhile_is_one_line(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.txt": b"x"})
    (item,) = find([path])
    path.write_bytes(b"no archive any more")
    with pytest.raises(ReadError, match="已损坏"):
        Loader().read(item)
