-- Requests whose time has passed are put away.
create or replace function private.expire_requests(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
update nova.requests r
set status = 'ARCHIVED'
where r.status = 'ACTIVE' and r.expires_at <= at and r.deleted_at is null
$$;
