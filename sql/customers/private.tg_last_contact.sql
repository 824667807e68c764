-- Somebody spoke with the customer: last_contact moves, forward only.
create or replace function private.tg_last_contact() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    update nova.customers c
    set last_contact = spoken.at
    from (
        select n.customer_id, max(n.created_at) as at
        from new_rows n
        where n.type not in ('NOTE', 'ASSIGNED')
        group by n.customer_id
    ) as spoken
    where c.id = spoken.customer_id and (c.last_contact is null or c.last_contact < spoken.at);
    return null;
end
$$;
