"""The generator's own data: ``data/*.toml``, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.toml``."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def lists(name: str) -> dict[str, list[str]]:
    """A data file that holds nothing but lists of strings."""
    return {key: [str(item) for item in items] for key, items in load(name).items()}
