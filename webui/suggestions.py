"""What would match instead, when nothing does: each with the number of reports that it would find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.builds import OpenBuild
from indexer.query import And, Filter, Node, Not, Or, Phrase, Word
from webui.address import retyped
from webui.language import Segment, Typed, describe
from webui.parameters import Asked
from webui.search import query_of
from webui.wording import N_, Voice

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A search near the one that found nothing."""

    asked: Asked
    text: str
    """What is different about it, said to the reader."""
    reports: int


def suggest(build: OpenBuild, asked: Asked, voice: Voice) -> tuple[Suggestion, ...]:
    """The nearest searches that find something, the nearest first."""
    near = list(_near(asked, build.segmenter.query_words, voice))
    queries = [replace(query_of(build, one), page=1) for one, _ in near]
    counts = build.engine.count(queries) if queries else ()
    found = (Suggestion(one, text, n) for (one, text), n in zip(near, counts, strict=True) if n)
    return tuple(found)[:SHOWN]


def _near(asked: Asked, segment: Segment, voice: Voice) -> Iterator[tuple[Asked, str]]:
    _ = voice.gettext
    first = replace(asked, page=1)
    if asked.whole.scope:
        wide = retyped(replace(first, chosen=replace(asked.chosen, scope=frozenset())), scope=frozenset())
        yield wide, _("search in all sections")
    for one in asked.whole.filters:
        said = describe(one, voice)
        yield _without_filter(first, one), _("without the filter “%(filter)s”", filter=said)
    for name in asked.typed.names:
        rest = tuple(other for other in asked.typed.names if other != name)
        parts = voice.listed([f"“{part}”" for part in name.parts], N_(" or "))
        yield retyped(first, names=rest), _("without %(parts)s in the name", parts=parts)
    node = asked.whole.node
    if node is None:
        return
    loose = _as_words(node, segment)
    if loose and loose != node:
        yield retyped(first, node=loose), _("the words of the quotation, wherever they stand")
    if isinstance(loose, And):
        any_of = Or(tuple(part for part in loose.parts if not isinstance(part, Not)))
        if len(any_of.parts) > 1:
            yield retyped(first, node=any_of), _("any of the words")
    if asked.whole.filters or asked.whole.scope or asked.typed.names:
        bare = replace(first, chosen=Typed())
        yield retyped(bare, scope=frozenset(), filters=(), names=()), _("without any filter")


def _without_filter(asked: Asked, one: Filter) -> Asked:
    chosen = replace(asked.chosen, filters=_others(asked.chosen.filters, one))
    return retyped(replace(asked, chosen=chosen), filters=_others(asked.typed.filters, one))


def _others(filters: tuple[Filter, ...], one: Filter) -> tuple[Filter, ...]:
    return tuple(other for other in filters if (other.facet, other.exclude) != (one.facet, one.exclude))


def _as_words(node: Node, segment: Segment) -> Node | None:
    """The query with the words of each quotation in its place."""
    match node:
        case Phrase(text):
            words = tuple(Word(word) for word in dict.fromkeys(segment(text)))
            return And(words) if len(words) > 1 else next(iter(words), None)
        case Word():
            return node
        case Not():
            return node
        case And(parts) | Or(parts):
            loose = [found for part in parts if (found := _as_words(part, segment))]
            flat = [
                leaf
                for part in loose
                for leaf in (part.parts if isinstance(node, And) and isinstance(part, And) else (part,))
            ]
            unique = tuple(dict.fromkeys(flat))
            if len(unique) < 2:
                return next(iter(unique), None)
            return And(unique) if isinstance(node, And) else Or(unique)
