-- End one device of the caller; answers its id, or nothing when it is none of theirs.
create or replace function nova.end_session(session_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_family uuid;
begin
    select s.family_id into v_family
    from nova.sessions s
    where s.id = end_session.session_id
        and s.user_id = nova.current_user_id()
        and s.revoked_at is null;
    if not found then
        return null;
    end if;
    perform private.end_sessions(nova.current_user_id(), 'DEVICE_REMOVED', v_family);
    return session_id;
end
$$;

grant execute on function nova.end_session(uuid) to nova_app;
