-- One person, to an administrator, to a company they work for, and to themselves; null to others.
create or replace function nova.show_user(user_id uuid) returns nova.users
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_user nova.users;
begin
    perform private.require_role('ADMIN', 'COMPANY');
    select u.* into v_user
    from nova.users u
    where u.id = show_user.user_id
        and u.deleted_at is null
        and (nova.in_back_office()
            or u.id = nova.current_user_id()
            or u.id in (select private.my_people()));
    return v_user;
end
$$;

grant execute on function nova.show_user(uuid) to nova_app;
