-- The requests of one person that are open.
create or replace function private.open_requests(user_id uuid) returns uuid[]
language sql stable
as $$
select array(
    select r.id from nova.requests r
    where r.user_id = open_requests.user_id and r.status = 'ACTIVE' and r.deleted_at is null)
$$;
