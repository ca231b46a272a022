"""What of a phrase list is not counted, and why: nothing is passed over without a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webui.wording import N_, Voice
from webui.workbench.phrase_list import MOST, PhraseList

RAN_OUT = N_("The time for a search ran out. The numbers are lower bounds, and reports may be missing.")
SHOWN_LINES = 20
"""Lines of the list that a note quotes."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """Lines of the list that are not counted, and why."""

    about: str
    lines: tuple[str, ...]


def notes(listed: PhraseList, voice: Voice) -> Iterator[NoteView]:
    """The lines that are not counted, by reason."""
    if listed.left_out:
        yield NoteView(left_out_said(listed, voice), ())
    if listed.repeated:
        number = len(listed.repeated)
        about = voice.ngettext(
            "%(num)s line says the same as an earlier one, and is counted once.",
            "%(num)s lines say the same as earlier ones, and are counted once.",
            number,
        )
        said = voice.gettext("line %(line)s, as line %(first)s: %(text)s")
        lines = (
            said % {"line": one.line, "first": one.first, "text": _short(one.text)}
            for one in listed.repeated[:SHOWN_LINES]
        )
        yield NoteView(about, (*lines, *_more(number)))
    if listed.misread:
        number = len(listed.misread)
        about = voice.ngettext("%(num)s line is no phrase.", "%(num)s lines are no phrases.", number)
        said = voice.gettext("line %(line)s, %(text)s: %(why)s")
        lines = (
            said % {"line": one.line, "text": _short(one.text), "why": one.error.said(voice)[0]}
            for one in listed.misread[:SHOWN_LINES]
        )
        yield NoteView(about, (*lines, *_more(number)))
    if listed.empty:
        about = voice.ngettext("%(num)s empty line.", "%(num)s empty lines.", listed.empty)
        yield NoteView(about, ())


def left_out_said(listed: PhraseList, voice: Voice) -> str:
    """That a list was too long, and by how much."""
    return voice.ngettext(
        "%(num)s further line is not counted: a list has %(most)s phrases at most.",
        "%(num)s further lines are not counted: a list has %(most)s phrases at most.",
        listed.left_out,
        most=MOST,
    )


def _more(number: int) -> tuple[str, ...]:
    return ("…",) if number > SHOWN_LINES else ()


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
