"""The blueprint that every page is registered with, and how a page reads its address."""

from __future__ import annotations

from flask import Blueprint, request

from webui.language.misread import MisreadError
from webui.parameters import Parameters

blueprint = Blueprint("pages", __name__)


def parameters() -> Parameters:
    """The parameters of this request's address; a name may have several values."""
    return request.args.to_dict(flat=False)


def has_empty() -> bool:
    """Whether a parameter is empty: a form sends every field, and the address is better without those."""
    return any(not value for values in request.args.listvalues() for value in values)


def check_page(page: int, pages: int) -> None:
    """Refuse a page after the last one."""
    if page > pages:
        raise MisreadError("page_out_of_range", field="page", page=page, pages=pages)
