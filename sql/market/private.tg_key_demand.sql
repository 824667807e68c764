-- A request knows how far it reaches; in algorithm 1.0 also the keys it is found by.
create or replace function private.tg_key_demand() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    new.reach := private.demand_reach(new);
    if tg_op = 'INSERT' and new.plan = 1 then
        new.keys := private.demand_keys(new);
    end if;
    return new;
end
$$;
