"""What a disk has after the power has failed: all that was synced, of the rest whatever it likes.

A server runs under strace, which writes down each byte that goes to the database's files, and each
wait for the disk. From that, any moment can be had again as a disk might have kept it: what was
written to a file since its last sync is there, or lost, or torn between two sectors. That is the
model of SQLite's own crash tests (https://sqlite.org/testing.html, "Crash Testing").
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.servers import Begin, Process, from_nothing

SECTOR = 512  # bytes, which a disk writes whole or not at all
LONGEST = 1 << 20  # bytes of one write; SQLite's are pages
CALL = re.compile(
    rb"(?P<process>\d+) +(?P<at>[\d.]+) (?P<name>\w+)\(\d+<(?P<path>[^>]*)>"
    rb'(?:, "(?P<content>[^"]*)")?(?P<numbers>(?:, \d+)*)'
    rb"(?:\) += (?P<result>\d+|\?)| <unfinished \.\.\.>)"
)
RESUMED = re.compile(
    rb"(?P<process>\d+) +(?P<at>[\d.]+) <\.\.\. \w+ resumed>\) += (?P<result>\d+|\?)"
)
OTHER = re.compile(rb"\d+ +[\d.]+ (?:\+\+\+|---) ")  # a process ends, or gets a signal


def writing_down(log: Path, *files: Path) -> Begin:
    """Return a way to begin a server so that what it does with these files is written to `log`."""
    calls = "trace=pwrite64,ftruncate,fsync,fdatasync"
    strace = ["strace", "-f", "-y", "-xx", "-ttt", f"-s{LONGEST}", "-e", calls, "-o", str(log)]
    only = [word for file in files for word in ("-P", str(file))]

    def begin(application: str, environ: Mapping[str, str], output: Path) -> Process:
        return from_nothing(application, environ, output, under=[*strace, *only, "--seccomp-bpf"])

    return begin


def may_trace() -> bool:
    """Say whether this machine lets strace look at what it starts."""
    try:
        return not subprocess.run(
            ["strace", "-f", "-o", "/dev/null", "true"], check=False
        ).returncode
    except FileNotFoundError:
        return False


@dataclass(frozen=True)
class Operation:
    """What was done to a file. content: bytes from `offset` on, or None where it was cut there."""

    path: Path
    offset: int = 0
    content: bytes | None = None
    syncs: bool = False  # instead of all that


@dataclass(frozen=True)
class Moment:
    """An operation begins, or the sync that began at `began` is over. at: in Unix time."""

    at: float
    operation: Operation
    began: int | None = None


def moments(log: Path) -> list[Moment]:
    """Return what was done, in order. Raises ValueError for a line that it does not understand."""
    found: list[Moment] = []
    unfinished: dict[bytes, int] = {}  # by process
    for line in log.read_bytes().splitlines():
        if resumed := RESUMED.fullmatch(line):
            began = unfinished.pop(resumed["process"])
            if resumed["result"] != b"?":
                found.append(Moment(float(resumed["at"]), found[began].operation, began))
        elif call := CALL.fullmatch(line):
            found.append(Moment(float(call["at"]), _operation(call)))
            began = len(found) - 1
            if call["result"] is None:
                unfinished[call["process"]] = began
            elif call["result"] != b"?":  # the process was killed in the middle
                found.append(Moment(float(call["at"]), found[began].operation, began))
        elif not OTHER.match(line):
            raise ValueError(line[:200])
    return found


def _operation(call: re.Match[bytes]) -> Operation:
    path = Path(_bytes(call["path"]).decode())
    numbers = [int(number) for number in call["numbers"].split(b", ")[1:]]
    match call["name"]:
        case b"pwrite64":
            _, offset = numbers
            return Operation(path, offset, _bytes(call["content"]))
        case b"ftruncate":
            (length,) = numbers
            return Operation(path, length)
    return Operation(path, syncs=True)


def _bytes(escaped: bytes) -> bytes:
    return bytes.fromhex(escaped.decode().replace("\\x", ""))


@dataclass
class Disk:
    """The files as they surely are, and what has been done to each since it was last synced."""

    files: dict[Path, bytearray]
    waiting: dict[Path, list[tuple[int, Operation]]] = field(default_factory=dict)

    def see(self, place: int, moment: Moment) -> None:
        """Go on by one moment. A sync keeps what had been done when it began."""
        operation = moment.operation
        waiting = self.waiting.setdefault(operation.path, [])
        if not operation.syncs and moment.began is None:
            waiting.append((place, operation))
        elif operation.syncs and moment.began is not None:
            kept = [one for began, one in waiting if began < moment.began]
            self.waiting[operation.path] = waiting[len(kept) :]
            for one in kept:
                _apply(one, self.files.setdefault(operation.path, bytearray()))

    def after_power_cut(self, dice: random.Random) -> Iterator[tuple[Path, bytes]]:
        """Yield each file with some of what was not synced: all of it, nothing, or by the dice."""
        likely = dice.choice([0.0, 0.5, 0.9, 1.0])
        for path in {*self.files, *self.waiting}:
            content = bytearray(self.files.get(path, b""))
            for _, operation in self.waiting.get(path, ()):
                for sector in _sectors(operation):
                    if dice.random() < likely:
                        _apply(sector, content)
            yield path, bytes(content)


def _sectors(operation: Operation) -> Iterator[Operation]:
    if operation.content is None:
        yield operation
        return
    start, end = operation.offset, operation.offset + len(operation.content)
    while start < end:
        next_sector = min(end, (start // SECTOR + 1) * SECTOR)
        content = operation.content[start - operation.offset : next_sector - operation.offset]
        yield Operation(operation.path, start, content)
        start = next_sector


def _apply(operation: Operation, content: bytearray) -> None:
    if operation.content is None:
        del content[operation.offset :]
        return
    content.extend(bytes(max(0, operation.offset - len(content))))
    content[operation.offset : operation.offset + len(operation.content)] = operation.content
