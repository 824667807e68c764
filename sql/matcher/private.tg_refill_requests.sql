-- A pending match was opened or answered: its request has room for one more, if it left any out.
create or replace function private.tg_refill_requests() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.queue_matching(null, array(
        select distinct d.request_id
        from new_rows n
        join old_rows o on o.id = n.id
        join private.demand d on d.request_id = n.request_id and d.floor_points is not null
        where o.status = 'PENDING' and n.status in ('VIEWED', 'ACCEPTED', 'REJECTED')));
    return null;
end
$$;
