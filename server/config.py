"""What a deployment may choose. The only reader of the environment."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a deployment may choose.

    secret_key: signs recovery codes; changing it voids the codes already shown.
    database_url: SQLAlchemy address; SQLite unless it begins with `postgresql`.
    redis_url: Redis or Valkey shared by several web processes, or None for one process.
    public_url: the address phones reach us by, without a trailing slash; None means
        "whatever address the request came to", which suits a laptop on the venue's LAN.
    trusted_proxies: how many reverse proxies stand in front and set X-Forwarded headers.
    static_folder: the built PWA.
    work_interval: the longest time in seconds between two looks for due work.
    testing: errors propagate and nothing runs in the background.
    """

    secret_key: str
    database_url: str
    redis_url: str | None = None
    public_url: str | None = None
    trusted_proxies: int = 0
    static_folder: Path = ROOT / "pwa" / "dist"
    work_interval: float = 1.0
    testing: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Config:
        """Read a deployment's choices.

        Raises ValueError with a sentence for the operator when one makes no sense.
        """
        instance = Path(environ.get("INSTANCE_DIR") or ROOT / "instance")
        public_url = (environ.get("PUBLIC_URL") or "").rstrip("/") or None
        if public_url and urlsplit(public_url).scheme not in {"http", "https"}:
            raise ValueError("PUBLIC_URL must begin with http:// or https://")
        proxies = environ.get("TRUSTED_PROXIES") or "0"
        if not proxies.isdigit():
            raise ValueError("TRUSTED_PROXIES must be a whole number, 0 or more")
        return cls(
            secret_key=environ.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
            database_url=_driver(
                environ.get("DATABASE_URL") or f"sqlite:///{instance / 'happenstance.db'}"
            ),
            redis_url=environ.get("REDIS_URL") or None,
            public_url=public_url,
            trusted_proxies=int(proxies),
        )


def _driver(url: str) -> str:
    """Name psycopg 3 where the address leaves the PostgreSQL driver open."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _kept_secret(path: Path) -> str:
    """Read the instance's own secret, making it on the first run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()
