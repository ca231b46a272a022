"""What the product promises, asked as a journalist asks, over HTTP, against a plain scan of the texts."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from opencc import OpenCC

from indexer.builds import OpenBuild
from indexer.text.normalise import normalise_query, normalise_text

TO_TRADITIONAL = OpenCC("s2t")
TO_FULL_WIDTH = str.maketrans(",:;?!()%", "，：；？！（）％") | {d: d + 0xFEE0 for d in range(0x30, 0x3A)}
TWO_THOUSAND = 2_000


@dataclass(frozen=True)
class Text:
    """The normalised text of one section."""

    report_id: str
    text: str


@pytest.fixture(scope="module")
def texts(opened: OpenBuild) -> list[Text]:
    found = []
    for report_id in opened.report_ids():
        report = opened.report(report_id)
        found += [
            Text(report_id, report.normalised.text[section.normalised.start : section.normalised.end])
            for section in report.sections
        ]
    return found


@pytest.fixture(scope="module")
def phrases(texts: list[Text]) -> list[str]:
    """Pieces of 1 to 40 characters from anywhere in the texts, that say something."""
    chance = random.Random(2019)
    found: list[str] = []
    while len(found) < TWO_THOUSAND:
        text = chance.choice(texts).text
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randint(1, 40)]
        if any(map(str.isalnum, piece)):
            found.append(piece.strip(" "))
    return found


def scan(texts: list[Text], phrase: str) -> tuple[set[str], int]:
    """The reports that contain the phrase, and in how many places: by looking everywhere."""
    places = [
        (text.report_id, sum(text.text.startswith(phrase, at) for at in range(len(text.text))))
        for text in texts
        if phrase in text.text
    ]
    return {report_id for report_id, _ in places}, sum(count for _, count in places)


def ask(client: FlaskClient, phrase: str) -> tuple[set[str], int]:
    answer = client.get("/api/v1/search", query_string={"q": f'"{phrase}"', "size": 100})
    assert answer.status_code == 200, (phrase, answer.get_json())
    body = answer.get_json()
    assert body["complete"] is True
    assert body["total"]["reports"] == len(body["hits"])
    return {hit["id"] for hit in body["hits"]}, body["total"]["occurrences"]


def test_a_phrase_finds_every_report_that_contains_it_and_no_other(
    client: FlaskClient, texts: list[Text], phrases: list[str]
) -> None:
    for phrase in phrases:
        assert ask(client, phrase) == scan(texts, phrase), phrase


def test_script_and_width_make_no_difference(
    client: FlaskClient, texts: list[Text], phrases: list[str]
) -> None:
    compared = 0
    for phrase in phrases[:500]:
        traditional = TO_TRADITIONAL.convert(phrase)
        # Where one simplified character stands for several, the way there and back may not meet.
        for typed in (traditional, phrase.translate(TO_FULL_WIDTH)):
            if normalise_query(typed) == phrase:
                assert ask(client, typed) == scan(texts, phrase), typed
                compared += 1
    assert compared > 950


def test_every_mark_of_a_hit_is_the_searched_wording(
    client: FlaskClient, opened: OpenBuild, phrases: list[str]
) -> None:
    for phrase in phrases[:300]:
        if "\n" in phrase or len(phrase) < 4:
            continue
        body = client.get("/api/v1/search", query_string={"q": f'"{phrase}"'}).get_json()
        for hit in body["hits"]:
            original = opened.report(hit["id"]).original.text
            for section in hit["sections"]:
                for snippet in section["snippets"]:
                    assert snippet["text"] == original[snippet["start"] : snippet["end"]]
                    for start, end in snippet["marks"]:
                        assert phrase in normalise_text(snippet["text"][start:end]).text
