-- An administrator reads one person's or one team's rows for 15 minutes, and says why.
--
-- Read only: whole_scopes lets broken glass through for *.read permissions alone. Every request
-- meanwhile is a line of the audit, begun by this one, and the rest of the back office is told.
create or replace function nova.break_glass(scope_id uuid, reason text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_words text := nova.normalize_text(reason);
    v_glass private.broken_glass;
begin
    perform private.require_role('ADMIN');
    if length(v_words) < 10
        or regexp_count(v_words collate pg_catalog.pg_c_utf8, '[[:alpha:]]') < 5
    then
        raise exception using
            errcode = 'PT422', message = 'reason_too_short', column = 'reason';
    end if;
    if not exists (select from nova.users u where u.id = break_glass.scope_id)
        and not exists (select from nova.teams t where t.id = break_glass.scope_id)
    then
        return null;
    end if;
    perform private.take_rate('glass:' || nova.current_user_id(), 30, interval '1 hour');
    update private.broken_glass g set expires_at = now()  -- one at a time: each writes its lines
    where g.admin_id = nova.current_user_id() and g.scope_id = break_glass.scope_id
        and g.expires_at > now();
    insert into private.broken_glass as g (admin_id, scope_id, reason)
    values (nova.current_user_id(), break_glass.scope_id, btrim(break_glass.reason))
    returning g.* into v_glass;
    perform private.note_broken_glass();
    perform private.tell(u.id, 'glass_broken', jsonb_build_object(
        'name', private.name_of(nova.current_user_id()), 'scope', break_glass.scope_id,
        'reason', left(v_glass.reason, 200)))
    from nova.users u
    where u.role in ('ADMIN', 'OWNER') and u.id <> nova.current_user_id();
    return json_build_object(
        'id', v_glass.id,
        'scopeId', v_glass.scope_id,
        'reason', v_glass.reason,
        'expiresAt', v_glass.expires_at);
end
$$;

grant execute on function nova.break_glass(uuid, text) to nova_app;
