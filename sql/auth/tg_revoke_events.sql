-- A session ended, or a person was suspended: the relays look at that person's sockets again.
--
-- A control event: it never reaches a client.
create or replace function private.tg_revoke_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select distinct 'user.revoked', 'user', person.id, array[person.id], '{}'::jsonb
    from (
        select case when tg_table_name = 'sessions' then (to_jsonb(n) ->> 'user_id')::uuid
            else (to_jsonb(n) ->> 'id')::uuid end as id
        from new_rows n
        join old_rows o on to_jsonb(o) ->> 'id' = to_jsonb(n) ->> 'id'
        where to_jsonb(n) ->> 'revoked_at' is distinct from to_jsonb(o) ->> 'revoked_at'
            or to_jsonb(n) ->> 'status' is distinct from to_jsonb(o) ->> 'status'
    ) as person;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
