"""How the server is served: one process, many phones. `make run` starts it.

More processes are more of these behind one address, with REDIS_URL; see docs/running-a-conference.md.
"""

import os
import resource

wsgi_app = "wsgi:app"
bind = f"{os.environ.get('HOST', '0.0.0.0')}:{os.environ.get('PORT', '8000')}"

# Its websockets write completely, however slowly a phone reads.
worker_class = "geventwebsocket.gunicorn.workers.GeventWebSocketWorker"
worker_connections = 10_000

# Phones come back by themselves, so Ctrl-C need not wait for them.
graceful_timeout = 1

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
