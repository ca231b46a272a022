"""Builds: immutable generations of the index, one of which is current."""

from __future__ import annotations

from indexer.builds.folders import Manifest, clean_builds, documents_of_builds
from indexer.builds.lock import builder_lock
from indexer.builds.reader import BuildReader, OpenBuild, current_build
from indexer.builds.rules import indexing_rules, reading_rules
from indexer.builds.write import write_build

__all__ = [
    "BuildReader",
    "Manifest",
    "OpenBuild",
    "builder_lock",
    "clean_builds",
    "current_build",
    "documents_of_builds",
    "indexing_rules",
    "reading_rules",
    "write_build",
]
