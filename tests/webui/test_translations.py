"""Both languages are complete, and say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import webui
from webui.labels import labels
from webui.wording import LOCALES, TRANSLATIONS, catalogues, voice

ROOT = Path(webui.__file__).parent
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]


def sentences() -> set[str]:
    found = extract_from_dir(
        ROOT, METHODS, keywords={"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
    )
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found if message}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_translated(locale: str) -> None:
    said = {}
    for name in catalogues(locale):
        with (TRANSLATIONS / locale / "LC_MESSAGES" / f"{name}.po").open("rb") as file:
            for message in read_po(file):
                key = message.id[0] if isinstance(message.id, tuple) else message.id
                assert key not in said, f"{key!r} is in two catalogues"
                if key:
                    said[key] = message
    assert set(said) == sentences()
    for message in said.values():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy
        for string in strings:
            key = message.id[-1] if isinstance(message.id, tuple) else message.id
            assert sorted(re.findall(r"%\((\w+)\)s", string)) == sorted(re.findall(r"%\((\w+)\)s", key))


def test_the_catalogues_are_compiled() -> None:
    assert voice("zh").gettext("Search") == "检索"
    assert voice("en").gettext("language name") == "English"


@pytest.mark.parametrize("facet", ["level", "fee", "reuse", "section", "flag", "department"])
def test_every_value_has_both_labels(facet: str) -> None:
    assert labels(facet)
    assert all(label.zh and label.en for label in labels(facet).values())
