"""The commands of the web side."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from click.testing import CliRunner
from flask import Flask

from indexer.cli import main
from indexer.settings import Settings
from tests.patience import PATIENT


def test_search_prints_what_the_api_answers(settings: Settings, app: Flask) -> None:
    query = '"基础工作薄弱"'
    done = CliRunner().invoke(
        main, ["search", query, "--json", "--lang", "zh", "--instance", str(settings.instance)]
    )
    assert done.exit_code == 0, done.output
    answer = app.test_client().get("/api/v1/search", query_string={"q": query, "lang": "zh"})
    assert json.loads(done.stdout) == answer.json


def test_search_in_plain_words(settings: Settings) -> None:
    done = CliRunner().invoke(main, ["search", "收费", "--size", "2", "--instance", str(settings.instance)])
    assert done.exit_code == 0
    assert "司法" in done.stdout


def test_a_bad_search_is_a_message(settings: Settings) -> None:
    done = CliRunner().invoke(main, ["search", '"收费', "--instance", str(settings.instance)])
    assert done.exit_code == 2
    assert done.stderr.startswith("error: The quotation mark")


def test_serve_announces_its_address_and_answers(settings: Settings) -> None:
    program = str(Path(sys.executable).parent / "gongkai")
    command = [program, "serve", "--port", "0", "--instance", str(settings.instance)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert address, server.stdout.read()
            with urlopen(address.group(), timeout=PATIENT) as answer:
                assert answer.status == 200
        finally:
            server.terminate()


def test_a_busy_port_is_said_plainly(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(main, ["serve", "--port", port, "--instance", str(settings.instance)])
    assert done.exit_code == 2
    assert "used by another program" in done.stderr
    assert "--port" in done.stderr


def test_no_dictionary_is_loaded_before_words_are_cut(settings: Settings) -> None:
    program = f"""
import sys
from pathlib import Path
from indexer.settings import load_settings
from webui import create_app
client = create_app(load_settings(Path({str(settings.instance)!r}), {{}})).test_client()
for path in ("/", "/help", "/search", '/search?q="公开"&year=2019', "/api/v1/search?q=%22x%22"):
    assert client.get(path).status_code == 200
assert "jieba" not in sys.modules
page = client.get('/search?q="公开"').text
report = page.split('href="/reports/')[1].split('"')[0].split("#")[0]
assert client.get("/reports/" + report.replace("&amp;", "&")).status_code == 200
assert "jieba" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
