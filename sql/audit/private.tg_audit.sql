-- Rows changed: who did it, from where, and the keys that differ, old and new.
--
-- One function for every table: transition tables are called old_rows and new_rows, a change that
-- leaves no key different (a touch, a counter) leaves no trace. Definer: the log takes no writes
-- but the rules'.
create or replace function private.tg_audit() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_old jsonb[];
    v_new jsonb[];
begin
    if tg_op <> 'INSERT' then
        v_old := array(select to_jsonb(o) from old_rows o order by o.id);
    end if;
    if tg_op <> 'DELETE' then
        v_new := array(select to_jsonb(n) from new_rows n order by n.id);
    end if;
    insert into nova.audit_log (actor_id, actor_kind, session_id, request_id, ip, action,
        entity_type, entity_id, team_id, before, after)
    select actor.id, actor.kind, nullif(current_setting('nova.session_id', true), '')::uuid,
        nullif(current_setting('nova.request_id', true), ''), private.client_ip(), tg_op,
        tg_table_name, (coalesce(pair.new, pair.old) ->> 'id')::uuid,
        case tg_table_name
            when 'team_permissions' then (
                select m.team_id from nova.team_members m
                where m.id = (coalesce(pair.new, pair.old) ->> 'team_member_id')::uuid)
            when 'teams' then (coalesce(pair.new, pair.old) ->> 'id')::uuid
            else (coalesce(pair.new, pair.old) ->> 'team_id')::uuid
        end,
        changed.before, changed.after
    from unnest(v_old, v_new) as pair (old, new)
    cross join lateral (
        select private.changed_keys(pair.old, pair.new) as before,
            private.changed_keys(pair.new, pair.old) as after
    ) as changed
    cross join private.actor() as actor
    where changed.before is not null or changed.after is not null;
    return null;
end
$$;
