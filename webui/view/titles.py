"""What the facets are called."""

from __future__ import annotations

from webui.wording import N_

TITLES = {
    "year": N_("Year"),
    "section": N_("Section"),
    "level": N_("Level"),
    "region": N_("Region"),
    "province": N_("Province"),
    "city": N_("City"),
    "county": N_("County"),
    "department": N_("Department"),
    "agency": N_("Agency"),
    "requests": N_("Requests received"),
    "fee": N_("Fees for requests"),
    "reuse": N_("Problems repeated from last year"),
    "flag": N_("Flags"),
}
"""The facets in the order of the page."""
