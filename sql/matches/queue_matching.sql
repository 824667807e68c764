-- Let properties and requests wait for the matcher: all that a change costs who makes it.
create or replace function private.queue_matching(property_ids uuid[], request_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    insert into private.match_queue (property_id, request_id)
    select p.id, null from unnest(property_ids) as p (id)
    union all
    select null, r.id from unnest(request_ids) as r (id);
    if found then
        perform private.wake_matcher();
    end if;
end
$$;
