"""Providers of messages on loopback: one HTTP server that answers as each one's documents say."""

import asyncio
import functools
import threading
import time
from collections import Counter
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import msgspec
from aiohttp import web

SLOW = 30.0  # seconds
NEW_NUMBER = 21211


class Asked(msgspec.Struct, frozen=True):
    """A message that a provider took."""

    provider: str
    to: str
    text: str
    sender: str
    extra: dict[str, Any] = {}
    at: float = msgspec.field(default_factory=time.perf_counter)
    made: str = msgspec.field(default_factory=functools.partial(formatdate, usegmt=True))


class Street:
    """Unifonic, Msegat, Twilio and WhatsApp; `how` says what becomes of a message: "taken",
    "bad_number", "no_balance", "busy", "error", "half", "slow", "dropped", "lost" (taken, but the
    connection breaks before the answer), "strange" (taken, with an answer of no known form)."""

    def __init__(self, how: Callable[[str, str], str] = lambda provider, to: "taken") -> None:
        self.how = how
        self.pause = 0.0  # seconds before each answer
        self.taken: list[Asked] = []
        self.tried: list[Asked] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port = 0

    def __enter__(self) -> "Street":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def dsn(self, provider: str, options: str = "") -> str:
        """The address of a provider here, as a setting has it."""
        own = "&template=nova_notice" if provider == "whatsapp" else "&from=Nova"
        return f"{provider}://me:key@127.0.0.1:{self.port}?{own[1:]}{options}"

    def doubled(self) -> int:
        """How many messages were taken more often than once."""
        return sum(count - 1 for count in Counter((a.to, a.text) for a in self.taken).values())

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_post("/rest/SMS/messages", self._unifonic)
        app.router.add_post("/gw/sendsms.php", self._msegat)
        app.router.add_post("/2010-04-01/Accounts/me/Messages.json", self._twilio)
        app.router.add_get("/2010-04-01/Accounts/me/Messages.json", self._twilio_list)
        app.router.add_post("/v23.0/me/messages", self._whatsapp)
        runner = web.AppRunner(app, access_log=None)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0, backlog=512)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())

    async def _treat(self, request: web.Request, asked: Asked) -> str | web.StreamResponse:
        """What becomes of it: a word that the provider answers in its own way, or an answer."""
        self.tried.append(asked)
        how = self.how(asked.provider, asked.to)
        await asyncio.sleep(SLOW if how == "slow" else self.pause)
        if how in {"taken", "lost", "half", "slow"}:
            self.taken.append(asked)
        if how in {"dropped", "lost"}:
            assert request.transport
            request.transport.abort()
        if how == "half":
            answer = web.StreamResponse(headers={"content-length": "200"})
            await answer.prepare(request)
            await answer.write(b'{"success": tr')
            assert request.transport
            request.transport.abort()
            return answer
        if how == "strange":
            self.taken.append(asked)
            return web.json_response([])
        if how == "busy":
            return web.json_response({}, status=429, headers={"retry-after": "2"})
        if how == "error":
            return web.json_response({}, status=500)
        return how

    async def _unifonic(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        asked = Asked("unifonic", "+" + form["Recipient"], form["Body"], form["SenderID"], form)
        how = await self._treat(request, asked)
        if not isinstance(how, str):
            return how
        wrong = {
            "bad_number": {"success": False, "errorCode": "ER-04", "message": "too short"},
            "no_balance": {"success": False, "errorCode": "ER-02", "message": "no"},
        }  # fmt: skip
        right = {"success": True, "errorCode": "ER-00", "data": {"MessageID": 42 + len(self.taken)}}
        return web.json_response(wrong.get(how, right))

    async def _msegat(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        asked = Asked("msegat", "+" + body["numbers"], body["msg"], body["userSender"], body)
        how = await self._treat(request, asked)
        if not isinstance(how, str):
            return how
        wrong = {
            "bad_number": {"code": "1120", "message": "Mobile numbers is not correct"},
            "no_balance": {"code": "1060", "message": "Balance is not enough"},
        }
        right = {"code": "1", "message": "Success", "id": len(self.taken)}
        return web.json_response(wrong.get(how, right))

    async def _twilio(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        how = await self._treat(
            request, Asked("twilio", form["To"], form["Body"], form["From"], form)
        )
        if not isinstance(how, str):
            return how
        if how == "bad_number":
            return web.json_response({"code": NEW_NUMBER, "message": "Invalid 'To'"}, status=400)
        if how == "no_balance":
            return web.json_response({"code": 20003, "message": "no"}, status=401)
        return web.json_response({"sid": f"SM{len(self.taken)}", "status": "queued"}, status=201)

    async def _twilio_list(self, request: web.Request) -> web.StreamResponse:
        found = [
            {"sid": f"SM{nth + 1}", "body": each.text, "status": "sent", "date_created": each.made}
            for nth, each in enumerate(self.taken)
            if each.provider == "twilio" and each.to == request.query["To"]
        ]
        return web.json_response({"messages": found[-20:]})

    async def _whatsapp(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        text = body["template"]["components"][0]["parameters"][0]["text"]
        asked = Asked("whatsapp", "+" + body["to"], text, body["template"]["name"], body)
        how = await self._treat(request, asked)
        if not isinstance(how, str):
            return how
        wrong = {"bad_number": 131026, "no_balance": 131042}
        if how in wrong:
            return web.json_response({"error": {"code": wrong[how], "message": "no"}}, status=400)
        return web.json_response({"messages": [{"id": f"wamid.{len(self.taken)}"}]})
