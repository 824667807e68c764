-- Refuse whoever has none of these platform roles.
create or replace function private.require_role(variadic roles text[]) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if not exists (
        select from nova.users u where u.id = nova.current_user_id() and u.role = any (roles)
            and u.status = 'ACTIVE'
    ) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
end
$$;
