"""compose.yaml, read and run: the same processes with the same settings, without the containers."""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import yaml

import make
from conftest import passable_folder
from nova.database import embedded
from nova.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SECRETS = {
    "POSTGRES_PASSWORD": "owner-secret",
    "NOVA_APP_PASSWORD": "app-secret",
    "NOVA_WORKER_PASSWORD": "worker-secret",
    "NOVA_SECRET": "s" * 40,
    "NOVA_TOKEN_SECRET": "t" * 40,
}


def given(service: str, database_port: int) -> dict[str, str]:
    """A service's environment, as compose would fill it in."""

    def fill(found: re.Match[str]) -> str:
        name, _, default = found[1].partition(":-")
        return SECRETS.get(name.partition(":?")[0], default)

    filled = {
        name: re.sub(r"\$\{([^}]+)\}", fill, str(value))
        for name, value in COMPOSE["services"][service]["environment"].items()
    }
    return {
        name: value.replace("@postgres/", f"@127.0.0.1:{database_port}/")
        for name, value in filled.items()
    }


def command(service: str) -> list[str]:
    words: list[str] = COMPOSE["services"][service]["command"]
    assert words[0] == "nova"
    return [str(Path(sys.executable).parent / "nova"), *words[1:]]


@pytest.fixture
def database_port() -> Iterator[int]:
    """A server as the image's: over TCP, with a password for everybody."""
    with passable_folder() as folder:
        yield from database_in(folder)


def database_in(folder: Path) -> Iterator[int]:
    port, data = make.free_port(), folder / "data"
    password = folder / "password"
    password.write_text(SECRETS["POSTGRES_PASSWORD"])
    data.mkdir()
    for path in (data, password):
        if owner := embedded._owner_ids():
            os.chown(path, *owner)
            embedded._make_passable(path)
    embedded._run("initdb", "-D", str(data), "-U", "postgres", "--auth=scram-sha-256",
                  f"--pwfile={password}", "--encoding=UTF8", "--locale-provider=builtin",
                  "--locale=C.UTF-8")  # fmt: skip
    embedded._run("pg_ctl", "-D", str(data), "-w", "-s", "-l", str(data / "log"),
                  "-o", f"-h 127.0.0.1 -p {port} -k ''", "start")  # fmt: skip
    url = f"postgresql://postgres:{SECRETS['POSTGRES_PASSWORD']}@127.0.0.1:{port}/postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create database nova")
    yield port
    embedded._run("pg_ctl", "-D", str(data), "-w", "-s", "-m", "immediate", "stop")


def test_every_variable_is_a_setting_and_no_secret_is_written_down() -> None:
    known = {f"NOVA_{name.upper()}" for name in Settings.__struct_fields__}
    for name, service in COMPOSE["services"].items():
        for variable, value in service.get("environment", {}).items():
            assert variable in known or name == "postgres", variable
            if re.search("PASSWORD|SECRET", variable) and "ALGORITHM" not in variable:
                assert str(value).startswith("${"), variable
    text = (ROOT / "compose.yaml").read_text()
    assert not re.search(r"://\w+:[^$@]+@", text)


def test_every_service_has_a_health_check_or_ends() -> None:
    for name, service in COMPOSE["services"].items():
        assert "healthcheck" in service or service["restart"] == "no", name


def test_env_example_names_every_setting_with_its_default() -> None:
    lines = dict(
        re.findall(r"^(NOVA_\w+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )
    defaults = Settings()
    assert set(lines) == {f"NOVA_{name.upper()}" for name in Settings.__struct_fields__}
    for name in Settings.__struct_fields__:
        default, shown = getattr(defaults, name), lines[f"NOVA_{name.upper()}"]
        if name == "home":
            assert shown == default.name
        else:
            assert shown == ("" if default in (None, ()) else str(default)), name


def test_the_same_topology_as_processes(database_port: int, tmp_path: Path) -> None:
    api_port = make.free_port()
    base = make.environment(home=tmp_path / "home", port=api_port)
    for _ in range(2):  # the second run changes nothing
        subprocess.run(
            command("migrate"), env=base | given("migrate", database_port), check=True, timeout=120
        )
    app = subprocess.Popen(command("app"), env=base | given("app", database_port))
    with (tmp_path / "worker.log").open("w") as log:
        worker = subprocess.Popen(
            command("worker"), env=base | given("worker", database_port), stderr=log
        )
    url = f"http://127.0.0.1:{api_port}"

    def ready() -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return (
                httpx.get(f"{url}/api/ready", trust_env=False, verify=make.PLAIN).status_code == 200
            )
        return False

    try:
        make.eventually(ready, 30)
        api, joined = make.register(url)
        make.eventually(lambda: joined["user"]["phone"] in (tmp_path / "worker.log").read_text())
        assert api.post("/customers", json={"name": "x", "phone": make.mobile()}).status_code == 201
        api.close()
    finally:
        for process in (app, worker):
            process.terminate()
            assert process.wait(20) == 0


def test_a_login_without_its_password_is_one_sentence(database_port: int, tmp_path: Path) -> None:
    base = make.environment(home=tmp_path / "home", port=make.free_port())
    wrong = f"postgresql://nova_app:wrong@127.0.0.1:{database_port}/nova"
    told = subprocess.run(
        command("app"), env=base | {"NOVA_APP_DATABASE_URL": wrong}, capture_output=True, text=True,
        check=False, timeout=30,
    )  # fmt: skip
    assert told.returncode == 1
    assert told.stderr.startswith("nova: Role nova_app cannot log in")
    assert "wrong" not in told.stderr.partition("(")[0]
