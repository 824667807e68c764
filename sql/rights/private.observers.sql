-- Who only observes a team: they get its customers' events without phones.
create or replace function private.observers(team_id uuid) returns uuid[]
language sql stable
set search_path = ''
as $$
select array(
    select m.user_id
    from nova.team_members m
    where m.team_id = observers.team_id and m.role = 'OBSERVER' and m.status = 'ACTIVE')
$$;
