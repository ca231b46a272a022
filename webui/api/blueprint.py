"""The blueprint that every resource of the machine interface is registered with."""

from __future__ import annotations

from flask_smorest import Blueprint

PREFIX = "/api/v1"
blueprint = Blueprint("api", __name__, url_prefix=PREFIX, description="Search reports, and read them.")
