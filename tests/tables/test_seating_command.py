"""`flask seating`: from a list of people to a plan, to a mended plan, and to paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.config import ROOT
from server.tables.desk.commands import seating
from server.tables.desk.marks import mark_of
from server.texts import say

KEYS = {
    "seatings",
    "repeats",
    "repeats_bound",
    "same_background",
    "same_background_bound",
    "same_organisation",
    "stranded",
    "wishes_kept",
    "wishes_broken",
    "advice",
    "seconds",
}
Run = Callable[..., Result]
Write = Callable[..., Path]


@pytest.fixture
def run() -> Run:
    """Call the command without any server: `run("plan", …)`."""
    return lambda *args: CliRunner().invoke(seating, [str(arg) for arg in args])


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file, of people p01 and so on unless told otherwise."""

    def written(name: str = "people.csv", text: str | bytes = "") -> Path:
        lines = [f"p{number:02},Guest {number},{'ab'[number % 2]},," for number in range(20)]
        text = text or "\n".join(["id,name,background,organisation,languages", *lines])
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def answered(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def pairs_in(seatings: Iterable[Iterable[list[str]]]) -> list[tuple[str, str]]:
    return [pair for tables in seatings for at in tables for pair in combinations(sorted(at), 2)]


class TestPlanning:
    def test_answers_with_what_was_promised(self, run: Run, write: Write) -> None:
        made = answered(run("plan", write(), "--tables", 5, "--rounds", 3, "--json"))
        assert made.keys() - {"asked"} == KEYS
        assert [len(tables) for tables in made["seatings"]] == [5, 5, 5]
        pairs = pairs_in(made["seatings"])
        assert made["repeats"] == len(pairs) - len(set(pairs)) == 0

    def test_keeps_wishes_and_parts_who_must_part(self, run: Run, write: Write) -> None:
        apart = write("apart.csv", "a,b\np00,p01\n\n p02 ;p03")
        apart.write_text("a;b\np00;p01\n\n p02 ;p03\n")
        together = write("together.csv", "a,b\np00,p02\np00,p01")
        met = write("met.csv", "b,note,a\np09,last year,p08\n")
        made = answered(
            run(
                *("plan", write(), "--size", 4, "--rounds", 3, "--json", "--seconds", 0.5),
                *("--apart", apart, "--together", together, "--met", met),
            )
        )
        together_now = set(pairs_in(made["seatings"]))
        assert together_now.isdisjoint({("p00", "p01"), ("p02", "p03"), ("p08", "p09")})
        assert made["wishes_kept"] == [["p00", "p02"]]
        assert made["wishes_broken"] == [["p00", "p01"]]
        assert made["advice"] == []

    def test_hosts_stay(self, run: Run, write: Write) -> None:
        people = write(
            text="id,host\n" + "".join(f"p{n},{'yes' if n < 3 else ''}\n" for n in range(12))
        )
        made = answered(run("plan", people, "--tables", 2, "--rounds", 2, "--json"))
        assert all("p0" in one and "p1" in other for one, other in made["seatings"])
        (said,) = made["advice"]
        assert said.startswith("Of those who were to stay at a table of their own, 1 could not:")

    def test_is_the_same_for_the_same_seed(self, run: Run, write: Write) -> None:
        once, again, other = (
            answered(run("plan", write(), "--size", 4, "--rounds", 2, "--seed", seed, "--json"))
            for seed in (1, 1, 2)
        )
        assert once["seatings"] == again["seatings"] != other["seatings"]

    def test_can_be_read_by_a_person(self, run: Run, write: Write) -> None:
        read = run("plan", write(), "--tables", 5, "--rounds", 2).output
        assert len(re.findall(r"^  Table \d", read, re.MULTILINE)) == 10
        assert "Guest 7" in read
        assert "p07" not in read
        assert "Nobody meets twice." in read

    def test_is_judged_in_words_and_by_name(self, run: Run, write: Write) -> None:
        people = write(text="id,name,background,language\na,Ann,it,en\nb,Bo,it,en\nc,Zoë,hr,fr\n")
        pairs = write("pairs.csv", "a,b\na,b\n")
        asked = ("--tables", 1, "--rounds", 2, "--together", pairs, "--apart", pairs)
        said = run("plan", people, *asked).output.partition("Round 2")[2].splitlines()[3:]
        assert said == [
            "3 meetings repeat; no plan has fewer.",
            "Pairs of one background at a table: 2, at best 2.",
            "Wishes to meet: 1 of 1 kept.",
            say("advice.stranded", people=1),
            "  Without a common language: Zoë.",
        ]

    def test_names_the_wishes_that_were_not_kept(self, run: Run, write: Write) -> None:
        pairs = write("pairs.csv", "a,b\np00,p01\n")
        asked = ("--size", 5, "--rounds", 1, "--together", pairs, "--apart", pairs)
        said = run("plan", write(), *asked).output
        assert "Wishes to meet: 0 of 1 kept.\n  Not kept: Guest 0 and Guest 1.\n" in said

    def test_at_tables_of_one_nobody_is_pitied(self, run: Run, write: Write) -> None:
        said = run("plan", write(), "--size", 1, "--rounds", 2).output
        assert said.endswith(
            "Nobody meets twice.\nPairs of one background at a table: 0, at best 0.\n"
        )


class TestFiles:
    @pytest.mark.parametrize(
        ("sentence", "text"),
        [
            ("commas", b"id,name\na,Ann\nb,Bo\nc,Zo\xc3\xab\n"),
            ("semicolons and a mark", b"\xef\xbb\xbfid;name\r\na;Ann\r\nb;Bo\r\nc;Zo\xc3\xab\r\n"),
            ("tabs and UTF-16", "id\tname\na\tAnn\nb\tBo\nc\tZoë\n".encode("utf-16")),
            ("old Windows", "id;name\na;Ann\nb;Bo\nc;Zoë".encode("cp1252")),
            ("blank lines and spaces", b"\n Id , NAME \n\n a , Ann \n,,\nb,Bo\nc,Zo\xc3\xab\n\n"),
            ("quotes", b'name,id\n"Ann",a\n"Bo",b\n"Zo\xc3\xab","c"\n'),
            ("columns of others", b"id,email,name\na,,Ann\nb,,Bo\nc,,Zo\xc3\xab"),
        ],
    )
    def test_are_read_as_spreadsheets_write_them(
        self, run: Run, write: Write, sentence: str, text: bytes
    ) -> None:
        read = run("plan", write(text=text), "--size", 3, "--rounds", 1).stdout
        assert sorted(re.findall(r"\w+", read.splitlines()[1].partition("1 ")[2])) == [
            "Ann",
            "Bo",
            "Zoë",
        ]

    def test_columns_that_are_not_read_are_named(self, run: Run, write: Write) -> None:
        """An organiser's list may have more of them, but a slip must not pass unseen."""
        people = write(text="id,Langauges,hosts,email\na,en,yes,\nb,de,,\nc,de,,\n")
        met = write("met.csv", "a,b,when\na,b,\n")
        made = run("plan", people, "--size", 3, "--rounds", 1, "--met", met, "--json")
        assert answered(made)["stranded"] == []
        assert made.stderr.splitlines() == [
            "Note: people.csv, line 1: the column langauges is not read. Is languages meant?",
            "Note: people.csv, line 1: the column hosts is not read. Is host meant?",
            "Note: people.csv, line 1: the column email is not read.",
            "Note: met.csv, line 1: the column when is not read.",
        ]
        assert run("plan", write(), "--size", 4, "--rounds", 1).stderr == ""

    def test_what_no_name_has_is_left_out_of_names(self, run: Run, write: Write) -> None:
        """A terminal would obey it, and turn round what follows."""
        people = write(text="id,name\na,An\x00n\x1b[2J\nb,\u202eBo\nc,Zoe\u0301\n")
        read = run("plan", people, "--size", 3, "--rounds", 1).output.splitlines()[1]
        assert sorted(read.partition("1 ")[2].strip().split(", ")) == ["Ann[2J", "Bo", "Zoé"]

    def test_lists_stand_in_a_cell(self, run: Run, write: Write) -> None:
        people = write(text='id;backgrounds;languages\na;"it; hr";en\nb;IT;"de;EN"\nc;hr;fr\n')
        made = answered(run("plan", people, "--size", 3, "--rounds", 1, "--json"))
        assert made["same_background"] == 1
        assert made["stranded"] == ["c"]

    @pytest.mark.parametrize(
        ("people", "pairs", "said"),
        [
            ("", "a,b\n", "people.csv: the file is empty."),
            ("id,name\n\n", "a,b\n", "people.csv: there is nobody in this file."),
            ("name\nAnn\n", "a,b\n", "people.csv, line 1: there is no column id, only name."),
            ("id\na\nb\n\na\n", "a,b\n", "people.csv, line 5: the id a is in line 2 already."),
            ("id,name\na,\n,Bo\n", "a,b\n", "people.csv, line 3: the id is missing."),
            (
                "id,host\na,perhaps\n",
                "a,b\n",
                "people.csv, line 2: host is yes or no, not perhaps.",
            ),
            ("id\na\nb,c\n", "a,b\n", "people.csv, line 3: there are more cells than columns."),
            (
                "id,background,backgrounds\na,,",
                "a,b\n",
                "people.csv, line 1: the column backgrounds is there twice.",
            ),
            ("id\na\nb\n", "a,b\na,x\n", "pairs.csv, line 2: there is nobody with the id x."),
            ("id\na\nb\n", "a,b\na,\n", "pairs.csv, line 2: there is nobody with the id (empty)."),
            ("id\na\nb\n", "a,b\n\nb,b\n", "pairs.csv, line 3: b makes no pair with themselves."),
            (
                "id\na\nb\n",
                "one,two\na,b\n",
                "pairs.csv, line 1: there is no column a, only one, two.",
            ),
        ],
    )
    def test_without_sense_are_refused_with_file_and_line(
        self, run: Run, write: Write, tmp_path: Path, people: str, pairs: str, said: str
    ) -> None:
        out = tmp_path / "out.html"
        listed = write(text=people or "\n")
        refused = run(
            *("plan", listed, "--size", 3, "--rounds", 1, "--print", out),
            *("--met", write("pairs.csv", pairs)),
        )
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert said in refused.stderr
        assert not out.exists()

    def test_that_are_not_there_are_named(self, run: Run) -> None:
        refused = run("plan", "nowhere.csv", "--size", 3, "--rounds", 1)
        assert refused.exit_code == 2
        assert "nowhere.csv: it cannot be read" in refused.stderr

    def test_either_size_or_tables(self, run: Run, write: Write) -> None:
        assert run("plan", write(), "--rounds", 1).exit_code == 2
        assert run("plan", write(), "--rounds", 1, "--size", 3, "--tables", 2).exit_code == 2


class TestRepairing:
    @pytest.fixture
    def planned(self, run: Run, write: Write) -> Path:
        apart = write("apart.csv", "a,b\np00,p01\n")
        wanted = ("--size", 4, "--rounds", 3, "--apart", apart, "--json")
        return write("plan.json", run("plan", write(), *wanted).stdout)

    def test_moves_nobody_who_need_not(self, run: Run, write: Write, planned: Path) -> None:
        before = json.loads(planned.read_text())
        people = write("late.csv", "id,name\nq1,Late Lee\nq2,\n")
        asked = ("--played", 1, "--joined", people, "q3", "--left", "p03", "p04,p05", "--json")
        after = answered(run("repair", planned, *asked))
        assert after.keys() - {"asked"} == KEYS
        assert after["seatings"][0] == before["seatings"][0]
        for then, now in zip(before["seatings"][1:], after["seatings"][1:], strict=True):
            assert {one for at in now for one in at} == {
                *(one for at in then for one in at if one not in {"p03", "p04", "p05"}),
                *("q1", "q2", "q3"),
            }
            moved = [
                set(at) - {"p03", "p04", "p05"} <= set(new)
                for at, new in zip(then, now, strict=False)
            ]
            assert all(moved)
        assert ("p00", "p01") not in pairs_in(after["seatings"])

    def test_parts_whom_the_plan_parted(self, run: Run, planned: Path) -> None:
        """The pairs are kept with the plan: whoever joins where a table was thin parts nobody."""
        (first,) = answered(run("repair", planned, "--played", 2, "--json"))["seatings"][2:]
        (one,) = (at for at in first if "p00" in at)
        (other,) = (at for at in first if "p01" in at)
        left = [person for person in [*one, *other] if person not in {"p00", "p01"}]
        after = answered(run("repair", planned, "--played", 2, "--left", *left, "--json"))
        assert ("p00", "p01") not in pairs_in(after["seatings"][2:])

    def test_can_be_repaired_again(self, run: Run, write: Write, planned: Path) -> None:
        once = run("repair", planned, "--played", 1, "--joined", "q1", "--left", "p03", "--json")
        again = run("repair", write("once.json", once.stdout), "--played", 2, "--left", "q1")
        assert again.exit_code == 0
        first, second, third = again.stdout.split("Round ")[1:]
        assert "q1" in second
        assert "q1" not in third + first
        assert "Guest 3" not in second

    def test_says_when_nobody_is_left(self, run: Run, planned: Path) -> None:
        everybody = [f"p{number:02}" for number in range(20)]
        said = run("repair", planned, "--played", 2, "--left", *everybody).output
        assert "Round 3\n  Nobody is here.\n" in said

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (("--played", 9), "The plan has 3 rounds, not 9."),
            (("--played", 1, "--left", "x"), "nobody with the id x in the rounds to come"),
            (("--played", 1, "--joined", "p03"), "p03 is in the rounds to come already."),
        ],
    )
    def test_refuses_what_cannot_be(
        self, run: Run, planned: Path, asked: tuple[object, ...], said: str
    ) -> None:
        refused = run("repair", planned, *asked, "--json")
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert said in refused.stderr

    def test_refuses_what_is_no_plan(self, run: Run, write: Write) -> None:
        refused = run("repair", write("plan.json", "{}"), "--played", 1)
        assert refused.exit_code == 2
        assert "plan.json: this is no plan" in refused.stderr

    @pytest.mark.parametrize(
        "change",
        [
            {"asked": {}},
            {"asked": None},
            {"seatings": "abc"},
            {"seatings": [[["p00", "p00"]]]},
            {"seatings": [[["nobody"]]]},
            {"people": [{"id": "p00"}]},
            {"people": ["p00"]},
        ],
    )
    def test_refuses_a_plan_that_was_damaged(
        self, run: Run, write: Write, planned: Path, change: dict[str, Any]
    ) -> None:
        told = json.loads(planned.read_text())
        told = {**told, "asked": {**told["asked"], **change}, **change}
        refused = run("repair", write("other.json", json.dumps(told)), "--played", 1)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "other.json: this is no plan" in refused.stderr


