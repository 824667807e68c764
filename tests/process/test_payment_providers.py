"""Both adapters of payments, against servers on loopback that answer as the providers' documents say."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from typing import Any
from uuid import uuid4

import aiohttp
import msgspec
import pytest

from make.payments import MoyasarLedger, TapLedger
from nova.delivery.dsn import read_dsn
from nova.delivery.port import AnswerLost, Unavailable
from nova.delivery.web import FIX_US
from nova.payments.moyasar import MoyasarProvider
from nova.payments.port import (
    Begun,
    Facts,
    Forged,
    Notice,
    Page,
    Payment,
    Provider,
    Refused,
    Sent,
)
from nova.payments.tap import TapProvider, signed_words
from nova.problem import Problem

PAGE = Page("https://app.nova.example/paid", "https://api.nova.example/api/webhooks/payments/x")
AMOUNTS = [9999, 100, 10_000, 1_234_567_890, 1_234_567_891]
LOST = ["error_done", "gateway", "lost", "half", "silent", "strange"]
UNDONE = ["busy", "locked", "error", "dropped"]
Ledgers = MoyasarLedger | TapLedger
Do = Callable[[Provider], Awaitable[Any]]


@pytest.fixture
def moyasar() -> Iterator[MoyasarLedger]:
    with MoyasarLedger() as ledger:
        yield ledger


@pytest.fixture
def tap() -> Iterator[TapLedger]:
    with TapLedger() as ledger:
        yield ledger


@pytest.fixture(params=[MoyasarLedger, TapLedger], ids=["moyasar", "tap"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledgers]:
    with request.param() as served:
        yield served


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that wait for an answer no longer than a test may."""
    timeout = aiohttp.ClientTimeout(total=0.2, connect=5)
    monkeypatch.setattr("nova.delivery.web.TIMEOUT", timeout)


def provider_of(ledger: Ledgers) -> Provider:
    dsn = read_dsn(ledger.dsn)
    return MoyasarProvider(dsn, "x") if isinstance(ledger, MoyasarLedger) else TapProvider(dsn, "x")


def asked(ledger: Ledgers, do: Do) -> Any:
    """What a provider with connections of its own answers."""

    async def run() -> Any:
        provider = provider_of(ledger)
        try:
            return await do(provider)
        finally:
            await provider.close()

    return asyncio.run(run())


def payment(amount: int = 9999, **changed: Any) -> Payment:
    return Payment(uuid4(), amount, "SAR", "فاتورة NOVA-2030-000001", **changed)


def begun(ledger: Ledgers, wanted: Payment) -> Begun:
    found: Begun = asked(ledger, lambda provider: provider.begin(wanted, PAGE))
    return found


def found(ledger: Ledgers, wanted: Payment) -> Facts | None:
    facts: Facts | None = asked(ledger, lambda provider: provider.find(wanted))
    return facts


def refunded(ledger: Ledgers, wanted: Payment, halalas: int) -> Facts:
    facts: Facts = asked(ledger, lambda provider: provider.refund(wanted, halalas))
    return facts


def charged(ledger: Ledgers, wanted: Payment, token: str = "token_good") -> Facts:
    facts: Facts = asked(ledger, lambda provider: provider.charge(wanted, token))
    return facts


def known(wanted: Payment, provider_id: str) -> Payment:
    return msgspec.structs.replace(wanted, provider_id=provider_id)


def read(ledger: Ledgers, sent: Sent) -> Notice:
    return provider_of(ledger).read_notice(sent)


def path_of(ledger: Ledgers, what: str = "page") -> str:
    """Where a provider is asked for a page or to give back."""
    of_moyasar = {"page": "/v1/invoices", "refund": "/refund"}
    of_tap = {"page": "/v2/charges", "refund": "/v2/refunds"}
    return (of_moyasar if isinstance(ledger, MoyasarLedger) else of_tap)[what]


