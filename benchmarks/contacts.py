"""Real rooms: who was face to face with whom, as SocioPatterns measured with badges.

Two files of lines `t i j`, each twenty seconds of two people facing each other, from
sociopatterns.org (Genois and Barrat, EPJ Data Science 7:11, 2018): `SFHH_tij.dat.gz`, a
conference, and `workplace_InVS15_tij.dat.gz`, an office, with the department of each person in
`workplace_InVS15_metadata.txt`. They are not part of this project; `--data` says where they are.
"""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

CONFERENCE = "SFHH_tij.dat.gz"
OFFICE, DEPARTMENTS = "workplace_InVS15_tij.dat.gz", "workplace_InVS15_metadata.txt"
Pair = tuple[str, str]


def contacts(file: Path, least: int) -> tuple[list[str], list[Pair]]:
    """Return everybody who faced somebody, and the pairs who did at least so many times."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        met = Counter(tuple(sorted(line.split()[1:3])) for line in lines)
    people = sorted({one for pair in met for one in pair})
    return people, [(one, other) for (one, other), times in met.items() if times >= least]


def departments(file: Path) -> dict[str, str]:
    """Return the department of each person."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0]: line.split("\t")[1] for line in lines if line}
