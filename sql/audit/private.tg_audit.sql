-- A row changed: who did it, from where, and the keys that differ, old and new.
--
-- One function for every table; a change that leaves no key different (a touch, a counter) leaves
-- no trace. A row at a time: most statements change one, which took twice as long by transition
-- tables. Definer: the log takes no writes but the rules'.
create or replace function private.tg_audit() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_old jsonb := to_jsonb(old);
    v_new jsonb := to_jsonb(new);
    v_row jsonb := coalesce(v_new, v_old);
    v_before jsonb := private.changed_keys(v_old, v_new);
    v_after jsonb := private.changed_keys(v_new, v_old);
begin
    if v_before is null and v_after is null then
        return null;
    end if;
    insert into nova.audit_log (actor_id, actor_kind, session_id, request_id, ip, action,
        entity_type, entity_id, team_id, before, after)
    values (nova.current_user_id(), private.actor_kind(),
        nullif(current_setting('nova.session_id', true), '')::uuid,
        nullif(current_setting('nova.request_id', true), ''), private.client_ip(), tg_op,
        tg_table_name, (v_row ->> 'id')::uuid,
        case tg_table_name
            when 'team_permissions' then (
                select m.team_id from nova.team_members m
                where m.id = (v_row ->> 'team_member_id')::uuid)
            when 'teams' then (v_row ->> 'id')::uuid
            else (v_row ->> 'team_id')::uuid
        end,
        v_before, v_after);
    return null;
end
$$;
