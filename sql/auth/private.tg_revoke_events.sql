-- Sessions ended, or a person was suspended: the relays close that person's sockets.
--
-- A control event, which never reaches a client. It names the sessions, so that nobody has to be
-- asked before a socket is closed; without any, all of that person's are meant.
create or replace function private.tg_revoke_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_table_name = 'sessions' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'user.revoked', 'user', n.user_id, array[n.user_id],
            jsonb_build_object('sessions', jsonb_agg(n.id))
        from new_rows n
        join old_rows o on o.id = n.id
        where n.revoked_at is not null and o.revoked_at is null
        group by n.user_id;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'user.revoked', 'user', n.id, array[n.id], '{}'::jsonb
        from new_rows n
        join old_rows o on o.id = n.id
        where n.status <> 'ACTIVE' and o.status = 'ACTIVE';
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
