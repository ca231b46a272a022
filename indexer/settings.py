"""The settings of one instance: defaults, then ``config.toml`` of the instance, then ``GONGKAI_*`` variables.

A setting that is misspelt or out of range is an error that names the file and the key. Reading past it
would run the instance with a default that nobody chose.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from indexer.errors import UsageError

PREFIX = "GONGKAI_"
CONFIG = "config.toml"
_CHECKOUT = Path(__file__).resolve().parent.parent

SettingValue = int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where an instance lives and how it behaves."""

    instance: Path
    """The folder with ``config.toml``, ``catalogue.sqlite`` and ``builds``."""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    """Requests that each process of the server answers at the same time."""
    trusted_hosts: tuple[str, ...] = ()
    """Host names that the server answers to; empty means the address it listens on."""
    max_text_bytes: int = 8_000_000
    """Text and HTML files larger than this are refused."""
    max_file_bytes: int = 100_000_000
    """Files of any format larger than this are refused unread."""
    workers: int = 0
    """Processes that read files; 0 means one for each core."""
    read_seconds: float = 120.0
    """A file that takes longer to read than this is given up and listed as a problem."""
    query_seconds: float = 2.0
    """A search that takes longer than this answers with what it has, and says that it is not complete."""
    memory_mb: int = 3_000
    """Memory that writing an index may take: about 1,000 for each process."""
    kept_builds: int = 2
    """Older builds that stay on disk beside the current one."""

    @property
    def catalogue(self) -> Path:
        """The SQLite file that holds everything that is known of the reports."""
        return self.instance / "catalogue.sqlite"

    @property
    def builds(self) -> Path:
        """The folder of the numbered builds."""
        return self.instance / "builds"

    @property
    def cache(self) -> Path:
        """The folder of what can be made again at any time, such as jieba's compiled dictionary."""
        return self.instance / "cache"

    @property
    def processes(self) -> int:
        """How many processes read files: ``workers``, or one for each core this process may use."""
        return self.workers or cores()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_RANGES: Mapping[str, tuple[float, float]] = {
    "port": (0, 65535),
    "threads": (1, 256),
    "max_text_bytes": (1_000, 1_000_000_000),
    "max_file_bytes": (1_000, 4_000_000_000),
    "workers": (0, 512),
    "read_seconds": (1, 86_400),
    "query_seconds": (0.01, 3_600),
    "memory_mb": (500, 1_000_000),
    "kept_builds": (0, 100),
}
"""Lowest and highest value of each number."""

_KEYS = tuple(field.name for field in fields(Settings) if field.name != "instance")


def load_settings(instance: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of ``instance``, else of the folder in ``GONGKAI_INSTANCE``, else of the checkout.

    >>> load_settings(Path("/nowhere"), {"GONGKAI_PORT": "9000"}).port
    9000
    """
    folder = instance or Path(environ.get(f"{PREFIX}INSTANCE") or _default_instance())
    values: dict[str, SettingValue] = {}
    for origin, key, value in (*_from_file(folder / CONFIG), *_from_environment(environ)):
        values[key] = _checked(origin, key, value)
    return _assembled(folder.absolute(), values)


def _default_instance() -> Path:
    """``instance/`` of the checkout; of the current folder where the package is installed without one."""
    return (_CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd()) / "instance"


def _assembled(folder: Path, values: Mapping[str, SettingValue]) -> Settings:
    """The settings with the given values; every value has been checked against its field's type."""
    return Settings(instance=folder, **values)  # type: ignore[arg-type]


def _from_file(path: Path) -> list[tuple[str, str, object]]:
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", "Correct it, or take it away.") from error
    for key in table:
        if key not in _KEYS:
            raise UsageError(f"{path}: there is no setting “{key}”.", _suggestion(key, _KEYS))
    return [(str(path), key, value) for key, value in table.items()]


def _from_environment(environ: Mapping[str, str]) -> list[tuple[str, str, object]]:
    """The settings among the variables; one that is nearly the name of a setting is an error."""
    found: list[tuple[str, str, object]] = []
    names = {f"{PREFIX}{key.upper()}": key for key in _KEYS}
    for name, text in environ.items():
        if name in names:
            found.append((f"the variable {name}", names[name], _parsed(names[name], text)))
        elif name.startswith(PREFIX) and name != f"{PREFIX}INSTANCE":
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.85)
            if near:
                raise UsageError(f"There is no setting for the variable {name}.", f"Did you mean {near[0]}?")
    return found


def _parsed(key: str, text: str) -> object:
    """The value that a variable's text stands for; text that is no number is left for the check to refuse."""
    if key == "trusted_hosts":
        return [host for host in text.replace(",", " ").split() if host]
    if key not in _RANGES:
        return text
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text


def _checked(origin: str, key: str, value: object) -> SettingValue:
    """The value, if the setting can take it."""
    if key in _RANGES:
        low, high = _RANGES[key]
        whole = not key.endswith("_seconds")
        kind: type[int] | tuple[type[int], type[float]] = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kind) or not low <= value <= high:
            wanted = "a whole number" if whole else "a number"
            raise UsageError(f"{origin}: {key} is {value!r}.", f"It takes {wanted} from {low} to {high}.")
        return value
    if key == "trusted_hosts":
        if not isinstance(value, list) or not all(isinstance(host, str) and host for host in value):
            raise UsageError(
                f"{origin}: {key} is {value!r}.", 'It takes a list of host names: ["news.example"].'
            )
        return tuple(value)
    if not isinstance(value, str) or not value:
        raise UsageError(f"{origin}: {key} is {value!r}.", "It takes a text in quotes.")
    return value


def _suggestion(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    return f"Did you mean “{near[0]}”?" if near else f"Known settings: {', '.join(known)}."
