-- The shared pool shows a team's customers to its brokers: only who reads them all opens it.
create or replace function private.tg_check_settings() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if nova.current_user_id() is not null
        and new.id not in (select s from nova.whole_scopes('customers.read') as s)
    then
        raise exception using
            errcode = 'PT403', message = 'permission_above_own', column = 'settings',
            detail = json_build_object('permission', 'customers.read');
    end if;
    return new;
end
$$;
