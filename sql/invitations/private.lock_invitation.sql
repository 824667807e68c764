-- The open invitation of this token, locked, for the person whom it was sent to.
--
-- They prove it by the phone or e-mail of their account, and that by having verified it. Null when
-- there is none.
create or replace function private.lock_invitation(token_hash bytea)
returns nova.team_invitations
language plpgsql volatile
set search_path = ''
as $$
declare
    v_invitation nova.team_invitations;
    v_user nova.users;
begin
    select i.* into v_invitation
    from nova.team_invitations i
    join nova.teams t on t.id = i.team_id
    where i.token_hash = lock_invitation.token_hash and t.deleted_at is null
    for update;
    if not found then
        return null;
    end if;
    select u.* into v_user from nova.users u where u.id = nova.current_user_id();
    if v_user.phone is distinct from v_invitation.phone
        and v_user.email is distinct from v_invitation.email
    then
        raise exception using
            errcode = 'PT403', message = 'invitation_not_yours';
    end if;
    if v_invitation.phone is not null then
        perform private.require_verified();
    elsif not v_user.email_verified then
        raise exception using
            errcode = 'PT403', message = 'email_unverified';
    end if;
    if v_invitation.status <> 'PENDING' or v_invitation.expires_at <= now() then
        raise exception using
            errcode = 'PT409', message = 'invitation_closed';
    end if;
    return v_invitation;
end
$$;
