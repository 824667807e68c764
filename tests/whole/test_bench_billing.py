"""The billing benchmark: that its payers are ones and its clock finds them; it is long itself."""

import psycopg
from bench.billing.__main__ import CREATE, ITEMS, ME, batches, fill


def test_what_it_measures_is_done(owner: psycopg.Connection) -> None:
    fill(owner, 3)
    done = [len(batches(owner, item)) for item in ITEMS]
    assert done[0] == 2, "a batch that did something, and one that found nothing"
    bills = owner.execute("select count(*) from nova.subscription_invoices").fetchone()
    assert bills == (3,)
    owner.execute("select set_config('nova.user_id', %s, true)", [ME])
    assert owner.execute(CREATE, [ME, "0501234567"]).fetchone()
