"""Bytes -> Original: the readers, one for each format."""

from __future__ import annotations

from indexer.read.source import read_source

__all__ = ["read_source"]
