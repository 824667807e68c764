-- People's own profiles changed: one event each, for themselves, without the id number and the date
-- of birth, which the log has no business to keep. That they logged in is none.
create or replace function private.tg_profile_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_marks constant text[] := '{last_login, updated_at, version}';
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select 'user.updated', 'user', n.id, array[n.id], private.event_data(
        (api.user(n)::jsonb - array['idNumber', 'dateOfBirth'])::json)
    from new_rows n
    join old_rows o on o.id = n.id
    where to_jsonb(n) - v_marks <> to_jsonb(o) - v_marks
    order by n.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
