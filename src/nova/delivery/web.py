"""How providers are asked over HTTP: what came back, or which failure it is."""

import json
from typing import Any

import aiohttp
import msgspec

from nova.delivery.port import AnswerLost, Unavailable

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)  # seconds; a claim lasts longer
MOST_READ = 64 * 1024  # bytes of an answer
TOO_MANY = 429
GATEWAYS = (502, 504)  # what is behind them may have taken it
REFUSALS = 300  # from here on nothing was taken, a gateway's answers aside
ERROR = 500
REFUSED = (401, 402, 403)
FIX_US = 600.0  # seconds that a provider is left alone when our account is at fault


class Answer(msgspec.Struct, frozen=True):
    """What a provider answered: its status, its JSON, where it put what it took."""

    status: int
    body: Any
    location: str | None = None


class Web:
    """Connections to one provider's API."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._session: aiohttp.ClientSession | None = None

    async def ask(self, method: str, path: str, *, is_json: bool = True, **options: Any) -> Answer:
        """One request. Raises Unavailable, AnswerLost."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)  # who sends knows how many are on their way
            self._session = aiohttp.ClientSession(timeout=TIMEOUT, connector=connector)
        try:
            async with self._session.request(
                method, self._base + path, allow_redirects=False, **options
            ) as response:
                if is_json:
                    _judge(response)
                body = await _read(response)
                return Answer(
                    response.status,
                    _understood(response.status, body) if is_json else None,
                    response.headers.get("location"),
                )
        except (
            aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL
        ) as error:  # fmt: skip
            raise Unavailable(f"not reached: {type(error).__name__}") from error
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            raise AnswerLost(f"{type(error).__name__}: {error}") from error

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()


def _understood(status: int, body: bytes) -> Any:
    """The JSON of an answer; of a refusal whatever it is. Raises ValueError, Unavailable."""
    try:
        return json.loads(body)
    except ValueError:
        if status >= REFUSALS:
            raise Unavailable(f"HTTP {status}") from None
        raise


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The answer, to a bound."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(MOST_READ):
        body += chunk
        if len(body) > MOST_READ:
            raise ValueError("the answer is too long")
    return bytes(body)


def _judge(response: aiohttp.ClientResponse) -> None:
    """What the status alone says. Raises Unavailable, AnswerLost."""
    words = f"HTTP {response.status}"
    if response.status == TOO_MANY:
        asked = response.headers.get("retry-after", "")
        raise Unavailable(words, float(asked) if asked.isdigit() else 1.0)
    if response.status in REFUSED:
        raise Unavailable(words, FIX_US)
    if response.status in GATEWAYS:
        raise AnswerLost(words)
    if response.status >= ERROR:
        raise Unavailable(words)