def paid(ledger: Ledgers, amount: int = 9999) -> Payment:
    """A payment that was begun and paid."""
    wanted = payment(amount)
    page = begun(ledger, wanted)
    ledger.pay(page.url)
    return known(wanted, page.provider_id)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_what_the_payer_pays_on_the_page_is_found_to_the_halala(
    ledger: Ledgers, amount: int
) -> None:
    wanted = payment(amount)
    page = begun(ledger, wanted)
    assert page.url.startswith(f"http://127.0.0.1:{ledger.port}/")
    of_it = known(wanted, page.provider_id)
    assert found(ledger, of_it) == Facts(page.provider_id, "PENDING", amount, "SAR")
    assert ledger.pay(page.url).taken == amount
    assert found(ledger, of_it) == Facts(page.provider_id, "PAID", amount, "SAR")
    assert ledger.ledger_total() == amount


def test_a_provider_is_told_who_comes_back_where(moyasar: MoyasarLedger, tap: TapLedger) -> None:
    of_moyasar, of_tap = payment(), payment(1_234_567_890)
    begun(moyasar, of_moyasar)
    invoice = moyasar.entry(str(of_moyasar.id)).told
    assert invoice == {
        "amount": 9999, "currency": "SAR", "description": of_moyasar.description,
        "success_url": PAGE.payer, "back_url": PAGE.payer,
        "metadata": {"payment": str(of_moyasar.id)},
    }  # fmt: skip
    begun(tap, of_tap)
    charge = tap.entry(str(of_tap.id)).told
    assert b'"amount":12345678.90,' in tap.asked[-1].raw, "written from its digits"
    assert (charge["post"], charge["redirect"]) == ({"url": PAGE.webhook}, {"url": PAGE.payer})
    assert charge["source"] == {"id": "src_all"}
    assert charge["reference"]["idempotent"] == str(of_tap.id)
    assert charge["customer"]["email"] == "billing@nova.example"


def test_less_than_a_provider_takes_is_refused_in_its_words(ledger: Ledgers) -> None:
    with pytest.raises(Refused, match=r"[aA]mount"):
        begun(ledger, payment(1))
    assert not ledger.entries


def test_one_halala_goes_back(ledger: Ledgers) -> None:
    of_it = paid(ledger)
    assert refunded(ledger, of_it, 1) == Facts(of_it.provider_id or "", "PAID", 9999, "SAR", 1)
    assert refunded(ledger, of_it, 9998).refunded == 9999
    assert found(ledger, of_it) == Facts(of_it.provider_id or "", "PAID", 9999, "SAR", 9999)
    assert ledger.ledger_total() == 0


def test_more_than_was_paid_is_not_given_back(ledger: Ledgers) -> None:
    of_it = paid(ledger)
    refunded(ledger, of_it, 4000)
    for too_much in (6000, 10_000):
        with pytest.raises(Refused, match="HTTP 400"):
            refunded(ledger, of_it, too_much)
    assert ledger.ledger_total() == 5999


def test_nothing_is_given_back_of_what_nobody_paid(ledger: Ledgers) -> None:
    wanted = payment()
    of_it = known(wanted, begun(ledger, wanted).provider_id)
    with pytest.raises(Refused, match="nothing was paid"):
        refunded(ledger, of_it, 1)
    assert not ledger.done("POST", "/refund")


def test_what_fails_says_why(ledger: Ledgers) -> None:
    wanted = payment()
    page = begun(ledger, wanted)
    ledger.fail(page.url, "not enough money")
    facts = found(ledger, known(wanted, page.provider_id))
    assert facts == Facts(page.provider_id, "FAILED", 9999, "SAR", failure="not enough money")
    assert ledger.ledger_total() == 0


