"""Make the project's own environment in ``.venv``: packages as pinned, translations compiled.

Run by ``make``; needs nothing but Python 3.11 or newer. Running it again is harmless.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def fail(message: str) -> None:
    """Stop with a sentence that says what to do."""
    sys.exit(f"error: {message}")


def run(*command: str | Path) -> None:
    """Run one command, quietly; show what it said only when it fails."""
    environment = os.environ | {
        # Pins what packages are built with as well: old pips read the first, new ones the second.
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PIP_BUILD_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        fail(f"`{' '.join(map(str, command))}` failed; what it said is above.")


def make_environment() -> None:
    """Create the virtual environment, or replace one whose Python is gone."""
    if (VENV / "bin" / "python").exists():
        return
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        fail("this Python cannot make a virtual environment. On Debian: apt install python3-venv.")


def main(*options: str) -> None:
    """Install what running needs; with ``--dev`` also what testing needs."""
    # Checked before anything else: the message of an old Python would be a puzzle.
    if sys.version_info < (3, 11):  # noqa: UP036
        fail(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.")
    wanted = ".[dev]" if "--dev" in options else "."
    what = "what the tests need" if "--dev" in options else "the packages"
    print(f"Installing {what} (once; it takes a minute or two) …", file=sys.stderr)
    make_environment()
    python = VENV / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--editable", wanted)
    catalogues = {path.stem for path in (ROOT / "webui" / "translations").glob("*/LC_MESSAGES/*.po")}
    run(
        VENV / "bin" / "pybabel",
        *("-q", "compile", "-d", "webui/translations", "-D", " ".join(sorted(catalogues))),
    )
    for name in ("ready", "ready-dev") if "--dev" in options else ("ready",):
        (VENV / name).touch()


if __name__ == "__main__":
    main(*sys.argv[1:])
