-- Whether somebody may be given rows of this team: an active member who is no observer.
create or replace function private.may_hold(user_id uuid, team_id uuid) returns boolean
language sql stable
set search_path = ''
as $$
select exists (
    select from nova.team_members m
    join nova.users u on u.id = m.user_id
    where m.team_id = may_hold.team_id
        and m.user_id = may_hold.user_id
        and m.status = 'ACTIVE'
        and m.role <> 'OBSERVER'
        and u.status = 'ACTIVE'
        and u.role not in ('OWNER', 'ADMIN'))
$$;
