"""The one normalisation that reports and queries go through, and its order.

The order matters: annotations can only be proven before the script is converted, lines can only be
told apart before spaces are folded. Each step sees the text that the step before it left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from indexer.model import Normalised, Step
from indexer.text.align import Alignment, Edit, apply
from indexer.text.fold import (
    drop_stray_accents,
    fold_case,
    fold_compatibility,
    fold_marks,
    fold_radicals,
    fold_regional_words,
    fold_space,
    simplify_script,
)
from indexer.text.lines import join_wrapped_lines
from indexer.text.repair import (
    collapse_pipes,
    drop_doubled_punctuation,
    drop_emphasis,
    drop_invisible,
    mend_gbk_slip,
    strip_pinyin,
)


class Repair(NamedTuple):
    """One step: its name, the function that finds the edits, and whether queries need it too."""

    name: str
    find: Callable[[str], Sequence[Edit]]
    in_queries: bool = True


REPAIRS = (
    Repair("drop_invisible", drop_invisible),
    Repair("mend_gbk_slip", mend_gbk_slip, in_queries=False),
    Repair("fold_compatibility", fold_compatibility),
    Repair("drop_stray_accents", drop_stray_accents),
    Repair("fold_radicals", fold_radicals),
    Repair("strip_pinyin", strip_pinyin),
    Repair("simplify_script", simplify_script),
    Repair("fold_regional_words", fold_regional_words),
    Repair("fold_marks", fold_marks),
    Repair("join_wrapped_lines", join_wrapped_lines, in_queries=False),
    Repair("drop_emphasis", drop_emphasis),
    Repair("fold_space", fold_space),
    Repair("drop_doubled_punctuation", drop_doubled_punctuation),
    Repair("collapse_pipes", collapse_pipes),
    Repair("fold_case", fold_case),
)


def normalise_text(text: str) -> Normalised:
    """The searchable text of a report, aligned with the original.

    >>> n = normalise_text("國務(wù)院，ＡＰＰ 3 件")
    >>> n.text
    '国务院,app 3件'
    >>> n.alignment.to_original(0, 3)
    Span(start=0, end=7)
    """
    alignment = Alignment.identity(len(text))
    steps = []
    for repair in REPAIRS:
        edits = repair.find(text)
        if edits:
            text = apply(text, edits)
            alignment = alignment.after(edits)
            steps.append(Step(repair.name, len(edits)))
    return Normalised(text, alignment, tuple(steps))


def normalise_query(text: str) -> str:
    """What a person typed, in the form of the searchable text.

    It leaves alone every piece cut from a normalised report, spaces at its edges aside.

    >>> normalise_query("撫順市司法局　２０１９")
    '抚顺市司法局2019'
    """
    for repair in REPAIRS:
        if repair.in_queries:
            text = apply(text, repair.find(text))
    return text
