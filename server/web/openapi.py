"""The API document: routes from schemas, facts under `webhooks`, one shape for problems."""

from __future__ import annotations

import http
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from apispec import APISpec
from flask import Flask
from flask_smorest import Api
from marshmallow import Schema, fields

from server.web.blueprint import Blueprint
from server.web.values import answer

OPTIONS = {
    "API_TITLE": "Happenstance",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api/v1",
    "OPENAPI_JSON_PATH": "openapi.json",
}


class ProblemSchema(Schema):
    """RFC 9457 problem details."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    params = fields.Dict(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest, with failures left to `server.errors` and facts beside the routes.

    The document is drawn up when somebody first asks for it, since that takes longer than all
    else at the start of a server.
    """

    ERROR_SCHEMA = ProblemSchema

    def init_app(self, app: Flask, *, spec_kwargs: dict[str, Any] | None = None) -> None:
        """Serve the document of `app`."""
        self._undocumented: list[Callable[[], None]] = []
        super().init_app(app, spec_kwargs=spec_kwargs)
        self._undocumented.append(self._document_responses)

    @property
    def spec(self) -> APISpec:
        """Return the document, complete."""
        undocumented, self._undocumented = self._undocumented, []
        for document in undocumented:
            document()
        return self._spec

    @spec.setter
    def spec(self, spec: APISpec) -> None:
        self._spec = spec

    def register_blueprint(self, blueprint: Blueprint) -> None:
        """Add the routes of a feature to the app, and to the document."""
        self._app.register_blueprint(blueprint)
        self._undocumented.append(partial(self._document, blueprint))

    def document_facts(self, facts: Mapping[str, type[Any]]) -> None:
        """Put every fact, by its type, under `webhooks`; its docstring is the description."""
        self._undocumented.append(partial(self._document_facts, facts))

    def _document(self, blueprint: Blueprint) -> None:
        blueprint.register_views_in_doc(
            self, self._app, self.spec, name=blueprint.name, parameters=None
        )
        self.spec.tag({"name": blueprint.name, "description": blueprint.description})

    def _document_facts(self, facts: Mapping[str, type[Any]]) -> None:
        webhooks = {}
        for wire_type, fact in sorted(facts.items()):
            self.spec.components.schema(fact.__name__, schema=answer(fact))
            webhooks[wire_type] = {
                "post": {
                    "summary": (fact.__doc__ or "").partition("\n")[0],
                    "description": fact.__doc__ or "",
                    "requestBody": {
                        "content": {
                            "application/json": {
                                "schema": {"$ref": f"#/components/schemas/{fact.__name__}"}
                            }
                        }
                    },
                    "responses": {"default": {"description": "Nothing is answered to a fact."}},
                }
            }
        self.spec.options["webhooks"] = webhooks

    def _document_responses(self) -> None:
        """Document failures in the shape and under the type in which they are answered."""
        described = [(status.name, status.phrase) for status in http.HTTPStatus if status >= 400]
        for name, description in [*described, ("DEFAULT_ERROR", "What went wrong.")]:
            content = {"application/problem+json": {"schema": ProblemSchema}}
            response = {"description": description, "content": content}
            self.spec.components.response(name, response, lazy=True)

    def _register_responses(self) -> None:
        """Leave that to `_document_responses`."""

    def _register_error_handlers(self) -> None:
        """Leave failures to `server.errors`, which knows more than HTTP exceptions."""
