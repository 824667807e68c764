-- Whether a home is in the market for a request: its offer open, not of the same broker, not in a
-- muted city.
create or replace function private.is_open_to(request private.demand, home private.stock)
returns boolean
language sql stable
as $$
select home.offer_id is not null
    and home.user_id <> request.user_id
    and home.expires_at > now()
    and home.city <> all (request.muted)
$$;
