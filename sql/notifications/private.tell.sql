-- Tell somebody of something, by a type of the catalogue, in their language and by the channels
-- they want; nothing to who is no active user. "said" are the values that its words name.
--
-- Of one thing it is told once an hour: again it says what is true by now, and is unread again.
-- What is urgent is told each time: a second reminder is one.
-- More than 20 of a type in an hour become one that says how many. What rings (SMS, e-mail) waits
-- till the end of the person's quiet hours; what is urgent is told at once, and in no digest.
create or replace function private.tell(
    reader_id uuid, kind text, said jsonb default '{}', entity text default null,
    entity_id uuid default null, at timestamptz default now()
) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_type nova.notification_types := private.notification_type(kind);
    v_reader nova.users := (
        select u from nova.users u
        where u.id = tell.reader_id and u.status = 'ACTIVE' and u.deleted_at is null);
    v_hour timestamptz := case when entity_id is not null then
        case when v_type.priority = 'URGENT' then at else date_trunc('hour', at) end end;
    v_channels text[] := private.channels_of(v_reader, v_type);
    v_is_arabic boolean := private.language_of(v_reader) = 'ar';
    v_title text := private.fill_words(
        case when v_is_arabic then v_type.title_ar else v_type.title_en end, said);
    v_message text := private.fill_words(
        case when v_is_arabic then v_type.body_ar else v_type.body_en end, said);
begin
    if v_reader.id is null then
        return;
    elsif v_type.priority <> 'URGENT' and private.is_flooded(v_reader.id, v_type.key, at) then
        perform private.digest(v_reader, v_type, at) where 'IN_APP' = any (v_channels);
        return;
    end if;
    if 'IN_APP' = any (v_channels) then
        insert into nova.notifications as n (user_id, title, message, type, category, priority,
            action_url, related_entity_type, related_entity_id, created_at, dedupe_hour)
        values (v_reader.id, left(v_title, 300), left(v_message, 10000), v_type.type, v_type.key,
            v_type.priority, replace(v_type.action_url, '{id}', entity_id::text), entity, entity_id,
            at, v_hour)
        on conflict (user_id, category, related_entity_id, dedupe_hour)
            where dedupe_hour is not null
        do update set title = excluded.title, message = excluded.message, is_read = false,
            read_at = null;
    end if;
    perform private.send_notice(v_reader, v_type, c, array[v_title, v_message],
        format('%s:%s:%s:', v_reader.id, kind, entity_id) || extract(epoch from v_hour), at)
    from unnest(v_channels) as c
    where c <> 'IN_APP'
        and (c <> 'SMS' or v_type.is_fixed or private.use_sms(v_reader.id));
end
$$;
