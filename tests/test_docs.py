"""The documentation tells the truth: commands exist, example queries parse, counts are right."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from indexer.cli import main
from indexer.model import SectionKind
from webui.language import parse

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"\.venv/bin/gongkai ([a-z]+)((?: [^\n#>]*)?)", README)
QUERIES = re.findall(r"^\| `(.+?)` \| (?!from)", README, re.MULTILINE)


@pytest.mark.parametrize("name", sorted({name for name, _ in COMMANDS}))
def test_commands_in_the_readme_exist(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("name", "words"), COMMANDS)
def test_options_in_the_readme_exist(name: str, words: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z]+", words)) <= known


@pytest.mark.parametrize("query", QUERIES)
def test_queries_in_the_readme_parse(query: str) -> None:
    parsed = parse(query)
    assert parsed.node or parsed.filters or parsed.scope or parsed.names


def test_the_query_table_is_found() -> None:
    assert len(QUERIES) >= 10


def test_pictures_in_the_readme_exist() -> None:
    for path in re.findall(r"!\[.*?\]\((.+?)\)", README):
        assert (ROOT / path).stat().st_size > 10_000


def test_make_targets_in_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE)) <= targets


def test_the_number_of_section_kinds() -> None:
    assert f"in {len(SectionKind) - 1} kinds" in README


def test_the_version_has_a_changelog_entry() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_name_in_the_picture_of_the_data_flow_is_there() -> None:
    picture = README.split("## How it works")[1].split("```")[1]
    for path in re.findall(r"(?:indexer|engines)/[a-z]+", picture):
        assert list((ROOT / "indexer").parent.glob(path)) or list((ROOT / "indexer").glob(f"{path}*"))
