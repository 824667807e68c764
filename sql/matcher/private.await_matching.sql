-- Give the matcher a moment when a request has just changed, so that who filed it sees the market
-- as it is for them; answers whether it still waits. Not while the matcher is behind: then waiting
-- here would only hold a connection.
create or replace function private.await_matching(request_id uuid) returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
    v_waits boolean;
begin
    for turn in 1..20 loop
        select exists (
            select from private.match_queue q
            where q.request_id = await_matching.request_id and q.error is null)
        into v_waits;
        exit when not v_waits or exists (
            select from private.match_queue q
            where q.error is null and q.queued_at < clock_timestamp() - interval '0.5 seconds');
        perform pg_sleep(0.01);
    end loop;
    return v_waits;
end
$$;