class TestPaper:
    def test_has_a_sheet_for_each_table_and_a_card_for_each_person(
        self, run: Run, write: Write, tmp_path: Path
    ) -> None:
        out = tmp_path / "out.html"
        people = write(
            text="id,name\na,<b>Ann</b>\n" + "".join(f"p{n},Guest {n}\n" for n in range(11))
        )
        assert run("plan", people, "--size", 4, "--rounds", 2, "--print", out).exit_code == 0
        page = out.read_text()
        assert page.count('<section class="sheet">') == 3
        assert page.count('<article class="card">') == 12
        assert page.count("<bdi>Guest 7</bdi>") == 1 + 2, "a card, and a seat in each round"
        assert "&lt;b&gt;Ann" in page
        assert "<b>Ann" not in page
        assert not re.search(r"https?://|<script|<link", page)

    def test_draws_tables_as_phones_do(self) -> None:
        phone = (ROOT / "pwa/src/ui/marks.ts").read_text()
        paths = (ROOT / "pwa/src/ui/TableMark.tsx").read_text()
        marks = [mark_of(number) for number in range(1, 65)]
        assert len(set(marks)) == 64
        assert mark_of(9).words == "orange square"
        for mark in marks:
            assert mark.colour in phone
            assert f'"{mark.path}"' in paths
