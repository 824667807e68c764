-- Let properties and requests wait for the matcher: all that a change costs who makes it.
create or replace function private.queue_matching(property_ids uuid[], request_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    insert into private.match_queue (property_id, request_id, owner_id)
    select p.id, null, p.user_id from nova.properties p where p.id = any (property_ids)
    union all
    select null, r.id, r.user_id from nova.requests r where r.id = any (request_ids);
    if found then
        perform private.wake_matcher();
    end if;
end
$$;
