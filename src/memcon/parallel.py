"""Work spread over processes that may die: they are started again, no item is lost, and answers come in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from typing import Generic, TypeVar

from memcon.errors import MemconError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Chunks for each process that are under way or waiting for those before them."""


@dataclass(slots=True)
class _Chunk(Generic[T, R]):
    items: Sequence[T]
    future: Future[list[R]]


def spread(
    items: Iterable[T], work: Callable[[T], R], lost: Callable[[T], R], *, workers: int, chunk: int = 4
) -> Iterator[R]:
    """What work makes of each item, in the order of the items, made in other processes, some items at a time.

    work must be importable there. Where a process dies, those under way are given to new ones, one item at a time for
    the chunk that was waited for; an item at which a process dies twice gives what lost says. Items are taken only as
    they are needed.
    """
    source = iter(items)
    waiting: deque[_Chunk[T, R]] = deque()
    pool = _pool(workers)
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (some := list(islice(source, chunk))):
                waiting.append(_Chunk(some, _submit(pool, work, some)))
            if not waiting:
                return
            first = waiting.popleft()
            try:
                found = first.future.result()
            except BrokenProcessPool:
                found, pool = _one_by_one(first.items, work, lost, pool, workers)
                for other in waiting:
                    if not other.future.done() or other.future.exception() is not None:
                        other.future = _submit(pool, work, other.items)
            yield from found
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(
    items: Sequence[T], work: Callable[[T], R], lost: Callable[[T], R], pool: ProcessPoolExecutor, workers: int
) -> tuple[list[R], ProcessPoolExecutor]:
    """The answers for items given to processes one at a time, and a pool that is whole."""
    pool.shutdown(wait=False, cancel_futures=True)
    pool = _pool(workers)
    try:
        _submit(pool, work, ()).result()
    except BrokenProcessPool as error:
        raise MemconError("the processes that read cannot start; look for free memory, or use one worker") from error
    found = []
    for item in items:
        try:
            found += _submit(pool, work, [item]).result()
        except BrokenProcessPool:
            pool.shutdown(wait=False, cancel_futures=True)
            pool = _pool(workers)
            found.append(lost(item))
    return found, pool


def _submit(pool: ProcessPoolExecutor, work: Callable[[T], R], items: Sequence[T]) -> Future[list[R]]:
    try:
        return pool.submit(_all, work, items)
    except BrokenProcessPool as error:
        failed: Future[list[R]] = Future()
        failed.set_exception(error)
        return failed


def _all(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [work(item) for item in items]


def _pool(workers: int) -> ProcessPoolExecutor:
    """Fresh processes that share nothing with this one: what it holds open (databases, threads) stays its own."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare)


def _prepare() -> None:
    """Makes a process keep to one thread of arithmetic, and end when the one that started it is gone."""
    os.environ["OMP_NUM_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
