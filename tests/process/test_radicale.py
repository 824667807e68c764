"""A calendar server takes the feed in, and its own reading of the series is what stands here."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from icalendar import Calendar

import make

People = Callable[..., make.Person]
DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"
EXPANDED = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><C:calendar-data><C:expand start="20300501T000000Z" end="20300701T000000Z"/></C:calendar-data></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="20300501T000000Z" end="20300701T000000Z"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[httpx.Client]:
    """A calendar server of its own on loopback."""
    address = f"127.0.0.1:{make.free_port()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", "", "--server-hosts", address,
         "--auth-type", "none", "--storage-filesystem-folder", str(tmp_path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with httpx.Client(base_url=f"http://{address}", auth=("sara", "x")) as client:
        make.eventually(lambda: is_up(client))
        yield client
    process.terminate()
    process.wait()


def parsed(content: str) -> Any:
    """A calendar file, read by the library that is strict about it."""
    return Calendar.from_ical(content)


def is_up(client: httpx.Client) -> bool:
    try:
        return client.get("/.web/").status_code < 500
    except httpx.TransportError:
        return False


def test_a_calendar_server_takes_the_feed_in(people: People, radicale: httpx.Client) -> None:
    sara = people()
    sara.api.post("/users/me/holidays", json={"name": "عيد", "startDate": "2030-05-12", "endDate": "2030-05-13"})  # fmt: skip
    for rrule, day in (("FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH;COUNT=12", 7), ("FREQ=MONTHLY;BYDAY=2WE;COUNT=2", 8)):  # fmt: skip
        begins = datetime.fromisoformat(f"2030-05-{day:02}T10:00:00+03:00") + timedelta(
            hours=day - 7
        )
        times = {"startDatetime": begins.isoformat(), "endDatetime": (begins + timedelta(hours=1)).isoformat()}  # fmt: skip
        sara.api.post("/appointments", json=make.VISIT | times | {"rrule": rrule, "strict": rrule.startswith("FREQ=WEEKLY"), "onConflict": "SKIP"})  # fmt: skip
    span = {"from": "2030-05-01T00:00:00Z", "to": "2030-07-01T00:00:00Z"}
    rows = sara.api.get("/appointments", params=span).json()["data"]
    sara.api.delete(f"/appointments/{rows[2]['id']}")
    sara.api.patch(f"/appointments/{rows[4]['id']}", json={"title": "وحده"})
    sara.api.post(f"/appointments/{rows[5]['id']}/reschedule", json={"startDatetime": "2030-05-25T08:00:00Z", "endDatetime": "2030-05-25T09:30:00Z"})  # fmt: skip
    sara.api.patch(f"/appointments/{rows[8]['id']}?scope=FOLLOWING", json={"location": "المكتب"})
    url = sara.api.post("/users/me/calendar-feed/rotate", json={"tasksAs": "NONE"}).json()["url"]
    content = httpx.get(url).content
    radicale.request("PROPFIND", "/sara/")  # makes her a place
    assert radicale.request("MKCALENDAR", "/sara/nova/").status_code == 201
    taken = radicale.put("/sara/nova/", content=content, headers={"content-type": "text/calendar"})
    assert taken.status_code == 201, taken.text
    shown = radicale.request("REPORT", "/sara/nova/", content=EXPANDED, headers={"depth": "1", "content-type": "application/xml"})  # fmt: skip
    assert shown.status_code == 207
    events = {
        (event["DTSTART"].dt, str(event["SUMMARY"]))
        for each in ElementTree.fromstring(shown.content).iter(DATA)
        for event in parsed(str(each.text)).walk("VEVENT")
    }
    rows = sara.api.get("/appointments", params=span).json()["data"]
    assert events == {(datetime.fromisoformat(each["startDatetime"]), each["title"]) for each in rows}  # fmt: skip
