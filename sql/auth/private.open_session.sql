-- A new refresh token of a device; without a family it starts one, which nobody can have stolen
-- the parent of: it counts as used.
create or replace function private.open_session(
    user_id uuid, refresh_hash bytea, days int, user_agent text, family_id uuid default null,
    logged_in_at timestamptz default now()
) returns uuid
language sql volatile
set search_path = ''
as $$
insert into nova.sessions (user_id, family_id, refresh_hash, user_agent, ip, expires_at,
    logged_in_at, used_at)
values (user_id, coalesce(family_id, uuidv7()), refresh_hash, left(user_agent, 400),
    private.client_ip(), now() + days * interval '1 day', logged_in_at,
    case when family_id is null then now() end)
returning id
$$;
