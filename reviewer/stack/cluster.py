"""The same work on more than one machine: Daft, on this machine or on a Ray cluster.

Workers read the files themselves, from a file system that all machines share or from an object
store (s3://…), and call the same pure function as the pool; results stream into the same store.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from reviewer.intake import ReadError
from reviewer.stack.database import StoreError
from reviewer.stack.items import Item, Loader, Trouble, find
from reviewer.stack.store import Store
from reviewer.stack.tally import Progress, Tally
from reviewer.stack.work import Options, Outcome, examine, failed, key_of

_BATCH = 16
"""Files that a worker takes at a time."""
Row = tuple[int, str, str, "Outcome | None", str]
"""Place, name, key, outcome (None if it is kept already), and why the file could not be read."""


class ClusterError(Exception):
    """Daft is not installed, or the cluster does not work; the message is Chinese."""


def run(
    paths: Sequence[str],
    store: Store,
    options: Options,
    *,
    address: str | None = None,
    parquet: str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Read and check every file, as a run of the store.

    Args:
        paths: files, folders and archives that all machines see under the same name, or URLs of
            an object store with wildcards.
        store: gets the results; what it has already is not done again.
        options: of the check.
        address: of a Ray cluster ("auto" for the one that this machine is part of); None for
            this machine alone.
        parquet: a folder to which the workers write their results first, as Parquet.
        jobs: worker processes; None for one per core.
        progress: told what is done.

    Raises:
        ClusterError: Daft is not installed, or the cluster failed; what was committed stays.
        StoreError: the store cannot be written any more.
    """
    try:
        import daft
    except ImportError as error:
        raise ClusterError('没有安装Daft，请运行 pip install "jixiao-reviewer[daft]"') from error
    store.begin(options.key)
    try:
        if address:
            daft.set_runner_ray(None if address == "auto" else address)
        else:
            daft.set_runner_native()
        frame, troubles, total = _listed(daft, paths)
        known = frozenset(store.keys())
        rows = () if frame is None else _rows(daft, frame, options, known, jobs, parquet)
        tally = Tally(store, total, progress)
        for place, name, key, outcome, trouble in chain(troubles, rows):
            if trouble:
                tally.trouble(place, name, trouble)
            else:
                tally.add(place, name, key, outcome)
    except StoreError:
        raise
    except Exception as error:  # Daft and Ray raise all kinds when a worker or machine is lost
        raise ClusterError(f"Daft没有做完（{type(error).__name__}：{error}）") from error
    finally:
        store.commit()
    store.end()


def _rows(
    daft: Any,
    frame: Any,
    options: Options,
    known: frozenset[str],
    jobs: int | None,
    parquet: str | None,
) -> Iterator[Row]:
    """What the workers found, as it comes in."""
    worker = daft.cls(_Worker, use_process=True, max_concurrency=jobs or os.cpu_count() or 1)
    examined = worker(options, known).examine(
        daft.col("name"), daft.col("path"), daft.col("member"), daft.col("content")
    )
    frame = frame.into_batches(_BATCH).select("place", "name", examined.alias("result"))
    if parquet is not None:
        frame.write_parquet(parquet, write_mode="overwrite")
        frame = daft.read_parquet(parquet)
    for row in frame.iter_rows():
        key, outcome, trouble = pickle.loads(row["result"])  # noqa: S301 - from our own workers
        yield row["place"], row["name"], key, outcome, trouble


def _listed(daft: Any, paths: Sequence[str]) -> tuple[Any, list[Row], int]:
    """A frame of the files to read (None for none), what cannot be listed, and how many in all."""
    remote = [path for path in paths if "://" in path]
    found = list(find(Path(path) for path in paths if "://" not in path))
    troubles: list[Row] = [
        (place, item.name, "", None, item.message)
        for place, item in enumerate(found)
        if isinstance(item, Trouble)
    ]
    items = [(place, item) for place, item in enumerate(found) if isinstance(item, Item)]
    frame, total = None, len(found)
    if items:
        frame = daft.from_pydict(
            {
                "place": [place for place, _ in items],
                "name": [item.name for _, item in items],
                "path": [str(item.path.absolute()) for _, item in items],
                "member": [item.member or "" for _, item in items],
            }
        ).with_column("content", daft.lit(None).cast(daft.DataType.binary()))
    if remote:
        listed = daft.from_glob_path(remote).select("path").sort("path").to_pydict()["path"]
        start = len(found)
        total += len(listed)
        far = daft.from_pydict(
            {
                "place": [start + number for number in range(len(listed))],
                "name": listed,
                "path": [""] * len(listed),
                "member": [""] * len(listed),
                "url": listed,
            }
        )
        far = far.with_column("content", daft.functions.download(daft.col("url"), on_error="null"))
        far = far.exclude("url")
        frame = far if frame is None else frame.concat(far)
    return frame, troubles, total


class _Worker:
    """Lives in a worker process and reviews one file after the other."""

    def __init__(self, options: Options, known: frozenset[str]) -> None:
        self._options, self._known = options, known
        self._loader = Loader()

    def examine(self, name: str, path: str, member: str, content: bytes) -> bytes:
        """Pickled key, outcome and trouble of a file; `content` is None for one on a disk."""
        return pickle.dumps(self._one(name, path, member, content))

    def _one(
        self, name: str, path: str, member: str, content: bytes | None
    ) -> tuple[str, Outcome | None, str]:
        try:
            if content is None and not path:
                raise ReadError("无法下载")
            data = content if content is not None else self._read(name, path, member)
        except ReadError as error:
            return "", None, str(error)
        key = key_of(data, self._options)
        if key in self._known:
            return key, None, ""
        try:
            return key, examine(data, name, self._options), ""
        except Exception as error:  # the others go on
            return key, None, failed(error)

    def _read(self, name: str, path: str, member: str) -> bytes:
        return self._loader.read(Item(name, Path(path), member or None))
