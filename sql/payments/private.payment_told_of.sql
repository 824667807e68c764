-- The payment that a provider tells of by its own id, or, of a charge whose id we have not heard
-- yet, by ours: payment:<id>; null: nobody here knows it.
create or replace function private.payment_told_of(provider text, provider_id text) returns uuid
language sql stable
as $$
select coalesce(
    (select p.id from nova.payments p
    where p.provider = payment_told_of.provider
        and p.provider_id = payment_told_of.provider_id),
    (select p.id from nova.payments p
    where p.provider = payment_told_of.provider and p.is_charge and p.provider_id is null
        and p.id = substring(payment_told_of.provider_id from
            '^payment:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$')::uuid))
$$;