@pytest.mark.parametrize(
    ("status", "state"),
    [("initiated", "PENDING"), ("on_hold", "PENDING"), ("of another day", "PENDING"),
     ("paid", "PAID"), ("captured", "PAID"), ("refunded", "PAID"), ("failed", "FAILED"),
     ("expired", "FAILED"), ("canceled", "FAILED"), ("voided", "FAILED"), ("abandoned", "FAILED")],
)  # fmt: skip
def test_each_word_of_moyasar_means_something(
    moyasar: MoyasarLedger, status: str, state: str
) -> None:
    wanted = payment()
    page = begun(moyasar, wanted)
    moyasar.fail(page.url, "why", status)
    facts = found(moyasar, known(wanted, page.provider_id))
    assert facts and facts.state == state
    charged(moyasar, other := payment())
    moyasar.fail(str(other.id), "why", status)
    facts = found(moyasar, other)
    assert facts and facts.state == state


@pytest.mark.parametrize(
    ("status", "state"),
    [("INITIATED", "PENDING"), ("IN_PROGRESS", "PENDING"), ("UNKNOWN", "PENDING"),
     ("CAPTURED", "PAID"), ("ABANDONED", "FAILED"), ("CANCELLED", "FAILED"), ("FAILED", "FAILED"),
     ("DECLINED", "FAILED"), ("RESTRICTED", "FAILED"), ("VOID", "FAILED"), ("TIMEDOUT", "FAILED")],
)  # fmt: skip
def test_each_word_of_tap_means_something(tap: TapLedger, status: str, state: str) -> None:
    wanted = payment()
    page = begun(tap, wanted)
    tap.fail(page.url, "why", status)
    facts = found(tap, known(wanted, page.provider_id))
    assert facts and facts.state == state


def test_a_card_that_is_refused_does_not_end_an_open_invoice(moyasar: MoyasarLedger) -> None:
    wanted = payment()
    page = begun(moyasar, wanted)
    moyasar.fail(page.url, "card refused", "initiated")
    of_it = known(wanted, page.provider_id)
    assert found(moyasar, of_it) == Facts(page.provider_id, "PENDING", 9999, "SAR")
    moyasar.pay(page.url)
    assert found(moyasar, of_it) == Facts(page.provider_id, "PAID", 9999, "SAR")


def test_another_amount_or_currency_is_told_as_it_is(ledger: Ledgers) -> None:
    wanted = payment()
    page = begun(ledger, wanted)
    of_it = known(wanted, page.provider_id)
    ledger.once("wrong_currency", "GET")
    assert found(ledger, of_it) == Facts(page.provider_id, "PENDING", 9999, "USD")
    ledger.once("wrong_amount", "GET")
    one = 100 if isinstance(ledger, TapLedger) else 1  # of the unit that it writes
    assert found(ledger, of_it) == Facts(page.provider_id, "PENDING", one, "SAR")
    ledger.pay(page.url, 10_000, "USD")
    assert found(ledger, of_it) == Facts(page.provider_id, "PAID", 10_000, "USD")


def test_parts_of_a_halala_are_no_amount(ledger: Ledgers) -> None:
    wanted = payment()
    of_it = known(wanted, begun(ledger, wanted).provider_id)
    ledger.wrong_amount = 99.995
    ledger.once("wrong_amount", "GET")
    with pytest.raises(AnswerLost, match=r"whole halalas|not understood"):
        found(ledger, of_it)


def test_what_a_provider_never_heard_of_is_nothing(ledger: Ledgers) -> None:
    assert found(ledger, payment()) is None
    for nobodys in (f"invoice:{uuid4()}", f"payment:{uuid4()}", "chg_nobodys"):
        assert found(ledger, payment(provider_id=nobodys)) is None
        with pytest.raises(Refused, match="nothing was paid"):
            refunded(ledger, payment(provider_id=nobodys), 1)


@pytest.mark.parametrize("how", ["invalid", "conflict", *UNDONE, *LOST])
def test_a_provider_in_trouble_never_says_that_there_is_nothing(
    ledger: Ledgers, impatient: None, how: str
) -> None:
    of_it = paid(ledger)
    ledger.how = lambda _, __: how
    for each in (of_it, payment()):
        with pytest.raises((Unavailable, AnswerLost)):
            found(ledger, each)


