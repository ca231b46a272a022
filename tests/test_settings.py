"""Settings come from the file, then from variables, and every mistake in them is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.errors import UsageError
from indexer.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent


def write(folder: Path, text: str) -> Path:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_everything_is_the_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}) == Settings(instance=tmp_path)


def test_a_variable_goes_before_the_file(tmp_path: Path) -> None:
    write(tmp_path, 'port = 9001\nhost = "0.0.0.0"\nquery_seconds = 1\ntrusted_hosts = ["a.example"]\n')
    settings = load_settings(tmp_path, {"GONGKAI_PORT": "9002", "GONGKAI_QUERY_SECONDS": "0.5", "HOME": "/"})
    assert (settings.port, settings.host, settings.query_seconds) == (9002, "0.0.0.0", 0.5)
    assert settings.trusted_hosts == ("a.example",)
    hosts = load_settings(tmp_path, {"GONGKAI_TRUSTED_HOSTS": "b.example, c.example"}).trusted_hosts
    assert hosts == ("b.example", "c.example")


def test_the_instance_is_the_one_named_then_the_variable_then_the_checkout(tmp_path: Path) -> None:
    variable = {"GONGKAI_INSTANCE": str(tmp_path / "a")}
    assert load_settings(tmp_path / "b", variable).instance == tmp_path / "b"
    assert load_settings(None, variable).instance == tmp_path / "a"
    assert load_settings(None, {}).instance == ROOT / "instance"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1", "config.toml: there is no setting “prot”. Did you mean “port”?"),
        ("colour = 1", "Known settings: host, port"),
        ("port = 70000", "config.toml: port is 70000. It takes a whole number from 0 to 65535."),
        ('port = "8000"', "port is '8000'"),
        ("threads = true", "threads is True"),
        ("workers = 1.5", "workers is 1.5"),
        ("host = 1", "It takes a text in quotes."),
        ('trusted_hosts = "a"', "It takes a list of host names"),
        ("port = ", "config.toml cannot be read"),
        ('instance = "/"', "there is no setting “instance”"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        load_settings(write(tmp_path, text), {})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GONGKAI_PORT", "eighty", "the variable GONGKAI_PORT: port is 'eighty'"),
        ("GONGKAI_PORT", "-1", "port is -1"),
        ("GONGKAI_WORKER", "2", "Did you mean GONGKAI_WORKERS?"),
    ],
)
def test_a_mistake_in_a_variable_is_named(tmp_path: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        load_settings(tmp_path, {name: value})


def test_variables_of_other_parts_are_left_alone(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {"GONGKAI_CHROMIUM": "/usr/bin/chromium"}) == Settings(instance=tmp_path)


def test_the_example_shows_every_setting_with_its_default(tmp_path: Path) -> None:
    example = (ROOT / "instance" / "config.toml").read_text(encoding="utf-8")
    shown = re.sub(r"^# (?=[a-z_]+ = )", "", example, flags=re.MULTILINE)
    settings = load_settings(write(tmp_path, shown), {})
    assert settings == Settings(instance=tmp_path, trusted_hosts=settings.trusted_hosts)
    documented = set(re.findall(r"^([a-z_]+) = ", shown, flags=re.MULTILINE))
    assert documented == set(Settings.__dataclass_fields__) - {"instance"}
