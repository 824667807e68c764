-- A property was sold, rented or archived: its open offer is completed.
create or replace function private.tg_close_offers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    update nova.offers o
    set status = 'COMPLETED'
    from new_rows n
    join old_rows p on p.id = n.id
    where o.property_id = n.id
        and p.status = 'ACTIVE' and n.status in ('SOLD', 'RENTED', 'ARCHIVED')
        and o.status in ('ACTIVE', 'PAUSED') and o.deleted_at is null;
    return null;
end
$$;
