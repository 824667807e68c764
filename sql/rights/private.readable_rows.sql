-- Which of these rows the caller may read at this moment: for what is told again (missed events,
-- answers kept for retries), which was written for the rights of then.
--
-- The rule of the policies, asked once for all rows; tests/whole/test_rights_now.py holds them
-- equal. What belongs to one person alone (notices, the profile, the subscription) is theirs.
create or replace function private.readable_rows(entities text[], ids uuid[])
returns table (entity text, id uuid)
language sql stable
set search_path = ''
as $$
with found as materialized (
    select f.* from private.rights_of_rows(entities, ids) as f
),
rights as materialized (
    select p.permission, s.scope, s.reach
    from (select distinct f.permission from found f) as p
    cross join lateral nova.reading_scopes(p.permission) as s
)
select f.entity, f.id
from found f
join rights r on r.permission = f.permission and r.scope = f.scope_id
where r.reach = 'WHOLE' or (r.reach = 'HELD' and f.holder_id = nova.current_user_id())
    or (r.reach = 'POOL' and f.pooled)
union
select a.entity, a.id
from unnest(entities, ids) as a (entity, id)
join nova.smart_matches m on m.id = a.id
where a.entity = 'match' and private.match_side(m) is not null
union
select a.entity, a.id from unnest(entities, ids) as a (entity, id)
where a.entity in ('notification', 'user', 'subscription', 'invoice')
union
select a.entity, a.id from unnest(entities, ids) as a (entity, id)
where a.entity = 'team' and a.id in (select nova.my_teams())
union
select a.entity, a.id
from unnest(entities, ids) as a (entity, id)
join nova.team_members m on m.id = a.id
where a.entity = 'team_member'
    and (m.user_id = nova.current_user_id() or m.team_id in (select nova.my_teams()))
$$;
