"""Downloads as answers that leave while they are made, and no more of them at once than the site can bear.

A download of all reports occupies a thread for as long as it runs. Some at a time are let through, so that
there is always a thread for those who read; one more is told when to come back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

from flask import Flask, Response, current_app

from indexer.errors import GongkaiError
from indexer.settings import Settings
from webui.downloads import Download, content_disposition
from webui.freshness import partial

AT_ONCE = 3
"""Downloads that run at the same time in one process; always one thread fewer than there are."""
PATIENCE = 0.5
"""Seconds that one more waits for its turn: most are over sooner."""
RETRY_AFTER = 10
"""Seconds after which a refused one is asked to come back."""
_KEY = "gongkai.streaming"


class BusyError(GongkaiError):
    """As many downloads are running as the site can bear."""

    status = 503
    code = "busy"
    retry_after = RETRY_AFTER

    def __init__(self) -> None:
        super().__init__(
            "Other downloads are running, as many as this site makes at a time.",
            "Try again in a few seconds.",
        )


def init_app(app: Flask, settings: Settings) -> None:
    """Give the app its places for downloads."""
    places = max(1, min(AT_ONCE, settings.threads - 1))
    app.extensions[_KEY] = threading.BoundedSemaphore(places)


def streamed(make: Callable[[], Download]) -> Response:
    """The download that ``make`` begins, as an answer; :class:`BusyError` where there is no place for it.

    ``make`` is called once there is a place, and raises before anything is sent what is wrong with the
    question. It is never tagged or kept: a file that was cut must not be served again.
    """
    place = _Place(current_app.extensions[_KEY])
    try:
        download = make()
    except BaseException:
        place.leave()
        raise
    partial()
    response = Response(_leaving(download.content, place), content_type=download.media_type)
    response.call_on_close(place.leave)
    response.headers["Content-Disposition"] = content_disposition(download.name)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _leaving(content: Iterable[bytes], place: _Place) -> Iterator[bytes]:
    """The content; its place is free when it ends, however it does."""
    try:
        yield from content
    finally:
        place.leave()


class _Place:
    """One of the places, taken when this is made."""

    def __init__(self, places: threading.BoundedSemaphore) -> None:
        if not places.acquire(timeout=PATIENCE):
            raise BusyError
        self._places = places
        self._left = threading.Lock()

    def leave(self) -> None:
        """Free the place; the second call does nothing."""
        if self._left.acquire(blocking=False):
            self._places.release()
