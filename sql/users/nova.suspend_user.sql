-- An administrator shuts somebody out: sessions end at once, their offers leave the market, their
-- requests too.
create or replace function nova.suspend_user(user_id uuid, reason text) returns nova.users
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users := private.lock_account(user_id, keeps_working => false);
begin
    if v_user.id is null then
        return null;
    end if;
    if v_user.status = 'SUSPENDED' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('userStatus', v_user.status, 'SUSPENDED');
    end if;
    update nova.users u
    set status = 'SUSPENDED', suspended_reason = btrim(suspend_user.reason)
    where u.id = v_user.id
    returning u.* into v_user;
    perform private.end_sessions(v_user.id, 'SUSPENDED');
    update nova.offers o
    set status = 'PAUSED'
    where o.user_id = v_user.id and o.status = 'ACTIVE' and o.deleted_at is null;
    perform private.queue_matching(null, private.open_requests(v_user.id));
    return v_user;
end
$$;

grant execute on function nova.suspend_user(uuid, text) to nova_app;
