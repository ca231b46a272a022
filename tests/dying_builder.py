"""A builder that kills itself at a chosen step of its work.

A step is a call that may change something on the disk: into SQLite, of the system, or the closing of a file,
which is when what was written to it gets there. What a killed build leaves behind differs between two steps
only, and a small build has some hundreds of them, from the lock to the last leftover that it takes away. A
clock would choose worse: most of a small build's time goes into loading programs, and the switch takes a
hundredth of it.

While several processes write the index, the builder itself only waits. There the moment is a share of the
reports that it writes.

The steps are the same ones in the same order however fast the machine is: the reading commits after each
file instead of each second, which also gives it more moments to be killed at.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from importlib import import_module
from io import IOBase
from pathlib import Path
from types import FrameType

from indexer.builds import plan, staging
from indexer.catalogue import Batches
from indexer.pipeline import build
from indexer.settings import Settings

_CHANGING = frozenset(
    (
        *("open", "close", "__exit__", "pwrite", "ftruncate", "chmod", "fsync"),
        *("mkdir", "rmdir", "link", "symlink", "unlink", "rename", "replace"),
        *("execute", "executemany", "executescript"),
    )
)


class _Steps:
    """Counts the steps, and kills this process before one of them."""

    def __init__(self, last: int | None) -> None:
        self.count = 0
        self._last = last

    def __call__(self, _frame: FrameType, event: str, function: object) -> None:
        """What Python calls before and after each function."""
        if event == "c_call" and getattr(function, "__name__", "") in _CHANGING and _is_outside(function):
            self.count += 1
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)


def _is_outside(function: object) -> bool:
    owner = getattr(function, "__self__", None)
    if isinstance(owner, IOBase):
        return not owner.closed and owner.writable()
    return isinstance(owner, sqlite3.Connection) or getattr(function, "__module__", None) == "posix"


def main() -> None:
    """Arguments: the instance, the corpus, and a ``step`` (0 to live and count) or a per cent ``written``."""
    instance, corpus, kind, number = sys.argv[1:]
    settings = Settings(instance=Path(instance), workers=2)
    Batches.SECONDS = 0.0
    if kind == "step":
        import_module("indexer.engines.whoosh")  # loading a program is none of its steps
        steps = _Steps(int(number))
        sys.setprofile(steps)
        build(settings, [Path(corpus)])
        sys.setprofile(None)
        print(steps.count)
        return
    plan.SMALL = 2
    staging._POLL_SECONDS = 0.001

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "indexing" and 100 * done >= int(number) * total:
            os.kill(os.getpid(), signal.SIGKILL)

    build(settings, [Path(corpus)], tell=tell)
