-- Where what is kept of somebody's rights is not what follows from the tables: no row, ever.
--
-- But for broken glass that has ended, which counts no more and goes with private.forget_secrets.
create or replace function private.rights_astray() returns table (user_id uuid, scope_id uuid)
language sql stable
set search_path = ''
as $$
with pairs as (
    select u.id as user_id, u.id as scope_id from nova.users u
    union
    select m.user_id, m.team_id from nova.team_members m
    union
    select t.company_id, t.id from nova.teams t where t.company_id is not null
    union
    select g.admin_id, g.scope_id from private.broken_glass g where g.expires_at > now()
), derived as (
    select d.*
    from (
        select array_agg(p.user_id order by p.user_id, p.scope_id) as users,
            array_agg(p.scope_id order by p.user_id, p.scope_id) as scopes
        from pairs p
    ) as asked
    cross join lateral private.derive_rights(asked.users, asked.scopes) as d
)
select user_id, scope_id
from derived d
full join (select r.* from nova.effective_rights r where r.until > now()) as r
    using (user_id, scope_id)
where d is distinct from r
$$;
