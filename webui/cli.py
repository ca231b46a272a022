"""The commands of the web side: serve the site, and search from the command line."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import click

from indexer.settings import load_settings

_instance = click.option(
    "--instance",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the instance; else GONGKAI_INSTANCE, else instance/ of the checkout.",
)


@click.command()
@_instance
@click.option("--host", help="Address to listen on; else the setting, else 127.0.0.1.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="Processes that answer; they share the port. Unless told otherwise two, given two cores.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="Port; else the setting, else 8000. 0 takes any.")
def serve(instance: Path | None, host: str | None, port: int | None, processes: int | None) -> None:
    """Serve the site, for this machine unless told otherwise, until it is stopped."""
    from webui.serving import answer, answer_in_processes, listen, usual_processes

    settings = load_settings(instance)
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    listener = listen(settings.host, settings.port)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Serving {settings.instance} at http://{shown}:{listener.getsockname()[1]}/")
    click.echo("Stop with Ctrl-C.", err=True)
    number = processes or usual_processes()
    if number > 1:
        answer_in_processes(settings, listener, number)
    else:
        answer(settings, listener)


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
    from webui.schemas.search import SearchSchema
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
