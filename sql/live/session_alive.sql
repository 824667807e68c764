-- Whether a session may go on: what a socket asks before it listens, and again while it does.
create or replace function private.session_alive(user_id uuid, session_id uuid) returns boolean
language sql stable security definer
set search_path = ''
as $$
select exists (
    select from nova.sessions s
    join nova.users u on u.id = s.user_id
    where s.id = session_alive.session_id
        and s.user_id = session_alive.user_id
        and s.revoked_at is null
        and u.status = 'ACTIVE')
$$;

grant execute on function private.session_alive(uuid, uuid) to nova_app;
