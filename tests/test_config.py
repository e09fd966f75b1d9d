"""What a deployment may choose, row by row."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from server import config
from server.config import Config

Environ = dict[str, str]


def configured(folder: Path, **environ: str) -> Config:
    """Read a configuration whose instance lies in `folder`."""
    return Config.from_env({"INSTANCE_DIR": str(folder), "SECRET_KEY": "s"} | environ)


@pytest.mark.parametrize(
    ("environ", "field", "value"),
    [
        ({}, "secret_key", "s"),
        ({}, "answers_network", True),
        ({"HOST": "127.0.0.1"}, "answers_network", False),
        ({}, "own_address", "127.0.0.1:8000"),
        ({"HOST": "", "PORT": "81"}, "own_address", "127.0.0.1:81"),
        ({"HOST": "[::]"}, "own_address", "[::1]:8000"),
        ({"HOST": "localhost"}, "own_address", "localhost:8000"),
        ({}, "redis_url", None),
        ({"REDIS_URL": ""}, "redis_url", None),
        ({"REDIS_URL": "redis://r/0"}, "redis_url", "redis://r/0"),
        ({}, "public_url", None),
        ({"PUBLIC_URL": ""}, "public_url", None),
        ({"PUBLIC_URL": "https://a.example/"}, "public_url", "https://a.example"),
        ({"PUBLIC_URL": "https://A.Example:443"}, "public_url", "https://a.example"),
        ({"PUBLIC_URL": "http://a.example:80"}, "public_url", "http://a.example"),
        ({"PUBLIC_URL": "https://a.example:8443"}, "public_url", "https://a.example:8443"),
        ({"PUBLIC_URL": "http://[fe80::1]:8000"}, "public_url", "http://[fe80::1]:8000"),
        ({}, "trusted_proxies", 0),
        ({"TRUSTED_PROXIES": ""}, "trusted_proxies", 0),
        ({"TRUSTED_PROXIES": "2"}, "trusted_proxies", 2),
        ({"DATABASE_URL": "sqlite:////x.db"}, "database_url", "sqlite:////x.db"),
        ({"DATABASE_URL": "postgres://u@h/d"}, "database_url", "postgresql+psycopg://u@h/d"),
        ({"DATABASE_URL": "postgresql://u@h/d"}, "database_url", "postgresql+psycopg://u@h/d"),
        (
            {"DATABASE_URL": "postgresql+psycopg://u@h/d"},
            "database_url",
            "postgresql+psycopg://u@h/d",
        ),
        ({}, "metrics_token", None),
        ({"METRICS_TOKEN": ""}, "metrics_token", None),
        ({"METRICS_TOKEN": "hush"}, "metrics_token", "hush"),
        ({}, "log_level", "WARNING"),
        ({"LOG_LEVEL": "info"}, "log_level", "INFO"),
        ({}, "log_format", "text"),
        ({"LOG_FORMAT": "JSON"}, "log_format", "json"),
    ],
)
def test_a_choice_is_read(tmp_path: Path, environ: Environ, field: str, value: object) -> None:
    assert getattr(configured(tmp_path, **environ), field) == value


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"PUBLIC_URL": "a.example"}, "PUBLIC_URL must begin with http:// or https://"),
        ({"PUBLIC_URL": "https://"}, "and name a host"),
        ({"PUBLIC_URL": "ftp://a.example"}, "PUBLIC_URL must begin"),
        ({"PUBLIC_URL": "https://a.example/app"}, "must be a bare address"),
        ({"PUBLIC_URL": "https://a.example?x"}, "must be a bare address"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES must be a whole number"),
        ({"TRUSTED_PROXIES": "many"}, "TRUSTED_PROXIES must be a whole number"),
        ({"TRUSTED_PROXIES": "²"}, "TRUSTED_PROXIES must be a whole number"),
        ({"DATABASE_URL": "mysql://u@h/d"}, "DATABASE_URL must begin with sqlite"),
        ({"LOG_LEVEL": "chatty"}, "LOG_LEVEL must be one of DEBUG, INFO"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT must be one of text, json"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(
    tmp_path: Path, environ: Environ, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        configured(tmp_path, **environ)


def test_without_choices_all_lies_in_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "ROOT", tmp_path)
    chosen = Config.from_env({})
    assert chosen.database_url == f"sqlite:///{tmp_path}/instance/happenstance.db"
    assert (tmp_path / "instance" / "secret_key").read_text() == chosen.secret_key


def test_a_relative_folder_stays_where_it_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = Config.from_env({"INSTANCE_DIR": "data"})
    assert chosen.database_url == f"sqlite:///{tmp_path}/data/happenstance.db"


class TestTheKeptSecret:
    def test_is_made_once_and_read_by_its_owner_only(self, tmp_path: Path) -> None:
        keys = {Config.from_env({"INSTANCE_DIR": str(tmp_path)}).secret_key for _ in range(2)}
        (key,) = keys
        assert len(key) == 43
        assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600

    def test_is_one_for_all_who_start_at_once(self, tmp_path: Path) -> None:
        keys: list[str] = []
        barrier = threading.Barrier(8)

        def start() -> None:
            barrier.wait()
            keys.append(Config.from_env({"INSTANCE_DIR": str(tmp_path)}).secret_key)

        threads = [threading.Thread(target=start) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(keys) == 8
        assert len(set(keys)) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]

    def test_that_is_empty_is_noticed(self, tmp_path: Path) -> None:
        (tmp_path / "secret_key").touch()
        with pytest.raises(ValueError, match="is empty"):
            Config.from_env({"INSTANCE_DIR": str(tmp_path)})
