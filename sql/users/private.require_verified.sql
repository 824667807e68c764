-- Refuse somebody whose phone is not proved to be theirs.
create or replace function private.require_verified() returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if exists (
        select from nova.users u where u.id = nova.current_user_id() and not u.phone_verified
    ) then
        raise exception using
            errcode = 'PT403', message = 'phone_unverified';
    end if;
end
$$;
