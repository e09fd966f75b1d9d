"""What Werkzeug and SQLAlchemy compile is compiled once, however many servers a run makes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

STATEMENTS = 3_000  # kept at least


@contextmanager
def compiled_once() -> Iterator[None]:
    """Keep what is compiled of routes and statements: most of what a test's own server costs."""
    with pytest.MonkeyPatch.context() as patch:
        _keep_routes(patch)
        _keep_statements(patch)
        yield


def _keep_routes(patch: pytest.MonkeyPatch) -> None:
    builders: dict[tuple[str, str, bool], Any] = {}
    parts: dict[str, tuple[list[Any], list[Any], dict[str, Any]]] = {}
    compile_builder, parse_rule = Rule._compile_builder, Rule._parse_rule

    def builder(rule: Rule, append_unknown: bool = True) -> Any:  # noqa: FBT001, FBT002  (theirs)
        key = (rule.rule, str(rule.endpoint), append_unknown)
        if key not in builders:
            builders[key] = compile_builder(rule, append_unknown)
        return builders[key]

    def parsed(rule: Rule, text: str) -> list[Any]:
        """Return a rule's parts; parsing also traces them and makes their converters."""
        if text not in parts:
            before = len(rule._trace)
            parts[text] = list(parse_rule(rule, text)), rule._trace[before:], rule._converters
        else:
            rule._trace += parts[text][1]
            rule._converters = parts[text][2]
            rule.arguments.update(parts[text][2])
        return parts[text][0]

    patch.setattr(Rule, "_compile_builder", builder)
    patch.setattr(Rule, "_parse_rule", parsed)


def _keep_statements(patch: pytest.MonkeyPatch) -> None:
    statements: LRUCache[Any, Any] = LRUCache(STATEMENTS)
    shared = property(lambda _engine: statements, lambda _engine, _own: None)
    patch.setattr(Engine, "_compiled_cache", shared, raising=False)
    # One dialect compiles as another of its kind does, but is known by its identity.
    patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
