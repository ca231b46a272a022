"""The description of the interface is true: what it promises is what comes."""

from __future__ import annotations

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings

CHECKS = [
    schemathesis.checks.response_schema_conformance,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
]
"""No answer is of a status, a type or a shape that the description does not know."""


def test_the_interface_keeps_its_description(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            response = case.call(app=app)
            assert response.status_code < 500
            case.validate_response(response, checks=CHECKS)

        check()


def test_every_parameter_is_described(app: Flask) -> None:
    from webui.parameters import EXCLUDED, FILTERS, SINGLE

    described = app.test_client().get("/api/v1/openapi.json").json
    assert described is not None
    parameters = described["paths"]["/api/v1/search"]["get"]["parameters"]
    assert {one["name"] for one in parameters} == {*FILTERS, *EXCLUDED.values(), *SINGLE, "lang"}
    assert all(one.get("schema") for one in parameters)
