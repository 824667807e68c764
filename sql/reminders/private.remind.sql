-- Whom to remind of one thing, and when, in place of what was to come before; what is past by now
-- is left out, what is due already and still holds is told, and what was sent stays sent.
create or replace function private.remind(
    entity text, entity_id uuid, user_id uuid, times timestamptz[]
) returns void
language sql volatile
set search_path = ''
as $$
delete from private.reminders r
where r.entity = remind.entity and r.entity_id = remind.entity_id and r.sent_at is null
    and (r.user_id <> remind.user_id or r.due_at <> all (coalesce(times, '{}')));
insert into private.reminders (entity, entity_id, user_id, due_at)
select remind.entity, remind.entity_id, remind.user_id, t
from unnest(times) as t
where t > now()
on conflict do nothing;
$$;
