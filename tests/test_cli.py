"""The command line: what it prints where, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.builds import BuildReader, builder_lock
from indexer.cli import main
from indexer.export import FORMATS
from indexer.gather import Tell
from indexer.report_json import ReportJson
from indexer.settings import Settings
from tests.corpora import fresh_instance, report_text, write, write_corpus

ROOT = Path(__file__).parent.parent
COMMANDS = ("extract", "build", "status", "explain", "export")


@pytest.fixture
def settings(tmp_path: Path, words_cache: Path) -> Settings:
    return fresh_instance(tmp_path, words_cache)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, words_cache: Path) -> Settings:
    """An instance with three reports and one bad file. Nothing changes it."""
    folder = tmp_path_factory.mktemp("built")
    settings = fresh_instance(folder, words_cache)
    write(write_corpus(folder / "reports", 3) / "empty.txt", "")
    assert run("build", folder / "reports", settings=settings).exit_code == 1
    return settings


def run(*arguments: object, settings: Settings | None = None) -> Result:
    instance = ["--instance", str(settings.instance)] if settings else []
    return CliRunner().invoke(main, [*map(str, arguments), *instance])


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_one_object_a_line_and_nothing_else(settings: Settings) -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    result = run("extract", *seeds, settings=settings)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = objects(result)
    assert [line["source"] for line in lines] == list(map(str, seeds))
    assert all(set(line) == set(ReportJson.__annotations__) and line["error"] is None for line in lines)
    assert not settings.catalogue.exists()


@pytest.mark.parametrize("count", [2, 30])
def test_extract_keeps_the_order_and_tells_of_bad_files(
    settings: Settings, tmp_path: Path, count: int
) -> None:
    corpus = write_corpus(tmp_path / "reports", count)
    write(corpus / "000x.txt", "")
    result = run("extract", corpus / "001.txt", corpus, tmp_path / "nowhere.txt", settings=settings)
    lines = objects(result)
    names = [str(corpus / "001.txt"), *map(str, sorted(corpus.iterdir())), str(tmp_path / "nowhere.txt")]
    assert [line["source"] for line in lines] == names
    assert result.exit_code == 1
    bad = [line for line in lines if line["error"]]
    assert [line["problems"][0]["code"] for line in bad] == ["empty_file", "missing"]  # type: ignore[index]
    assert len(result.stderr.splitlines()) == 2
    assert "warning: " in result.stderr


def test_extract_and_build_give_the_same_ids_and_facts(built: Settings) -> None:
    corpus = built.instance.parent / "reports"
    extracted = {
        line["id"]: line for line in objects(run("extract", corpus, settings=built)) if not line["error"]
    }
    exported = {line["id"]: line for line in objects(run("export", "--format", "jsonl", settings=built))}
    assert set(extracted) == set(exported) == set(BuildReader(built).current().report_ids())
    for report_id, line in extracted.items():
        assert exported[report_id] | {"source": ""} == line | {"source": ""}


def test_build_says_what_it_did(settings: Settings, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "reports", 2)
    first = run("build", corpus, settings=settings)
    assert (first.exit_code, first.stdout) == (0, "")
    assert "2 files read, 0 unchanged, 0 gone." in first.stderr
    assert "Now serving build 1: 2 reports." in first.stderr
    second = run("build", settings=settings)
    assert "Nothing has changed; still serving build 1: 2 reports." in second.stderr
    write(corpus / "empty.txt", "")
    third = run("build", settings=settings)
    assert third.exit_code == 1
    assert "1 files have problems; gongkai status lists them." in third.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["build"], 2, "error: Nothing has been named to index yet. Run: gongkai build FOLDER"),
        (["build", "/nowhere"], 2, "error: There is no file or folder /nowhere. Check the name."),
        (["build", "--forget", "x"], 2, "error: x is not a source of this instance."),
        (["status"], 2, "error: There is no catalogue at "),
        (["export"], 2, "error: Nothing has been indexed yet."),
        (["explain", "r0"], 2, "error: Nothing has been indexed yet."),
        (["explain", "no/such.txt"], 2, "error: There is no file no/such.txt."),
        (["extract"], 2, "Missing argument"),
        (["nonsense"], 2, "No such command"),
        (["export", "--format", "xls"], 2, "'xls' is not one of 'csv', 'jsonl'"),
    ],
)
def test_errors_are_two_sentences_and_a_status(
    settings: Settings, arguments: list[str], status: int, said: str
) -> None:
    result = run(*arguments, settings=settings if arguments != ["nonsense"] else None)
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_mistake_in_the_configuration_is_named(settings: Settings) -> None:
    write(settings.instance / "config.toml", "prot = 1")
    result = run("build", ROOT / "seeds", settings=settings)
    assert result.exit_code == 2
    assert "there is no setting “prot”. Did you mean “port”?" in result.stderr


def test_a_second_builder_ends_with_its_own_status(settings: Settings) -> None:
    with builder_lock(settings.instance):
        result = run("build", ROOT / "seeds", settings=settings)
    assert result.exit_code == 3
    assert "Another build of this instance is running (process" in result.stderr


def test_an_interrupt_is_no_traceback(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_settings: Settings, _named: object, _forgotten: object, tell: Tell) -> None:
        tell("reading", 2, 5)
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.pipeline.build", interrupt)
    result = run("build", ROOT / "seeds", settings=settings)
    assert result.exit_code == 130
    assert result.stderr.startswith("stopped while reading, 2 of 5. Files that were read and parts of")


def test_status_lists_what_could_not_be_read(built: Settings) -> None:
    result = run("status", settings=built)
    assert result.exit_code == 0
    assert "3 reports of 3 agencies, 2015 to 2017" in result.stdout
    assert "empty_file (1)\n  reports/empty.txt: It is empty." in result.stdout
    (state,) = objects(run("status", "--json", settings=built))
    assert state["build"]["reports"] == 3  # type: ignore[index]
    assert state["files_not_indexed"] == 1
    assert {"code", "file", "id", "message"} == set(state["problems"][0])  # type: ignore[index]


def test_status_never_shortens_in_silence(settings: Settings, tmp_path: Path) -> None:
    for number in range(25):
        write(tmp_path / "bad" / f"{number}.txt", "")
    run("build", tmp_path / "bad", settings=settings)
    assert "… and 5 more: gongkai status --all" in run("status", settings=settings).stdout
    assert run("status", "--all", settings=settings).stdout.count("bad/") == 25


def test_status_tells_of_a_build_that_cannot_be_used(built: Settings, tmp_path: Path) -> None:
    shutil.copytree(built.instance, tmp_path / "instance", symlinks=True)
    shutil.rmtree(tmp_path / "instance" / "builds")
    result = run("status", settings=replace(built, instance=tmp_path / "instance"))
    assert result.exit_code == 1
    assert "none. Nothing has been indexed yet." in result.stdout


def test_explain_takes_an_id_or_a_file(built: Settings) -> None:
    report_id = BuildReader(built).current().report_ids()[1]
    by_id = run("explain", report_id, settings=built)
    by_file = run("explain", built.instance.parent / "reports" / "001.txt", settings=built)
    assert by_id.exit_code == by_file.exit_code == 0
    assert by_id.stdout == by_file.stdout
    assert report_id in by_id.stdout
    bad = run("explain", built.instance.parent / "reports" / "empty.txt", settings=built)
    assert (bad.exit_code, "empty.txt: It is empty." in bad.stderr) == (2, True)


def test_export_is_one_row_a_report(built: Settings) -> None:
    result = run("export", settings=built)
    assert result.exit_code == 0
    text = result.stdout_bytes.decode("utf-8")
    assert text.startswith("\ufeffid,source,url,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["source"] for row in rows] == [f"reports/{n:03}.txt" for n in range(3)]
    assert [row["requests"] for row in rows] == ["0", "1", "2"]
    assert {row["published"] for row in rows} == {""}
    assert set(FORMATS) == {"csv", "jsonl"}


def gongkai(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from indexer.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_output_cut_short_is_no_error(built: Settings) -> None:
    script = f"{sys.executable} -c 'from indexer.cli import main; main()' extract seeds | head -c 10"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_explains_itself_and_takes_an_instance(command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "--instance" in result.stdout or not command


def test_starting_loads_nothing_heavy() -> None:
    code = "import sys, indexer.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"numpy", "jieba", "whoosh", "flask", "sqlite3", "multiprocessing", "webui"}


def test_names_of_any_kind_are_printed_as_json(settings: Settings, tmp_path: Path) -> None:
    names = ["2019 年报 “终稿”.txt", "a'b\"c.txt", "-rf.txt", "=cmd.txt"]
    for number, name in enumerate(names):
        write(tmp_path / "odd" / name, report_text(number))
    done = gongkai("extract", tmp_path / "odd", "--instance", settings.instance)
    assert done.returncode == 0
    sources = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert sorted(re.sub(r".*/odd/", "", source) for source in sources) == sorted(names)
