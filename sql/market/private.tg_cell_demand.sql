-- A request of algorithm 2.0 came, or its floor moved over a line: it waits in other cells.
create or replace function private.tg_cell_demand() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    delete from private.demand_cells c where tg_op = 'UPDATE' and c.request_id = new.request_id;
    insert into private.demand_cells select c.* from private.cells_of(new) as c;
    return null;
end
$$;
