"""The page that follows the feed, in a real browser, over a real restart of the server."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from websockets.sync.client import ClientConnection, connect

import make
from conftest import Running
from feed import add

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"


class Page:
    """One tab of a browser, by the DevTools protocol."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._count = 0

    def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._socket.recv(timeout=10))
            if said.get("id") == self._count:
                result: dict[str, Any] = said["result"]
                return result

    def value(self, script: str) -> Any:
        answer = self("Runtime.evaluate", expression=script, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    browser = subprocess.Popen(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-proxy-server",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path / 'browser'}", "--remote-debugging-port=0", "about:blank"],
        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    port_file = tmp_path / "browser" / "DevToolsActivePort"

    def port() -> Any:
        return port_file.exists() and re.match(r"\d+", port_file.read_text())

    address = f"http://127.0.0.1:{make.eventually(port, 60)[0]}/json/list"

    def tab() -> Any:
        pages = httpx.get(address, trust_env=False, verify=make.PLAIN).json()
        return next((each for each in pages if each["type"] == "page"), None)

    with connect(
        make.eventually(tab)["webSocketDebuggerUrl"], proxy=None, max_size=None, origin=None
    ) as socket:
        yield Page(socket)
    browser.kill()
    browser.wait()


LOG_IN = """
  document.querySelector('[name=identifier]').value = %s
  document.querySelector('[name=password]').value = %s
  document.querySelector('form').requestSubmit()
"""


def test_it_shows_what_happens_and_outlives_a_restart(
    page: Page, fresh_url: str, start_app: Callable[..., Running]
) -> None:
    app = start_app(fresh_url)
    sara = make.broker(app.url, fresh_url)
    page("Page.navigate", url=f"{app.url}/api/docs/live")

    def state() -> Any:
        return page.value("document.querySelector('#state')?.textContent")

    def names() -> list[str]:
        texts = page.value(
            "[...document.querySelectorAll('li pre')].map(e => e.textContent).join('\\n')"
        )
        said = [json.loads(text) for text in texts.splitlines()]
        return [each["name"] for each in reversed(said) if "budgetMin" in each]

    make.eventually(lambda: page.value("!!document.querySelector('form')"))
    page.value(LOG_IN % (json.dumps(sara.email), json.dumps("wrong")))
    make.eventually(lambda: "password is wrong" in (state() or ""))
    page.value(LOG_IN % (json.dumps(sara.email), json.dumps(make.PASSWORD)))
    make.eventually(lambda: state() == "Live")
    add(sara, "before")
    make.eventually(lambda: names() == ["before"])
    time.sleep(1.2)  # a cursor comes once a second
    app.stop()
    make.eventually(lambda: state() == "Away, coming back")
    with psycopg.connect(fresh_url) as owner:
        make.customer(owner, user_id=sara.id, name="while it was away")
    again = start_app(fresh_url, port=app.settings.port)
    make.eventually(lambda: state() == "Live", 20)
    sara.api.close()
    with make.Client(again.url, sara.token) as client:
        client.post("/customers", json={"name": "after", "phone": make.mobile()})
    make.eventually(lambda: names() == ["before", "while it was away", "after"])
