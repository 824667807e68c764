-- What the caller may do in a team of theirs: null where they are no member but own it.
create or replace function nova.my_permissions(team_id uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select private.effective_permissions(m)
from nova.team_members m
where m.team_id = my_permissions.team_id
    and m.user_id = nova.current_user_id()
    and m.status = 'ACTIVE'
$$;

grant execute on function nova.my_permissions(uuid) to nova_app;
