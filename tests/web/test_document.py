"""The API document, and the API held against it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

from server.config import ROOT
from server.realtime.facts import FACTS
from tests.support.phones import ORIGIN, Phone

Json = dict[str, Any]
WRITE = {"Origin": ORIGIN, "Content-Type": "application/json"}
HELD = ("not_a_server_error", "content_type_conformance", "response_schema_conformance")


def examples(count: int) -> settings:
    """Return how Hypothesis makes a few examples, always the same."""
    return settings(
        max_examples=count,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
        deadline=None,
    )


@pytest.fixture
def document(app: Flask) -> Json:
    """Give the API document."""
    described: Json = app.test_client().get("/api/v1/openapi.json").get_json()
    return described


def operations(document: Json, place: str = "paths") -> Iterator[tuple[str, str, Json]]:
    """Yield path, method and description of all that can be asked, or heard."""
    for path, item in document[place].items():
        for method, operation in item.items():
            if method != "parameters":
                yield path, method, operation


def test_it_describes_every_route_and_every_fact(app: Flask, document: Json) -> None:
    assert document["openapi"] == "3.1.0"
    routes = {
        (re.sub(r"<(?:[^<>]+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    plain = {("/api/v1/openapi.json", "get"), ("/api/v1/time", "get")}
    assert {(path, method) for path, method, _ in operations(document)} == routes - plain
    assert set(document["webhooks"]) == set(FACTS)


def test_the_phones_contract_was_drawn_from_it(tmp_path: Path) -> None:
    drawn = tmp_path / "openapi.json"
    # In a process of its own: the facts of these tests are no part of the contract.
    subprocess.run(
        [sys.executable, "-m", "flask", "openapi", "write", str(drawn)],
        cwd=ROOT,
        env=os.environ | {"FLASK_APP": "wsgi.py", "INSTANCE_DIR": str(tmp_path)},
        check=True,
    )
    committed = ROOT / "pwa" / "src" / "contract" / "openapi.json"
    assert json.loads(drawn.read_text()) == json.loads(committed.read_text()), "run: make contract"


def test_everything_in_it_is_explained(document: Json) -> None:
    asked, heard = operations(document), operations(document, "webhooks")
    assert [path for path, _, operation in [*asked, *heard] if not operation.get("summary")] == []


def test_failures_have_one_shape_in_it(document: Json) -> None:
    for response in document["components"]["responses"].values():
        assert response["content"] == {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        }


def test_the_api_keeps_to_it(app: Flask, organiser: Phone) -> None:
    cookie = organiser.client.get_cookie("happenstance")
    assert cookie is not None
    statuses = set()
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    sent: Json = {
        "headers": WRITE,
        "cookies": {"happenstance": cookie.value},
        "checks": CHECKS.get_by_names(HELD),
    }
    for operation in document.get_all_operations():
        assert isinstance(operation, Ok)

        @examples(5)
        @given(operation.ok().as_strategy())
        def ask(case: Any) -> None:
            if "slug" in (case.path_parameters or {}):
                case.path_parameters["slug"] = "autumn"
            statuses.add(case.call_and_validate(**sent).status_code)

        ask()
    assert statuses >= {200, 404, 422}


def test_nonsense_is_refused_in_its_shape(document: Json, organiser: Phone) -> None:
    nonsense = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    )
    schemas = document["components"]["schemas"]
    for path, method, operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            continue
        address = re.sub(r"{\w+}", str(UUID(int=7)), path.replace("{slug}", "autumn"))
        schema = content["application/json"]["schema"]
        fields = schemas[schema["$ref"].rpartition("/")[2]]["properties"]
        some = st.fixed_dictionaries({}, optional=dict.fromkeys(fields, nonsense))

        ask = {"path": address, "method": method, "headers": WRITE}

        @examples(10)
        @given(body=nonsense | some, ask=st.just(ask))
        def send(body: Any, ask: Json) -> None:
            answer = organiser.client.open(data=json.dumps(body), **ask)
            assert answer.status_code in {200, 204, 400, 404, 409, 422}, answer.text
            if answer.status_code >= 400:
                assert answer.content_type == "application/problem+json"

        send()
