"""A full disk, a real one: the last build serves, the builder says it, and the next run completes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.builds import BuildReader
from indexer.pipeline import build
from tests.corpora import fresh_instance, write_corpus
from tests.full_disk import served

ROOT = Path(__file__).parent.parent
FULL = [sys.executable, "-c", "from tests.full_disk import main; main()"]
APART = ["unshare", "--user", "--map-root-user", "--mount"]
"""A mount namespace of one's own, which many systems give to every user."""


def may_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    mount = ["mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run([*APART, *mount], capture_output=True, check=False).returncode == 0


disk = pytest.param("disk", marks=pytest.mark.skipif(not may_mount(), reason="needs a mount namespace"))


@pytest.mark.parametrize("kind", ["limit", disk])
def test_a_full_disk(tmp_path: Path, words_cache: Path, kind: str) -> None:
    settings = fresh_instance(tmp_path, words_cache)
    corpus = write_corpus(tmp_path / "reports", 12)
    build(settings, [corpus])
    before = served(BuildReader(settings))
    write_corpus(corpus, 8, first=20)
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [*(APART if kind == "disk" else ()), *FULL, kind, str(settings.instance), str(empty)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    build(settings)
    after = served(BuildReader(settings))
    tries = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(tries) >= 5
    for said, seen, again in tries:
        assert seen == (before if said else after) or seen == after
        assert again == after
    kept = "What was read so far is kept, and the last good build is still served."
    assert all(kept in said for said, _, _ in tries if said)
    assert any("is full. What was read" in said for said, _, _ in tries)
