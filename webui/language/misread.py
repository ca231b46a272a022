"""What can be wrong with a search, in words for the person who typed it.

One table, so that every message has its hint, and both can be said in the reader's language.
"""

from __future__ import annotations

from typing import NamedTuple

from indexer.errors import QueryError
from webui.wording import N_, Voice


class _Wording(NamedTuple):
    message: str
    hint: str


_WORDINGS = {
    "too_long": _Wording(
        N_("The search has %(length)s characters; at most %(limit)s are read."),
        N_("Search for a shorter passage: a sentence is enough to find a report."),
    ),
    "control_character": _Wording(
        N_("Character %(column)s of the search is a control character (%(name)s)."),
        N_("Remove it, or type the words again."),
    ),
    "unopened_quote": _Wording(
        N_("The quotation mark %(mark)s at character %(column)s closes nothing."),
        N_("Put an opening mark before the first word of the quotation."),
    ),
    "unclosed_quote": _Wording(
        N_("The quotation mark %(mark)s at character %(column)s is not closed."),
        N_("Add %(closing)s after the last word of the quotation."),
    ),
    "unopened_bracket": _Wording(
        N_("The bracket ) at character %(column)s closes nothing."), N_("Remove it, or add ( before it.")
    ),
    "unclosed_bracket": _Wording(
        N_("The bracket ( at character %(column)s is not closed."), N_("Add ) where it ends.")
    ),
    "empty_brackets": _Wording(
        N_("There are no words in the brackets at character %(column)s."), N_("Remove the brackets.")
    ),
    "too_deep": _Wording(
        N_("Brackets and NOT are nested deeper than %(limit)s."), N_("Write the search flatter.")
    ),
    "too_many_terms": _Wording(
        N_("The search has more than %(limit)s words."),
        N_("Put a passage in quotation marks: it then counts as one."),
    ),
    "unexpected_sign": _Wording(
        N_("The sign %(sign)s at character %(column)s has no meaning among words."),
        N_("Put the passage in quotation marks to search for it; after a field it compares: requests:>=10."),
    ),
    "only_punctuation": _Wording(
        N_("The search has no words, only punctuation."),
        N_("Add a word, or leave the box empty to see every report."),
    ),
    "empty_phrase": _Wording(
        N_("The quotation at character %(column)s has no words."),
        N_("Put the words to find between the quotation marks."),
    ),
    "missing_operand": _Wording(
        N_("There are no words on one side of %(operator)s at character %(column)s."),
        N_("Remove it, or put it in quotation marks to search for it."),
    ),
    "field_alone": _Wording(
        N_("Only a field stands on one side of %(operator)s at character %(column)s."),
        N_("A field narrows the whole search; give it several values with commas: level:county,township."),
    ),
    "field_inside": _Wording(
        N_("The field “%(name)s” can only narrow the whole search, not a part of it."),
        N_("Move it out of the brackets. One minus sign before it leaves its values out of the search."),
    ),
    "scope_excluded": _Wording(
        N_("“%(name)s” names the sections to look in; it cannot leave any out."),
        N_("Name those to look in instead: %(name)s:problems,requests."),
    ),
    "unknown_field": _Wording(
        N_("There is no field “%(name)s”."),
        N_("The fields are %(known)s. To search for these words themselves, put them in quotation marks."),
    ),
    "unknown_value": _Wording(N_("“%(value)s” is not a value of “%(name)s”."), N_("Known are: %(known)s.")),
    "missing_value": _Wording(
        N_("The field “%(name)s” has no value."), N_("Write it without a space, like %(example)s.")
    ),
    "bad_number": _Wording(
        N_("“%(value)s” is not a number or a range that “%(name)s” understands."),
        N_("Write it like %(example)s."),
    ),
    "number_out_of_range": _Wording(
        N_("%(number)s makes no sense for “%(name)s”."), N_("It takes numbers from %(low)s to %(high)s.")
    ),
    "backward_range": _Wording(
        N_("The range %(value)s runs backwards."), N_("Did you mean %(high)s..%(low)s?")
    ),
    "unknown_parameter": _Wording(
        N_("There is no parameter “%(name)s”."), N_("Did you mean “%(near)s”? Nothing was filtered.")
    ),
    "repeated_parameter": _Wording(
        N_("The parameter “%(name)s” is given more than once."), N_("Give it once.")
    ),
    "too_many_values": _Wording(
        N_("The parameter “%(name)s” has more than %(limit)s values."), N_("Choose fewer.")
    ),
    "bad_name": _Wording(
        N_("The value of “%(name)s” is not a name."),
        N_("Take it from the list of values beside the results."),
    ),
    "passage_too_long": _Wording(
        N_("The passage has %(length)s characters; at most %(limit)s are compared."),
        N_("Choose a sentence or two."),
    ),
    "no_such_place": _Wording(
        N_("Characters %(start)s to %(end)s are no passage of this report."),
        N_("Its original text has %(length)s characters, and start is less than end."),
    ),
    "no_passage": _Wording(
        N_("There is no passage to look for."),
        N_("Give a passage as text, or report, start and end of one in a report."),
    ),
    "two_passages": _Wording(
        N_("A passage is either typed in, or taken from a report."), N_("Remove one of the two.")
    ),
    "passage_too_short": _Wording(
        N_("The passage has too few characters to be compared."),
        N_("Choose at least %(limit)s characters; a whole sentence tells more."),
    ),
    "bad_passage": _Wording(
        N_("“%(value)s” is not a passage of this report."),
        N_("Write the places of its first and last character: %(name)s=120-180, within 0-%(length)s."),
    ),
    "no_words": _Wording(
        N_("There are no words to quote: this search only filters."),
        N_("Search for words, or take one row for each report: rows=reports."),
    ),
    "unknown_agency": _Wording(
        N_("No report here is of an agency called “%(value)s”."),
        N_("Write a part of its name, like %(example)s."),
    ),
    "nothing_to_compare": _Wording(
        N_("Nobody has been chosen."), N_("Name an agency, or search for agencies: agency=, q=, report=.")
    ),
    "words_beside_list": _Wording(
        N_("The words to count belong in the list, one phrase a line."),
        N_("Beside the list, q may only narrow the reports with fields, like agency:司法局."),
    ),
    "page_out_of_range": _Wording(
        N_("There is no page %(page)s: the search has %(pages)s."), N_("Go back to the first page.")
    ),
}

NEAR = N_("Did you mean %(near)s?")
NEAR_FIELD = N_("Did you mean %(near)s:? To search for these words themselves, put them in quotation marks.")


class MisreadError(QueryError):
    """A search or a parameter that cannot be understood.

    >>> print(MisreadError("unclosed_bracket", column=3))
    The bracket ( at character 3 is not closed. Add ) where it ends.
    """

    def __init__(
        self, code: str, *, field: str = "q", column: int | None = None, hint: str = "", **values: object
    ) -> None:
        wording = _WORDINGS[code]
        self.values = values | {"column": column}
        self.templates = _Wording(wording.message, hint or wording.hint)
        message, said = (template % self.values for template in self.templates)
        super().__init__(code, message, said, field=field, column=column)

    def said(self, voice: Voice) -> tuple[str, str]:
        """Message and hint in the reader's language."""
        message, hint = (voice.gettext(template, **self.values) for template in self.templates)
        return message, hint
