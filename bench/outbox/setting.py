"""A database with messages in it, and workers that send them."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg

from nova.database import embedded, migrations
from nova.database.addresses import as_role

NOVA = str(Path(sys.executable).parent / "nova")
FILL = """
insert into nova.outbox (topic, class, status, payload, created_at, sent_at, provider)
select 'sms.notification', 'TRANSACTIONAL', 'SENT', '{"to": "+966500000000", "text": "x"}',
    now() - interval '1 day', now() - interval '1 day', 'unifonic'
from generate_series(1, %s)
"""
QUEUE = """
insert into nova.outbox (topic, class, payload)
select 'sms.notification', %s, jsonb_build_object('to', '+9665' || lpad(n::text, 8, '0'),
    'text', %s || n)
from generate_series(1, %s) n
"""


def database(home: Path, name: str) -> str:
    """A migrated database; answers its administrator's address."""
    with psycopg.connect(embedded.url(home, database="postgres"), autocommit=True) as owner:
        owner.execute(f"create database {name}".encode())
    url = embedded.url(home, database=name)
    migrations.migrate(url)
    return url


def start_worker(
    home: Path, url: str, sms: Sequence[str], **settings: object
) -> subprocess.Popen[bytes]:
    """A worker of this database, whose SMS go to these providers."""
    environment = os.environ | {
        "NOVA_HOME": str(home),
        "NOVA_WORKER_DATABASE_URL": as_role(url, "nova_worker"),
        "NOVA_SMS_URL": ",".join(sms),
        "NOVA_LOG_LEVEL": "error",
        **{f"NOVA_{name.upper()}": str(value) for name, value in settings.items()},
    }
    return subprocess.Popen(
        [NOVA, "worker"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
