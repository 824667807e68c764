-- Ask somebody to join a team, by phone or e-mail; the link goes out with this transaction.
--
-- The token comes from the app's cryptographic generator; only its hash stays here, and the
-- message is blanked once sent. Of the team's name the message says letters only: an invitation is
-- no way to text strangers. Null when it is no team of the caller's.
create or replace function nova.invite_member(
    team_id uuid, phone text, email text, role text, token_hash bytea, link text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_team nova.teams := private.lock_team(team_id);
    v_phone text := nova.normalize_phone(phone);
    v_email text := lower(btrim(email));
    v_name text := left(regexp_replace(
        v_team.name, '[^[:alpha:][:space:]]', '', 'g'), 40);
    v_invitation nova.team_invitations;
begin
    if v_team.id is null then
        return null;
    end if;
    perform private.check_invitation(v_team, invite_member.phone, v_phone, v_email, role);
    perform private.require_team_room(v_team, true);
    perform private.take_rate('invitations:' || v_team.id, 50, interval '1 day');
    perform private.take_rate(
        format('invited:%s:%s', v_team.id, coalesce(v_phone, v_email)), 5, interval '1 day');
    perform private.take_rate('invited:' || coalesce(v_phone, v_email), 30, interval '1 day');
    insert into nova.team_invitations as i (team_id, phone, email, role, token_hash)
    values (v_team.id, v_phone, v_email, invite_member.role, invite_member.token_hash)
    returning i.* into v_invitation;
    insert into nova.outbox (topic, class, user_id, payload) -- whoever asks sees whether it came
    values (case when v_phone is null then 'email.invitation' else 'sms.invitation' end,
        'TRANSACTIONAL', nova.current_user_id(), jsonb_build_object(
            'to', coalesce(v_phone, v_email),
            'text', format('دعوة للانضمام إلى «%s»: %s', v_name, link)));
    perform private.tell(u.id, 'invitation_received', jsonb_build_object('team', v_name,
        'by', private.name_of(nova.current_user_id())))
    from nova.users u
    where (u.phone = v_phone and u.phone_verified) or (u.email = v_email and u.email_verified);
    return api.invitation(v_invitation);
end
$$;

grant execute on function nova.invite_member(uuid, text, text, text, bytea, text) to nova_app;
