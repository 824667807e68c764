"""HTTP/1.1 as this bench speaks it: raw, so that the client's own work is not what is measured."""

import asyncio
import re
from typing import Any, NamedTuple

import msgspec

CUT, UNCONNECTED = 0, -1
"""Statuses of what was not answered: the connection ended first, or there was none."""
KEPT = 1 << 20
"""Bytes of a body that are kept; of a longer one the rest is read and dropped."""
LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
LAST = re.compile(rb"^connection: *close", re.IGNORECASE | re.MULTILINE)


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes = b""
    size: int = 0

    def json(self) -> Any:
        """The body decoded."""
        return msgspec.json.decode(self.body)


def named(status: int) -> str:
    """A status as it is printed."""
    return {CUT: "cut", UNCONNECTED: "no connection"}.get(status, str(status))


def request(
    method: str, path: str, *, address: str = "", token: str = "", body: object = None
) -> bytes:
    """The bytes of a request: from this address as a proxy tells it, with this token, as JSON."""
    lines = [f"{method} /api{path} HTTP/1.1", "host: 127.0.0.1"]
    if address:
        lines.append(f"x-forwarded-for: {address}")
    if token:
        lines.append(f"authorization: Bearer {token}")
    content = body if isinstance(body, bytes) else msgspec.json.encode(body) if body else b""
    if content or method in {"POST", "PUT", "PATCH"}:
        lines += ["content-type: application/json", f"content-length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


class Peer:
    """One connection, for one request at a time; opened again when it is gone."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, raw: bytes, patience: float) -> Answer:
        """Send this and read its answer; one that does not come in time was cut."""
        known = False
        try:
            async with asyncio.timeout(patience):
                reader, writer = await self._connected()
                known = True
                writer.write(raw)
                return await self._answer(reader)
        except (OSError, EOFError, TimeoutError):
            self.close()
            return Answer(CUT if known else UNCONNECTED)
        except asyncio.CancelledError:
            self.close()
            raise

    def close(self) -> None:
        """Leave."""
        if self._writer is not None:
            self._writer.transport.abort()
        self._reader = self._writer = None

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is None or self._writer is None or self._reader.at_eof():
            self.close()
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self._port, limit=KEPT
            )
        return self._reader, self._writer

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = await reader.readuntil(b"\r\n\r\n")
        found = LENGTH.search(head)
        left = size = int(found[1]) if found else 0
        kept = bytearray()
        while left:
            piece = await reader.read(min(left, KEPT))
            if not piece:
                raise EOFError
            left -= len(piece)
            if len(kept) < KEPT:
                kept += piece
        if LAST.search(head):
            self.close()
        return Answer(int(head[9:12]), bytes(kept), size)


class Pool:
    """As many connections as there are requests at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[Peer] = []

    async def ask(self, raw: bytes, patience: float) -> Answer:
        """Send this over a connection that is free."""
        peer = self._idle.pop() if self._idle else Peer(self._port)
        answer = await peer.ask(raw, patience)
        self._idle.append(peer)
        return answer

    def close(self) -> None:
        """Leave."""
        for peer in self._idle:
            peer.close()
        self._idle.clear()
