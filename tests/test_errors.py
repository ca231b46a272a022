"""Errors travel between processes as they are."""

from __future__ import annotations

import pickle

import pytest

from indexer.errors import GongkaiError, QueryError, ReadError, UsageError


@pytest.mark.parametrize(
    "error",
    [
        UsageError("What happened.", "What to do."),
        ReadError("empty_file", "It is empty.", "Fetch it again."),
        QueryError("unclosed_quote", "The quote is not closed.", "Close it.", field="q", column=3),
    ],
)
def test_errors_can_be_pickled(error: GongkaiError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.__dict__, str(again), again.args) == (
        type(error),
        error.__dict__,
        str(error),
        error.args,
    )
