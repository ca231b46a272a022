"""Every kind of damage by name."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.damage import characters, lines, tables

Damage = Callable[[str, Random], str]
KINDS: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        characters.traditional,
        characters.traditional_of_taiwan,
        characters.wrongly_traditional,
        characters.readings_with_tones,
        characters.readings_without_tones,
        characters.readings_doubled,
        characters.traditional_with_readings,
        characters.gbk_slips,
        characters.zero_width,
        characters.soft_hyphens,
        characters.private_glyphs,
        characters.no_break_spaces,
        characters.full_width_digits,
        characters.full_width,
        characters.radicals,
        characters.doubled_punctuation,
        lines.advert_for_the_place,
        lines.advert_in_sentences,
        lines.spam_around,
        lines.link_farm,
        lines.furniture,
        lines.layout_pipes,
        lines.page_marks,
        lines.hard_wrapped,
        lines.lost_numerals,
        lines.half_brackets,
        lines.lost_date_separators,
        lines.lost_numbers,
        lines.lost_years,
        tables.torn_with_pipes,
        tables.torn_without_pipes,
        tables.torn_at_the_numbers,
        tables.flattened,
        tables.flattened_with_pipes,
        tables.more_pipes,
        tables.cut_by_a_page,
        tables.broken_labels,
        tables.tables_dropped,
    )
}
LOSSY = frozenset(
    {
        "advert_for_the_place",
        "hard_wrapped",
        "lost_numerals",
        "lost_date_separators",
        "lost_numbers",
        "lost_years",
        "torn_without_pipes",
        "flattened",
        "tables_dropped",
    }
)
"""Kinds that destroy something: values may be gone afterwards. The others lose nothing, and nothing may."""
