"""The commands of the web side: serve the site, and search from the command line."""

from __future__ import annotations

import errno
import json
import os
import socket
from dataclasses import replace
from pathlib import Path

import click

from indexer.errors import UsageError
from indexer.settings import load_settings

_instance = click.option(
    "--instance",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the instance; else GONGKAI_INSTANCE, else instance/ of the checkout.",
)


@click.command()
@_instance
@click.option("--host", help="Address to listen on; else the setting, else 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; else the setting, else 8000. 0 takes any.")
def serve(instance: Path | None, host: str | None, port: int | None) -> None:
    """Serve the site, for this machine unless told otherwise, until it is stopped."""
    from waitress.server import create_server

    from webui import create_app

    settings = load_settings(instance)
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    app = create_app(settings)
    listener = _listen(settings.host, settings.port)
    server = create_server(app, sockets=[listener], threads=settings.threads, ident=None)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Serving {settings.instance} at http://{shown}:{listener.getsockname()[1]}/")
    click.echo("Stop with Ctrl-C.", err=True)
    try:
        server.run()
    finally:
        server.close()


def _listen(host: str, port: int) -> socket.socket:
    """A socket that is ours before the address is announced; a busy port is said in plain words."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except socket.gaierror as error:
        raise UsageError(f"There is no address {host}.", "Give one of this machine with --host.") from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"{host}:{port}: {_reason(error)}.", "Choose another with --port, or 0 for any."
        ) from error
    return listener


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "the port is used by another program"
    if error.errno == errno.EACCES:
        return "this port is not open to ordinary users"
    return os.strerror(error.errno or 0)


@click.command()
@click.argument("query")
@_instance
@click.option("--json", "as_json", is_flag=True, help="Print the object that the API answers.")
@click.option("--size", type=click.IntRange(1, 100), default=10, show_default=True, help="Hits to print.")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=None, help="Language; else that of the terminal."
)
def search(query: str, instance: Path | None, as_json: bool, size: int, lang: str | None) -> None:
    """Search as in the box of the site."""
    from indexer.builds import BuildReader
    from webui.answers import search_answer
    from webui.parameters import read_parameters
    from webui.schemas import SearchSchema
    from webui.search import search as find
    from webui.wording import voice

    build = BuildReader(load_settings(instance)).current()
    asked = read_parameters({"q": [query], "size": [str(size)]}, build.segmenter.query_words)
    said = voice(lang or ("zh" if os.environ.get("LANG", "").startswith("zh") else "en"))
    answer = SearchSchema().dump(search_answer(find(build, asked), said))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    total = answer["total"]
    click.echo(
        f"{answer['query']['understood']}: {total['reports']} reports, {total['occurrences']} occurrences"
    )
    for hit in answer["hits"]:
        click.echo(f"\n{hit['agency'] or hit['title'] or hit['id']} {hit['year'] or ''}  {hit['url']}")
        for section in hit["sections"]:
            for snippet in section["snippets"]:
                click.echo(f"  [{section['kind']}] {' '.join(snippet['text'].split())}")
