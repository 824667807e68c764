-- What is wrong with the types and channels that somebody chose: {"task_due": {"EMAIL": true}}.
create or replace function private.settings_blockers(types jsonb) returns jsonb[]
language sql stable
as $$
select array_remove(array_agg(case
    when t.key is null
        then private.blocker(422, 'notification_type_unknown', 'types.' || left(chosen.key, 60))
    when jsonb_typeof(chosen.value) <> 'object' or exists (
        select from jsonb_each(chosen.value) as c
        where not c.key = any (private.notification_channels())
            or jsonb_typeof(c.value) <> 'boolean')
        then private.blocker(422, 'notification_types_wrong', 'types.' || chosen.key)
    when t.is_fixed and exists (
        select from jsonb_each(chosen.value) as c
        where c.value = 'false' and c.key = any (t.channels))
        then private.blocker(422, 'notification_type_fixed', 'types.' || chosen.key)
    end order by chosen.key), null)
from jsonb_each(types) as chosen
left join nova.notification_types t on t.key = chosen.key
$$;
