-- An administrator lets somebody in again; their offers stay paused until they resume them,
-- their requests are matched again.
create or replace function nova.activate_user(user_id uuid) returns nova.users
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users := private.lock_account(user_id, keeps_working => true);
begin
    if v_user.id is null then
        return null;
    end if;
    if v_user.status = 'ACTIVE' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('userStatus', v_user.status, 'ACTIVE');
    end if;
    update nova.users u
    set status = 'ACTIVE', suspended_reason = null
    where u.id = v_user.id
    returning u.* into v_user;
    perform private.queue_matching(null, private.open_requests(v_user.id));
    return v_user;
end
$$;

grant execute on function nova.activate_user(uuid) to nova_app;
