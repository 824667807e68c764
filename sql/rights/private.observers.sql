-- Who only observes a team: they get its customers' events without phones.
create or replace function private.observers(team_id uuid) returns uuid[]
language sql stable
set search_path = ''
as $$
select array(
    select r.user_id
    from nova.effective_rights r
    where r.scope_id = observers.team_id and r.masked)
$$;
