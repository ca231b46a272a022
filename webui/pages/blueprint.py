"""The blueprint that every page is registered with, and how a page reads its address."""

from __future__ import annotations

from flask import Blueprint, request

from webui.parameters import Parameters

blueprint = Blueprint("pages", __name__)


def parameters() -> Parameters:
    """The parameters of this request's address; a name may have several values."""
    return request.args.to_dict(flat=False)
