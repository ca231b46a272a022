"""One builder at a time: a lock that dies with its process, and says who holds it.

A file that merely exists would outlive a killed builder and block every later one. A lock of the
operating system goes when the process does, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from indexer.errors import BuildRunningError, GongkaiError

LOCK = "build.lock"


@contextmanager
def builder_lock(instance: Path) -> Iterator[None]:
    """Hold the instance for building; :class:`BuildRunningError` where another process does."""
    try:
        instance.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(instance / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise GongkaiError(
            f"{instance} cannot be written: {error.strerror}.",
            "Check its permissions, or name another --instance.",
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _running(descriptor) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {datetime.now().astimezone():%Y-%m-%d %H:%M:%S}".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _running(descriptor: int) -> BuildRunningError:
    """Who is building; the holder may not have written it yet."""
    process, _, since = os.pread(descriptor, 200, 0).decode("utf-8", "replace").partition(" ")
    holder = f" (process {process}, since {since})" if since else ""
    return BuildRunningError(
        f"Another build of this instance is running{holder}.", "Wait for it to end, then try again."
    )
