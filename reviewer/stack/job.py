"""Run a stack: read each file once, check what is not kept yet in worker processes, keep it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.intake import ReadError, limits
from reviewer.stack.items import Item, Loader, Trouble, find
from reviewer.stack.store import Store
from reviewer.stack.tally import COMMIT_SECONDS, Progress, Tally
from reviewer.stack.work import Options, Outcome, examine, failed, key_of

_AHEAD = 4
"""Files waiting for each worker: enough to keep it busy, few enough to keep memory flat."""
_FEW = 8
"""So few files are done in this process: starting workers would take longer."""


def run(
    paths: Sequence[Path],
    store: Store,
    options: Options,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Read and check every file, as a run of the store.

    Args:
        paths: files, folders and zip archives.
        store: gets the results; what it has already is not done again.
        options: of the check.
        jobs: worker processes; None for as many as there are cores, or none for a few files.
        progress: told what is done.

    Raises:
        StoreError: the store cannot be written any more; what was committed stays.
    """
    items = list(find(paths))
    jobs = jobs or (1 if len(items) <= _FEW else os.cpu_count() or 1)
    in_process = jobs == 1 and len(items) <= _FEW
    store.begin(options.key)
    loader = Loader()
    tally = Tally(store, len(items), progress)
    try:
        with _here() if in_process else _workers(jobs) as start:
            _feed(items, loader, start, tally, options, jobs * _AHEAD)
    finally:
        loader.close()
        store.commit()
    store.end()


Start = Callable[[bytes, str, Options], Future[Outcome]]


@contextmanager
def _here() -> Iterator[Start]:
    def start(data: bytes, name: str, options: Options) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        try:
            future.set_result(examine(data, name, options))
        except Exception as error:  # as a worker would hand it over
            future.set_exception(error)
        return future

    yield start


@contextmanager
def _workers(jobs: int) -> Iterator[Start]:
    """A pool that outlives its workers: a file that ends one ends only itself.

    It is made for the first file: a run in which nothing changed needs none.
    """
    pools: list[Any] = []

    def start(data: bytes, name: str, options: Options) -> Future[Outcome]:
        if not pools:
            pools.append(_pool(jobs))
        future: Future[Outcome] = pools[0].schedule(
            examine, args=(data, name, options), timeout=limits.FILE_SECONDS
        )
        return future

    try:
        yield start
        for pool in pools:
            pool.close()
    except BaseException:
        for pool in pools:
            pool.stop()
        raise
    finally:
        for pool in pools:
            pool.join()


def _pool(jobs: int) -> Any:
    from pebble import ProcessPool

    # Workers that are forked need not import these again.
    import reviewer.intake.assemble
    import reviewer.intake.unpacking
    import reviewer.reviewing  # noqa: F401

    # Nor need their collector look at what was imported, which is more than a file leaves behind.
    gc.freeze()
    return ProcessPool(max_workers=jobs, initializer=_collect_seldom)


def _collect_seldom() -> None:
    """A file's objects go when nothing refers to them any more; what stays is what the caches keep.

    To walk through that after every 700 new objects took a tenth of the rules' time.
    """
    gc.set_threshold(5_000, 20, 20)


@dataclass(frozen=True, slots=True)
class _Pending:
    """A file that a worker has; `same` are further ones of the same content."""

    place: int
    item: Item
    key: str
    same: list[tuple[int, Item]]


def _feed(
    items: Sequence[Item | Trouble],
    loader: Loader,
    start: Start,
    tally: Tally,
    options: Options,
    most: int,
) -> None:
    """Hand out files, at most so many at a time, and take in what comes back."""
    pending: dict[Future[Outcome], _Pending] = {}
    by_key: dict[str, _Pending] = {}
    for place, item in enumerate(items):
        if isinstance(item, Trouble):
            tally.trouble(place, item.name, item.message)
            continue
        try:
            data = loader.read(item)
        except ReadError as error:
            tally.trouble(place, item.name, str(error))
            continue
        key = key_of(data, options)
        if key in by_key:
            by_key[key].same.append((place, item))
        elif tally.store.has(key):
            tally.add(place, item.name, key, None)
        else:
            one = _Pending(place, item, key, [])
            pending[start(data, item.name, options)] = by_key[key] = one
        while len(pending) >= most:
            _take(pending, by_key, tally)
    while pending:
        _take(pending, by_key, tally)


def _take(
    pending: dict[Future[Outcome], _Pending], by_key: dict[str, _Pending], tally: Tally
) -> None:
    """Wait until at least one file is done, and keep what it came to."""
    done, _ = wait(pending, COMMIT_SECONDS, return_when=FIRST_COMPLETED)
    if not done:  # while a file takes its time, what is done is not held back
        tally.flush()
        done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        one = pending.pop(future)
        del by_key[one.key]
        files = [(one.place, one.item), *one.same]
        try:
            outcome = future.result()
        except TimeoutError:
            message = f"超过 {limits.FILE_SECONDS} 秒没有读完，已放弃"
        except Exception as error:  # the worker died, or could not even say what went wrong
            message = failed(error)
        else:
            for place, item in files:
                tally.add(place, item.name, one.key, outcome)
            continue
        for place, item in files:
            tally.trouble(place, item.name, message)
