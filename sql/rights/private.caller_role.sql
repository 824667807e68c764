-- The caller's role, as it was when the request began; null where nobody is calling.
--
-- begin_request has read it; the audit asks for it with every row.
create or replace function private.caller_role() returns text
language plpgsql stable
set search_path = ''
as $$
declare
    v_me text := current_setting('nova.user_id', true);
    v_known text := current_setting('nova.caller', true);
begin
    if v_me <> '' and starts_with(v_known, v_me || ' ') then
        return substr(v_known, length(v_me) + 2);
    end if;
    return (select u.role from nova.users u where u.id = nova.current_user_id());
end
$$;