@pytest.mark.parametrize(("how", "pause"), [("busy", 2.0), ("locked", FIX_US)])
def test_what_was_surely_not_done_may_be_asked_again(
    ledger: Ledgers, how: str, pause: float
) -> None:
    wanted = payment()
    ledger.once(how, "POST", path_of(ledger))
    with pytest.raises(Unavailable) as said:
        begun(ledger, wanted)
    assert said.value.retry_after == pause
    assert not ledger.entries
    ledger.pay(begun(ledger, wanted).url)
    ledger.once(how, "POST", path_of(ledger, "refund"))
    with pytest.raises(Unavailable):
        refunded(ledger, wanted, 9999)
    assert ledger.ledger_total() == 9999
    assert refunded(ledger, wanted, 9999).refunded == 9999


def test_nobody_there_was_asked_for_nothing(ledger: Ledgers) -> None:
    ledger.__exit__()
    for do in (
        lambda each: each.begin(payment(), PAGE), lambda each: each.find(payment()),
        lambda each: each.refund(payment(), 1),
    ):  # fmt: skip
        with pytest.raises(Unavailable, match="not reached"):
            asked(ledger, do)


@pytest.mark.parametrize("how", ["error", "dropped", *LOST])
def test_a_page_whose_answer_was_lost_is_found_and_is_one(
    ledger: Ledgers, impatient: None, how: str
) -> None:
    wanted = payment()
    ledger.once(how, "POST", path_of(ledger))
    with pytest.raises(AnswerLost):
        begun(ledger, wanted)
    lost = found(ledger, wanted)
    assert (lost is None) == (how in UNDONE)
    page = begun(ledger, wanted)
    assert begun(ledger, wanted) == page
    assert found(ledger, wanted) == Facts(page.provider_id, "PENDING", 9999, "SAR")
    assert len(ledger.entries) == 1
    ledger.pay(page.url)
    assert found(ledger, wanted) == Facts(page.provider_id, "PAID", 9999, "SAR")


@pytest.mark.parametrize("how", ["error", "dropped", *LOST])
def test_what_went_back_is_found_though_its_answer_was_lost(
    ledger: Ledgers, impatient: None, how: str
) -> None:
    of_it = paid(ledger)
    ledger.once(how, "POST", path_of(ledger, "refund"))
    with pytest.raises(AnswerLost):
        refunded(ledger, of_it, 4000)
    facts = found(ledger, of_it)
    assert facts
    assert facts.refunded == (0 if how in UNDONE else 4000)
    assert ledger.ledger_total() == 9999 - facts.refunded


def test_what_is_given_back_twice_at_once_goes_back_once_at_tap(tap: TapLedger) -> None:
    of_it = paid(tap)

    async def twice(provider: Provider) -> tuple[Facts, Facts]:
        return await asyncio.gather(provider.refund(of_it, 1000), provider.refund(of_it, 1000))

    assert {each.refunded for each in asked(tap, twice)} == {1000}
    assert tap.ledger_total() == 8999
    assert refunded(tap, of_it, 1000).refunded == 2000, "later it is another"
    assert tap.ledger_total() == 7999


def test_a_saved_card_is_charged(moyasar: MoyasarLedger) -> None:
    wanted = payment(1_234_567_890)
    facts = charged(moyasar, wanted)
    assert facts == Facts(f"payment:{wanted.id}", "PAID", 1_234_567_890, "SAR")
    assert moyasar.ledger_total() == 1_234_567_890
    assert moyasar.entry(str(wanted.id)).told["source"] == {
        "type": "token", "token": "token_good", "3ds": False,
    }  # fmt: skip
    assert found(moyasar, wanted) == found(moyasar, known(wanted, facts.provider_id)) == facts
    assert refunded(moyasar, known(wanted, facts.provider_id), 1).refunded == 1


