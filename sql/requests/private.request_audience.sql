-- Who hears of a request: its broker, as long as they may read it.
create or replace function private.request_audience(request nova.requests) returns setof uuid[]
language sql stable rows 1
as $$
select case when reads then array[request.user_id] else '{}' end
from private.is_reader(request.user_id, 'requests.read', request.team_id, request.user_id,
    request.user_id) as reads
$$;
