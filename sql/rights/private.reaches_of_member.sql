-- What a member may do on every row of the team, and what on the rows they hold; one row.
create or replace function private.reaches_of_member(
    member_id uuid, role text, out whole text[], out held text[]
) returns setof record
language sql stable rows 1
as $$
select coalesce(array_agg(k.permission order by k.place) filter (where reach = 'WHOLE'), '{}'),
    coalesce(array_agg(k.permission order by k.place) filter (where reach = 'HELD'), '{}')
from private.permissions k
cross join private.member_reach(member_id, reaches_of_member.role, k.permission) as reach
$$;
