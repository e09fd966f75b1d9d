"""Simulated phones: real websockets to the server that they try out, from a process of their own.

They come by the device of the organiser who asked for them, and hear a stream that nobody else
hears. What they hear is told them by a command like any other, over HTTP.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection
from typing import Any

from wsproto import WSConnection
from wsproto.connection import ConnectionType
from wsproto.events import AcceptConnection, Request, TextMessage

AT_ONCE = 50  # phones that connect, before others begin
PATIENCE = 15.0  # seconds for all to connect
LAST = 5.0  # seconds for all to hear
OPENED, SUBSCRIBED, TOLD = "0", "430", "42"  # how packets of Socket.IO begin


class Lost(Exception):
    """The server let a phone go, or did not let it in."""


class Phone:
    """One simulated phone. heard_at: when it was told, by the monotonic clock."""

    def __init__(self, address: str, headers: dict[str, str]) -> None:
        self._address = address
        self._headers = headers
        self.heard_at: float | None = None

    async def connect(self, conference: str, stream: str) -> None:
        """Connect, and subscribe to a stream. Raises Lost or OSError."""
        host, _, port = self._address.rpartition(":")
        self._reader, self._writer = await asyncio.open_connection(host.strip("[]"), int(port))
        self._websocket = WSConnection(ConnectionType.CLIENT)
        target = "/socket.io/?EIO=4&transport=websocket"
        extra = [(name.encode(), value.encode()) for name, value in self._headers.items()]
        self._send(Request(host=self._address, target=target, extra_headers=extra))
        await self._until(lambda packet: packet.startswith(OPENED))
        self._say("40")
        await self._until(lambda packet: packet.startswith("40"))
        wanted = {"conference": conference, "stream": stream}
        self._say("420" + json.dumps(["subscribe", wanted]))
        answer = await self._until(lambda packet: packet.startswith(SUBSCRIBED))
        if "number" not in json.loads(answer.removeprefix(SUBSCRIBED))[0]:
            raise Lost

    async def listen(self) -> None:
        """Wait until something is told, and keep the moment. Raises Lost or OSError."""
        await self._until(lambda packet: packet.startswith(TOLD + '["fact"'))
        self.heard_at = time.monotonic()

    def hang_up(self) -> None:
        """Let the server go."""
        if hasattr(self, "_writer"):
            self._writer.close()

    def _say(self, packet: str) -> None:
        self._send(TextMessage(data=packet))

    def _send(self, event: Request | TextMessage) -> None:
        self._writer.write(self._websocket.send(event))

    async def _until(self, wanted: Callable[[str], bool]) -> str:
        """Return the next packet that is wanted; answer pings meanwhile."""
        while data := await self._reader.read(65536):
            self._websocket.receive_data(data)
            for event in self._websocket.events():
                match event:
                    case TextMessage(data="2"):
                        self._say("3")
                    case TextMessage(data=str(packet)) if wanted(packet):
                        return packet
                    case TextMessage() | AcceptConnection():
                        pass
                    case _:
                        raise Lost
        raise Lost


def run(
    *, address: str, cookie: str, conference: str, trial_id: str, phones: int
) -> dict[str, Any]:
    """Try it out; return the fields of a `Trial`.

    address: host and port of the server on this machine. cookie: of the organiser's device.
    """
    headers = {"Cookie": cookie, "Origin": f"http://{address}"}
    return asyncio.run(_run(address, headers, conference, trial_id, phones))


async def _run(
    address: str, headers: dict[str, str], conference: str, trial_id: str, count: int
) -> dict[str, Any]:
    phones = [Phone(address, headers) for _ in range(count)]
    few = asyncio.Semaphore(AT_ONCE)

    async def connect(phone: Phone) -> None:
        async with few:
            await phone.connect(conference, f"trial:{trial_id}")

    began = time.monotonic()
    connecting = [asyncio.create_task(connect(phone)) for phone in phones]
    await asyncio.wait(connecting, timeout=PATIENCE)
    connect_ms = _ms(time.monotonic() - began)
    for late in connecting:
        late.cancel()
    done = await asyncio.gather(*connecting, return_exceptions=True)
    there = [phone for phone, failure in zip(phones, done, strict=True) if failure is None]
    hearing = [asyncio.create_task(phone.listen()) for phone in there]
    commanded = time.monotonic()
    path = f"/api/v1/conferences/{conference}/network/trials/{trial_id}/fact"
    with suppress(OSError):  # then nobody hears it, which is counted
        await asyncio.to_thread(_command, address, headers, path)
    if hearing:
        await asyncio.wait(hearing, timeout=LAST)
    for task in hearing:
        task.cancel()
    await asyncio.gather(*hearing, return_exceptions=True)
    for phone in phones:
        phone.hang_up()
    took = sorted(phone.heard_at - commanded for phone in there if phone.heard_at is not None)
    return {
        "phones": count,
        "connected": len(there),
        "connect_ms": connect_ms,
        "heard": len(took),
        "half_ms": _ms(took[(len(took) - 1) // 2]) if took else None,
        "last_ms": _ms(took[-1]) if took else None,
    }


def _command(address: str, headers: dict[str, str], path: str) -> None:
    with closing(HTTPConnection(address, timeout=LAST)) as connection:
        connection.request("PUT", path, "{}", headers | {"Content-Type": "application/json"})
        connection.getresponse().read()


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