@pytest.mark.parametrize("same_again", [True, False])
def test_a_charge_that_is_asked_twice_takes_the_money_once(
    moyasar: MoyasarLedger, same_again: bool
) -> None:
    wanted = payment()
    moyasar.same_again = same_again

    async def twice(provider: Provider) -> tuple[Facts, Facts]:
        charge = provider.charge
        return await asyncio.gather(charge(wanted, "token_good"), charge(wanted, "token_good"))

    first, second = asked(moyasar, twice)
    assert first == second == charged(moyasar, wanted)
    assert (first.state, moyasar.ledger_total()) == ("PAID", 9999)


@pytest.mark.parametrize("how", ["error", "dropped", *LOST])
def test_a_charge_whose_answer_was_lost_is_found(
    moyasar: MoyasarLedger, impatient: None, how: str
) -> None:
    wanted = payment()
    moyasar.once(how, "POST", "/v1/payments")
    with pytest.raises(AnswerLost):
        charged(moyasar, wanted)
    facts = found(moyasar, wanted)
    assert (facts is None) == (how in UNDONE)
    assert charged(moyasar, wanted).state == "PAID"
    assert moyasar.ledger_total() == 9999


def test_a_saved_card_that_does_not_pay(moyasar: MoyasarLedger) -> None:
    declined = charged(moyasar, payment(), "token_declined")
    assert (declined.state, declined.failure) == ("FAILED", "INSUFFICIENT FUNDS")
    assert charged(moyasar, payment(), "token_3ds").state == "PENDING"
    with pytest.raises(Refused, match="token is not found"):
        charged(moyasar, payment(), "token_gone")
    assert moyasar.ledger_total() == 0


def test_tap_charges_no_single_token(tap: TapLedger) -> None:
    with pytest.raises(Refused, match="one token does not say"):
        charged(tap, payment())
    assert not tap.asked


def test_another_payments_page_is_not_taken_for_ours(ledger: Ledgers) -> None:
    others = paid(ledger)
    refunded(ledger, others, 9999)
    ledger.filters = False
    wanted = payment()
    assert found(ledger, wanted) is None
    page = begun(ledger, wanted)
    assert page.provider_id != others.provider_id
    ledger.pay(page.url)
    assert found(ledger, wanted) == Facts(page.provider_id, "PAID", 9999, "SAR")


def test_of_two_pages_the_one_that_was_paid_counts(ledger: Ledgers) -> None:
    wanted = payment()
    first = begun(ledger, wanted)
    if isinstance(ledger, TapLedger):
        ledger.tomorrow()
    else:
        ledger.fail(first.url, "too late", "expired")
    second = begun(ledger, wanted)
    assert first != second
    ledger.pay(first.url)
    assert found(ledger, wanted) == Facts(first.provider_id, "PAID", 9999, "SAR")


@pytest.mark.parametrize(("status", "error"), [("DECLINED", Refused), ("INITIATED", AnswerLost)])
def test_a_charge_without_a_page_is_none_that_was_begun(
    tap: TapLedger, status: str, error: type[Exception]
) -> None:
    tap.at_once = status
    with pytest.raises(error):
        begun(tap, payment())


def test_more_refunds_than_tap_lists_are_not_counted_short(tap: TapLedger) -> None:
    of_it = paid(tap)
    for _ in range(11):
        refunded(tap, of_it, 1)
    with pytest.raises(AnswerLost, match="more refunds"):
        found(tap, of_it)


def test_what_is_refused_for_good_and_what_is_not(ledger: Ledgers) -> None:
    ledger.once("invalid", "POST", path_of(ledger))
    with pytest.raises(Refused, match="We had a problem: invalid"):
        begun(ledger, payment())
    ledger.once("conflict", "POST", path_of(ledger))
    with pytest.raises(AnswerLost, match="conflict"):
        begun(ledger, payment())
    of_it = paid(ledger)
    ledger.once("conflict", "POST", path_of(ledger, "refund"))
    with pytest.raises(AnswerLost, match="conflict"):
        refunded(ledger, of_it, 1)


