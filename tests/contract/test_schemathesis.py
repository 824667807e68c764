"""An outside judge of the API: schemathesis calls every operation as several people.

It makes requests from the document, good and bad, goes on with the ids that it is answered, and
holds each answer to what the document says of it.
"""

import random
from collections.abc import Callable
from typing import Any, NamedTuple

import psycopg
import pytest
import schemathesis
from schemathesis.engine import events, from_schema
from schemathesis.schemas import BaseSchema

import make
from conftest import Running

# Who logs out, loses the password or is suspended is answered 401 from then on: nothing is learnt.
ENDING = "^(log_out|end_session|change_password|suspend_)"

CHECKS = {
    # 503 is the documented answer of a busy server.
    "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", "503"]},
    # A document cannot say all that SQL asks: whose cursor it is, which phones there are, which
    # licence holds. What it refuses is refused with a documented status.
    "positive_data_acceptance": {"enabled": False},
    # 412: an If-Match that is no ETag names another version, and is refused as one.
    "negative_data_rejection": {
        "expected-statuses": [
            "400",
            "401",
            "403",
            "404",
            "405",
            "409",
            "412",
            "413",
            "415",
            "422",
            "429",
        ]
    },
    # Litestar's own answer to OPTIONS names the methods that were registered first on a path.
    "allow_header_conformance": {"enabled": False},
}


class Judged(NamedTuple):
    """What was found, and the operations that answered with success at least once."""

    findings: list[str]
    served: set[str]


def settings(
    app: Running, someone: make.Person, examples: int, *phases: str, seed: int = 1
) -> dict[str, Any]:
    """How one person's run goes; with the same seed, as it went before."""
    every = ("examples", "coverage", "fuzzing", "stateful")
    return {
        "base-url": app.url,
        "headers": {
            "Authorization": f"Bearer {someone.token}",
            "X-Forwarded-For": someone.api.headers["x-forwarded-for"],
        },
        "seed": seed,
        "continue-on-failure": True,
        "checks": CHECKS,
        "phases": {phase: {"enabled": phase in phases} for phase in every},
        "generation": {
            "max-examples": examples,
            "deterministic": True,
            "database": "none",
            "with-security-parameters": False,  # the token is ours; ignored_auth tries others
            "allow-extra-parameters": False,  # what a query does not know it leaves alone
        },
    }


def judge(schema: BaseSchema) -> Judged:
    """Let it call all operations but those that end the session."""
    findings: dict[tuple[str, str], str] = {}
    served: set[str] = set()
    for event in from_schema(schema.exclude(operation_id_regex=ENDING)).execute():
        if isinstance(event, events.NonFatalError):
            findings["error", event.label] = f"{event.label}: {event.value!r}"
        if isinstance(event, events.FatalError):
            raise event.exception
        if isinstance(event, events.ScenarioFinished):
            for case, interaction in event.recorder.interactions.items():
                if interaction.response and interaction.response.status_code < 300:
                    served.add(event.recorder.cases[case].value.operation.label)
            for node in (node for nodes in event.recorder.checks.values() for node in nodes):
                if found := node.failure_info:
                    text = f"{found.failure.operation}: {found.failure}\n{found.code_sample}"
                    findings.setdefault((node.name, str(found.failure.operation)), text)
    return Judged(list(findings.values()), served)


def person(app: Running, role: str) -> make.Person:
    """A person of this role, with something of each kind, and a rival to meet."""
    one, colleague, rival = (make.broker(app.url, app.owner_url) for _ in range(3))
    team: dict[str, str] = {}
    with psycopg.connect(app.owner_url) as owner:
        if role == "manager":
            made = make.team(owner, manager=one.id, broker=colleague.id)
            team = {"teamId": str(made)}
    for someone in (one, colleague):
        customer = {"name": "عميل", "phone": make.mobile()} | (team if someone is colleague else {})
        assert someone.api.post("/customers", json=customer).status_code == 201
    make.offered(one)
    make.offered(rival)
    assert one.api.post("/requests", json=make.REQUEST).status_code == 201
    if role == "admin":
        with psycopg.connect(app.owner_url) as owner:
            owner.execute("update nova.users set role = 'ADMIN' where id = %s", [one.id])
        glass = {"scopeId": str(rival.id), "reason": "a complaint"}
        assert one.api.post("/audit/break-glass", json=glass).status_code == 201
    return one


@pytest.fixture(params=["broker", "manager", "admin"])
def run(
    request: pytest.FixtureRequest, start_app: Callable[..., Running], fresh_url: str
) -> Callable[..., Judged]:
    """Run as a person of each role, in a database of their own."""
    app = start_app(fresh_url)
    someone = person(app, request.param)

    def run(examples: int, *phases: str, seed: int = 1) -> Judged:
        config = schemathesis.Config.from_dict(settings(app, someone, examples, *phases, seed=seed))
        return judge(schemathesis.openapi.from_url(f"{app.url}/api/openapi.json", config=config))

    return run


def test_no_answer_breaks_the_document(run: Callable[..., Judged]) -> None:
    judged = run(3, "examples", "fuzzing", "stateful")
    assert judged.findings == [], "\n\n".join(judged.findings)
    assert len(judged.served) > 25, sorted(judged.served)


@pytest.mark.fuzz
def test_no_answer_breaks_the_document_at_length(run: Callable[..., Judged]) -> None:
    seed = random.randrange(2**32)
    judged = run(100, "examples", "coverage", "fuzzing", "stateful", seed=seed)
    assert judged.findings == [], f"seed {seed}"


def test_an_untrue_document_is_found_out(app: Running, people: Callable[..., make.Person]) -> None:
    someone = people()
    document = someone.api.get("/openapi.json").json()
    document["components"]["schemas"]["UnreadCount"]["properties"]["count"]["type"] = "string"
    del document["paths"]["/api/notifications/{notification_id}/read"]["post"]["responses"]["404"]
    config = schemathesis.Config.from_dict(settings(app, someone, 1, "fuzzing"))
    schema = schemathesis.openapi.from_dict(document, config=config)
    found = judge(schema.include(tag="notifications")).findings
    assert len(found) == 2
    assert "unread-count: Response violates schema" in "".join(found)
    assert "read: Undocumented status code" in "".join(found)
