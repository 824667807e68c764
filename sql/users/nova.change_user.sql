-- An administrator changes somebody's role or licences; a role holds on their next request.
create or replace function nova.change_user(user_id uuid, changes jsonb) returns nova.users
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users := private.lock_account(user_id,
        keeps_working => coalesce(changes ->> 'role', 'ADMIN') = 'ADMIN');
begin
    if v_user.id is null then
        return null;
    end if;
    v_user := jsonb_populate_record(v_user, changes);
    if v_user.role in ('OWNER', 'ADMIN') and exists (
        select from nova.team_members m
        join nova.teams t on t.id = m.team_id and t.deleted_at is null
        where m.user_id = v_user.id
    ) then
        raise exception using
            errcode = 'PT409', message = 'works_in_team', column = 'role';
    end if;
    update nova.users u
    set role = v_user.role,
        fal_license = v_user.fal_license,
        fal_expiry = v_user.fal_expiry,
        commercial_registration = v_user.commercial_registration,
        commercial_expiry = v_user.commercial_expiry,
        mawthuq_number = v_user.mawthuq_number
    where u.id = v_user.id
    returning u.* into v_user;
    return v_user;
end
$$;

grant execute on function nova.change_user(uuid, jsonb) to nova_app;
