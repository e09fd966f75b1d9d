"""The process that servers are forked from. `tests.support.warm` starts it and says why.

It begins no thread: threads do not survive a fork, and gevent's would go on in every child.
"""

from __future__ import annotations

from os import close  # gevent's puts it off until its loop runs, which is never here

from gevent import monkey

monkey.patch_all()  # before anything else is imported, as in gunicorn's worker

import json  # noqa: E402
import os  # noqa: E402
import runpy  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402

import geventwebsocket.gunicorn.workers  # noqa: E402, F401
import gunicorn.app.wsgiapp  # noqa: E402, F401
from gevent.os import fork_gevent  # noqa: E402

import server.app  # noqa: E402, F401
from server.stories.language import language_of  # noqa: E402

LONGEST = 65_536  # bytes of an order


def main(orders: socket.socket) -> None:
    """Bear a server for every order: JSON of an application and its environ; its log, a lifeline.

    Answers the server's process id. Nobody waits for it here: it is an orphan from the beginning.
    """
    while True:
        order, descriptors, _, _ = socket.recv_fds(orders, LONGEST, 2)
        if not order:
            return
        if child := fork_gevent():
            os.waitpid(child, 0)
            for descriptor in descriptors:
                close(descriptor)
        elif born := fork_gevent():
            orders.send(str(born).encode())
            os._exit(0)
        else:
            orders.close()
            _become_server(*json.loads(order), log=descriptors[0])


def _become_server(application: str, environ: dict[str, str], *, log: int) -> None:
    """Be what a shell would have started. The lifeline stays open in every process of it."""
    os.setsid()
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["gunicorn", application]
    runpy.run_module("gunicorn", run_name="__main__")


if __name__ == "__main__":
    language_of("", spoken=[])  # reads what it knows languages by
    main(socket.socket(fileno=int(sys.argv[1])))
