-- An administrator who broke glass asks something: one line in the audit for each open glass,
-- with the reason. Answers whether there was one.
create or replace function private.note_broken_glass() returns boolean
language plpgsql volatile
set search_path = ''
as $$
begin
    insert into nova.audit_log (actor_id, actor_kind, session_id, request_id, ip, action,
        entity_type, entity_id, team_id, reason)
    select g.admin_id, 'ADMIN', nullif(current_setting('nova.session_id', true), '')::uuid,
        current_setting('nova.request_id', true), private.client_ip(), 'READ', 'scope',
        g.scope_id, (select t.id from nova.teams t where t.id = g.scope_id), g.reason
    from private.broken_glass g
    where g.admin_id = nova.current_user_id() and g.expires_at > now();
    return found;
end
$$;
