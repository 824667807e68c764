-- Write properties and requests down as the matcher reads them, or take away what is closed. What
-- is written down already as it would be again stays: a row has many index entries. Answers the
-- properties that read otherwise than before.
create or replace function private.restock(property_ids uuid[], request_ids uuid[]) returns uuid[]
language plpgsql volatile
set search_path = ''
as $$
declare
    v_homes private.stock[] := array(select h from private.stock_of(property_ids) as h);
    v_requests private.demand[];
    v_found constant text[] := '{floor_points, floor_offer, reach, keys}';
    v_changed uuid[] := array(
        select asked.id
        from unnest(property_ids) as asked (id)
        left join unnest(v_homes) as f on f.property_id = asked.id
        left join private.stock h on h.property_id = asked.id
        where coalesce(not f *= h, f.property_id is distinct from h.property_id));
begin
    if v_changed <> '{}' then
        delete from private.stock h where h.property_id = any (v_changed);
        insert into private.stock
        select f.* from unnest(v_homes) as f where f.property_id = any (v_changed);
    end if;
    if request_ids is null then
        return v_changed;
    end if;
    v_requests := array(select d from private.demand_of(request_ids) as d);
    delete from private.demand d
    where d.request_id = any (request_ids)
        and not exists (
            select from unnest(v_requests) as f
            where f.request_id = d.request_id and to_jsonb(f) - v_found = to_jsonb(d) - v_found);
    insert into private.demand
    select f.* from unnest(v_requests) as f
    where not exists (select from private.demand d where d.request_id = f.request_id);
    return v_changed;
end
$$;
