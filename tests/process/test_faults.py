"""Real processes, killed for real: the worker at any moment, PostgreSQL under load."""

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psycopg

import make
from conftest import furnish
from nova.database import embedded
from nova.database.addresses import as_role

NOVA = str(Path(sys.executable).parent / "nova")
Settings = dict[str, Any]


def queue(owner_url: str, how_many: int) -> list[str]:
    """Messages to send, each to an address of its own."""
    addresses = [make.mobile() for _ in range(how_many)]
    with psycopg.connect(owner_url) as owner:
        owner.cursor().executemany(
            "insert into nova.outbox (topic, class, payload) values ('sms.code', 'OTP',"
            " jsonb_build_object('to', %s::text, 'text', 'hello'))",
            [[address] for address in addresses],
        )
    return addresses


def sent(log: Path) -> Counter[str]:
    lines = []
    for line in log.read_text().splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            lines.append(json.loads(line))
    return Counter(line["to"] for line in lines if line.get("event") == "message")


def test_a_worker_killed_at_any_moment_loses_no_message(fresh_url: str, tmp_path: Path) -> None:
    addresses = queue(fresh_url, 600)
    log = tmp_path / "worker.log"
    settings = {"home": tmp_path, "worker_database_url": as_role(fresh_url, "nova_worker"),
                "outbox_lease": 0.5}  # fmt: skip

    def all_sent() -> bool:
        with psycopg.connect(fresh_url) as owner:
            row = owner.execute(
                "select count(*) from nova.outbox where status <> 'SENT'"
            ).fetchone()
        return row == (0,)

    kills = 0
    with log.open("a") as stream:
        while not all_sent():
            worker = subprocess.Popen(
                [NOVA, "worker"], env=make.environment(**settings), stderr=stream, stdout=stream
            )
            before = len(sent(log))
            make.eventually(lambda before=before: len(sent(log)) > before or all_sent(), 30)
            time.sleep(0.013 * (kills % 5))
            if kills < 8:
                worker.kill()
                kills += 1
            else:
                make.eventually(all_sent, 30)
                worker.terminate()
            worker.wait(10)
    assert kills >= 3, "the worker was never killed at work"
    assert set(sent(log)) == set(addresses)


def test_two_workers_send_each_message_once(fresh_url: str, tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    settings = {
        "home": tmp_path,
        "worker_database_url": as_role(fresh_url, "nova_worker"),
    }
    with log.open("a") as stream, psycopg.connect(fresh_url, autocommit=True) as owner:
        workers = [
            subprocess.Popen(
                [NOVA, "worker"], env=make.environment(**settings), stderr=stream, stdout=stream
            )
            for _ in range(2)
        ]
        connected = (
            "select count(*) from pg_stat_activity"
            " where application_name = 'nova worker' and datname = current_database()"
        )
        make.eventually(lambda: owner.execute(connected).fetchone() == (2,), 30)
        addresses = queue(fresh_url, 300)
        make.eventually(lambda: len(sent(log)) == len(addresses), 30)
        for worker in workers:
            worker.terminate()
            assert worker.wait(10) == 0
    assert sent(log) == Counter(addresses)


def test_a_code_is_blanked_once_it_is_sent(fresh_url: str, start_app: Callable[..., Any]) -> None:
    app = start_app(fresh_url)
    _, joined = make.register(app.url)
    assert make.code(joined["user"]["phone"])

    def settled() -> Any:
        with psycopg.connect(fresh_url) as owner:
            row = owner.execute("select payload from nova.outbox where status = 'SENT'").fetchone()
        return row and row[0]

    assert "text" not in make.eventually(settled)


def test_postgresql_restarted_under_load_costs_503s_and_no_restart_of_the_app(
    tmp_path: Path, start_app: Callable[..., Any]
) -> None:
    home = tmp_path / "home"
    with embedded.running(furnish(home)) as url:
        app = start_app(url, statement_timeout=2)
        api, _ = make.register(app.url)
        statuses: list[tuple[float, int]] = []
        stop = threading.Event()

        def load() -> None:
            with make.Client(
                app.url, str(api.headers["authorization"]).removeprefix("Bearer ")
            ) as client:
                while not stop.is_set():
                    with contextlib.suppress(httpx.HTTPError):
                        answer = client.get("/customers")
                        statuses.append((time.monotonic(), answer.status_code))
                        if answer.status_code == 503:
                            assert answer.headers["retry-after"]
                            assert answer.json()["code"] in {"unavailable", "busy", "too_slow"}
                            time.sleep(0.02)

        threads = [threading.Thread(target=load) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        stopped = time.monotonic()
        embedded._run("pg_ctl", "-D", str(home / "postgres"), "-w", "-s", "-m", "immediate", "stop")
        make.eventually(lambda: any(status == 503 for _, status in statuses))
        embedded._start(home / "postgres")
        make.eventually(
            lambda: [1 for at, status in statuses if at > stopped + 0.2 and status == 200], 20
        )
        make.eventually(
            lambda: (
                httpx.get(f"{app.url}/api/ready", trust_env=False, verify=make.PLAIN).status_code
                == 200
            ),
            20,
        )
        stop.set()
        for thread in threads:
            thread.join()
        assert {status for _, status in statuses} == {200, 503}
        assert api.post("/customers", json={"name": "x", "phone": make.mobile()}).status_code == 201
        api.close()


def test_sigterm_lets_a_request_in_flight_finish(tmp_path: Path, owner_url: str) -> None:
    port = make.free_port()
    settings = {
        "home": tmp_path,
        "port": port,
        "app_database_url": as_role(owner_url, "nova_app"),
    }
    app = subprocess.Popen([NOVA, "serve"], env=make.environment(**settings))
    url = f"http://127.0.0.1:{port}/api"

    def ready() -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{url}/ready", trust_env=False, verify=make.PLAIN).status_code == 200
        return False

    make.eventually(ready, 30)
    api, joined = make.register(f"http://127.0.0.1:{port}")
    answers: list[int] = []

    def slow() -> None:  # hashing a password takes a while
        body = {"identifier": joined["user"]["email"], "password": make.PASSWORD}
        answers.append(api.post("/auth/login", json=body).status_code)

    thread = threading.Thread(target=slow)
    thread.start()
    time.sleep(0.01)
    app.send_signal(signal.SIGTERM)
    thread.join()
    assert app.wait(20) == 0
    assert answers == [200]
    api.close()
