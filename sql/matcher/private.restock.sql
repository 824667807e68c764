-- Write properties and requests down as the matcher reads them, or take away what is closed. What
-- is written down already as it would be again stays: a row has many index entries.
create or replace function private.restock(property_ids uuid[], request_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_homes private.stock[] := array(select h from private.stock_of(property_ids) as h);
    v_requests private.demand[] := array(select d from private.demand_of(request_ids) as d);
    v_found constant text[] := '{floor_points, floor_offer, reach, keys}';
begin
    delete from private.stock h
    where h.property_id = any (property_ids)
        and not exists (select from unnest(v_homes) as f where f *= h);
    insert into private.stock
    select f.* from unnest(v_homes) as f
    where not exists (select from private.stock h where h.property_id = f.property_id);
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
