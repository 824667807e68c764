-- What a feed shows, in short: the same text as long as it is the same, and when it last changed.
-- It is read by index, so that a phone that polls costs no more than a row by its id.
--
-- A task that went to somebody else, or a team that was left, changes no row of one's own: so they
-- are counted too. A change is dated by the beginning of its transaction, and may be seen after a
-- later one: for ten seconds, longer than any takes, nothing is the same.
create or replace function nova.feed_changed(token_hash bytea) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('changedAt', changed.at,
    'tag', md5(concat_ws(' ', changed.at, tasks.count, teams.count,
        case when changed.at > now() - interval '10 seconds' then clock_timestamp() end)))
from private.feed_of(feed_changed.token_hash) as f
cross join lateral (
    select count(*) as count, max(t.updated_at) as at
    from nova.tasks t
    where t.holder_id = f.user_id and t.due_date is not null
        and t.status not in ('DONE', 'CANCELLED') and t.deleted_at is null
) as tasks
cross join lateral (
    select count(*) as count, max(m.updated_at) as at
    from nova.team_members m
    where m.user_id = f.user_id
) as teams
cross join lateral (
    select greatest(f.rotated_at, tasks.at, teams.at,
        (select u.updated_at from nova.users u where u.id = f.user_id),
        (select max(a.updated_at) from nova.appointments a where a.user_id = f.user_id)) as at
) as changed
$$;

grant execute on function nova.feed_changed(bytea) to nova_app;
