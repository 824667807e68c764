"""Part 6: how soon a session's sockets are closed once it has ended, in every process."""

import asyncio
import contextlib
import json
import time

import asyncpg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bench.data import SESSION, ident
from bench.live.crowd import PATIENCE
from bench.live.load import Delays
from bench.live.plan import Plan
from bench.live.report import Sheet
from bench.live.setting import PEOPLE, Setting
from nova.problem import Problem

AIM = 100.0  # milliseconds
REVOKED = 4403
END = "update nova.sessions set revoked_at = now() where id = $1"


async def measure(setting: Setting, plan: Plan) -> None:
    """End session after session, each with a socket in both processes; print the table.

    Raises Problem: a socket was closed with another code, or not at all.
    """
    waited: list[float] = []
    connection = await asyncpg.connect(setting.owner)
    with setting.nova() as first, setting.nova() as second:
        for person in range(PEOPLE - plan.ended, PEOPLE):
            async with contextlib.AsyncExitStack() as stack:
                sockets = [
                    await stack.enter_async_context(connect(each.url, proxy=None))
                    for each in (first, second)
                ]
                for each in sockets:
                    await _authenticate(each, setting.tokens[person])
                began = time.time()
                await connection.execute(END, ident(SESSION, person))
                closed = await asyncio.gather(*(_closed(each) for each in sockets))
                waited += [at - began for at in closed]
    await connection.close()
    delays = Delays.of(waited)
    sheet = Sheet("A session ends: from before its commit to the close, two processes", "ms", "")
    sheet.within(f"p50 of {len(waited)} sockets", [delays.p50], [], AIM, 1)
    sheet.within("p99", [delays.p99], [], AIM, 1)
    sheet.show()


async def _authenticate(socket: ClientConnection, token: str) -> None:
    """Until the server knows who it is."""
    await socket.send(json.dumps({"type": "auth", "token": token}))
    while json.loads(await socket.recv())["type"] != "cursor":
        pass


async def _closed(socket: ClientConnection) -> float:
    """When the server closed it, in Unix seconds. Raises Problem."""
    try:
        while True:
            await asyncio.wait_for(socket.recv(), PATIENCE)
    except ConnectionClosed as closed:
        at = time.time()
        if closed.rcvd is None or closed.rcvd.code != REVOKED:
            raise Problem(f"A socket ended with {closed}.") from None
        return at
