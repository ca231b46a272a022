"""How far a long command is, on standard error: a bar on a terminal, else a line every few seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

SECONDS_BETWEEN_LINES = 5.0


class Progress:
    """Call it with the stage, and how much of how much is done."""

    def __init__(self, *, bar: bool = True) -> None:
        """``bar`` False where the output itself goes to the terminal and would run into a bar."""
        self._terminal = sys.stderr.isatty()
        self._with_bar = bar
        self._stage = ""
        self._bar: ProgressBar[int] | None = None
        self._done = self._total = 0
        self._begun = self._told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` are done in the stage."""
        if stage != self._stage:
            self._close()
            self._stage = stage
            self._done = 0
            self._begun = self._told = time.monotonic()
            if self._terminal and self._with_bar and total:
                self._bar = click.progressbar(length=total, label=stage, file=sys.stderr, show_pos=True)
                self._bar.__enter__()
        if self._bar is not None:
            self._bar.update(done - self._done)
        elif not self._terminal and time.monotonic() - self._told >= SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            click.echo(f"{stage}: {done} of {total}{self._estimate(done, total)}", err=True)
        self._done, self._total = done, total

    def reached(self) -> str:
        """How far it has come, for a message: the stage, and how much of how much; empty before the first.

        >>> progress = Progress()
        >>> progress("reading", 3, 20)
        >>> progress.reached()
        'reading, 3 of 20'
        """
        return f"{self._stage}, {self._done} of {self._total}" if self._stage else ""

    def say(self, text: str) -> None:
        """Print a line about one file, above the bar if there is one."""
        click.echo(f"\r\033[K{text}" if self._bar is not None else text, err=True)

    def _estimate(self, done: int, total: int) -> str:
        if not done:
            return ""
        seconds = (time.monotonic() - self._begun) / done * (total - done)
        minutes, seconds = divmod(round(seconds), 60)
        return f", about {minutes} min {seconds} s left" if minutes else f", about {seconds} s left"

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
