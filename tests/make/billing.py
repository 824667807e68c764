"""What is bought and paid with: on the test provider's page."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
from psycopg.types.json import Jsonb

from make.rows import insert
from make.users import Person


def card() -> dict[str, Any]:
    """A card that a provider gave out a token for; each time another."""
    return {
        "token": f"token_{uuid4().hex}", "brand": "MADA", "lastDigits": "1111",
        "expiresOn": "2099-01-31",
    }  # fmt: skip


def plan(person: Person, name: str) -> dict[str, Any]:
    """A plan on offer."""
    plans = person.api.get("/subscriptions/plans").json()["data"]
    return next(each for each in plans if each["name"] == name)


def press(url: str, state: str) -> httpx.Response:
    """A button of the test page."""
    return httpx.post(url, data={"state": state}, timeout=20)


def bought(person: Person, name: str = "basic", cycle: str = "MONTHLY") -> dict[str, Any]:
    """A plan bought and paid for; answers its invoice."""
    body = {"planId": plan(person, name)["id"], "billingCycle": cycle}
    checkout = person.api.post("/subscriptions", json=body)
    assert checkout.status_code == 201, checkout.text
    assert press(checkout.json()["payUrl"], "PAID").status_code == 200
    paid: dict[str, Any] = person.api.get(
        f"/subscriptions/invoices/{checkout.json()['invoice']['id']}"
    ).json()
    assert paid["status"] == "PAID", paid
    return paid


def on_plan(owner: psycopg.Connection, person: UUID, **limits: int | None) -> None:
    """Put somebody on a plan of their own with these limits, the others unlimited."""
    plan = insert(owner, "nova.subscription_plans", {
        "name": f"only-{person}", "name_ar": "خاصة", "price_monthly_halalas": 1,
        "price_yearly_halalas": 1, "features": "[]", "limits": Jsonb(limits),
    })  # fmt: skip
    owner.execute("update nova.subscriptions set plan_id = %s where user_id = %s", [plan, person])
