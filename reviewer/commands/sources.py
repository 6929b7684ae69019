"""The files that a command was given: read one by one, with a clear line for each that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewer.commands.exits import complain
from reviewer.intake import ReadError, read_bytes
from reviewer.intake.additions import Additions
from reviewer.models import Document
from reviewer.stack.items import Loader, Trouble, find


class Sources:
    """Reads documents; `failed` tells afterwards whether any could not be read.

    `additions` are labels out of the user's configuration.
    """

    def __init__(self, paths: Iterable[Path], additions: Additions = ()) -> None:
        self._paths = list(paths)
        self._additions = additions
        self.failed = False

    def documents(self) -> Iterator[Document]:
        """Every document that can be read, in the order given, folders and archives by name."""
        loader = Loader()
        for item in find(self._paths):
            if isinstance(item, Trouble):
                self._fail(f"{item.name}：{item.message}")
                continue
            try:
                document = read_bytes(loader.read(item), item.name, self._additions)
            except ReadError as error:
                self._fail(f"{item.name}：{error}")
                continue
            for message in document.unread:
                self._fail(f"{item.name}：{message}")
            yield document
        loader.close()

    def _fail(self, message: str) -> None:
        self.failed = True
        complain(message)
