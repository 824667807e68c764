-- What the provider "test" says of a payment, whose page and cards are of our own: where one
-- develops, nobody else can be asked.
create or replace function private.test_facts(payment nova.payments, state text) returns jsonb
language sql immutable
as $$
select jsonb_build_object(
    'providerId', 'test-' || payment.id, 'state', state, 'amount', payment.amount_halalas,
    'currency', payment.currency, 'refunded', 0,
    'failure', case when state = 'FAILED' then 'declined' end)
$$;
