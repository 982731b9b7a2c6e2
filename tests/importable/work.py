"""Work for other processes, in a module that they can import; a process may be killed by it."""

import os
import signal
from pathlib import Path


def double(number: int) -> int:
    """Twice the number."""
    return number * 2


def double_or_die(deadly: frozenset[int], number: int) -> int:
    """Twice the number; a deadly one kills the process."""
    if number in deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def die_once(folder: Path, number: int) -> int:
    """The number; each tenth kills the first process that takes it."""
    mark = folder / str(number)
    if number % 10 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def minus(number: int) -> int:
    """Minus the number."""
    return -number
