"""Wording that everybody must use: told apart from what was copied.

The official form prescribes headings, and the Regulation has sentences that every agency quotes. The words
are data (``statutory.toml``), each with its source. Beside them stands a rule for the formulas of a corpus:
wording of one agency in fifty is common, and shown as such (:func:`is_common`).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from indexer.reuse.sentences import mask

_SHARE = 0.8
"""So much of a sentence is statutory wording where the sentence counts as such."""
COMMON_AGENCIES = 10
COMMON_SHARE = 0.02
"""Wording is common where so many agencies use it, and that share of all agencies of the corpus."""


def is_statutory(masked: str) -> bool:
    """Whether a masked sentence says what the law or the form prescribes, and hardly anything else.

    >>> is_statutory(mask("坚持以公开为常态、不公开为例外")), is_statutory(mask("公开不及时,以公开为常态"))
    (True, False)
    """
    covered = sum(len(found) for found in _wordings().findall(masked))
    return covered >= _SHARE * len(masked)


def is_common(agencies: int, of: int) -> bool:
    """Whether wording that so many agencies use, of all in the corpus, is a common formula.

    >>> is_common(9, 100), is_common(10, 100), is_common(10, 1_000)
    (False, True, False)
    """
    return agencies >= COMMON_AGENCIES and agencies >= COMMON_SHARE * of


@cache
def _wordings() -> re.Pattern[str]:
    raw = tomllib.loads(files("indexer.data").joinpath("statutory.toml").read_text("utf-8"))
    texts = {mask(text) for group in raw["wording"] for text in group["texts"]}
    return re.compile("|".join(sorted(map(re.escape, texts), key=len, reverse=True)))
