"""What the program says, in the reader's language, without a web framework.

The English sentence is the key, as gettext has it. The catalogues are in ``translations``: ``messages`` for
what several pages say, and one for each larger page. Pages, the machine interface and the command line all
speak through a :class:`Voice`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from webui.labels import label

TRANSLATIONS = Path(__file__).parent / "translations"
LOCALES = ("zh", "en")
"""The languages that are complete, the first one where nothing else is asked for."""


def N_(text: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a sentence for translation where it is written; it is said later."""
    return text


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """One language: its sentences, labels and ways to write numbers."""

    locale: str
    translations: NullTranslations

    def gettext(self, text: str, /, **values: object) -> str:
        """The sentence in this language, with its values put in."""
        said = self.translations.gettext(text)
        return said % values if values else said

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The sentence for a number of things; ``%(num)s`` stands for the number."""
        said = self.translations.ngettext(one, many, number)
        return said % {"num": self.number(number), **values}

    def label(self, facet: str, value: str) -> str:
        """What a facet value is called."""
        return label(facet, value, self.locale)

    def number(self, value: float) -> str:
        """A number with thin spaces between its thousands.

        >>> voice("en").number(1234567) == "1\\u2009234\\u2009567"
        True
        """
        return f"{value:,}".replace(",", "\u2009")

    def listed(self, items: list[str], joiner: str) -> str:
        """Items joined by “or”, “and” or a comma of this language."""
        return self.gettext(joiner).join(items)


@cache
def voice(locale: str) -> Voice:
    """The voice of a language; sentences without a translation stay English.

    Its catalogues become one. Chained as fallbacks, each sentence would be looked for in one after the other.
    """
    from babel.support import Translations  # takes longer to load than everything else here

    whole = NullTranslations()
    for name in catalogues(locale):
        one = Translations.load(TRANSLATIONS, [locale], name)
        if isinstance(one, Translations):  # it has been compiled
            whole = whole.merge(one) if isinstance(whole, Translations) else one
    return Voice(locale, whole)


def catalogues(locale: str) -> list[str]:
    """The names of a language's catalogues; no sentence is in two of them."""
    return sorted(path.stem for path in (TRANSLATIONS / locale / "LC_MESSAGES").glob("*.po"))
