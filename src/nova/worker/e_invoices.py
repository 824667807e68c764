"""E-invoices: stamped one after the other, told to the tax authority, settled.

A stamp and its place in the chain are written in the transaction that looked at the chain: kill -9
leaves no gap. To tell the authority of an invoice twice is safe: it knows it by its hash.
"""

import asyncio
import contextlib
from typing import Any

import structlog
from psycopg import AsyncConnection

from nova.database.queries import read_queries
from nova.settings import Settings
from nova.worker.messages import AGAIN, clean, encode
from nova.zatca import Signed, Signer, UnsoundInvoice, office_of, sign
from nova.zatca.authority import Authority

log = structlog.get_logger()
sql = read_queries(__file__)

LEASE = 60  # seconds
WITHIN = 45.0  # seconds that one may take; later another worker may take it
PAUSE = 1.0  # seconds between looks when nothing waited


class EInvoices:
    """Stamps what was issued and tells the authority of it, where the settings say with what."""

    def __init__(self, connection: AsyncConnection[Any], settings: Settings) -> None:
        self._connection = connection
        self._office = office_of(settings)

    async def work_forever(self) -> None:
        """Stamp, tell, settle; rest only when nothing waits, or there is no key."""
        if self._office is None:
            await asyncio.Event().wait()
            return
        signer, authority = self._office
        try:
            while True:
                with contextlib.suppress(*AGAIN):
                    if await self._stamp(signer) + await self._tell(authority):
                        continue
                await asyncio.sleep(PAUSE)
        finally:
            await authority.close()

    async def _stamp(self, signer: Signer) -> int:
        """Stamp the next one; answers how many those were, none or one."""
        async with self._connection.transaction():
            answer = await self._connection.execute(sql.next_to_stamp.text)
            row = await answer.fetchone()
            if row is None or row.invoice is None:
                return 0
            try:
                signed = sign(row.invoice, signer)
                stamp = [signed.xml.decode(), signed.hash, signed.qr, None]
            except UnsoundInvoice as unsound:
                log.error("invoice_not_stamped", id=row.invoice["id"], reason=str(unsound))
                stamp = [None, None, None, str(unsound)]
            await self._connection.execute(sql.stamp_invoice.text, [row.invoice["id"], *stamp])
        return 1

    async def _tell(self, authority: Authority) -> int:
        """Tell the authority of the next one that is due; answers how many those were."""
        taken = await self._connection.execute(sql.take_e_invoice.text, [LEASE])
        if (row := await taken.fetchone()) is None:
            return 0
        verdict = await _judged(authority, row)
        await self._connection.execute(sql.settle_e_invoice.text, [row.id, *verdict])
        return 1


async def _judged(authority: Authority, row: Any) -> tuple[str | None, str, str | None, str | None]:
    """State, warnings or errors, the cleared XML; or why the authority could not be asked."""
    signed = Signed(row.xml.encode(), row.hash, row.qr)
    try:
        async with asyncio.timeout(WITHIN):
            said = await authority.submit(signed, str(row.uuid), is_standard=row.is_standard)
    except Exception as failure:
        log.warning("e_invoice_not_told", id=str(row.id), reason=type(failure).__name__)
        words = f"{type(failure).__name__}: {failure}"
        return None, "[]", None, clean(words)
    xml = None if said.xml is None else said.xml.decode()
    messages = [clean(each) for each in (*said.errors, *said.warnings)]
    return said.state, encode(messages), xml, None
