-- Somebody else's account, locked for an administrator; null when there is none.
--
-- Never one's own, and never the last administrator who can still log in: administrators are
-- locked in one order, so that two cannot shut each other out at once.
create or replace function private.lock_account(user_id uuid, keeps_working boolean)
returns nova.users
language plpgsql volatile
set search_path = ''
as $$
declare
    v_user nova.users;
begin
    perform private.require_role('ADMIN');
    perform from nova.users u where u.role = 'ADMIN' order by u.id for no key update;
    perform private.require_role('ADMIN');  -- again: somebody may have gone first
    select u.* into v_user
    from nova.users u
    where u.id = lock_account.user_id and u.deleted_at is null
    for no key update;
    if v_user.id = nova.current_user_id() then
        raise exception using
            errcode = 'PT403', message = 'own_account';
    end if;
    if v_user.role = 'ADMIN' and not keeps_working and not exists (
        select from nova.users u
        where u.role = 'ADMIN' and u.status = 'ACTIVE' and u.id <> v_user.id
    ) then
        raise exception using
            errcode = 'PT409', message = 'last_admin';
    end if;
    return v_user;
end
$$;
