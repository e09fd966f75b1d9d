"""Two web processes with PostgreSQL and Valkey behind nginx, for trying out: `make cluster`.

HOST and PORT are where nginx listens. All of it is made anew, and gone after Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

from server.config import EVERYWHERE, ROOT
from server.web.links import lan_address
from tests.support.proxies import nginx
from tests.support.servers import serving
from tests.support.services import ServiceError, postgres, valkey

PROCESSES = 2


def main() -> None:
    """Start everything, say where it is, and end it when asked to."""
    host, port = os.environ.get("HOST") or "0.0.0.0", os.environ.get("PORT") or "8000"  # noqa: S104
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cluster-")))
        database = stack.enter_context(postgres())
        redis = stack.enter_context(valkey())
        public = os.environ.get("PUBLIC_URL") or (
            f"http://{lan_address()}:{port}" if host in EVERYWHERE else f"http://{host}:{port}"
        )
        subprocess.run(
            [Path(sys.executable).parent / "flask", "prepare", "--host", host, "--port", port],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database, "INSTANCE_DIR": str(folder)},
            check=True,
        )
        servers = [
            stack.enter_context(
                serving(database, folder, REDIS_URL=redis, TRUSTED_PROXIES="1", PUBLIC_URL=public)
            )
            for _ in range(PROCESSES)
        ]
        behind = [urlsplit(server.url).netloc for server in servers]
        stack.enter_context(nginx(behind, listen=f"{host}:{port}"))
        for server in servers:
            print(f"  process    {server.url}, kill -9 -{server.pid}")
        print(f"  queue      {redis}")
        print(f"  database   {database}")
        print(f"\nnginx hands on to both what comes to port {port}. Ctrl-C ends all.", flush=True)
        while True:
            signal.pause()


if __name__ == "__main__":
    try:
        main()
    except ServiceError as error:
        raise SystemExit(str(error)) from None
