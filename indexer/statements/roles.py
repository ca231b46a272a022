"""Which pieces say what is wrong, and which say what is done about it.

The words of a sentence often leave it open, its place rarely does: under 改进措施: everything is a
remedy, and the next item of a list is again what the item before it was. So the pieces are read in
order, with what the last heading or lead announced, and the lists that are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.statements.cues import Cue, opens_remedy, read_cue, read_heading
from indexer.statements.model import Role
from indexer.statements.pieces import Mark, Piece
from indexer.statements.wordings import load_wordings

_AHEAD = 6
"""How many pieces further on are asked what an item is that does not say it itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a piece is, and whether it belongs to the item before it."""

    role: Role
    goes_on: bool


@dataclass(slots=True)
class _List:
    """An open list: its sort of marks, its last number, and what was announced before it."""

    kind: str
    number: int
    announced: Role | None


@dataclass(slots=True)
class _State:
    """What is known when a piece is read."""

    announced: Role | None
    direct: bool = False
    """Whether the piece before announced it, with nothing in between."""
    lists: list[_List] = field(default_factory=list)
    role: Role = Role.NEITHER
    within: bool = False
    """Whether the pieces so far belong to an item that is not complete."""
    titled: bool = False
    """Whether the piece before is an item's title, with its text on the next line."""
    seen: bool = False
    """Whether a problem has been stated."""
    joined: bool = False
    """Whether the piece before ended with a semicolon: then this one says more of the same."""


def assign_roles(pieces: Sequence[Piece], announced: Role | None) -> list[Reading]:
    """A reading for each piece; ``announced`` is what the section's own heading says of all of it."""
    state = _State(announced)
    readings = []
    for place, piece in enumerate(pieces):
        before, announced = state.within, state.announced
        _enter(state, piece)
        goes_on = before and state.within and piece.mark is None
        role, announces = _read(state, piece, pieces[place + 1 : place + 1 + _AHEAD])
        readings.append(Reading(role, goes_on and role == state.role and not announces))
        if piece.turned:
            # The remedy of this problem; the next sentence may state another one.
            state.announced = announced
        state.direct = announces
        state.joined = piece.words.endswith(";")
        state.titled = piece.open and piece.mark is not None and not announces
        state.role = role
        state.seen = state.seen or role is Role.PROBLEM
        state.within = state.within and not announces
    return readings


def _enter(state: _State, piece: Piece) -> None:
    """Open, continue or leave lists, as the piece's mark says."""
    if piece.mark:
        state.announced = _continue_list(state, piece.mark)
        state.within = True
    elif piece.paragraph and not state.titled:
        if state.within and state.lists and not state.direct:
            state.announced = state.lists[-1].announced
        state.within = False


def _continue_list(state: _State, mark: Mark) -> Role | None:
    """What was announced for the item: what was announced before its list, or just now."""
    kinds = [one.kind for one in state.lists]
    if mark.kind in kinds:
        place = len(kinds) - 1 - kinds[::-1].index(mark.kind)
        known = state.lists[place]
        del state.lists[place + 1 :]
        if mark.number > known.number and not state.direct:
            known.number = mark.number
            return known.announced
        state.lists.pop()
    state.lists.append(_List(mark.kind, mark.number, state.announced))
    return state.announced


def _read(state: _State, piece: Piece, ahead: Sequence[Piece]) -> tuple[Role, bool]:
    """The piece's role, and whether it only announces what follows."""
    words = load_wordings()
    text = piece.words
    listed = bool(ahead and ahead[0].mark)
    heading = read_heading(text) if piece.open or listed or text[-1:] in "。:" else None
    if heading:
        state.announced = None if heading is Role.NEITHER else heading
        return Role.NEITHER, True
    if _is_furniture(piece):
        return Role.NEITHER, False
    if _announces(piece, listed):
        state.announced = _announced(text) or state.announced
        return Role.NEITHER, True
    if not piece.mark and _is_empty(text):
        if listed:
            state.announced = Role.PROBLEM
        return Role.NEITHER, listed
    if words.none.fullmatch(text.rstrip("。;")):
        return Role.NEITHER, False
    return _say(state, piece, ahead), False


