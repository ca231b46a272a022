"""Serving the site: one process, or several that share a listening socket.

The socket is bound and listening before anything is loaded, so that a visitor waits instead of being refused.
Several processes are forked from one that has opened nothing yet: each opens the files of the build itself,
and the system shares the mapped pages between them. The parent only watches: it starts a child again that
dies, and ends all of them when it is told to stop.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import logging
import os
import select
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from indexer.errors import NoBuildError, UsageError
from indexer.settings import Settings, cores

if TYPE_CHECKING:
    from flask import Flask

BACKLOG = 1024
"""Visitors that may wait to be let in."""
HEAD_START = 1.0
"""Seconds that the first page has to itself before words and templates are loaded for the others."""
PAUSE = 1.0
"""Least time between two starts of the same child, in seconds: one that cannot start must not spin."""
CONNECTIONS = 500
"""Connections that a process keeps open. A browser keeps several for minutes after its last page, and those
beyond the number wait: waitress's own limit of 100 is used up by twenty readers."""
GARBAGE = 10_000
"""New objects between two searches for unreachable ones. At Python's own 700, nearly every page waits for
one, and now and then for one through everything that is in memory, some 60 milliseconds."""
PATIENCE = 10.0
"""Time for children to finish what they are answering once they are told to stop, in seconds."""
_STOP = (signal.SIGTERM, signal.SIGINT)
_ARENA_MAX = -8
"""What mallopt calls the number of heaps."""


def usual_processes() -> int:
    """How many processes answer where nobody says: two, on a machine with two cores.

    Python works on one request at a time in each process, so a second one halves the waiting under load. More
    than two would each hold the words and the postings that they have read, some hundred megabytes.
    """
    return min(2, cores()) if hasattr(os, "fork") else 1


def listen(host: str, port: int) -> socket.socket:
    """A socket that is ours before the address is announced; a busy port is said in plain words."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except socket.gaierror as error:
        raise UsageError(f"There is no address {host}.", "Give one of this machine with --host.") from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise UsageError(
            f"{host}:{port}: {_reason(error)}.", "Choose another with --port, or 0 for any."
        ) from error
    return listener


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "the port is used by another program"
    if error.errno == errno.EACCES:
        return "this port is not open to ordinary users"
    return error.strerror or str(error)


def answer(settings: Settings, listener: socket.socket) -> None:
    """Answer visitors in this process until it is stopped."""
    from waitress.server import create_server

    from webui import create_app
    from webui.turns import AT_WORK, in_turn

    gc.set_threshold(GARBAGE)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that somebody waits a moment is no news
    _share_one_heap()
    app = create_app(settings)
    server = create_server(
        in_turn(app, AT_WORK),
        sockets=[listener],
        threads=settings.threads,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=hasattr(select, "poll"),
        ident=None,
    )
    warming = threading.Timer(HEAD_START, _warm, [app])
    warming.daemon = True
    warming.start()
    try:
        server.run()
    finally:
        server.close()


def _warm(app: Flask) -> None:
    """Have ready what the first visitors would wait for: words, compiled templates, the index itself."""
    from webui.collection import reader_of

    reader = reader_of(app)
    reader.segmenter.query_words("公开")
    for name in app.jinja_env.list_templates(("html",)):
        app.jinja_env.get_template(name)
    with suppress(NoBuildError):
        reader.current().read_ahead()


def _share_one_heap() -> None:
    """Have all threads take memory from the same place, where the system's library can be asked to.

    Left to itself glibc gives each thread a heap of its own. What one has freed the others cannot use: at
    100,000 reports that is 80 MB a process, and a fifth of the work under load goes into pages fetched anew.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def answer_in_processes(settings: Settings, listener: socket.socket, number: int) -> None:
    """Answer visitors in several processes until this one is stopped."""
    if not hasattr(os, "fork"):
        raise UsageError("This system cannot share a port between processes.", "Leave out --processes.")
    with suppress(KeyboardInterrupt):
        _Crew(lambda: answer(settings, listener), number).watch()


class _Crew:
    """The children, and their parent's work."""

    def __init__(self, work: Callable[[], None], number: int) -> None:
        self._work = work
        self._number = number
        self._begun: dict[int, float] = {}
        """When each child was started."""
        self._alive = os.pipe()
        """Closed by the system when the parent is gone, however it went."""

    def watch(self) -> None:
        """Keep the children running until a signal says stop."""
        for name in _STOP:
            signal.signal(name, signal.default_int_handler)
        try:
            while True:
                while len(self._begun) < self._number:
                    self._start()
                self._bury()
        finally:
            self._end()

    def _start(self) -> None:
        # Signals wait until the child has handlers of its own: it must never do its parent's work.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)
        child = os.fork()
        if child:
            self._begun[child] = time.monotonic()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP)
            return
        status = 1
        try:
            # The terminal sends Ctrl-C to the whole group; the parent passes it on by itself.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP)
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            self._work()
            status = 0
        except KeyboardInterrupt:
            status = 0
        except BaseException:  # noqa: BLE001 - nothing is above to report it
            traceback.print_exc()
        finally:
            os._exit(status)

    def _end_with_parent(self) -> None:
        read, write = self._alive
        os.close(write)
        os.read(read, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _bury(self) -> None:
        """Wait until a child ends, and make room for its successor."""
        child, _ = os.wait()
        begun = self._begun.pop(child, 0.0)
        time.sleep(max(0.0, PAUSE - (time.monotonic() - begun)))

    def _end(self) -> None:
        for name in _STOP:
            signal.signal(name, signal.SIG_IGN)
        self._tell(signal.SIGTERM)
        last = time.monotonic() + PATIENCE
        while self._begun and time.monotonic() < last:
            child, _ = os.waitpid(-1, os.WNOHANG)
            self._begun.pop(child, None)
            if not child:
                time.sleep(0.02)
        self._tell(signal.SIGKILL)
        for child in self._begun:
            os.waitpid(child, 0)

    def _tell(self, word: signal.Signals) -> None:
        for child in self._begun:
            with suppress(ProcessLookupError):
                os.kill(child, word)
