"""How long tests wait: a busy machine is no failure, only what never comes is.

Searches of the tests have so much time that every answer is complete, however slow the machine: what runs
out of time is tested where the time is set to nearly nothing.
"""

from __future__ import annotations

from pathlib import Path

from indexer.settings import Settings, load_settings

PATIENT = 600.0
"""Seconds until something is taken for lost."""
UNHURRIED = {"GONGKAI_QUERY_SECONDS": str(PATIENT)}
"""The variables of tests, and of the programs that they start."""


def unhurried(instance: Path) -> Settings:
    """The settings of an instance whose searches may take their time."""
    return load_settings(instance, UNHURRIED)
