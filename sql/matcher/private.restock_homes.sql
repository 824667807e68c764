-- Write properties down as the matcher reads them, or take away what is closed; answers those that
-- read otherwise than before. What reads as it did stays: a row has many index entries.
create or replace function private.restock_homes(property_ids uuid[]) returns uuid[]
language plpgsql volatile
set search_path = ''
as $$
declare
    v_homes private.stock[] := array(select h from private.stock_of(property_ids) as h);
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
    return v_changed;
end
$$;
