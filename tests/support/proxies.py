"""nginx and Caddy from the distribution, by the examples in `deploy/`, before servers of a test.

`with nginx(["127.0.0.1:8001"]) as url: ...` runs the example as it is; only addresses, names and
the certificate are others. Both are real, private to the test and gone afterwards.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from server.config import EVERYWHERE, ROOT
from tests.support.services import Service, ServiceError, free_port, running

DEPLOY = ROOT / "deploy"
NAME = "conference.example"
PROCESSES = "127.0.0.1:8001", "127.0.0.1:8002"  # as the examples have them
MOST_CONNECTIONS = 20_000
ADMINISTRATORS = "/usr/local/sbin:/usr/sbin"  # not on everybody's PATH


def program(name: str) -> str:
    """Find a program of the distribution. Raises ServiceError with what to do."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:{ADMINISTRATORS}")
    if found is None:
        raise ServiceError(f"No {name} here. `tools/need {name}` installs it, or says how.")
    return found


@contextmanager
def certificate() -> Iterator[Path]:
    """Make a certificate of this machine, in one file with its key."""
    with tempfile.TemporaryDirectory(prefix="tls-") as folder:
        path = Path(folder) / "both.pem"
        command = [program("openssl"), "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"]
        command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", f"/CN={NAME}"]
        command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path)]
        made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        path.write_text(path.read_text() + made)
        path.chmod(0o644)  # for whom nginx drops to
        yield path


def trusting(path: Path) -> ssl.SSLContext:
    """Return what trusts this certificate and no other."""
    return ssl.create_default_context(cafile=str(path))


def nginx_site(
    processes: Sequence[str], *, listen: str, also: str = "", tls: Path | None = None
) -> str:
    """Return the example for nginx with other addresses, and names answered whatever they are.

    listen: for phones; also: where plain HTTP is sent on to HTTPS from. Without `tls`, a
    certificate, it speaks HTTP, and sends nobody on.
    """
    text = (DEPLOY / "nginx.conf").read_text()
    servers = re.findall(r"    server 127\.0\.0\.1:\d+ .*\n", text)
    own = [servers[0].replace(PROCESSES[0], process) for process in processes]
    changes = {
        "".join(map(re.escape, servers)): "".join(own),
        r"    listen \[::\].*\n": "",  # not every machine that tests has it
        rf"server_name {NAME};": "server_name _;",
        r"    error_log .*\n": "",  # where it runs there may be no such folder
    }
    if tls:
        changes |= {
            r"listen 443 ssl http2;": f"listen {listen} ssl http2;",
            r"listen 80;": f"listen {also};",
            r"(ssl_certificate(?:_key)?) .*;": rf"\1 {tls};",
        }
    else:
        changes |= {
            r"listen 443 ssl http2;": f"listen {listen};",
            r"(?s)\nserver {\n    listen 80;.*": "",
            r"    ssl_certificate(?:_key)? .*\n": "",
        }
    return _replaced(text, changes)


@contextmanager
def nginx(
    processes: Sequence[str],
    *,
    tls: Path | None = None,
    listen: str | None = None,
    also: int | None = None,
) -> Iterator[str]:
    """Run nginx before these processes and yield its address.

    also: a port of this machine from which it sends everybody on to HTTPS. Raises ServiceError.
    """
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        home = Path(name)
        address = listen or f"127.0.0.1:{free_port()}"
        plain = f"127.0.0.1:{also or free_port()}"
        site = nginx_site(processes, listen=address, also=plain, tls=tls)
        kinds = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"
        folders = "".join(f"{kind}_temp_path {home}/{kind};\n" for kind in kinds)
        (home / "nginx.conf").write_text(
            f"daemon off; pid {home}/pid; worker_processes 1; error_log stderr crit;\n"
            f"worker_rlimit_nofile {MOST_CONNECTIONS};\n"
            f"events {{ worker_connections {MOST_CONNECTIONS}; }}\n"
            f"http {{\n{folders}{site}}}\n"
        )
        home.chmod(0o755)  # for whom it drops to
        command = [program("nginx"), "-p", name, "-c", "nginx.conf", "-e", "stderr"]
        service = Service(command, home, partial(_listens, address), {})
        with running(service):
            yield f"http{'s' if tls else ''}://{address}"


@contextmanager
def caddy(processes: Sequence[str], *, tls: Path) -> Iterator[str]:
    """Run Caddy before these processes and yield its address. Raises ServiceError."""
    with tempfile.TemporaryDirectory(prefix="caddy-") as name:
        home = Path(name)
        address = f"127.0.0.1:{free_port()}"
        options = "{\n\tadmin off\n\tauto_https off\n}\n"
        text = _replaced(
            (DEPLOY / "Caddyfile").read_text(),
            {
                re.escape(" ".join(PROCESSES)): " ".join(processes),
                rf"(?m)^{NAME} {{\n": f"https://{address} {{\n\ttls {tls} {tls}\n",
            },
        )
        (home / "Caddyfile").write_text(options + text)
        command = [program("env"), f"HOME={name}", f"XDG_DATA_HOME={name}"]
        command += [program("caddy"), "run", "--adapter", "caddyfile", "--config", "Caddyfile"]
        with running(Service(command, home, partial(_listens, address), {})):
            yield f"https://{address}"


def _replaced(text: str, changes: Mapping[str, str]) -> str:
    """Return a text with each of these patterns replaced; each must be there."""
    for pattern, new in changes.items():
        text, times = re.subn(pattern, new, text)
        assert times, f"nothing is like {pattern}"
    return text


def _listens(address: str) -> bool:
    try:
        host, _, port = address.rpartition(":")
        socket.create_connection((EVERYWHERE.get(host, host), int(port)), timeout=1).close()
    except OSError:
        return False
    return True
