-- What these people may do in these scopes, worked out: the house's rule of visibility.
--
-- Takes pairs: the first person in the first scope, and so on. Their own rows; a team's, as far as
-- their role and overrides go; all teams of their company; for reading, what an administrator broke
-- the glass of. The back office (OWNER, ADMIN) has no rows of its own and works in no team.
create or replace function private.derive_rights(user_ids uuid[], scope_ids uuid[])
returns setof nova.effective_rights
language sql stable
set search_path = ''
as $$
with asked as materialized (
    select distinct a.user_id, a.scope_id from unnest(user_ids, scope_ids) as a (user_id, scope_id)
), every as materialized (
    select array_agg(k.permission order by k.place) as permissions,
        array_agg(k.permission order by k.place) filter (where k.permission like '%.read') as reads
    from private.permissions k
)
select u.id, u.id, every.permissions, '{}'::text[], false, false, 'infinity'::timestamptz
from asked a
join nova.users u on u.id = a.user_id and u.role not in ('OWNER', 'ADMIN')
cross join every
where a.scope_id = u.id
union all
select m.user_id, m.team_id, reaches.whole, reaches.held,
    t.settings @> '{"sharedPool": true}', m.role = 'OBSERVER', 'infinity'
from asked a
join nova.team_members m
    on m.user_id = a.user_id and m.team_id = a.scope_id and m.status = 'ACTIVE'
join nova.teams t on t.id = m.team_id and t.deleted_at is null
join nova.users u on u.id = m.user_id and u.role not in ('OWNER', 'ADMIN')
cross join lateral private.reaches_of_member(m.id, m.role) as reaches
where not (u.role = 'COMPANY' and t.company_id is not distinct from u.id)
union all
select u.id, t.id, every.permissions, '{}', false, false, 'infinity'
from asked a
join nova.users u on u.id = a.user_id and u.role = 'COMPANY'
join nova.teams t on t.id = a.scope_id and t.company_id = u.id and t.deleted_at is null
cross join every
union all
select u.id, g.scope_id, every.reads, '{}', false, false, max(g.expires_at)
from asked a
join nova.users u on u.id = a.user_id and u.role = 'ADMIN'
join private.broken_glass g
    on g.admin_id = u.id and g.scope_id = a.scope_id and g.expires_at > now()
cross join every
group by u.id, g.scope_id, every.reads
$$;
