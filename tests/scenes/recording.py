"""The recordings of scenes that the phone's stores play again: a file a play."""

from __future__ import annotations

import json
import os
from typing import Any

from server.config import ROOT

RECORDINGS = ROOT / "pwa/src/contract/scenes"
DEEPEST = 6  # that what is seen or heard has a line to itself


def compare(name: str, played: dict[str, Any]) -> None:
    """Fail unless a play is as it was recorded; or record it anew, where RECORD is set."""
    path = RECORDINGS / f"{name}.json"
    if os.environ.get("RECORD"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(_written(played) + "\n")
    recorded = json.loads(path.read_text()) if path.exists() else {}
    assert json.loads(json.dumps(played)) == recorded, (
        f"{path.relative_to(ROOT)} is not what the server does now. If it does what it should, "
        "record it anew with `make scenes`, and see that the phone's stores agree."
    )


def recorded_actions() -> set[str]:
    """Return the names of all actions of which a scene is recorded."""
    plays = [json.loads(path.read_text()) for path in RECORDINGS.glob("*.json")]
    return {action for play in plays for scene in play["scenes"] for action in scene["actions"]}


def _written(value: Any, depth: int = 0) -> str:
    """Write JSON so that what changes in it can be read: deep down all is in one line."""
    if depth == DEEPEST or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, dict):
        lines = [f"{json.dumps(key)}: {_written(one, depth + 1)}" for key, one in value.items()]
    else:
        lines = [_written(one, depth + 1) for one in value]
    begin, end = "{}" if isinstance(value, dict) else "[]"
    indent = "\n" + " " * (depth + 1)
    return f"{begin}{indent}{f',{indent}'.join(lines)}\n{' ' * depth}{end}"
