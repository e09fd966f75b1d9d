"""`flask matching …`: plans and rounds from files as organisers have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.matching.desk.pairs_command import pairs_command
from server.matching.desk.plan_command import plan_command

PEOPLE = """id,name,backgrounds,organisation,strong,learn,languages,intent
a,Alice Able,agent,Acme,people,finance,en,
b,Bob,agent;it,Beta,finance,people,en;de,same
c,Chidi,it,Gamma Ltd.,,,en,different
d,Dora,it,gamma,,,en,
e,Élodie,finance,Epsilon,,,fr,
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def run(command: Any, *asked: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in asked])


def answer(command: Any, *asked: object) -> dict[str, Any]:
    result = run(command, *asked, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


class TestPlan:
    def test_suggestions_are_mutual_and_have_a_reason(self, people: Path) -> None:
        found = answer(plan_command, people, "--each", 3)
        suggested = {me: {one["id"] for one in some} for me, some in found["suggestions"].items()}
        assert "b" in suggested["a"]
        assert all(me in suggested[other] for me, others in suggested.items() for other in others)
        reasons = {one["id"]: one["reason"] for one in found["suggestions"]["a"]}
        assert reasons["b"] == "You both came up from the phones."
        values = [one["value"] for some in found["suggestions"].values() for one in some]
        assert found["total"] == pytest.approx(sum(values) / 2, abs=1e-3)
        assert found["total"] <= found["bound"]
        assert found["length"]["max"] <= 3

    def test_the_best_come_first_and_json_has_a_line_for_each_person(self, people: Path) -> None:
        for some in answer(plan_command, people)["suggestions"].values():
            values = [one["value"] for one in some]
            assert values == sorted(values, reverse=True)
        lines = run(plan_command, people, "--json").stdout.splitlines()
        assert len(lines) == 5 + 1

    def test_rules_hold_and_who_gets_little_hears_why(self, people: Path) -> None:
        found = answer(plan_command, people, "--each", 3)
        assert all(one["id"] != "d" for one in found["suggestions"]["c"])
        why = {one["id"]: one["why"] for one in found["unserved"]}
        assert why["e"] == "too few others speak a language of theirs."

    @pytest.mark.parametrize("option", ["--met", "--apart"])
    def test_pairs_are_kept_apart(self, people: Path, tmp_path: Path, option: str) -> None:
        pairs = tmp_path / "pairs.csv"
        pairs.write_text("a,b\nb,a\n", encoding="utf-8")
        found = answer(plan_command, people, option, pairs)
        assert all(one["id"] != "b" for one in found["suggestions"]["a"])

    def test_whoever_has_met_those_who_suit_them_hears_so(
        self, people: Path, tmp_path: Path
    ) -> None:
        met = tmp_path / "met.csv"
        met.write_text("a,b\na,b\na,c\na,d\n", encoding="utf-8")
        found = answer(plan_command, people, "--each", 2, "--met", met)
        why = {one["id"]: one["why"] for one in found["unserved"]}
        assert why["a"] == "too few are left who would suit them and whom they have not met."
        rounds = answer(pairs_command, people, "--met", met)
        out = {one["id"]: one["why"] for one in rounds["unpaired"][0]}
        assert out["a"] == "they have met everybody who would suit them."

    @pytest.mark.parametrize(
        ("asked", "block"), [("same", {"same path"}), ("different", {"different path"})]
    )
    def test_whoever_names_no_intent_has_the_one_that_is_asked_for(
        self, tmp_path: Path, asked: str, block: set[str]
    ) -> None:
        people = tmp_path / "silent.csv"
        people.write_text("id,backgrounds\na,agent\nb,agent\nc,it\nd,it\n", encoding="utf-8")
        found = answer(plan_command, people, "--intent", asked)["suggestions"]
        assert {one["reason_block"] for some in found.values() for one in some} == block
        pairs = answer(pairs_command, people, "--intent", asked)["rounds"][0]
        assert {one["reason_block"] for one in pairs} == block

    def test_is_read_aloud(self, people: Path) -> None:
        said = run(plan_command, people).stdout
        assert "Alice Able\n  Bob: You both came up from the phones.\n" in said
        assert "People: 5, with up to 10 suggestions each." in said

    @pytest.mark.parametrize(
        ("row", "what"),
        [
            ("a,Again,agent,,,,en,", "line 7: the id a is in line 2 already."),
            ("f,F,agent,,,,en,any", "line 7: intent is one of same, different, surprise, not any."),
            (",F,agent,,,,en,", "line 7: the id is missing."),
        ],
    )
    def test_says_which_row_makes_no_sense(self, people: Path, row: str, what: str) -> None:
        people.write_text(PEOPLE + row, encoding="utf-8")
        result = run(plan_command, people)
        assert result.exit_code == 2
        assert what in result.stderr

    def test_says_of_every_row_that_makes_no_sense(self, people: Path, tmp_path: Path) -> None:
        wrong = (
            "f,F,agent,,,,en,any\n,G,agent,,,,en,\nh,H,agent,,,,en,same,more\ni,I,agent,,,,en,\n"
        )
        people.write_text(PEOPLE + wrong, encoding="utf-8")
        result = run(plan_command, people)
        assert result.exit_code == 2
        told = [line.rpartition("csv")[2] for line in result.stderr.splitlines()]
        assert told == [
            ": 3 rows make no sense.",
            ", line 7: intent is one of same, different, surprise, not any.",
            ", line 8: the id is missing.",
            ", line 9: there are more cells than columns.",
        ]
        people.write_text(PEOPLE, encoding="utf-8")
        pairs = tmp_path / "pairs.csv"
        pairs.write_text("a,b\na,z\n" + "a,a\n" * 30, encoding="utf-8")
        told = run(plan_command, people, "--met", pairs).stderr.splitlines()
        assert "31 rows make no sense, of which these are the first 20." in told[0]
        assert len(told) == 1 + 20


class TestPairs:
    def test_everybody_meets_somebody_else_each_time_or_hears_why_not(self, people: Path) -> None:
        found = answer(pairs_command, people, "--rounds", 2)
        pairs = [(one["a"], one["b"]) for some in found["rounds"] for one in some]
        assert len(set(pairs)) == len(pairs) == 3
        assert all(
            one["reason"] and one["reason_for_b"] for some in found["rounds"] for one in some
        )
        assert [len(some) for some in found["unpaired"]] == [1, 3]
        assert found["unpaired"][0][0]["id"] == "e"
        assert found["unpaired"][0][0]["why"] == "too few others speak a language of theirs."

    def test_who_has_met_does_not_meet_again(self, people: Path, tmp_path: Path) -> None:
        pairs = tmp_path / "pairs.csv"
        pairs.write_text("a,b\na,b\n", encoding="utf-8")
        found = answer(pairs_command, people, "--met", pairs)
        assert {one["a"] + one["b"] for one in found["rounds"][0]}.isdisjoint({"ab", "ba"})

    def test_is_read_aloud(self, people: Path) -> None:
        said = run(pairs_command, people, "--rounds", 2).stdout
        assert "Round 2" in said
        assert "Élodie has nobody: too few others speak a language of theirs." in said
        assert "People: 5. Meetings: 3," in said
