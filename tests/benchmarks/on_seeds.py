"""First part: the five seed reports, as someone meets them who has just installed gongkai."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from indexer.builds import BuildReader
from indexer.query import And, Phrase, Query, Word
from indexer.settings import load_settings
from tests.benchmarks.measure import seconds, spread
from tests.benchmarks.serving import served

_SEEDS = Path(__file__).parent.parent.parent / "seeds"
_COMMAND = "import sys; from indexer.cli import main; main(sys.argv[1:])"
_QUERIES = (
    Query(Word("公开")),
    Query(Phrase("基础工作薄弱")),
    Query(And((Word("公开"), Phrase("申请")))),
    Query(),
)
_ROUNDS = 50
_WITHOUT_JIEBA = """
import sys
from pathlib import Path
from indexer.settings import load_settings
from webui import create_app
client = create_app(load_settings(Path(sys.argv[1]), {})).test_client()
for page in ("/", "/search?q=%E2%80%9C%E5%85%AC%E5%BC%80%E2%80%9D", "/search", "/help"):
    assert client.get(page).status_code == 200, page
print("jieba" in sys.modules)
"""


def run(folder: Path) -> None:
    """Build, search and serve the seeds, and print how long each takes and should take at most."""
    instance = folder / "seeds"
    shutil.rmtree(instance, ignore_errors=True)
    build = seconds(lambda: _python(_COMMAND, "build", str(_SEEDS), "--instance", str(instance)))
    engine = BuildReader(load_settings(instance, {})).current().engine
    for query in _QUERIES:
        engine.search(query)
    times = spread([seconds(lambda: engine.search(query)) for _ in range(_ROUNDS) for query in _QUERIES])  # noqa: B023
    loaded = _python(_WITHOUT_JIEBA, str(instance)).strip()
    with served(instance) as site:
        ready = site.ready_seconds
    print("The five seeds")
    print(f"  build, jieba's first start included   {build:8.2f} s    (5)")
    print(f"  search with facets in process, p95    {times.p95_ms:8.2f} ms   (5)")
    print(f"  server ready, first page included     {ready:8.2f} s    (2)")
    print(f"  jieba loaded by pages without words   {'no' if loaded == 'False' else 'YES':>8}")


def _python(code: str, *arguments: str) -> str:
    """What a fresh Python prints."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"{command[3:]} failed")
    return done.stdout
