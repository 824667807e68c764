-- Offers whose time has passed are over.
create or replace function private.expire_offers(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
update nova.offers o
set status = 'EXPIRED'
where o.status in ('ACTIVE', 'PAUSED') and o.expires_at <= at
$$;
