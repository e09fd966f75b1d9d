"""What we build on in Engine.IO, Socket.IO, gevent and gunicorn, beyond what they promise.

Should one of these fail after an upgrade: the transport stands in the place of Engine.IO's own
sockets (server/realtime/transport/) and of Socket.IO's way to emit (server/realtime/manager.py).
Read what changed there, mend ours, run `python -m benchmarks live`, and only then change this.
"""

from __future__ import annotations

import inspect
from importlib.metadata import version

import pytest
from engineio import Server as Engine
from engineio.socket import Socket
from gevent.pywsgi import WSGIServer
from gunicorn.workers.ggevent import GeventPyWSGIWorker
from socketio import Manager
from socketio import Server as SocketIO

from server.realtime.manager import SparingManager
from server.realtime.transport.wire import Wire

READ_THE_DOCSTRING = "see the top of tests/realtime/transport/test_hooks.py"


@pytest.mark.parametrize(
    ("package", "minor"),
    [
        ("python-engineio", "4.15"),
        ("python-socketio", "5.18"),
        ("gunicorn", "27.0"),
        ("gevent", "26.9"),
    ],
)
def test_the_versions_are_those_we_have_read(package: str, minor: str) -> None:
    assert version(package).startswith(f"{minor}."), READ_THE_DOCSTRING


def parameters(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)  # type: ignore[arg-type]


def test_engine_io_hands_on_what_phones_say_as_we_do() -> None:
    assert parameters(Engine._trigger_event) == ["self", "event", "args", "kwargs"]
    source = inspect.getsource(Engine._handle_connect)
    for ours in ("self.sockets[sid] = s", "self._trigger_event('connect', sid, environ"):
        assert ours in source, READ_THE_DOCSTRING
    source = inspect.getsource(Socket)
    assert "self.server._trigger_event('message', self.sid, pkt.data" in source
    assert "'disconnect', self.sid" in source


def test_a_wire_has_all_that_engine_io_asks_of_its_sockets() -> None:
    asked = {"send", "close", "closed", "closing", "connected", "upgraded", "check_ping_timeout"}
    assert asked <= set(dir(Wire)), READ_THE_DOCSTRING
    for method in ("send", "close", "check_ping_timeout"):
        assert parameters(getattr(Wire, method))[1:] in (
            parameters(getattr(Socket, method))[1:],
            ["packet"],
        )


def test_socket_io_keeps_rooms_as_our_index_does() -> None:
    for name in ("basic_enter_room", "basic_leave_room"):
        theirs, ours = getattr(Manager, name), getattr(SparingManager, name)
        assert parameters(theirs) == parameters(ours), READ_THE_DOCSTRING
    source = inspect.getsource(Manager.basic_disconnect)
    for ours in ("self.callbacks", "self.pending_connect", "self.pending_disconnect"):
        assert ours in source, READ_THE_DOCSTRING
    assert "pkt = self.packet_class(encoded_packet=data)" in inspect.getsource(SocketIO)


def test_gunicorn_lets_a_server_of_ours_handle_connections() -> None:
    assert "self.server_class(" in inspect.getsource(GeventPyWSGIWorker.run)
    assert parameters(WSGIServer.handle) == ["self", "sock", "address"]
