"""A section in single statements: what is wrong, and what is done about it."""

from __future__ import annotations

from indexer.statements.model import Role, Statement
from indexer.statements.split import split

__all__ = ["Role", "Statement", "split"]
