"""See to it that the browser tests find a browser and Chinese fonts.

An installed Chromium or Chrome; else Debian's package, as root; else the one that Playwright brings.
Run by ``make test``; quick when a browser is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def installed() -> str | None:
    """The program of an installed browser: ``GONGKAI_CHROMIUM`` if set, else the first one found."""
    return os.environ.get("GONGKAI_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def bundled() -> str | None:
    """The program of the browser that Playwright downloaded, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def has_chinese_fonts() -> bool:
    """Whether pages in Chinese can be drawn; taken on trust where fontconfig is not there to ask."""
    if not shutil.which("fc-list"):
        return True
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(fonts.stdout.strip())


def main() -> None:
    """Install what is missing, or say how to."""
    can_install = os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None
    missing = [] if installed() or bundled() else ["chromium"]
    # A new Chromium brings fontconfig, so fonts can only be judged with one there.
    if missing or not has_chinese_fonts():
        missing.append("fonts-noto-cjk")
    if not missing:
        return
    if can_install:
        print(f"Installing {' and '.join(missing)} for the browser tests …", file=sys.stderr)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet, stdout=subprocess.DEVNULL)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)
    elif "chromium" in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not (installed() or bundled()):
        sys.exit("error: no browser for the tests. Install Chromium, or set GONGKAI_CHROMIUM to its program.")
    if not has_chinese_fonts():
        print("warning: no Chinese fonts; screenshots will show boxes.", file=sys.stderr)


if __name__ == "__main__":
    main()
