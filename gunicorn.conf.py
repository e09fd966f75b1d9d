"""How the server is served: one process, many phones. `make run` starts it.

For more processes run more of these behind one address, with REDIS_URL to connect them.
"""

import gc
import os
import resource
import signal
from typing import Any

wsgi_app = "wsgi:app"
host = os.environ.get("HOST", "0.0.0.0")  # noqa: S104 - phones come over the venue's network
bind = f"{host}:{os.environ.get('PORT', '8000')}"

# gevent's, with websockets of our own for phones and geventwebsocket's for all that is unusual.
# Both write completely, however slowly a phone reads.
worker_class = "server.realtime.transport.worker.LiveWorker"
worker_connections = 10_000

# A hall that comes back is at the door before the worker is. Who finds no room in this queue is
# heard of only seconds later, when their phone's kernel tries again. Linux allows 4,096 unless
# net.core.somaxconn says otherwise.
backlog = worker_connections

# Seconds. Phones are told to come back, so only requests are waited for, and not for long; then
# the worker has the rest to tidy up.
graceful_timeout = 6
REQUESTS_MAY_TAKE = 1

# Addresses, and who read what, are personal: nothing is written about requests that went well.
accesslog = None
loglevel = "warning"

control_socket_disable = True

# Every phone is an open file, and many systems begin with 1,024.
_soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
_wanted = worker_connections + 1_000
if _soft < _wanted:
    most = _wanted if _hard == resource.RLIM_INFINITY else min(_wanted, _hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, _hard))


def post_worker_init(worker: Any) -> None:
    """Start what runs beside the requests: due work, and the beat of the streams' numbers.

    Ctrl-C is left to the parent, which ends its workers: told twice, they stumble.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.cfg.set("graceful_timeout", REQUESTS_MAY_TAKE)  # of this process; its parent waits on
    # Only now: what is imported before gunicorn's worker has patched the world would block it.
    import gevent  # noqa: PLC0415

    from server import logs  # noqa: PLC0415
    from server.stories.language import language_of  # noqa: PLC0415
    from server.work import loop  # noqa: PLC0415

    logs.take_over()
    loop.start(worker.wsgi, gevent.spawn)
    gevent.spawn(worker.wsgi.extensions["happenstance-transport"].ask_in_turns)

    # Read now, what the first story told would wait for.
    language_of("", spoken=[])

    # What starting made stays, and is never looked through for rubbish. What phones bring stays
    # while they do, so they are looked through less often than Python would by itself: again and
    # again while a hall comes back, in the end for a tenth of a second in which everybody waits.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 5, 40)


def worker_exit(_parent: Any, worker: Any) -> None:
    """Be forgotten by the others, and leave nothing on the disk that was deleted while we ran.

    Imported only here: the parent, which reads this file first, is not patched.
    """
    if worker.booted:
        from server.database import forget_deleted  # noqa: PLC0415
        from server.extensions import db  # noqa: PLC0415

        worker.wsgi.extensions["happenstance-presence"].leave()
        with worker.wsgi.app_context():
            forget_deleted(db.engine)
