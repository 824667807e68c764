-- A property changed: its open offer says the new facts, and is matched again.
create or replace function private.tg_refresh_offers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    update nova.offers o
    set summary = private.offer_summary(n), full_details = private.offer_details(n)
    from new_rows n
    join old_rows p on p.id = n.id
    where o.property_id = n.id
        and o.status in ('ACTIVE', 'PAUSED')
        and o.deleted_at is null
        and (o.summary is distinct from private.offer_summary(n)
            or o.full_details is distinct from private.offer_details(n));
    return null;
end
$$;
