-- What is acting, for the audit: a person (USER), an administrator, or the system.
create or replace function private.actor_kind() returns text
language plpgsql stable
set search_path = ''
as $$
declare
    v_role text := private.caller_role();
begin
    return case when v_role is null then 'SYSTEM' when v_role = 'ADMIN' then v_role else 'USER' end;
end
$$;