@pytest.mark.parametrize("over", ["expired", "canceled", "voided"])
def test_an_invoice_that_nobody_can_pay_any_more_is_made_anew(
    moyasar: MoyasarLedger, over: str
) -> None:
    wanted = payment()
    first = begun(moyasar, wanted)
    moyasar.fail(first.url, "too late", over)
    second = begun(moyasar, wanted)
    assert second != first
    assert begun(moyasar, wanted) == second
    facts = found(moyasar, wanted)
    assert facts and facts.provider_id == second.provider_id


@pytest.mark.parametrize("status", ["PENDING", "ACCEPTED", "IN_PROGRESS"])
def test_what_tap_is_still_giving_back_counts(tap: TapLedger, status: str) -> None:
    of_it = paid(tap)
    tap.refund_status = status
    assert refunded(tap, of_it, 4000).refunded == 4000
    facts = found(tap, of_it)
    assert facts and facts.refunded == 4000
    tap.refunds[0]["status"] = "DECLINED"
    facts = found(tap, of_it)
    assert facts and facts.refunded == 0


@pytest.mark.parametrize("status", ["DECLINED", "FAILED", "RESTRICTED", "CANCELLED"])
def test_what_tap_does_not_give_back_is_refused(tap: TapLedger, status: str) -> None:
    of_it = paid(tap)
    tap.refund_status = status
    with pytest.raises(Refused, match=status.title()):
        refunded(tap, of_it, 4000)
    facts = found(tap, of_it)
    assert facts and facts.refunded == 0


@pytest.mark.parametrize(
    ("event", "kind"),
    [("payment_paid", "payment_paid"), ("payment_failed", "payment_failed"),
     ("payment_faild", "payment_failed"), ("payment_refunded", "payment_refunded"),
     ("payment_voided", "payment_voided"), ("payment_abandoned", "payment_abandoned")],
)  # fmt: skip
def test_a_notice_of_moyasar_names_what_begin_and_charge_named(
    moyasar: MoyasarLedger, event: str, kind: str
) -> None:
    page, wanted = begun(moyasar, payment()), payment()
    facts = charged(moyasar, wanted)
    for provider_id in (page.provider_id, facts.provider_id):
        notice = read(moyasar, moyasar.notice(event, provider_id, event="evt_1"))
        assert notice == Notice("evt_1", kind, provider_id)


def test_a_notice_of_tap_names_what_begin_named(tap: TapLedger) -> None:
    of_it = paid(tap, 10_000)
    charge = of_it.provider_id or ""
    assert read(tap, tap.notice(charge)) == Notice(f"{charge}:CAPTURED", "charge.CAPTURED", charge)
    refunded(tap, of_it, 1)
    refund = str(tap.refunds[0]["id"])
    told = read(tap, tap.notice(charge, refund=0))
    assert told == Notice(f"{refund}:REFUNDED", "refund.REFUNDED", charge)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_tap_signs_amounts_with_two_places_however_it_writes_them(
    tap: TapLedger, amount: int
) -> None:
    of_it = paid(tap, amount)
    assert read(tap, tap.notice(of_it.provider_id or "")).provider_id == of_it.provider_id


def test_a_replayed_notice_is_the_same_and_another_is_not(
    moyasar: MoyasarLedger, tap: TapLedger
) -> None:
    of_moyasar, of_tap = paid(moyasar).provider_id or "", paid(tap).provider_id or ""
    sent = moyasar.notice("payment_paid", of_moyasar)
    assert read(moyasar, sent) == read(moyasar, sent)
    assert read(moyasar, sent) != read(moyasar, moyasar.notice("payment_paid", of_moyasar))
    first = read(tap, tap.notice(of_tap))
    assert first == read(tap, tap.notice(of_tap))
    tap.fail(of_tap, "taken back", "VOID")
    assert read(tap, tap.notice(of_tap)).event_id != first.event_id


