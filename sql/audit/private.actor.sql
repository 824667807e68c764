-- Who is acting, for the audit: a person, an administrator, or the system.
create or replace function private.actor(out id uuid, out kind text)
language sql stable
set search_path = ''
as $$
select nova.current_user_id(), coalesce(
    (select case u.role when 'ADMIN' then 'ADMIN' else 'USER' end
    from nova.users u
    where u.id = nova.current_user_id()),
    'SYSTEM')
$$;
