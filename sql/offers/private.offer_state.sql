-- The state of an offer at this moment: what has expired is so before the worker has said it.
create or replace function private.offer_state(offer nova.offers) returns text
language sql stable
as $$
select case
    when offer.status in ('ACTIVE', 'PAUSED') and offer.expires_at <= now() then 'EXPIRED'
    else offer.status
end
$$;

grant execute on function private.offer_state(nova.offers) to nova_app;
