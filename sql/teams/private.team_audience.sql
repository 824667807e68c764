-- Who hears of a team: whoever may read it.
create or replace function private.team_audience(team_id uuid) returns uuid[]
language sql stable
set search_path = ''
as $$
select readers
from private.readers('team.read', team_audience.team_id, null, null) as readers
$$;
