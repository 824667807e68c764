-- Reminders that are due become notifications, each once: a row that another worker has taken is
-- passed over, and one that is sent is so in the transaction that tells. At most 500 a run, the
-- longest due first.
create or replace function private.send_reminders(at timestamptz) returns int
language sql volatile
set search_path = ''
as $$
with due as (
    select r.id
    from private.reminders r
    where r.sent_at is null and r.due_at <= at
    order by r.due_at
    limit 500
    for update skip locked
),
sent as (
    update private.reminders r
    set sent_at = at
    from due
    where r.id = due.id
    returning r.*
),
told as (
    select private.tell(s.user_id, w.kind, w.said, case s.entity
        when 'ad_licence' then 'property' when 'fal_licence' then 'user' else s.entity end,
        s.entity_id, at)
    from sent s
    cross join lateral private.reminder_notice(s.*) as w
    order by s.due_at
)
select count(*)::int from told
$$;
