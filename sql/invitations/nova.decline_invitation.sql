-- Turn down the invitation one was sent.
create or replace function nova.decline_invitation(token_hash bytea) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_invitation nova.team_invitations := private.lock_invitation(token_hash);
begin
    if v_invitation.id is null then
        return null;
    end if;
    update nova.team_invitations i
    set status = 'DECLINED', answered_by = nova.current_user_id(), answered_at = now()
    where i.id = v_invitation.id;
    return nova.preview_invitation(token_hash);
end
$$;

grant execute on function nova.decline_invitation(bytea) to nova_app;
