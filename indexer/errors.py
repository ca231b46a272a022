"""Every error that gongkai raises on purpose.

::

    GongkaiError                 something a person can act on
    ├── UsageError               the command or the configuration asks for something impossible
    ├── ReadError                one source file cannot be read (recorded as a Problem, never fatal)
    ├── QueryError               the query, a filter or a page number cannot be understood
    ├── NotFoundError            no such report
    ├── NoBuildError             nothing has been indexed yet, or the index is not usable
    └── BuildRunningError        another process is building this instance

Each carries ``message`` (what happened) and ``hint`` (what to do), both fit to show to a user, and
``status``, the HTTP status that the web side answers with; the command line prints the same words.
"""

from __future__ import annotations


class GongkaiError(Exception):
    """Something went wrong that a person can act on."""

    status = 500
    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the fields: the standard way repeats the call, which some subclasses spell otherwise."""
        return _restored, (type(self), self.message), self.__dict__


def _restored(kind: type[GongkaiError], message: str) -> GongkaiError:
    """An error of that kind, its fields still to be filled in."""
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    return error


class UsageError(GongkaiError):
    """The command or the configuration asks for something impossible."""

    status = 422
    code = "usage"


class ReadError(GongkaiError):
    """One source file cannot be read; the build records it as a ``Problem`` under ``code``."""

    status = 422

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.code = code


class QueryError(GongkaiError):
    """The query, a filter or a page number cannot be understood.

    ``field`` names the parameter, ``column`` the character in it (from 1) where reading stopped.
    """

    status = 422

    def __init__(
        self, code: str, message: str, hint: str = "", *, field: str = "q", column: int | None = None
    ) -> None:
        super().__init__(message, hint)
        self.code = code
        self.field = field
        self.column = column


class NotFoundError(GongkaiError):
    """No report with that id is in the current build."""

    status = 404
    code = "not_found"


class NoBuildError(GongkaiError):
    """Nothing has been indexed yet, or what is there cannot be used."""

    status = 503
    code = "no_build"


class BuildRunningError(GongkaiError):
    """Another process is building this instance."""

    status = 503
    code = "build_running"