def _say(state: _State, piece: Piece, ahead: Sequence[Piece]) -> Role:
    """The role of a piece that states something."""
    text, words = piece.words, load_wordings()
    cue = read_cue(text)
    if opens_remedy(text, sure=True):
        state.announced = Role.REMEDY
        return Role.REMEDY
    if piece.mark and cue is Cue.REMEDY and _starts_late(state):
        state.announced = state.lists[-1].announced = None
    match state.announced:
        case Role.REMEDY:
            if cue is Cue.PROBLEM and words.opener_problem.match(text):
                state.announced = None
                return Role.PROBLEM
            return Role.REMEDY
        case Role.PROBLEM:
            if cue is not Cue.PROBLEM and opens_remedy(text) and not piece.mark:
                state.announced = Role.REMEDY
                return Role.REMEDY
            praised = cue is Cue.NONE and words.praise.search(text) and not piece.mark
            return Role.NEITHER if praised else Role.PROBLEM
    return _by_cue(state, piece, cue, ahead)


def _starts_late(state: _State) -> bool:
    """Whether a list begins after problems were stated: it need not be what was announced before them."""
    late = state.announced is Role.PROBLEM and state.role is Role.PROBLEM and not state.direct
    return late and len(state.lists) == 1 and state.lists[0].number == 1


def _by_cue(state: _State, piece: Piece, cue: Cue, ahead: Sequence[Piece]) -> Role:
    """The role of a piece for which nothing is announced."""
    if cue is Cue.PROBLEM:
        role = Role.PROBLEM
    elif _sounds_like_remedy(state, piece, cue):
        role = Role.REMEDY
    elif (state.within or state.joined) and not piece.mark:
        return state.role
    elif piece.mark:
        role = _of_neighbours(state, ahead)
    else:
        return state.role if state.role is Role.REMEDY else Role.NEITHER
    if piece.mark or role is Role.REMEDY:
        state.announced = role
    return role


def _sounds_like_remedy(state: _State, piece: Piece, cue: Cue) -> bool:
    """Plain words suffice in a list, or once a problem was stated; an introduction boasts in them too."""
    clauses = piece.words.split(",")
    if any(opens_remedy(clause, sure=True) for clause in clauses):
        return True
    expected = piece.mark is not None or state.seen
    return expected and (cue is Cue.REMEDY or any(map(opens_remedy, clauses)))


def _of_neighbours(state: _State, ahead: Sequence[Piece]) -> Role:
    """An item that does not say what it is is what the items beside it are."""
    if state.role is not Role.NEITHER:
        return state.role
    cues = (read_cue(piece.words) for piece in ahead)
    cue = next((cue for cue in cues if cue is not Cue.NONE), Cue.NONE)
    return {Cue.PROBLEM: Role.PROBLEM, Cue.REMEDY: Role.REMEDY, Cue.NONE: Role.NEITHER}[cue]


def _is_furniture(piece: Piece) -> bool:
    """Whether the line is the page's, or a signature, and no statement."""
    if not (piece.open and piece.paragraph) or piece.mark:
        return False
    words = load_wordings()
    return bool(words.furniture.fullmatch(piece.words) or words.signature.fullmatch(piece.words))


def _announces(piece: Piece, listed: bool) -> bool:
    """Whether the piece only leads to what follows."""
    text = piece.words
    if text.endswith(":"):
        return True
    if not listed:
        return False
    if text[-1:] not in "。;!?" and not piece.mark and not piece.open:
        return True
    last = text.rstrip(",").rpartition(",")[2]
    return load_wordings().announces.search(last) is not None


def _announced(text: str) -> Role | None:
    words = load_wordings()
    last = text.rstrip(":。,").rpartition(",")[2]
    if opens_remedy(text, sure=True) or words.lead_remedy.search(last):
        return Role.REMEDY
    if words.lead_problem.search(last):
        return Role.PROBLEM
    if words.lead_remedy.search(text):
        return Role.REMEDY
    return Role.PROBLEM if words.lead_problem.search(text) else None


def _is_empty(text: str) -> bool:
    """Whether the sentence says that something is wrong without saying what."""
    words = load_wordings()
    *_, match = None, *words.empty.finditer(text)
    if match is None or text[match.end() :].strip("。:;,") != "":
        return False
    return read_cue(text[: match.start()] + "。") is not Cue.PROBLEM
