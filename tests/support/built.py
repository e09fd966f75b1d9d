"""The app with a phone side of its own, two files, whether ours is built or not."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from server.app import create_app
from server.config import Config

PAGE = "<title>Happenstance</title>"
SCRIPT = "export {};\n" * 1_000
SCRIPT_PATH = "/assets/app-4f2a.js"

_folder = Path(os.environ["INSTANCE_DIR"]) / "dist"
(_folder / "assets").mkdir(parents=True, exist_ok=True)
(_folder / "index.html").write_text(PAGE)
(_folder / SCRIPT_PATH[1:]).write_text(SCRIPT)

app = create_app(replace(Config.from_env(os.environ), static_folder=_folder))
