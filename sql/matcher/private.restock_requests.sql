-- Write requests down as the matcher reads them, or take away what is closed. What is written down
-- already as it would be again stays: a row has many index entries.
create or replace function private.restock_requests(request_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_requests private.demand[] := array(select d from private.demand_of(request_ids) as d);
    v_found constant text[] := '{floor_points, floor_offer, reach, keys}';
begin
    delete from private.demand d
    where d.request_id = any (request_ids)
        and not exists (
            select from unnest(v_requests) as f
            where f.request_id = d.request_id and to_jsonb(f) - v_found = to_jsonb(d) - v_found);
    insert into private.demand
    select f.* from unnest(v_requests) as f
    where not exists (select from private.demand d where d.request_id = f.request_id);
end
$$;