@pytest.mark.parametrize("secret", ["", "another", "webhook-wor", "webhook-word ", "وهم"])
def test_a_notice_without_moyasars_token_is_forged(moyasar: MoyasarLedger, secret: str) -> None:
    sent = moyasar.notice("payment_paid", paid(moyasar).provider_id or "", secret=secret)
    with pytest.raises(Forged):
        read(moyasar, sent)
    without = {name: each for name, each in json.loads(sent.body).items() if name != "secret_token"}
    with pytest.raises(Forged):
        read(moyasar, Sent(sent.headers, json.dumps(without).encode()))


def test_the_callback_of_an_invoice_brings_no_token_and_is_forged(moyasar: MoyasarLedger) -> None:
    invoice = moyasar._invoice(moyasar.entry(paid(moyasar).provider_id or ""))
    with pytest.raises(Forged):
        read(moyasar, Sent({}, json.dumps(invoice).encode()))


@pytest.mark.parametrize(
    "changed",
    [{"id": "chg_another"}, {"amount": 1.0}, {"currency": "USD"}, {"status": "FAILED"},
     {"reference": {"gateway": "x", "payment": "y"}}, {"transaction": {"created": "1"}}],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_a_notice_of_tap_that_was_changed_is_forged(
    tap: TapLedger, changed: dict[str, Any]
) -> None:
    sent = tap.notice(paid(tap).provider_id or "")
    with pytest.raises(Forged):
        read(tap, Sent(sent.headers, json.dumps(json.loads(sent.body) | changed).encode()))


def test_a_notice_of_tap_that_another_signed_is_forged(tap: TapLedger) -> None:
    charge = paid(tap).provider_id or ""
    with pytest.raises(Forged):
        read(tap, tap.notice(charge, key="sk_test_another"))
    with pytest.raises(Forged):
        read(tap, Sent({}, tap.notice(charge).body))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"7", b"null", b"\xff", b'{"secret_token": "webhook-word"}',
     b'{"secret_token": "webhook-word", "type": "payment_paid", "id": "1", "data": null}',
     b'{"secret_token": "webhook-word", "type": "payment_paid", "id": "1", "data": {}}',
     b'{"secret_token": "webhook-word", "type": "card_auth_failed", "id": "1", "data": {"id": "2"}}',
     b'{"amount": "much"}', b'{"amount": 1e999999999}', b'{"amount": NaN}', b'{"amount": 1, "reference": 7}'],
)  # fmt: skip
def test_what_cannot_be_read_is_no_notice(ledger: Ledgers, body: bytes) -> None:
    unreadable = (ValueError, KeyError, TypeError, AttributeError, Forged)
    with pytest.raises(unreadable):
        read(ledger, Sent({"hashstring": "x"}, body))


def test_an_amount_that_would_fill_the_memory_is_not_written_out() -> None:
    with pytest.raises(ValueError, match="none"):
        signed_words({"amount": Decimal("1e999999999")})


def test_a_signed_notice_of_something_else_is_no_notice(tap: TapLedger) -> None:
    told: dict[str, Any] = {"object": "invoice", "id": "inv_1", "status": "PAID", "amount": 1}
    right = hmac.digest(tap.key.encode(), signed_words(told).encode(), "sha256").hex()
    with pytest.raises(ValueError, match="neither charge nor refund"):
        read(tap, Sent({"hashstring": right}, json.dumps(told).encode()))


@pytest.mark.parametrize(
    ("text", "provider"),
    [("moyasar://hush@default", MoyasarProvider), ("moyasar://default?secret=x", MoyasarProvider),
     ("moyasar://hush@default?secret=x&sekret=y", MoyasarProvider), ("tap://hush@default", TapProvider),
     ("tap://default?email=x", TapProvider), ("tap://hush@default?email=x&secret=y", TapProvider)],
)  # fmt: skip
def test_an_address_that_is_none_is_said_without_its_key(
    text: str, provider: type[MoyasarProvider | TapProvider]
) -> None:
    with pytest.raises(Problem) as said:
        provider(read_dsn(text), "x")
    assert "hush" not in str(said.value)
