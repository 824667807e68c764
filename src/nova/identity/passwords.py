"""Passwords: which are taken, and their hashes, which must not be made in the database.

Argon2id with m=19456 KiB, t=2, p=1 (OWASP's Password Storage Cheat Sheet). Any sign is allowed and
no mixture is asked for; the 30,000 most common ones are refused (ASVS 5.0, 6.2.4, by the list of
zxcvbn), and those made of the account's own words (6.2.11).
"""

import asyncio
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from nova.errors.refused import Refused
from nova.networks import site
from nova.settings import Settings

COMMON = frozenset(FREQUENCY_LISTS["passwords"])
OWN = ("nova", "novacrm")
WAITING_PASSWORDS = 64  # of everybody
WAITING_OF_ONE = 4  # of one site


def is_common(password: str, *of_account: str) -> bool:
    """Whether a guesser would try this first: a common one, or the account's own words and digits.

    `of_account` holds its e-mail, phone, name, as far as they are known here.
    """
    folded = "".join(
        str(unicodedata.digit(sign, sign)) for sign in unicodedata.normalize("NFKC", password)
    ).casefold()
    if folded in COMMON or len(set(folded)) <= 2:  # noqa: PLR2004
        return True
    words = {word for text in of_account for word in re.split(r"\W+", text.casefold()) if word}
    words |= {text.casefold() for text in of_account}
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", folded)
    digits = re.sub(r"[\s().+/-]", "", folded)
    phones = {re.sub(r"\D", "", text)[-9:] for text in of_account} - {""}
    return (
        bool({folded, bare} & words)
        or re.sub(r"[\W\d_]", "", folded) in OWN
        or (digits.isdigit() and digits[-9:] in phones)
    )


class Passwords:
    """Argon2id in a bounded pool of threads, so that log-ins cannot take the whole process."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
        self._pool = ThreadPoolExecutor(settings.password_threads, "argon2")
        self._waiting: Counter[str] = Counter()
        """How many hashes each site waits for."""
        self._nobodys = self._hasher.hash(secrets.token_hex())

    async def hash(self, password: str, client_ip: str) -> str:
        """The hash to keep. Raises Refused: `too_many_at_once` of a site, `busy` of all."""
        return str(await self._work(client_ip, self._hasher.hash, password))

    async def matches(self, kept: str | None, password: str, client_ip: str) -> bool:
        """Whether this is the password; without a hash it takes as long and says no."""
        right = await self._work(client_ip, self._verify, kept or self._nobodys, password)
        return bool(right) and kept is not None

    def stop(self) -> None:
        """Let the threads go."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _work(self, client_ip: str, work: Callable[..., object], *arguments: str) -> object:
        """Hash in a thread; no site keeps the others' passwords waiting."""
        caller = site(client_ip)
        if self._waiting[caller] >= WAITING_OF_ONE:
            raise Refused("too_many_at_once", retry_after=1)
        if self._waiting.total() >= WAITING_PASSWORDS:
            raise Refused("busy", retry_after=2)
        self._waiting[caller] += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)
        finally:
            self._waiting[caller] -= 1
            if not self._waiting[caller]:
                del self._waiting[caller]
