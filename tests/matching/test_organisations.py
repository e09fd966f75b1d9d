"""Organisations are the same however they are written."""

from __future__ import annotations

import pytest

from server.matching.scale import organisation_key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme", "ACME", True),
        ("Acme Ltd", "Acme  Limited.", True),
        ("Gamma GmbH & Co. KG", "gamma", True),
        ("Marks & Spencer plc", "marks and spencer", True),
        ("Telefónica S.A.", "Telefonica", True),
        ("Nestlé", "NESTLE\u0301", True),
        ("L'Oréal", "LOréal SA", True),
        ("Acme", "Acme Travel", False),
        ("Company", "Group", False),
        ("Co", "Ltd", False),
        ("Contact", "Contact Centre Co", False),
    ],
)
def test_organisations_are_the_same(one: str, other: str, same: bool) -> None:  # noqa: FBT001  (a column of the table)
    assert (organisation_key(one) == organisation_key(other)) is same


@pytest.mark.parametrize("name", [None, "", "  ", "-"])
def test_no_organisation_has_no_key(name: str | None) -> None:
    assert organisation_key(name) == ""
