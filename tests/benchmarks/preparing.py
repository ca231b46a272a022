"""The instance that is measured: made from text files, or taken over from a run before."""

from __future__ import annotations

import shutil

from indexer.builds import BuildReader
from indexer.builds.folders import INDEX
from indexer.catalogue import identity, open_for_reading
from indexer.errors import GongkaiError
from tests.benchmarks import building
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.machine import said
from tests.benchmarks.measure import folder_bytes, seconds
from tests.benchmarks.rows import BuildRow
from tests.benchmarks.work import FilesRow, InstanceRow, Work

_NAME = "gongkai"


def prepare(corpus: Corpus, work: Work) -> tuple[InstanceRow | None, BuildRow]:
    """What the instance took to build, and its index. None: someone else has built it, and noted nothing."""
    if not _holds(corpus, work):
        _build(corpus, work)
    origin = _origin(work)
    instance = work.find(InstanceRow, "instance", origin)
    if instance:
        _print_instance(corpus, instance)
    index = work.find(BuildRow, _NAME, origin)
    if index is None or not _opens(work):
        again = building.index_again(work, corpus.size)
        index = _describe(work, again)
        work.keep(index, _NAME, origin)
    return instance, index


def _holds(corpus: Corpus, work: Work) -> bool:
    """Whether the catalogue is that of the whole corpus."""
    try:
        connection = open_for_reading(work.settings.catalogue)
    except GongkaiError:
        return False
    count = connection.execute("SELECT count(*) FROM files WHERE indexed").fetchone()[0]
    begun = connection.execute("SELECT count(*) FROM sources WHERE NOT complete").fetchone()[0]
    connection.close()
    return bool(count == corpus.size and not begun)


def _opens(work: Work) -> bool:
    try:
        BuildReader(work.settings).current()
    except GongkaiError:
        return False
    return True


def _origin(work: Work) -> str:
    connection = open_for_reading(work.settings.catalogue)
    origin = identity(connection)
    connection.close()
    return origin


def _build(corpus: Corpus, work: Work) -> None:
    """Files, instance, index; what each took is kept."""
    files = work.find(FilesRow, "files")
    if files is None or (files.reports, files.seed) != (corpus.size, corpus.seed):
        shutil.rmtree(work.files, ignore_errors=True)
        files = FilesRow(corpus.size, corpus.seed, building.write_files(corpus, work.files))
        work.keep(files, "files")
    work.begin_anew()
    built = building.build_instance_of(work, corpus.size)
    work.keep(built, "instance", _origin(work))
    work.keep(_describe(work, built), _NAME, _origin(work))


def _describe(work: Work, built: InstanceRow) -> BuildRow:
    """The row of the index, from what indexing took."""
    opening = seconds(BuildReader(work.settings).current)
    number = BuildReader(work.settings).current().number
    return BuildRow(
        engine=_NAME,
        build_reports_per_s=round(built.reports / built.indexing_s, 1),
        bytes=folder_bytes(work.settings.builds / str(number) / INDEX),
        peak_rss_mb=built.peak_rss_mb,
        open_ms=round(1000 * opening, 2),
        others=built.others,
    )


def _print_instance(corpus: Corpus, built: InstanceRow) -> None:
    whole = built.reports / (built.reading_s + built.indexing_s)
    print(f"The generated corpus, seed {corpus.seed}: {corpus.size:,} reports")
    print(f"  extraction, one core       {building.extraction_rate(corpus):10,.1f} reports/s")
    print(f"  extraction, all cores      {built.reports / built.reading_s:10,.1f} reports/s")
    print(f"  whole build from files     {whole:10,.1f} reports/s   (60)")
    print(f"  cores that others used     {said(built.others):>10}", flush=True)
