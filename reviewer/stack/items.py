"""The files of a stack: those named, those in folders, and those in zip archives of submissions."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.intake import ReadError, limits
from reviewer.system_errors import told

SUFFIXES = frozenset(
    {".txt", ".tsv", ".md", ".csv", ".json"}
    | {".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".odt", ".fodt", ".rtf"}
    | {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett", ".ods", ".fods", ".xml"}
    | {".pdf", ".html", ".htm", ".mht", ".mhtml"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}
    # Units send forms in these too: they are not read, and it must be said of each.
    | {".xlsb", ".ofd", ".ceb", ".caj", ".uof", ".uot", ".uos", ".pages", ".numbers"}
    | {".eml", ".msg", ".xps"}
)
"""What is looked at in folders and archives. A file that is named is tried, whatever its name."""
_ARCHIVES = frozenset({".zip"})
_OTHER_ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz", ".tgz"})
_ENCRYPTED, _UTF8 = 0x1, 0x800
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read: `path` on disk, or the member of the zip archive there.

    `name` is what it goes by in reports, such as 报送.zip/卫健委/自评表.docx.
    """

    name: str
    path: Path
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something named or found that cannot be read; the message is Chinese."""

    name: str
    message: str


def find(paths: Iterable[Path]) -> Iterator[Item | Trouble]:
    """Every file once, in the order given, folders and archives by name.

    Nothing is opened but archives.
    """
    seen: set[tuple[str, str | None]] = set()
    for path in paths:
        for found in _at(path):
            if isinstance(found, Item):
                place = (os.path.realpath(found.path), found.member)
                if place in seen:
                    continue
                seen.add(place)
            yield found


def _at(path: Path) -> Iterator[Item | Trouble]:
    if path.is_dir():
        yield from _in_folder(path)
    elif path.suffix.lower() in _ARCHIVES and path.is_file():
        yield from _in_archive(path)
    else:
        yield Item(str(path), path)


def _in_folder(folder: Path) -> Iterator[Item | Trouble]:
    problems: list[OSError] = []
    count = 0
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            kind = path.suffix.lower()
            if name.startswith((".", "~$")):
                continue
            if kind in SUFFIXES:
                count += 1
                yield Item(str(path), path)
            elif kind in _ARCHIVES:
                count += 1
                yield from _in_archive(path)
            elif kind in _OTHER_ARCHIVES:
                count += 1
                yield Trouble(str(path), "这种压缩包不能读取，请解压后再查")
    for problem in problems:
        yield Trouble(str(problem.filename), f"无法打开（{told(problem)}）")
    if not count and not problems:
        message = "文件夹里没有可读的文件（Word、Excel、PDF、网页、图片、文本或zip压缩包）"
        yield Trouble(str(folder), message)


def _in_archive(path: Path) -> Iterator[Item | Trouble]:
    """The members that may be forms; an archive inside an archive is named, not opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        why = told(error) if isinstance(error, OSError) else "已损坏"
        yield Trouble(str(path), f"压缩包无法打开（{why}）")
        return
    if {"[Content_Types].xml", "mimetype"} & {info.filename for info in members}:
        yield Item(str(path), path)  # a Word, Excel or OpenDocument file under another name
        return
    if len(members) > limits.MAX_MEMBERS:
        message = (
            f"压缩包里有 {len(members)} 个文件，超过 {limits.MAX_MEMBERS} 个，未读取；请分成几个"
        )
        yield Trouble(str(path), message)
        return
    total = sum(info.file_size for info in members)
    if total > limits.MAX_ARCHIVE_UNPACKED:
        most = limits.MAX_ARCHIVE_UNPACKED // limits.MEGABYTE
        yield Trouble(str(path), f"压缩包解开后超过 {most} MB，未读取；请分成几个")
        return
    found = 0
    for info in sorted(members, key=shown_name):
        name = shown_name(info)
        shown = f"{path}/{name}"
        kind = Path(name).suffix.lower()
        if Path(name).name.startswith((".", "~$")) or name.startswith("__MACOSX/"):
            continue
        found += 1
        if info.flag_bits & _ENCRYPTED:
            yield Trouble(shown, "压缩包已加密，请去掉密码后再查")
        elif kind in _ARCHIVES | _OTHER_ARCHIVES:
            yield Trouble(shown, "是压缩包里的压缩包，未展开；请解压后再查")
        elif kind in SUFFIXES:
            yield Item(shown, path, info.filename)
        else:
            found -= 1
    if not found:
        yield Trouble(str(path), "压缩包里没有可读的文件")


def shown_name(info: zipfile.ZipInfo) -> str:
    """The member's name; archives made on Chinese Windows hold it in GBK without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


class Loader:
    """Reads the bytes of items; keeps the archive open that the last one came from."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._archive: zipfile.ZipFile | None = None

    def read(self, item: Item) -> bytes:
        """All bytes of a file, one more than the limit at most.

        Raises:
            ReadError: it cannot be opened, or somebody writes it at this moment.
        """
        try:
            return self._whole(item.path) if item.member is None else self._member(item)
        except OSError as error:
            raise ReadError(f"无法打开（{told(error)}）") from error

    def _whole(self, path: Path) -> bytes:
        """The bytes of a file that did not change while it was read."""
        for _ in range(_TRIES):
            with path.open("rb") as file:
                before = os.fstat(file.fileno())
                data = file.read(limits.MAX_BYTES + 1)
                after = os.fstat(file.fileno())
            unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
            if unchanged and len(data) == min(after.st_size, limits.MAX_BYTES + 1):
                return data
        raise ReadError("文件正在被改写，未审核；请写完后再试")

    def _member(self, item: Item) -> bytes:
        try:
            if self._path != item.path or self._archive is None:
                self.close()
                self._archive = zipfile.ZipFile(item.path)
                self._path = item.path
            with self._archive.open(item.member or "") as file:
                return file.read(limits.MAX_BYTES + 1)
        except OSError:
            raise
        except Exception as error:  # a damaged or hostile archive makes zipfile raise all kinds
            raise ReadError("压缩包里的这个文件已损坏，无法读取") from error

    def close(self) -> None:
        """Close the archive that is open."""
        if self._archive is not None:
            self._archive.close()
        self._archive, self._path = None, None
