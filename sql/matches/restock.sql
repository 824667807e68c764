-- Write properties and requests down as the matcher reads them, or take away what is closed.
create or replace function private.restock(property_ids uuid[], request_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    if property_ids is not null then
        delete from private.stock h where h.property_id = any (property_ids);
        insert into private.stock select h.* from private.stock_of(property_ids) as h;
    end if;
    if request_ids is not null then
        delete from private.demand d where d.request_id = any (request_ids);
        insert into private.demand select d.* from private.demand_of(request_ids) as d;
    end if;
end
$$;
