"""The application with a phone's side of another build: in the folder that STATIC_FOLDER names."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from server.app import create_app
from server.config import ROOT, Config

BUILT = ROOT / "pwa" / "dist"

if folder := os.environ.get("STATIC_FOLDER"):
    app = create_app(replace(Config.from_env(os.environ), static_folder=Path(folder)))


def build_of_before(folder: Path) -> Path:
    """Write a build in which every chunk has another name, as the one before has; return it."""
    names = {chunk.name: f"before-{chunk.name}" for chunk in (BUILT / "assets").iterdir()}
    for file in (file for file in BUILT.rglob("*") if file.is_file()):
        copy = folder / file.relative_to(BUILT).with_name(names.get(file.name, file.name))
        copy.parent.mkdir(parents=True, exist_ok=True)
        content = file.read_bytes()
        if file.suffix in {".js", ".css", ".html"}:
            for name, other in names.items():
                content = content.replace(name.encode(), other.encode())
        copy.write_bytes(content)
    worker = folder / "sw.js"
    worker.write_text(worker.read_text().replace("`app-`", "`app-`+`before-`", 1))
    return folder
