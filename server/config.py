"""What a deployment may choose. The only reader of the environment."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
# Hosts at which a server listens for everybody, and where its own machine reaches it then.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104 - compared
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a deployment may choose.

    secret_key: signs recovery codes; changing it voids the codes already shown.
    database_url: SQLAlchemy address; SQLite unless it begins with `postgresql`.
    redis_url: Redis or Valkey shared by several web processes, or None for one process.
    public_url: the address phones reach us by, without a trailing slash; None means
        "whatever address the request came to", which suits a laptop on the venue's LAN.
        With https:// the cookie travels by HTTPS only.
    answers_network: whether phones on this machine's network reach it by its address there.
    own_address: host and port at which this process answers on its own machine.
    trusted_proxies: how many reverse proxies stand in front and set X-Forwarded headers.
    static_folder: the built PWA.
    work_interval: the longest time in seconds between two looks for due work.
    patience: seconds that a writer waits for another process before the phone is told to retry.
    metrics_token: what Prometheus sends to read /metrics; None for none.
    log_level: from which severity on things are logged; INFO tells every request.
    log_format: "text" for people, "json" for programs that collect logs.
    testing: errors propagate and nothing runs in the background.
    """

    secret_key: str
    database_url: str
    redis_url: str | None = None
    public_url: str | None = None
    answers_network: bool = False
    own_address: str = "127.0.0.1:8000"
    trusted_proxies: int = 0
    static_folder: Path = ROOT / "pwa" / "dist"
    work_interval: float = 1.0
    patience: float = 5.0
    metrics_token: str | None = None
    log_level: str = "WARNING"
    log_format: str = "text"
    testing: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Config:
        """Read a deployment's choices.

        Raises ValueError with a sentence for the operator when one makes no sense.
        """
        instance = Path(environ.get("INSTANCE_DIR") or ROOT / "instance").resolve()
        proxies = environ.get("TRUSTED_PROXIES") or "0"
        if not (proxies.isascii() and proxies.isdigit()):
            raise ValueError("TRUSTED_PROXIES must be a whole number, 0 or more")
        return cls(
            secret_key=environ.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
            database_url=_with_driver(
                environ.get("DATABASE_URL") or f"sqlite:///{instance / 'happenstance.db'}"
            ),
            redis_url=environ.get("REDIS_URL") or None,
            public_url=_public_url(environ.get("PUBLIC_URL") or ""),
            answers_network=not environ.get("HOST") or environ["HOST"] in EVERYWHERE,
            own_address=_own_address(environ),
            trusted_proxies=int(proxies),
            metrics_token=environ.get("METRICS_TOKEN") or None,
            log_level=_one_of(
                LOG_LEVELS, "LOG_LEVEL", (environ.get("LOG_LEVEL") or "WARNING").upper()
            ),
            log_format=_one_of(
                LOG_FORMATS, "LOG_FORMAT", (environ.get("LOG_FORMAT") or "text").lower()
            ),
        )


def _with_driver(url: str) -> str:
    """Name psycopg 3 where the address leaves the PostgreSQL driver open."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    if not url.startswith(("sqlite://", "postgresql+psycopg://")):
        raise ValueError("DATABASE_URL must begin with sqlite:// or postgresql://")
    return url


def _public_url(url: str) -> str | None:
    """Tidy the address as browsers write it in an Origin header."""
    if not url:
        return None
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("PUBLIC_URL must begin with http:// or https:// and name a host")
    if parts.path or parts.query or parts.fragment:
        raise ValueError("PUBLIC_URL must be a bare address: the app is served at its root")
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = f":{parts.port}" if parts.port not in {None, usual} else ""
    return f"{parts.scheme}://{host}{port}"


def _own_address(environ: Mapping[str, str]) -> str:
    """Return where a server that listens at HOST and PORT is reached from its own machine."""
    host = environ.get("HOST") or next(iter(EVERYWHERE))
    return f"{EVERYWHERE.get(host, host)}:{environ.get('PORT') or 8000}"


def _one_of(words: tuple[str, ...], name: str, word: str) -> str:
    if word not in words:
        raise ValueError(f"{name} must be one of {', '.join(words)}")
    return word


def _kept_secret(path: Path) -> str:
    """Read the instance's own secret, making it on the first run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written elsewhere first: of two processes that start at once, neither reads half of it.
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as new:
            new.write(secrets.token_urlsafe(32))
            new.flush()
            with suppress(FileExistsError):
                os.link(new.name, path)
    secret = path.read_text(encoding="ascii").strip()
    if not secret:
        raise ValueError(f"{path} is empty: put a long random text into it, or delete it")
    return secret
