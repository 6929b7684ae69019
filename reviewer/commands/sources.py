"""The files that a command was given: read one by one, with a clear line for each that fails."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewer.commands.exits import complain
from reviewer.intake import ReadError, read
from reviewer.models import Document

SUFFIXES = frozenset(
    {".txt", ".tsv", ".md", ".csv", ".json"}
    | {".docx", ".docm", ".doc", ".wps", ".odt", ".rtf"}
    | {".xlsx", ".xlsm", ".xls", ".et", ".ods"}
    | {".pdf", ".html", ".htm", ".mht", ".mhtml"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}
)
"""What is looked at in a folder. A file that is named itself is always tried, whatever its name."""


class Sources:
    """Reads documents; `failed` tells afterwards whether any could not be read."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self.failed = False

    def documents(self) -> Iterator[Document]:
        """Every document that can be read, in the order given, folders by name."""
        for path in self._files():
            try:
                document = read(path)
            except ReadError as error:
                self._fail(f"{path}：{error}")
                continue
            for head in document.without_table:
                self._fail(f"{path}：{head.location}起的“{head}”没有指标表，未审核")
            yield document

    def _files(self) -> Iterator[Path]:
        for path in self._paths:
            if not path.is_dir():
                yield path
                continue
            files = list(self._in_folder(path))
            if not files:
                self._fail(f"{path}：文件夹里没有可读的文件（Word、Excel、PDF、网页、图片或文本）")
            yield from files

    def _in_folder(self, folder: Path) -> Iterator[Path]:
        for root, folders, names in os.walk(folder, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(root) / name
                if path.suffix.lower() in SUFFIXES and not name.startswith((".", "~$")):
                    yield path

    def _unreadable(self, error: OSError) -> None:
        self._fail(f"{error.filename}：无法打开（{error.strerror}）")

    def _fail(self, message: str) -> None:
        self.failed = True
        complain(message)
