"""Files that are there whole or not at all, for their owner only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class KeepingFailed(Exception):
    """A backup was not taken, or not put back; the text says why. Nothing was changed."""


@contextmanager
def written_beside(target: Path, *, replace: bool) -> Iterator[Path]:
    """Yield an empty file to fill, which becomes `target` at the end of the block, or is gone.

    It lies in the same folder, and may be read by its owner only. What is in it has reached the
    disk before it gets its name.
    replace: whether it may take the place of another; else KeepingFailed is raised.
    """
    if not replace and target.exists():
        raise KeepingFailed(f"{target} is there already. To replace it: --force")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as refused:
        raise KeepingFailed(f"{target.parent}: {refused.strerror}") from refused
    os.close(handle)
    part = Path(name)
    try:
        yield part
        reach_disk(part)
        if replace:
            part.replace(target)
        else:
            try:
                os.link(part, target)  # which fails if somebody was faster
            except FileExistsError as taken:
                raise KeepingFailed(f"{target} is there already. To replace it: --force") from taken
            except OSError:  # a file system that knows no links, as on many a stick
                part.replace(target)
        reach_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)


def belong_like(path: Path, other: Path) -> None:
    """Give a file to whoever owns another, where we may: the superuser works for the server."""
    theirs = other.stat()
    with suppress(PermissionError):
        os.chown(path, theirs.st_uid, theirs.st_gid)


def reach_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, have reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
