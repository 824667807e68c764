-- How far the caller's own permission reaches in a team: WHOLE for its company.
create or replace function private.granters_reach(team nova.teams, permission text) returns text
language sql stable
set search_path = ''
as $$
select case
    when team.id in (select s from nova.whole_scopes(permission) as s) then 'WHOLE'
    when team.id in (select s from nova.held_scopes(permission) as s) then 'HELD'
    else 'NONE'
end
$$;
